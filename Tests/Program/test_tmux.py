"""The browser inside tmux, which is a terminal of its own with its own clipboard."""

import os
import select
import subprocess

import pytest
from hostile import make_batches
from terminal import DEADLINE, sleeps


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


def program_in(tmux):
    """The number of the program's process, which the pane's shell started."""
    shell = tmux.ask("display-message", "-p", "#{pane_pid}")
    return int(subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True).stdout)


def test_split_pane_is_redrawn_in_its_new_size(browser, tmux):
    server = int(tmux.ask("display-message", "-p", "#{pid}"))
    program = program_in(tmux)
    tmux.ask("split-window", "-h", "-d", "exec cat")

    def lines():
        return tmux.ask("capture-pane", "-p").split("\n")

    # The end of the head line stands at the right edge. The order is that of the bytes: what the
    # program has drawn tmux has read.
    browser.wait_until(
        lambda: lines()[0].endswith("UTC") and sleeps(program) and sleeps(server),
        "it is drawn in its new width",
    )
    before = lines()
    assert any("job 000000" in line for line in before)
    tmux.ask("send-keys", "-R")
    assert not any("job 000000" in line for line in lines()), "nothing is left to be seen"
    tmux.ask("send-keys", "C-l")
    browser.wait_until(lambda: lines()[1:] == before[1:], "all of it is drawn again")


def test_killed_server_ends_the_program(browser, tmux):
    end = os.pidfd_open(program_in(tmux))
    try:
        tmux.ask("kill-server")
        assert select.select([end], [], [], DEADLINE)[0], "the program outlives its terminal"
    finally:
        os.close(end)
