"""What `list` remembers, and the commands that print it without a request."""

import csv
import hashlib
import io
import json
import os
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random

import pytest
from hostile import Answer, afters, make_batch, make_batches
from test_dialects import APIS, ask, each, server_of  # noqa: F401
from test_system import (  # noqa: F401
    NOBODY_ELSE, changed, needs_mounts, no_shared_copy, said, shared_copy,
)  # fmt: skip

USAGE, NO_INPUT, UNAVAILABLE, NO_PERMISSION = 64, 66, 69, 77
KEY = "sk-0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def folder(environment):
    return Path(environment["HOME"]) / ".local/share/lazybatch"


@pytest.fixture
def lazybatch(run):
    """Runs a command on a server, with a key."""

    def start(server, *arguments, env=None, **options):
        return run(
            *map(str, arguments), "--base-url", server.url,
            env={"SILICONFLOW_API_KEY": KEY, **(env or {})}, **options,
        )  # fmt: skip

    return start


def ids_in(result):
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def ids_of(batches):
    return [batch["id"] for batch in batches]


def file_in(folder):
    (found,) = folder.glob("*.sqlite")
    return found


def rows(folder, sql):
    with sqlite3.connect(file_in(folder)) as database:
        return database.execute(sql).fetchall()


def active(number):
    return make_batch(number, status="in_progress", completed_at=None, finalizing_at=None)


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_what_was_read_is_printed_without_a_request(lazybatch, serve, output):
    server = serve(make_batches(230))
    arguments = ["--all", "--output", output, "--sort", "-created", "failed:0"]
    first = lazybatch(server, "list", *arguments)
    sent = len(server.requests)
    server.close()
    again = lazybatch(server, "list", "--from-history", *arguments)
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert "As of 20" in again.stderr and len(again.stderr.splitlines()) == 1
    assert len(server.requests) == sent


@each()
def test_every_dialect_comes_back_as_it_was_read(ask, run, server_of, api):
    fields = ["--fields", "id,status,name,verdict,progress,total,completed,failed,created_at,ended_at"]
    for arguments in ([], fields):
        first = ask(api, "list", "--all", "--history", "x", "--output", "jsonl", *arguments)
        again = run(
            "list", "--from-history", "--history", "x", "--provider", api.provider, "--all",
            "--output", "jsonl", *arguments,
        )  # fmt: skip
        assert first.returncode == 0 and first.stdout
        assert again.stdout == first.stdout


def test_only_the_owner_can_read_the_file(lazybatch, serve, folder):
    lazybatch(serve(make_batches(3)), "list", umask=0)
    assert folder.stat().st_mode & 0o777 == 0o700
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file


def test_neither_the_key_nor_its_hash_is_in_the_file(lazybatch, serve, folder):
    server = serve(make_batches(20))
    lazybatch(server, "list", "--header", f"X-Team: {KEY}-team")
    assert server.requests[0].values("Authorization") == [f"Bearer {KEY}"]
    lazybatch(server, "list", "--all", "--incremental")
    secrets = [KEY.encode(), b"-team"]
    for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b"):
        digest = hashlib.new(name, KEY.encode())
        secrets += [digest.digest()[:8], digest.hexdigest()[:16].encode()]
        secrets.append(hashlib.new(name, f"Bearer {KEY}".encode()).hexdigest()[:16].encode())
    files = list(folder.iterdir())
    assert len([file for file in files if file.suffix == ".sqlite"]) == 2
    for file in files:
        content = file.name.encode() + file.read_bytes()
        assert not [secret for secret in secrets if secret in content], file


def test_every_key_and_server_has_a_file_of_its_own(lazybatch, serve, folder):
    one, other = serve(make_batches(2)), serve(make_batches(3))
    for server in (one, other):
        for key in (KEY, KEY + "2"):
            lazybatch(server, "list", env={"SILICONFLOW_API_KEY": key})
    assert len(list(folder.glob("siliconflow-*.sqlite"))) == 4
    for server in (one, other):
        lazybatch(server, "list", "--history", "both")
    assert (folder / "both.sqlite").is_file()


def test_the_data_folder_can_be_elsewhere(lazybatch, serve, folder, tmp_path):
    server = serve(make_batches(2))
    lazybatch(server, "list", env={"XDG_DATA_HOME": str(tmp_path / "data")})
    path = lazybatch(server, "history", "path", env={"XDG_DATA_HOME": str(tmp_path / "data")})
    assert Path(path.stdout.strip()).parent == tmp_path / "data/lazybatch"
    assert Path(path.stdout.strip()).is_file() and not folder.exists()
    # The specification has relative paths ignored.
    lazybatch(server, "list", env={"XDG_DATA_HOME": "data"})
    assert folder.exists()


