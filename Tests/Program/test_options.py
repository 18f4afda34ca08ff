"""The options that say which server, how it is spoken to, and how things look."""

import os
import re
import socket
import stat
import threading

import pytest
from hostile import Answer, make_batch, make_batches
from terminal import DEADLINE

USAGE, NO_LOG_FILE, NO_PERMISSION = 64, 73, 77
KEY = "sk-" + "k5v8" * 8


@pytest.mark.parametrize("command", [[], ["browse"], ["list"], ["show"]])
def test_help_has_examples(run, command):
    result = run(*command, "--help")
    assert result.returncode == 0
    assert "EXAMPLES" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    "arguments, word",
    [
        (["list", "--output", "xml"], "json"),
        (["list", "--limit", "0"], "--limit"),
        (["list", "--limit", "5", "--all"], "--all"),
        (["list", "--after", ""], "--after"),
        (["list", "--page-size", "0"], "--page-size"),
        (["list", "--page-size", "10001"], "--page-size"),
        (["list", "--provider", "nobody"], "openai"),
        (["list", "--color", "sometimes"], "never"),
        (["list", "--demo", "--base-url", "https://api.example.com"], "--demo"),
        (["list", "--demo", "--api-key-command", "true"], "--demo"),
        (["show", "batch_1", "batch_2"], "batch_2"),
        (["show"], "id"),
        (["show", ""], "id"),
        (["list", "--base-url", "ftp://example.com/v1"], "ftp"),
        (["list", "--base-url", "example.com/v1"], "https://"),
        (["list", "--base-url", "https://user:word@example.com/v1"], "user name"),
        (["list", "--base-url", "https://example.com:99999/v1"], "port"),
        (["list", "--base-url", "http://example.com/v1"], "--allow-insecure-http"),
        (["list", "--provider", "azure"], "--base-url"),
    ],
)
def test_usage_that_is_wrong(run, arguments, word):
    result = run(*arguments, env={"SILICONFLOW_API_KEY": KEY, "AZURE_OPENAI_API_KEY": KEY})
    assert result.returncode == USAGE, result.stderr
    assert word in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "provider, variable, header, value",
    [
        ("siliconflow", "SILICONFLOW_API_KEY", "authorization", f"Bearer {KEY}"),
        ("siliconflow-intl", "SILICONFLOW_API_KEY", "authorization", f"Bearer {KEY}"),
        ("openai", "OPENAI_API_KEY", "authorization", f"Bearer {KEY}"),
        ("azure", "AZURE_OPENAI_API_KEY", "api-key", KEY),
        ("groq", "GROQ_API_KEY", "authorization", f"Bearer {KEY}"),
        ("together", "TOGETHER_API_KEY", "authorization", f"Bearer {KEY}"),
        ("dashscope", "DASHSCOPE_API_KEY", "authorization", f"Bearer {KEY}"),
        ("zhipu", "ZHIPUAI_API_KEY", "authorization", f"Bearer {KEY}"),
        ("moonshot", "MOONSHOT_API_KEY", "authorization", f"Bearer {KEY}"),
        ("openrouter", "OPENROUTER_API_KEY", "authorization", f"Bearer {KEY}"),
        ("litellm", "LITELLM_API_KEY", "authorization", f"Bearer {KEY}"),
    ],
)
def test_provider_has_its_variable_and_header(run, serve, provider, variable, header, value):
    server = serve(make_batches(1))
    # The keys of others stay at home.
    others = {"SILICONFLOW_API_KEY": "sk-other-other", "OPENAI_API_KEY": "sk-other-other"}
    result = run(
        "list", "--provider", provider, "--base-url", server.url, env={**others, variable: KEY}
    )
    assert result.returncode == 0, result.stderr
    (request,) = server.requests
    assert request.values(header) == [value]
    assert len(request.values("authorization") + request.values("api-key")) == 1
    assert "sk-other-other" not in str(request.headers)


def test_missing_key_names_the_providers_variable(run):
    result = run("list", "--provider", "openai", env={"SILICONFLOW_API_KEY": KEY})
    assert result.returncode == NO_PERMISSION
    assert "OPENAI_API_KEY" in result.stderr


@pytest.mark.parametrize("command", [[], ["list"], ["show", "batch_1"]])
def test_missing_key_comes_before_anything_else(run, command):
    result = run(*command)
    assert result.returncode == NO_PERMISSION
    assert "SILICONFLOW_API_KEY" in result.stderr
    assert "https://cloud.siliconflow.cn" in result.stderr


@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize(
    "provider, variable", [("openai", "OPENAI_API_KEY"), ("groq", "GROQ_API_KEY")]
)
def test_refused_key_is_named_by_its_variable(run, serve, provider, variable, status):
    answer = Answer(status, {"error": {"message": "Invalid API key", "code": 401}})
    server = serve([], behave=lambda *_: answer)
    for command in (["list"], ["show", "batch_1"]):
        result = run(
            *command, "--provider", provider, "--base-url", server.url, env={variable: KEY}
        )
        assert result.returncode == NO_PERMISSION, result.stderr
        assert variable in result.stderr
        assert "SILICONFLOW" not in result.stderr


