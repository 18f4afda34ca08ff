"""The key goes to the server that was configured, in one header, and to nobody else."""

import json
import resource
import signal

import pytest
from hostile import Answer, make_batch, make_batches
from terminal import DEADLINE

NO_PERMISSION = 77
KEY = "sk-" + "q7w2" * 10


@pytest.fixture
def ask(run):
    """Runs `lazybatch list` on a server with a key."""

    def start(server, *arguments, env=None, **options):
        env = {"SILICONFLOW_API_KEY": KEY, **(env or {})}
        return run("list", "--base-url", server.url, *arguments, env=env, **options)

    return start


def said(result):
    return result.stdout + result.stderr


ECHOES = {
    "plain": KEY,
    "in a sentence": f"Incorrect API key provided: {KEY}.",
    "with its scheme": f"Bearer {KEY}",
    "twice": KEY + KEY,
    "in a URL": f"https://example.com/?key={KEY}&x=1",
}


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
@pytest.mark.parametrize("output", ["table", "json", "csv"])
def test_key_that_a_server_puts_into_a_batch_is_masked(ask, serve, output, echo):
    batch = make_batch(
        0,
        id=echo,
        status=echo,
        endpoint=echo,
        errors=[echo, {"code": echo, "message": echo, "more": echo}],
        metadata={"name": echo, echo: echo},
        unknown={echo: [echo]},
    )
    result = ask(serve([batch]), "--output", output)
    assert result.returncode == 0
    assert KEY not in said(result)
    assert "***" in result.stdout


@pytest.mark.parametrize(
    "body",
    [
        {"message": f"Invalid token {KEY}"},
        {"error": {"message": KEY, "code": KEY}},
        {"detail": [{"msg": KEY}]},
        f"no: {KEY}".encode(),
        f"<html><title>{KEY}</title>{KEY}</html>".encode(),
    ],
    ids=["message", "error", "detail", "text", "html"],
)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 200])
def test_key_that_a_server_puts_into_an_error_is_masked(ask, serve, tmp_path, status, body):
    answer = Answer(status, body, {"x-request-id": KEY, "x-siliconcloud-trace-id": KEY})
    log = tmp_path / "log"
    server = serve([], behave=lambda *_: answer)
    result = ask(server, "--output", "json", "--log-file", str(log))
    assert result.returncode != 0
    assert KEY not in said(result)
    assert KEY not in log.read_text()


def test_key_is_in_one_header_of_each_request_and_nowhere_else(ask, serve):
    server = serve(make_batches(250))
    assert ask(server, "--all").returncode == 0
    assert len(server.requests) == 3
    for request in server.requests:
        assert request.values("authorization") == [f"Bearer {KEY}"]
        assert KEY not in request.path + str(request.query)
        assert sum(KEY in value for _, value in request.headers) == 1


def test_key_in_no_argument_and_no_environment_that_others_see(spawn, serve):
    server = serve(make_batches(3))
    server.hold()
    process = spawn("list", "--base-url", server.url, env={"SILICONFLOW_API_KEY": KEY})
    assert server.wait_for_requests(1)
    for file in ("cmdline", "environ"):
        with open(f"/proc/{process.pid}/{file}", "rb") as contents:
            assert KEY.encode() not in contents.read(), file
    server.release()
    assert process.wait(timeout=DEADLINE) == 0


def test_programs_that_the_browser_runs_do_not_get_the_key(browse, serve, tmp_path):
    seen = tmp_path / "seen"
    helper = tmp_path / "tmux"
    helper.write_text(f"#!/bin/sh\nenv >>'{seen}'\ncat >/dev/null\n")
    helper.chmod(0o755)
    browser = browse(
        serve(make_batches(3)),
        env={
            "SILICONFLOW_API_KEY": KEY,
            "OPENAI_API_KEY": KEY,
            "MY_COPY": f"Bearer {KEY}",
            "TMUX": "/nowhere,1,0",
            "PATH": f"{tmp_path}:/usr/bin:/bin",
        },
    )
    browser.wait_for_all()
    browser.type("y")
    browser.wait_until(lambda: seen.exists() and "TMUX" in seen.read_text(), "it copies")
    assert KEY not in seen.read_text()
    browser.quit()


def test_programs_that_the_browser_runs_do_not_get_the_key_of_a_command(browse, serve, tmp_path):
    seen = tmp_path / "seen"
    helper = tmp_path / "tmux"
    helper.write_text(f"#!/bin/sh\nenv >>'{seen}'\ncat >/dev/null\n")
    helper.chmod(0o755)
    secret = tmp_path / "secret"
    secret.write_text(KEY)
    browser = browse(
        serve(make_batches(3)),
        "--api-key-command",
        f"cat '{secret}'",
        env={"MY_COPY": KEY, "TMUX": "/nowhere,1,0", "PATH": f"{tmp_path}:/usr/bin:/bin"},
    )
    browser.wait_for_all()
    browser.type("y")
    browser.wait_until(lambda: seen.exists() and "TMUX" in seen.read_text(), "it copies")
    assert KEY not in seen.read_text()
    browser.quit()


