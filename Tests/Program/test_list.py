"""`lazybatch list` and `lazybatch show`: the same client without a screen."""

import csv
import io
import json
import subprocess
import time

import pytest
from hostile import Answer, make_batch, make_batches

UNAVAILABLE = 69
TRY_LATER = 75
NO_PERMISSION = 77
NO_SUCH_BATCH = 66


@pytest.fixture
def ask(run):
    """Runs a command against a server and returns what came of it."""

    def start(server, *arguments, **options):
        command, *rest = arguments
        return run(command, "--base-url", server.url, *rest, **options)

    return start


def ids(result):
    return [batch["id"] for batch in json.loads(result.stdout)]


def test_json_holds_every_batch_once_under_the_names_of_the_api(ask, serve):
    batches = make_batches(230)
    server = serve(batches)
    result = ask(server, "list", "--all", "--output", "json")
    assert result.returncode == 0
    assert result.stderr == ""
    listed = json.loads(result.stdout)
    assert [batch["id"] for batch in listed] == [batch["id"] for batch in batches]
    for name, value in batches[7].items():
        assert listed[7][name] == ([] if name == "errors" else value)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "arguments, first, count",
    [
        ([], 0, 100),
        (["--limit", "7"], 0, 7),
        (["--limit", "150"], 0, 150),
        (["--after", "batch_000009", "--limit", "5"], 10, 5),
        (["--all", "--after", "batch_000219"], 220, 10),
    ],
)
def test_which_batches_are_listed(ask, serve, arguments, first, count):
    result = ask(serve(make_batches(230)), "list", "--output", "json", *arguments)
    assert ids(result) == [f"batch_{number:06d}" for number in range(first, first + count)]


def test_csv_and_json_lines_hold_the_same(ask, serve):
    name = 'a "quoted", 批处理\nname'
    server = serve([make_batch(0, metadata={"name": name}), make_batch(1)])
    lines = ask(server, "list", "--output", "jsonl").stdout.splitlines()
    assert json.loads(lines[0])["metadata"]["name"] == name
    rows = list(csv.DictReader(io.StringIO(ask(server, "list", "--output", "csv").stdout)))
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
    assert json.loads(rows[0]["metadata"])["name"] == name


def test_table_is_for_people(ask, serve):
    result = ask(serve(make_batches(3)), "list")
    assert "job 000002" in result.stdout
    assert "\x1b" not in result.stdout


def test_nothing_of_a_server_acts_on_the_terminal(ask, serve):
    evil = "a\x1b[2Jb\x9bc\u202ed\re"
    server = serve([make_batch(0, metadata={"name": evil}, status=evil, errors=[evil])])
    for arguments in (["list"], ["show", "batch_000000"]):
        shown = ask(server, *arguments).stdout
        assert not {"\x1b", "\x9b", "\u202e", "\r"} & set(shown)


@pytest.mark.parametrize(
    "answer, status",
    [
        (Answer(401, "Invalid token"), NO_PERMISSION),
        (Answer(403, "Forbidden"), NO_PERMISSION),
        (Answer(404, b"404 page not found"), UNAVAILABLE),
        (Answer(200, b"<html>hello</html>"), UNAVAILABLE),
        (Answer(429, {"message": "slow down"}, {"Retry-After": "86400"}), TRY_LATER),
        (Answer(503, {"code": 50505, "message": "busy"}, {"retry-after-ms": "1"}), TRY_LATER),
    ],
)
def test_exit_status_of_a_failure(ask, serve, answer, status):
    result = ask(serve([], behave=lambda *_: answer), "list", "--output", "json")
    assert result.returncode == status
    assert result.stderr.startswith("lazybatch: ")
    assert json.loads(result.stdout or "[]") == []


def test_what_arrived_before_a_failure_is_valid_output(ask, serve):
    server = serve(make_batches(300))
    server.behave = lambda number, _: Answer(401, "Invalid token") if number == 2 else None
    result = ask(server, "list", "--all", "--output", "json")
    assert result.returncode == NO_PERMISSION
    assert len(ids(result)) == 200


