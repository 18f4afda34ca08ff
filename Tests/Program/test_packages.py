"""What `make install` and `make dist` make of the release build: files, man pages, packages."""

import gzip
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / ".build/release/lazybatch"
SIMULATOR = "lazybatch-simulator"
EPOCH = "1790000000"
DATE = "2026-09-21"

pytestmark = pytest.mark.skipif(not RELEASE.is_file(), reason="no release build")
on_debian = pytest.mark.skipif(not shutil.which("dpkg-shlibdeps"), reason="no dpkg-dev")


def call(*argv, **variables):
    result = subprocess.run(
        argv, env={**os.environ, **variables}, cwd=ROOT, capture_output=True, text=True, timeout=300)  # fmt: skip
    assert result.returncode == 0, result.stderr
    return result.stdout


def dump(program):
    return json.loads(call(program, "--experimental-dump-help"))["command"]


@pytest.fixture(scope="session")
def man(tmp_path_factory):
    folder = tmp_path_factory.mktemp("man")
    call("scripts/man-pages", RELEASE, RELEASE.parent / SIMULATOR, folder, SOURCE_DATE_EPOCH=EPOCH)
    return folder


@pytest.fixture(scope="session")
def dist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    call("scripts/dist", "--quick", folder, SOURCE_DATE_EPOCH=EPOCH, MAINTAINER="A B <a@b.org>")
    return folder


@pytest.fixture(scope="session")
def debs(dist):
    """The fields and the files of each package."""
    found = {}
    for path in dist.glob("*.deb"):
        tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True)
        fields = dict(re.findall(r"^(\S+): (.*)$", call("dpkg-deb", "--field", path), re.MULTILINE))
        with tarfile.open(fileobj=io.BytesIO(tar.stdout)) as files:
            found[fields["Package"]] = (
                fields, {member.name[2:]: (member, files.extractfile(member).read() if member.isfile() else None)
                         for member in files.getmembers() if not member.isdir()})  # fmt: skip
    return found


# Man pages


def test_every_command_has_a_page(man):
    commands = {each["commandName"] for each in dump(RELEASE)["subcommands"]} - {"help"}
    assert {f"lazybatch-{command}.1" for command in commands} | {"lazybatch.1", f"{SIMULATOR}.1"} == {
        path.name for path in man.iterdir()
    }


def test_every_option_is_on_its_page(man):
    def check(command, page):
        for argument in command.get("arguments", []):
            for name in argument.get("names", []) if argument["shouldDisplay"] else []:
                spelled = ("-" if name["kind"] == "short" else "--") + name["name"]
                assert spelled.replace("-", "\\-") in page, f"{command['commandName']}: {spelled}"
        for inner in command.get("subcommands", []):
            if inner["commandName"] != "help":
                check(inner, page)

    root = dump(RELEASE)
    for command in root["subcommands"]:
        if command["commandName"] not in ("help", "simulate"):
            check(command, (man / f"lazybatch-{command['commandName']}.1").read_text())
    check(dump(RELEASE.parent / SIMULATOR), (man / "lazybatch-simulate.1").read_text())
    root.pop("subcommands")
    check(root, (man / "lazybatch.1").read_text())


@pytest.mark.parametrize(
    "formatter", [["groff", "-ww", "-man", "-Tutf8"], ["mandoc", "-Tlint", "-Wwarning"]], ids=lambda argv: argv[0])  # fmt: skip
def test_pages_are_well_formed(man, formatter):
    if not shutil.which(formatter[0]):
        pytest.skip(f"no {formatter[0]}")
    for page in sorted(man.iterdir()):
        result = subprocess.run([*formatter, page], capture_output=True, text=True)
        complaints = result.stderr + (result.stdout if formatter[0] == "mandoc" else "")
        assert (result.returncode, complaints) == (0, ""), page.name


def test_main_page_has_the_tables_of_the_docs(man):
    page = (man / "lazybatch.1").read_text()
    assert DATE in page
    for section, word in [
        ("KEYS", "half a screen down"), ("ENVIRONMENT", "NO_COLOR"), ("FILES", "\\(ti/.local"),
        ("EXIT STATUS", "lacks permission"), ("EXAMPLES", "\\-\\-demo"), ("SEE ALSO", "lazybatch\\-wait"),
    ]:  # fmt: skip
        assert word in page.partition(f".SH {section}\n")[2].partition(".SH ")[0], section
    assert "](" not in page and "`" not in page


# Installing


def test_install_and_uninstall(tmp_path):
    call("make", "install-files", f"DESTDIR={tmp_path}", "PREFIX=/opt/x")
    prefix = tmp_path / "opt/x"
    program = prefix / "bin/lazybatch"
    assert call(program, "--version") == call(RELEASE, "--version")
    assert "--fault" in call(program, "simulate", "--help")
    assert call(prefix / "bin" / SIMULATOR, "--version")
    for path in [
        "share/man/man1/lazybatch.1", f"share/man/man1/{SIMULATOR}.1",
        "share/bash-completion/completions/lazybatch", "share/zsh/site-functions/_lazybatch",
        "share/fish/vendor_completions.d/lazybatch.fish",
    ]:  # fmt: skip
        assert (prefix / path).stat().st_size > 1000, path
    call("make", "uninstall", f"DESTDIR={tmp_path}", "PREFIX=/opt/x")
    assert [path for path in prefix.rglob("*") if not path.is_dir()] == []


