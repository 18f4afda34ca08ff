#!/usr/bin/env python3
"""Measures lazybatch from outside, side by side with the alternatives.

Takes the release build, in a pseudo-terminal, against the simulator, and prints one table. A
reference that is missing is said so in its row; `scripts/setup --bench` installs what it can.
"""

import argparse
import datetime
import os
import pathlib
import platform
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import table  # noqa: E402
from figures import building, decoding, files, grouping, history, keys, loading, memory, searching, start, waiting  # noqa: E402
from world import ROOT, SEED, World  # noqa: E402

FIGURES = {
    "start": start.rows,
    "keys": keys.rows,
    "memory": memory.rows,
    "load": loading.rows,
    "waiting": waiting.rows,
    "search": searching.rows,
    "decode": decoding.rows,
    "group": grouping.rows,
    "files": files.rows,
    "history": history.rows,
    "size": building.rows,
    "build": building.build_times,
}
# These compile for minutes, so they are only measured on request.
USUAL = [name for name in FIGURES if name != "build"]
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


def machine():
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if "model name" in line), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}, "
        f"{datetime.date.today()}; load average before the run {load:.1f}"
    )


def write(text):
    path = ROOT / "BENCHMARKS.md"
    old = path.read_text()
    before, rest = old.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    path.write_text(before + BEGIN + text + END + after)


def taken(name, world):
    """The rows of one figure; a program that fails only loses its own figure."""
    try:
        yield from FIGURES[name](world)
    except (AssertionError, EOFError, OSError, subprocess.SubprocessError) as problem:
        yield table.missing(name, f"not measured: {str(problem)[:80]}", "–")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "figures", nargs="*",
        help="of " + ", ".join(FIGURES) + "; all of them but build by default, and with `all` all",
    )  # fmt: skip
    parser.add_argument("--program", default=ROOT / ".build/release/lazybatch")
    parser.add_argument("--before", help="an older executable, for size and memory beside it")
    parser.add_argument("--before-source", help="an older checkout, for its build times")
    parser.add_argument("--runs", type=int, default=5, help="of each figure (5)")
    parser.add_argument("--write", action="store_true", help="a whole table also into BENCHMARKS.md")
    options = parser.parse_args()
    for name in options.figures:
        if name not in [*FIGURES, "all"]:
            parser.error(f"no figure is called {name}")
    for path in (options.before, options.before_source):
        if path and not os.path.exists(path):
            parser.error(f"there is no {path}")
    chosen = list(FIGURES) if "all" in options.figures else options.figures or USUAL
    runs = f"medians of {options.runs} runs" if options.runs > 1 else "one run"
    about = f"Machine: {machine()}; {runs}, seed {SEED}.\n\n"
    world = World(options.program, options.runs, options.before, options.before_source)
    rows = []
    try:
        for name in chosen:
            for row in taken(name, world):
                print(f"{row.figure}: {row.ours} ({row.reference}; {row.ratio})", file=sys.stderr)
                rows.append(row)
    finally:
        world.close()
    text = about + table.markdown(rows)
    print(text)
    if options.write and set(USUAL) <= set(chosen):
        write(text)
    elif options.write:
        print("BENCHMARKS.md keeps its table: these are some of the figures.", file=sys.stderr)


if __name__ == "__main__":
    main()
