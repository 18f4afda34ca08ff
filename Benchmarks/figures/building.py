"""The size of the program and, on request, the time of a clean build.

The program alone stands against its goals. Before the simulator became a program of its own it was
part of lazybatch, so each figure is told with the simulator, too.
"""

import dataclasses
import os
import pathlib
import resource
import shutil
import subprocess
import time

from table import Row, compared, megabytes, missing, seconds
from world import ROOT, Missing

NO_PROGRAM = "no build before was given (BEFORE=)"
NO_SOURCE = "no source before was given (BEFORE_SOURCE=)"


def beside(figure, ours, before, why, most, show=seconds):
    """A row next to the previous build, if there is one; without a goal if `most` is None."""
    if before is None:
        return Row(figure, show(ours), why, "–", f"≤ 1/{1 / most:g}" if most else "–")
    row = compared(figure, ours, "the build before", before, most or 1, show)
    if most is None:
        row.goal, row.met = "–", None
    return row


# Size


def rows(world):
    figure = "stripped program"
    try:
        ours = stripped(world, world.program)
        before = stripped(world, world.before) if world.before else None
    except Missing as why:
        yield missing(figure, why, "≤ 1/2")
        return
    yield beside(figure, ours[0], before and before[0], NO_PROGRAM, 1 / 2, megabytes)
    yield beside(f"{figure} and simulator", sum(ours), before and sum(before), NO_PROGRAM, None, megabytes)


def stripped(world, program):
    """The size of a program and of the simulator next to it; 0 if there is none."""
    strip, copy = world.tool("strip"), world.folder / "stripped"

    def size(path):
        subprocess.run([strip, "-o", str(copy), str(path)], check=True)
        return os.path.getsize(copy)

    simulator = pathlib.Path(program).with_name("lazybatch-simulator")
    return size(program), size(simulator) if simulator.exists() else 0


# Time


@dataclasses.dataclass
class Cost:
    """The wall-clock and the CPU seconds of a build. The latter hardly depend on the load of the
    machine."""

    clock: float = 0
    processor: float = 0


def build(world, folder, flags):
    """A clean build of a package; fetching dependencies is not measured."""
    scratch = world.folder / "build"

    def swift(*arguments):
        subprocess.run(["swift", *arguments], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    try:
        swift("package", "--scratch-path", str(scratch), "resolve")
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        swift("build", "--scratch-path", str(scratch), *flags)
        clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(clock, processor)


def release_flags(source):
    """The flags of `make release` in a checkout, without the products."""
    argv = ["make", "--silent", "--eval", "flags: ; @echo $(RELEASE_FLAGS)", "flags"]
    done = subprocess.run(argv, cwd=source, check=True, capture_output=True, text=True)
    flags = done.stdout.replace("--product lazybatch", "").split()
    assert "release" in flags, f"{source} has no flags for a release"
    return flags


def build_both(world, source, flags):
    """The costs of the program and of its simulator; 0 for one that is part of the program."""
    program = build(world, source, ["--product", "lazybatch", *flags])
    package = pathlib.Path(source) / "Simulator"
    if not (package / "Package.swift").exists():
        return program, Cost()
    return program, build(world, package, ["--product", "lazybatch-simulator", *flags])


def build_times(world):
    """Takes minutes on every core."""
    for name, flags in (("debug", lambda source: []), ("release", release_flags)):
        ours = build_both(world, ROOT, flags(ROOT))
        before = world.before_source and build_both(
            world, world.before_source, flags(world.before_source)
        )
        for kind, what in (("clock", "by the clock"), ("processor", "CPU seconds")):
            figure = f"build from nothing, {name}, {what}"
            mine, old = ([getattr(cost, kind) for cost in costs or ()] for costs in (ours, before))
            yield beside(figure, mine[0], old[0] if old else None, NO_SOURCE, 1 / 3)
            yield beside(f"{figure}, with simulator", sum(mine), sum(old) if old else None, NO_SOURCE, None)
