"""From a key to the last byte of its output, and the number of bytes."""

import contextlib
import json
import subprocess

from screen import Screen
from table import Row, compared, median, missing, percentile
from world import ROOT, Beginning, Missing, Simulator

from .loading import load_all

# Keys that move, scroll and turn pages, and return to the start.
WALK = [b"j"] * 20 + [b"\x1b[6~"] * 5 + [b"k"] * 20 + [b"\x1b[5~"] * 5
# The same within the first hundred rows.
SHORT_WALK = [b"j"] * 20 + [b"\x1b[6~"] + [b"k"] * 20 + [b"\x1b[5~"]
BURST = b"j" * 300


class Ours:
    """lazybatch with a number of rows loaded."""

    name = "lazybatch"
    home = b"g"

    def __init__(self, world, count, detail, fleet=None):
        """`fleet`: of how many batches they are the newest; None for all."""
        with contextlib.ExitStack() as stack:
            simulator = stack.enter_context(Simulator(world, fleet or count))
            if fleet and fleet > count:
                simulator = stack.enter_context(Beginning(simulator, count))
            self.screen = stack.enter_context(world.browser(simulator))
            if count > 100:
                load_all(self.screen, count)
            # A refresh would draw during the measurement.
            self.screen.press(b"Z")
            self.screen.read_until_quiet(0.5)
            # The detail is open at first.
            if not detail:
                self.screen.press(b"p")
            # Nothing went wrong: they end when they are told to.
            self.close = stack.pop_all().close


class Tig:
    name = "tig"
    home = b"\x1bOH"

    def __init__(self, world, count):
        argv = [world.tool("tig"), "-C", str(world.commits(count))]
        with contextlib.ExitStack() as stack:
            self.screen = stack.enter_context(Screen(argv, world.env))
            self.screen.read_until_quiet(1.5)
            self.screen.press(b"\x1bOF", quiet=1.5)
            shown = self.screen.redrawn(0.5)
            assert f"of {count}".encode() in shown, f"tig has not read all: {shown[-600:]!r}"
            self.screen.press(self.home, quiet=0.5)
            self.close = stack.pop_all().close


class Less:
    name = "less"
    home = b"g"

    def __init__(self, world, count):
        path = world.lines_of_batches(count)
        with contextlib.ExitStack() as stack:
            self.screen = stack.enter_context(Screen([world.tool("less"), "-S", str(path)], world.env))
            self.screen.read_until_quiet(0.5)
            self.close = stack.pop_all().close


def walk(program, keys=WALK):
    """Times and bytes of each key of the walk."""
    taken = [program.screen.press(key) for key in keys]
    return [time for time, count in taken if count], [count for _, count in taken]


def burst(program):
    """Seconds from three hundred keys at once to a quiet screen."""
    sent = program.screen.send(BURST)
    program.screen.read_until_quiet(0.4)
    took = program.screen.last_byte - sent
    program.screen.press(program.home, quiet=0.2)
    return took


def rows(world, count=100_000):
    yield from against_others(world, count)
    yield from against_itself(world)


def against_others(world, count):
    programs, why = [], {}
    try:
        for detail in (True, False):
            programs.append(Ours(world, count, detail))
        for reference in (Tig, Less):
            try:
                programs.append(reference(world, count))
            except Missing as problem:
                why[reference.name] = problem
        times = {program: [] for program in programs}
        sizes = {program: [] for program in programs}
        bursts = {program: [] for program in programs}
        for _ in range(world.runs):
            for program in programs:
                some_times, some_sizes = walk(program)
                times[program] += some_times
                sizes[program] += some_sizes
        for _ in range(world.runs):
            for program in programs:
                bursts[program].append(burst(program))
        detail, list_only = programs[:2]
        others = {program.name: program for program in programs[2:]}
        for name in ("tig", "less"):
            for part, most in ((0.5, 1), (0.99, 2)):
                figure = f"key → frame, {count:,} rows, detail open, p{part * 100:.0f}"
                if name not in others:
                    yield missing(figure, why[name], f"≤ {most} ×")
                    continue
                row = compared(
                    figure,
                    percentile(times[detail], part),
                    name,
                    percentile(times[others[name]], part),
                    most,
                )
                if name == "less":
                    # The goal is set against tig; less is told beside it.
                    row.goal, row.met = "–", None
                yield row
        if "tig" in others:
            tig = others["tig"]
            figure = f"key → frame, {count:,} rows, detail closed, p50"
            row = compared(figure, median(times[list_only]), "tig", median(times[tig]), 1)
            # The goal is set for the detail open, which tig does not show.
            row.goal, row.met = "–", None
            yield row
            yield compared("300 keys at once → quiet", median(bursts[detail]), "tig",
                           median(bursts[tig]), 1 / 5)  # fmt: skip
            mean = lambda program: sum(sizes[program]) / len(sizes[program])  # noqa: E731
            yield compared("bytes a key, detail closed", mean(list_only), "tig", mean(tig), 1 / 2,
                           show=lambda value: f"{value:.0f} B")  # fmt: skip
            yield Row("bytes a key, detail open", f"{mean(detail):.0f} B", "–", "–", "–")
            yield drawn_cells(world, detail)
        else:
            yield missing("300 keys at once → quiet", why["tig"], "≤ 1/5")
            yield missing("bytes a key, detail closed", why["tig"], "≤ 1/2")
    finally:
        for program in programs:
            program.close()


def drawn_cells(world, program):
    """How much of what is sent for the keys of the walk is another cell than before."""
    figure = "cells drawn a key, detail open"
    goal = "only what changed"
    screen = program.screen
    parts = [screen.redrawn()]
    for key in WALK:
        start = len(screen.output)
        screen.press(key)
        parts.append(bytes(screen.output[start:]))
    try:
        python = world.python("pyte")
    except Missing as why:
        return missing(figure, why, goal)
    script = ROOT / "Benchmarks/cells.py"
    text = json.dumps([*screen.size, *(part.decode("latin-1") for part in parts)])
    done = subprocess.run([python, script], input=text, text=True, capture_output=True, check=True)
    drawn, changed = json.loads(done.stdout)
    # To step over a few cells takes more bytes than to send them again.
    ratio = drawn / changed
    return Row(figure, f"{drawn / len(WALK):.0f}", f"changed: {changed / len(WALK):.0f}",
               f"{ratio:.2f} ×", goal, ratio <= 1.1)  # fmt: skip


def against_itself(world, counts=(100, 100_000, 1_000_000)):
    programs = []
    try:
        for count in counts:
            # The same batches on the screen: others take another time at any size.
            programs.append(Ours(world, count, detail=True, fleet=counts[-1]))
        times = [[] for _ in programs]
        for _ in range(2 * world.runs):
            for program, taken in zip(programs, times):
                taken += walk(program, SHORT_WALK)[0]
        medians = [median(taken) for taken in times]
        text = ", ".join(f"{m * 1e6:,.0f} µs at {c:,}" for m, c in zip(medians, counts))
        ratio = max(medians) / min(medians)
        yield Row("key → frame, p50", text, "itself", f"{ratio:.2f} ×", "≤ 1.2 ×", ratio <= 1.2)
    finally:
        for program in programs:
            program.close()
