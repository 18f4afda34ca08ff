"""Rows saved from the browser: the bytes of `lazybatch list`, and never half a file."""

import os
import signal

import pytest
from hostile import make_batches

ROWS = 230
#: A quarter of the bytes of 10,000 rows as JSON.
MOST_WRITTEN = 1_400_000


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "saved"
    folder.mkdir()
    return folder


@pytest.fixture
def server(serve):
    return serve(make_batches(ROWS), page_limit=ROWS)


@pytest.fixture
def browser(browse, server):
    browser = browse(server, "--page-size", "300")
    browser.wait_for_all()
    return browser


def save(browser, path):
    browser.type("w")
    browser.wait_for("save as")
    browser.press("^U")
    browser.type(str(path))
    browser.press("enter")


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_the_bytes_are_those_of_list(browser, server, run, folder, format):
    path = folder / f"rows.{format}"
    save(browser, path)
    browser.wait_for(f"saved {ROWS} rows as")
    browser.wait_for(path.name)
    listed = run("list", "--all", "--output", format, "--base-url", server.url, encoding=None)
    assert path.read_bytes() == listed.stdout
    assert os.listdir(folder) == [path.name]
    browser.quit()


def test_a_file_is_replaced_only_when_the_user_says_so(browser, folder):
    path = folder / "rows.csv"
    path.write_text("mine")
    save(browser, path)
    browser.wait_for("rows.csv exists; replace it")
    browser.type("n")
    browser.wait_for("save as")
    assert path.read_text() == "mine"
    browser.press("enter")
    browser.wait_for("rows.csv exists; replace it")
    browser.type("y")
    browser.wait_for(f"saved {ROWS} rows")
    assert path.read_text().startswith("id,name,")
    assert os.listdir(folder) == ["rows.csv"]
    browser.quit()


def test_nothing_stays_of_what_cannot_be_saved(browser, folder):
    save(browser, folder / "rows.txt")
    browser.wait_for("must end in .json, .jsonl or .csv")
    browser.press("escape")
    save(browser, folder / "none" / "rows.csv")
    browser.wait_for("Not saved: there is no folder")
    assert os.listdir(folder) == []
    browser.quit()


def test_a_disk_that_fills_up_leaves_nothing(launch, server, program, folder):
    command = f"ulimit -f 8; exec {program} --base-url {server.url} --page-size 300"
    browser = launch(shell=["/bin/sh", "-c", command])
    browser.wait_for_all()
    save(browser, folder / "rows.json")
    browser.wait_for(r"(?s)Not saved: .*cannot\s+be\s+written:\s+File\s+too\s+large")
    assert os.listdir(folder) == []
    browser.quit()


def stop_in_the_middle(browser, folder):
    """Saves rows as JSON and stops the program when the file has begun, or tries again."""
    for number in range(50):
        path = folder / f"rows{number}.json"
        save(browser, path)
        while not os.listdir(folder):
            assert not browser.has_ended(), browser.picture()
        browser.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, browser.pid, os.WSTOPPED)
        names = os.listdir(folder)
        # So much is left to be written that it cannot be complete before a signal is heard.
        if names != [path.name] and os.stat(folder / names[0]).st_size < MOST_WRITTEN:
            return
        browser.signal(signal.SIGCONT)
        browser.wait_for("saved 10,000 rows")
        path.unlink()
    pytest.fail("it is never in the middle of a file")


def test_ending_in_the_middle_leaves_nothing(browse, serve, folder):
    server = serve(make_batches(10_000), page_limit=10_000)
    browser = browse(server, "--page-size", "10000")
    browser.wait_for_all()
    stop_in_the_middle(browser, folder)
    browser.signal(signal.SIGTERM)
    browser.signal(signal.SIGCONT)
    assert browser.wait_for_end() == -signal.SIGTERM
    assert os.listdir(folder) == []
    browser.assert_restored()
