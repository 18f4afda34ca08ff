"""`r` and `R`: what changes on screen, what stays, what a server is asked for."""

import re

from hostile import Answer, make_batch, make_batches


def new_batch(number):
    return make_batch(0, id=f"batch_new_{number}", metadata={"name": f"newcomer {number}"})


def test_selection_stays_on_its_line_when_rows_arrive_above(browse, serve):
    server = serve(make_batches(300))
    browser = browse(server)
    browser.wait_for_loaded(200)
    browser.move_to(20)
    line = browser.selected_line()
    asked = len(server.requests)
    server.insert(*map(new_batch, range(3)))
    browser.type("r")
    browser.wait_for(r"▴ ?3 new")
    assert (browser.selected(), browser.selected_line()) == (20, line)
    assert [request.after for request in server.requests[asked:]] == [None]
    browser.type("g")
    browser.wait_for("newcomer 0")
    assert "newcomer 2" in browser.text()
    assert "▴ 3 new" not in browser.text()


def test_tail_stays_loaded_when_the_head_is_refreshed(browse, serve):
    server = serve(make_batches(250))
    browser = browse(server)
    browser.wait_for_loaded(200)
    browser.type("G")
    browser.wait_for_loaded(250)
    browser.type("G")
    browser.wait_for_selected(249)
    server.insert(new_batch(0))
    browser.type("r")
    browser.wait_for_loaded(251)
    assert browser.selected() == 249


def test_changed_status_is_shown(browse, serve):
    server = serve(make_batches(40, status="in_progress", completed_at=None, finalizing_at=None))
    browser = browse(server)
    browser.wait_for_all()
    server.change(2, status="failed", errors=["model not found"], failed_at=1749023566)
    browser.type("r")
    browser.wait_for(r"failed +job 000002")
    server.change(2, status="some_new_status")
    browser.type("r")
    browser.wait_for(r"some_new_s\S* +job 000002")


def test_active_rows_far_below_are_brought_up_to_date(browse, serve):
    server = serve(make_batches(230))
    server.change(150, status="in_progress", completed_at=None, finalizing_at=None)
    browser = browse(server)
    browser.wait_for_loaded(200)
    asked = len(server.requests)
    server.change(150, status="failed", failed_at=1749023566)
    browser.type("r")
    browser.wait_until(lambda: len(server.requests) >= asked + 2, "the active row is asked for")
    assert len(server.requests) - asked <= 10
    browser.move_to(150)
    browser.wait_for(r"failed +job 000150")


def test_failed_refresh_changes_nothing_but_the_message(browse, serve):
    server = serve(make_batches(40))
    browser = browse(server)
    browser.wait_for_all()
    browser.move_to(5)
    before = browser.names()
    server.behave = lambda *_: Answer(403, "Forbidden")
    browser.type("r")
    browser.wait_for(r"(?s)HTTP\s+403.*Forbidden")
    # The message may cover the last rows, until the next key.
    covered = browser.names()
    assert covered == before[: len(covered)] and len(before) - len(covered) <= 2
    assert browser.selected() == 5
    browser.type("jk")
    browser.wait_until(lambda: browser.names() == before, "all rows stand where they stood")
    assert browser.selected() == 5
    server.behave = None
    browser.type("r")
    browser.wait_until(
        lambda: not re.search(r"Forbidden|HTTP\s+403", browser.text()),
        "the message goes when a refresh works",
    )


def test_reread_drops_what_is_gone_and_selects_its_neighbour(browse, serve):
    server = serve(make_batches(150))
    browser = browse(server)
    browser.wait_for_loaded(150)
    browser.move_to(12)
    server.batches = [batch for batch in server.batches if batch["id"] != "batch_000012"]
    browser.type("R")
    browser.wait_for_loaded(149)
    assert browser.selected() in (11, 13)
    assert 12 not in browser.names()


def test_reread_of_many_pages_asks_first(browse, serve):
    server = serve(make_batches(230))
    browser = browse(server, "--page-size", "10")
    browser.wait_for(r"\d loaded")
    while "all there are" not in browser.text():
        before = browser.loaded()
        browser.type("G")
        browser.wait_until(lambda: browser.loaded() > before, "another page is loaded")
    assert len(server.requests) == 23
    browser.type("R")
    browser.wait_for(r"23 pages.*\?")
    browser.press("escape")
    browser.wait_until(lambda: "23 pages" not in browser.text(), "the question is gone")
    browser.type("R")
    browser.wait_for(r"23 pages.*\?")
    browser.press("enter")
    browser.wait_for("refreshed: nothing has changed")
    assert len(server.requests) == 2 * 23, "nothing was asked for before the answer"
    assert browser.loaded() == 230