@pytest.mark.parametrize(
    "arguments, env",
    [
        (["--no-history"], {}),
        ([], {"LAZYBATCH_HISTORY": "off"}),
        ([], {"HOME": None}),
    ],
    ids=["option", "variable", "no home"],
)
def test_nothing_is_kept_where_that_is_not_wanted(lazybatch, serve, folder, arguments, env):
    result = lazybatch(serve(make_batches(3)), "list", *arguments, env=env)
    assert (result.returncode, result.stderr) == (0, "")
    assert not folder.exists()


def test_the_demo_keeps_nothing_unless_asked_to(run, folder):
    assert run("list", "--demo", "--limit", "2").returncode == 0
    assert not folder.exists()
    assert run("list", "--demo", "--from-history").returncode == USAGE
    run("list", "--demo", "--limit", "2", "--history", "demo")
    assert (folder / "demo.sqlite").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--incremental"], ["--all", "--incremental", "--from-history"],
        ["--all", "--incremental", "--no-history"], ["--from-history", "--no-history"],
        ["--history", "a/b"], ["--history", ".."], ["--history", "x", "--no-history"],
    ],
)  # fmt: skip
def test_options_that_exclude_each_other(lazybatch, serve, arguments):
    server = serve(make_batches(1))
    assert lazybatch(server, "list", *arguments).returncode == USAGE
    assert server.requests == []


def test_nothing_was_read_yet(lazybatch, serve, folder):
    server = serve(make_batches(1))
    for arguments in (["list", "--from-history"], ["history", "stats"], ["history", "export"],
                      ["report", "--from-history"]):  # fmt: skip
        result = lazybatch(server, *arguments)
        assert result.returncode == NO_INPUT and "no history" in result.stderr
    assert server.requests == [] and not folder.exists()
    assert lazybatch(server, "history", "path").returncode == 0


def test_an_unknown_start_is_told(lazybatch, serve):
    server = serve(make_batches(30))
    lazybatch(server, "list")
    known = lazybatch(
        server, "list", "--from-history", "--after", "batch_000009", "--limit", 2,
        "--output", "jsonl",
    )  # fmt: skip
    assert ids_in(known) == ["batch_000010", "batch_000011"]
    assert lazybatch(server, "list", "--from-history", "--after", "x").returncode == NO_INPUT


def test_a_part_of_the_list_is_not_taken_for_the_whole(lazybatch, serve):
    server = serve(make_batches(300))
    lazybatch(server, "list", "--limit", 50)
    result = lazybatch(server, "list", "--from-history")
    assert result.returncode == 0 and "lacks batches at 1 place" in result.stderr
    stats = json.loads(lazybatch(server, "history", "stats", "--output", "json").stdout)
    assert (stats["batches"], stats["gaps"], stats["complete"]) == (50, 1, False)


# Fewer requests


def test_the_news_of_a_night_take_five_requests(lazybatch, serve):
    old = [active(number) for number in range(300, 340)] + make_batches(1500)[340:]
    server = serve(old)
    lazybatch(server, "list", "--all")
    server.insert(*[active(number) for number in range(300)])
    for index in range(320, 330):
        server.change(index, status="completed", completed_at=int(time.time()))
    server.requests.clear()
    result = lazybatch(server, "list", "--all", "--incremental", "--output", "jsonl")
    assert result.returncode == 0
    assert len(server.requests) <= 5
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {**batch, "errors": []} for batch in server.batches
    ]


def test_active_batches_further_down_are_read_in_pages(lazybatch, serve):
    batches = make_batches(1000)
    for index in [400, 420, 480, 900]:
        batches[index] = active(index)
    server = serve(batches)
    lazybatch(server, "list", "--all")
    for index in [400, 480, 900]:
        server.change(index, status="failed")
    server.requests.clear()
    result = lazybatch(server, "list", "--all", "--incremental", "--fields", "id", "status:failed",
                       "--output", "jsonl")  # fmt: skip
    assert ids_in(result) == [batches[index]["id"] for index in (400, 480, 900)]
    assert afters(server) == [None, "batch_000399", "batch_000899"]


def test_what_was_read_in_part_is_completed(lazybatch, serve):
    server = serve(make_batches(350))
    lazybatch(server, "list", "--limit", 30)
    server.insert(*make_batches(1)[:1])
    server.batches[0]["id"] = "batch_new"
    lazybatch(server, "list", "--limit", 1, "--page-size", 1)
    result = lazybatch(server, "list", "--all", "--incremental", "--output", "jsonl")
    assert ids_in(result) == ids_of(server.batches)
    stats = json.loads(lazybatch(server, "history", "stats", "--output", "json").stdout)
    assert (stats["batches"], stats["complete"]) == (351, True)


