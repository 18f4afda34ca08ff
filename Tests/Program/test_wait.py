"""`lazybatch wait`: returns when batches have ended."""

import os
import signal
import time

import pytest
from hostile import Answer, make_batch, make_batches
from terminal import DEADLINE

USAGE, NO_INPUT, SYSTEM, TRY_LATER, NO_PERMISSION, INTERRUPTED = 64, 66, 71, 75, 77, 130
RUNNING = {"status": "in_progress", "finalizing_at": None, "completed_at": None}
FAILED = {"status": "failed", "completed_at": None, "failed_at": 1_750_000_000}
OFTEN = ["--interval", "0.01s"]


def behaves_after(requests, server, change):
    """Changes the batches once that many requests have come."""

    def behave(number, _):
        if number == requests:
            change(server)

    return behave


def running(count):
    """The newest are at work, and not yet past their deadline."""
    soon = int(time.time()) + 3600
    return make_batches(count, expires_at=soon, **RUNNING)


def wait(run, server, *arguments, **options):
    return run("wait", "--base-url", server.url, *OFTEN, *arguments, **options)


@pytest.mark.parametrize(
    "changes, status",
    [
        ({}, 0),
        (FAILED, 1),
        ({"status": "expired"}, 1),
        ({"status": "cancelled"}, 1),
        ({"request_counts": {"total": 100, "completed": 99, "failed": 1}}, 1),
    ],
)
def test_what_has_ended_is_told_at_once(run, serve, changes, status):
    result = wait(run, serve([make_batch(0), make_batch(1, **changes)]), "batch_000001")
    assert result.returncode == status
    line = result.stdout.splitlines()
    assert len(line) == 1
    assert changes.get("status", "completed") in line[0] and "batch_000001" in line[0]


def test_one_line_a_change(run, serve):
    server = serve(running(3) + make_batches(400)[3:])
    states = ["finalizing", "finalizing", "completed"]

    def behave(number, _):
        if number >= 4 and states:
            server.change(1, status=states.pop(0))
        if number == 12:
            server.change(0, **FAILED)

    server.behave = behave
    result = wait(run, server, "batch_000000", "batch_000001")
    assert result.returncode == 1
    told = [line.split("  ")[1:3] for line in result.stdout.splitlines()]
    assert told == [
        ["batch_000000", "in_progress"],
        ["batch_000001", "in_progress"],
        ["batch_000001", "in_progress → finalizing"],
        ["batch_000001", "finalizing → completed"],
        ["batch_000000", "in_progress → failed"],
    ]
    assert all(request.is_list for request in server.requests)
    assert not any(request.after for request in server.requests), "more pages than are needed"


def test_first_that_ends_is_enough(run, serve):
    server = serve(running(2))
    server.behave = behaves_after(3, server, lambda server: server.change(1, status="completed"))
    result = wait(run, server, "batch_000000", "batch_000001", "--any")
    assert result.returncode == 0
    assert "completed" in result.stdout.splitlines()[-1]


def test_filter_waits_for_those_at_work(run, serve):
    batches = running(2) + [make_batch(2, **FAILED), make_batch(3)]
    server = serve(batches)

    def finish(server):
        server.change(0, status="completed")
        server.change(1, status="completed")

    server.behave = behaves_after(3, server, finish)
    result = wait(run, server, "name:job", "created>2025-01-01", "--exec", "echo", "ended")
    assert result.returncode == 1, "what failed before counts"
    assert "batch_000002" not in result.stdout, "and is not waited for"
    assert result.stdout.count("ended\n") == 2
    assert "1 matching batch had already ended, and not well: batch_000002 (failed)" in result.stderr
    result = wait(run, server, "name:job")
    assert (result.returncode, result.stdout) == (1, "")
    assert "No matching batch is still at work" in result.stderr
    result = wait(run, server, "name:job", "status:completed")
    assert (result.returncode, result.stdout) == (0, "")


def test_first_of_those_at_work_is_what_any_waits_for(run, serve):
    server = serve(running(1) + [make_batch(1, **FAILED)])
    server.behave = behaves_after(3, server, lambda server: server.change(0, status="completed"))
    assert wait(run, server, "name:job", "--any").returncode == 0
    assert wait(run, server, "name:job", "--any").returncode == 1, "none is at work"


