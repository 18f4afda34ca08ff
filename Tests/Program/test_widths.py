"""Terminals that count characters otherwise: no cell of the screen stands where it does not belong."""

import subprocess
import unicodedata

import pytest
from disputed import NAMES
from hostile import make_batch
from pyte.screens import wcwidth

EMOJI_SINCE = {"🥲": 13, "🫠": 14, "🩷": 15, "🫨": 15, "🪇": 15}
EMOJI_SINCE |= {emoji: 16 for emoji in "🫩🪾🪉🫜"} | {emoji: 17 for emoji in "🫪🛘"}


def terminal(
    unicode=14, unknown=1, ambiguous=1, marks=0, vowels=1, trigram=1, hexagram=1, text_emoji=2
):
    """A terminal's own opinion: the columns of emoji that are newer than its Unicode are `unknown`."""

    def width(character):
        code = ord(character)
        if EMOJI_SINCE.get(character, 0) > unicode:
            return unknown
        if 0x2FFC <= code <= 0x2FFF:
            return unknown if unicode < 16 else 2
        if code == 0x18D80:
            return unknown if unicode < 17 else 2
        if 0x4DC0 <= code <= 0x4DFF:
            return hexagram
        if 0x2630 <= code <= 0x2637 or 0x1D300 <= code <= 0x1D356:
            return trigram
        if character in "㊙㊗〰〽🈂🈷":
            return text_emoji
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            return marks
        if category == "Mc":
            return vowels
        if unicodedata.east_asian_width(character) == "A" and category not in ("Cf", "Co"):
            return ambiguous
        return max(0, wcwidth(character))

    return width


TERMINALS = {
    "as the C library": terminal(),
    "zero columns for the unknown": terminal(unknown=0),
    "two columns for the unknown": terminal(unknown=2),
    "Unicode 12": terminal(unicode=12, vowels=0),
    "kitty": terminal(unicode=15, vowels=0, text_emoji=1),
    "Unicode 16": terminal(unicode=16, trigram=2, hexagram=2),
    "Unicode 17": terminal(unicode=17, trigram=2, hexagram=2),
    "no marks": terminal(marks=1),
    "old hexagrams": terminal(hexagram=2),
    "wide": terminal(ambiguous=2, hexagram=2),
    "wide and new": terminal(ambiguous=2, unicode=17, trigram=2, hexagram=2),
}


@pytest.fixture
def server(serve):
    return serve([make_batch(number, metadata={"name": name}) for number, name in enumerate(NAMES)])


def list_rows(browser):
    """The cells of the list's rows: those before the names, and those behind them."""
    lines = [browser.screen.cells(line) for line in range(browser.screen.lines)]
    titles = next(text for text in map("".join, lines) if "NAME" in text)
    name, progress = titles.index("NAME"), titles.index("PROGRESS")
    rows = [line for line in lines if "completed" in "".join(line[:name])]
    assert len(rows) > 10, browser.picture()
    # The first column is the mark of what was not looked at yet.
    return [("".join(line[1:name]), "".join(line[progress:])) for line in rows]


def assert_in_place(browser):
    """The rows differ in nothing but their names, so every other column has to be alike."""
    rows = list_rows(browser)
    wrong = [row for row in rows if row != rows[-1]]
    assert not wrong, f"{wrong[0]} is not {rows[-1]}\n{browser.picture()}"


@pytest.mark.parametrize("kind", TERMINALS)
def test_no_cell_is_misplaced(browse, server, kind):
    browser = browse(server, size=(100, 60), width=TERMINALS[kind])
    browser.wait_for("completed")
    browser.wait_for("all there are|end of the list")
    browser.type("p")
    browser.settle()
    assert_in_place(browser)
    # A step at a time, so that every row is drawn under the cursor, and again without it.
    for _ in NAMES:
        browser.type("j")
        browser.settle()
    assert_in_place(browser)
    browser.type("kkkkkkkkkk")
    browser.settle()
    assert_in_place(browser)
    before = browser.text()
    browser.screen.erase_in_display(2)
    browser.press("^L")
    browser.settle()
    assert browser.lines()[2:] == before.split("\n")[2:]
    browser.quit()


@pytest.mark.parametrize(
    "arguments, variables",
    [(["--ambiguous-width", "2"], {}), ([], {"LAZYBATCH_AMBIGUOUS_WIDTH": "2"})],
    ids=["option", "variable"],
)
def test_terminal_that_does_not_answer(browse, server, arguments, variables):
    wide = TERMINALS["wide"]
    browser = browse(
        server, *arguments, env=variables, size=(100, 60), width=wide, answers=False
    )
    browser.wait_for("all there are|end of the list")
    browser.type("pjjjjjjjjjj")
    browser.settle()
    assert_in_place(browser)
    browser.quit()


def test_variable_with_another_value_is_refused(run, server):
    variables = {"LAZYBATCH_AMBIGUOUS_WIDTH": "wide"}
    result = run("list", "--base-url", server.url, env=variables)
    assert result.returncode == 64
    assert "LAZYBATCH_AMBIGUOUS_WIDTH must be auto, 1 or 2" in result.stderr


@pytest.mark.parametrize(
    "answer",
    [b"62;1;4c1;115;0c", b"[?62;1;4c", b"]11;rgb:ffff/ffff/ffff\x07", b"\x1b[?2026;2$y", b"12;40R"],
)
def test_stray_answers_are_no_keys(browse, server, answer):
    browser = browse(server, size=(100, 60))
    browser.wait_for("all there are|end of the list")
    browser.type("p")
    browser.settle()
    before = browser.lines()[1:]
    browser.send(answer)
    browser.settle()
    assert browser.lines()[1:] == before


def test_light_background_with_eight_colours(browse, serve):
    batches = [make_batch(0, status="in_progress", completed_at=None), make_batch(1)]
    browser = browse(serve(batches), env={"TERM": "xterm"}, background=b"ffff/ffff/ffff")
    browser.wait_for("all there are|end of the list")
    browser.press("^L")
    browser.settle()
    cells = [cell for line in browser.screen.buffer.values() for cell in line.values()]
    colours = {cell.fg for cell in cells if cell.data != " "}
    assert "blue" in colours
    assert not colours & {"brown", "cyan", "green"}


def test_gbk_locale_shows_chinese(browse, server, tmp_path):
    made = subprocess.run(
        ["localedef", "-i", "zh_CN", "-f", "GBK", str(tmp_path / "zh_CN.GBK")],
        capture_output=True,
    )
    if made.returncode > 1:
        pytest.skip("localedef has no definition of GBK here (Debian: locales)")
    variables = {"LANG": "zh_CN.GBK", "LOCPATH": str(tmp_path)}
    browser = browse(server, env=variables, size=(100, 60))
    browser.wait_until(lambda: "夜间评测".encode("gbk") in browser.output, "the name is shown")
    assert b"caf?" in browser.output
    browser.quit()
