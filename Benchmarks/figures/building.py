"""The size of the program and, when asked, the time to build it from nothing."""

import os
import shutil
import subprocess
import time

from table import Row, megabytes, seconds
from world import ROOT

# A stripped static program that does one GET with AsyncHTTPClient: known, not built here.
BARE_CLIENT = 28_000_000
MOST = 40_000_000


def rows(world):
    size = os.path.getsize(world.program)
    yield Row("size of the stripped static binary", megabytes(size),
              f"bare AsyncHTTPClient program (known): {megabytes(BARE_CLIENT)}",
              f"{size / BARE_CLIENT:.2f} ×", f"≤ {megabytes(MOST)}", size <= MOST)  # fmt: skip


def release_flags():
    """Those of `make release`."""
    rule = "flags: ; @echo $(RELEASE_FLAGS)"
    argv = ["make", "--silent", "--eval", rule, "flags"]
    return subprocess.run(argv, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()


def build_times(world):
    """Minutes of work for both cores."""
    for name, flags in (
        ("debug", ["--product", "lazybatch"]),
        ("release", release_flags()),
    ):
        scratch = world.folder / f"build-{name}"
        start = time.perf_counter()
        subprocess.run(
            ["swift", "build", "--scratch-path", str(scratch), *flags],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        yield Row(f"build from nothing, {name}", seconds(time.perf_counter() - start), "–", "–",
                  "stated")  # fmt: skip
        shutil.rmtree(scratch)
