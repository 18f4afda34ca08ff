"""Lists on screen: the first page, lazy paging, moving about, what a server is asked for."""

import re
import threading

import pytest
from hostile import Answer, afters, make_batch, make_batches


def test_demo_opens_browses_and_quits(launch):
    browser = launch("--demo")
    browser.wait_for(r"\d+ loaded")
    browser.wait_for(r"completed")
    browser.type("G")
    browser.wait_for(r"\d{3,} loaded")
    browser.quit()


def test_first_page_shows_while_the_second_is_still_on_its_way(browse, serve):
    server = serve(make_batches(230))
    second = []

    def hold_the_second(number, request):
        if request.after is not None and not second:
            second.append(request)
            server.hold()

    server.behave = hold_the_second
    browser = browse(server)
    browser.wait_for_loaded(100)
    assert browser.names()[:3] == [0, 1, 2]
    browser.wait_for("more on the server")
    server.release()
    browser.wait_for_loaded(200)


def test_pages_ahead_of_the_cursor_are_asked_for_and_no_more(browse, serve):
    server = serve(make_batches(1000))
    browser = browse(server)
    # 100 rows are fewer than three screens below the cursor, 200 are not.
    browser.wait_for_loaded(200)
    # A third page would be asked for as the second one is shown, or else at the next key.
    browser.type("j")
    browser.wait_for_selected(1)
    browser.type("r")
    browser.wait_for("refreshed: nothing has changed")
    assert afters(server) == [None, "batch_000099", None]
    assert all(request.query["limit"] == "100" for request in server.list_requests())
    assert browser.loaded() == 200


@pytest.mark.parametrize("count", [3, 100, 230])
def test_page_down_reaches_every_row_once(browse, serve, count):
    server = serve(make_batches(count))
    browser = browse(server)
    browser.wait_for_selected(0)
    seen = list(browser.names())
    while browser.selected() != count - 1:
        before = browser.selected()
        browser.press("pagedown")
        browser.wait_for_move_past(before)
        seen += [number for number in browser.names() if number > seen[-1]]
    assert seen == list(range(count))
    assert afters(server) == [None] + [f"batch_{last:06d}" for last in range(99, count - 1, 100)]
    browser.wait_for_all()


def test_last_row_key_asks_for_one_page_at_a_time(browse, serve):
    server = serve(make_batches(500))
    # On a screen so small a page below the cursor is enough.
    browser = browse(server, size=(80, 24))
    browser.wait_for_loaded(200)
    for pages in (3, 4, 5):
        browser.type("G")
        browser.wait_for_loaded(pages * 100)
        assert len(server.list_requests()) == pages


class SlowAnswers:
    """Lets each answer wait until the cursor has gone on by a step since its request."""

    def __init__(self):
        self.asked = self.answered = 0
        self._changed = threading.Condition()

    def __call__(self, number, _):
        with self._changed:
            self.asked = number + 1
            self._changed.wait_for(lambda: self.answered > number)

    def answer(self, count):
        """Answers the first `count` requests."""
        with self._changed:
            self.answered = count
            self._changed.notify_all()


def walk_with_slow_answers(browser, answers, press, rows, steps):
    """Moves on some rows at a time; an answer comes one step after its request.

    A cursor that stood before an unloaded row would lose moves.
    """
    answers.answer(2)
    browser.wait_for_loaded(200)
    for number in range(steps):
        browser.wait_for_loaded(100 * answers.answered)
        ahead = 100 * answers.answered - 1 - number * rows
        if ahead < max(100, 3 * len(browser.names())):
            browser.wait_until(
                lambda: answers.asked > answers.answered, f"a page is asked for with {ahead} ahead"
            )
        asked = max(answers.asked, answers.answered)
        press()
        browser.wait_for_selected((number + 1) * rows)
        answers.answer(asked)


def test_held_j_never_waits_for_a_page(browse, serve):
    """Six rows are what goes by in 0.2 s."""
    answers = SlowAnswers()
    browser = browse(serve(make_batches(1000), behave=answers), size=(80, 24))
    walk_with_slow_answers(browser, answers, lambda: browser.type("jjjjjj"), rows=6, steps=40)
    assert 3 <= answers.asked <= 5


def test_page_down_never_waits_for_a_page(browse, serve):
    """One press is what somebody does in 0.2 s."""
    answers = SlowAnswers()
    browser = browse(serve(make_batches(3000), behave=answers), size=(200, 60))
    # All lines show rows, but for four at the head and one at the foot.
    walk_with_slow_answers(browser, answers, lambda: browser.press("pagedown"), rows=55, steps=21)
    assert answers.asked > 12


