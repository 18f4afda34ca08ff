"""The browser on its screen, in the words of the people who use it."""

import re
import termios

import emulator
from terminal import Terminal

PANE_ABOVE = re.compile("[─-]{10}")
PANE_BESIDE = re.compile("[│|]")
NAME = re.compile(r"job (\d{6})")
LOCAL_FLAGS = 3
#: What the browser says of a key that does nothing.
UNBOUND = r"press \? for help"


class Browser(Terminal):
    """lazybatch in a terminal, browsing batches that `hostile.make_batch` made."""

    def list_lines(self):
        """The lines of the screen without the detail pane, be it beside the list or below."""
        lines = []
        for line in self.screen.display:
            if PANE_ABOVE.match(line):
                break
            lines.append(PANE_BESIDE.split(line)[0])
        return lines

    def names(self):
        """The numbers of the batches whose rows are on screen, from above."""
        found = map(NAME.search, self.list_lines())
        return [int(match[1]) for match in found if match]

    def selected_line(self):
        """The line of the screen, from 0, on which the selected batch stands; None if on none."""
        for number, line in enumerate(self.list_lines()):
            match = NAME.search(line)
            if match and self.screen.buffer[number][match.start()].reverse:
                return number
        return None

    def selected(self):
        """The number of the selected batch; None if there is none on screen."""
        line = self.selected_line()
        return None if line is None else int(NAME.search(self.screen.display[line])[1])

    def wait_for_selected(self, number):
        self.wait_until(lambda: self.selected() == number, f"batch {number} is selected")

    def wait_for_move_past(self, number):
        self.wait_until(lambda: (self.selected() or 0) > number, f"the cursor passes {number}")

    def move_to(self, number):
        """Walks down from where the cursor is, a row at a time."""
        self.type("j" * (number - self.selected()))
        self.wait_for_selected(number)

    def wait_for_all(self):
        """Waits until the head line says that the whole list is here."""
        self.wait_for("all there are|end of the list")

    def wait_for_loaded(self, count):
        self.wait_until(lambda: self.loaded() == count, f"{count} rows are loaded")

    def loaded(self):
        """How many rows are loaded, as the head line says; None if it does not."""
        found = re.search(r"([\d,]+) loaded\b", self.text())
        return found and int(found[1].replace(",", ""))

    def escape_without_effect(self):
        """Presses Esc where it closes nothing; the message of an unbound key goes with it."""
        self.type("X")
        self.wait_for(UNBOUND)
        self.press("escape")
        self.wait_until(lambda: not re.search(UNBOUND, self.text()), "Esc takes the message away")

    def quit(self):
        self.type("q")
        assert self.wait_for_end() == 0
        self.assert_restored()

    def assert_restored(self):
        """The terminal is as it was before the program ran."""
        assert self.read_settings() == self.settings, "the line discipline was left changed"
        self.assert_screen_restored()

    def assert_screen_restored(self):
        screen = self.screen
        assert not screen.shows_alternate_screen, "the alternate screen was left on"
        assert screen.cursor_is_visible, "the cursor was left hidden"
        assert screen.reporting_modes() == set(), "reports were left on"
        assert not screen.has_private_mode(emulator.APPLICATION_CURSOR_KEYS)
        assert screen.margins in (None, (0, screen.lines - 1)), "a scroll region was left"
        attributes = screen.cursor.attrs
        assert (attributes.fg, attributes.bg) == ("default", "default"), "a colour was left on"
        assert not (attributes.bold or attributes.reverse or attributes.underscore)

    def is_raw(self):
        return not self.read_settings()[LOCAL_FLAGS] & (termios.ECHO | termios.ICANON)
