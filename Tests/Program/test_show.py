"""`lazybatch show ID`: one batch, from its own address or from the list."""

import csv
import io
import json
import os
import re

import pytest
from hostile import Answer, make_batch, make_batches

NO_INPUT, UNAVAILABLE, NO_PERMISSION = 66, 69, 77


@pytest.fixture
def show(run):
    """Runs `lazybatch show` on a server."""

    def start(server, identifier, *arguments, **options):
        return run("show", "--base-url", server.url, *arguments, "--", identifier, **options)

    return start


def refuses_single(answer):
    return lambda _, request: None if request.is_list else answer


def test_json_is_the_object_that_the_list_has(run, show, serve):
    server = serve(make_batches(5))
    one = show(server, "batch_000003", "--output", "json")
    assert one.returncode == 0
    listed = json.loads(run("list", "--base-url", server.url, "--output", "json").stdout)
    assert json.loads(one.stdout) == listed[3]
    line = show(server, "batch_000003", "--output", "jsonl").stdout
    assert line.count("\n") == 1
    assert json.loads(line) == listed[3]
    (row,) = csv.DictReader(io.StringIO(show(server, "batch_000003", "--output", "csv").stdout))
    assert row["id"] == "batch_000003"
    assert int(row["created_at"]) == listed[3]["created_at"]


def test_page_tells_everything(show, serve):
    batch = make_batch(
        0,
        created_at=1749049200,
        in_progress_at=1749049330,
        expires_at=1749135600,
        errors=[{"code": "bad_line", "message": "line 8 is not JSON", "line": 8}],
        request_counts={"total": 500, "completed": 412, "failed": 88},
        metadata={"name": "批处理", "team": "evaluation"},
        model="qwen3",
    )
    result = show(serve([batch]), "batch_000000", env={"TZ": "Asia/Shanghai"})
    assert result.returncode == 0
    for part in (
        "UTC+08:00",
        "2025-06-04 23:00:00",
        "1749049200",
        "2025-06-04 23:02:10",
        "1749049330",
        "+2m 10s",
        "412/500",
        "88 failed",
        "bad_line",
        "line 8 is not JSON",
        "批处理",
        "evaluation",
        "qwen3",
        "file-in-000000",
        "/v1/chat/completions",
    ):
        assert part in result.stdout, part
    assert "\x1b" not in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    "identifier", ["a b", "a/b", "a?b=c&d#e", "a%2Fb", "批处理", "..", "-x", "a'b\"c\\d"]
)
def test_any_id_can_be_asked_for(show, serve, identifier):
    server = serve([make_batch(0), make_batch(1, id=identifier)])
    result = show(server, identifier, "--output", "json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["id"] == identifier
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, b"404 page not found"),
        Answer(404, {"message": "Cannot GET /v1/batches/batch_000149"}),
        Answer(200, b"<!doctype html><title>Console</title>", {"Content-Type": "text/html"}),
        Answer(400, {"error": {"message": "No such batch: batch_000149"}}),
        Answer(422, {"detail": "batch_id: not a valid integer"}),
        Answer(405, {"detail": "Method Not Allowed"}),
        Answer(501, b""),
    ],
    ids=lambda answer: str(answer.status),
)
def test_found_in_the_list_where_the_server_has_no_single_batches(show, serve, answer):
    server = serve(make_batches(300), behave=refuses_single(answer))
    result = show(server, "batch_000149", "--output", "json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["id"] == "batch_000149"
    assert len(server.list_requests()) == 2, "it stops where the batch is"


def test_unknown_batch(show, serve):
    result = show(serve(make_batches(150)), "batch_gone", "--output", "json")
    assert result.returncode == NO_INPUT
    assert "batch_gone" in result.stderr
    assert result.stdout == ""


def test_server_that_names_the_unknown_id_is_believed(show, serve):
    answer = Answer(404, {"error": {"message": "No batch found with id 'batch_gone'."}})
    server = serve(make_batches(300), behave=refuses_single(answer))
    assert show(server, "batch_gone").returncode == NO_INPUT
    assert server.list_requests() == []


@pytest.mark.parametrize(
    "answer, status",
    [
        (Answer(401, "Invalid token"), NO_PERMISSION),
        (Answer(404, b"404 page not found"), UNAVAILABLE),
        (Answer(500, b"", {"retry-after-ms": "1"}), UNAVAILABLE),
        (Answer(200, b"<html>"), UNAVAILABLE),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Answer) else None,
)
def test_exit_status(show, serve, answer, status):
    result = show(serve([], behave=lambda *_: answer), "batch_000000")
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


def test_page_has_no_control_of_the_servers(show, serve):
    evil = "a\x1b[2Jb\x1b]0;t\x07c\x9bd\u202ee\u2028f\r\ng"
    batch = make_batch(
        0, status=evil, endpoint=evil, errors=[evil], metadata={evil: evil}, other={evil: [evil]}
    )
    result = show(serve([batch]), "batch_000000")
    assert result.returncode == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", result.stdout)


def test_page_fits_the_terminal(launch, serve):
    server = serve(make_batches(1))
    terminal = launch("show", "--base-url", server.url, "batch_000000", size=(50, 60))
    assert terminal.wait_for_end() == 0
    assert "batch_000000" in terminal.text()
    assert "…" not in terminal.text().splitlines()[0]


def test_closed_pipe_ends_it_quietly(show, serve):
    read, write = os.pipe()
    os.close(read)
    with open(write, "wb") as nobody:
        result = show(serve(make_batches(1)), "batch_000000", stdout=nobody)
    assert (result.returncode, result.stderr) == (0, "")
