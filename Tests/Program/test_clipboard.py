"""`y` and the ways text reaches a clipboard."""

import base64
import errno
import os

from hostile import make_batch, make_batches

CODED = b"\x1b]52;c;" + base64.b64encode(b"batch_000000")


def add_tool(directory, script):
    """A program by the name of one that keeps the clipboard of X; returns what finds it."""
    directory.mkdir()
    tool = directory / "xclip"
    tool.write_text(f"#!/bin/sh\ncd '{directory}'\n{script}\n")
    tool.chmod(0o700)
    return {"PATH": f"{directory}:{os.environ['PATH']}", "DISPLAY": ":0"}


def test_copy_through_the_terminal(browse, serve):
    # No clipboard tool to be found.
    browser = browse(serve(make_batches(5)), env={"PATH": "/nonexistent"})
    browser.wait_for_all()
    browser.type("y")
    browser.wait_for(r"sent the id to the terminal \(OSC 52\): batch_000000")
    assert CODED in browser.output


def test_copy_with_a_tool_and_through_the_terminal(browse, serve, tmp_path):
    tools = tmp_path / "tools"
    browser = browse(serve(make_batches(5)), env=add_tool(tools, "cat >taken"))
    browser.wait_for_all()
    browser.type("y")
    browser.wait_for("copied the id, with xclip")
    assert (tools / "taken").read_text() == "batch_000000"
    assert CODED in browser.output


def test_a_key_is_answered_while_a_tool_waits(browse, serve, tmp_path):
    tools = tmp_path / "tools"
    environment = add_tool(tools, "read -r _ <go-on; cat >taken")
    os.mkfifo(tools / "go-on")
    # More than a pipe holds: nobody can believe that it was taken before it is.
    note = "x" * 200_000
    metadata = {"name": "job 000000", "note": note}
    batches = [make_batch(0, metadata=metadata), *make_batches(5)[1:]]
    browser = browse(serve(batches), env=environment)
    browser.wait_for_all()
    browser.type("YG")
    browser.press("enter")

    pipe = None

    def tool_waits():
        nonlocal pipe
        try:
            pipe = os.open(tools / "go-on", os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO
        return pipe is not None

    browser.wait_until(tool_waits, "the tool waits")
    browser.type("j")
    browser.wait_for_selected(1)
    assert "copied" not in browser.text()

    os.write(pipe, b"\n")
    os.close(pipe)
    browser.wait_for("copied the all as JSON, with xclip")
    assert browser.selected() == 1
    assert note in (tools / "taken").read_text()


def test_copy_and_quit_at_once(browse, serve, tmp_path):
    tools = tmp_path / "tools"
    browser = browse(serve(make_batches(5)), env=add_tool(tools, "cat >taken"))
    browser.wait_for_all()
    browser.type("yq")
    assert browser.wait_for_end() == 0
    browser.assert_restored()
    assert (tools / "taken").read_text() == "batch_000000"
    assert CODED in browser.output


def test_copy_goes_to_the_buffer_of_tmux(tmux, program, serve):
    browser = tmux.start(f"{program} --base-url {serve(make_batches(60)).url}")
    browser.wait_for_all()
    browser.type("jy")
    browser.wait_for("the id is in tmux's buffer")
    assert tmux.ask("show-buffer") == "batch_000001"
