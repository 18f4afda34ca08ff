"""Whether a held key ever has to wait for the server, and what an idle program does."""

import time

from screen import Screen
from table import Row, missing
from world import Missing, Simulator

from .loading import load_all


def held(world, simulator, key, rate, seconds):
    """How many of the keys had changed nothing on the screen when the next one came."""
    with world.browser(simulator, size=(120, 60)) as screen:
        screen.read_until_quiet(1.0)
        waits = 0
        due = time.perf_counter()
        for _ in range(int(rate * seconds)):
            screen.send(key)
            due += 1 / rate
            came = 0
            while (left := due - time.perf_counter()) > 0:
                came += screen.read(left)
            waits += came == 0
        return waits


def idle(screen, seconds):
    """CPU seconds, wake-ups and bytes of output while nothing happens."""
    cpu, wakeups = screen.cpu_seconds(), screen.wakeups()
    count = screen.read_for(seconds)
    # Idle threads of a pool exit after a while, and their counts are lost.
    woken = sum(now - wakeups.get(thread, 0) for thread, now in screen.wakeups().items())
    return screen.cpu_seconds() - cpu, woken, count


def described(figures, seconds):
    cpu, wakeups, count = figures
    return f"{cpu * 1000:.0f} ms CPU, {wakeups} wake-ups, {count} B in {seconds} s"


def rows(world):
    with Simulator(world, 20_000, 200) as simulator:
        for what, key, rate in (("j, 30/s", b"j", 30), ("PageDown, 5/s", b"\x1b[6~", 5)):
            waits = held(world, simulator, key, rate, 10)
            yield Row(f"waits while {what} is held at 200 ms, 60 rows", str(waits), "none", "–",
                      "0", waits == 0)  # fmt: skip
    with Simulator(world, 1000) as simulator, world.browser(simulator) as screen:
        load_all(screen, 1000)
        screen.press(b"Z")
        # Old batches, so that their ages are shown in days.
        screen.press(b"G")
        # The age of the list changes once a minute, but not within these seconds.
        screen.read_until_quiet(2)
        ours = idle(screen, 20)
    figure = "idle, auto-refresh off"
    try:
        path = world.lines_of_batches(1000)
        with Screen([world.tool("less"), "-S", str(path)], world.env) as screen:
            screen.read_until_quiet(2)
            reference = f"less: {described(idle(screen, 20), 20)}"
    except Missing as why:
        yield missing(figure, why, "ticks only")
        return
    # The minute may change during the measurement.
    met = ours[1] <= 4 and ours[0] <= 0.02
    yield Row(figure, described(ours, 20), reference, "–", "ticks only", met)
