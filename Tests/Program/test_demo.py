"""`--demo`: the simulator as a child that nobody sees, and that ends with the program."""

import contextlib
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess

import pytest
from terminal import DEADLINE

SIMULATOR = "lazybatch-simulator"
UNAVAILABLE = 69
KEYS = {"SILICONFLOW_API_KEY": "sk-secret-of-mine", "COPY": "sk-secret-of-mine"}
COMMANDS = [["--demo"], ["list", "--demo"], ["show", "batch_x", "--demo"]]


def children_of(pid):
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            # Behind the name, which may hold anything: state, parent, group, session.
            state, parent, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(parent) == pid and state != "Z":
                found.append(int(folder.name))
    return found


class Child:
    """The simulator of a running demo, watched without taking its number for granted."""

    def __init__(self, parent):
        (self.pid,) = children_of(parent)
        self.end = os.pidfd_open(self.pid)
        self.folder = pathlib.Path("/proc", str(self.pid))

    def has_ended(self):
        return bool(select.select([self.end], [], [], 0)[0])

    def wait_for_end(self):
        assert select.select([self.end], [], [], DEADLINE)[0], "the simulator goes on"

    def state(self):
        return (self.folder / "stat").read_text().rpartition(")")[2].split()[0]

    def close(self):
        if not self.has_ended():
            signal.pidfd_send_signal(self.end, signal.SIGKILL)
        os.close(self.end)


@pytest.fixture
def demo(launch):
    """A browser on the demo's first rows, and the child that serves them."""
    children = []

    def start(*arguments, **options):
        browser = launch("--demo", *arguments, **options)
        browser.wait_for(r"\d+ loaded")
        children.append(Child(browser.pid))
        return browser, children[-1]

    yield start
    for child in children:
        child.close()


def listening(child):
    """The addresses at which the process accepts connections, as the kernel writes them."""
    sockets = {
        os.readlink(link) for link in (child.folder / "fd").iterdir() if os.path.islink(link)
    }
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in (child.folder / "net" / table).read_text().splitlines()[1:]:
            _, local, remote, _, *rest = line.split()
            # With nobody at the other end it waits for anybody.
            if f"socket:[{rest[5]}]" in sockets and set(remote) <= set("0:"):
                found.append(local.partition(":")[0])
    return found


def test_rows_are_shown_and_quitting_ends_the_simulator(demo):
    browser, child = demo()
    browser.wait_for("completed|in progress|validating")
    browser.quit()
    child.wait_for_end()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGSEGV])
def test_simulator_ends_however_the_program_does(demo, number):
    browser, child = demo()
    browser.signal(number)
    assert browser.wait_for_end() == -number
    child.wait_for_end()


def test_simulator_ends_with_the_terminal(demo):
    browser, child = demo()
    browser.hang_up()
    browser.wait_for_end_without_terminal()
    child.wait_for_end()


def test_simulator_that_somebody_stopped_ends_with_the_program(demo):
    browser, child = demo()
    os.kill(child.pid, signal.SIGSTOP)
    browser.quit()
    child.wait_for_end()


def test_signals_for_the_terminal_do_not_reach_the_simulator(demo):
    browser, child = demo()
    assert os.getsid(child.pid) == child.pid != os.getsid(browser.pid)
    os.killpg(browser.pid, signal.SIGINT)
    browser.wait_for_end()
    child.wait_for_end()


def test_suspended_demo_goes_on(program, launch):
    shell = launch(
        shell=["/bin/bash", "--noediting", "--norc", "--noprofile", "-i"], env={"PS1": "prompt: "}
    )
    shell.wait_for("^prompt: ?$")
    shell.type(f"{program} --demo\n")
    shell.wait_for(r"\d+ loaded")
    (browser,) = children_of(shell.pid)
    (simulator,) = children_of(browser)
    shell.press("^Z")
    shell.wait_for("Stopped")
    child = Child(browser)
    assert child.pid == simulator
    assert child.state() in "SR"
    shell.type("fg\n")
    shell.wait_until(lambda: shell.screen.shows_alternate_screen, "the browser is back")
    shell.type("G")
    shell.wait_for_all()
    shell.type("q")
    child.wait_for_end()
    child.close()


def test_simulator_sees_no_key(demo):
    _, child = demo(env=KEYS)
    variables = (child.folder / "environ").read_bytes()
    assert b"PATH=" in variables
    assert b"secret" not in variables


def test_simulator_has_nothing_of_the_terminal(demo):
    _, child = demo()
    targets = [os.readlink(child.folder / "fd" / str(number)) for number in range(3)]
    assert all(target.startswith("pipe:") for target in targets), targets


