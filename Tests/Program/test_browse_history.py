"""What the browser shows of earlier runs, what it keeps for later ones, and what may go wrong."""

import json
import os
import re
import shutil
import signal
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hostile import Answer, make_batch, make_batches
from test_system import NOBODY_ELSE, no_shared_copy, shared_copy  # noqa: F401

AS_OF = r"as of \d\d:\d\d"
SINCE = r"since you last looked \([^)]*\): "
NOTHING_KEPT = "nothing is kept for the next run"
HISTORY_OFF = [(["--no-history"], {}), ([], {"LAZYBATCH_HISTORY": "off"})]


@pytest.fixture
def folder(environment):
    return Path(environment["HOME"]) / ".local/share/lazybatch"


@pytest.fixture
def exported(run):
    """The rows of the history of a server, as `history export` prints them."""

    def read(server):
        result = run("history", "export", "--base-url", server.url)
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
        return [json.loads(line) for line in result.stdout.splitlines()]

    return read


def file_in(folder):
    (found,) = folder.glob("*.sqlite")
    return found


def active(number, **changes):
    return make_batch(
        number, status="in_progress", completed_at=None, finalizing_at=None, **changes
    )


def look(browse, server, *arguments, **options):
    """Runs the browser once, until all that it wants of the server is there."""
    browser = browse(server, *arguments, **options)
    browser.wait_until(lambda: browser.loaded() and is_current(browser), "it is up to date")
    browser.quit()


def is_current(browser):
    head = browser.lines()[0]
    return "loaded" in head and "as of" not in head and "refreshing" not in head


def rows_look_old(browser):
    """Whether all rows on screen but the selected one, where the cursor hides it, are dim."""
    found = {is_dim(browser, number) for number in browser.names() if number != browser.selected()}
    assert len(found) == 1, f"some rows are old, some are not\n{browser.picture()}"
    return found.pop()


def is_dim(browser, number):
    return browser.screen.is_dim(*place_of(browser, number))


def cell_of(browser, number):
    line, column = place_of(browser, number)
    return browser.screen.buffer[line][column]


def place_of(browser, number):
    for line, text in enumerate(browser.screen.display):
        column = text.find(f"job {number:06d}")
        if column >= 0:
            return line, column
    raise AssertionError(f"batch {number} is not on screen\n{browser.picture()}")


# What is gone


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_what_is_gone_is_found(browse, serve, term):
    server = serve(make_batches(50))
    look(browse, server)
    del server.batches[3:6]
    browser = browse(server, env={"TERM": term})
    browser.wait_for(SINCE + "3 gone from the server")
    browser.type("jj/gone:yes\r")
    browser.wait_for("3 gone from the server +")
    browser.wait_until(lambda: browser.names() == [3, 4, 5], "what is gone is there")
    assert browser.selected() == 3
    cell = cell_of(browser, 4)
    assert cell.strikethrough == (term != "linux") and not cell.italics
    assert "1 All 47" in browser.lines()[1]
    browser.type("\r")
    browser.wait_for("gone from the server since")
    server.requests.clear()
    browser.type("hGr")
    browser.wait_for("up to date|nothing|no changes|refreshed")
    assert browser.names() == [3, 4, 5]
    # The place in both lists is kept.
    browser.type("\x1b")
    browser.wait_for_selected(2)
    browser.type("/gone:yes\r")
    browser.wait_for("3 gone from the server +")
    browser.quit()
    browser = browse(server, env={"TERM": term})
    browser.wait_until(lambda: browser.names() == [3, 4, 5], "it is as it was left")
    browser.quit()


# What is shown


@pytest.mark.parametrize("server_is", ["down", "silent", "failing"])
def test_without_the_server_the_old_rows_are_there_and_marked(browse, serve, server_is):
    server = serve([*map(active, range(3)), *make_batches(250)[3:]])
    look(browse, server)
    if server_is == "down":
        server.close()
    elif server_is == "silent":
        server.hold()
    else:
        server.behave = lambda *_: Answer(500, "out of order")
    browser = browse(server)
    browser.wait_for(AS_OF)
    assert browser.names()[:5] == [0, 1, 2, 3, 4]
    assert rows_look_old(browser)
    browser.wait_for("refreshing" if server_is == "silent" else "Not refreshed")
    assert re.search(AS_OF, browser.lines()[0])
    browser.type("G")
    browser.wait_for_selected(199)
    # Active ones may have moved on since.
    browser.type("g")
    browser.wait_for_selected(0)
    assert rows_look_old(browser)
    browser.quit()


