"""Providers with an API of their own, each from recorded pages that its own SDK reads.

A server knows only the requests that are listed for it, each with its whole query, and the headers that
every one of them has to carry.
"""

import json
from dataclasses import dataclass, field

import pytest
from recorded import RecordedServer, as_json

KEY = "key-0123456789abcdef"


@dataclass(frozen=True)
class API:
    provider: str
    #: The variable of the key, and the header that carries it.
    variable: str
    pages: dict
    #: What `list` prints: id, status, total, completed, failed, and some further fields.
    rows: list
    #: What `list --ascii` shows of each: its status, and what is wrong with it.
    looks: list
    header: tuple = ("authorization", f"Bearer {KEY}")
    headers: dict = field(default_factory=dict)
    env: dict = field(default_factory=dict)
    size: str = "2"


def second(text):
    """Seconds since 1970 of a time on 20 November 2026, HH:MM:SS."""
    hour, minute, seconds = map(int, text.split(":"))
    return 1795132800 + 3600 * hour + 60 * minute + seconds


def message_batch(identifier, status, ended=None, cancelled=None, archived=None, **counts):
    names = ("processing", "succeeded", "errored", "canceled", "expired")
    url = f"https://api.anthropic.com/v1/messages/batches/{identifier}/results"
    return {
        "id": identifier,
        "type": "message_batch",
        "processing_status": status,
        "request_counts": {name: counts.get(name, 0) for name in names},
        "created_at": "2026-11-20T10:00:00.123456Z",
        "expires_at": "2026-11-21T10:00:00.123456Z",
        "ended_at": ended,
        "archived_at": archived,
        "cancel_initiated_at": cancelled,
        "results_url": url if ended and not archived else None,
    }


ENDED = "2026-11-20T10:20:00Z"
MESSAGE_BATCHES = [
    message_batch("m1", "in_progress", processing=10),
    message_batch("m2", "canceling", cancelled="2026-11-20T10:10:00Z", processing=10),
    message_batch("m3", "ended", ENDED, succeeded=10),
    message_batch("m4", "ended", ENDED, succeeded=7, errored=3),
    message_batch("m5", "ended", ENDED, errored=10),
    message_batch("m6", "ended", ENDED, expired=10),
    message_batch("m7", "ended", ENDED, "2026-11-20T10:10:00Z", succeeded=4, canceled=6),
    message_batch("m8", "ended", ENDED, archived="2026-11-21T10:20:00Z", succeeded=10),
]


def after_pages(path, parameter, rows, size, **page):
    """Pages of a list that continues behind the id of the last row."""
    pages = {}
    identifier = "batch_id" if "batch_id" in rows[0] else "id"
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        cursor = f"&{parameter}={rows[start - 1][identifier]}" if start else ""
        pages[f"{path}?limit={size}{cursor}"] = {
            **page,
            "data": part,
            "first_id": part[0][identifier],
            "last_id": part[-1][identifier],
            "has_more": start + size < len(rows),
        }
    return pages


ANTHROPIC = API(
    "anthropic",
    "ANTHROPIC_API_KEY",
    {
        **after_pages("/v1/messages/batches", "after_id", MESSAGE_BATCHES, 3),
        "/v1/messages/batches/m4": MESSAGE_BATCHES[3],
    },
    [
        ("m1", "in_progress", 10, None, None, {"expires_at": second("34:00:00")}),
        ("m2", "canceling", 10, None, None, {"cancelling_at": second("10:10:00")}),
        ("m3", "ended", 10, 10, 0, {"completed_at": second("10:20:00")}),
        ("m4", "ended", 10, 7, 3, {"created_at": second("10:00:00")}),
        ("m5", "ended", 10, 0, 10, {"failed_at": second("10:20:00")}),
        ("m6", "ended", 10, 0, 0, {"expired_at": second("10:20:00")}),
        ("m7", "ended", 10, 4, 0, {"cancelled_at": second("10:20:00")}),
        ("m8", "ended", 10, 10, 0, {"output_file_id": None}),
    ],
    ["running", "cancelling", "done", "3 failed", "failed", "expired", "cancelled", "done"],
    headers={"anthropic-version": "2026-10-21"},
    size="3",
)


