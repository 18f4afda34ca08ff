"""Runs a program in a pseudo-terminal of its own, types into it and reads its screen.

Nothing here sleeps: every wait is for what the program shows or does, with a deadline that only a
broken program meets.
"""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

import emulator

DEADLINE = float(os.environ.get("LAZYBATCH_DEADLINE", 60))

KEYS = {
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "down": b"\x1b[B",
    "end": b"\x1b[F",
    "enter": b"\r",
    "escape": b"\x1b",
    "home": b"\x1b[H",
    "left": b"\x1b[D",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "right": b"\x1b[C",
    "space": b" ",
    "tab": b"\t",
    "up": b"\x1b[A",
}

#: What sets modes and the scroll region.
SWITCHES = re.compile(rb"\x1b(?:\[\?[\d;]*[hl]|\[\d*(?:;\d*)?r|[=>])")
LONGEST_SWITCH = 32


def sleeps(process):
    """Whether all threads of a process wait for something to come in, or have stopped or ended."""
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] not in "STZX":
                    return False
    except (FileNotFoundError, ProcessLookupError):
        # It ends.
        return not os.path.exists(f"/proc/{process}")
    return True


def with_children(process):
    """The numbers of a process and of all that it started and that still run."""
    yield process
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            children = file.read().split()
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in children:
        yield from with_children(int(child))