def test_filter_that_nothing_matches(run, serve):
    result = wait(run, serve(running(2)), "name:nigthly")
    assert (result.returncode, result.stdout) == (NO_INPUT, "")
    assert "No batch matches" in result.stderr


@pytest.mark.parametrize("words", [["batch_000000", "status:failed"], ["created>today", "batch_000000"], ["x", "-status:failed"]])
def test_ids_and_a_filter_are_not_mixed(run, serve, words):
    server = serve(running(2))
    result = run("wait", "--base-url", server.url, "--", *words)
    assert (result.returncode, server.requests) == (USAGE, [])
    assert "give one or the other" in result.stderr
    assert wait(run, serve([make_batch(0)]), "000000 status:completed").returncode == 0, "one argument is a filter"


def test_program_runs_for_each_end_without_a_shell(run, serve):
    server = serve([make_batch(0, metadata={"name": "a; touch b $HOME"}), make_batch(1, **FAILED)])
    result = wait(
        run, server, "batch_000000", "batch_000001", "--exec", "sh", "-c",
        'echo "$1 [$LAZYBATCH_ID] [$LAZYBATCH_NAME] [$LAZYBATCH_STATUS] [$SILICONFLOW_API_KEY]"',
        "x", "--limit $HOME", env={"SILICONFLOW_API_KEY": "sk-" + 30 * "x"},
    )  # fmt: skip
    assert result.returncode == 1
    told = [line for line in result.stdout.splitlines() if line.startswith("--limit")]
    assert told == [
        "--limit $HOME [batch_000000] [a; touch b $HOME] [completed] []",
        "--limit $HOME [batch_000001] [job 000001] [failed] []",
    ]


def test_program_that_fails_is_told(run, serve):
    result = wait(run, serve([make_batch(0)]), "batch_000000", "--exec", "false")
    assert result.returncode == 0
    assert "false ended with status 1" in result.stderr


def script(path, text="#!/bin/sh\necho told $LAZYBATCH_STATUS\n", mode=0o755):
    path.write_text(text)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("form", ["absolute", "relative", "dotted", "found"])
def test_program_by_its_path(run, serve, tmp_path, form):
    path = script(tmp_path / "my hook")
    word = {
        "absolute": str(path), "relative": os.path.relpath(path), "found": path.name,
        "dotted": f"{tmp_path}//./{path.name}",
    }[form]  # fmt: skip
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    result = wait(run, serve([make_batch(0)]), "batch_000000", "--exec", word, env=environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert "told completed\n" in result.stdout


@pytest.mark.parametrize(
    "make, reason",
    [
        (lambda folder: folder / "none", "No such file or directory"),
        (lambda folder: folder, "it is a folder"),
        (lambda folder: script(folder / "text", mode=0o644), "it is not executable"),
        (lambda folder: "lazybatch-nowhere", "it is in no folder of PATH"),
    ],
)
def test_program_that_cannot_be_run_is_told_before_anything_is_waited_for(run, serve, tmp_path, make, reason):
    server = serve(running(1))
    program = make(tmp_path)
    result = wait(run, server, "batch_000000", "--exec", program)
    assert (result.returncode, server.requests) == (SYSTEM, [])
    assert result.stderr.replace("\n", " ").startswith(f"lazybatch: {program} of --exec cannot be run: {reason}")


def test_program_that_disappears_is_told_in_the_end(run, serve, tmp_path):
    path = script(tmp_path / "hook")
    server = serve([make_batch(0), make_batch(1)], behave=lambda *_: path.unlink(missing_ok=True))
    result = wait(run, server, "batch_000000", "batch_000001", "--exec", path)
    assert result.returncode == SYSTEM
    assert result.stderr.count("cannot be run: No such file or directory") == 2
    assert "Executable" not in result.stderr


def test_program_that_the_system_does_not_start(run, serve, tmp_path):
    path = script(tmp_path / "hook", "\0 no program")
    result = wait(run, serve([make_batch(0)]), "batch_000000", "--exec", path)
    assert result.returncode == SYSTEM
    assert "cannot be run: the system does not start it" in result.stderr


def test_program_hears_that_a_batch_is_gone(run, serve):
    server = serve(running(2))
    server.behave = behaves_after(3, server, lambda server: server.batches.pop(0))
    result = wait(run, server, "batch_000000", "--exec", "sh", "-c", "echo $LAZYBATCH_STATUS")
    assert result.returncode == 1
    assert result.stdout.splitlines()[-1] == "gone"


def test_unknown_id(run, serve):
    result = wait(run, serve(make_batches(3)), "batch_000001", "nobody")
    assert result.returncode == NO_INPUT
    assert "There is no batch nobody" in result.stderr


def test_time_is_over(run, serve):
    result = wait(run, serve(running(1)), "batch_000000", "--timeout", "0.3s")
    assert result.returncode == TRY_LATER
    assert "Not every batch has ended within 0.3s" in result.stderr


def test_time_is_over_during_a_request(run, serve):
    server = serve(running(1), behave=lambda n, _: server.hold() if n == 1 else None)
    result = wait(run, server, "batch_000000", "--timeout", "0.5s")
    assert result.returncode == TRY_LATER


def test_interrupt(spawn, serve):
    server = serve(running(1))
    process = spawn("wait", "--base-url", server.url, "batch_000000")
    assert b"in_progress" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=DEADLINE)
    assert (process.returncode, complaint) == (INTERRUPTED, b"")