def mistral_job(number, status, total, succeeded, failed, started=None, completed=None, **more):
    return {
        "id": f"1111-{number}",
        "object": "batch",
        "input_files": ["in-1"],
        "metadata": {"name": f"job {number}"},
        "endpoint": "/v1/chat/completions",
        "model": "mistral-small-latest",
        "agent_id": None,
        "output_file": "out-1" if succeeded else None,
        "error_file": None,
        "errors": [],
        "status": status,
        "created_at": 1764300000,
        "total_requests": total,
        "completed_requests": succeeded + failed,
        "succeeded_requests": succeeded,
        "failed_requests": failed,
        "started_at": started,
        "completed_at": completed,
        **more,
    }


MISTRAL_JOBS = [
    mistral_job(1, "QUEUED", 4, 0, 0),
    mistral_job(2, "RUNNING", 4, 1, 1, 1764300010),
    mistral_job(3, "SUCCESS", 4, 2, 2, 1764300010, 1764300100),
    mistral_job(4, "TIMEOUT_EXCEEDED", 4, 3, 0, 1764300010, 1764300100),
    mistral_job(5, "FAILED", 4, 0, 0, errors=[{"message": "bad row", "count": 2}]),
]


def mistral_page(number):
    query = f"page_size=2&page={number}&order_by=-created"
    part = MISTRAL_JOBS[2 * number : 2 * number + 2]
    return f"/v1/batch/jobs?{query}", {"object": "list", "total": 5, "data": part}


MISTRAL = API(
    "mistral",
    "MISTRAL_API_KEY",
    {**dict(map(mistral_page, range(3))), "/v1/batch/jobs/1111-3": MISTRAL_JOBS[2]},
    [
        ("1111-1", "QUEUED", 4, 0, 0, {"input_file_id": "in-1"}),
        ("1111-2", "RUNNING", 4, 1, 1, {"in_progress_at": 1764300010}),
        ("1111-3", "SUCCESS", 4, 2, 2, {"completed_at": 1764300100, "output_file_id": "out-1"}),
        ("1111-4", "TIMEOUT_EXCEEDED", 4, 3, 0, {"metadata": {"name": "job 4"}}),
        ("1111-5", "FAILED", 4, 0, 0, {"errors": [{"message": "bad row", "count": 2}]}),
    ],
    ["waiting", "running", "2 failed", "expired", "failed"],
)


def cohere_batch(number, status, total, ok, failed, reason=""):
    return {
        "id": f"b-{number}",
        "name": f"nightly {number}",
        "creator_id": "u",
        "org_id": "o",
        "status": f"BATCH_STATUS_{status}",
        "created_at": "2026-11-20T10:00:00Z",
        "updated_at": "2026-11-20T11:00:00Z",
        "input_dataset_id": "ds-in",
        "output_dataset_id": "ds-out" if ok else None,
        "input_tokens": "100",
        "output_tokens": "200",
        "model": "command-a",
        "num_records": total,
        "num_successful_records": ok,
        "num_failed_records": failed,
        "status_reason": reason,
    }


COHERE_BATCHES = [
    cohere_batch(1, "QUEUED", 10, 0, 0),
    cohere_batch(2, "IN_PROGRESS", 10, 5, 1),
    cohere_batch(3, "COMPLETED", 10, 9, 1),
    cohere_batch(4, "FAILED", 0, 0, 0, "The dataset is empty"),
    cohere_batch(5, "CANCELED", 10, 2, 0),
]