@pytest.mark.parametrize("unknown", ["refused", "empty", "head"])
def test_the_row_to_read_behind_may_be_gone(lazybatch, serve, unknown):
    batches = make_batches(600)
    batches[500] = active(500)
    server = serve(batches)

    def behave(_, request):
        known = request.after is None or request.after in ids_of(server.batches)
        if unknown == "refused" or known or not request.is_list:
            return None
        rows = [] if unknown == "empty" else server.batches[:100]
        return Answer(body={"object": "list", "data": rows, "has_more": bool(rows)})

    lazybatch(server, "list", "--all")
    server.behave = behave
    del server.batches[499]
    server.change(499, status="cancelled")
    result = lazybatch(server, "list", "--all", "--incremental", "--output", "jsonl")
    assert result.returncode == 0
    found = {batch["id"]: batch["status"] for batch in map(json.loads, result.stdout.splitlines())}
    # The one that was deleted among batches that have ended is only missed by a reading of all.
    assert len(found) in (599, 600) and found["batch_000500"] == "cancelled"
    lazybatch(server, "list", "--all")
    again = lazybatch(server, "list", "--all", "--from-history", "--output", "jsonl")
    assert ids_in(again) == ids_of(server.batches)


def test_a_failure_halfway_keeps_what_was_read(lazybatch, serve):
    server = serve(make_batches(500)[200:])
    lazybatch(server, "list", "--all")
    server.insert(*make_batches(200))
    server.behave = lambda number, request: (
        Answer(400, {"message": "no"}) if request.after == "batch_000099" else None
    )
    result = lazybatch(server, "list", "--all", "--incremental")
    assert result.returncode == UNAVAILABLE and "--from-history" in result.stderr
    server.behave = None
    server.requests.clear()
    result = lazybatch(server, "list", "--all", "--incremental", "--output", "jsonl")
    assert ids_in(result) == ids_of(server.batches)
    assert len(server.requests) <= 4


# Reports


def test_what_has_changed(lazybatch, serve):
    server = serve([active(5), active(6), make_batch(7), active(8)])
    lazybatch(server, "list", "--all")
    server.insert(make_batch(1, status="failed"), active(2))
    server.change(2, status="completed")
    server.change(3, status="finalizing")
    del server.batches[4]
    report = lazybatch(server, "report", "--since", "1h", "--output", "json")
    assert report.returncode == 0
    report = json.loads(report.stdout)
    assert report["counts"] == {
        "new": 2, "ended": 2, "completed": 1, "failed": 1, "expired": 0, "cancelled": 0, "gone": 1,
    }  # fmt: skip
    found = [(entry["id"], entry["change"], entry["was"]) for entry in report["batches"]]
    assert found == [
        ("batch_000001", "ended", None),
        ("batch_000005", "ended", "in_progress"),
        ("batch_000007", "gone", None),
        ("batch_000002", "new", None),
        ("batch_000006", "moved", "in_progress"),
    ]
    server.close()
    text = lazybatch(server, "report", "--from-history", "--since", "1h")
    assert "2 new, 2 ended, 1 failed, 1 gone" in text.stdout and "As of" in text.stderr
    lines = lazybatch(
        server, "report", "--from-history", "--since", "1h", "--output", "markdown"
    ).stdout.splitlines()
    assert lines[2].startswith("| change | status |") and len(lines) == 9
    assert lazybatch(server, "report", "--since", "never").returncode == USAGE


def test_a_quiet_night(lazybatch, serve):
    server = serve(make_batches(5))
    for _ in range(2):
        result = lazybatch(server, "report")
        assert result.returncode == 0 and "nothing has changed" in result.stdout


# The history as such


def test_it_is_exported(lazybatch, serve):
    server = serve(make_batches(3))
    lazybatch(server, "list")
    del server.batches[1]
    server.change(0, status="expired")
    lazybatch(server, "list")
    records = [json.loads(line) for line in lazybatch(server, "history", "export").stdout.splitlines()]
    assert [record["batch"]["id"] for record in records] == [
        "batch_000000", "batch_000001", "batch_000002",
    ]  # fmt: skip
    assert [record["gone_since"] is None for record in records] == [True, False, True]
    assert all(record["first_seen"] <= record["last_seen"] for record in records)
    text = lazybatch(server, "history", "export", "--output", "csv").stdout
    assert [row["status"] for row in csv.DictReader(io.StringIO(text, newline=""))] == [
        "expired", "completed", "completed",
    ]  # fmt: skip
    changes = json.loads(
        lazybatch(server, "history", "export", "--changes", "--output", "json").stdout
    )
    assert [(change["field"], change["old"], change["new"]) for change in changes] == [
        ("status", "completed", "expired"),
        ("gone", "completed", None),
    ]