def test_rows_come_to_life_when_the_server_answers(browse, serve):
    server = serve([*map(active, range(3)), *make_batches(150)[3:]])
    look(browse, server)
    server.hold()
    browser = browse(server)
    browser.wait_for(AS_OF + ".*refreshing")
    assert is_dim(browser, 1) and is_dim(browser, 5)
    server.change(1, status="failed", failed_at=int(time.time()))
    server.release()
    browser.wait_for(SINCE + "1 ended, 1 of them failed; e lists them")
    browser.wait_until(lambda: is_current(browser), "it is up to date")
    assert not rows_look_old(browser)
    browser.wait_for(r"failed +job 000001")
    browser.quit()


def test_what_the_server_no_longer_has_goes(browse, serve):
    server = serve(make_batches(50))
    look(browse, server)
    del server.batches[3]
    browser = browse(server)
    browser.wait_for(SINCE + "1 gone from the server")
    assert browser.loaded() == 49 and 3 not in browser.names()
    browser.quit()


@pytest.mark.parametrize("left", [0, 50])
def test_what_was_behind_the_end_of_the_list_goes(browse, serve, exported, left):
    server = serve(make_batches(160))
    look(browse, server)
    del server.batches[left:]
    for news in [f"{160 - left} gone from the server", "nothing has changed"]:
        browser = browse(server)
        if left or "gone" in news:
            browser.wait_for(SINCE + news)
        browser.wait_for(f"{left} loaded.*all there are")
        browser.quit()
    assert [row["gone_since"] is None for row in exported(server)] == [
        number < left for number in range(160)
    ]


def test_the_news_of_a_night_take_five_requests(browse, serve, exported):
    old = [*map(active, range(300, 340)), *make_batches(10_300)[340:]]
    server = serve(old)
    browser = browse(server, "--page-size", "100")
    browser.wait_for_loaded(200)
    browser.type("L")
    browser.wait_for("all loaded: 10,000 rows")
    browser.quit()
    server.insert(*map(active, range(300)))
    for index in range(320, 330):
        server.change(index, status="completed", completed_at=int(time.time()))
    server.requests.clear()
    browser = browse(server, "--page-size", "100")
    browser.wait_for(SINCE + "10 ended, 300 new")
    browser.wait_for_loaded(10_300)
    browser.wait_for("all there are")
    assert len(server.requests) <= 5
    browser.quit()
    assert [row["batch"]["id"] for row in exported(server)] == [
        batch["id"] for batch in server.batches
    ]


@pytest.mark.parametrize("arguments, env", HISTORY_OFF, ids=["option", "variable"])
def test_without_the_history_nothing_is_read_or_written(browse, serve, folder, arguments, env):
    server = serve(make_batches(30))
    look(browse, server, *arguments, env=env)
    assert not folder.exists()
    look(browse, server)
    before = {file: file.read_bytes() for file in folder.iterdir()}
    server.hold()
    browser = browse(server, *arguments, env=env)
    browser.wait_for("oading")
    assert not browser.names() and not re.search(AS_OF, browser.text())
    server.change(0, status="expired")
    server.release()
    browser.wait_for(r"expired +job 000000")
    assert "since you last looked" not in browser.text()
    browser.quit()
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


# The place


@pytest.mark.parametrize("end", ["q", "SIGTERM", "SIGHUP", "closed"])
def test_the_list_is_shown_as_it_was_left(browse, serve, end):
    server = serve([*map(active, range(60)), *make_batches(90)[60:]])
    browser = browse(server)
    browser.wait_for_all()
    browser.type("2/job 00004\r")
    browser.wait_for("11 of 90 loaded match")
    browser.type("s")
    browser.wait_for("(?i)sort by")
    browser.type("nS")
    browser.wait_for("by name ▾")
    browser.type("gjjj")
    browser.wait_for_selected(46)
    shown = browser.names()
    if end == "q":
        browser.quit()
    elif end == "closed":
        browser.hang_up()
        browser.wait_for_end_without_terminal()
    else:
        browser.signal(getattr(signal, end))
        browser.wait_for_end()
    server.hold()
    browser = browse(server)
    browser.wait_for("11 of 90 loaded match.*" + AS_OF + ".*by name ▾")
    browser.wait_for_selected(46)
    assert browser.names() == shown
    browser.press("escape")
    browser.wait_for("90 loaded")
    browser.quit()


# Faults


