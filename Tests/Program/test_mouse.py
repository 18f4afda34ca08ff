"""The mouse: off until `m` turns it on, and let go on every way out."""

import pytest
from hostile import make_batches


@pytest.fixture
def browser(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_all()
    return browser


def test_mouse_is_off_until_asked_for(browser):
    assert not browser.screen.has_private_mode(1000)
    browser.type("m")
    browser.wait_until(lambda: browser.screen.has_private_mode(1000), "the mouse is reported")
    row = browser.selected_line() + 4
    browser.send(f"\x1b[<0;10;{row + 1}M\x1b[<0;10;{row + 1}m".encode())
    browser.wait_for_selected(4)
    browser.type("m")
    browser.wait_until(lambda: not browser.screen.has_private_mode(1000), "the mouse is let go")
    browser.quit()


def test_mouse_is_let_go_on_exit(browser):
    browser.type("m")
    browser.wait_until(lambda: browser.screen.has_private_mode(1000), "the mouse is reported")
    browser.quit()