# Packages


def test_archive_has_everything(dist):
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as tar:
        names = {member.name.partition("/")[2]: member for member in tar.getmembers()}
        assert {member.uid for member in tar.getmembers()} == {0}
    assert names["bin/lazybatch"].mode == 0o755
    assert {
        "libexec/lazybatch/lazybatch-simulator", "share/man/man1/lazybatch-list.1", "share/doc/lazybatch/LICENSE",
        "share/doc/lazybatch/Apache-2.0", "share/doc/lazybatch/lazybatch.copyright",
    } <= set(names)  # fmt: skip


def test_checksums(dist):
    lines = (dist / "SHA256SUMS").read_text().splitlines()
    assert {line.split()[1] for line in lines} == {path.name for path in dist.iterdir()} - {"SHA256SUMS"}
    result = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=dist, capture_output=True)
    assert result.returncode == 0


@on_debian
def test_package_of_the_program(debs):
    fields, files = debs["lazybatch"]
    assert fields["Version"] == call(RELEASE, "--version").strip()
    assert fields["Maintainer"] == "A B <a@b.org>"
    for library in ("libc6", "libcurl4", "libncursesw6", "libsqlite3-0", "libtinfo6"):
        assert re.search(rf"(^|, ){library} \(>= ", fields["Depends"]), library
    # Its relocations are packed, which older ones cannot read.
    version = re.search(r"libc6 \(>= ([\d.]+)\)", fields["Depends"])[1]
    assert tuple(map(int, version.split("."))) >= (2, 36)
    assert "ca-certificates" in fields["Recommends"] and SIMULATOR in fields["Suggests"]
    assert files["usr/bin/lazybatch"][0].mode == 0o755
    assert files["usr/bin/lazybatch"][1] == RELEASE.read_bytes()
    for path in ["share/man/man1/lazybatch.1.gz", "share/man/man1/lazybatch-wait.1.gz",
                 "share/bash-completion/completions/lazybatch", "share/zsh/vendor-completions/_lazybatch",
                 "share/fish/vendor_completions.d/lazybatch.fish", "share/doc/lazybatch/copyright"]:  # fmt: skip
        assert f"usr/{path}" in files
    assert not any("simulat" in path for path in files)
    assert {(member.uid, member.uname) for member, _ in files.values()} == {(0, "root")}
    changes = gzip.decompress(files["usr/share/doc/lazybatch/changelog.gz"][1]).decode()
    assert changes.startswith(f"lazybatch ({fields['Version']}) unstable;") and "`" not in changes
    assert "\n -- A B <a@b.org>  " in changes


@on_debian
def test_package_of_the_simulator(debs):
    _, files = debs[SIMULATOR]
    assert files["usr/libexec/lazybatch/lazybatch-simulator"][0].mode == 0o755
    assert files["usr/bin/lazybatch-simulator"][0].linkname == "../libexec/lazybatch/lazybatch-simulator"
    assert {"usr/share/man/man1/lazybatch-simulate.1.gz", "usr/share/man/man1/lazybatch-simulator.1.gz"} <= set(files)
    # Both can be installed at once.
    assert not set(files) & set(debs["lazybatch"][1])


@pytest.mark.parametrize("package, scratch", [("lazybatch", ".build"), (SIMULATOR, ".build-simulator")])
def test_every_linked_library_is_in_the_copyright_file(package, scratch):
    linked = set(re.findall(
        r"/release/(\w+)\.build/",
        (ROOT / scratch / "release" / f"{package}.product/Objects.LinkFileList").read_text()))  # fmt: skip
    named = set(re.findall(r"([\w+-]+)/\*", (ROOT / f"packaging/debian/{package}.copyright").read_text()))
    libraries = {
        folder.name for folder in (ROOT / scratch / "checkouts").iterdir()
        if linked & {path.name for path in (folder / "Sources").iterdir()}
    }  # fmt: skip
    if b"FoundationEssentials" in (ROOT / scratch / "release" / package).read_bytes():
        libraries.add("swift-foundation")
    assert "swift-argument-parser" in libraries and libraries <= named


@pytest.mark.parametrize("path", sorted((ROOT / "packaging").glob("debian/*.copyright")), ids=lambda path: path.stem)
def test_every_licence_has_its_text(path):
    for name in set(re.findall(r"^License: (.*)$", path.read_text(), re.MULTILINE)):
        assert (path.parent / "licenses" / name).read_text().startswith(f"License: {name}\n ")


def test_the_same_build_gives_the_same_packages(dist, tmp_path):
    call("scripts/dist", "--quick", tmp_path, SOURCE_DATE_EPOCH=EPOCH, MAINTAINER="A B <a@b.org>")
    assert (tmp_path / "SHA256SUMS").read_text() == (dist / "SHA256SUMS").read_text()
