"""`scripts/test-summary`: what it makes of the files of pytest and of Swift Testing."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/test-summary"

PYTEST = """<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests">
<testsuite name="pytest" errors="1" failures="1" skipped="1" tests="4" time="1.5">
<testcase classname="test_a" name="test_good[1]" time="0.1" />
<testcase classname="test_a" name="test_bad" time="0.1">
<failure message="AssertionError: one&#10;two">def test_bad(): the whole story</failure></testcase>
<testcase classname="test_a" name="test_left_out" time="0.0">
<skipped type="pytest.skip" message="not here">why</skipped></testcase>
<testcase classname="test_a" name="test_no_fixture" time="0.0">
<error message="failed on setup">its story</error></testcase>
</testsuite></testsuites>"""
# As Swift Testing writes it: controls stay what they are.
SWIFT = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="TestResults" errors="0" tests="3" failures="2" skipped="1" time="0.5">
    <testcase classname="BrowserTests.SaveTests" name="saves()" time="0.1" />
    <testcase classname="BrowserTests.SaveTests" name="sends()" time="0.1" >
      <failure message="Expectation failed: &quot;\x1b[31m&quot; == &#8594;" />
      <failure message="Expectation failed: again" />
    </testcase>
    <testcase classname="BrowserTests.SaveTests" name="later()" >
      <skipped>not yet</skipped>
    </testcase>
  </testsuite>
</testsuites>
"""
NOTHING = '<testsuites><testsuite name="TestResults" errors="0" tests="0" failures="0"/></testsuites>'
GOOD = '<testsuite name="s" tests="1"><testcase classname="c" name="n"/></testsuite>'


@pytest.fixture
def summarize(tmp_path):
    """Runs the script on files that are written first; gives its exit status and its lines."""

    def start(*names, **contents):
        for name, text in contents.items():
            (tmp_path / f"{name.replace('_', '-')}.xml").write_text(text)
        paths = [tmp_path / f"{name}.xml" for name in names]
        result = subprocess.run(
            [sys.executable, SCRIPT, *paths], capture_output=True, encoding="utf-8"
        )
        return result.returncode, result.stdout.splitlines()

    return start


def test_failures_come_with_their_messages_and_the_counts_come_last(summarize):
    status, lines = summarize("python", "swift", python=PYTEST, swift_swift_testing=SWIFT)
    assert status == 1
    assert lines == [
        "failed: test_a.test_bad",
        "  AssertionError: one",
        "  two",
        "failed: test_a.test_no_fixture",
        "  failed on setup",
        "failed: BrowserTests.SaveTests.sends()",
        '  Expectation failed: "\ufffd[31m" == →',
        "  Expectation failed: again",
        "2 passed, 3 failed, 2 skipped",
    ]


def test_a_file_of_swift_testing_is_read_once(summarize):
    names = ["swift", "swift-swift-testing"]
    status, lines = summarize(*names, swift=NOTHING, swift_swift_testing=GOOD)
    assert (status, lines) == (0, ["1 passed, 0 failed, 0 skipped"])


@pytest.mark.parametrize("content", [None, "", '<testsuites>\n<testsuite name="s">'])
def test_a_file_that_is_missing_or_ends_early_is_a_failure(summarize, content):
    status, lines = summarize("good", "other", good=GOOD, **({"other": content} if content else {}))
    assert status == 1
    assert "other.xml" in lines[0]
    assert lines[-1] == "1 passed, 1 failed, 0 skipped"


def test_no_test_is_a_failure(summarize):
    status, lines = summarize("empty", empty=NOTHING)
    assert (status, lines[-1]) == (1, "0 passed, 0 failed, 0 skipped")


def test_what_went_wrong_outside_of_all_tests_counts(summarize):
    status, lines = summarize("one", one=GOOD.replace('tests="1"', 'tests="1" failures="1"'))
    assert (status, lines[-1]) == (1, "1 passed, 1 failed, 0 skipped")


def test_long_messages_are_cut(summarize):
    text = PYTEST.replace("one&#10;two", "x" * 5000)
    _, lines = summarize("long", long=text)
    assert 300 < len(lines[1]) < 420