@pytest.mark.parametrize(
    "place",
    [
        f"/v1/batches?key={KEY}",
        f"/v1/batches?key={KEY.replace('-', '%2D')}",
        f"/%73{KEY[1:]}",
        f"/%2573{KEY[1:]}",
    ],
)
def test_redirect_to_an_address_that_holds_the_key_is_refused(ask, serve, place):
    server = serve([], behave=lambda *_: Answer(307, b"", {"Location": place}))
    result = ask(server)
    assert result.returncode != 0
    assert "contains the key" in result.stderr
    assert KEY not in said(result)
    assert len(server.requests) == 1


def test_redirect_elsewhere_takes_no_key_along(ask, serve):
    other = serve(make_batches(3))
    answer = Answer(307, b"", {"Location": f"{other.url}/batches"})
    result = ask(serve([], behave=lambda *_: answer))
    assert result.returncode != 0
    assert "redirect" in result.stderr
    assert other.requests == []


def test_file_address_of_a_server_is_shown_and_not_fetched(ask, serve):
    other = serve([])
    server = serve([make_batch(0, output_file_id=f"{other.url}/files/1")])
    result = ask(server, "--output", "json")
    assert json.loads(result.stdout)[0]["output_file_id"] == f"{other.url}/files/1"
    assert other.requests == []


@pytest.mark.parametrize("key", ["sk-a\nb-secret", "sk-a\x1bb-secret", "sk-schlüssel-secret"])
def test_key_that_cannot_be_sent_is_refused_and_not_repeated(run, serve, key):
    server = serve([])
    result = run("list", "--base-url", server.url, env={"SILICONFLOW_API_KEY": key})
    assert result.returncode == NO_PERMISSION
    assert "SILICONFLOW_API_KEY" in result.stderr
    assert "secret" not in result.stderr
    assert server.requests == []


def test_no_core_file(spawn, serve, tmp_path):
    server = serve([])
    server.hold()
    process = spawn(
        "list", "--base-url", server.url,
        env={"SILICONFLOW_API_KEY": KEY}, cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (1 << 30, 1 << 30)),
    )  # fmt: skip
    assert server.wait_for_requests(1)
    process.send_signal(signal.SIGSEGV)
    assert process.wait(timeout=DEADLINE) == -signal.SIGSEGV
    assert list(tmp_path.glob("core*")) == []


# A command that prints the key


def test_key_from_a_command(ask, serve, tmp_path):
    server = serve(make_batches(1))
    seen = tmp_path / "seen"
    command = f"env >'{seen}'; printf '  {KEY}-of-command \\n\\n'"
    result = ask(server, "--api-key-command", command, env={"MY_COPY": f"x{KEY}", "GROQ_API_KEY": "gsk-other"})
    assert result.returncode == 0, result.stderr
    assert server.requests[0].values("authorization") == [f"Bearer {KEY}-of-command"]
    assert KEY not in said(result) + seen.read_text()
    assert "gsk-other" not in seen.read_text()


@pytest.mark.parametrize("command", ["exit 3", "kill -9 $$", "true", "printf 'a\\nb'", "/no/such"])
def test_command_that_brings_no_key(run, serve, command):
    server = serve([])
    result = run("list", "--base-url", server.url, "--api-key-command", command)
    assert result.returncode == NO_PERMISSION
    assert "key command" in result.stderr
    assert server.requests == []


@pytest.mark.parametrize("sent", ["^C", signal.SIGTERM, signal.SIGHUP], ids=str)
@pytest.mark.parametrize("command", ["browse", "list"])
def test_command_that_is_interrupted_leaves_the_echo_on(launch, serve, command, sent):
    server = serve([])
    asking = "stty -echo; printf 'Passphrase: '>&2; read word; stty echo"
    terminal = launch(command, "--base-url", server.url, "--api-key-command", asking)
    terminal.wait_for("Passphrase:")
    assert terminal.read_settings() != terminal.settings
    if sent == "^C":
        terminal.press("^C")
    else:
        terminal.signal(sent)
    assert terminal.wait_for_end() != 0
    assert terminal.read_settings() == terminal.settings
    assert server.requests == []


def test_command_that_leaves_the_echo_off(launch, serve):
    terminal = launch(
        "list", "--base-url", serve(make_batches(1)).url,
        "--api-key-command", f"stty -echo; echo {KEY}",
    )  # fmt: skip
    assert terminal.wait_for_end() == 0
    assert terminal.read_settings() == terminal.settings


def test_command_may_ask_on_the_terminal_before_the_screen_opens(browse, serve):
    server = serve(make_batches(3))
    command = f"printf 'Passphrase: ' >&2; read word; test $word = open && echo {KEY}"
    browser = browse(server, "--api-key-command", command)
    browser.wait_for("Passphrase:")
    assert not browser.screen.shows_alternate_screen
    browser.type("open\r")
    browser.wait_for_all()
    assert server.requests[0].values("authorization") == [f"Bearer {KEY}"]
    browser.quit()
