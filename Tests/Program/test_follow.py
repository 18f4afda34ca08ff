"""What happens while nobody asks: refreshes by themselves, the followed batch, the whole list."""

from hostile import Answer, afters, make_batch, make_batches

FOCUS_OUT, FOCUS_IN = b"\x1b[O", b"\x1b[I"
SLOW_DOWN = Answer(429, {"message": "slow down"}, {"Retry-After": "300"})


def running(number, **changes):
    return make_batch(number, status="in_progress", completed_at=None, finalizing_at=None, **changes)


def test_refreshes_by_itself_only_while_something_may_change(browse, serve):
    """Slow, since the shortest rest before a refresh is 10 s: so all kinds of lists rest at once.

    That others ask for nothing meanwhile is true when the last one that was opened has refreshed.
    """

    def open_list(*batches):
        server = serve([*batches, *make_batches(40)[len(batches) :]])
        browser = browse(server)
        browser.wait_for_all()
        return browser, server

    ended, ended_server = open_list()
    assert "next in" not in ended.text()

    has_ended, has_ended_server = open_list(running(0))
    has_ended.wait_for(r"next in \d+s")
    has_ended_server.change(0, status="completed")
    has_ended.type("r")
    has_ended.wait_for(r"completed +job 000000")
    assert "next in" not in has_ended.text()

    paused, paused_server = open_list(running(0))
    paused.type("Z")
    paused.wait_for("auto-refresh paused")

    unfocused, unfocused_server = open_list(running(0))
    unfocused.send(FOCUS_OUT)
    unfocused.wait_for("next in 2m")

    limited, limited_server = open_list(running(0))
    limited_server.behave = lambda *_: SLOW_DOWN
    limited.type("r")
    limited.wait_for("retry in 5m")
    # From here on it would come back as soon as anybody, but for what the server said.
    limited.type("ZZ")
    limited.wait_for("auto-refresh on")

    told, told_server = open_list(running(0))
    told_server.behave = lambda *_: SLOW_DOWN

    browser, server = open_list(running(0))
    browser.wait_for(r"next in \d+s")
    browser.move_to(3)
    assert len(server.requests) == 1
    server.change(0, status="completed")
    assert server.wait_for_requests(2)
    browser.wait_for(r"completed +job 000000")
    assert browser.selected() == 3
    assert "next in" not in browser.text()

    assert len(ended_server.requests) == 1, "nothing is active"
    assert len(has_ended_server.requests) == 2, "nothing is active any more"
    assert len(paused_server.requests) == 1
    assert len(unfocused_server.requests) == 1
    assert len(limited_server.requests) == 2

    paused.type("Z")
    assert paused_server.wait_for_requests(2), "it is long due"
    unfocused.send(FOCUS_IN)
    assert unfocused_server.wait_for_requests(2), "it is long due"

    assert told_server.wait_for_requests(2)
    told.wait_for("retry in 5m")
    told.wait_for("Not refreshed")
    assert len(told.names()) > 5


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
        browser.wait_for(r"» ▸ in_progress +job 000001 ")
        browser.type("G")
        browser.wait_for(r"» ▸ in_progress +job 000001 ")
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
    browser.wait_for("all loaded: 3,000 rows")
    assert browser.selected() == 2
    assert [request.after for request in server.requests].count(None) == 1


def test_loading_the_whole_list_can_be_stopped(browse, serve):
    server = serve(make_batches(3000))
    browser = browse(server)
    browser.wait_for_loaded(200)
    server.hold()
    browser.type("L")
    browser.wait_for(r"loading all: \d+ pages")
    assert server.wait_for_requests(3)
    browser.press("^C")
    browser.wait_for(r"stopped after [\d,]+ rows")
    server.release()
    browser.type("j")
    browser.wait_for_selected(1)
    # Whatever was still asked for comes before this.
    browser.type("r")
    browser.wait_for("refreshed: nothing has changed")
    assert afters(server) == [None, "batch_000099", "batch_000199", None]
    assert browser.loaded() == 200