def test_busy_server_is_asked_again_as_it_says(ask, serve):
    server = serve(make_batches(3))
    busy = Answer(503, {"code": 50505, "message": "busy"}, {"retry-after-ms": "1"})
    server.behave = lambda number, _: busy if number < 4 else None
    result = ask(server, "list", "--output", "json")
    assert result.returncode == 0
    assert len(server.requests) == 5


def test_server_that_ignores_the_cursor_is_told_of(ask, serve):
    page = {"object": "list", "data": make_batches(3), "has_more": True}
    server = serve([], behave=lambda *_: Answer(200, page))
    result = ask(server, "list", "--all", "--output", "json")
    assert result.returncode == 0
    assert len(ids(result)) == 3
    assert "incomplete" in result.stderr


def test_closed_pipe_ends_it_quietly(program, environment, serve):
    server = serve(make_batches(20_000))
    command = f"{program} list --all --output jsonl --base-url {server.url} | head -n 1"
    result = subprocess.run(
        ["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, timeout=60
    )
    assert json.loads(result.stdout)["id"] == "batch_000000"
    assert result.stderr == ""
    assert len(server.requests) < 200


def test_interrupt_leaves_valid_output_and_130(launch, program, serve, tmp_path):
    server = serve(make_batches(300))
    server.behave = lambda number, _: server.hold() if number == 2 else None
    output = tmp_path / "list.json"
    script = f'exec "$0" list --all --output json --base-url "$1" >{output}'
    terminal = launch(shell=["/bin/sh", "-c", script, program, server.url])
    terminal.wait_until(lambda: len(server.requests) == 3, "the third page is asked for")
    terminal.press("^C")
    assert terminal.wait_for_end() == 130
    assert len(json.loads(output.read_text())) == 200


def test_one_batch(ask, serve):
    server = serve(make_batches(30))
    result = ask(server, "show", "batch_000003", "--output", "json")
    assert result.returncode == 0
    assert "batch_000003" in result.stdout
    assert [request.path for request in server.requests] == ["/v1/batches/batch_000003"]


def test_one_batch_of_a_server_that_has_only_the_list(ask, serve):
    server = serve(make_batches(130))
    server.behave = lambda _, request: None if request.is_list else Answer(404, b"404 not found")
    result = ask(server, "show", "batch_000120")
    assert result.returncode == 0
    assert "job 000120" in result.stdout


def test_batch_that_does_not_exist(ask, serve):
    assert ask(serve(make_batches(3)), "show", "nothing").returncode == NO_SUCH_BATCH


def test_key_command_runs_once_and_sees_no_key(ask, serve, tmp_path):
    server = serve(make_batches(230))
    seen = tmp_path / "seen"
    command = f"env >>{seen}; echo; echo '  sk-from-a-command  '"
    result = ask(
        server,
        "list", "--all", "--api-key-command", command,
        env={"SILICONFLOW_API_KEY": "sk-from-the-environment"},
    )  # fmt: skip
    assert result.returncode == 0
    keys = {tuple(request.values("authorization")) for request in server.requests}
    assert keys == {("Bearer sk-from-a-command",)}
    assert "sk-from-the-environment" not in seen.read_text()
    assert seen.read_text().count("HOME=") == 1


def test_echoed_key_is_masked(ask, serve):
    key = "sk-secret-0123456789abcdef"
    server = serve([], behave=lambda *_: Answer(400, {"code": 1, "message": f"bad key {key}"}))
    result = ask(server, "list", env={"SILICONFLOW_API_KEY": key})
    assert result.returncode != 0
    assert key not in result.stdout + result.stderr


def test_log_tells_of_requests_and_never_holds_the_key(ask, serve, tmp_path):
    key = "sk-secret-0123456789abcdef"
    log = tmp_path / "log"
    server = serve(make_batches(230))
    ask(server, "list", "--all", "--log-file", str(log), env={"SILICONFLOW_API_KEY": key})
    text = log.read_text()
    assert text.count("200") >= 3
    assert key not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_key_never_goes_over_plain_http_to_another_machine(run):
    started = time.monotonic()
    result = run(
        "list", "--base-url", "http://example.invalid/v1", env={"SILICONFLOW_API_KEY": "sk-x"}
    )
    assert result.returncode == 64
    assert "--allow-insecure-http" in result.stderr
    assert time.monotonic() - started < 30
