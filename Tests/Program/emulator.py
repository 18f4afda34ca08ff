"""The screen of a terminal emulator: what a person sees after the bytes a program has sent."""

import copy
import unicodedata
from unittest import mock

import pyte
from pyte.screens import wcwidth

# pyte keeps DEC private modes shifted, beside the ANSI ones.
PRIVATE = 5
APPLICATION_CURSOR_KEYS = 1
CURSOR_VISIBLE = 25
MOUSE_MODES = (1000, 1002, 1003, 1006)
FOCUS_REPORTS = 1004
ALTERNATE_SCREENS = (47, 1047, 1049)
BRACKETED_PASTE = 2004
# Codes of SGR
DIM, ITALICS, NEITHER_BOLD_NOR_DIM, NO_ITALICS = 2, 3, 22, 23
COLORS = (38, 48)


class Screen(pyte.Screen):
    """pyte's screen with an alternate screen, and with the sequences of ncurses that pyte lacks.

    `width` gives the columns of a character, 0 to 2; `background` answers the question for that
    colour, and None does not. Without `answers` it is silent, whatever it is asked.
    """

    def __init__(
        self, columns, lines, has_alternate_screen=True, width=wcwidth, background=None, answers=True
    ):
        super().__init__(columns, lines)
        self._has_alternate_screen = has_alternate_screen
        self._width = width
        self.background = background
        self.answers = answers
        self._primary = None
        self._last_drawn = " "

    def has_private_mode(self, mode):
        return mode << PRIVATE in self.mode

    @property
    def shows_alternate_screen(self):
        return self._primary is not None

    @property
    def cursor_is_visible(self):
        return not self.cursor.hidden

    def reporting_modes(self):
        """Everything switched on that makes a terminal send bytes nobody typed."""
        modes = (*MOUSE_MODES, FOCUS_REPORTS, BRACKETED_PASTE)
        return {mode for mode in modes if self.has_private_mode(mode)}

    def set_mode(self, *modes, **flags):
        super().set_mode(*modes, **flags)
        switches = self._has_alternate_screen and flags.get("private")
        if switches and self._primary is None and {*modes} & {*ALTERNATE_SCREENS}:
            self._primary = copy.deepcopy((self.buffer, self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *modes, **flags):
        super().reset_mode(*modes, **flags)
        if flags.get("private") and self._primary and {*modes} & {*ALTERNATE_SCREENS}:
            hidden = self.cursor.hidden
            self.buffer, self.cursor = self._primary
            self.cursor.hidden = hidden
            self._primary = None
            self.dirty.update(range(self.lines))

    def draw(self, data):
        # At a character that takes no cell and combines with nothing, pyte drops the rest.
        shown = "".join(c for c in data if self._width(c) > 0 or unicodedata.combining(c))
        with mock.patch.object(pyte.screens, "wcwidth", self._width):
            super().draw(shown)
        self._last_drawn = shown[-1:] or self._last_drawn

    def select_graphic_rendition(self, *attributes, **flags):
        # pyte knows nothing dim. Italics, which the program does not use, stand for it.
        codes, at = list(attributes), 0
        while at < len(codes):
            if codes[at] in COLORS:
                at += 5 if codes[at + 1 : at + 2] == [2] else 3
                continue
            if codes[at] == DIM:
                codes[at] = ITALICS
            elif codes[at] == NEITHER_BOLD_NOR_DIM:
                codes.insert(at, NO_ITALICS)
                at += 1
            at += 1
        super().select_graphic_rendition(*codes, **flags)

    def is_dim(self, line, column):
        return self.buffer[line][column].italics

    def repeat_last_character(self, count=1, **_):
        self.draw(self._last_drawn * max(1, count))

    def scroll_up(self, count=1, **_):
        self._scroll(count, first=self.index, at_bottom=True)

    def scroll_down(self, count=1, **_):
        self._scroll(count, first=self.reverse_index, at_bottom=False)

    def _scroll(self, count, first, at_bottom):
        top, bottom = self.margins or (0, self.lines - 1)
        place = self.cursor.x, self.cursor.y
        self.cursor.y = bottom if at_bottom else top
        for _ in range(min(max(1, count), bottom - top + 1)):
            first()
        self.cursor.x, self.cursor.y = place

    def back_tab(self, count=1, **_):
        for _ in range(max(1, count)):
            before = [stop for stop in self.tabstops if stop < self.cursor.x]
            self.cursor.x = max(before, default=0)

    def cells(self, line):
        """The characters of a line, one for each column; none for the second half of a wide one."""
        return [self.buffer[line][column].data for column in range(self.columns)]

    @property
    def display(self):
        """The lines; pyte's own goes by its widths of characters."""
        return ["".join(self.cells(line)) for line in range(self.lines)]

    def text(self):
        return "\n".join(line.rstrip() for line in self.display)


class Stream(pyte.ByteStream):
    _ADDED = {
        "S": "scroll_up",
        "T": "scroll_down",
        "Z": "back_tab",
        "`": "cursor_to_column",
        "b": "repeat_last_character",
    }
    csi = {**pyte.ByteStream.csi, **_ADDED}
    events = pyte.ByteStream.events | set(_ADDED.values())
