"""The browser inside tmux, which is a terminal of its own with its own clipboard."""

import os
import select
import subprocess

import pytest
from hostile import make_batches


@pytest.fixture
def browser(tmux, program, serve):
    browser = tmux.start(f"{program} --base-url {serve(make_batches(60)).url}")
    browser.wait_for_all()
    return browser


PANE = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag}"


def test_pane_is_whole_after_quitting(browser, tmux):
    assert tmux.ask("display-message", "-p", PANE) == "1 0 0 1"
    browser.type("jj")
    browser.wait_for_selected(2)
    browser.type("mq")
    browser.wait_for("^prompt: ?$")
    assert tmux.ask("display-message", "-p", PANE) == "0 1 0 0"


def test_split_pane_is_redrawn_in_its_new_size(browser, tmux):
    tmux.ask("split-window", "-h", "-d", "exec sleep 600")
    browser.read_until_quiet()
    before = tmux.ask("capture-pane", "-p")
    assert "job 000000" in before
    tmux.ask("send-keys", "C-l")
    browser.read_until_quiet()
    assert tmux.ask("capture-pane", "-p").split("\n")[1:] == before.split("\n")[1:]


def test_killed_server_ends_the_program(browser, tmux):
    shell = tmux.ask("display-message", "-p", "#{pane_pid}")
    children = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True).stdout
    end = os.pidfd_open(int(children))
    try:
        tmux.ask("kill-server")
        assert select.select([end], [], [], 10)[0], "the program outlives its terminal"
    finally:
        os.close(end)
