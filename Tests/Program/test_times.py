"""Timestamps in the detail pane: absolute, relative, epoch, steps; and what `t` does."""

import re
import time

from hostile import HOUR, make_batch

# 2025-06-04 07:52:46 UTC
CREATED = 1749023566


def batch(**changes):
    return make_batch(
        0,
        created_at=CREATED,
        in_progress_at=CREATED + 130,
        finalizing_at=CREATED + 3600,
        completed_at=CREATED + 3660,
        expires_at=CREATED + 24 * HOUR,
        **changes,
    )


def test_local_time_raw_seconds_and_step_of_each_timestamp(browse, serve):
    browser = browse(serve([batch()]), size=(160, 50), env={"TZ": "XST-8"})
    browser.wait_for(r"created\W.*15:52:46")
    browser.wait_for(r"06-04 15:52:46")
    browser.wait_for(r"UTC\+0?8")
    browser.wait_for(rf"{CREATED}\b")
    browser.wait_for(rf"{CREATED + 130}\b")
    browser.wait_for(r"in progress\W.*15:54:56")
    browser.wait_for(r"\+ ?2 ?m(in)? ?10 ?s")
    browser.wait_for(r"completed\W.*16:53:46")


def test_utc_after_two_presses_of_t(browse, serve):
    browser = browse(serve([batch()]), size=(160, 50), env={"TZ": "XST-8"})
    browser.wait_for(r"15:52:46")
    browser.type("tt")
    browser.wait_for(r"created\W.*07:52:46")
    assert "15:52:46" not in browser.text()
    browser.type("t")
    browser.wait_for(r"created\W.*15:52:46")


def test_zone_database_and_summer_time(browse, serve):
    browser = browse(serve([batch()]), size=(160, 50), env={"TZ": "America/New_York"})
    browser.wait_for(r"created\W.*03:52:46")


def test_timestamps_stand_in_the_order_of_events(browse, serve):
    browser = browse(serve([batch()]), size=(160, 50))
    browser.wait_for(r"created\W.*07:52:46")
    found = re.findall(r"06-0\d (\d\d:\d\d:\d\d)", "\n".join(line[60:] for line in browser.lines()))
    assert found[:4] == ["07:52:46", "07:54:56", "08:52:46", "08:53:46"]


def test_impossible_order_is_flagged_and_shown(browse, serve):
    browser = browse(serve([batch(failed_at=CREATED - 60)]), size=(160, 50))
    browser.wait_for(r"07:51:46")
    browser.wait_for(rf"{CREATED - 60}\b")


def test_deadline_counts_down_while_the_batch_lives(browse, serve):
    now = int(time.time())
    running = make_batch(
        0,
        status="in_progress",
        created_at=now - 600,
        in_progress_at=now - 300,
        finalizing_at=None,
        completed_at=None,
        expires_at=now + 24 * HOUR - 600,
    )
    browser = browse(serve([running]), size=(160, 50))
    browser.wait_for(r"expires\W.*in 23 ?h")


def test_unset_timestamps_are_never_1970(browse, serve):
    odd = batch(failed_at=0, expired_at=-1, cancelling_at="", cancelled_at={})
    browser = browse(serve([odd]), size=(160, 50))
    browser.wait_for(r"07:52:46")
    # The head line has the server's port, any number.
    below = "\n".join(browser.lines()[1:])
    assert "1970" not in below
    assert "1969" not in below


def test_every_field_can_be_read_by_scrolling(browse, serve):
    full = batch(
        errors=["first error", "second error"],
        metadata={"name": "job 000000", "batch_description": "a long story", "team": "vision"},
        unknown_field="kept all the same",
    )
    browser = browse(serve([full]), size=(100, 24))
    browser.wait_for_selected(0)
    browser.press("enter")
    wanted = {
        "batch_000000", "file-in-000000", "file-out-000000", "/v1/chat/completions", "24h",
        "file000000.jsonl", "first error", "second error", "a long story", "team", "vision",
    }  # fmt: skip
    while wanted := {word for word in wanted if word not in browser.text()}:
        before = browser.text()
        browser.type("j")
        browser.wait_until(lambda: browser.text() != before, f"there is more, with {wanted}")
