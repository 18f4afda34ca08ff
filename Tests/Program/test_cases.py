"""Servers as they were met in the wild: what is read of them, and what is said where they fail."""

import json

import pytest
from recorded import CASES, NO_SUCH_BATCH, RecordedServer, Response, as_json, case, recorded

NO_INPUT, UNAVAILABLE, NO_PERMISSION = 66, 69, 77
KEY = {"SILICONFLOW_API_KEY": "sk-0123456789abcdef"}


@pytest.fixture
def answering():
    servers = []

    def start(answer):
        servers.append(RecordedServer(answer))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def ask(run, answering):
    """Runs a command on the server of a case."""

    def start(name, *arguments, env=None, **options):
        server = answering(case(name, **options))
        result = run(*arguments, "--base-url", server.url, env={**KEY, **(env or {})})
        result.requests = server.requests
        return result

    return start


@pytest.fixture
def rows(ask):
    """The rows that `list` prints for a case, as JSON."""

    def start(name, says="", **options):
        result = ask(name, "list", "--all", "--output", "json", **options)
        assert result.returncode == 0, result.stderr
        assert says in result.stderr if says else result.stderr == ""
        return json.loads(result.stdout)

    return start


def times(row):
    return {name: value for name, value in row.items() if name.endswith("_at") and value}


# What is read


def test_an_end_without_files(rows, ask):
    done, partly, running, failed = rows("01-no-file-ids-finalized-at")
    assert done["completed_at"] == done["finalized_at"] == 1795804000
    assert failed["failed_at"] == 1795804000 and failed["completed_at"] is None
    assert running["completed_at"] is None
    assert failed["errors"] == ["every request failed upstream"]
    table = ask("01-no-file-ids-finalized-at", "list").stdout
    assert "no output" not in table and "9 failed" in table


@pytest.mark.parametrize("name, ids", [("02-batch-id-instead-of-id", 4)])
def test_an_id_under_another_name(rows, name, ids):
    found = rows(name)
    assert len(found) == ids
    assert all(row["id"] == row["batch_id"] for row in found)


def test_the_last_batch_id_is_the_cursor(ask):
    result = ask("02-batch-id-instead-of-id", "list", "--all")
    assert [request.query.get("after") for request in result.requests] == [
        None,
        "5f0c2d1a-0000-4000-8000-000000000002",
    ]


def test_camel_case_words(rows, ask):
    statuses = [row["status"] for row in rows("06-camelcase-status")]
    assert statuses[:3] == ["InProgress", "Submitted", "Scheduled"]
    lines = ask("06-camelcase-status", "list", "--ascii").stdout.splitlines()[1:]
    glyphs = {line.split()[1]: line[0] for line in lines}
    assert glyphs["Submitted"] == glyphs["Scheduled"]
    assert "?" not in glyphs.values()
    assert glyphs["Stopping"] != glyphs["Stopped"]
    assert glyphs["PartiallyCompleted"] not in (glyphs["Completed"], glyphs["Stopped"])


@pytest.mark.parametrize("name, running", [("07-percent-progress", 0), ("sdk-together", 1)])
def test_progress_in_percent(rows, ask, name, running):
    row = rows(name)[running]
    assert row["request_counts"] is None
    assert row["expires_at"] > row["created_at"] > 1795000000
    line = ask(name, "list").stdout.splitlines()[1 + running]
    assert f"{int(row['progress'])}%" in line


def test_a_broken_promise(rows, ask):
    rows("08-promised-more-then-nothing", says="may be incomplete")
    result = ask("08-promised-more-then-nothing", "list", "--all")
    afters = [request.query.get("after") for request in result.requests]
    assert afters == [None, "batch_000004", "batch_000003"]


