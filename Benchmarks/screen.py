"""Runs a program in a pseudo-terminal and times what it sends.

No emulator stands between: reading is all that happens while a clock runs.
"""

import fcntl
import os
import select
import signal
import struct
import termios
import time

DEADLINE = 600


class Screen:
    """A program in a pseudo-terminal."""

    def __init__(self, argv, env, size=(120, 40), stdin=None):
        self.master, slave = os.openpty()
        self.size = columns, lines = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        name = os.ttyname(slave)
        # The first terminal that a session leader opens becomes its controlling terminal.
        actions = [(os.POSIX_SPAWN_OPEN, 1, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 1, 2)]
        if stdin is None:
            actions.append((os.POSIX_SPAWN_DUP2, 1, 0))
        else:
            actions.append((os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0))
        self.output = bytearray()
        self.started = time.perf_counter()
        self.pid = os.posix_spawn(argv[0], argv, env, file_actions=actions, setsid=True)
        os.close(slave)
        self.last_byte = self.started

    def send(self, data):
        """Types; returns the time."""
        sent = time.perf_counter()
        os.write(self.master, data)
        return sent

    def read(self, seconds):
        """Reads once within a time; returns the number of bytes."""
        readable, _, _ = select.select([self.master], [], [], max(0, seconds))
        if not readable:
            return 0
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            raise EOFError(f"the program ended: {bytes(self.output[-400:])!r}") from None
        self.last_byte = time.perf_counter()
        self.output += data
        return len(data)

    def read_for(self, seconds):
        """Reads for a time; returns the number of bytes."""
        end = time.perf_counter() + seconds
        count = 0
        while (left := end - time.perf_counter()) > 0:
            count += self.read(left)
        return count

    def read_until_quiet(self, quiet, limit=DEADLINE):
        """Reads until the output pauses; returns the number of bytes."""
        end = time.perf_counter() + limit
        count = 0
        while got := self.read(quiet):
            count += got
            assert time.perf_counter() < end, "the program never stops drawing"
        return count

    def wait_for(self, text, start=0, limit=DEADLINE):
        """Reads until the output contains a text; returns the time."""
        end = time.perf_counter() + limit
        while self.output.find(text, max(0, start)) < 0:
            self.read(1)
            assert time.perf_counter() < end, f"never showed {text!r}: {bytes(self.output[-2000:])!r}"
        return self.last_byte

    def press(self, key, quiet=0.03):
        """Presses a key: returns the seconds until the last byte of output, and the bytes."""
        sent = self.send(key)
        # The first byte may be late; within a frame there is hardly a pause.
        count = self.read(1.0)
        if count:
            count += self.read_until_quiet(quiet)
        return max(0.0, self.last_byte - sent), count

    def redrawn(self, quiet=0.2):
        """The whole screen, as redrawn on ^L."""
        start = len(self.output)
        self.send(b"\x0c")
        self.read_until_quiet(quiet)
        return bytes(self.output[start:])

    def memory(self):
        """The resident set of the program (VmRSS), in bytes."""
        with open(f"/proc/{self.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wakeups(self):
        """For each thread, how often it slept and was woken."""
        counts = {}
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{thread}/status") as status:
                for line in status:
                    if line.startswith("voluntary_ctxt_switches"):
                        counts[thread] = int(line.split()[1])
        return counts

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)
