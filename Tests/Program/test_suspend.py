"""^Z and fg: from a shell, under make, and with the window resized in between."""

import os
import shutil
import signal

import emulator
import pytest
from hostile import make_batches

BASH = ["/bin/bash", "--noediting", "--norc", "--noprofile", "-i"]


@pytest.fixture
def shell(launch):
    shell = launch(shell=BASH, env={"PS1": "prompt: "})
    shell.wait_for("^prompt: ?$")
    return shell


def start(shell, command, *before):
    """Runs a command line in the shell until the list is on the screen."""
    shell.type("\n".join([*before, command]) + "\n")
    shell.wait_for_all()
    assert shell.is_raw()


def suspend(shell):
    shell.press("^Z")
    shell.wait_for("Stopped")
    shell.wait_for("^prompt: ?$")
    shell.assert_restored()


def test_suspend_from_a_shell_and_come_back(program, shell, serve):
    server = serve(make_batches(50))
    start(shell, f"{program} --base-url {server.url}")
    shell.type("jj")
    shell.wait_for_selected(2)
    for _ in range(3):
        suspend(shell)
        assert not shell.names()
        shell.type("fg\n")
        shell.wait_for_selected(2)
        assert shell.is_raw()
    before = shell.text()
    shell.press("^L")
    shell.settle()
    assert shell.text().split("\n")[1:] == before.split("\n")[1:]
    shell.type("q")
    shell.wait_for("^prompt: ?$")
    shell.assert_restored()


def test_resized_while_suspended(program, shell, serve):
    server = serve(make_batches(50))
    start(shell, f"{program} --base-url {server.url}")
    foot = shell.lines()[39]
    suspend(shell)
    shell.resize(90, 30)
    shell.type("fg\n")
    shell.wait_for_selected(0)
    shell.wait_until(
        lambda: shell.lines()[29][:20] == foot[:20], "the foot line stands on the last line"
    )


@pytest.mark.parametrize("keys", ["/abc", "w", "?/row", "s", "c", "e", "?"])
def test_suspend_while_something_is_open(program, shell, serve, keys):
    server = serve(make_batches(50))
    start(shell, f"{program} --base-url {server.url}")
    shell.type(keys)
    shell.settle()
    before = shell.text().split("\n")[1:]
    suspend(shell)
    shell.type("fg\n")
    shell.wait_until(lambda: shell.text().split("\n")[1:] == before, "it is drawn as it was")
    shell.type("\x03\x03q")
    shell.wait_for("^prompt: ?$")
    shell.assert_restored()


def test_fg_sets_the_keypad_and_the_reports_again(program, shell, serve):
    start(shell, f"{program} --base-url {serve(make_batches(50)).url}")
    modes = shell.screen.reporting_modes()
    assert modes and shell.screen.has_private_mode(emulator.APPLICATION_CURSOR_KEYS)
    suspend(shell)
    shell.type("fg\n")
    shell.wait_for_selected(0)
    assert shell.screen.reporting_modes() == modes
    assert shell.screen.has_private_mode(emulator.APPLICATION_CURSOR_KEYS)


@pytest.mark.parametrize("name", ["STOP", "TTIN", "TTOU"])
def test_stopped_from_outside_and_resized(program, shell, serve, name):
    """The shell takes the terminal meanwhile, and leaves it in any state."""
    start(shell, f"{program} --base-url {serve(make_batches(50)).url}")
    foot = shell.lines()[39]
    modes = shell.screen.reporting_modes()
    process = int(foreground_group(shell))
    os.kill(process, getattr(signal, f"SIG{name}"))
    shell.wait_for("Stopped")
    shell.resize(90, 30)
    shell.type("printf '\\033[?1049l\\033[?1l\\033[?2004l\\033[?1004l\\033[?25h'\n")
    shell.settle()
    assert not shell.screen.shows_alternate_screen and not shell.is_raw()
    shell.type("fg\n")
    shell.wait_for_selected(0)
    shell.wait_until(
        lambda: shell.lines()[29][:20] == foot[:20], "the foot line stands on the last line"
    )
    assert shell.is_raw()
    assert shell.screen.shows_alternate_screen
    assert not shell.screen.cursor_is_visible
    assert shell.screen.reporting_modes() == modes
    assert shell.screen.has_private_mode(emulator.APPLICATION_CURSOR_KEYS)
    shell.type("jq")
    shell.wait_for("^prompt: ?$")
    shell.assert_restored()