@pytest.mark.parametrize(
    "header",
    ["Authorization Bearer " + KEY, ": " + KEY, "X Y: " + KEY, "X-Key: a\n" + KEY, KEY + ":", KEY],
)
@pytest.mark.parametrize("command", [[], ["list"], ["show", "batch_1"]])
def test_header_that_is_wrong_is_not_printed(run, command, header):
    for words in (["--header", header], ["--header=" + header]):
        result = run(*command, *words, env={"SILICONFLOW_API_KEY": "sk-other"})
        assert result.returncode == USAGE, result.stderr
        assert "--header" in result.stderr
        assert KEY not in result.stdout + result.stderr


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/", "/v1/v1", "/v1/batches"])
def test_base_url_is_normalised(run, serve, suffix):
    server = serve(make_batches(1))
    base = server.url.removesuffix("/v1") + suffix
    assert run("list", "--base-url", base).returncode == 0
    assert server.requests[0].path == "/v1/batches"


def test_option_goes_before_the_variable(run, serve):
    server, other = serve(make_batches(1)), serve([])
    run("list", "--base-url", server.url, env={"SILICONFLOW_BASE_URL": other.url})
    assert (len(server.requests), len(other.requests)) == (1, 0)
    run("list", env={"SILICONFLOW_BASE_URL": other.url})
    assert (len(server.requests), len(other.requests)) == (1, 1)


def test_insecure_http_when_it_is_accepted(spawn):
    """The host cannot be reached; that it would be asked for is seen at a proxy."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        asked = []

        def answer():
            connection, _ = proxy.accept()
            with connection:
                asked.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        # It would go on trying.
        spawn(
            "list", "--base-url", "http://batches.invalid/v1", "--allow-insecure-http",
            env={
                "SILICONFLOW_API_KEY": KEY,
                "http_proxy": f"http://127.0.0.1:{proxy.getsockname()[1]}",
            },
        )  # fmt: skip
        thread.join(DEADLINE)
    assert asked[0].startswith(b"CONNECT batches.invalid:80 ")
    assert KEY.encode() not in asked[0]


def test_demo_needs_no_key(run):
    result = run("list", "--demo", "--limit", "3")
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 4


# The log


def test_log_has_a_line_for_each_request_and_only_its_owner_reads_it(run, serve, tmp_path):
    log = tmp_path / "log"
    log.write_text("older\n")
    log.chmod(0o644)
    busy = Answer(503, {"message": f"busy {KEY}"}, {"retry-after-ms": "1", "x-request-id": "tr-7"})
    server = serve(make_batches(150), behave=lambda n, _: busy if n == 0 else None)
    result = run(
        "list", "--all", "--base-url", server.url, "--log-file", str(log),
        env={"SILICONFLOW_API_KEY": KEY},
    )  # fmt: skip
    assert result.returncode == 0
    older, *lines = log.read_text().splitlines()
    assert older == "older"
    assert len([line for line in lines if "GET /v1/batches" in line]) == 3
    assert [line for line in lines if "status=503" in line and "trace=tr-7" in line]
    assert len([line for line in lines if " retry " in line]) == 1
    pages = [line for line in lines if "status=200" in line]
    assert len(pages) == 2
    line = r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z info GET /v1/batches\?limit=100 bytes=\d+ ms=\d+ status=200"
    assert re.fullmatch(line, pages[0])
    assert KEY not in log.read_text()
    assert stat.S_IMODE(os.stat(log).st_mode) == 0o600


def test_new_log_is_the_owners_whatever_the_umask(run, serve, tmp_path):
    run(
        "list", "--base-url", serve([]).url, "--log-file", str(tmp_path / "log"),
        preexec_fn=lambda: os.umask(0),
    )  # fmt: skip
    assert stat.S_IMODE(os.stat(tmp_path / "log").st_mode) == 0o600


def test_log_that_cannot_be_written(run, serve, tmp_path):
    server = serve([])
    result = run("list", "--base-url", server.url, "--log-file", str(tmp_path / "no" / "log"))
    assert result.returncode == NO_LOG_FILE
    assert "log file" in result.stderr
    assert server.requests == []


# How the browser looks


def test_browser_without_colour(browse, serve):
    browser = browse(serve(make_batches(5)), "--color", "never")
    browser.wait_for_all()
    colours = {cell.fg for line in browser.screen.buffer.values() for cell in line.values()}
    assert colours == {"default"}
    browser.quit()


def test_browser_with_colour_in_spite_of_the_variable(browse, serve):
    browser = browse(serve(make_batches(5)), "--color", "always", env={"NO_COLOR": "1"})
    browser.wait_for_all()
    colours = {cell.fg for line in browser.screen.buffer.values() for cell in line.values()}
    assert colours > {"default"}


def test_browser_in_ascii(browse, serve):
    browser = browse(serve([make_batch(0, metadata={"name": "job 000000 批"})]), "--ascii")
    browser.wait_for("job 000000 批")
    shown = browser.text()
    assert shown.replace("批", "").isascii()
    browser.quit()