def test_the_status_beats_a_window_that_is_over(rows, ask):
    live, done, _ = rows("09-expired-at-on-every-row")
    assert live["status"] == "in_progress" and live["expired_at"] == live["expires_at"]
    single = as_json(live)
    text = ask("09-expired-at-on-every-row", "show", "batch_live", single=single).stdout
    assert "but the status" not in text and "a second end" not in text
    assert "expired" not in text
    text = ask("09-expired-at-on-every-row", "show", "batch_done", single=as_json(done)).stdout
    assert "a second end" not in text


def test_placeholders_are_not_set(rows):
    running, expired = rows("10-unset-is-year-2000")
    assert times(running) == {"created_at": 1795800000, "in_progress_at": 1795800000}
    assert expired["expired_at"] == 1795796400 and expired["completed_at"] is None


def test_azures_deadline_is_a_target(rows, ask):
    name = "12-past-target-not-expired"
    (row,) = rows(name)
    single = as_json(row)
    text = ask(name, "show", "batch_az", "--provider", "azure", single=single).stdout
    assert "past its target" in text and "overdue" not in text
    assert "overdue" in ask(name, "show", "batch_az", single=single).stdout


def test_names_under_other_keys(rows, ask):
    assert len(rows("15-name-under-other-keys")) == 5
    table = ask("15-name-under-other-keys", "list").stdout
    for name in ["夜间评测 0604", "labels zh 08", "distill-17", "top level name"]:
        assert name in table
    assert "任务名称1" in ask("sdk-dashscope", "list").stdout


def test_counts_are_as_sent(rows):
    (row,) = rows("17-counts-go-back-on-cancel")
    assert row["request_counts"] == {"total": 5, "completed": 1, "failed": 0}


def test_the_number_that_is_not_zero(rows):
    (row,) = rows("20-zero-beside-the-number")
    counts = row["request_counts"]
    assert (counts["total"], counts["completed"], counts["failed"]) == (42, 40, 0)
    assert (counts["expired"], counts["canceled"]) == (1, 1)


def test_long_ids_stay_apart(rows, ask):
    first, second, third = rows("25-long-and-percent-ids", says="may be incomplete")
    table = ask("25-long-and-percent-ids", "list").stdout.splitlines()
    assert first["id"][:100] == second["id"][:100]
    # The name column: its id is cut in the middle.
    names = [line[15:].split()[0] for line in table[1:3]]
    assert names[0] != names[1] and all("…" in name for name in names)
    result = ask("25-long-and-percent-ids", "list", "--all")
    assert f"after={third['id'].replace('%', '%25')}" in result.requests[1].target


def test_a_percent_in_an_id_is_encoded(ask):
    identifier = json.loads((CASES / "25-long-and-percent-ids.json").read_text())["data"][2]["id"]
    result = ask("25-long-and-percent-ids", "show", identifier, single=as_json({"id": identifier}))
    assert result.returncode == 0
    assert result.requests[0].target.endswith("/batches/" + identifier.replace("%", "%25"))


def test_other_words_zeros_and_texts(rows):
    first, second = rows("29-other-words-zeros-strings")
    assert times(first) == {
        "created_at": 1795800000,
        "in_progress_at": 1795800020,
        "expires_at": 1796664000,
    }
    assert second["completed_at"] == 1795800004 and second["status"] == "succeeded"


def test_the_cause_of_a_token_limit(rows, ask):
    (row,) = rows("38-enqueued-token-limit")
    assert row["errors"][0]["code"] == "token_limit_exceeded"
    text = ask("38-enqueued-token-limit", "show", "batch_t1", single=as_json(row)).stdout
    assert "Too many tokens" in text and "%" not in text.split("batch ─")[0]
    assert "  Try again when other batches of this model have ended.\n" in text


def test_scheduling_is_a_waiting_state(ask):
    lines = ask("sdk-aibrix-scheduling", "list", "--ascii").stdout.splitlines()
    assert not lines[1].startswith("?")


def test_a_cursor_that_is_null_ends_the_list(rows):
    assert len(rows("sdk-groq-2")) == 1