COHERE = API(
    "cohere",
    "CO_API_KEY",
    {
        "/v2/batches?page_size=2": {"batches": COHERE_BATCHES[:2], "next_page_token": "t/1"},
        "/v2/batches?page_size=2&page_token=t%2F1": {"next_page_token": "t2"},
        "/v2/batches?page_size=2&page_token=t2": {"batches": COHERE_BATCHES[2:]},
        "/v2/batches/b-3": {"batch": COHERE_BATCHES[2]},
    },
    [
        ("b-1", "BATCH_STATUS_QUEUED", 10, 0, 0, {"name": "nightly 1"}),
        ("b-2", "BATCH_STATUS_IN_PROGRESS", 10, 5, 1, {"completed_at": None}),
        ("b-3", "BATCH_STATUS_COMPLETED", 10, 9, 1, {"completed_at": second("11:00:00")}),
        ("b-4", "BATCH_STATUS_FAILED", 0, 0, 0, {"errors": ["The dataset is empty"]}),
        ("b-5", "BATCH_STATUS_CANCELED", 10, 2, 0, {"cancelled_at": second("11:00:00")}),
    ],
    ["waiting", "running", "1 failed", "failed", "cancelled"],
)


def fireworks_job(number, state, total, ok, failed, code="OK", message=""):
    return {
        "name": f"accounts/acme/batchInferenceJobs/job{number}",
        "displayName": f"nightly {number}",
        "createTime": "2026-11-20T10:00:00.123456Z",
        "createdBy": "a@example.com",
        "state": f"JOB_STATE_{state}",
        "status": {"code": code, "message": message},
        "model": "accounts/fireworks/models/x",
        "inputDatasetId": "accounts/acme/datasets/in",
        "outputDatasetId": "accounts/acme/datasets/out",
        "updateTime": "2026-11-20T11:00:00Z",
        "jobProgress": {
            "percent": 100 * (ok + failed) // total if total else 0,
            "totalInputRequests": total,
            "totalProcessedRequests": ok + failed,
            "successfullyProcessedRequests": ok,
            "failedRequests": failed,
        },
    }


FIREWORKS_JOBS = [
    fireworks_job(1, "RE_QUEUEING", 10, 0, 0),
    fireworks_job(2, "WRITING_RESULTS", 10, 9, 1),
    fireworks_job(3, "COMPLETED", 10, 10, 0),
    fireworks_job(4, "FAILED", 10, 0, 0, "INVALID_ARGUMENT", "bad dataset"),
    fireworks_job(5, "EXPIRED", 10, 6, 0),
]
FIREWORKS_LIST = "/v1/accounts/acme/batchInferenceJobs"

FIREWORKS = API(
    "fireworks",
    "FIREWORKS_API_KEY",
    {
        f"{FIREWORKS_LIST}?pageSize=2": {
            "batchInferenceJobs": FIREWORKS_JOBS[:2],
            "nextPageToken": "T1",
            "totalSize": 5,
        },
        f"{FIREWORKS_LIST}?pageSize=2&pageToken=T1": {
            "batchInferenceJobs": FIREWORKS_JOBS[2:4],
            "nextPageToken": "T2",
            "totalSize": 5,
        },
        f"{FIREWORKS_LIST}?pageSize=2&pageToken=T2": {
            "batchInferenceJobs": FIREWORKS_JOBS[4:],
            "nextPageToken": "",
            "totalSize": 5,
        },
        f"{FIREWORKS_LIST}/job3": FIREWORKS_JOBS[2],
    },
    [
        (FIREWORKS_JOBS[0]["name"], "JOB_STATE_RE_QUEUEING", 10, 0, 0, {"completed_at": None}),
        (FIREWORKS_JOBS[1]["name"], "JOB_STATE_WRITING_RESULTS", 10, 9, 1, {"errors": []}),
        (
            FIREWORKS_JOBS[2]["name"],
            "JOB_STATE_COMPLETED",
            10,
            10,
            0,
            {"completed_at": second("11:00:00"), "output_file_id": "accounts/acme/datasets/out"},
        ),
        (
            FIREWORKS_JOBS[3]["name"],
            "JOB_STATE_FAILED",
            10,
            0,
            0,
            {"errors": [{"code": "INVALID_ARGUMENT", "message": "bad dataset"}]},
        ),
        (FIREWORKS_JOBS[4]["name"], "JOB_STATE_EXPIRED", 10, 6, 0, {"displayName": "nightly 5"}),
    ],
    ["waiting", "finalizing", "done", "failed", "expired"],
    env={"FIREWORKS_ACCOUNT_ID": "acme"},
)


