"""`errors`, `results`, `download`, `retry-file` and `cancel`: from a batch to its files."""

import collections
import csv
import gzip
import io
import json
import os
import re
import signal
import threading

import pytest
from hostile import Answer, make_batch
from terminal import DEADLINE

USAGE, NO_INPUT, UNAVAILABLE, CANNOT_CREATE, NO_PERMISSION, INTERRUPTED = 64, 66, 69, 73, 77, 130
KEY = {"SILICONFLOW_API_KEY": "sk-" + 30 * "r"}


@pytest.fixture
def on(run, simulate):
    """Runs commands on a simulator whose clock stands still."""

    def start(*options):
        base = simulate("--batches", 120, "--seed", 3, "--speed", 0, *options)

        def command(name, *arguments, **more):
            return run(name, *arguments, "--base-url", base, env=KEY, **more)

        return command

    return start


def first(command, term):
    result = command("list", term, "--limit", "1", "--output", "json")
    return json.loads(result.stdout)[0]


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def download(command, batch, *arguments):
    result = command("download", batch["id"], *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_groups_agree_with_a_reckoning_of_its_own(on):
    command = on()
    batch = first(command, "verdict:some-failed requests>200")
    failures = lines(download(command, batch, "--errors"))
    result = command("errors", batch["id"], "--output", "jsonl")
    groups = lines(result.stdout)
    assert sum(group["count"] for group in groups) == len(failures)
    assert len(failures) == batch["request_counts"]["failed"]
    theirs = collections.Counter(
        (line["response"]["status_code"], str(line["response"]["body"]["error"]["code"]))
        for line in failures
    )
    ours = collections.Counter()
    for group in groups:
        ours[group["status_code"], group["error_code"]] += group["count"]
    assert ours == theirs
    counts = [group["count"] for group in groups]
    assert counts == sorted(counts, reverse=True)
    for group in groups:
        line = failures[group["line"] - 1]
        assert line["custom_id"] == group["custom_id"]
        assert line["response"]["body"]["error"]["message"] == group["example"]
    assert result.stderr == ""


@pytest.mark.parametrize("output", ["table", "json", "csv", "markdown"])
def test_groups_in_every_format(on, output):
    command = on()
    batch = first(command, "verdict:some-failed")
    result = command("errors", batch["id"], "--output", output)
    assert result.returncode == 0
    if output == "json":
        assert json.loads(result.stdout)[0]["count"] > 0
    elif output == "csv":
        assert list(csv.DictReader(io.StringIO(result.stdout)))[0]["count"].isdigit()
    elif output == "markdown":
        assert result.stdout.startswith("| count | share |")
    else:
        assert result.stdout.split()[:2] == ["COUNT", "SHARE"]
        failed = batch["request_counts"]["failed"]
        assert f"{failed:,} of " in result.stderr and "failed, for" in result.stderr


def test_each_failed_request(on):
    command = on()
    batch = first(command, "verdict:some-failed")
    failures = lines(download(command, batch, "--errors"))
    rows = lines(command("errors", batch["id"], "--requests", "--output", "jsonl").stdout)
    assert [row["custom_id"] for row in rows] == [line["custom_id"] for line in failures]
    assert [row["line"] for row in rows] == list(range(1, len(rows) + 1))
    table = command("errors", batch["id"], "--requests").stdout.splitlines()
    assert len(table) == len(rows) + 1


def test_results_with_their_tokens(on):
    command = on()
    batch = first(command, "verdict:some-failed")
    output = lines(download(command, batch, "--results"))
    rows = lines(command("results", batch["id"], "--output", "jsonl").stdout)
    assert [row["custom_id"] for row in rows] == [line["custom_id"] for line in output]
    usage = [line["response"]["body"]["usage"]["total_tokens"] for line in output]
    assert [row["total_tokens"] for row in rows] == usage
    assert all(row["answer"] for row in rows)


def test_download_is_whole_or_not_there(on, tmp_path):
    command = on()
    batch = first(command, "verdict:some-failed")
    printed = download(command, batch, "--input")
    assert len(printed.splitlines()) == batch["request_counts"]["total"]
    path = tmp_path / "input.jsonl"
    path.write_text("before")
    assert command("download", batch["id"], "--input", "-o", str(path)).returncode == 0
    assert path.read_text() == printed
    missing = tmp_path / "nowhere" / "x"
    result = command("download", batch["id"], "--input", "-o", str(missing))
    assert result.returncode == CANNOT_CREATE
    assert "no folder" in result.stderr
    assert os.listdir(tmp_path) == ["input.jsonl"]


WRITERS = [["errors"], ["errors", "--requests", "--output", "json"], ["results", "--output", "jsonl"], ["results"]]


@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_output_file_is_whole_or_not_there(on, arguments, tmp_path):
    command = on()
    batch = first(command, "verdict:some-failed requests>200")
    printed = command(*arguments, batch["id"]).stdout
    path = tmp_path / "output"
    path.write_text("before")
    result = command(*arguments, batch["id"], "-o", str(path))
    assert (result.returncode, result.stdout) == (0, "")
    assert path.read_text() == printed
    assert command(*arguments, batch["id"], "-o", "-").stdout == printed
    gone = on("--fault", "file-gone")(*arguments, batch["id"], "-o", str(path))
    assert gone.returncode != 0
    assert path.read_text() == printed
    result = command(*arguments, batch["id"], "-o", str(tmp_path / "nowhere" / "x"))
    assert (result.returncode, result.stdout) == (CANNOT_CREATE, "")
    assert os.listdir(tmp_path) == ["output"]


@pytest.mark.parametrize("fault", ["file-cut", "file-no-range"])
def test_output_file_begins_again_where_a_transfer_does(on, fault, tmp_path):
    batch = first(on(), "verdict:some-failed requests>200")
    whole = on()("results", batch["id"], "--output", "json").stdout
    path = tmp_path / "output"
    command = on("--fault", fault)
    result = command("results", batch["id"], "--output", "json", "-o", str(path))
    assert (result.returncode, result.stderr) == (0, "")
    assert path.read_text() == whole


@pytest.mark.parametrize("arguments", [["download", "--results"], ["retry-file"], ["results"], ["errors"]])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_leaves_no_file_behind(spawn, serve, arguments, number, tmp_path):
    held = threading.Event()

    def behave(_, request):
        if request.path.endswith("/content"):
            server.hold()
            held.set()

    server = serve([make_batch(1, error_file_id="file-err-000001")], behave=behave)
    path = tmp_path / "output"
    process = spawn(*arguments, "batch_000001", "-o", str(path), "--base-url", server.url)
    assert held.wait(DEADLINE)
    assert [name.startswith(".lazybatch-") for name in os.listdir(tmp_path)] == [True]
    process.send_signal(number)
    process.communicate(timeout=DEADLINE)
    assert process.returncode == (INTERRUPTED if number == signal.SIGINT else -number)
    assert os.listdir(tmp_path) == []


def test_ignored_signal_is_ignored(spawn, serve, tmp_path):
    """As with `nohup`."""
    server = serve([make_batch(1)])
    server.hold()
    process = spawn(
        "show", "batch_000001", "--base-url", server.url,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )  # fmt: skip
    assert server.wait_for_requests(1)
    process.send_signal(signal.SIGHUP)
    server.release()
    process.communicate(timeout=DEADLINE)
    assert process.returncode == 0


def test_retry_file_has_the_failed_requests_as_they_were(on, tmp_path):
    command = on()
    batch = first(command, "verdict:some-failed requests>200")
    failed = {line["custom_id"] for line in lines(download(command, batch, "--errors"))}
    wanted = [
        line
        for line in download(command, batch, "--input").splitlines(keepends=True)
        if json.loads(line)["custom_id"] in failed
    ]
    result = command("retry-file", batch["id"])
    assert result.stdout == "".join(wanted)
    assert f"{len(wanted)} requests to try again" in result.stderr
    path = tmp_path / "retry.jsonl"
    assert command("retry-file", batch["id"], "-o", str(path)).stdout == ""
    assert path.read_text() == "".join(wanted)


def test_missing_requests_of_an_expired_batch(on):
    command = on()
    batch = first(command, "verdict:expired-with-output")
    seen = {line["custom_id"] for line in lines(download(command, batch, "--results"))}
    if batch["error_file_id"]:
        seen |= {
            line["custom_id"]
            for line in lines(download(command, batch, "--errors"))
            if line["response"]["status_code"] < 400
        }
    wanted = [
        line
        for line in download(command, batch, "--input").splitlines(keepends=True)
        if json.loads(line)["custom_id"] not in seen
    ]
    assert command("retry-file", batch["id"], "--missing").stdout == "".join(wanted)


@pytest.mark.parametrize("fault", ["file-cut", "file-no-range", "file-redirect", "file-url"])
def test_faults_do_not_change_what_is_read(on, fault, tmp_path):
    batch = first(on(), "verdict:some-failed requests>200")
    whole = download(on(), batch, "--errors")
    command = on("--fault", fault)
    path = tmp_path / "errors.jsonl"
    elsewhere = ["--follow-urls"] if fault in ("file-redirect", "file-url") else []
    if elsewhere:
        named = first(command, "verdict:some-failed requests>200")
        result = command("download", named["id"], "--errors", "-o", str(path))
        assert result.returncode == NO_PERMISSION
        assert "--follow-urls" in result.stderr
        assert not path.exists()
    result = command("download", batch["id"], "--errors", "-o", str(path), *elsewhere)
    assert (result.returncode, result.stderr) == (0, "")
    assert path.read_text() == whole


def test_file_that_is_gone(on):
    batch = first(on(), "verdict:some-failed")
    command = on("--fault", "file-gone")
    for arguments in (["errors"], ["results"], ["download", "--errors"], ["retry-file"]):
        result = command(arguments[0], batch["id"], *arguments[1:])
        assert result.returncode == NO_INPUT
        assert result.stderr.count("\n") == 1
        assert "file" in result.stderr


def test_broken_lines_are_counted(on):
    batch = first(on(), "verdict:some-failed requests>200")
    result = on("--fault", "file-broken")("errors", batch["id"], "--output", "json")
    assert result.returncode == 0
    assert json.loads(result.stdout)
    assert re.search(r"\d+ lines? could not be read", result.stderr)


@pytest.mark.parametrize("name", ["errors", "results", "retry-file"])
def test_unknown_batch(run, serve, name):
    server = serve([make_batch(1)])
    result = run(name, "nobody", "--base-url", server.url)
    assert result.returncode == NO_INPUT
    assert "There is no batch nobody" in result.stderr


def test_batch_without_files(run, serve):
    server = serve([make_batch(1, error_file_id=None, output_file_id=None, input_file_id=None)])
    result = run("errors", "batch_000001", "--base-url", server.url)
    assert (result.returncode, result.stdout) == (0, "")
    assert "has no file with failed requests" in result.stderr
    result = run("errors", "batch_000001", "--requests", "--output", "json", "--base-url", server.url)
    assert (result.returncode, result.stdout) == (0, "[]\n")
    for arguments in (["results"], ["download", "--input"], ["retry-file"]):
        result = run(arguments[0], "batch_000001", *arguments[1:], "--base-url", server.url)
        assert result.returncode == NO_INPUT


def test_cancel_asks_unless_told(run, simulate):
    base = simulate("--batches", 120, "--seed", 3, "--speed", 5000)

    def command(name, *arguments):
        return run(name, *arguments, "--base-url", base, env=KEY)

    batch = first(command, "status:in_progress")
    result = command("cancel", batch["id"])
    assert result.returncode == USAGE
    assert "--yes" in result.stderr
    result = command("cancel", batch["id"], "--yes")
    assert re.fullmatch(rf"{batch['id']} is cancell(ed|ing)\n", result.stdout)
    assert result.returncode == 0


def test_what_has_ended_is_not_cancelled(run, serve):
    server = serve([make_batch(1)])
    result = run("cancel", "batch_000001", "--yes", "--base-url", server.url)
    assert result.returncode == 1
    assert result.stdout == "batch_000001 is already completed\n"
    assert {request.path.split("/")[-1] for request in server.requests} == {"batch_000001"}


def test_unknown_batch_does_not_keep_the_others(run, serve):
    server = serve([make_batch(1)])
    result = run("cancel", "nobody", "batch_000001", "--yes", "--base-url", server.url)
    assert result.returncode == NO_INPUT
    assert result.stdout == "batch_000001 is already completed\n"
    assert "There is no batch nobody" in result.stderr


def test_cancel_that_is_refused(run, serve):
    server = serve(
        [make_batch(1, status="in_progress", completed_at=None)],
        behave=lambda n, _: Answer(403, "no") if n > 0 else None,
    )
    result = run("cancel", "batch_000001", "--yes", "--base-url", server.url)
    assert result.returncode == NO_PERMISSION
    assert result.stdout == ""
    paths = [request.path.removeprefix("/v1") for request in server.requests]
    assert paths == ["/batches/batch_000001", "/batches/batch_000001/cancel"]


def test_one_that_is_refused_does_not_keep_the_others(run, serve):
    """Each gets its line, and the worst status counts."""
    server = serve([make_batch(n, status="in_progress", completed_at=None) for n in (1, 2, 3)])

    def behave(_, request):
        if not request.path.endswith("/cancel"):
            return None
        identifier = request.path.split("/")[-2]
        if identifier == "batch_000002":
            return Answer(409, {"error": {"message": "Batch is being finalized"}})
        index = next(i for i, batch in enumerate(server.batches) if batch["id"] == identifier)
        server.batches[index] = {**server.batches[index], "status": "cancelling"}
        return Answer(body=server.batches[index])

    server.behave = behave
    ids = ["batch_000001", "batch_000002", "nobody", "batch_000003"]
    result = run("cancel", *ids, "--yes", "--base-url", server.url)
    assert result.stdout == "batch_000001 is cancelling\nbatch_000003 is cancelling\n"
    refused, unknown = result.stderr.splitlines()
    assert refused.startswith("lazybatch: batch_000002 was not cancelled. ")
    assert "Batch is being finalized" in refused
    assert "There is no batch nobody" in unknown
    assert result.returncode == UNAVAILABLE


def result_line(number, message=None, status=400):
    """A line of the output, or with a message one of the error file."""
    body = {"error": {"message": message}} if message else {"choices": []}
    response = {"status_code": status if message else 200, "body": body}
    return {"custom_id": f"r{number}", "response": response, "error": None}


def serve_files(serve, batch, records=None, **contents):
    """A server with one batch, the contents of its files and the records of some.

    The files are `input`, `output` and `errors`; a content is a list of lines or bytes.
    """
    ids = {"input": "input_file_id", "output": "output_file_id", "errors": "error_file_id"}
    batch = {**batch, **{ids[name]: f"file-{name}" for name in contents}}

    def behave(_, request):
        found = re.search(r"/files/file-(\w+)(/content)?$", request.path)
        if not found:
            return None
        name, is_content = found.groups()
        if is_content:
            content = contents.get(name)
            if isinstance(content, list):
                content = "".join(json.dumps(line) + "\n" for line in content).encode()
            return Answer(404, "gone") if content is None else Answer(body=content)
        record = (records or {}).get(name)
        return Answer(404, "gone") if record is None else Answer(body=record)

    return serve([batch], behave=behave)


def asked_for(server, name):
    return [request for request in server.requests if request.path.endswith(f"/files/file-{name}")]


FAILURES = [result_line(number, "too long") for number in range(400)]


@pytest.mark.parametrize(
    "counts, record, said, times",
    [
        (None, {"line_count": 5000}, "400 of 5,000 requests failed, for 1 reason (total from the input file)", 1),
        (None, {"bytes": 7}, "400 requests failed, for 1 reason", 1),
        (None, None, "400 requests failed, for 1 reason", 1),
        ({"total": 500}, {"line_count": 5000}, "400 of 500 requests failed, for 1 reason", 0),
    ],
)
def test_total_that_only_the_input_file_knows(run, serve, counts, record, said, times):
    record = record and {"id": "file-input", "object": "file", **record}
    batch = make_batch(1, request_counts=counts)
    server = serve_files(serve, batch, {"input": record}, input=[], output=[], errors=FAILURES)
    result = run("errors", "batch_000001", "--base-url", server.url)
    assert result.stderr == f"lazybatch: {said}\n"
    assert len(asked_for(server, "input")) == times
    run("errors", "batch_000001", "--output", "json", "--base-url", server.url)
    assert len(asked_for(server, "input")) == times, "asked for where nobody reads it"


def expired_batch(serve, counts, inputs=8, **more):
    contents = {
        "input": [{"custom_id": f"r{number}", "body": {}} for number in range(inputs)],
        "output": [result_line(number) for number in (0, 1, 3)],
        "errors": [result_line(2, "bad", 429), result_line(5, "bad", 429)],
        **more,
    }
    batch = make_batch(1, status="expired", completed_at=None, request_counts=counts)
    return serve_files(serve, batch, **contents)


def test_requests_without_a_result(run, serve):
    server = expired_batch(serve, {"total": 8, "completed": 3, "failed": 2})
    command = ["errors", "batch_000001", "--missing", "--base-url", server.url]
    result = run(*command)
    assert result.stderr == (
        "lazybatch: 3 of 8 requests succeeded, 2 failed for 1 reason, and 3 have no result\n"
    )
    assert [line.split()[:2] for line in result.stdout.splitlines()[1:]] == [["3", "60.0%"], ["2", "40.0%"]]
    result = run(*command, "--output", "jsonl")
    assert result.stderr == ""
    group, failed = lines(result.stdout)
    assert (group["count"], group["outcome"], group["custom_id"], group["line"]) == (3, "missing", "r4", 5)
    assert group["message"] == "(no result)"
    assert failed["count"] == 2
    result = run(*command, "--requests", "--output", "jsonl")
    assert result.stderr == ""
    told = [(row["custom_id"], row["outcome"], row["line"]) for row in lines(result.stdout)]
    assert told == [
        ("r2", "failed", 1), ("r5", "failed", 2),
        ("r4", "missing", 5), ("r6", "missing", 7), ("r7", "missing", 8),
    ]  # fmt: skip
    table = run(*command, "--requests").stdout.splitlines()
    assert table[0].split()[:2] == ["LINE", "OUTCOME"]
    assert table[-1].split() == ["8", "missing", "r7"]


@pytest.mark.parametrize("more", [[], ["--requests"]])
def test_what_does_not_add_up_is_said(run, serve, more):
    server = expired_batch(
        serve,
        {"total": 9, "completed": 4, "failed": 1},
        output=[result_line(number) for number in (0, 1, 3, 3, 99)],
    )
    result = run("errors", "batch_000001", "--missing", *more, "--output", "json", "--base-url", server.url)
    assert result.returncode == 0
    assert result.stderr.splitlines() == [
        "lazybatch: 1 request with a result is not in the input file",
        "lazybatch: 1 result is of a request that has one already",
        "lazybatch: The input file has 8 requests, and the server says 9",
        "lazybatch: Together these are 9 requests, and 8 were asked for",
        "lazybatch: By the server's counts 1 request failed, and the files have 2",
    ]
    result = run("errors", "batch_000001", *more, "--output", "json", "--base-url", server.url)
    assert result.stderr == "lazybatch: By the server's counts 1 request failed, and the file has 2\n"


def test_failures_in_both_files_are_one_group(run, serve):
    server = expired_batch(serve, None, output=[result_line(0), result_line(6, "bad", 429)])
    result = run("errors", "batch_000001", "--missing", "--output", "jsonl", "--base-url", server.url)
    counts = [(group["outcome"], group["count"]) for group in lines(result.stdout)]
    assert counts == [("missing", 4), ("failed", 3)]


def test_missing_needs_the_input(run, serve):
    server = serve([make_batch(1, input_file_id=None)])
    result = run("errors", "batch_000001", "--missing", "--base-url", server.url)
    assert (result.returncode, result.stdout) == (NO_INPUT, "")
    assert "has no input file" in result.stderr


def test_retry_file_keeps_lines_as_they_are(run, serve):
    wanted = [b'{"custom_id": "r0",  "x":1.0}\r\n', b'{"custom_id":"r0"}\n', b'{"custom_id":"r2"}']
    lines_of_input = b'\r\n{"custom_id":"r1"}\r\n'.join([wanted[0], wanted[1] + wanted[2]])
    server = serve_files(
        serve, make_batch(1, request_counts=None), input=lines_of_input, output=[result_line(1)],
        errors=[result_line(0, "no"), result_line(2, "no")],
    )  # fmt: skip
    result = run("retry-file", "batch_000001", "--base-url", server.url, encoding=None)
    assert result.stdout == b"".join(wanted)
    assert result.stderr.decode().splitlines() == [
        "lazybatch: 3 requests to try again",
        "lazybatch: 1 of them has the custom_id of an earlier one, which many servers refuse",
    ]


def test_damaged_file_is_said_to_be_damaged(run, serve):
    packed = gzip.compress(json.dumps(result_line(1, "no")).encode() * 50)[:-20]
    server = serve_files(serve, make_batch(1), output=[], errors=packed)
    result = run("errors", "batch_000001", "--base-url", server.url)
    assert result.returncode == UNAVAILABLE
    assert "is damaged" in result.stderr
    assert sum(request.path.endswith("/content") for request in server.requests) == 1


def test_cancel_that_comes_too_late(run, serve):
    server = serve(
        [make_batch(1, status="in_progress", completed_at=None)],
        behave=lambda n, _: Answer(409, {"error": {"message": "it has ended"}}) if n > 0 else None,
    )
    result = run("cancel", "batch_000001", "--yes", "--base-url", server.url)
    assert result.returncode == UNAVAILABLE
    assert "busy" not in result.stderr
    assert "does not cancel this batch" in result.stderr and "it has ended" in result.stderr


UNCLEAR = [
    Answer(503, {"code": 50505, "message": "busy"}), Answer(200, b"<html>OK</html>", {"Content-Type": "text/html"}),
    Answer(200, b"cancelled"), Answer(drops=True), Answer(500, b""),
]  # fmt: skip


@pytest.mark.parametrize("answer", UNCLEAR, ids=range(len(UNCLEAR)))
@pytest.mark.parametrize("moves", [True, False])
def test_after_an_unclear_answer_the_batch_is_looked_at(run, serve, answer, moves):
    server = serve([make_batch(1, status="in_progress", completed_at=None)])

    def behave(_, request):
        if not request.path.endswith("/cancel"):
            return None
        if moves:
            server.change(0, status="cancelling")
        return answer

    server.behave = behave
    result = run("cancel", "batch_000001", "--yes", "--base-url", server.url)
    told = " ".join(result.stderr.split())
    assert "all the same: look" not in told
    if moves:
        assert (result.returncode, result.stdout) == (0, "batch_000001 is cancelling\n"), told
        assert "has moved all the same" in told and "not cancelled" not in told
    else:
        assert (result.returncode, result.stdout) == (75 if answer.status == 503 else UNAVAILABLE, "")
        assert told.startswith("lazybatch: batch_000001 was not cancelled.")
        assert "It is still in_progress" in told
    assert sum(request.path.endswith("/cancel") for request in server.requests) == 1


def test_unclear_answer_and_no_look(run, serve):
    server = serve(
        [make_batch(1, status="in_progress", completed_at=None)],
        behave=lambda n, _: Answer(500, b"") if n > 0 else None,
    )
    result = run("cancel", "batch_000001", "--yes", "--base-url", server.url)
    assert (result.returncode, result.stdout) == (UNAVAILABLE, "")
    assert "Whether batch_000001 was cancelled is not clear." in result.stderr
    assert "look at the batch before trying again" in " ".join(result.stderr.split())


def failing(count):
    return "".join(json.dumps(result_line(number, "oops", 500)) + "\n" for number in range(count)).encode()


def serve_errors(serve, content, record=None):
    """A batch whose error file is sent as `content` answers; `record` describes it."""
    contents = {"input": b"".join(b'{"custom_id":"r%d"}\n' % number for number in range(100)), "output": b""}
    batch = make_batch(1, input_file_id="input", output_file_id=None, error_file_id="errors", request_counts=None)

    def behave(_, request):
        *_, name, last = request.path.split("/")
        if last == "errors":
            return record or Answer(404, {"message": "no"})
        if (name, last) == ("errors", "content"):
            return content(request)
        if last == "content":
            return Answer(body=contents[name])
        return None

    return serve([batch], behave=behave)


READERS = [["errors", "--output", "jsonl"], ["retry-file"], ["download", "--errors"]]
CLOSING = {"Content-Length": None, "Connection": "close"}


@pytest.mark.parametrize("arguments", READERS, ids=lambda arguments: arguments[0])
def test_file_that_ends_with_its_connection_is_compared_with_its_record(run, serve, arguments, tmp_path):
    """Cut at the end of a line, nothing else shows that requests are missing."""
    whole, half = failing(100), failing(40)
    path = tmp_path / "out"
    for sent, size, status in [(whole, len(whole), 0), (half, len(whole), UNAVAILABLE), (half, None, 0)]:
        record = Answer(body={"id": "errors", "bytes": size}) if size else None
        server = serve_errors(serve, lambda _, sent=sent: Answer(body=sent, headers=CLOSING), record)
        result = run(arguments[0], "batch_000001", *arguments[1:], "-o", path, "--base-url", server.url)
        told = " ".join(result.stderr.split())
        assert result.returncode == status, told
        assert path.exists() == (status == 0)
        assert ("broke off" in told) == (status != 0)
        assert told.count("The size of the file could not be checked") == (0 if size else 1)
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("arguments", READERS, ids=lambda arguments: arguments[0])
def test_parts_are_read_to_the_last(run, serve, arguments):
    whole = failing(100)

    def content(request):
        start = int((request.values("Range") or ["bytes=0-"])[0][6:-1])
        end = min(start + 3000, len(whole))
        return Answer(206, whole[start:end], {"Content-Range": f"bytes {start}-{end - 1}/{len(whole)}"})

    server = serve_errors(serve, content, Answer(body={"id": "errors", "bytes": len(whole)}))
    result = run(arguments[0], "batch_000001", *arguments[1:], "--base-url", server.url)
    assert result.returncode == 0, result.stderr
    rows = lines(result.stdout)
    assert (rows[0]["count"] if arguments[0] == "errors" else len(rows)) == 100
    assert "broke off" not in result.stderr


def test_download_says_where_the_size_could_not_be_checked(run, serve):
    whole = failing(3)
    server = serve_errors(serve, lambda _: Answer(body=whole), Answer(503, {"code": 50505, "message": "busy"}))
    result = run("download", "batch_000001", "--errors", "--base-url", server.url)
    assert (result.returncode, result.stdout) == (0, whole.decode())
    told = " ".join(result.stderr.split())
    assert told.count("could not be checked") == 1 and "busy" in told


@pytest.mark.parametrize("size", [+5, -5])
def test_download_that_its_record_contradicts_fails(run, serve, tmp_path, size):
    whole = failing(3)
    record = Answer(body={"id": "errors", "bytes": len(whole) + size})
    server = serve_errors(serve, lambda _: Answer(body=whole), record)
    path = tmp_path / "out"
    result = run("download", "batch_000001", "--errors", "-o", path, "--base-url", server.url)
    assert (result.returncode, path.exists()) == (UNAVAILABLE, False)
    assert f"The file has {len(whole):,} bytes" in " ".join(result.stderr.split())
    printed = run("download", "batch_000001", "--errors", "--base-url", server.url)
    assert (printed.returncode, printed.stdout) == (UNAVAILABLE, whole.decode())
    assert run("errors", "batch_000001", "--base-url", server.url).returncode == 0


@pytest.mark.parametrize("arguments", READERS, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"code": 50505, "message": "overloaded", "data": None}, {"Content-Type": "text/plain"}),
        Answer(200, {"error": {"message": "no such file"}}, {"Content-Type": "application/octet-stream"}),
        Answer(200, b"<html>Sign in</html>", {"Content-Type": "application/octet-stream"}),
        Answer(204, b"", {"Content-Length": None}),
    ],
    ids=["code", "error", "page", "nothing"],
)
def test_what_is_no_file_is_a_failure(run, serve, arguments, answer, tmp_path):
    server = serve_errors(serve, lambda _: answer)
    path = tmp_path / "out"
    result = run(arguments[0], "batch_000001", *arguments[1:], "-o", path, "--base-url", server.url)
    assert result.returncode not in (0, 1) and not path.exists()
    assert result.stderr


def test_bytes_behind_the_end_harm_no_other_request(run, serve):
    whole = failing(50)
    server = serve_errors(
        serve, lambda _: Answer(body=whole, headers={"Content-Length": str(len(whole) - 500)}),
        Answer(body={"id": "errors", "bytes": len(whole)}),
    )  # fmt: skip
    result = run("retry-file", "batch_000001", "--base-url", server.url)
    assert "HTTP" not in result.stderr
    assert result.returncode == 0, result.stderr
    result = run("download", "batch_000001", "--errors", "--base-url", server.url)
    assert result.returncode == UNAVAILABLE
    assert f"record of it says {len(whole):,}" in " ".join(result.stderr.split())


def test_file_on_another_server_needs_permission(run, serve):
    server = serve([make_batch(1, error_file_id="http://127.0.0.1:9/x", output_file_id=None)])
    result = run("errors", "batch_000001", "--base-url", server.url)
    assert result.returncode == NO_PERMISSION
    assert "--follow-urls" in result.stderr
