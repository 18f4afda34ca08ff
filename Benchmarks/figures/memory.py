"""Memory in use with everything loaded: the resident set of the process."""

from screen import Screen
from table import Row, compared, median, megabytes, missing
from world import Missing, Simulator

from .loading import load_all


def ours(world, count):
    """Bytes with so many rows loaded, and what the JSON of one batch takes."""
    with Simulator(world, count) as simulator:
        size = len(simulator.page()) / 100
        with world.browser(simulator) as screen:
            if count > 100:
                load_all(screen, count)
            screen.read_until_quiet(0.5)
            return screen.memory(), size


def visidata(world, count):
    path = str(world.lines_of_batches(count))
    with Screen([world.visidata(), path], world.env) as screen:
        # It reads on in the background, and says how far it is.
        screen.read_until_quiet(8)
        return screen.memory()


def fzf(world, count):
    argv = [world.tool("fzf")]
    with Screen(argv, world.env, stdin=str(world.lines_of_batches(count))) as screen:
        screen.wait_for(f"{count}/{count}".encode())
        screen.read_until_quiet(0.5)
        return screen.memory()


def beside_the_build_before(world, few):
    figure, goal = "memory, first page", "≤ 0.6 ×"
    if not world.before:
        return Row(figure, megabytes(few), "no build before was given (BEFORE=)", "–", goal)
    with Simulator(world, 100) as simulator:
        with world.browser(simulator, program=world.before) as screen:
            screen.read_until_quiet(0.5)
            return compared(
                figure, few, "the build before", screen.memory(), 0.6, show=megabytes, goal=goal
            )


def rows(world, count=100_000):
    taken = median([ours(world, count)[0] for _ in range(world.runs)])
    for name, measure, most, goal in (
        ("visidata", visidata, 1 / 5, "≤ 1/5"), ("fzf", fzf, 1, "< 1 ×"),
    ):  # fmt: skip
        figure = f"memory, {count:,} rows"
        try:
            reference = median([measure(world, count) for _ in range(min(2, world.runs))])
            yield compared(figure, taken, name, reference, most, show=megabytes, goal=goal)
        except Missing as why:
            yield missing(figure, why, goal)
    few, _ = ours(world, 100)
    yield beside_the_build_before(world, few)
    for many in (count, 1_000_000):
        used, size = ours(world, many) if many != count else (taken, ours(world, 100)[1])
        growth = (used - few) / (many - 100)
        yield Row(
            f"memory growth a batch, to {many:,}",
            f"{growth:.0f} B",
            f"its JSON: {size:.0f} B",
            f"{growth / size:.2f} ×",
            "≤ 0.6 ×",
            growth / size <= 0.6,
        )
