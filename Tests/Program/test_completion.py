"""What shells complete, asked of the real ones."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from test_demo import SIMULATOR, beside

#: A line, and a word that completes it, or several that the shell offers.
LINES = [
    ("lazybatch li", {"list"}),
    ("lazybatch --de", {"--demo"}),
    ("lazybatch --demo --not", {"--notify"}),
    ("lazybatch --provider op", {"openai", "openrouter"}),
    ("lazybatch list --output json", {"json", "jsonl"}),
    ("lazybatch list status:failed --al", {"--all", "--allow-insecure-http"}),
    ("lazybatch count --color a", {"always", "auto"}),
    ("lazybatch list --log-file /etc/host.co", {"/etc/host.conf"}),
    ("lazybatch download b1 --res", {"--results"}),
    ("lazybatch history exp", {"export"}),
    ("lazybatch history export --output c", {"csv"}),
    ("lazybatch simulate --file", {"--file-lines"}),
    ("lazybatch simulate --dialect an", {"anthropic"}),
    ("lazybatch-simulator --lat", {"--latency"}),
]
lines = pytest.mark.parametrize("line, expected", LINES, ids=[line for line, _ in LINES])


@pytest.fixture(scope="module")
def scripts(program, tmp_path_factory):
    """The scripts of each shell, and a folder in PATH with both programs."""
    folder = tmp_path_factory.mktemp("completion")
    subprocess.run(
        [Path(__file__).parents[2] / "scripts/completions", folder, program, beside(program)], check=True)  # fmt: skip
    (folder / "bin").mkdir()
    (folder / "bin/lazybatch").symlink_to(program)
    (folder / "bin" / SIMULATOR).symlink_to(beside(program))
    return folder


@pytest.fixture
def variables(environment, scripts):
    return {**environment, "PATH": f"{scripts}/bin:{environment['PATH']}"}


def shell(name):
    path = shutil.which(name)
    return path or pytest.skip(f"no {name}")


@lines
def test_bash(scripts, variables, line, expected):
    words = line.split()
    script = f"""
        . {scripts}/bash/lazybatch; . {scripts}/bash/{SIMULATOR}
        COMP_LINE=$1; COMP_POINT=${{#1}}; COMP_CWORD=$(($# - 2)); COMP_WORDS=("${{@:2}}")
        _{words[0]} {words[0]} "${{@: -1}}" "${{@: -2:1}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    result = subprocess.run(
        [shell("bash"), "--norc", "-c", script, "bash", line, *words], env=variables, capture_output=True, text=True)  # fmt: skip
    assert set(result.stdout.split()) == expected, result.stderr


@lines
def test_fish(scripts, variables, line, expected):
    result = subprocess.run(
        [shell("fish"), "-c", f"set -p fish_complete_path {scripts}/fish; complete -C '{line}'"],
        env=variables, capture_output=True, text=True)  # fmt: skip
    offered = {each.split("\t")[0] for each in result.stdout.splitlines() if each}
    assert offered == expected, result.stderr


@lines
def test_zsh(scripts, variables, launch, line, expected):
    terminal = launch(shell=[shell("zsh"), "-f", "-i"], env={**variables, "PS1": "ready> "}, size=(120, 24))
    terminal.wait_for("^ready>")
    terminal.type(f"fpath=({scripts}/zsh $fpath); autoload -U compinit; compinit -D; clear; PS1='set> '\n")
    terminal.wait_for("^set>")
    if len(expected) == 1:
        terminal.type(line + "\t#")
        terminal.wait_for(re.escape(f"{' '.join(line.split()[:-1])} {min(expected)}") + " ?#")
    else:
        # The first Tab completes as far as the words agree, the second one lists them.
        terminal.type(line + "\t\t")
        for word in expected:
            terminal.wait_for(rf"(^|\s){re.escape(word)}(\s|$)")
