"""Grouping the failures of a result file by their cause, next to jq and DuckDB doing the same.

All three group by status code, error code and message, with ids, quoted parts and numbers folded,
and must find the same groups.
"""

import json
import os
import subprocess
import time

import results
from table import Row, alternate, compared, median, megabytes, missing
from world import ROOT, Missing

JQ = r"""
def folded:
  gsub("'[^']*'|“[^”]*”"; "…") | gsub("[0-9a-f]{16,}|req_[0-9a-z]+|org-[0-9a-z]+"; "<id>")
  | gsub("[0-9]+([.,][0-9]+)*"; "#");
reduce inputs as $line ({};
  ($line.error // $line.response.body.error // $line.response.body) as $error
  | "\($line.response.status_code) \($error.code) \($error.message // "" | folded)" as $key
  | .[$key] += 1)
| [.[]] | sort | reverse
"""

DUCKDB = r"""
import sys, time, duckdb
db = duckdb.connect()
db.execute("SET threads = 2")
db.execute("SET enable_progress_bar = false")
start = time.perf_counter()
counts = db.execute('''
    SELECT count(*) AS n FROM (
        SELECT
            response->>'status_code' AS status,
            coalesce(error->>'code', response->'body'->'error'->>'code', response->'body'->>'code') AS code,
            coalesce(error->>'message', response->'body'->'error'->>'message', response->'body'->>'message') AS message
        FROM read_json(?, format = 'newline_delimited',
                       columns = {'custom_id': 'VARCHAR', 'response': 'JSON', 'error': 'JSON'}))
    GROUP BY status, code, regexp_replace(regexp_replace(regexp_replace(
        message, concat(chr(39), '[^', chr(39), ']*', chr(39), '|“[^”]*”'), '…', 'g'),
        '[0-9a-f]{16,}|req_[0-9a-z]+|org-[0-9a-z]+', '<id>', 'g'),
        '[0-9]+([.,][0-9]+)*', '#', 'g')
    ORDER BY n DESC''', [sys.argv[1]]).fetchall()
print(time.perf_counter() - start)
print([row[0] for row in counts])
"""

# jq reads a few megabytes a second when it folds messages.
JQ_SIZE, SIZE = 20_000_000, 1_000_000_000


def ours(program, path):
    """Seconds of the whole process, the counts, and its memory at most."""
    start = time.perf_counter()
    process = subprocess.Popen([program, path], stdout=subprocess.PIPE, text=True)
    counts = json.loads(process.stdout.readlines()[-1])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - start, counts, usage.ru_maxrss * 1024


def jq(world, path):
    start = time.perf_counter()
    done = subprocess.run([world.tool("jq"), "-n", "-c", JQ, path], check=True, capture_output=True)
    return time.perf_counter() - start, json.loads(done.stdout)


def duckdb(python, path):
    """Seconds of the query alone."""
    done = subprocess.run([python, "-c", DUCKDB, path], check=True, capture_output=True, text=True)
    seconds, counts = done.stdout.splitlines()
    return float(seconds), json.loads(counts)


def rows(world):
    program = ROOT / "Benchmarks/Micro/.build/release/group-failures"
    figure = "group the failures of a file"
    if not program.exists():
        yield missing(figure, "group-failures is not built (make bench builds it)", "≤ 1/15")
        return
    small, large = world.folder / "failures-small.jsonl", world.folder / "failures.jsonl"
    results.write(small, JQ_SIZE)
    results.write(large, SIZE)

    try:
        world.tool("jq")
        one, other = alternate(
            world.runs, lambda: ours(program, small), lambda: jq(world, small))
        assert one[0][1] == other[0][1], "jq finds other groups"
        yield compared(
            f"{figure} of {JQ_SIZE // 10**6} MB", median([run[0] for run in one]), "jq",
            median([run[0] for run in other]), 1 / 15)  # fmt: skip
    except Missing as why:
        yield missing(figure, why, "≤ 1/15")

    measured = [ours(program, large)]
    try:
        python = world.python("duckdb")
        one, other = alternate(
            world.runs, lambda: ours(program, large), lambda: duckdb(python, large))
        assert one[0][1] == other[0][1], "DuckDB finds other groups"
        measured += one
        yield compared(
            f"{figure} of {SIZE // 10**9} GB", median([run[0] for run in one]),
            "DuckDB, 2 threads", median([run[0] for run in other]), 1)  # fmt: skip
    except Missing as why:
        yield missing(figure, why, "≤ 1 ×")
    memory = max(run[2] for run in measured)
    yield Row(f"memory to {figure} of {SIZE // 10**9} GB", megabytes(memory), "none", "–", "≤ 64 MiB",
              memory <= 64 << 20)  # fmt: skip
