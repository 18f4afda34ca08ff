#!/usr/bin/env bash
# Guess:   with a busy timeout of 5 s a writer waits up to 5 s for another one before it gives up.
# Really:  a transaction that has read, and then wants to write, fails at once where another
#          connection holds the write lock (SQLITE_BUSY) or has written since (SQLITE_BUSY_SNAPSHOT).
#          The same write behind BEGIN IMMEDIATE does wait.
# Version: SQLite 3.40.1 (Debian 12's libsqlite3-0, through Python's sqlite3).
# Matters: two windows of a program that share one cache read the known rows and then store new
#          ones. "database is locked" comes in milliseconds, now and then, whatever the timeout.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libsqlite3-0 2>/dev/null || true)
case $version in
  3.40.1-*) echo "libsqlite3-0 $version" ;;
  *) echo "needs libsqlite3-0 3.40.1 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >check.py <<'PY'
import sqlite3, sys, time

if sqlite3.sqlite_version != "3.40.1":
    print("this Python carries SQLite", sqlite3.sqlite_version, "instead of 3.40.1", file=sys.stderr)
    sys.exit(2)

def connect(seconds):
    return sqlite3.connect("cache.db", timeout=seconds, isolation_level=None)

one, two = connect(5), connect(5)
one.execute("PRAGMA journal_mode=WAL")
one.execute("CREATE TABLE batch (id TEXT PRIMARY KEY)")

def attempt(connection, statement):
    began = time.monotonic()
    try:
        connection.execute(statement)
        outcome = "done"
    except sqlite3.OperationalError as error:
        outcome = error.sqlite_errorname
    return outcome, time.monotonic() - began

one.execute("BEGIN")
one.execute("SELECT count(*) FROM batch").fetchall()
two.execute("INSERT INTO batch VALUES ('batch_1')")
snapshot = attempt(one, "INSERT INTO batch VALUES ('batch_2')")
one.execute("ROLLBACK")

one.execute("BEGIN")
one.execute("SELECT count(*) FROM batch").fetchall()
two.execute("BEGIN IMMEDIATE")
locked = attempt(one, "INSERT INTO batch VALUES ('batch_2')")
one.execute("ROLLBACK")
one.execute("PRAGMA busy_timeout=2000")
immediate = attempt(one, "BEGIN IMMEDIATE")
two.execute("ROLLBACK")

print("A read transaction that turns to writing does not wait for the busy timeout.")
print(f"  another has written (timeout 5 s):  {snapshot[0]} after {snapshot[1]:.1f} s")
print(f"  another is writing (timeout 5 s):   {locked[0]} after {locked[1]:.1f} s")
print(f"  BEGIN IMMEDIATE (timeout 2 s):      {immediate[0]} after {immediate[1]:.1f} s")
if (snapshot[0], locked[0], immediate[0]) != ("SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY", "SQLITE_BUSY"):
    sys.exit("changed: other error codes")
if snapshot[1] > 1 or locked[1] > 1 or immediate[1] < 1.5:
    sys.exit("changed: other waits")
PY
python3 check.py