def test_demo_listens_on_loopback_only(demo):
    _, child = demo()
    # 127.0.0.1, in the byte order of the machine.
    assert listening(child) in (["0100007F"], ["7F000001"])


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_list_of_the_demo_leaves_no_simulator(spawn, output):
    process = spawn("list", "--demo", "--all", "--output", output)
    text, _ = process.communicate(timeout=DEADLINE)
    assert text.count(b'"id"') >= 250
    assert process.returncode == 0


def test_every_command_of_the_demo_works_with_the_simulator_in_libexec(
    program, environment, tmp_path
):
    copy = install(program, tmp_path / "bin")
    place(beside(program), folder(tmp_path / "libexec" / "lazybatch") / SIMULATOR)
    result = call([copy, "list", "--demo", "--limit", "3"], environment)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 4


def test_simulator_is_found_in_the_search_path(program, environment, tmp_path):
    copy = install(program, tmp_path / "bin")
    place(beside(program), folder(tmp_path / "elsewhere") / SIMULATOR)
    changed = {**environment, "PATH": f"/nonexistent:{tmp_path}/elsewhere"}
    assert call([copy, "list", "--demo", "--limit", "3"], changed).returncode == 0
    # Whoever owns the current folder has no say.
    relative = {**environment, "PATH": "elsewhere"}
    result = call([copy, "list", "--demo"], relative, cwd=tmp_path)
    assert result.returncode == UNAVAILABLE


@pytest.mark.parametrize("command", [*COMMANDS, ["simulate"]], ids=" ".join)
def test_missing_simulator_is_told(program, environment, tmp_path, launch, command):
    copy = install(program, tmp_path / "bin")
    changed = {**environment, "PATH": "/nonexistent"}
    terminal = launch(shell=[copy, *command], env=changed)
    assert terminal.wait_for_end() == UNAVAILABLE
    said = re.sub(r"\s+", " ", terminal.text())
    assert f"lazybatch: The simulator, {SIMULATOR}, is neither in {tmp_path}/bin nor in " in said
    assert "make install" in said
    assert not terminal.screen.shows_alternate_screen


def test_simulator_that_does_not_start_is_told(program, environment, tmp_path):
    copy = install(program, tmp_path / "bin")
    script = tmp_path / "bin" / SIMULATOR
    script.write_text("#!/bin/sh\necho no luck >&2\nexit 1\n")
    script.chmod(0o755)
    result = call([copy, "list", "--demo"], environment)
    assert result.returncode == UNAVAILABLE
    assert result.stderr == "lazybatch: The demo server did not start: no luck\n"
    script.write_text(f"#!{tmp_path}/no-such-interpreter\n")
    result = call([copy, "list", "--demo"], environment)
    assert result.returncode == UNAVAILABLE
    assert "did not start: No such file" in result.stderr


@pytest.mark.parametrize("words", [["simulate", "--help"], ["help", "simulate"], ["simulate", "-h"]])
def test_help_of_simulate(run, words):
    result = run(*words)
    assert result.returncode == 0
    assert "USAGE: lazybatch simulate [--port <port>]" in result.stdout
    assert "--fault <name[:rate]>" in result.stdout
    assert "until-input-ends" not in result.stdout


def test_both_programs_are_of_one_version(run):
    assert run("simulate", "--version").stdout == run("--version").stdout


def test_simulate_is_one_process_that_the_interrupt_key_ends(launch):
    terminal = launch("simulate", "--port", "0", env=KEYS)
    terminal.wait_for("Press .C to stop")
    assert children_of(terminal.pid) == []
    assert os.path.basename(os.readlink(f"/proc/{terminal.pid}/exe")) == SIMULATOR
    assert b"secret" not in pathlib.Path(f"/proc/{terminal.pid}/environ").read_bytes()
    terminal.press("^C")
    assert terminal.wait_for_end() == -signal.SIGINT


def test_simulate_says_that_a_port_is_in_use(simulate, run):
    port = re.search(r":(\d+)/", simulate())[1]
    result = run("simulate", "--port", port)
    assert result.returncode == UNAVAILABLE
    assert result.stderr == (
        f"lazybatch: The simulator did not start: port {port} on 127.0.0.1 is in use by another "
        "program. --port 0 uses any free port.\n"
    )


# MARK: Copies of the program


def folder(path):
    path.mkdir(parents=True, exist_ok=True)
    return path


def install(program, where):
    """A copy without the simulator beside it."""
    return place(program, folder(where) / "lazybatch")


def place(program, path):
    """Links where it can: the programs are large, and there are many tests."""
    try:
        os.link(program, path)
    except OSError:
        shutil.copy(program, path)
    return str(path)


def beside(program):
    path = os.path.join(os.path.dirname(program), SIMULATOR)
    assert os.path.isfile(path), f"{path} is not there: run `make build`"
    return path


def call(argv, environment, **options):
    return subprocess.run(
        argv, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=DEADLINE, **options,
    )  # fmt: skip