def test_it_is_cleared(lazybatch, serve, folder):
    server = serve(make_batches(3))
    lazybatch(server, "list")
    assert "0 batches were forgotten" in lazybatch(
        server, "history", "clear", "--before", "yesterday"
    ).stderr
    file = file_in(folder)
    with sqlite3.connect(file) as database:
        database.execute(
            "UPDATE sightings SET last_seen = 5"
            " WHERE number = (SELECT number FROM batches WHERE id = 'batch_000001')"
        )
    assert "1 batch was forgotten" in lazybatch(
        server, "history", "clear", "--before", "2026-01-01"
    ).stderr
    for part in folder.iterdir():
        assert b"batch_000001" not in part.read_bytes()
    assert lazybatch(server, "history", "clear").returncode == 0
    assert list(folder.iterdir()) == []


# Faults


def test_a_damaged_file_is_set_aside_and_told_once(lazybatch, serve, folder):
    server = serve(make_batches(30))
    lazybatch(server, "list")
    file = file_in(folder)
    for part in folder.iterdir():
        part.write_bytes(b"no database, but long enough to be taken for something that is damaged")
    result = lazybatch(server, "list", "--output", "jsonl")
    assert result.returncode == 0 and ids_in(result) == ids_of(server.batches)
    assert result.stderr.count("damaged and starts from scratch") == 1
    assert Path(f"{file}.damaged").is_file()
    again = lazybatch(server, "list", "--from-history", "--output", "jsonl")
    assert ids_in(again) == ids_of(server.batches) and "damaged" not in again.stderr


def test_a_newer_file_is_left_alone_and_told(lazybatch, serve, folder):
    server = serve(make_batches(3))
    lazybatch(server, "list")
    with sqlite3.connect(file_in(folder)) as database:
        database.execute("PRAGMA user_version = 99")
    result = lazybatch(server, "list", "--output", "jsonl")
    assert len(ids_in(result)) == 3 and "newer version" in result.stderr
    assert lazybatch(server, "list", "--from-history").returncode == UNAVAILABLE
    assert len(list(folder.glob("*damaged*"))) == 0


@pytest.mark.parametrize("arguments", [[], ["--all", "--incremental"]])
def test_where_nothing_can_be_written_that_is_told_once(lazybatch, serve, tmp_path, arguments):
    server = serve(make_batches(3))
    (tmp_path / "file").write_text("")
    env = {"XDG_DATA_HOME": str(tmp_path / "file")}
    result = lazybatch(server, "list", *arguments, "--output", "jsonl", env=env)
    assert result.returncode == 0 and ids_in(result) == ids_of(server.batches)
    assert result.stderr.startswith("lazybatch: The history was not written, because ")
    assert len(result.stderr.splitlines()) == 1


def test_a_full_disk_is_told_once(lazybatch, serve, folder):
    import resource

    server = serve(make_batches(300))
    # Files may not grow beyond some kilobytes: SQLite sees a failed write.
    result = lazybatch(
        server, "list", "--all", "--output", "jsonl",
        preexec_fn=lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
        ),
    )  # fmt: skip
    assert result.returncode == 0 and ids_in(result) == ids_of(server.batches)
    assert result.stderr.count("The history was not written") == 1
    assert len(result.stderr.splitlines()) == 1


@needs_mounts
@pytest.mark.parametrize(
    "mount, reason",
    [("-o size=40k", "the disk is full"), ("-o ro", "the disk may only be read")],
    ids=["full", "read-only"],
)
def test_a_disk_that_cannot_be_written_is_told_once(changed, serve, tmp_path, mount, reason):
    server = serve(make_batches(300))
    disk = tmp_path / "disk"
    disk.mkdir()
    result = changed(
        f"mount -t tmpfs {mount} none {disk}", "list", "--all", "--output", "jsonl",
        "--base-url", server.url,
        env={"SILICONFLOW_API_KEY": KEY, "XDG_DATA_HOME": str(disk)},
    )  # fmt: skip
    assert result.returncode == 0 and ids_in(result) == ids_of(server.batches)
    assert said(result) == f"lazybatch: The history was not written, because {reason}"