def test_failure_that_passes_is_sat_out(run, serve):
    server = serve(running(1))
    answer = Answer(503, "busy", {"retry-after-ms": "1"})

    def behave(number, _):
        if number == 20:
            server.change(0, status="completed")
        return answer if 2 <= number < 15 else None

    server.behave = behave
    result = wait(run, server, "batch_000000")
    assert result.returncode == 0
    assert "Trying again later" in result.stderr


def test_refused_key_ends_it(run, serve):
    server = serve(running(1), behave=lambda n, _: Answer(401, "Invalid token") if n else None)
    assert wait(run, server, "batch_000000").returncode == NO_PERMISSION


def test_batch_that_disappears_has_not_ended_well(run, serve):
    server = serve(running(2))
    server.behave = behaves_after(2, server, lambda server: server.batches.pop(0))
    result = wait(run, server, "batch_000000")
    assert result.returncode == 1
    assert "gone from the list" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [[], ["x", "--timeout", "soon"], ["x", "--interval", "1"], ["x", "--interval", "0s"], ["x", "--timeout", "9999y"], ["nmae:x"], [""], ["x", "--exec"], ["x", "--exec="], ["x", "--exec", ""]],
)
def test_wrong_usage(run, serve, arguments):
    server = serve(running(1))
    result = run("wait", "--base-url", server.url, *arguments)
    assert result.returncode == USAGE
    assert server.requests == []


def test_batch_that_an_incomplete_list_lacks_is_still_waited_for(run, serve):
    """Only that the server does not know it means that it is gone."""
    server = serve(running(2))
    rows = [batch["id"] for batch in server.batches]

    def behave(number, request):
        if number == 30:
            server.insert(make_batch(0, status="completed"))
        if number < 2 or number >= 30:
            return None
        if not request.is_list:
            return Answer(400, {"message": "cannot answer"})
        # It promises more than it has.
        return Answer(body={"object": "list", "data": [server.batches[1]] if not request.after else [], "has_more": True})

    server.behave = behave
    result = wait(run, server, rows[0])
    assert result.returncode == 0, result.stderr
    assert "gone" not in result.stdout
    assert "may be incomplete" in result.stderr
    assert result.stdout.splitlines()[-1].split("  ")[2] == "in_progress → completed"


def test_long_rest_that_the_server_asks_for_is_taken(run, serve):
    answer = Answer(503, "busy", {"retry-after": "3600"})
    server = serve(running(1), behave=lambda n, _: answer if n >= 2 else None)
    result = wait(run, server, "batch_000000", "--timeout", "3s")
    assert result.returncode == TRY_LATER
    assert "Come back in 1h" in result.stderr
    assert len(server.requests) <= 4


def test_program_is_asked_to_end_when_the_time_is_over(run, serve, tmp_path):
    said = tmp_path / "said"
    script = f"trap 'echo ended >{said}; exit' TERM; while :; do sleep 0.05; done"
    result = wait(run, serve([make_batch(0)]), "batch_000000", "--timeout", "1s", "--exec", "sh", "-c", script)
    assert result.returncode == TRY_LATER
    assert said.read_text() == "ended\n"
