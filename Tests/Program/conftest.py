import os
import subprocess
from pathlib import Path

import pytest
from browser import Browser
from hostile import BatchServer
from tmux import Tmux

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def program():
    path = ROOT / os.environ.get("LAZYBATCH", ".build/debug/lazybatch")
    assert path.is_file(), f"{path} is not there: run `make build`"
    return str(path)


@pytest.fixture
def environment(tmp_path):
    """Everything the program may see of the outside; a home of its own, no proxy, no key."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
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


@pytest.fixture
def run(program, environment):
    """Runs the program without a terminal."""

    def start(*arguments, env=None):
        return subprocess.run(
            [program, *arguments],
            env={**environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return start
