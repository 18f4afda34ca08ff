"""What happens while nobody asks: refreshes by themselves, the followed batch, the whole list."""

from hostile import Answer, make_batch, make_batches

FOCUS_OUT, FOCUS_IN = b"\x1b[O", b"\x1b[I"
#: Seconds to the first refresh by itself, and as many to spare on a busy machine.
FIRST_REST, PATIENCE = 10, 20


def running(number, **changes):
    return make_batch(number, status="in_progress", completed_at=None, finalizing_at=None, **changes)


def test_refreshes_by_itself_while_something_is_active_and_then_stops(browse, serve):
    server = serve([running(0), *make_batches(40)[1:]])
    browser = browse(server)
    browser.wait_for_all()
    browser.wait_for(r"next in \d+s")
    browser.move_to(3)
    assert len(server.requests) == 1
    server.change(0, status="completed")
    assert server.wait_for_requests(2, FIRST_REST + PATIENCE)
    browser.wait_for(r"completed +job 000000")
    assert browser.selected() == 3
    assert "next in" not in browser.text()
    assert not server.wait_for_requests(3, FIRST_REST + 2), "nothing is active any more"


def test_paused_it_asks_for_nothing(browse, serve):
    server = serve([running(0), *make_batches(40)[1:]])
    browser = browse(server)
    browser.wait_for_all()
    browser.type("Z")
    browser.wait_for("auto-refresh paused")
    assert not server.wait_for_requests(2, FIRST_REST + 2)
    browser.type("Z")
    assert server.wait_for_requests(2, PATIENCE), "it is long due"


def test_without_focus_it_slows_down(browse, serve):
    server = serve([running(0), *make_batches(40)[1:]])
    browser = browse(server)
    browser.wait_for_all()
    browser.send(FOCUS_OUT)
    browser.wait_for("next in 2m")
    assert not server.wait_for_requests(2, FIRST_REST + 2)
    browser.send(FOCUS_IN)
    assert server.wait_for_requests(2, PATIENCE), "it is long due"


def test_rate_limit_is_told_and_kept(browse, serve):
    server = serve([running(0), *make_batches(40)[1:]])
    browser = browse(server)
    browser.wait_for_all()
    server.behave = lambda *_: Answer(429, {"message": "slow down"}, {"Retry-After": "300"})
    assert server.wait_for_requests(2, FIRST_REST + PATIENCE)
    browser.wait_for(r"retry in 5m")
    browser.wait_for("Not refreshed")
    assert len(browser.names()) > 5
    assert not server.wait_for_requests(3, FIRST_REST + 2)


def test_end_of_the_followed_batch_is_told_as_chosen(browse, serve):
    notice = b"\x1b]9;job 000001 has ended: failed: model not found\x07"
    for options, bell, desktop in [
        ([], False, False),
        (["--notify", "bell"], True, False),
        (["--notify", "desktop"], True, True),
    ]:
        server = serve([running(0), running(1), *make_batches(40)[2:]])
        browser = browse(server, *options)
        browser.wait_for_all()
        browser.move_to(1)
        browser.type("F")
        browser.wait_for(r"» ● in_progress +job 000001 ")
        browser.type("G")
        browser.wait_for(r"» ● in_progress +job 000001 ")
        before = len(browser.output)
        server.change(1, status="failed", errors=["model not found"], failed_at=1749023566)
        browser.type("r")
        browser.wait_for("job 000001 has ended: failed: model not found")
        output = bytes(browser.output[before:])
        assert (notice in output) == desktop
        assert (b"\x07" in output) == bell
        browser.type("e")
        browser.wait_for(r"\d\d:\d\d +✖ job 000001 +in_progress → failed: model not found")
        browser.press("enter")
        browser.wait_for_selected(1)
        browser.quit()


def test_whole_list_is_loaded_while_it_is_used(browse, serve):
    server = serve(make_batches(3000))
    browser = browse(server)
    browser.wait_for_loaded(200)
    server.hold()
    browser.type("L")
    browser.wait_for(r"loading all: \d+ pages, [\d,]+ rows")
    browser.type("jj")
    browser.wait_for_selected(2)
    server.release()
    browser.wait_for("all loaded: 3,000 rows", PATIENCE)
    assert browser.selected() == 2
    assert [request.after for request in server.requests].count(None) == 1


def test_loading_the_whole_list_can_be_stopped(browse, serve):
    server = serve(make_batches(3000), latency=0.5)
    browser = browse(server)
    browser.wait_for_loaded(200)
    browser.type("L")
    browser.wait_for(r"loading all: \d+ pages")
    browser.press("^C")
    browser.wait_for(r"stopped after [\d,]+ rows")
    asked = len(server.requests)
    assert not server.wait_for_requests(asked + 1, 1)
    browser.type("j")
    browser.wait_for_selected(1)