class Truth:
    """A server whose list moves on, and what may be on screen of it."""

    def __init__(self, server, random):
        self.server, self.random = server, random
        self.next = 100_000

    def move_on(self):
        server, random = self.server, self.random
        for _ in range(random.randrange(4)):
            self.next += 1
            created = max(batch["created_at"] for batch in server.batches) + 1
            new = active(self.next, created_at=created)
            server.insert(new)
        running = [i for i, batch in enumerate(server.batches) if batch["status"] == "in_progress"]
        for index in random.sample(running, min(len(running), random.randrange(4))):
            server.change(index, status="failed", failed_at=int(time.time()))
        if random.randrange(3) == 0:
            # Near the head, where it is noticed without all of the list being read.
            del server.batches[random.randrange(30)]

    def assert_shown(self, browser, known):
        """What looks current is; what looks old was so once."""
        is_old = not is_current(browser)
        shown = on_screen(browser)
        now = {batch["id"]: batch["status"] for batch in self.server.batches}
        assert shown
        # Below what is read of the head, a batch that had ended may have gone without notice.
        head = list(now)[:20]
        read = max((index for index, row in enumerate(shown) if row.id in head), default=-1)
        for index, row in enumerate(shown):
            if row.status == now.get(row.id):
                continue
            assert known.get(row.id) == row.status, f"{row}\n{browser.picture()}"
            was_gone_unnoticed = index > read and row.id not in now and row.status != "in_progress"
            assert is_old or row.is_marked or was_gone_unnoticed, f"{row}\n{browser.picture()}"
        if not is_old:
            ids = [row.id for row in shown if row.id in now]
            start = list(now).index(ids[0])
            assert ids == list(now)[start : start + len(ids)], browser.picture()

    def kept(self, rows, known):
        """The statuses in the history; nothing that was known and is still there may be missing."""
        found = {row["batch"]["id"]: row["batch"]["status"] for row in rows}
        gone = {row["batch"]["id"] for row in rows if row["gone_since"] is not None}
        assert len(found) == len(rows) and known.keys() <= found.keys()
        for batch in self.server.batches:
            assert batch["id"] not in gone, batch
            status = found.get(batch["id"], batch["status"])
            assert status in (batch["status"], "in_progress")
        return found


@dataclass(frozen=True)
class ShownRow:
    id: str
    status: str
    is_marked: bool


ROW = re.compile(r"(completed|failed|in_progress) +job (\d{6})")


def on_screen(browser):
    rows = []
    for line, text in enumerate(browser.list_lines()):
        if match := ROW.search(text):
            is_marked = browser.screen.is_dim(line, match.start()) or text[0] == "·"
            rows.append(ShownRow(f"batch_{match[2]}", match[1], is_marked))
    return rows


def test_killed_at_any_moment_it_shows_and_keeps_the_truth(browse, serve, folder, exported):
    random = Random(19)
    server = serve([*map(active, range(8)), *make_batches(400)[8:]])
    browser = browse(server, "--page-size", "20")
    browser.wait_for_loaded(120)
    browser.type("L")
    browser.wait_for("all loaded: 400 rows")
    browser.quit()
    truth = Truth(server, random)
    known = {}
    for _ in range(int(os.environ.get("LAZYBATCH_KILLS", "15"))):
        truth.move_on()
        browser = browse(server, "--page-size", "20")
        browser.wait_for(AS_OF + "|since you last looked")
        truth.assert_shown(browser, known)
        if random.randrange(2):
            browser.wait_for("since you last looked")
            browser.wait_until(lambda: is_current(browser), "it is up to date")
            truth.assert_shown(browser, known)
            browser.type(random.choice(["", "r", "R\r", "L", "G", "2"]))
        browser.read_for(random.uniform(0, 0.1))  # a moment in its life
        browser.signal(signal.SIGKILL)
        browser.wait_for_end()
        with sqlite3.connect(file_in(folder)) as database:
            assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        database.close()
        known = truth.kept(exported(server), known)
    look(browse, server, "--page-size", "20")
    known = truth.kept(exported(server), known)
    assert {batch["id"] for batch in server.batches} <= known.keys()
    assert all(known[batch["id"]] == batch["status"] for batch in server.batches)
    assert not list(folder.glob("*damaged*"))


def test_several_programs_at_once(browse, serve, run, folder, exported):
    server = serve([*map(active, range(5)), *make_batches(300)[5:]])
    browsers = [browse(server, "--page-size", "20") for _ in range(2)]
    for browser in browsers:
        browser.wait_for_loaded(120)
    for number in range(8):
        server.insert(active(400 + number, created_at=int(time.time()) + number))
        browsers[0].type("r")
        browsers[1].type("R" if number % 2 else "r")
        result = run("list", "--all", "--base-url", server.url)
        assert (result.returncode, result.stderr) == (0, "")
        for browser in browsers:
            browser.wait_for("refreshed: ")
            browser.type("g")
            browser.wait_for(f"job {400 + number:06d}")
            assert not re.search("locked|" + NOTHING_KEPT, browser.text())
    for browser in browsers:
        browser.quit()
    rows = [row["batch"]["id"] for row in exported(server) if row["gone_since"] is None]
    assert rows == [batch["id"] for batch in server.batches]


