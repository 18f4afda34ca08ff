"""Filtering and sorting all loaded rows."""

import re

from table import Row, alternate, median, seconds
from world import Simulator

from .loading import load_all

STYLE = re.compile(rb"\x1b\[[0-9;]*m|\x1b\(B")
# A row of the list: the word of its status, and the first letter of its name.
ROW = re.compile(
    rb"(?:validating|in_queue|in_progress|finalizing|completed|failed|expired|cancelling|cancelled)"
    rb" +([a-z])[a-z0-9-]+"
)


def initials(shown):
    """The first letters of the names on screen, from top to bottom, where they are Latin."""
    return ROW.findall(STYLE.sub(b"", shown))


def selected(shown):
    """Glyph, status and name of the row in reverse video."""
    return re.search(rb"\x1b\[(?:0;)?7m([^\x1b]+)", shown)[1].split()[:3]


def rows(world, count=100_000):
    with Simulator(world, count) as simulator, world.browser(simulator) as screen:
        load_all(screen, count)
        # A refresh would draw during the measurement.
        screen.press(b"Z")
        # Only rows, so that nothing else looks like one.
        screen.press(b"p", quiet=0.3)

        def filtered():
            """The slowest key of a filter, and the time until the screen is quiet."""
            screen.press(b"/", quiet=0.2)
            firsts, total = [], 0.0
            for letter in b"distill":
                sent = screen.send(bytes([letter]))
                screen.read(5)
                firsts.append(screen.last_byte - sent)
                screen.read_until_quiet(0.5)
                total = max(total, screen.last_byte - sent)
            screen.press(b"\r", quiet=0.3)
            shown = screen.redrawn()
            assert b"distill" in shown and b"smoke" not in shown, "the filter does not filter"
            screen.press(b"\x1b", quiet=0.5)
            # At once, while rows are still being searched for the first letters.
            screen.send(b"/distill\r")
            screen.read_until_quiet(0.7)
            again = initials(screen.redrawn())
            assert len(again) > 5 and set(again) == {b"d"}, f"a key was dropped: {again}"
            screen.press(b"\x1b", quiet=0.5)
            return max(firsts), total

        def sorted_by_name():
            """From the key to its first frame, and to the sorted rows."""
            screen.press(b"s", quiet=0.2)
            sent = screen.send(b"n")
            assert screen.read(5), "the sort shows nothing"
            first = screen.last_byte - sent
            screen.read_until_quiet(2)
            total = screen.last_byte - sent
            screen.press(b"g", quiet=0.5)
            shown = initials(screen.redrawn())
            assert len(shown) > 5 and shown == sorted(shown), f"the sort does not sort: {shown}"
            unsort()
            shown = initials(screen.redrawn())
            assert shown != sorted(shown), f"in order without a sort: {shown}"
            # At once, while rows are still being sorted: the cursor moves among those that are shown.
            screen.press(b"jjjjj", quiet=0.5)
            sixth = selected(screen.redrawn())
            screen.press(b"g", quiet=0.5)
            screen.send(b"snjjjjj")
            screen.read_until_quiet(2)
            again = selected(screen.redrawn())
            assert again == sixth, f"a key was dropped: {again} is not {sixth}"
            unsort()
            return first, total

        def unsort():
            """Back to the server's order, and to its first row."""
            screen.press(b"s", quiet=0.2)
            screen.press(b"o", quiet=0.5)
            screen.press(b"g", quiet=0.5)

        filters, sorts = alternate(world.runs, filtered, sorted_by_name)
    for name, taken in (("filter", filters), ("sort", sorts)):
        first = median([one for one, _ in taken])
        last = median([one for _, one in taken])
        yield Row(f"{name} of {count:,} rows: first frame", seconds(first),
                  f"all of it after {seconds(last)}, no key dropped", "–", "≤ 50 ms",
                  first <= 0.05)  # fmt: skip
