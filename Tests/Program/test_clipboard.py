"""`y` and the ways text reaches a clipboard."""

import base64

from hostile import make_batches


def test_copy_through_the_terminal(browse, serve):

    # No clipboard tool to be found.
    browser = browse(serve(make_batches(5)), env={"PATH": "/nonexistent"})
    browser.wait_for_all()
    browser.type("y")
    browser.wait_for("(?i)copied")
    coded = base64.b64encode(b"batch_000000")
    assert b"\x1b]52;c;" + coded in browser.output


def test_copy_goes_to_the_buffer_of_tmux(tmux, program, serve):
    browser = tmux.start(f"{program} --base-url {serve(make_batches(60)).url}")
    browser.wait_for_all()
    browser.type("jy")
    browser.wait_for("(?i)copied")
    assert tmux.ask("show-buffer") == "batch_000001"
