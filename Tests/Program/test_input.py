"""Keys as terminals send them: Esc, pastes, full-width letters."""

import time

import pytest
from hostile import make_batches


@pytest.fixture
def browser(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_all()
    return browser


def test_paste_is_no_command(browser):
    browser.send(b"\x1b[200~jjjq\x1b[201~")
    browser.type("j")
    browser.wait_for_selected(1)
    browser.quit()


def test_cursor_keys_in_both_modes(browser):
    browser.send(b"\x1b[B\x1bOB\x1b[B")
    browser.wait_for_selected(3)
    browser.send(b"\x1bOA\x1b[A")
    browser.wait_for_selected(1)


def test_full_width_letters(browser):
    browser.type("ｊｊ")
    browser.wait_for_selected(2)
    browser.type("ｑ")
    assert browser.wait_for_end() == 0


def test_escape_closes_help_and_leaves_the_list(browser):
    before = browser.text()
    browser.type("?")
    browser.wait_until(lambda: not browser.names() or browser.text() != before, "help opens")
    browser.press("escape")
    browser.wait_for_selected(0)
    for _ in range(5):
        browser.press("escape")
        browser.read_for(0.1)
    browser.type("j")
    browser.wait_for_selected(1)


def test_escape_acts_without_lag(browser):
    """A terminal's own 1000 ms wait for the rest of a sequence would show; 50 ms would not."""
    waits = []
    for _ in range(5):
        browser.type("?")
        browser.wait_for("(?i)half a screen|first row")
        started = time.monotonic()
        browser.press("escape")
        browser.wait_for_selected(0)
        waits.append(time.monotonic() - started)
    assert min(waits) < 0.5


def test_unbound_key_points_to_help(browser):
    browser.type("X")
    browser.wait_for(r"press \? for help")