def operation(number, state, total, ok, failed, ended=True, **more):
    metadata = {
        "@type": "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch",
        "model": "models/gemini-2.5-flash",
        "displayName": f"nightly {number}",
        "inputConfig": {"fileName": "files/in1"},
        "createTime": "2026-11-20T10:00:00.123456789Z",
        "updateTime": "2026-11-20T11:00:00Z",
        "batchStats": {
            "requestCount": str(total),
            "successfulRequestCount": str(ok),
            "failedRequestCount": str(failed),
        },
        "state": f"BATCH_STATE_{state}",
        "name": f"batches/g{number}",
    }
    if ended:
        metadata["endTime"] = "2026-11-20T11:00:00Z"
    if ok and ended:
        metadata["output"] = {"responsesFile": f"files/batch-g{number}"}
    return {"name": f"batches/g{number}", "metadata": metadata, "done": ended, **more}


OPERATIONS = [
    operation(1, "PENDING", 10, 0, 0, ended=False),
    operation(2, "RUNNING", 10, 4, 1, ended=False),
    operation(3, "SUCCEEDED", 10, 9, 1),
    operation(4, "FAILED", 10, 0, 0, error={"code": 3, "message": "bad input"}),
    operation(5, "EXPIRED", 10, 0, 0),
]

GEMINI = API(
    "gemini",
    "GEMINI_API_KEY",
    {
        "/v1/batches?pageSize=2": {"operations": OPERATIONS[:2], "nextPageToken": "T1"},
        "/v1/batches?pageSize=2&pageToken=T1": {"nextPageToken": "T2"},
        "/v1/batches?pageSize=2&pageToken=T2": {"operations": OPERATIONS[2:]},
        "/v1/batches/g3": OPERATIONS[2],
    },
    [
        ("batches/g1", "BATCH_STATE_PENDING", 10, 0, 0, {"input_file_id": "files/in1"}),
        ("batches/g2", "BATCH_STATE_RUNNING", 10, 4, 1, {"completed_at": None}),
        (
            "batches/g3",
            "BATCH_STATE_SUCCEEDED",
            10,
            9,
            1,
            {"completed_at": second("11:00:00"), "output_file_id": "files/batch-g3"},
        ),
        (
            "batches/g4",
            "BATCH_STATE_FAILED",
            10,
            0,
            0,
            {"failed_at": second("11:00:00"), "errors": [{"code": "3", "message": "bad input"}]},
        ),
        ("batches/g5", "BATCH_STATE_EXPIRED", 10, 0, 0, {"displayName": "nightly 5"}),
    ],
    ["waiting", "running", "1 failed", "failed", "expired"],
    header=("x-goog-api-key", KEY),
)


def xai_batch(number, total, pending, ok, failed, cancelled=0, cancel=None, message=None):
    return {
        "batch_id": f"batch_{number}",
        "name": f"My Batch {number}",
        "create_time": "2026-11-20",
        "expire_time": "2026-11-21",
        "create_api_key_id": "00000000-0000-0000-0000-000000000000",
        "cancel_time": cancel,
        "cancel_by_xai_message": message,
        "input_file_id": f"file_{number}",
        "state": {
            "num_requests": total,
            "num_pending": pending,
            "num_success": ok,
            "num_error": failed,
            "num_cancelled": cancelled,
        },
        "cost_breakdown": None,
    }


XAI_BATCHES = [
    xai_batch(1, 0, 0, 0, 0),
    xai_batch(2, 4, 2, 1, 1),
    xai_batch(3, 4, 0, 3, 1),
    xai_batch(4, 4, 0, 1, 0, 3, cancel="2026-11-20"),
    xai_batch(5, 0, 0, 0, 0, cancel="2026-11-20", message="The file is no JSONL"),
]