def test_mistral_counts_without_its_dialect(rows):
    # The recorded page has seven of eight jobs.
    counts = rows("sdk-mistral", says="has 8 batches but sent 7")[1]["request_counts"]
    assert (counts["total"], counts["completed"], counts["failed"]) == (100, 40, 2)


def test_never_is_no_deadline_of_long_ago(rows, ask, run, answering):
    row = {"id": "b", "status": "in_progress", "created_at": 1795800000, "expires_at": 253402300799}
    server = answering(lambda _: as_json({"object": "list", "data": [row], "has_more": False}))
    listed = run("list", "--output", "json", "--base-url", server.url, env=KEY)
    assert json.loads(listed.stdout)[0]["expires_at"] == 253402300799
    shown = run("show", "b", "--base-url", server.url, env=KEY).stdout
    assert "overdue" not in shown and "9999-12-31" in shown


# What is said


@pytest.mark.parametrize(
    "name, status, words",
    [
        ("03-bad-key-as-400-a", NO_PERMISSION, ["key was rejected", "SILICONFLOW_API_KEY"]),
        ("04-cloudflare-1010", UNAVAILABLE, ["Cloudflare blocked", "8f0000000000abcd-FRA"]),
        ("05-organization-mismatch", NO_PERMISSION, ["OPENAI_ORG_ID", "OPENAI_PROJECT_ID"]),
        ("13-azure-v1-with-dated-version", UNAVAILABLE, ["api-version", "000000000013"]),
        ("14-gateway-wants-a-header", UNAVAILABLE, ["--header 'NAME: VALUE'"]),
        ("22-unknown-id-is-a-500", UNAVAILABLE, ["The server failed"]),
        ("23-limit-refused", UNAVAILABLE, ["page size", "must be <= 20"]),
        ("32-trace-id-anthropic", UNAVAILABLE, ["req_0002"]),
        ("32-trace-id-azure", UNAVAILABLE, ["a-0001"]),
        ("33-list-is-a-405", UNAVAILABLE, ["does not list batches", "lazybatch show ID"]),
        ("36-page-token-protocol-a", UNAVAILABLE, ["another protocol", "`next_page_token`"]),
        ("sdk-litellm-wrong-key-400", NO_PERMISSION, ["key was rejected"]),
        ("sdk-groq-401", NO_PERMISSION, ["key was rejected"]),
    ],
)
def test_failures(ask, name, status, words):
    result = ask(name, "list", "--all", "--output", "json")
    assert result.returncode == status
    assert json.loads(result.stdout or "[]") == []
    for word in words:
        assert word in result.stderr
    assert "(code 400)" not in result.stderr


def test_a_smaller_page_is_tried(ask):
    result = ask("23-limit-refused", "list", "--page-size", "101")
    limits = [request.query.get("limit") for request in result.requests]
    assert limits == ["101", "20", None] or limits == ["100", "20", None]


def test_the_variable_of_a_refused_key_is_named(ask):
    env = {"GROQ_API_KEY": "gsk_0123456789abcdef"}
    result = ask("sdk-groq-401", "list", "--provider", "groq", env=env)
    assert "GROQ_API_KEY" in result.stderr and "SILICONFLOW" not in result.stderr


# Single batches


def test_a_batch_beside_a_server_that_fails_is_found_in_the_list(ask):
    failure = recorded("22-unknown-id-is-a-500")
    options = {"single": failure, "listed": "29-other-words-zeros-strings"}
    assert ask("22-unknown-id-is-a-500", "show", "batch-2", **options).returncode == 0
    missing = ask("22-unknown-id-is-a-500", "show", "batch-9", **options)
    assert missing.returncode == NO_INPUT and "no batch batch-9" in missing.stderr
    odd = ask("sdk-litellm-list-beside-500", "show", "batch_odd", "--output", "json")
    assert json.loads(odd.stdout)["status"] == "in_queue"