@pytest.mark.parametrize("is_first", [True, False], ids=["first run", "later run"])
def test_a_folder_that_may_only_be_read_is_told_once(launch, program, serve, is_first):
    server = serve(make_batches(30))
    with tempfile.TemporaryDirectory() as data:
        os.chmod(data, 0o755)
        if not is_first:
            launch_and_look(launch, server, [shared_copy(program)], data)
        for path in [data, *map(str, Path(data).rglob("*"))]:
            os.chmod(path, 0o555 if os.path.isdir(path) else 0o444)
        # Root may write everywhere.
        other = ["setpriv", f"--reuid={NOBODY_ELSE}", "--clear-groups"] if os.geteuid() == 0 else []
        browser = launch(
            shell=[*found(other), shared_copy(program), "--base-url", server.url],
            env={"XDG_DATA_HOME": data},
        )
        browser.wait_for(NOTHING_KEPT + ": .*(permission|read)")
        browser.wait_for_all()
        assert browser.names()[0] == 0
        browser.type("r")
        browser.wait_for("refreshed: nothing has changed")
        assert NOTHING_KEPT not in browser.text()
        browser.quit()
        for path in [data, *map(str, Path(data).rglob("*"))]:
            os.chmod(path, 0o755)


def launch_and_look(launch, server, shell, data):
    browser = launch(shell=[*shell, "--base-url", server.url], env={"XDG_DATA_HOME": data})
    browser.wait_for_all()
    browser.quit()


def found(command):
    return [shutil.which(command[0]), *command[1:]] if command else []


@pytest.mark.parametrize("is_first", [True, False], ids=["first run", "later run"])
def test_a_full_disk_is_told_once(browse, launch, program, serve, folder, is_first):
    server = serve(make_batches(100))
    if not is_first:
        look(browse, server)
        server.insert(*[make_batch(number, id=f"batch_new_{number}") for number in range(100)])
    # Files may not grow beyond some kilobytes: SQLite sees a failed write.
    most = 40_000 if is_first else 100_000
    limit = f"trap '' XFSZ; ulimit -f {most // 512}; exec \"$0\" \"$@\""
    browser = launch(shell=["/bin/sh", "-c", limit, program, "--base-url", server.url])
    browser.wait_for(NOTHING_KEPT + ": .*")
    browser.wait_for_all()
    if not is_first:
        assert browser.loaded() == 200
    browser.type("r")
    browser.wait_for("refreshed: nothing has changed")
    assert NOTHING_KEPT not in browser.text()
    browser.quit()
    look(browse, server)


def test_a_newer_file_is_left_alone_and_told(browse, serve, folder):
    server = serve(make_batches(30))
    look(browse, server)
    file = file_in(folder)
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = file.read_bytes()
    browser = browse(server)
    browser.wait_for(NOTHING_KEPT + ": a newer version of lazybatch wrote it")
    browser.wait_for_all()
    assert not re.search(AS_OF, browser.text())
    browser.quit()
    assert file.read_bytes() == before and not list(folder.glob("*damaged*"))


@pytest.mark.parametrize("damage", ["all", "pages"])
def test_a_damaged_file_is_set_aside_and_told(browse, serve, folder, exported, damage):
    server = serve(make_batches(90))
    look(browse, server)
    file = file_in(folder)
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    for part in folder.iterdir():
        content = part.read_bytes()
        # The first page says which tables there are.
        kept = 4096 if damage == "pages" else 0
        part.write_bytes(content[:kept] + b"damage! " * ((len(content) - kept) // 8 + 10))
    browser = browse(server)
    browser.wait_for("(?s)history.*damaged")
    browser.wait_for_all()
    assert len(browser.names()) > 20 and not re.search(AS_OF, browser.text())
    browser.type("r")
    browser.wait_for("refreshed: nothing has changed")
    assert "damaged" not in browser.text()
    browser.quit()
    assert Path(f"{file}.damaged").is_file()
    assert [row["batch"]["id"] for row in exported(server)] == [
        batch["id"] for batch in server.batches
    ]


def test_rows_from_the_future_are_old_as_well(browse, serve, folder):
    """The clock was set back since they were read."""
    server = serve([*map(active, range(3)), *make_batches(50)[3:]])
    look(browse, server)
    with sqlite3.connect(file_in(folder)) as database:
        database.execute("UPDATE sightings SET last_seen = last_seen + 90000")
    database.close()
    server.hold()
    server.change(1, status="failed", failed_at=int(time.time()))
    del server.batches[5]
    browser = browse(server)
    browser.wait_for("as of")
    assert rows_look_old(browser)
    server.release()
    browser.wait_for("since you last looked.*: 1 ended, 1 of them failed, 1 gone")
    assert not rows_look_old(browser)
    browser.quit()
