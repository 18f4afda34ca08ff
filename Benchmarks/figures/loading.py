"""Everything loaded: how long it takes, and how to get there for other figures."""

import re
import subprocess
import time

from table import Row, alternate, compared, median, missing, seconds
from world import Missing, Simulator

DONE = re.compile(rb"all there are|all loaded")

CLIENT = """
import sys
from openai import OpenAI
client = OpenAI(api_key="bench", base_url=sys.argv[1])
print(sum(1 for batch in client.batches.list(limit=100)))
"""


def load_all(screen, count):
    """Loads everything; returns the seconds that it took."""
    screen.read_until_quiet(0.3)
    start = len(screen.output)
    asked = screen.send(b"L")
    # ncurses sends only changed characters: where the words never arrive whole, wait for silence.
    while not DONE.search(screen.output, start):
        if not screen.read(2):
            break
    took = screen.last_byte - asked
    screen.read_until_quiet(0.3)
    shown = screen.redrawn().replace(b",", b"")
    found = re.search(rb"(\d+) loaded", shown)
    # New batches may have arrived in the meantime.
    assert found and int(found[1]) >= count, f"not {count} loaded: {shown[:600]!r}"
    return took


def rows(world, count=100_000):
    with Simulator(world, count) as simulator:
        addresses = simulator.addresses(100, count // 100)
        # The browser has the first page when the clock starts.
        config = written(world, "addresses", addresses[1:])

        def ours():
            with world.browser(simulator) as screen:
                return load_all(screen, count)

        def run(*argv):
            start = time.perf_counter()
            subprocess.run(argv, check=True, env=world.env, stdout=subprocess.DEVNULL)
            return time.perf_counter() - start

        figure = f"load all {count:,} by pages of 100"
        try:
            curl = world.tool("curl")
            quiet = [curl, "-s", "--config", str(config)]
            taken, reference = alternate(world.runs, ours, lambda: run(*quiet))
            yield compared(figure, median(taken), "curl", median(reference), 1.3)
            yield listing(world, simulator, addresses[:200], run)
        except Missing as why:
            yield missing(figure, why, "≤ 1.3 ×")
        try:
            python = world.python("openai")
            taken, reference = alternate(
                min(3, world.runs), ours, lambda: run(python, "-c", CLIENT, simulator.base)
            )
            yield compared(figure, median(taken), "OpenAI client", median(reference), 1 / 14)
        except Missing as why:
            yield missing(figure, why, "≤ 1/14")
    yield with_latency(world)


def written(world, name, addresses):
    """A configuration with which one curl process fetches a number of addresses."""
    path = world.folder / name
    path.write_text("".join(f'url = "{a}"\noutput = "/dev/null"\n' for a in addresses))
    return path


def listing(world, simulator, addresses, run):
    """All rows of 200 pages, decoded and printed."""
    config = written(world, "few-addresses", addresses)
    ours = [world.program, "list", "--limit", "20000", "--output", "jsonl", "--base-url", simulator.base]
    taken, reference = alternate(
        world.runs, lambda: run(*ours), lambda: run(world.tool("curl"), "-s", "--config", str(config))
    )
    return compared("list of 20,000, whole process", median(taken), "curl", median(reference), 1.5)


def with_latency(world, count=10_000, latency=50):
    """The first page is already loaded when the clock starts and does not count."""
    pages = count // 100 - 1
    with Simulator(world, count, latency) as simulator:
        taken = []
        for _ in range(world.runs):
            with world.browser(simulator) as screen:
                taken.append(load_all(screen, count))
    # One round trip over an open connection.
    least = pages * latency / 1000
    ratio = median(taken) / least
    return Row(
        f"load all {count:,} at {latency} ms a request",
        seconds(median(taken)),
        f"{pages} pages × {latency} ms: {seconds(least)}",
        f"{ratio:.2f} ×",
        "≤ 1.1 ×",
        ratio <= 1.1,
    )