XAI = API(
    "xai",
    "XAI_API_KEY",
    {
        "/v1/batches?limit=2": {"batches": XAI_BATCHES[:2], "pagination_token": "p1"},
        "/v1/batches?limit=2&pagination_token=p1": {
            "batches": XAI_BATCHES[2:4],
            "pagination_token": "p2",
        },
        "/v1/batches?limit=2&pagination_token=p2": {
            "batches": XAI_BATCHES[4:],
            "pagination_token": None,
        },
        "/v1/batches/batch_3": XAI_BATCHES[2],
    },
    [
        ("batch_1", "validating", 0, 0, 0, {"created_at": 1795132800}),
        ("batch_2", "in_progress", 4, 1, 1, {"expires_at": 1795219200}),
        ("batch_3", "completed", 4, 3, 1, {"name": "My Batch 3"}),
        ("batch_4", "cancelled", 4, 1, 0, {"cancelled_at": 1795132800}),
        ("batch_5", "failed", 0, 0, 0, {"errors": ["The file is no JSONL"]}),
    ],
    ["waiting", "running", "1 failed", "cancelled", "failed"],
)


def droplet(number, status, total, ok, failed, **more):
    return {
        "batch_id": f"d{number}",
        "completion_window": "24h",
        "created_at": "2026-11-20T10:00:00Z",
        "in_progress_at": "2026-11-20T10:01:00Z",
        "input_file_id": "f1",
        "output_file_id": "o1" if ok else None,
        "provider": "openai",
        "endpoint": "/v1/chat/completions",
        "status": status,
        "request_counts": {"total": total, "completed": ok, "failed": failed},
        "expires_at": "2099-11-21T10:00:00Z",
        "errors": None,
        "request_id": "c7e3ad1e-20c3-4e47-9bf2-6f2a4d6a2f11",
        "metadata": {},
        **more,
    }


DROPLETS = [
    droplet(1, "in_progress", 3, 1, 0),
    droplet(2, "completed", 3, 3, 0, completed_at="2026-11-20T11:00:00Z"),
    droplet(3, "failed", 0, 0, 0, errors=[{"code": "c", "message": "bad line", "line": 2}]),
]

DIGITALOCEAN = API(
    "digitalocean",
    "MODEL_ACCESS_KEY",
    {
        **after_pages("/v1/batches", "after", DROPLETS, 2, object="list"),
        "/v1/batches/d3": DROPLETS[2],
    },
    [
        ("d1", "in_progress", 3, 1, 0, {"in_progress_at": second("10:01:00")}),
        ("d2", "completed", 3, 3, 0, {"completed_at": second("11:00:00")}),
        ("d3", "failed", 0, 0, 0, {"errors": [{"code": "c", "message": "bad line", "line": 2}]}),
    ],
    ["running", "done", "failed"],
)

APIS = [ANTHROPIC, MISTRAL, COHERE, FIREWORKS, GEMINI, XAI, DIGITALOCEAN]


@pytest.fixture
def server_of():
    servers = []

    def start(api):
        def answer(request):
            expected = {**api.headers, api.header[0]: api.header[1]}
            if any(request.headers.get(name) != value for name, value in expected.items()):
                return as_json({"error": {"message": "headers"}}, 401)
            body = api.pages.get(request.target)
            return None if body is None else as_json(body)

        servers.append(RecordedServer(answer))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def ask(run, server_of):
    def start(api, *arguments):
        server = server_of(api)
        result = run(
            *arguments,
            "--provider",
            api.provider,
            "--base-url",
            server.host,
            "--page-size",
            api.size,
            env={api.variable: KEY, **api.env},
        )
        result.requests = [request.target for request in server.requests]
        return result

    return start


def each(*apis):
    return pytest.mark.parametrize("api", apis or APIS, ids=lambda api: api.provider)


@each()
def test_the_list_is_read_to_its_end(ask, api):
    result = ask(api, "list", "--all", "--output", "json")
    assert result.returncode == 0 and result.stderr == ""
    assert result.requests == [target for target in api.pages if "?" in target]
    found = json.loads(result.stdout)
    assert len(found) == len(api.rows)
    for row, (identifier, status, total, completed, failed, more) in zip(found, api.rows):
        assert (row["id"], row["status"]) == (identifier, status)
        counts = row["request_counts"]
        assert (counts["total"], counts["completed"], counts["failed"]) == (
            total,
            completed,
            failed,
        )
        assert {name: row.get(name) for name in more} == more


