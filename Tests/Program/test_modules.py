"""scripts/check-modules: who imports whom is the same in ARCHITECTURE.md, Package.swift and the files."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/check-modules"

PACKAGE = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(
  name: "three",
  targets: [
    .target(name: "Low"), .target(name: "Middle", dependencies: ["Low"]),
    .target(name: "High", dependencies: ["Middle"]),
    .testTarget(name: "HighTests", dependencies: ["High", "Low"]),
  ])
"""
TABLE = """| folder | contents | may import |
| --- | --- | --- |
| `Sources/Low` | `Batch` and others | – |
| `Sources/Middle` | | `Low` |
| `Sources/High` | | `Middle` |
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "Package.swift").write_text(PACKAGE)
    (tmp_path / "ARCHITECTURE.md").write_text(TABLE)
    for name in ["Low", "Middle", "High"]:
        (tmp_path / "Sources" / name).mkdir(parents=True)
        (tmp_path / "Sources" / name / "File.swift").write_text("")
    (tmp_path / "Sources/High/File.swift").write_text("import Dispatch\nimport Middle\n")
    return tmp_path


def check(project):
    run = subprocess.run([SCRIPT, project], capture_output=True, text=True)
    return run.returncode, run.stdout.splitlines()


def test_agreement(project):
    assert check(project) == (0, [])


def test_an_import_that_is_not_declared(project):
    (project / "Sources/High/File.swift").write_text("import Middle\n@testable import Low\n")
    assert check(project) == (1, ["Sources/High/File.swift imports Low undeclared"])


@pytest.mark.parametrize("row, changed, problem", [
    ("| `Middle` |", "| `Middle`, `Low` |",
     "High may import Low, Middle in ARCHITECTURE.md, but Middle in Package.swift"),
    ("| `Low` |", "| – |", "Middle may import nothing in ARCHITECTURE.md, but Low in Package.swift"),
    ("| `Sources/High` | | `Middle` |\n", "", "ARCHITECTURE.md has no row for High"),
    ("| `Sources/High` | | `Middle` |\n", "| `Sources/High` | | `Middle` |\n| `Sources/Top` | | – |\n",
     "ARCHITECTURE.md has a row for Top, which is no target"),
])
def test_a_table_that_differs(project, row, changed, problem):
    assert row in TABLE
    (project / "ARCHITECTURE.md").write_text(TABLE.replace(row, changed))
    assert check(project) == (1, [problem])
