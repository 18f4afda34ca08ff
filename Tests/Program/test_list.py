"""`lazybatch list`: the batches for scripts, whatever the server does."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import threading

import openai
import pytest
from hostile import Answer, make_batch, make_batches
from terminal import DEADLINE

USAGE, NO_INPUT, UNAVAILABLE, IO_ERROR, TRY_LATER, NO_PERMISSION = 64, 66, 69, 74, 75, 77
INTERRUPTED = 130
AT_ONCE = {"retry-after-ms": "1"}
DAY = 86_400

TEXTS = (
    "object endpoint status input_file_id completion_window file_name output_file_id error_file_id"
).split()
TIMES = (
    "created_at in_progress_at expires_at finalizing_at completed_at failed_at expired_at "
    "cancelling_at cancelled_at"
).split()


@pytest.fixture
def run_list(run):
    """Runs `lazybatch list` on a server."""

    def start(server, *arguments, **options):
        url = server if isinstance(server, str) else server.url
        return run("list", "--base-url", url, *map(str, arguments), **options)

    return start


def read_until(stream, text):
    """What a running program has written, up to `text` at least."""
    said = b""
    while text not in said:
        piece = os.read(stream.fileno(), 65536)
        assert piece, "it ended"
        said += piece
    return said


def ids_in(result, output="json"):
    if output == "json":
        return [batch["id"] for batch in json.loads(result.stdout)]
    if output == "jsonl":
        return [json.loads(line)["id"] for line in result.stdout.splitlines()]
    if output == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(result.stdout, newline=""))]
    return re.findall(r"\S+$", result.stdout, re.MULTILINE)[1:]


def ids_of(batches):
    return [batch["id"] for batch in batches]


def fails_from(page, answer):
    """Lets the first pages through, and answers every request from then on."""
    return lambda number, _: answer if number >= page else None


# What is printed


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_all_batches_in_the_servers_order(run_list, serve, output):
    server = serve(make_batches(230))
    result = run_list(server, "--all", "--output", output)
    assert result.returncode == 0
    assert ids_in(result, output) == ids_of(server.batches)
    assert result.stderr == ""


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_empty_list(run_list, serve, output):
    result = run_list(serve([]), "--output", output)
    assert result.returncode == 0
    assert (json.loads(result.stdout) == []) if output == "json" else ids_in(result, output) == []


def test_stops_at_100_batches_and_says_that_there_are_more(run_list, serve):
    server = serve(make_batches(101))
    result = run_list(server, "--output", "json")
    assert result.returncode == 0
    assert ids_in(result) == ids_of(server.batches[:100])
    assert "--all" in result.stderr
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "arguments, first, last, requests",
    [
        (["--limit", 7], 0, 7, 1),
        (["--limit", 150], 0, 150, 2),
        (["--limit", 150, "--page-size", 40], 0, 150, 4),
        # The batch to start after is asked for first: many servers take any id for a cursor.
        (["--after", "batch_000009", "--limit", 5], 10, 15, 2),
        (["--after", "batch_000200", "--all"], 201, 230, 2),
    ],
)
def test_part_of_the_list(run_list, serve, arguments, first, last, requests):
    server = serve(make_batches(230))
    result = run_list(server, "--output", "json", *arguments)
    assert result.returncode == 0
    assert ids_in(result) == ids_of(server.batches[first:last])
    assert len(server.requests) == requests
    assert result.stderr == ""


def test_limit_is_the_first_pages_size(run_list, serve):
    server = serve(make_batches(50))
    run_list(server, "--limit", 3)
    assert server.requests[0].query == {"limit": "3"}


ODD_FIELDS = [
    {},
    {"created_at": "1749023566", "completed_at": 1749023566.75, "failed_at": 1749023566750},
    {"created_at": "2025-06-04T07:52:46Z", "expires_at": "2025-06-04 07:52:46"},
    {"created_at": 0, "in_progress_at": -1, "completed_at": {}, "failed_at": "", "expired_at": []},
    {"created_at": "yesterday", "completed_at": True, "cancelled_at": 1e300},
    {"request_counts": None},
    {"request_counts": {}},
    {"request_counts": {"total": "12", "completed": 3.0, "failed": "x"}},
    {"request_counts": [1, 2], "metadata": "text"},
    {"errors": []},
    {"errors": ["one", "two"]},
    {"errors": "one"},
    {"errors": {"object": "list", "data": [{"code": "c", "message": "m", "line": 3}]}},
    {"errors": [None, 7, {"nested": {"deep": [1]}}]},
    {"status": 7, "endpoint": ["x"], "file_name": {"a": 1}, "input_file_id": False},
    {"metadata": None, "unknown": {"kept": [1, None, "x"]}, "another": "y"},
    {"metadata": {"name": "批处理 \x1b[31m\u202e\u2028 🚀", "n": 1}},
    {"id": "a b/c+d=e&f#g?h%i\"j'k,l\\é"},
    {"id": 42},
]


def assert_is_a_batch(batch):
    """Every field of the API is there, under its name and of its type."""
    assert isinstance(batch["id"], str) and batch["id"]
    for name in TIMES:
        assert batch[name] is None or (type(batch[name]) is int and batch[name] > 0), name
    for name in TEXTS:
        assert name in batch
    counts = batch["request_counts"]
    assert counts is None or isinstance(counts, dict)
    for name in ("total", "completed", "failed") if counts else ():
        assert counts[name] is None or type(counts[name]) is int
    assert isinstance(batch["errors"], list)
    assert "metadata" in batch


@pytest.mark.parametrize("fields", ODD_FIELDS, ids=lambda fields: ",".join(fields) or "plain")
def test_every_field_has_the_apis_name_and_type(run_list, serve, fields):
    server = serve([make_batch(0, **fields), make_batch(1)])
    result = run_list(server, "--output", "json")
    assert result.returncode == 0
    odd, plain = json.loads(result.stdout)
    assert_is_a_batch(odd)
    assert plain["id"] == "batch_000001"
    as_lines = run_list(server, "--output", "jsonl")
    assert [json.loads(line) for line in as_lines.stdout.splitlines()] == [odd, plain]
    rows = ids_in(run_list(server, "--output", "csv"), "csv")
    assert rows == [odd["id"], plain["id"]]


def test_values_are_normalised_and_unknown_fields_are_kept(run_list, serve):
    batch = make_batch(
        0,
        created_at="1749023566",
        in_progress_at=1749023566.75,
        finalizing_at=1749023566750,
        completed_at="2025-06-04T07:52:46Z",
        failed_at=0,
        request_counts={"total": "12", "completed": 3.0},
        errors={"object": "list", "data": [{"code": "bad", "message": "no", "line": 3}]},
        model="qwen",
        usage={"tokens": 7},
    )
    (shown,) = json.loads(run_list(serve([batch]), "--output", "json").stdout)
    for name in ("created_at", "in_progress_at", "finalizing_at", "completed_at"):
        assert shown[name] == 1749023566, name
    assert shown["failed_at"] is None
    assert shown["request_counts"] == {"total": 12, "completed": 3, "failed": None}
    assert shown["errors"] == [{"code": "bad", "message": "no", "line": 3}]
    assert shown["model"] == "qwen"
    assert shown["usage"] == {"tokens": 7}


def test_csv_and_json_lines_hold_the_same(run_list, serve):
    name = 'a "quoted", 批处理\nname'
    server = serve([make_batch(0, metadata={"name": name}), make_batch(1)])
    lines = run_list(server, "--output", "jsonl").stdout.splitlines()
    table = io.StringIO(run_list(server, "--output", "csv").stdout, newline="")
    for line, row in zip(lines, csv.DictReader(table), strict=True):
        batch = json.loads(line)
        assert row["id"] == batch["id"]
        assert json.loads(row["metadata"]) == batch["metadata"]
        assert int(row["created_at"]) == batch["created_at"]
        assert int(row["total"]) == batch["request_counts"]["total"]
    assert name in table.getvalue().replace('""', '"')


def test_simulated_odd_items(run_list, simulate):
    base = simulate("--batches", 60, "--seed", 3, "--no-auth", "--fault", "odd")
    result = run_list(base, "--all", "--output", "json")
    assert result.returncode == 0
    batches = json.loads(result.stdout)
    assert len(batches) > 30
    for batch in batches:
        assert_is_a_batch(batch)
    assert "skipped" in result.stderr


# Scripts


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_rows_are_printed_before_the_next_page_is_served(spawn, serve, output):
    may_go_on = threading.Event()

    def behave(number, _):
        if number == 1:
            assert may_go_on.wait(DEADLINE)

    server = serve(make_batches(150), behave=behave)
    process = spawn("list", "--base-url", server.url, "--all", "--output", output)
    try:
        said = read_until(process.stdout, b"batch_000099")
    finally:
        may_go_on.set()
    said += process.stdout.read()
    assert process.wait(timeout=DEADLINE) == 0
    assert b"batch_000149" in said


def test_closed_pipe_ends_it_quietly(program, run, serve):
    server = serve(make_batches(3000))
    command = (
        f"'{program}' list --base-url {server.url} --all --output jsonl | head -1;"
        ' echo "${PIPESTATUS[@]}"'
    )
    result = run(shell=["bash", "-c", command])
    assert result.stdout.splitlines()[1:] == ["0 0"]
    assert json.loads(result.stdout.splitlines()[0])["id"] == "batch_000000"
    assert result.stderr == ""
    assert len(server.requests) < 30, "what nobody reads is not asked for"


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written(program, run, serve, redirection):
    server = serve(make_batches(3))
    result = run(shell=["sh", "-c", f"'{program}' list --base-url {server.url} {redirection}"])
    assert result.returncode == IO_ERROR
    assert "output" in result.stderr


@pytest.mark.parametrize("output", ["json", "csv"])
def test_interrupt_ends_it_at_once_with_valid_output(spawn, serve, output):
    server = serve(make_batches(150), behave=lambda n, _: server.hold() if n == 1 else None)
    process = spawn("list", "--base-url", server.url, "--all", "--output", output)
    # The second answer never comes. It is asked for before the first page is written.
    said = read_until(process.stdout, b"batch_000099")
    process.send_signal(signal.SIGINT)
    rest, complaint = process.communicate(timeout=DEADLINE)
    said += rest
    assert process.returncode == INTERRUPTED
    assert complaint == b""
    result = subprocess.CompletedProcess([], 0, said.decode())
    assert ids_in(result, output) == ids_of(server.batches[:100])


def test_interrupt_ends_it_though_nobody_reads(spawn, serve):
    server = serve(make_batches(3000))
    process = spawn("list", "--base-url", server.url, "--all", "--output", "json")
    assert server.wait_for_requests(2)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=DEADLINE) == INTERRUPTED


def test_official_client_gets_the_same_ids(run_list, simulate):
    # A clock that stands still: no batch arrives between the two readings.
    base = simulate("--batches", 430, "--seed", 5, "--speed", 0)
    result = run_list(base, "--all", "--output", "json", env={"SILICONFLOW_API_KEY": "any"})
    client = openai.OpenAI(base_url=base, api_key="any", max_retries=0)
    theirs = [batch.id for batch in client.batches.list(limit=100)]
    assert len(theirs) == 430
    assert ids_in(result) == theirs


# Servers that fail


@pytest.mark.parametrize(
    "answer, status, requests",
    [
        (Answer(401, "Invalid token"), NO_PERMISSION, 1),
        (Answer(403, "Forbidden"), NO_PERMISSION, 1),
        (Answer(403, {"code": 30001, "message": "balance is insufficient"}), NO_PERMISSION, 1),
        (Answer(402, {"message": "pay"}), NO_PERMISSION, 1),
        (Answer(404, b"404 page not found"), UNAVAILABLE, 1),
        (Answer(400, {"code": 20012, "message": "no", "data": None}), UNAVAILABLE, 1),
        (Answer(200, b"<html>hello</html>"), UNAVAILABLE, 1),
        (Answer(200, {"error": {"message": "no"}}), UNAVAILABLE, None),
        (Answer(302, b"", {"Location": "http://127.0.0.1:9/v1/batches"}), UNAVAILABLE, 1),
        (Answer(500, {"message": "oops"}, AT_ONCE), UNAVAILABLE, 5),
        (Answer(504, b"<html>gateway</html>", AT_ONCE), UNAVAILABLE, 5),
        (Answer(429, {"message": "slow down"}, AT_ONCE), TRY_LATER, 5),
        (Answer(503, {"code": 50505, "message": "overloaded"}, AT_ONCE), TRY_LATER, 5),
        (Answer(429, {"message": "slow down"}, {"Retry-After": str(DAY)}), TRY_LATER, 1),
        (Answer(503, b"", {"Retry-After": "61"}), TRY_LATER, 1),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Answer) else None,
)
def test_exit_status(run_list, serve, answer, status, requests):
    server = serve(make_batches(3), behave=fails_from(0, answer))
    result = run_list(server, "--output", "json")
    assert result.returncode == status, result.stderr
    assert json.loads(result.stdout) == []
    assert result.stderr.startswith("lazybatch: ") and result.stderr.count("\n") == 1
    assert requests is None or len(server.requests) == requests


def test_long_wait_is_not_taken_and_it_says_when(run_list, serve):
    answer = Answer(429, {"message": "slow down"}, {"Retry-After": str(DAY)})
    result = run_list(serve([], behave=fails_from(0, answer)))
    assert re.search("1d|24h|1 day", result.stderr)


@pytest.mark.parametrize("output", ["json", "jsonl", "csv", "table"])
def test_rows_before_a_failure_are_kept_and_well_formed(run_list, serve, output):
    broken = Answer(500, b"", AT_ONCE)
    server = serve(make_batches(350), behave=fails_from(2, broken))
    result = run_list(server, "--all", "--output", output)
    assert result.returncode == UNAVAILABLE
    assert ids_in(result, output) == ids_of(server.batches[:200])
    assert "200" in result.stderr


def test_failures_that_pass_are_tried_again(run_list, serve):
    answers = {0: 503, 1: 429, 2: 500, 4: 408}
    server = serve(
        make_batches(150),
        behave=lambda n, _: Answer(answers[n], b"", AT_ONCE) if n in answers else None,
    )
    result = run_list(server, "--all", "--output", "json")
    assert result.returncode == 0
    assert ids_in(result) == ids_of(server.batches)
    assert result.stderr == ""


def test_connection_that_drops_is_tried_again(run_list, serve):
    drop = Answer(drops=True)
    server = serve(make_batches(3), behave=lambda n, _: drop if n == 0 else None)
    result = run_list(server, "--output", "json")
    assert result.returncode == 0
    assert ids_in(result) == ids_of(server.batches)


@pytest.mark.parametrize(
    "fault, status", [("401", NO_PERMISSION), ("403", NO_PERMISSION), ("404", UNAVAILABLE)]
)
def test_simulated_failure(run_list, simulate, fault, status):
    base = simulate("--no-auth", "--fault", fault)
    assert run_list(base).returncode == status


@pytest.mark.parametrize("fault", ["stuck", "cycle", "empty-more"])
def test_list_that_may_be_incomplete_says_so(run_list, simulate, fault):
    base = simulate("--no-auth", "--batches", 250, "--fault", fault)
    result = run_list(base, "--all", "--output", "json")
    assert result.returncode == 0
    assert "incomplete" in result.stderr
    ids = ids_in(result)
    assert 0 < len(ids) == len(set(ids))


@pytest.mark.parametrize("fault", ["no-has-more", "shifted", "refuse-limit", "envelope"])
def test_list_is_complete_in_spite_of(run_list, simulate, fault):
    base = simulate("--no-auth", "--batches", 250, "--speed", 0, "--fault", fault)
    result = run_list(base, "--all", "--output", "json")
    assert result.returncode == 0
    ids = ids_in(result)
    assert len(ids) == len(set(ids)) == 250


def test_skipped_elements_are_counted(run_list, serve):
    rows = [make_batch(0), None, {"status": "completed"}, "text", make_batch(1)]
    page = {"object": "list", "data": rows, "has_more": False}
    result = run_list(serve([], behave=fails_from(0, Answer(200, page))), "--output", "json")
    assert result.returncode == 0
    assert ids_in(result) == ["batch_000000", "batch_000001"]
    assert "3 elements" in result.stderr


# Pages by their cursor: the walk that the answers of a hostile server make up.
FIRST = {"data": [{"id": "b1"}, {"id": "b2"}, None], "has_more": True}


@pytest.mark.parametrize(
    "next_page, elements",
    [
        ({"data": [{"id": "b3"}], "has_more": False}, 1),
        ({"data": [None, {"id": "b3"}], "has_more": False}, 1),
        ({"data": [None, "x", {"id": "b3"}, 5], "has_more": False}, 3),
        ({"data": [{"id": "b2"}, None, {"id": "b3"}], "has_more": False}, 1),
        ({"data": [], "has_more": False}, 1),
        ({"data": [None], "has_more": True}, 1),
        (FIRST, 1),
        (Answer(404, {"message": "gone"}), 1),
    ],
    ids=["others", "again", "again and more", "overlap", "empty", "alone", "same", "error"],
)
def test_elements_at_the_end_of_a_page_are_counted_once(run_list, serve, next_page, elements):
    def behave(_, request):
        if request.after is None:
            return Answer(body=FIRST)
        return next_page if isinstance(next_page, Answer) else Answer(body=next_page)

    result = run_list(serve([], behave=behave), "--all", "--output", "json")
    assert ids_in(result)[:2] == ["b1", "b2"]
    word = "element" if elements == 1 else "elements"
    assert f"{elements} {word} of the list without an id {'was' if elements == 1 else 'were'} skipped" in result.stderr


def test_elements_at_the_end_of_the_last_page_are_counted(run_list, serve):
    server = serve([], behave=lambda *_: Answer(body=FIRST))
    result = run_list(server, "--limit", 2, "--output", "json")
    assert result.returncode == 0
    assert len(server.requests) == 1
    assert "1 element of the list without an id was skipped" in result.stderr


@pytest.mark.parametrize("wraps", [list, lambda rows: {"data": rows, "has_more": False}])
def test_elements_beyond_the_limit_of_a_page_are_told(run_list, serve, wraps):
    body = wraps([{"id": "a"}, *[None] * 20_000, {"id": "z"}])
    result = run_list(serve([], behave=lambda *_: Answer(body=body)), "--all", "--output", "json")
    assert result.returncode == 0
    assert ids_in(result) == ["a"]
    assert "9,999 elements of the list without an id were skipped" in result.stderr
    assert "incomplete" in result.stderr
    assert "10,000 elements" in result.stderr


def test_limit_that_an_answer_exceeds_is_named(run_list, serve):
    ones = b"1," * 4_000_000 + b"1"
    page = b'{"data":[{"id":"a","metadata":{"x":[' + ones + b"]}}]}"
    result = run_list(serve([], behave=lambda *_: Answer(200, page)))
    assert result.returncode == UNAVAILABLE
    assert "more than 4,000,000 values" in result.stderr
    assert "MiB" not in result.stderr
    assert "--page-size" in result.stderr


def test_elements_beyond_the_limit_of_a_page_cost_no_memory(run_list, serve):
    page = b'{"data":[{"id":"a"},' + b"0," * 5_000_000 + b'{"id":"z"}],"has_more":true}'
    result = run_list(
        serve([], behave=lambda *_: Answer(200, page)), "--all", "--output", "json"
    )
    assert result.returncode == 0, result.stderr
    assert ids_in(result) == ["a"]
    assert "10,000 elements" in result.stderr


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, {"error": {"message": "No such object: zz", "param": "after"}}),
        Answer(404, {"error": {"message": "No such object: zz"}}),
        Answer(400, {"message": "No batch found with id 'zz'"}),
    ],
)
def test_start_that_a_server_calls_unknown(run_list, serve, answer):
    result = run_list(serve([], behave=lambda *_: answer), "--after", "zz")
    assert result.returncode == NO_INPUT
    assert "zz" in result.stderr
    assert "address" not in result.stderr


def test_start_at_an_address_without_a_list(run_list, serve):
    answer = Answer(404, b"404 page not found")
    result = run_list(serve([], behave=lambda *_: answer), "--after", "zz")
    assert result.returncode == UNAVAILABLE
    assert "base URL" in result.stderr


@pytest.mark.parametrize("body", [{"error": {"message": "boom"}}, "boom"])
def test_error_that_is_not_tried_again_is_not_said_to_pass(run_list, serve, body):
    server = serve([], behave=lambda *_: Answer(body=body))
    result = run_list(server)
    assert result.returncode == UNAVAILABLE
    assert len(server.requests) == 1
    assert "boom" in result.stderr
    assert "again" not in result.stderr


def test_unknown_start(run_list, serve):
    result = run_list(serve(make_batches(3)), "--after", "batch_gone", "--output", "json")
    assert result.returncode == NO_INPUT
    assert "batch_gone" in result.stderr
    assert json.loads(result.stdout) == []


def test_server_that_is_not_there(run_list):
    """Slow, since the program waits before each of its tries."""
    # A port that nobody listens to, nor takes meanwhile.
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        result = run_list(f"http://127.0.0.1:{unused.getsockname()[1]}/v1")
    assert result.returncode == UNAVAILABLE
    assert "refused" in result.stderr


def test_words_of_a_server_stay_one_harmless_line(run_list, serve):
    evil = Answer(400, {"message": "a\nb\x1b[31mc\x9b\u202ed"})
    result = run_list(serve([], behave=fails_from(0, evil)))
    assert result.stderr.count("\n") == 1
    assert "a b\ufffd[31mc\ufffd\ufffdd" in result.stderr


# The table


def test_table_has_no_control_of_the_servers(run_list, serve):
    evil = "a\x1b[2Jb\x1b]0;t\x07c\x9bd\u202ee\u2028f\r\ng"
    batch = make_batch(0, status=evil, errors=[evil], metadata={"name": evil})
    result = run_list(serve([{**batch, "id": evil}, make_batch(1)]))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", result.stdout)
    assert len(result.stdout.splitlines()) == 3


def test_times_are_local_and_the_zone_is_named(run_list, serve):
    server = serve([make_batch(0, created_at=1749049200)])
    result = run_list(server, env={"TZ": "Asia/Shanghai"})
    assert "CREATED (UTC+08:00)" in result.stdout
    assert "2025-06-04 23:00:00" in result.stdout


@pytest.mark.parametrize(
    "arguments, variables, is_coloured",
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"CLICOLOR_FORCE": "0"}, False),
        ([], {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, False),
        (["--color", "never"], {"CLICOLOR_FORCE": "1"}, False),
    ],
)
def test_colour_in_a_pipe(run_list, serve, arguments, variables, is_coloured):
    result = run_list(serve(make_batches(2)), *arguments, env=variables)
    assert ("\x1b[32m" in result.stdout) == is_coloured
    assert ("\x1b" in result.stdout) == is_coloured


@pytest.mark.parametrize(
    "arguments, variables, is_coloured",
    [
        ([], {}, True),
        (["--color", "never"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"CLICOLOR": "0"}, False),
        ([], {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True),
        ([], {"TERM": "dumb"}, False),
    ],
)
def test_colour_on_a_terminal(launch, serve, arguments, variables, is_coloured):
    server = serve(make_batches(2))
    terminal = launch("list", "--base-url", server.url, *arguments, env=variables)
    assert terminal.wait_for_end() == 0
    assert (b"\x1b[32m" in terminal.output) == is_coloured


NAMES = ["plain", "批处理-夜间评测", "e\u0301te\u0301", "🚀 launch", "ｗｉｄｅ", "x" * 90]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_columns_line_up_on_a_terminal(launch, serve, size):
    batches = [make_batch(i, metadata={"name": name}) for i, name in enumerate(NAMES)]
    terminal = launch("list", "--base-url", serve(batches).url, "--color", "never", size=size)
    assert terminal.wait_for_end() == 0
    text = terminal.output.decode().replace("\r", "").replace("\x1b[K", "")
    assert all(batch["id"] in text for batch in batches)
    if size[0] < 100:
        return
    rows = [line for line in terminal.screen.display if "batch_0" in line]
    places = set()
    for number, line in enumerate(terminal.screen.display):
        if "batch_0" in line:
            cells = terminal.screen.buffer[number]
            row = "".join(cells[column].data or "\0" for column in range(size[0]))
            places.add(row.index("batch_0"))
    assert len(rows) == len(NAMES)
    assert len(places) == 1


def test_ascii_table_keeps_names(run_list, serve):
    batches = [make_batch(0, metadata={"name": "批处理"}), make_batch(1, metadata={"name": "x" * 99})]
    result = run_list(serve(batches), "--ascii")
    assert "批处理" in result.stdout
    assert result.stdout.replace("批处理", "").isascii()


# Progress


def test_progress_shows_on_a_terminal_and_is_gone_at_the_end(program, launch, serve):
    server = serve(make_batches(150), behave=lambda n, _: server.hold() if n == 1 else None)
    command = f"'{program}' list --base-url {server.url} --all --output json >/dev/null; echo end"
    terminal = launch(shell=["/bin/sh", "-c", command])
    terminal.wait_for("100 batches")
    server.release()
    assert terminal.wait_for_end() == 0
    assert terminal.lines()[0].rstrip() == "end"


def test_countdown_of_a_retry_shows_on_a_terminal_and_can_be_interrupted(launch, spawn, serve):
    busy = Answer(503, b"", {"Retry-After": "30"})
    server, other = (serve([], behave=fails_from(0, busy)) for _ in range(2))
    # Another one that waits as long, a moment ahead.
    spawn("list", "--base-url", other.url)
    assert other.wait_for_requests(1)
    terminal = launch("list", "--base-url", server.url, "--output", "json")
    # It counts down whether anybody looks or not.
    terminal.wait_for(r"trying again in (30|2\d) s \(1 of 4\)")
    terminal.press("^C")
    assert terminal.wait_for_end() == INTERRUPTED
    assert len(server.requests) == 1
    assert len(other.requests) == 1, "it ends only after the wait"


def test_no_progress_where_standard_error_is_no_terminal(launch, serve, tmp_path):
    server = serve(make_batches(150))
    with open(tmp_path / "errors", "wb") as errors:
        terminal = launch("list", "--base-url", server.url, "--all", stderr=errors)
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "errors").read_bytes() == b""
    assert b"so far" not in terminal.output


# Filter, fields and order


def test_filter_reads_until_the_limit(run_list, serve):
    batches = make_batches(500)
    for number in range(0, 500, 10):
        batches[number] |= {"status": "failed", "completed_at": None, "failed_at": 1_750_000_000}
    server = serve(batches)
    result = run_list(server, "status:failed", "--limit", 12, "--output", "json")
    assert ids_in(result) == ids_of(batches[:120:10])
    assert result.stderr == ""
    # Twenty pages would be all of them; one more than needed may be asked for ahead.
    assert len(server.list_requests()) <= 3
    result = run_list(server, "status:failed status:expired", "--output", "json", "--all")
    assert ids_in(result) == []
    result = run_list(server, "status:failed", "00001", "--output", "json", "--all")
    assert ids_in(result) == ["batch_000010"]


def test_default_limit_counts_what_matches(run_list, serve):
    result = run_list(serve(make_batches(450)), "batch", "--output", "jsonl")
    assert len(result.stdout.splitlines()) == 100
    assert "Stopped after 100 batches; there may be more" in result.stderr


def test_nothing_matches(run_list, serve):
    result = run_list(serve(make_batches(3)), "nobody")
    assert (result.returncode, result.stdout) == (0, "")
    assert "None of 3 batches matches" in result.stderr


@pytest.mark.parametrize("words", [["nmae:x"], ["age<soon"], ['"open'], ["status:failed", "age<"]])
def test_filter_that_cannot_be_read_lists_the_fields(run_list, serve, words):
    server = serve(make_batches(3))
    result = run_list(server, *words)
    assert result.returncode == USAGE
    assert result.stdout == ""
    assert "Fields: status, verdict, name" in " ".join(result.stderr.split())
    assert server.requests == []


def test_fields_in_every_format(run_list, serve):
    server = serve(make_batches(3))
    fields = ["--fields", "id,name,total,errors,metadata.name"]
    rows = json.loads(run_list(server, *fields, "--output", "json").stdout)
    assert rows[1] == {
        "id": "batch_000001",
        "name": "job 000001",
        "total": 100,
        "errors": [],
        "metadata.name": "job 000001",
    }
    lines = run_list(server, *fields, "--output", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.reader(io.StringIO(run_list(server, *fields, "--output", "csv").stdout)))
    assert table[0] == ["id", "name", "total", "errors", "metadata.name"]
    assert table[2] == ["batch_000001", "job 000001", "100", "", "job 000001"]
    printed = run_list(server, *fields).stdout.splitlines()
    assert printed[0].split() == ["ID", "NAME", "TOTAL", "ERRORS", "METADATA.NAME"]
    assert printed[2].split() == ["batch_000001", "job", "000001", "100", "job", "000001"]


def test_unknown_field_lists_those_that_exist(run_list, serve):
    server = serve(make_batches(1))
    result = run_list(server, "--fields", "id,nmae")
    assert result.returncode == USAGE
    told = " ".join(result.stderr.split())
    assert 'there is no field "nmae"' in told and "request_counts" in told and "verdict" in told
    assert server.requests == []


@pytest.mark.parametrize("output", ["table", "json", "csv"])
def test_field_that_is_there_twice(run_list, serve, output):
    server = serve(make_batches(1))
    result = run_list(server, "--fields", "id,metadata.name,metadata.name", "--output", output)
    assert (result.returncode, server.requests) == (USAGE, [])
    assert '"metadata.name" is there twice' in result.stderr


def test_sort_reads_all_first_and_then_cuts(run_list, serve):
    batches = make_batches(250)
    for number, batch in enumerate(batches):
        batch["completed_at"] = batch["created_at"] + (number * 7919) % 5000 + 200
    server = serve(batches)
    result = run_list(server, "--sort", "-duration", "--limit", 5, "--output", "json")
    longest = sorted(batches, key=lambda batch: batch["created_at"] - batch["completed_at"])
    assert ids_in(result) == ids_of(longest[:5])
    result = run_list(server, "--sort", "duration", "--fields", "duration", "--output", "csv")
    spans = [int(line) for line in result.stdout.split()[1:]]
    assert spans == sorted(spans) and len(spans) == 100
    assert "there are more" in result.stderr
    result = run_list(server, "--sort", "lenght")
    assert result.returncode == USAGE
    assert "duration" in result.stderr
