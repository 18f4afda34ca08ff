"""What the program does without a screen: usage, exit codes, and whom it gives the key."""

import socket

import pytest
from hostile import make_batches

USAGE = 64
NO_PERMISSION = 77


def test_version(run):
    result = run("--version")
    assert result.returncode == 0
    assert any(character.isdigit() for character in result.stdout)


def test_what_a_report_of_a_bug_needs(run, launch):
    key = "sk-" + "x1" * 20
    result = run("--version", "--verbose", env={"SILICONFLOW_API_KEY": key, "TZ": key})
    assert result.returncode == 0
    assert result.stdout.startswith(f"lazybatch {run('--version').stdout}")
    for word in ("glibc", "libcurl", "ncurses", "SQLite", "xterm-256color", "SILICONFLOW_API_KEY"):
        assert word in result.stdout
    assert key not in result.stdout
    terminal = launch("--version", "--verbose", size=(91, 17))
    assert terminal.wait_for_end() == 0
    assert "91x17" in terminal.text()


def test_verbose_is_for_the_version(run):
    assert run("--verbose", "--demo").returncode == USAGE


def test_help_has_examples(run):
    result = run("--help")
    assert result.returncode == 0
    assert "lazybatch --demo" in result.stdout
    assert "SILICONFLOW_API_KEY" in result.stdout


@pytest.mark.parametrize("argument", ["--no-such-option", "no-such-command"])
def test_unknown_argument(run, argument):
    result = run(argument)
    assert result.returncode == USAGE
    assert argument in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("size", ["0", "-1", "many"])
def test_page_size_that_is_none(run, size):
    assert run("--demo", "--page-size", size).returncode == USAGE


def test_no_key(launch):
    browser = launch()
    assert browser.wait_for_end() == NO_PERMISSION
    assert "SILICONFLOW_API_KEY" in browser.text()
    assert "https://" in browser.text(), "it says where to get a key"
    assert b"\x1b[?1049h" not in browser.output


def test_no_key_counts_as_none_when_it_is_blank(launch):
    assert launch(env={"SILICONFLOW_API_KEY": " \n"}).wait_for_end() == NO_PERMISSION


def test_not_a_terminal(run):
    result = run("--demo")
    assert result.returncode == USAGE
    assert "terminal" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("term", ["dumb", "no-such-terminal", "", None])
def test_terminal_that_cannot_show_a_screen(launch, term):
    browser = launch("--demo", env={"TERM": term})
    assert browser.wait_for_end() == USAGE
    assert "TERM" in browser.text()
    browser.assert_restored()


def test_nobody_is_asked_for_a_key_where_there_is_no_screen(launch, tmp_path):
    asked = tmp_path / "asked"
    browser = launch("--api-key-command", f"touch {asked}; echo key", env={"TERM": "dumb"})
    assert browser.wait_for_end() == USAGE
    assert not asked.exists()


def test_loopback_without_a_key_sends_no_authorization(browse, serve):
    server = serve(make_batches(3))
    browse(server).wait_for_all()
    assert server.requests
    assert all(request.values("authorization") == [] for request in server.requests)


def test_key_is_sent_once_in_each_request_and_shown_nowhere(browse, serve):
    server = serve(make_batches(150))
    key = "sk-" + "q7w2" * 10
    browser = browse(server, env={"SILICONFLOW_API_KEY": f"  {key}\n"})
    browser.wait_for_loaded(150)
    browser.type("r?")
    browser.wait_until(lambda: len(server.requests) > 2, "a refresh")
    for request in server.requests:
        assert request.values("authorization") == [f"Bearer {key}"]
        assert key not in request.path + str(request.query)
        assert sum(key in value for _, value in request.headers) == 1
    assert key.encode() not in browser.output
    with open(f"/proc/{browser.pid}/cmdline", "rb") as arguments:
        assert key.encode() not in arguments.read()
    try:
        with open(f"/proc/{browser.pid}/environ", "rb") as variables:
            assert key.encode() not in variables.read()
    except PermissionError:
        # Then it can be read by nobody but root.
        pass


def test_base_url_from_the_environment(launch, serve):
    server = serve(make_batches(3))
    launch(env={"SILICONFLOW_BASE_URL": server.url}).wait_for_all()
    assert server.requests[0].path == "/v1/batches"


def test_page_size_is_asked_for(browse, serve):
    server = serve(make_batches(3))
    browse(server, "--page-size", "7").wait_for_all()
    assert server.requests[0].query == {"limit": "7"}


def test_server_that_is_not_there(launch):
    # A port that nobody listens to, nor takes meanwhile.
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        browser = launch("--base-url", f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
        browser.wait_for(r"(?i)connect|refused|reach")
        browser.quit()