def test_a_folder_that_may_only_be_read_is_told_once(run, program, serve):
    server = serve(make_batches(3))

    def leave_root():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setuid(NOBODY_ELSE)

    # One that other users can reach.
    with tempfile.TemporaryDirectory() as data:
        os.chmod(data, 0o555)
        result = run(
            shell=[shared_copy(program), "list", "--output", "jsonl", "--base-url", server.url],
            env={"SILICONFLOW_API_KEY": KEY, "XDG_DATA_HOME": data}, preexec_fn=leave_root,
        )  # fmt: skip
    assert result.returncode == 0 and ids_in(result) == ids_of(server.batches)
    assert said(result) == (
        "lazybatch: The history was not written, because there is no permission to write its folder"
    )


@pytest.mark.parametrize("change", ["removed", "replaced"])
def test_the_file_may_go_while_the_list_is_read(lazybatch, serve, folder, change):
    server = serve([active(number) for number in range(2500)])
    lazybatch(server, "list", "--history", "other", "--limit", 7)
    lazybatch(server, "list", "--all", "--history", "team")

    def behave(_, request):
        if request.after == "batch_001299":
            server.behave = None
            for file in folder.glob("team.sqlite*"):
                file.unlink()
            if change == "replaced":
                (folder / "other.sqlite").rename(folder / "team.sqlite")

    server.behave = behave
    arguments = ["--all", "--incremental", "--history", "team", "--output", "jsonl"]
    result = lazybatch(server, "list", *arguments)
    assert result.returncode == 0 and ids_in(result) == ids_of(server.batches)
    again = lazybatch(server, "list", *arguments)
    assert again.returncode == 0 and ids_in(again) == ids_of(server.batches)


def test_killed_at_any_moment_it_is_whole(spawn, lazybatch, serve, folder):
    server = serve(make_batches(2000))
    lazybatch(server, "list", "--limit", 100)
    start = time.monotonic()
    lazybatch(server, "list", "--all", "--page-size", 100)
    duration = time.monotonic() - start
    random = Random(19)
    for _ in range(int(os.environ.get("LAZYBATCH_KILLS", "40"))):
        # Something to write on every page.
        for index in range(random.randrange(7), 2000, 7):
            server.change(index, output_file_id=f"file-{random.getrandbits(64)}")
        process = spawn(
            "list", "--all", "--page-size", "100", "--base-url", server.url,
            env={"SILICONFLOW_API_KEY": KEY}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(duration * random.uniform(0, 1.1))  # a moment in its life
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert rows(folder, "PRAGMA quick_check") == [("ok",)]
        # What was known stays known, and says one thing.
        assert rows(
            folder,
            """
            SELECT count(*), sum(gone_since IS NOT NULL), count(last_seen),
              sum(json_extract(object, '$.id') = id) FROM batches
            """,
        ) == [(2000, 0, 2000, 2000)]
    result = lazybatch(server, "list", "--from-history", "--all", "--output", "jsonl")
    assert ids_in(result) == ids_of(server.batches) and "damaged" not in result.stderr
    lazybatch(server, "list", "--all")
    result = lazybatch(server, "list", "--from-history", "--all", "--output", "jsonl")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {**batch, "errors": []} for batch in server.batches
    ]


@pytest.mark.parametrize(
    "arguments", [["list", "--all"], ["list", "--all", "--incremental"], ["report"]]
)
def test_an_empty_list_is_believed_the_second_time(lazybatch, serve, folder, arguments):
    """A mistaken answer must not take away all that is known."""
    server = serve(make_batches(30))
    lazybatch(server, "list", "--all")
    batches, server.batches = server.batches, []
    doubt = "may be incomplete: the server lists no batches now"
    result = lazybatch(server, *arguments)
    assert result.returncode == 0 and doubt in result.stderr, result.stderr
    count = "SELECT count(*) FROM batches WHERE gone_since IS NOT NULL"
    assert rows(folder, count) == [(0,)]
    # Another mistake, later, is not the second one.
    server.batches = batches
    lazybatch(server, *arguments)
    server.batches = []
    assert doubt in lazybatch(server, *arguments).stderr
    result = lazybatch(server, *arguments)
    assert result.returncode == 0 and doubt not in result.stderr, result.stderr
    assert rows(folder, count) == [(30,)]
    assert doubt not in lazybatch(server, *arguments).stderr


def test_several_programs_at_once(spawn, lazybatch, serve, folder):
    server = serve(make_batches(500))
    processes = [
        spawn("list", "--all", "--base-url", server.url, env={"SILICONFLOW_API_KEY": KEY})
        for _ in range(8)
    ]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, b"")
    result = lazybatch(server, "list", "--from-history", "--all", "--output", "jsonl")
    assert ids_in(result) == ids_of(server.batches)
    assert rows(folder, "SELECT count(*) FROM changes") == [(0,)]
