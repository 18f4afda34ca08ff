"""`o` and `x` in the browser: from a batch to its files, with the same answers as the commands."""

import json
import os
import re
from pathlib import Path

import pytest

KEY = {"SILICONFLOW_API_KEY": "sk-" + 30 * "r"}
TERM = "verdict:some-failed requests>200"


@pytest.fixture
def on(run, simulate, launch):
    """Opens the results of the first batch of a term, on a simulator whose clock stands still."""

    def start(*options, term=TERM, arguments=(), speed=0, **terminal):
        base = simulate("--batches", 120, "--seed", 3, "--speed", speed, *options)

        def command(name, *more, **settings):
            return run(name, *more, "--base-url", base, env=KEY, **settings)

        batch = json.loads(command("list", term, "--limit", "1", "--output", "json").stdout)[0]
        browser = launch("--base-url", base, *arguments, **{"env": KEY, **terminal})
        browser.wait_for("loaded")
        browser.type(f"/id:{batch['id']}")
        browser.press("enter")
        browser.wait_for("1 of .* loaded match")
        browser.type("o")
        return browser, command, batch

    return start


def groups(command, batch):
    result = command("errors", batch["id"], "--output", "json")
    return json.loads(result.stdout)


def save(browser, path, menu=()):
    browser.type("w")
    browser.wait_for("─ save")
    browser.press(*menu, "enter")
    browser.wait_for("save as")
    browser.press("^U")
    browser.type(str(path))
    browser.press("enter")


def test_the_reasons_are_those_of_errors(on):
    browser, command, batch = on()
    wanted = groups(command, batch)
    failed = sum(group["count"] for group in wanted)
    browser.wait_for(
        f"{failed:,} of {batch['request_counts']['total']:,} requests failed, for {len(wanted)} reasons"
    )
    rows = re.findall(r"^ +([\d,]+) +[<\d.]+% +\S+ +(\d+|—)", browser.text(), re.MULTILINE)
    assert [int(count.replace(",", "")) for count, _ in rows] == [g["count"] for g in wanted]
    browser.press("enter")
    browser.wait_for("custom_id")
    assert wanted[0]["custom_id"] in browser.text()
    browser.press("enter")
    browser.wait_for("^ Request")
    assert f'custom_id: "{wanted[0]["custom_id"]}"' in browser.text()
    browser.press("escape", "escape", "escape")
    browser.wait_for("NAME")
    browser.quit()


def test_the_retry_file_is_that_of_the_command(on, tmp_path):
    browser, command, batch = on()
    browser.wait_for("requests failed")
    path = tmp_path / "retry.jsonl"
    save(browser, path)
    browser.wait_for(r"saved [\d,]+ requests")
    assert path.read_text() == command("retry-file", batch["id"]).stdout
    assert os.listdir(tmp_path) == ["retry.jsonl"]
    browser.type("q")
    browser.wait_for("NAME")
    browser.quit()


def test_the_report_and_the_file_are_those_of_the_commands(on, tmp_path):
    browser, command, batch = on()
    browser.wait_for("requests failed")
    save(browser, tmp_path / "report.md", ["down", "down"])
    browser.wait_for(r"saved [\d,]+ reasons?")
    report = command("errors", batch["id"], "--output", "markdown").stdout
    assert (tmp_path / "report.md").read_text() == report
    save(browser, tmp_path / "errors", ["down"] * 3)
    browser.wait_for(r"saved [\d,]+ bytes")
    raw = command("download", batch["id"], "--errors", encoding=None).stdout
    assert (tmp_path / "errors").read_bytes() == raw
    assert sorted(os.listdir(tmp_path)) == ["errors", "report.md"]


def test_what_an_expired_batch_lacks(on):
    browser, command, batch = on(term="verdict:expired-with-output")
    missing = command("retry-file", batch["id"], "--missing").stdout.splitlines()
    failed = command("retry-file", batch["id"]).stdout.splitlines()
    browser.wait_for("missing")
    browser.type("3")
    browser.wait_for(rf" {len(missing) - len(failed):,} missing = [\d,]+ requests")
    assert json.loads(sorted(set(missing) - set(failed), key=missing.index)[0])["custom_id"] in browser.text()


@pytest.mark.parametrize("fault", ["file-cut", "file-no-range", "file-redirect", "file-url"])
def test_faults_do_not_change_what_is_read(on, fault):
    browser, command, batch = on("--fault", fault)
    if fault in ("file-redirect", "file-url"):
        browser.wait_for("[Rr]ead it .*, without the key\\?")
        browser.type("y")
    browser.wait_for(r"[\d,]+ of [\d,]+ requests failed, for \d+ reasons", seconds=30)
    assert f"{batch['request_counts']['failed']:,} of " in browser.text()


def test_a_file_that_is_gone(on):
    browser, _, _ = on("--fault", "file-gone")
    browser.wait_for("tries again")
    browser.press("escape")
    browser.wait_for("NAME")


def test_the_reading_is_stopped_and_goes_on(on):
    browser, _, batch = on("--file-lines", 20_000, "--fault", "file-slow")
    browser.wait_for("Esc stops")
    browser.press("escape")
    browser.wait_for("stopped after .* reads on")
    browser.type("r")
    browser.wait_for("Esc stops")
    browser.press("escape")
    browser.wait_for("stopped after .* reads on")
    browser.press("escape")
    browser.wait_for("NAME")
    browser.quit()


def test_cancelling_is_off(on):
    browser, _, _ = on(term="status:in_progress")
    browser.press("escape")
    browser.wait_for("NAME")
    browser.type("x")
    browser.wait_for("start with --allow-cancel")


def test_cancelling_asks_and_shows_what_came_of_it(on, run):
    browser, command, batch = on(
        term="status:in_progress", arguments=["--allow-cancel"], speed=100
    )
    browser.press("escape")
    browser.wait_for("NAME")
    browser.type("x")
    browser.wait_for("cancel it\\? .* requests are not done")
    browser.press("enter")
    browser.wait_until(lambda: "cancel it?" not in browser.text(), "the question is gone")
    shown = json.loads(command("show", batch["id"], "--output", "json").stdout)
    assert shown["status"] == "in_progress"
    browser.type("x")
    browser.wait_for("cancel it\\?")
    browser.type("y")
    browser.wait_for(r"is cancell(ing|ed)")


def test_a_large_file_leaves_nothing_behind(on, tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    browser, _, _ = on(
        "--file-lines", 20_000, term="status:completed", env={**KEY, "TMPDIR": str(folder)}
    )
    browser.wait_for("1 failures")
    browser.type("2")
    browser.wait_for(r"[\d,]+ requests succeeded", seconds=60)
    # It has no name even while it is there.
    assert os.listdir(folder) == []
    files = Path(f"/proc/{browser.pid}/fd")
    assert [file for file in files.iterdir() if str(folder) in os.readlink(file)]
