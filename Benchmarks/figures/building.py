"""The size of the program and, when asked, the time to build it from nothing."""

import os
import resource
import shutil
import subprocess

from table import Row, compared, megabytes, seconds
from world import ROOT


def rows(world):
    size = os.path.getsize(world.program)
    figure, goal = "stripped program", "≤ 1/2"
    if world.before:
        before = os.path.getsize(world.before)
        yield compared(figure, size, "the build before", before, 1 / 2, megabytes, goal)
    else:
        yield Row(figure, megabytes(size), "no build before was given (BEFORE=)", "–", goal)


def release_flags():
    """Those of `make release`."""
    rule = "flags: ; @echo $(RELEASE_FLAGS)"
    argv = ["make", "--silent", "--eval", rule, "flags"]
    return subprocess.run(argv, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()


def build(world, source, name, flags):
    """Processor seconds, which say the same however busy the machine is."""
    scratch = world.folder / f"build-{name}"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["swift", "build", "--scratch-path", str(scratch), *flags],
        cwd=source, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(scratch)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def build_times(world):
    """Minutes of work for both cores."""
    for name, flags in (("debug", ["--product", "lazybatch"]), ("release", release_flags())):
        figure, goal = f"build from nothing, {name}, CPU", "≤ 1/3"
        ours = build(world, ROOT, name, flags)
        if world.before_source:
            before = build(world, world.before_source, f"{name}-before", flags)
            yield compared(figure, ours, "the build before", before, 1 / 3, goal=goal)
        else:
            yield Row(figure, seconds(ours), "no source before was given (BEFORE_SOURCE=)", "–", goal)
