"""README and docs name what the program has, and their links lead somewhere."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
#: A screen of a browser or an editor shows some 55 lines.
TWO_SCREENS = 110


def page(name):
    return (ROOT / "docs" / name).read_text()


def first_column(text):
    """What is set as code in the first column of tables."""
    cells = re.findall(r"^\| (`.*?`[^|]*?) +\|", text, re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def anchor(heading):
    """The address that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


def test_readme_fits_two_screens():
    assert len((ROOT / "README.md").read_text().splitlines()) <= TWO_SCREENS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    text = path.read_text()
    links = re.findall(r"\]\(([^)]+)\)", text) + re.findall(r'(?:src|srcset)="([^"]+)"', text)
    for link in links:
        if "://" in link:
            continue
        file, _, section = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), f"{path.name} links to {link}"
        if section:
            headings = re.findall(r"^#+ (.*)$", target.read_text(), re.MULTILINE)
            assert section in map(anchor, headings), f"{path.name} links to {link}"


@pytest.mark.parametrize(
    "command, pages",
    [
        ("browse", ["environment.md"]),
        ("list", ["environment.md", "scripting.md"]),
        ("show", ["environment.md", "scripting.md"]),
        ("simulate", ["simulator.md"]),
    ],
)
def test_every_option_is_documented(run, command, pages):
    options = set(re.findall(r"^  (--[a-z-]+)", run(command, "--help").stdout, re.MULTILINE))
    known = {word.split()[0].split("[")[0] for name in pages for word in first_column(page(name))}
    assert options - {"--version"} <= known


def test_every_provider_is_documented(run):
    said = " ".join(run("list", "--help").stdout.split())
    providers = re.search(r"provider of the server.*?values: (siliconflow.*?)[;)]", said)[1].split(", ")
    assert set(providers) == first_column(page("providers.md"))


@pytest.mark.parametrize("provider", sorted(first_column(page("providers.md"))))
def test_key_of_a_provider_is_documented(run, provider):
    result = run("list", "--provider", provider, "--base-url", "https://api.example.com/v1")
    variable = re.search(r"export (\w+)=", result.stderr)[1]
    row = re.search(rf"^\| `{provider}`.*$", page("providers.md"), re.MULTILINE)[0]
    assert f"| `{variable}`" in row


def test_every_exit_status_is_documented(run):
    said = run("--help").stdout.partition("EXIT STATUS")[2].partition("Inside")[0]
    statuses = set(re.findall(r"(?:^|  )\s*(\d+)  ", said, re.MULTILINE))
    table = page("scripting.md").partition("## Exit status")[2]
    assert statuses == set(re.findall(r"^\| (\d+) \|", table, re.MULTILINE))


def test_recipe_for_last_night_finds_every_batch_with_failures(run):
    """Also those in which all requests failed."""
    recipe = re.search(r"^lazybatch list '(ended>yesterday .*?)' --fields", page("scripting.md"), re.MULTILINE)[1]
    term = recipe.removeprefix("ended>yesterday ")

    def rows(*arguments):
        return json.loads(run("list", "--demo", "--all", "--output", "json", *arguments).stdout)

    ended = [row for row in rows() if row["status"] not in ("validating", "in_progress", "finalizing")]
    failed = {row["id"]: row["request_counts"] for row in ended if (row["request_counts"] or {}).get("failed")}
    assert any(counts["failed"] == counts["total"] for counts in failed.values()), "the demo has one"
    found = {row["id"] for row in rows(term, "--fields", "id")}
    assert failed.keys() <= found
    assert {row["id"] for row in rows(recipe, "--fields", "id")} <= found
