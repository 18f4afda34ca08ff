"""Decoding a page of a hundred batches."""

import subprocess

from table import alternate, compared, median, missing
from world import ROOT, Missing, Simulator

ORJSON = """
import sys, time, orjson
data = open(sys.argv[1], "rb").read()
times = []
for _ in range(500):
    start = time.perf_counter()
    orjson.loads(data)
    times.append(time.perf_counter() - start)
print(sorted(times)[len(times) // 2])
"""


def rows(world):
    figure = "decode a page of 100"
    decoder = ROOT / "Benchmarks/Micro/.build/release/decode-page"
    if not decoder.exists():
        yield missing(figure, "decode-page is not built (make bench builds it)", "≤ 2 ×")
        return
    with Simulator(world, 1000) as simulator:
        page = world.folder / "page.json"
        page.write_bytes(simulator.page())

    def run(*argv):
        done = subprocess.run(argv, check=True, capture_output=True, text=True)
        return float(done.stdout)

    try:
        python = world.python("orjson")
        ours, reference = alternate(
            2 * world.runs,
            lambda: run(str(decoder), str(page)),
            lambda: run(python, "-c", ORJSON, str(page)),
        )
        yield compared(figure, median(ours), "orjson", median(reference), 2)
    except Missing as why:
        yield missing(figure, why, "≤ 2 ×")
