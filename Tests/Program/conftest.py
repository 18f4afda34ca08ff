import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from browser import Browser
from hostile import BatchServer
from tmux import Tmux

ROOT = Path(__file__).resolve().parents[2]

# Where the tests run in the background of a shell ^C is ignored, and programs inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
# The same is true of `nohup` and the end of the terminal.
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def program():
    path = ROOT / os.environ.get("LAZYBATCH", ".build/release/lazybatch")
    assert path.is_file(), f"{path} is not there: run `make release`"
    return str(path)


@pytest.fixture
def environment(tmp_path_factory):
    """Everything the program may see of the outside; a home of its own, no proxy, no key."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path_factory.mktemp("home")),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


@pytest.fixture
def serve():
    """Starts servers; they end with the test."""
    servers = []

    def start(*args, **options):
        servers.append(BatchServer(*args, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def run(program, environment):
    """Runs the program without a terminal, or a shell command in its place, to its end.

    A variable of `env` that is None is taken away.
    """

    def start(*arguments, shell=None, env=None, **options):
        changes = {**environment, **(env or {})}
        return subprocess.run(
            shell or [program, *arguments],
            env={name: value for name, value in changes.items() if value is not None},
            **{
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "encoding": "utf-8",
                "timeout": 60,
                **options,
            },
        )

    return start


@pytest.fixture
def spawn(program, environment):
    """Starts the program without a terminal; it ends with the test."""
    processes = []

    def start(*arguments, env=None, **options):
        processes.append(
            subprocess.Popen(
                [program, *arguments],
                env={**environment, **(env or {})},
                stdin=subprocess.DEVNULL,
                **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait(timeout=60)
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


@pytest.fixture
def simulate(spawn):
    """Starts a simulator on a free port and gives its base URL."""

    def start(*options):
        process = spawn("simulate", "--port", "0", *map(str, options), stderr=None)
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:[1-9]\d*/v1", said)):
            line = process.stdout.readline().decode()
            assert line, f"the simulator ended; it said {said!r}"
            said += line
        return found[0]

    return start


@pytest.fixture
def launch(program, environment):
    """Starts the program, or a shell command around it, in a terminal of its own.

    It ends with the test. A variable of `env` that is None is taken away.
    """
    terminals = []

    def start(*arguments, shell=None, env=None, **options):
        changes = {**environment, **(env or {})}
        variables = {name: value for name, value in changes.items() if value is not None}
        terminals.append(Browser(shell or [program, *arguments], variables, **options))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


@pytest.fixture
def browse(launch):
    """Opens the browser on a server."""

    def start(server, *arguments, **options):
        return launch("--base-url", server.url, *arguments, **options)

    return start


@pytest.fixture
def tmux(launch, tmp_path):
    tmux = Tmux(launch, tmp_path)
    yield tmux
    tmux.ask("kill-server")
