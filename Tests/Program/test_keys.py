"""Keys of other layouts, marks, and how the browser was left."""

import json
import stat
from pathlib import Path

import pytest
from hostile import make_batches


@pytest.fixture
def state_folder(environment):
    return Path(environment["HOME"]) / ".local/state/lazybatch"


def test_letters_of_another_layout_act_by_their_place(browse, serve):
    browser = browse(serve(make_batches(20)))
    browser.wait_for_all()
    browser.type("оо")
    browser.wait_for_selected(2)
    browser.type(".")
    browser.type("/й")
    browser.wait_for("/й")
    browser.press("escape")
    browser.type("й")
    assert browser.wait_for_end() == 0


def test_marked_rows_are_copied_and_forgotten(browse, serve):
    browser = browse(serve(make_batches(20)))
    browser.wait_for_all()
    browser.type("  j ")
    browser.wait_for("# 3 marked")
    assert sum(row.startswith("#") for row in browser.text().splitlines()) == 3
    browser.type("y")
    browser.wait_for("the 3 ids")
    browser.type("*")
    browser.wait_for("# 20 marked")
    browser.press("escape")
    browser.wait_for("q quit")
    browser.quit()


@pytest.mark.parametrize("options", [[], ["--no-history"]])
def test_the_browser_begins_as_it_was_left(browse, serve, state_folder, options):
    server = serve(make_batches(90))
    browser = browse(server, *options)
    browser.wait_for_all()
    browser.type("pttcr\r")
    browser.wait_for("REQUESTS")
    browser.type("jjjj")
    browser.wait_for_selected(4)
    browser.quit()
    (file,) = state_folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state_folder.stat().st_mode) == 0o700
    kept = json.loads(file.read_text())
    assert kept["times"] == "utc" and kept["pane"] is False and "requests" in kept["columns"]
    assert "sk-" not in file.read_text()
    browser = browse(server, *options)
    browser.wait_for_all()
    browser.wait_for("REQUESTS")
    browser.wait_for_selected(4)
    browser.quit()


@pytest.mark.parametrize("text", [b"", b"{", b'{"tab":1}', b"\xff" * 10, b"[" * 100_000])
def test_a_damaged_file_is_told_of_once_and_replaced(browse, serve, state_folder, text):
    server = serve(make_batches(9))
    browser = browse(server)
    browser.wait_for_all()
    browser.type("jt")
    browser.quit()
    (file,) = state_folder.iterdir()
    file.write_bytes(text)
    browser = browse(server)
    browser.wait_for("how you left the browser is not known")
    browser.wait_for_all()
    browser.type("j")
    browser.quit()
    assert "selected" in json.loads(file.read_text())
    browser = browse(server)
    browser.wait_for_all()
    assert "not known" not in browser.text()
    browser.quit()


def test_what_cannot_be_written_is_not_waited_for(browse, serve, state_folder):
    state_folder.parent.mkdir(parents=True)
    state_folder.write_text("a file")
    browser = browse(serve(make_batches(9)))
    browser.wait_for_all()
    browser.type("jt")
    browser.quit()
    assert state_folder.read_text() == "a file"


def test_the_demo_keeps_nothing(launch, state_folder):
    browser = launch("--demo")
    browser.wait_for("loaded")
    browser.type("jt")
    browser.quit()
    assert not state_folder.exists()