#: How a state looks in ASCII.
GLYPHS = {
    "waiting": ".:",
    "running": "*",
    "finalizing": "~",
    "cancelling": "-",
    "done": "v",
    "failed": "x",
    "expired": "t",
    "cancelled": "/",
}


@each()
def test_every_state_is_told(ask, api):
    lines = ask(api, "list", "--all", "--ascii").stdout.splitlines()[1:]
    glyphs = {}
    for line, look in zip(lines, api.looks, strict=True):
        if look.endswith(" failed"):
            assert look in line
            continue
        glyphs.setdefault(look, set()).add(line[0])
        assert line[0] != "?"
    states = [next(iter(found)) for found in glyphs.values()]
    assert all(len(found) == 1 for look, found in glyphs.items() if look != "waiting")
    assert len(set(states)) == len(states), f"two states look the same: {glyphs}"


@each()
def test_one_batch_is_shown(ask, api):
    listed = json.loads(ask(api, "list", "--all", "--output", "json").stdout)
    (path,) = (target for target in api.pages if "?" not in target)
    identifier = next(row["id"] for row in listed if path.endswith("/" + row["id"].split("/")[-1]))
    for name in {identifier, identifier.split("/")[-1]}:
        result = ask(api, "show", "--output", "json", name)
        assert result.returncode == 0
        assert result.requests == [path]
        assert json.loads(result.stdout) == next(row for row in listed if row["id"] == identifier)
    assert ask(api, "show", "no-such-batch").returncode == 66


@each()
def test_the_list_starts_after_a_row(ask, api):
    ids = [row[0] for row in api.rows]
    result = ask(api, "list", "--all", "--output", "json", "--after", ids[0])
    # Servers whose pages start behind a row know only those that were listed.
    if api in (ANTHROPIC, DIGITALOCEAN):
        return
    assert [row["id"] for row in json.loads(result.stdout)] == ids[1:]
    unknown = ask(api, "list", "--all", "--after", "no-such-batch")
    assert unknown.returncode == 66 and "no batch no-such-batch" in unknown.stderr


@each(ANTHROPIC)
def test_the_five_counts_of_anthropic(ask, api):
    found = json.loads(ask(api, "list", "--all", "--output", "json").stdout)
    for row, sent in zip(found, MESSAGE_BATCHES):
        for name, count in sent["request_counts"].items():
            assert row["request_counts"][name] == count
    detail = ask(api, "show", "m4").stdout
    assert "3 of 10 requests failed" in detail


