"""`lazybatch count`: how many batches there are."""

import csv
import io
import json

import pytest
from hostile import Answer, make_batch, make_batches

USAGE, UNAVAILABLE = 64, 69


def some_batches():
    batches = make_batches(230)
    for batch in batches[:7]:
        batch |= {"status": "failed", "completed_at": None, "failed_at": 1_750_000_000}
    for batch in batches[7:10]:
        batch["request_counts"] = {"total": 100, "completed": 90, "failed": 10}
    return batches


def count(run, server, *arguments):
    return run("count", "--base-url", server.url, *arguments)


def test_counts_by_status_and_verdict(run, serve):
    server = serve(some_batches())
    result = count(run, server, "--output", "json")
    assert json.loads(result.stdout) == {
        "total": 230,
        "status": {"completed": 223, "failed": 7},
        "verdict": {"some-failed": 3},
    }
    table = count(run, server).stdout.splitlines()
    assert table[0].split() == ["COUNT", "STATUS"]
    assert [line.split() for line in table[1:4]] == [
        ["223", "completed"],
        ["7", "failed"],
        ["230", "in", "all"],
    ]
    assert table[-1].split() == ["3", "some-failed"]
    rows = list(csv.reader(io.StringIO(count(run, server, "--output", "csv").stdout)))
    assert rows == [
        ["by", "value", "count"],
        ["status", "completed", "223"],
        ["status", "failed", "7"],
        ["verdict", "some-failed", "3"],
    ]
    lines = count(run, server, "--output", "jsonl").stdout.splitlines()
    assert json.loads(lines[0]) == {"by": "status", "value": "completed", "count": 223}


def test_filter_narrows_it(run, serve):
    result = count(run, serve(some_batches()), "status:failed", "00000", "--output", "json")
    assert json.loads(result.stdout) == {"total": 7, "status": {"failed": 7}, "verdict": {}}


def test_no_batches(run, serve):
    result = count(run, serve([]))
    assert result.stdout.split() == ["COUNT", "STATUS", "0", "in", "all"]


def test_filter_that_cannot_be_read(run, serve):
    result = count(run, serve([make_batch(1)]), "nmae:x")
    assert result.returncode == USAGE
    assert "Fields: status" in " ".join(result.stderr.split())


def test_half_a_list_is_no_answer(run, serve):
    server = serve(make_batches(250), behave=lambda n, _: Answer(400, "no") if n > 0 else None)
    result = count(run, server)
    assert result.returncode == UNAVAILABLE
    assert result.stdout == ""


def test_counts_what_is_in_the_history(run, serve):
    server = serve(some_batches())
    run("list", "--all", "--base-url", server.url)
    gone = [server.batches.pop(index)["id"] for index in (20, 3)]
    run("list", "--all", "--base-url", server.url)
    server.close()
    result = count(run, server, "--from-history", "--output", "json")
    assert json.loads(result.stdout)["total"] == 228
    assert "from the history" in result.stderr
    result = count(run, server, "--from-history", "gone:yes", "--output", "json")
    assert json.loads(result.stdout)["status"] == {"completed": 1, "failed": 1}
    result = run(
        "list", "--from-history", "gone:yes", "--output", "jsonl", "--base-url", server.url
    )
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == gone[::-1]
    for command in ("count", "list", "wait"):
        result = run(command, "gone:yes", "--base-url", server.url)
        assert result.returncode == USAGE
        assert "gone from the server is only in the history" in result.stderr
    result = count(run, server, "--history", "team")
    assert result.returncode == USAGE and "--from-history" in result.stderr


@pytest.mark.parametrize("command", ["count", "list"])
def test_filter_that_begins_with_a_minus(run, serve, command):
    """Of `-status:completed`, the `h` of another word is no request for help."""
    server = serve(some_batches())
    usual = [command, "--base-url", server.url, "--output", "json"]
    expected = run(*usual, "--", "-status:completed duration<10h")
    assert expected.returncode == 0
    assert run(*usual, "-status:completed duration<10h").stdout == expected.stdout
    assert run(*usual, "-status:completed", "duration<10h").stdout == expected.stdout
    result = run(*usual, "-nothing")
    assert (result.returncode, result.stdout) == (64, "")
    assert "-- '-nothing'" in " ".join(result.stderr.split())
