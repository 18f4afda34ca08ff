"""The instrument itself: what the other tests see has to be what a terminal would show."""

import pytest
from emulator import Screen, Stream


@pytest.fixture
def show():
    screen = Screen(10, 4)
    stream = Stream(screen)

    def feed(data):
        stream.feed(data)
        return screen

    return feed


@pytest.mark.parametrize(
    "data, lines",
    [
        (b"a\r\nb\r\nc\r\nd\x1b[S", ["b", "c", "d", ""]),
        (b"a\r\nb\r\nc\r\nd\x1b[2T", ["", "", "a", "b"]),
        (b"a\r\nb\r\nc\r\nd\x1b[2;3r\x1b[S\x1b[r", ["a", "c", "", "d"]),
        (b"=\x1b[4b.", ["=====.", "", "", ""]),
        (b"abcdefghij\x1b[Zx", ["abcdefghxj", "", "", ""]),
        (b"abc\x1b[2`x", ["axc", "", "", ""]),
        ("a\u200db\u200ec".encode(), ["abc", "", "", ""]),
    ],
    ids=["SU", "SD", "SU in a region", "REP", "CBT", "HPA", "joiners"],
)
def test_sequences_that_ncurses_sends(show, data, lines):
    assert show(data).text().split("\n") == lines


def test_primary_screen_comes_back_as_it_was(show):
    screen = show(b"shell\r\n$ \x1b[?1049h\x1b[H\x1b[2J\x1b[31mfull screen")
    assert screen.shows_alternate_screen
    assert "shell" not in screen.text()
    show(b"\x1b[?1049l.")
    assert not screen.shows_alternate_screen
    assert screen.text().split("\n")[:2] == ["shell", "$ ."]


def test_reports_that_are_on(show):
    assert show(b"\x1b[?1000;1006h\x1b[?2004h").reporting_modes() == {1000, 1006, 2004}
    assert show(b"\x1b[?1000;1006l\x1b[?2004l").reporting_modes() == set()