def test_rows_stay_when_a_page_fails_and_the_named_key_tries_again(browse, serve):
    def refuse_further_pages(number, request):
        return Answer(401, "Invalid token") if request.after else None

    server = serve(make_batches(150), behave=refuse_further_pages)
    browser = browse(server)
    browser.wait_for_loaded(100)
    browser.type("G")
    # Above the foot the message may cover the list's last line, so it names the key as well.
    browser.wait_for(r"(?s)rejected.*r\s+tries\s+again")
    assert browser.selected() == 99
    browser.type("k")
    browser.wait_for(r"rejected.*r tries again")
    server.behave = None
    browser.type("r")
    browser.wait_for_loaded(150)


def test_failing_first_page_says_what_to_do(browse, serve):
    server = serve([], behave=lambda *_: Answer(401, "Invalid token"))
    browser = browse(server, env={"SILICONFLOW_API_KEY": "sk-wrong"})
    browser.wait_for(r"key was rejected")
    browser.wait_for(r"SILICONFLOW_API_KEY")
    assert len(server.requests) == 1


def test_empty_list_says_so(browse, serve):
    browser = browse(serve([]))
    browser.wait_for(r"(?i)no batches")
    browser.type("jkGg")
    browser.press("pagedown", "pageup", "enter")
    browser.escape_without_effect()
    browser.quit()


def test_moves_of_vim_and_less(browse, serve):
    browser = browse(serve(make_batches(230)), size=(120, 40))
    browser.wait_for_loaded(200)
    browser.type("jjj")
    browser.wait_for_selected(3)
    browser.type("k")
    browser.wait_for_selected(2)
    browser.press("down", "down", "up")
    browser.wait_for_selected(3)
    browser.type("]")
    browser.wait_for_selected(103)
    browser.type("[")
    browser.wait_for_selected(3)
    browser.press("end")
    browser.wait_until(lambda: (browser.selected() or 0) >= 199, "the last loaded row is selected")
    browser.press("home")
    browser.wait_for_selected(0)
    for there, back in (("^D", "^U"), ("^F", "^B"), ("pagedown", "pageup")):
        browser.press(there)
        browser.wait_until(lambda: (browser.selected() or 0) > 10, f"{there} moves")
        browser.press(back)
        browser.wait_for_selected(0)


def test_columns_line_up_whatever_the_names(browse, serve):
    names = [
        "plain", "批处理-夜间评测", "한국어 작업", "naïve café", "e\u0301le\u0301gant",
        "emoji 🚀 job", "全角ＡＢＣ", "a" * 300, "很长的名字" * 40, "tab\there", "esc\x1b[31mred",
    ]  # fmt: skip
    batches = [
        make_batch(number, metadata={"name": name}, status="in_progress", request_counts=None)
        for number, name in enumerate(names)
    ]
    browser = browse(serve(batches), size=(120, 40))
    browser.wait_for_all()
    browser.wait_for("夜 ?间 ?评 ?测")
    # One cell each in `buffer`, where the string of a line has none for a wide one's right half.
    rows = [
        [browser.screen.buffer[line][column].data for column in range(120)]
        for line, text in enumerate(browser.list_lines())
        # Not the summary, whose words stand further to the right.
        if "in_progress" in text[:16]
    ][: len(names)]
    assert len(rows) == len(names)
    statuses = {"".join(row).index("in_progress") for row in rows}
    assert len(statuses) == 1
    borders = {row.index("│") for row in rows}
    assert len(borders) == 1, "the pane's border is not straight"
    ages = {re.search(r"(\S+)\s*$", "".join(row[: min(borders)]))[1] for row in rows}
    assert len(ages) == 1, ages
    assert b"\x1b[31mred" not in browser.output


def test_cursor_rests_on_what_is_selected(browse, serve):
    """Hidden, but screen readers and magnifiers follow it."""
    browser = browse(serve(make_batches(60)))
    browser.wait_for_all()
    for keys in ["jjj", "k", "v", "jj", "v"]:
        browser.type(keys)
        browser.settle()
        assert browser.screen.cursor.y == browser.selected_line()
    browser.type("s")
    browser.settle()
    cursor = browser.screen.cursor
    assert cursor.hidden and browser.screen.buffer[cursor.y][cursor.x].reverse