def foreground_group(shell):
    return os.tcgetpgrp(shell._master)


def test_redraw_asks_for_the_size(browse, serve):
    browser = browse(serve(make_batches(50)))
    browser.wait_for_all()
    foot = browser.lines()[39]
    browser.signal(signal.SIGSTOP)
    os.waitid(os.P_PID, browser.pid, os.WSTOPPED)
    browser.resize(90, 30)
    browser.signal(signal.SIGCONT)
    browser.press("^L")
    browser.wait_until(
        lambda: browser.lines()[29][:20] == foot[:20], "the foot line stands on the last line"
    )


@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_terminal_without_another_screen(program, launch, serve, term):
    """The shell goes on on the last line, and that is empty."""
    shell = launch(shell=BASH, env={"PS1": "prompt: ", "TERM": term})
    shell.wait_for("^prompt: ?$")
    start(shell, f"{program} --base-url {serve(make_batches(50)).url}")
    shell.press("^Z")
    shell.wait_for("Stopped")
    shell.wait_for("^prompt: ?$")
    assert "Enter" not in shell.text()
    shell.type("fg\n")
    shell.wait_for_selected(0)
    shell.type("q")
    shell.wait_for("^prompt: ?$")
    assert shell.lines()[39] == "prompt:"
    assert "Enter" not in shell.text()


def test_crash_on_a_terminal_without_another_screen(browse, serve):
    browser = browse(serve(make_batches(50)), env={"TERM": "vt100"})
    browser.wait_for_all()
    browser.signal(signal.SIGSEGV)
    assert browser.wait_for_end() == -signal.SIGSEGV
    assert "lazybatch: ended by SIGSEGV" in browser.lines()
    assert "Enter" not in browser.text()


def test_cursor_that_cannot_be_hidden_rests_on_what_is_selected(browse, serve):
    browser = browse(serve(make_batches(50)), env={"TERM": "vt100"})
    browser.wait_for_all()
    browser.type("jj")
    browser.wait_for_selected(2)
    assert (browser.screen.cursor.x, browser.screen.cursor.y) == (0, browser.selected_line())


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_suspend_under_make(program, shell, serve, tmp_path):
    server = serve(make_batches(50))
    (tmp_path / "Makefile").write_text(f"run:\n\t@{program} --base-url {server.url}\n")
    start(shell, f"make -C {tmp_path} run")
    suspend(shell)
    shell.type("fg\n")
    shell.wait_for_selected(0)
    shell.type("q")
    shell.wait_for("^prompt: ?$")
    shell.assert_restored()


def test_stopped_and_continued_from_outside(browse, serve):
    browser = browse(serve(make_batches(50)))
    browser.wait_for_all()
    browser.signal(signal.SIGSTOP)
    os.waitid(os.P_PID, browser.pid, os.WSTOPPED)
    browser.type("j")
    browser.signal(signal.SIGCONT)
    browser.wait_for_selected(1)
    browser.quit()


def has_ended(process):
    """Whether a process is gone, or only waits for its parent to take notice."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_terminated_while_suspended(program, shell, serve):
    server = serve(make_batches(50))
    start(shell, f"{program} --base-url {server.url}")
    suspend(shell)
    shell.type("jobs -p\n")
    process = shell.wait_for(r"^(\d+)$")[1]
    shell.type("kill %1\n")
    # The shell at times takes notice of it only later.
    shell.wait_until(lambda: has_ended(process), "the program has ended")
    shell.assert_restored()
