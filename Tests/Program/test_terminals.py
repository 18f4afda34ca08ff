"""Terminal types, locales and sizes: the screen is whole in each of them."""

import os
import random
import re
import signal
import subprocess

import pytest
from hostile import make_batch, make_batches

# Each name is tried where its terminfo entry is installed.
TERMS = [
    "xterm", "xterm-256color", "xterm-mono", "xterm-direct", "tmux-256color", "screen",
    "screen-256color", "linux", "vt100", "vt220", "rxvt-unicode", "alacritty", "kitty", "foot",
]  # fmt: skip
LOCALES = {
    "UTF-8": {"LANG": "C.UTF-8"},
    "none": {"LANG": None},
    "C": {"LC_ALL": "C"},
}
SIZES = [(120, 40), (80, 24), (50, 15), (20, 6), (1, 1), (3, 40), (200, 2), (500, 200), (100, 30)]


def is_installed(term):
    return subprocess.run(["infocmp", term], capture_output=True).returncode == 0


def ages_masked(text):
    """The screen's text without what changes as time goes by."""
    return re.sub(r" *refreshed .*|\d+ ?(s|min|m|h|d)\b", "…", text)


def assert_not_smeared(browser):
    """What is on screen is what a full redraw puts there."""
    browser.wait_until(lambda: browser.text().strip(), "something is on screen")
    before = browser.text()
    browser.screen.erase_in_display(2)
    browser.press("^L")
    browser.wait_until(lambda: browser.text().strip(), "something is on screen again")
    assert ages_masked(before) == ages_masked(browser.text())


@pytest.fixture
def server(serve):
    names = ["批处理-夜间评测", "naïve", "emoji 🚀", "plain"]
    batches = make_batches(60)
    for number, name in enumerate(names):
        batches[number] = make_batch(number, metadata={"name": f"{name} {number}"})
    return serve(batches)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("term", [term for term in TERMS if is_installed(term)])
def test_terminal_and_locale(browse, server, term, locale):
    browser = browse(server, env={"TERM": term, **LOCALES[locale]}, size=(100, 30))
    browser.wait_for("plain 3")
    assert re.search("夜 ?间" if locale != "C" else r"\?\?", browser.text())
    browser.type("jjjjjjjj")
    browser.wait_for_selected(8)
    browser.press("up", "down", "pagedown", "pageup")
    browser.wait_for_selected(8)
    browser.resize(80, 24)
    browser.wait_until(lambda: browser.lines()[23].strip(), "the foot line moves")
    assert_not_smeared(browser)
    if locale == "C":
        assert max(browser.output) < 0x80
    browser.quit()


def test_unknown_terminal_is_told_once(browse, serve):
    browser = browse(serve(make_batches(60)), env={"TERM": "xterm-unheard-of"})
    browser.wait_for_all()
    assert "does not know the terminal xterm-unheard-of (TERM); using xterm-256color" in browser.text()
    browser.type("j")
    browser.wait_for_selected(1)
    assert "xterm-unheard-of" not in browser.text()
    browser.quit()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_size_from_the_start(browse, serve, size):
    server = serve(make_batches(60))
    browser = browse(server, size=size)
    # On a small screen nothing tells that the list is there.
    browser.wait_until(lambda: server.answered, "the list has come")
    assert_not_smeared(browser)
    browser.quit()


