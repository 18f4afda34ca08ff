"""Memory in use with everything loaded: the resident set of the process."""

import functools

from screen import Screen
from table import Row, alternate, compared, median, megabytes, missing
from world import Missing, Simulator

from .loading import load_all
from .start import name_of


def ours(world, count):
    """The memory with a number of rows loaded, and the size of one batch as JSON."""
    with Simulator(world, count) as simulator:
        size = len(simulator.page()) / 100
        with world.browser(simulator) as screen:
            load_all(screen, count)
            screen.read_until_quiet(0.5)
            return screen.memory(), size


def first_page(world, program):
    """The memory with only the first page loaded."""
    with Simulator(world, 100) as simulator:
        with world.browser(simulator, program=program) as screen:
            screen.wait_for(name_of(simulator.page()))
            screen.read_until_quiet(0.5)
            return screen.memory()


def visidata(world, count):
    path = str(world.lines_of_batches(count))
    with Screen([world.visidata(), path], world.env) as screen:
        # It keeps loading in the background and shows its progress.
        screen.read_until_quiet(8)
        return screen.memory()


def fzf(world, count):
    argv = [world.tool("fzf")]
    with Screen(argv, world.env, stdin=str(world.lines_of_batches(count))) as screen:
        screen.wait_for(f"{count}/{count}".encode())
        screen.read_until_quiet(0.5)
        return screen.memory()


def beside_the_build_before(world):
    """The row for the first page, and our memory."""
    figure, goal = "memory, first page", "≤ 0.6 ×"
    programs = [world.program] + ([world.before] if world.before else [])
    measures = [functools.partial(first_page, world, program) for program in programs]
    ours, *before = alternate(world.runs, *measures)
    few = median(ours)
    if not before:
        row = Row(figure, megabytes(few), "no build before was given (BEFORE=)", "–", goal)
    else:
        row = compared(figure, few, "the build before", median(before[0]), 0.6, show=megabytes)
    return row, few


def rows(world, count=100_000):
    measured = [ours(world, count) for _ in range(world.runs)]
    taken, size = median([used for used, _ in measured]), measured[0][1]
    for name, measure, most, goal in (
        ("visidata", visidata, 1 / 5, "≤ 1/5"), ("fzf", fzf, 1, "< 1 ×"),
    ):  # fmt: skip
        figure = f"memory, {count:,} rows"
        try:
            reference = median([measure(world, count) for _ in range(min(2, world.runs))])
            yield compared(figure, taken, name, reference, most, show=megabytes, goal=goal)
        except Missing as why:
            yield missing(figure, why, goal)
    row, few = beside_the_build_before(world)
    yield row
    for many, (used, size) in ((count, (taken, size)), (1_000_000, ours(world, 1_000_000))):
        growth = (used - few) / (many - 100)
        yield Row(
            f"memory growth a batch, to {many:,}",
            f"{growth:.0f} B",
            f"its JSON: {size:.0f} B",
            f"{growth / size:.2f} ×",
            "≤ 0.6 ×",
            growth / size <= 0.6,
        )
