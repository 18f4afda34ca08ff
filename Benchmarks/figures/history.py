"""The history: what it costs to keep, and what it saves at the next start."""

import pathlib
import re
import subprocess
import time

from table import alternate, compared, median, megabytes, missing
from world import Missing, Simulator

from .loading import load_all
from .start import name_of, timed


class Account:
    """A history of all batches of a simulator."""

    def __init__(self, world, simulator):
        self.world, self.simulator = world, simulator
        self.data = world.folder / f"data-{simulator.base.split(':')[2].split('/')[0]}"
        self.env = world.env | {"LAZYBATCH_HISTORY": "on", "XDG_DATA_HOME": str(self.data)}
        self.output = self.data.with_suffix(".jsonl")

    def fill(self):
        with open(self.output, "w") as output:
            subprocess.run(
                [self.world.program, "list", "--all", "--output", "jsonl", "--base-url", self.simulator.base],
                check=True, env=self.env, stdout=output,
            )  # fmt: skip

    def browser(self):
        return self.world.browser(self.simulator, env=self.env)

    def sizes(self):
        """Of the file, and of the JSON of the batches in it, in bytes."""
        [file] = pathlib.Path(self.data).glob("lazybatch/*.sqlite")
        return file.stat().st_size, self.output.stat().st_size


def first_row(browser, name):
    with browser() as screen:
        return screen.wait_for(name) - screen.started


def all_rows(account, count):
    """Until all rows are there to filter and sort."""
    pattern = re.compile(rb"%d,\d{3} loaded" % (count // 1000))
    with account.browser() as screen:
        # ncurses sends only changed characters, so that the words hardly ever come whole.
        while not pattern.search(screen.redrawn(quiet=0.02)):
            assert screen.last_byte - screen.started < 60, "not all rows came"
        return screen.last_byte - screen.started


def memory(account):
    with account.browser() as screen:
        screen.read_until_quiet(1.5)
        return screen.memory()


def rows(world, count=100_000, many=1_000_000):
    goal = 1.25
    figure = f"start → first row, {count:,} in the history"
    try:
        curl = world.tool("curl")
    except Missing as why:
        yield missing(figure, why, f"≤ {goal} ×")
        return
    with Simulator(world, count) as simulator:
        account = Account(world, simulator)
        account.fill()
        name = name_of(simulator.page())
        address = f"{simulator.base}/batches?limit=100"
        seen, reference = alternate(
            4 * world.runs,
            lambda: first_row(account.browser, name),
            lambda: timed(world, curl, "-s", address),
        )
        yield compared(figure, median(seen), "curl of a page", median(reference), goal)
        small = median(seen)

        def loaded():
            with world.browser(simulator) as screen:
                return load_all(screen, count)

        def loaded_memory():
            with world.browser(simulator) as screen:
                load_all(screen, count)
                screen.read_until_quiet(0.5)
                return screen.memory()

        there, reference = alternate(world.runs, lambda: all_rows(account, count), loaded)
        yield compared(
            f"start → all {count:,} to filter and sort", median(there), "L", median(reference), 1 / 8
        )
        used, reference = alternate(min(3, world.runs), lambda: memory(account), loaded_memory)
        yield compared(
            f"memory, {count:,} from the history", median(used), "read from the server",
            median(reference), 1.1, show=megabytes,
        )  # fmt: skip
        size, text = account.sizes()
        yield compared("disk, a batch", size / count, "its JSON", text / count, 1.3, show=lambda value: f"{value:.0f} B")
        listing = [world.program, "list", "--limit", "20000", "--output", "jsonl", "--base-url", simulator.base]

        def listed(env):
            start = time.perf_counter()
            subprocess.run(listing, check=True, env=env, stdout=subprocess.DEVNULL)
            return time.perf_counter() - start

        kept, reference = alternate(world.runs, lambda: listed(account.env), lambda: listed(world.env))
        yield compared("list of 20,000 that are known, whole process", median(kept), "--no-history", median(reference), 1.3)
    with Simulator(world, 1000, latency_ms=200) as simulator:
        account = Account(world, simulator)
        account.fill()
        name = name_of(simulator.page())
        address = f"{simulator.base}/batches?limit=100"
        seen, reference = alternate(
            world.runs,
            lambda: first_row(account.browser, name),
            lambda: timed(world, curl, "-s", address),
        )
        yield compared(
            "start → first row, 200 ms to the server", median(seen), "curl of a page", median(reference), 1 / 10
        )
    yield million(world, many, small)


def million(world, count, small):
    """Compared with a tenth of it."""
    figure = f"start → first row, {count:,} in the history"
    with Simulator(world, count) as simulator:
        account = Account(world, simulator)
        account.fill()
        name = name_of(simulator.page())
        [seen] = alternate(2 * world.runs, lambda: first_row(account.browser, name))
    return compared(figure, median(seen), f"{count // 10:,}", small, 1.2)
