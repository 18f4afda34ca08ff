"""^Z and fg: from a shell, under make, and with the window resized in between."""

import os
import shutil
import signal

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
    shell.read_until_quiet()
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
    except FileNotFoundError:
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