def test_a_new_batch_is_found_in_the_list(ask):
    name = "39-read-after-write-404"
    result = ask(
        name,
        "show",
        "batch-1795899990-NeWoNe",
        single=recorded(name),
        listed=f"{name}.list",
    )
    assert result.returncode == 0


def test_a_batch_of_a_server_without_a_list(ask):
    assert ask("33-list-is-a-405", "show", "batch_only").returncode == 0


# --after


def lenient(request):
    """Answers an unknown cursor with an empty list."""
    rows = [{"id": f"b{number}", "created_at": 1795800000 - number} for number in range(3)]
    identifier = request.path.partition("/batches")[2].strip("/")
    if identifier:
        return next((as_json(row) for row in rows if row["id"] == identifier), NO_SUCH_BATCH)
    after = request.query.get("after")
    ids = [row["id"] for row in rows]
    start = ids.index(after) + 1 if after in ids else 3 if after else 0
    return as_json({"object": "list", "data": rows[start:], "has_more": False})


def test_an_unknown_id_to_start_after(run, answering):
    for answer in (lenient, lambda request: lenient(restarted(request))):
        server = answering(answer)
        result = run("list", "--after", "zz", "--base-url", server.url, env=KEY)
        assert result.returncode == NO_INPUT and "no batch zz" in result.stderr


def restarted(request):
    """The request of a server that starts again at the head."""
    known = request.query.get("after") in (None, "b0", "b1", "b2")
    return request if known else type(request)(request.path, {}, request.headers, request.target)


def test_starting_after_the_last_one(run, answering):
    server = answering(lenient)
    result = run("list", "--after", "b2", "--base-url", server.url, env=KEY)
    assert result.returncode == 0 and "no batches after b2" in result.stderr
    result = run("list", "--after", "b0", "--base-url", server.url, "--output", "json", env=KEY)
    assert [row["id"] for row in json.loads(result.stdout)] == ["b1", "b2"]


# Headers


def test_a_header_reaches_its_origin_only_and_no_log(run, answering, tmp_path):
    log = tmp_path / "log"
    other = answering(lambda _: as_json({"object": "list", "data": [], "has_more": False}))
    there = answering(
        lambda request: Response(b"", 302, {"location": other.url + "/batches"})
    )
    secret = "portkey-0123456789abcdef"
    header = ("--header", f"x-portkey-api-key: {secret}", "--header", "x-route: a")
    arguments = ("list", *header, "--log-file", str(log), "--base-url")
    assert run(*arguments, other.url, env=KEY).returncode == 0
    sent = other.requests[0].headers
    assert sent["x-portkey-api-key"] == secret and sent["x-route"] == "a"
    refused = run(*arguments, there.url, env=KEY)
    assert refused.returncode == UNAVAILABLE and len(other.requests) == 1
    echo = answering(lambda _: as_json({"message": f"bad {secret}"}, 400))
    result = run(*arguments, echo.url, env=KEY)
    assert secret not in result.stderr + log.read_text() and "***" in result.stderr


def test_a_short_header_makes_no_holes_in_names(run, answering):
    batch = {"id": "31", "status": "completed", "metadata": {"name": "part 1 of July 31"}}
    server = answering(lambda _: as_json({"object": "list", "data": [batch], "has_more": False}))
    result = run("list", "--output", "jsonl", "--header", "x-tenant: 1", "--base-url", server.url, env=KEY)
    row = json.loads(result.stdout)
    assert row["id"] == "31" and row["metadata"]["name"] == "part 1 of July 31"


@pytest.mark.parametrize("header", ["nonsense", "x y: z", "Host: a", "x:", "x: a\nb"])
def test_a_bad_header_is_a_usage_error(run, answering, header):
    server = answering(lenient)
    result = run("list", "--header", header, "--base-url", server.url, env=KEY)
    assert result.returncode == 64 and server.requests == []