def test_resize_to_every_size(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_selected(0)
    for columns, lines in SIZES:
        browser.resize(columns, lines)
        assert_not_smeared(browser)
    browser.wait_for_selected(0)
    browser.quit()


def test_selected_row_stays_on_screen_when_the_window_shrinks(browse, serve):
    browser = browse(serve(make_batches(60)), size=(120, 50))
    browser.wait_for_selected(0)
    browser.move_to(35)
    browser.resize(120, 20)
    browser.wait_for_selected(35)
    browser.resize(120, 50)
    browser.wait_for_selected(35)


def test_resized_there_and_back_at_once(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_selected(0)
    browser.signal(signal.SIGSTOP)
    os.waitid(os.P_PID, browser.pid, os.WSTOPPED)
    browser.resize(40, 10)
    browser.resize(120, 40)
    browser.signal(signal.SIGCONT)
    browser.wait_for_selected(0)
    assert_not_smeared(browser)


def test_resize_to_the_same_size_draws_what_was_lost(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_selected(0)
    # A terminal that became smaller and large again before anybody looked.
    browser.screen.erase_in_display(2)
    browser.signal(signal.SIGWINCH)
    browser.wait_for_selected(0)
    assert_not_smeared(browser)


def test_storm_of_resizes(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_selected(0)
    sizes = random.Random(4)
    for _ in range(300):
        browser.resize(sizes.randint(1, 200), sizes.randint(1, 70))
    browser.resize(100, 30)
    browser.wait_for_selected(0)
    assert_not_smeared(browser)
    browser.quit()


def test_hostile_strings_never_act_on_the_terminal(browse, serve):
    evil = "a\x1b[2Jb\x1b]0;title\x07c\x9bd\u202ee\u2028f\u200bg\x00h\r\ni\u2066j\U000e0041k"
    batch = make_batch(
        0,
        status=evil,
        endpoint=evil,
        errors=[evil],
        metadata={"name": evil, evil: evil},
        completion_window=evil,
        input_file_id=evil,
        file_name=evil,
        unknown=evil,
    )
    browser = browse(serve([{**batch, "id": f"id{evil}"}, make_batch(1)]), size=(150, 60))
    browser.wait_for("job 000001")
    browser.press("enter", "pagedown", "end", "^L")
    browser.settle()
    shown = browser.output.decode()
    assert "\x1b[2Jb" not in shown
    assert "\x1b]0;" not in shown
    assert not re.search("[\x00\x9b\u202e\u2028\u200b\u2066\U000e0041]", shown)
    assert_not_smeared(browser)


def test_idle_costs_next_to_nothing(browse, serve):
    """Takes real time, since nothing that happens could end it."""
    seconds = 2
    browser = browse(serve(make_batches(5)))
    browser.wait_for_all()
    browser.type("p")
    browser.settle()
    bytes_before, ticks_before = len(browser.output), processor_ticks(browser.pid)
    rest = browser.lines()[1:]
    browser.read_for(seconds)
    assert browser.lines()[1:] == rest
    # The age of the data in the head line counts seconds for its first minute.
    assert len(browser.output) - bytes_before < 60 * seconds
    assert processor_ticks(browser.pid) - ticks_before < 0.05 * seconds * os.sysconf("SC_CLK_TCK")


def processor_ticks(pid):
    """What the process has used of the processor, its own and the kernel's time for it."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_bytes_of_one_move_are_few(browse, serve):
    browser = browse(serve(make_batches(60)))
    browser.wait_for_all()
    browser.type("p")
    browser.settle()
    before = len(browser.output)
    browser.type("j")
    browser.wait_for_selected(1)
    assert len(browser.output) - before < 800


@pytest.mark.parametrize(
    "variables, arguments",
    [({"NO_COLOR": "1"}, []), ({"CLICOLOR": "0"}, []), ({}, ["--color", "never"])],
    ids=["NO_COLOR", "CLICOLOR", "option"],
)
def test_no_colour_when_asked_for_none(browse, serve, variables, arguments):
    browser = browse(serve(make_batches(5)), *arguments, env=variables)
    browser.wait_for_all()
    colours = {cell.fg for line in browser.screen.buffer.values() for cell in line.values()}
    assert colours <= {"default"}
    assert not re.search(
        rb"\x1b\[(\d+;)*(3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[\d;]*)m", browser.output
    )


def test_ascii_on_request(browse, serve):
    browser = browse(serve(make_batches(5)), "--ascii")
    browser.wait_for_all()
    assert max(browser.output) < 0x80
    browser.quit()