class Terminal:
    """A program, the pseudo-terminal it runs in, and an emulator that shows what it draws."""

    def __init__(self, argv, env, size=(120, 40), stderr=None, **features):
        """What the emulator can and cannot do is in `features`."""
        columns, lines = size
        self.screen = emulator.Screen(columns, lines, **features)
        # Answers to what the program asks its terminal.
        self.screen.write_process_input = lambda answer: self._answer(answer.encode())
        self._stream = emulator.Stream(self.screen)
        self.output = bytearray()
        self._skims = False
        self._skimmed = b""
        self.status = None
        self.dumped_core = False
        self._master, self._slave = os.openpty()
        os.set_blocking(self._master, False)
        self._set_window_size(columns, lines)
        self.settings = self.read_settings()
        self.pid = self._spawn(argv, env, stderr)
        self._end = os.pidfd_open(self.pid)

    def _spawn(self, argv, env, stderr):
        # A session leader without a terminal gets the first one it opens as its own.
        name = os.ttyname(self._slave)
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0 if stderr is None else stderr.fileno(), 2),
        ]
        # Python ignores these, and what is ignored stays so in a child.
        defaults = [signal.SIGPIPE, signal.SIGXFSZ]
        return os.posix_spawn(
            argv[0], argv, env, file_actions=actions, setsid=True, setsigdef=defaults
        )

    # Input

    def type(self, text):
        """Types a text as a person with a keyboard would: keys in a row, as UTF-8."""
        self.send(text.encode())

    def press(self, *names):
        """Presses keys by their names in `KEYS`, or `^X` for X together with Control.

        After `escape` the next key has to wait until that one has done something: followed at once
        it would be Alt with that key.
        """
        for name in names:
            self.send(self._key(name))

    def _key(self, name):
        if len(name) == 2 and name[0] == "^":
            return bytes([ord(name[1].upper()) & 0x1F])
        code = KEYS[name]
        is_cursor_key = name in ("up", "down", "left", "right", "home", "end")
        if is_cursor_key and self.screen.has_private_mode(emulator.APPLICATION_CURSOR_KEYS):
            return code.replace(b"[", b"O")
        return code

    def send(self, data):
        """Sends bytes as they are, while reading what comes meanwhile."""
        deadline = time.monotonic() + DEADLINE
        while data:
            _, writable, _ = select.select([], [self._master], [], 0.05)
            if writable:
                try:
                    data = data[os.write(self._master, data) :]
                except BlockingIOError:
                    pass
            self._read()
            assert time.monotonic() < deadline, f"it does not read its input\n{self.picture()}"

    # Output

    def text(self):
        return self.screen.text()

    def lines(self):
        return self.text().split("\n")

    def wait_for(self, pattern, seconds=DEADLINE):
        """Waits until the screen's text matches, and returns the match."""
        found = None

        def matches():
            nonlocal found
            found = re.search(pattern, self.text(), re.MULTILINE)
            return found is not None

        self.wait_until(matches, f"the screen shows {pattern!r}", seconds)
        return found

    def wait_until(self, condition, what, seconds=DEADLINE):
        """Reads until the condition holds; it is asked again after each piece of output."""
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            ended = self.has_ended()
            # A condition may also hang on a server, which does not wake this terminal.
            got_more = self._pump(min(0.05, max(0.0, left)))
            if (left <= 0 or ended) and not got_more:
                why = "the program ended" if ended else f"not within {seconds:g} s"
                assert condition(), f"{what}: {why}\n{self.picture()}"
        # A frame may arrive in pieces, and what was waited for may stand in the first of them.
        self.settle()

    def wait_until_taken_in(self):
        """Reads until the program has taken in all that was typed, though not what comes of it."""
        deadline = time.monotonic() + DEADLINE
        while self._has_unread_input():
            assert time.monotonic() < deadline, f"it does not read its input\n{self.picture()}"
            self._pump(0.0005)

    def read_for(self, seconds):
        """Reads what comes within a time, as the pause between two keys of a person."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._pump(left)

    def settle(self):
        """Reads until the program has taken in all that was typed, has drawn what comes of it and
        sleeps again.

        What a server's answer or the time brings may follow at any moment. A program inside tmux
        cannot be seen from here.
        """
        deadline = time.monotonic() + DEADLINE
        # Looked at twice: it may also have slept for an instant in the middle of its work.
        while not (self._is_at_rest() and not self._pump(0.002) and self._is_at_rest()):
            assert time.monotonic() < deadline, f"it does not come to rest\n{self.picture()}"
            self._pump(0.002)

    def _is_at_rest(self):
        """Whether nothing that was typed is left to be read, and those who could draw all sleep."""
        # Asked first: it may be asleep because nothing has reached it yet.
        if self._has_unread_input():
            return False
        return self.has_ended() or all(map(sleeps, with_children(os.tcgetpgrp(self._master))))

    def _has_unread_input(self):
        # The question itself makes the kernel pass on what was typed.
        return bool(select.select([self._slave], [], [], 0)[0]) and not self.has_ended()

    def wait_for_end(self, seconds=DEADLINE):
        """Waits until the program ends; returns its exit status, or -N if signal N ended it."""
        self.wait_until(self.has_ended, "the program ends", seconds)
        while self._read():
            pass
        return self.status

    def has_ended(self):
        if self.status is None and select.select([self._end], [], [], 0)[0]:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
            self.dumped_core = os.WCOREDUMP(status)
        return self.status is not None

    def _pump(self, seconds):
        watched = [self._master] + ([self._end] if self.status is None else [])
        readable, _, _ = select.select(watched, [], [], seconds)
        return self._master in readable and self._read()

    def _read(self):
        try:
            data = os.read(self._master, 65536)
        except (BlockingIOError, OSError):
            return False
        if self._skims:
            self._skim(data)
        else:
            self.output += data
            self._stream.feed(data)
            if b"\x1b]11;?" in data and self.screen.background:
                self._answer(b"\x1b]11;rgb:%s\x1b\\" % self.screen.background)
        return bool(data)

    def _answer(self, data):
        if self.screen.answers:
            os.write(self._master, data)

    # Output that nobody looks at

    def skim(self):
        """From here on what comes is read and dropped, at a speed that no emulator has.

        Only the switches of the terminal are kept: its modes and its scroll region.
        """
        self.settle()
        self._skims = True

    def look_again(self):
        """Ends `skim` with an empty screen; the program has to draw all of it."""
        self.settle()
        self._skims = False
        self.screen.erase_in_display(2)

    def _skim(self, data):
        data = self._skimmed + data
        self._stream.feed(b"".join(SWITCHES.findall(data)))
        # Perhaps the beginning of one. One that comes twice changes nothing.
        last = data.rfind(b"\x1b", -LONGEST_SWITCH)
        self._skimmed = data[last:] if last >= 0 else b""

    # The terminal itself

    def resize(self, columns, lines):
        """Changes the window's size; its contents are lost, as some terminals lose them."""
        self._read()
        if (columns, lines) == (self.screen.columns, self.screen.lines):
            return
        self._set_window_size(columns, lines)
        self.screen.resize(lines, columns)
        self.screen.erase_in_display(2)

    def _set_window_size(self, columns, lines):
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def read_settings(self):
        """The line discipline's settings: echo, canonical mode and their like."""
        return termios.tcgetattr(self._slave)

    def hang_up(self):
        """Takes the terminal away, as a dropped connection does."""
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = None

    def wait_for_end_without_terminal(self):
        assert select.select([self._end], [], [], DEADLINE)[0], f"still running after {DEADLINE} s"
        assert self.has_ended()
        return self.status

    def signal(self, number):
        os.kill(self.pid, number)

    def signal_foreground(self, number):
        """Sends a signal to what a shell has put into the foreground."""
        os.killpg(os.tcgetpgrp(self._master), number)

    def picture(self):
        """The screen with a frame around it, for the message of a failed test."""
        edge = "+" + "-" * self.screen.columns + "+"
        state = "running" if self.status is None else f"ended with {self.status}"
        rows = "\n".join(f"|{line}|" for line in self.screen.display)
        return f"{edge}\n{rows}\n{edge}\n{state}, {len(self.output)} bytes so far"

    def close(self):
        """Ends the program, whatever it does, and closes everything."""
        if not self.has_ended():
            os.kill(self.pid, signal.SIGCONT)
            os.kill(self.pid, signal.SIGKILL)
            select.select([self._end], [], [], DEADLINE)
            self.has_ended()
        for descriptor in (self._master, self._slave, self._end):
            if descriptor is not None:
                os.close(descriptor)