@pytest.mark.parametrize(
    "provider, key, address, suffix, path",
    [
        ("groq", "GROQ_API_KEY", "GROQ_BASE_URL", "", "/openai/v1/batches"),
        ("groq", "GROQ_API_KEY", "GROQ_BASE_URL", "/gw/", "/gw/openai/v1/batches"),
        ("together", "TOGETHER_API_KEY", "TOGETHER_BASE_URL", "", "/v1/batches"),
        ("anthropic", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "", "/v1/messages/batches"),
        ("anthropic", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "/v1", "/v1/messages/batches"),
        ("cohere", "COHERE_API_KEY", "CO_API_URL", "", "/v2/batches"),
        ("gemini", "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "", "/v1/batches"),
        ("zhipu", "ZAI_API_KEY", "ZAI_BASE_URL", "/api/paas/v4", "/api/paas/v4/batches"),
        ("zhipu", "ZHIPUAI_API_KEY", "ZHIPUAI_BASE_URL", "/x/v4", "/x/v4/batches"),
        (
            "dashscope",
            "DASHSCOPE_API_KEY",
            "DASHSCOPE_COMPATIBLE_BASE_URL",
            "/compatible-mode/v1",
            "/compatible-mode/v1/batches",
        ),
        ("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL", "/v1", "/v1/batches"),
        ("azure", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", "", "/openai/v1/batches"),
        (
            "digitalocean",
            "MODEL_ACCESS_KEY",
            "GRADIENT_INFERENCE_ENDPOINT",
            "",
            "/v1/batches",
        ),
    ],
)
def test_the_address_of_the_sdk_is_honoured(run, provider, key, address, suffix, path):
    server = RecordedServer(lambda _: as_json({"object": "list", "data": [], "has_more": False}))
    try:
        env = {key: KEY, address: server.host + suffix}
        result = run("list", "--provider", provider, env=env)
        assert result.returncode == 0, result.stderr
        assert server.requests[0].path == path
        assert KEY in str(server.requests[0].headers)
    finally:
        server.close()


@pytest.mark.parametrize(
    "env, query, path, header",
    [
        ({"AZURE_OPENAI_API_KEY": KEY}, "?api-version=2024-10-21", "/openai/batches", "api-key"),
        ({"AZURE_OPENAI_API_KEY": KEY}, "?api-version=preview", "/openai/v1/batches", "api-key"),
        ({"AZURE_OPENAI_AD_TOKEN": KEY}, "", "/openai/v1/batches", "authorization"),
        (
            {"AZURE_OPENAI_API_KEY": KEY, "OPENAI_API_VERSION": "2025-04-01-preview"},
            "",
            "/openai/batches",
            "api-key",
        ),
    ],
)
def test_azures_two_addresses(run, env, query, path, header):
    server = RecordedServer(lambda _: as_json({"object": "list", "data": [], "has_more": False}))
    try:
        url = server.host + "/openai/v1" + query
        result = run("list", "--provider", "azure", "--base-url", url, env=env)
        assert result.returncode == 0, result.stderr
        assert server.requests[0].path == path
        assert KEY in server.requests[0].headers[header]
        has_version = bool(query) or "OPENAI_API_VERSION" in env
        assert ("api-version" in server.requests[0].query) == has_version
    finally:
        server.close()


def test_organisation_and_project_are_sent(run):
    server = RecordedServer(lambda _: as_json({"object": "list", "data": [], "has_more": False}))
    try:
        env = {"OPENAI_API_KEY": KEY, "OPENAI_ORG_ID": "org-1", "OPENAI_PROJECT_ID": "proj_1"}
        assert run("list", "--provider", "openai", "--base-url", server.url, env=env).returncode == 0
        headers = server.requests[0].headers
        assert headers["openai-organization"] == "org-1"
        assert headers["openai-project"] == "proj_1"
        # Nobody else gets them.
        env["GROQ_API_KEY"] = KEY
        run("list", "--provider", "groq", "--base-url", server.url, env=env)
        assert "openai-project" not in server.requests[1].headers
    finally:
        server.close()


def test_fireworks_needs_an_account(run):
    result = run("list", "--provider", "fireworks", env={"FIREWORKS_API_KEY": KEY})
    assert result.returncode == 64 and "FIREWORKS_ACCOUNT_ID" in result.stderr


def test_a_key_for_a_gateway_never_goes_to_the_public_server(run):
    """With a proxy that nobody answers at, only a request to loopback succeeds."""
    server = RecordedServer(lambda _: as_json({"object": "list", "data": [], "has_more": False}))
    try:
        proxy = {"https_proxy": "http://127.0.0.1:9"}
        env = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": server.host, **proxy}
        assert run("list", "--provider", "groq", env=env).returncode == 0
        assert len(server.requests) == 1
    finally:
        server.close()


@pytest.mark.parametrize("has_total", [True, False])
def test_pages_with_numbers_may_be_shorter_than_asked_for(run, has_total):
    jobs = [mistral_job(number, "SUCCESS", 4, 4, 0) for number in range(7)]

    def answer(request):
        start = 3 * int(request.query["page"])
        total = {"total": len(jobs)} if has_total else {}
        return as_json({"object": "list", "data": jobs[start : start + 3], **total})

    server = RecordedServer(answer)
    try:
        options = ("--provider", "mistral", "--page-size", "5", "--all", "--output", "jsonl")
        result = run("list", *options, "--base-url", server.url, env={"MISTRAL_API_KEY": KEY})
        assert result.returncode == 0 and len(result.stdout.splitlines()) == len(jobs)
        # Without a total only an empty page is known to be the last.
        assert len(server.requests) == (3 if has_total else 4)
    finally:
        server.close()
