"""`--schema`: what commands print in JSON is what they say it is."""

import json

import pytest
from hostile import make_batch
from jsonschema import Draft202012Validator
from recorded import CASES, RecordedServer, case

USAGE = 64
KEY = {"SILICONFLOW_API_KEY": "sk-" + 30 * "s"}
#: Every field that `list` can print, and one of the metadata.
FIELDS = (
    "id,object,endpoint,status,errors,input_file_id,completion_window,file_name,output_file_id,"
    "error_file_id,created_at,in_progress_at,expires_at,finalizing_at,completed_at,failed_at,"
    "expired_at,cancelling_at,cancelled_at,request_counts,metadata,metadata.name,name,model,verdict,"
    "total,completed,failed,progress,age,duration,in_state,left,kept,ended_at,tokens"
)
#: The commands with structured output, with what they are given in place of an id.
LISTS = [["list", "--all"], ["list", "--all", "--fields", FIELDS], ["count"]]
OF_ONE = [
    ["show"],
    ["errors"],
    ["errors", "--missing"],
    ["errors", "--requests"],
    ["errors", "--requests", "--missing"],
    ["results"],
]


@pytest.fixture
def schema(run):
    """The schema of a command's output, without a server, a key or an id."""

    def start(*arguments):
        result = run(*arguments, "--schema", "--base-url", "http://127.0.0.1:9/v1")
        assert (result.returncode, result.stderr) == (0, "")
        schema = json.loads(result.stdout)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)
        return Draft202012Validator(schema)

    return start


@pytest.fixture
def matches(run, schema):
    """Checks the json and each line of jsonl that a command prints; gives the lines."""

    def start(base, arguments, *more, env=KEY):
        def printed(form):
            result = run(*arguments, *more, "--output", form, "--base-url", base, env=env)
            assert result.returncode == 0, result.stderr
            return result.stdout

        schema(*arguments).validate(json.loads(printed("json")))
        schema(*arguments, "--output", "json").validate(json.loads(printed("json")))
        line_schema = schema(*arguments, "--output", "jsonl")
        lines = [json.loads(line) for line in printed("jsonl").splitlines()]
        for line in lines:
            line_schema.validate(line)
        return lines

    return start


@pytest.fixture(scope="module")
def recordings():
    servers = {}

    def start(name):
        servers[name] = RecordedServer(case(name))
        return servers[name].url

    yield start
    for server in servers.values():
        server.close()


@pytest.mark.parametrize("arguments", LISTS, ids=" ".join)
def test_lists(simulate, matches, arguments):
    assert matches(simulate("--batches", 300, "--seed", 3, "--speed", 0), arguments)


@pytest.mark.parametrize("arguments", OF_ONE, ids=" ".join)
def test_one_batch(run, simulate, matches, arguments):
    base = simulate("--batches", 120, "--seed", 3, "--speed", 0)
    for term in ["verdict:some-failed", "status:completed", "status:expired"]:
        listed = run("list", term, "--output", "jsonl", "--base-url", base, env=KEY).stdout
        batches = [json.loads(line) for line in listed.splitlines()]
        batch = next(batch for batch in batches if batch["output_file_id"])
        lines = matches(base, arguments, batch["id"])
        assert lines or arguments[0] == "errors"


@pytest.mark.parametrize("arguments", LISTS, ids=" ".join)
def test_servers_as_they_were_met(run, schema, recordings, arguments):
    """Odd types are passed on, and the schema knows of them."""
    validators = {form: schema(*arguments, "--output", form) for form in ("json", "jsonl")}
    checked = 0
    for path in sorted(CASES.glob("*.json")):
        name = path.name.removesuffix(".json")
        if "." in name:
            continue
        base = recordings(name)
        result = run(*arguments, "--output", "json", "--base-url", base, env=KEY)
        if result.returncode == 0:
            validators["json"].validate(json.loads(result.stdout))
            checked += 1
    assert checked > 20


def test_fields_of_other_types(serve, matches):
    """Whatever is passed on as it was sent is so by the schema, too."""
    odd = [1.5, True, [], [1], {}, {"a": 1}, "", "x", None, -3, "-3"]
    names = [name for name in make_batch(0) if name != "id"]
    batches = [make_batch(n, **{name: value for name in names}) for n, value in enumerate(odd)]
    batches += [
        make_batch(100 + n, errors=[{"code": value, "message": value, "line": value}, value])
        for n, value in enumerate(odd)
    ]
    batches += [
        make_batch(200 + n, request_counts={"total": value, "failed": value, "more": value})
        for n, value in enumerate(odd)
    ]
    server = serve(batches)
    for arguments in LISTS:
        assert matches(server.url, arguments)


def test_wrong_output_is_found_wrong(schema):
    """A schema that takes anything would be no good."""
    batch = make_batch(1)
    lines = schema("list", "--output", "jsonl")
    good = {**batch, "errors": [], "metadata": None}
    assert lines.is_valid(good)
    for changes in [
        {"id": None}, {"created_at": "2026-01-01"}, {"errors": None}, {"status": 3},
        {"request_counts": {"total": 1}}, {"request_counts": {"total": 1, "completed": "2", "failed": 0}},
    ]:  # fmt: skip
        assert not lines.is_valid({**good, **changes}), changes
    assert not lines.is_valid({name: good[name] for name in good if name != "endpoint"})
    chosen = schema("list", "--output", "jsonl", "--fields", "id,verdict,age,metadata.x")
    record = {"id": "b", "verdict": "stuck", "age": 5, "metadata.x": [1]}
    assert chosen.is_valid(record)
    for changes in [{"verdict": "odd"}, {"age": 1.5}, {"other": 1}]:
        assert not chosen.is_valid({**record, **changes}), changes
    census = {"total": 3, "status": {"x": 3}, "verdict": {"stuck": 1}}
    assert schema("count").is_valid(census)
    for changes in [{"total": -1}, {"status": {"x": "3"}}, {"verdict": {"odd": 1}}, {"more": 1}]:
        assert not schema("count").is_valid({**census, **changes}), changes


@pytest.mark.parametrize("arguments", [*LISTS, *OF_ONE], ids=" ".join)
def test_csv_has_none(run, arguments):
    result = run(*arguments, "--schema", "--output", "csv")
    assert (result.returncode, result.stdout) == (USAGE, "")
    assert "--schema" in result.stderr


def test_what_is_wrong_stays_wrong(run):
    assert run("list", "--schema", "--fields", "nothing").returncode == USAGE
    for command in ["show", "errors", "results"]:
        result = run(command)
        assert result.returncode == USAGE
        assert "Give the id of a batch." in result.stderr
