"""From the start of the process to the first row on screen."""

import json
import subprocess
import time

from table import alternate, compared, median, missing
from world import Missing, Simulator

CLIENT = """
import sys
from openai import OpenAI
client = OpenAI(api_key="bench", base_url=sys.argv[1])
for batch in client.batches.list(limit=100).data:
    print(batch.id, batch.status)
"""


def rows(world):
    with Simulator(world, 1000) as simulator:
        first = json.loads(simulator.page())["data"][0]
        name = ((first["metadata"] or {}).get("name") or first["id"]).encode()
        address = f"{simulator.base}/batches?limit=100"

        def ours():
            with world.browser(simulator) as screen:
                return screen.wait_for(name) - screen.started

        def run(*argv):
            start = time.perf_counter()
            subprocess.run(argv, check=True, env=world.env, stdout=subprocess.DEVNULL)
            return time.perf_counter() - start

        try:
            curl = world.tool("curl")
            taken, reference = alternate(
                3 * world.runs, ours, lambda: run(curl, "-s", "-o", "/dev/null", address)
            )
            yield compared("start → first row", median(taken), "curl", median(reference), 2)
        except Missing as why:
            yield missing("start → first row", why, "≤ 2 ×")
        try:
            python = world.python("openai")
            taken, reference = alternate(
                world.runs, ours, lambda: run(python, "-c", CLIENT, simulator.base)
            )
            yield compared(
                "start → first row", median(taken), "OpenAI client", median(reference), 1 / 20
            )
        except Missing as why:
            yield missing("start → first row", why, "≤ 1/20")
