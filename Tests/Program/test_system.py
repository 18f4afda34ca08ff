"""Systems that lack something: /proc, threads, descriptors, memory, root certificates, a zone."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hostile import make_batch, make_batches
from raw import RawServer
from test_tls import GOOD, context

KEY = "sk-0123456789abcdefSYS"
LACK = 71
# A user that no other process belongs to, as the limit counts all of them; it does not apply to root.
NOBODY_ELSE = 100_000 + os.getpid()


def allowed(*words):
    """Whether the kernel lets us make such namespaces."""
    try:
        return subprocess.run(["unshare", *words, "true"], capture_output=True).returncode == 0
    except OSError:
        return False


needs_mounts = pytest.mark.skipif(not allowed("-rm"), reason="no mount namespaces here")
needs_pids = pytest.mark.skipif(
    not allowed("-rm", "--pid", "--fork", "--mount-proc"), reason="no PID namespaces here"
)


@pytest.fixture
def changed(run, program):
    """Runs the program after a shell script has changed the mounts that it alone sees."""

    def start(script, *arguments, executable=program, **options):
        shell = ["unshare", "-rm", "sh", "-ec", f'{script}; exec "$0" "$@"', executable, *arguments]
        return run(shell=shell, **options)

    return start


def said(result):
    return " ".join(result.stderr.split())


# Without /proc


@needs_mounts
@pytest.mark.parametrize("command", [[], ["list"], ["show", "batch_000000"], ["--version"]])
def test_without_proc_nothing_is_sent(changed, serve, command):
    named, usual = serve(make_batches(1)), serve(make_batches(1))
    variables = {"SILICONFLOW_API_KEY": KEY, "SILICONFLOW_BASE_URL": usual.url}
    options = [] if "--version" in command else ["--base-url", named.url]
    result = changed("mount -t tmpfs none /proc", *command, *options, env=variables)
    assert result.returncode == LACK
    assert "/proc is not mounted" in said(result)
    assert result.stdout == "" and KEY not in result.stderr
    assert not usual.requests and not named.requests


@needs_mounts
def test_simulator_without_proc_does_not_serve(changed, program):
    simulator = str(Path(program).with_name("lazybatch-simulator"))
    result = changed("mount -t tmpfs none /proc", "--port", "0", executable=simulator)
    assert result.returncode == LACK
    assert "/proc is not mounted" in said(result)


# Libraries


def test_the_program_needs_few_libraries(program):
    listed = subprocess.run(
        ["readelf", "--dynamic", program], capture_output=True, encoding="utf-8", check=True
    )
    needed = set(re.findall(r"\(NEEDED\).*\[([^]]+?)[.]so", listed.stdout))
    if "libswiftCore" in needed:
        pytest.skip("a debug build needs those of Swift, too")
    ours = {"libncursesw", "libcurl", "libz", "libsqlite3"}
    system = {"libtinfo", "libm", "libgcc_s", "libc"}
    assert ours <= needed
    assert not {name for name in needed - ours - system if not name.startswith("ld-linux")}


# As the first process of a container


@pytest.fixture
def contained(program, environment):
    """Starts the program as PID 1 and gives its process and the number by which we can signal it."""
    processes = []

    def start(*arguments, **variables):
        process = subprocess.Popen(
            [
                "unshare", "-rm", "--pid", "--fork", "--kill-child", "--mount-proc",
                program, *arguments,
            ],
            env={**environment, "SILICONFLOW_API_KEY": KEY, **variables},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate(timeout=60)


def first_of(process):
    """The number of a container's first process, as we see it."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return int(children.read_text().split()[0])


@needs_pids
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_list_as_first_process_ends_by_a_signal(contained, number):
    arrived = threading.Event()
    server = RawServer(lambda _: arrived.set() or b"", holds=True)
    try:
        process = contained("list", "--base-url", server.url)
        assert arrived.wait(60)
        os.kill(first_of(process), number)
        assert process.wait(timeout=60) == 128 + number
    finally:
        server.close()


@needs_pids
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_simulate_as_first_process_ends_by_a_signal(contained, number):
    process = contained("simulate", "--port", "0")
    assert b"Serving" in process.stdout.readline()
    os.kill(first_of(process), number)
    assert process.wait(timeout=60) == 128 + number


@needs_pids
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_key_command_of_the_first_process_ends_by_a_signal(contained, serve, tmp_path, number):
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    command = f"echo >'{begun}'; exec sleep 1000"
    process = contained("list", "--base-url", serve([]).url, "--api-key-command", command)
    begun.read_text()
    os.kill(first_of(process), number)
    assert process.wait(timeout=60) == 128 + number


@needs_pids
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_browser_as_first_process_ends_by_a_signal(launch, program, serve, number):
    shell = [
        shutil.which("unshare"), "-rm", "--pid", "--fork", "--kill-child", "--mount-proc",
        program, "--base-url", serve(make_batches(3)).url,
    ]  # fmt: skip
    browser = launch(shell=shell)
    browser.wait_for_all()
    children = Path(f"/proc/{browser.pid}/task/{browser.pid}/children").read_text().split()
    os.kill(int(children[0]), number)
    assert browser.wait_for_end() == 128 + number
    browser.assert_restored()


# Few descriptors, threads, little memory


@pytest.mark.parametrize("files", [6, 8, 10, 12, 16, 20])
def test_few_descriptors_are_told(run, program, serve, files):
    server = serve(make_batches(1))
    script = f'ulimit -n {files}; exec "$0" list --base-url "$1"'
    result = run(shell=["sh", "-c", script, program, server.url])
    assert result.returncode == LACK, result
    assert "raise the limit (ulimit -n" in said(result)


def test_a_few_descriptors_more_are_enough(run, program, serve):
    script = 'ulimit -n 32; exec "$0" list --base-url "$1" --output jsonl'
    result = run(shell=["sh", "-c", script, program, serve(make_batches(250)).url])
    assert result.returncode == 0, result
    assert len(result.stdout.splitlines()) == 100


def limited(limit, most, user=None):
    def change():
        resource.setrlimit(limit, (most, most))
        if user and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)

    return change


@pytest.mark.parametrize("threads", range(1, 9))
@pytest.mark.parametrize("command", [["list"], ["show", "batch_000000"]], ids=lambda c: c[0])
def test_refused_threads_are_told(run, program, serve, command, threads):
    copy = shared_copy(program)
    server = serve(make_batches(1))
    result = run(
        shell=[copy, *command, "--base-url", server.url],
        preexec_fn=limited(resource.RLIMIT_NPROC, threads, NOBODY_ELSE),
    )
    assert result.returncode in (0, LACK), result
    if result.returncode:
        assert "no thread" in said(result)
    if threads == 1:
        assert result.returncode == LACK


@pytest.mark.parametrize("threads", range(1, 13))
def test_refused_threads_of_a_key_command_are_told(run, program, serve, threads):
    server = serve(make_batches(1))
    options = ["--base-url", server.url, "--api-key-command", f"echo {KEY}"]
    result = run(
        shell=[shared_copy(program), "list", *options],
        preexec_fn=limited(resource.RLIMIT_NPROC, threads, NOBODY_ELSE),
    )
    assert result.returncode in (0, LACK), result
    if result.returncode:
        assert "thread" in said(result)
    if threads == 12:
        assert result.returncode == 0


@pytest.mark.parametrize("limit", ["n 12", "n 20", "v 60000", "v 100000", "v 200000", "u 3"])
def test_browser_tells_what_is_lacking_or_opens(launch, program, serve, limit):
    kind, most = limit.split()
    url = serve(make_batches(300)).url
    number = {"n": resource.RLIMIT_NOFILE, "v": resource.RLIMIT_AS, "u": resource.RLIMIT_NPROC}[kind]
    bytes_of = 1024 if kind == "v" else 1
    # prlimit(1) would need a user that is not root, too.
    shell = [
        sys.executable, "-c",
        "import os, resource, sys\n"
        f"resource.setrlimit({number}, ({int(most) * bytes_of},) * 2)\n"
        f"if {kind == 'u'} and os.geteuid() == 0: os.setgid({NOBODY_ELSE}); os.setuid({NOBODY_ELSE})\n"
        "os.execv(sys.argv[1], sys.argv[1:])",
        shared_copy(program), "--base-url", url,
    ]  # fmt: skip
    browser = launch(shell=shell)
    browser.wait_until(lambda: browser.has_ended() or "batch_" in browser.text(), "it ends or opens")
    if limit == "v 200000":
        browser.type("L")
        browser.wait_for("all loaded: 300 rows")
        browser.quit()
        return
    assert browser.wait_for_end() == LACK
    lacking = {"n": "Too few files", "v": "Too little memory", "u": "no thread"}[kind]
    assert lacking in browser.text()
    browser.assert_restored()


def shared_copy(program):
    """The program where every user may run it."""
    folder = Path("/tmp") / f"lazybatch-shared-{os.getpid()}"
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
        shutil.copy(program, folder)
    return str(folder / Path(program).name)


@pytest.fixture(scope="module", autouse=True)
def no_shared_copy():
    yield
    shutil.rmtree(Path("/tmp") / f"lazybatch-shared-{os.getpid()}", ignore_errors=True)


@pytest.mark.parametrize("mebibytes", [*range(40, 150, 5), 160, 200, 300])
def test_little_memory_is_told(run, program, serve, mebibytes):
    server = serve(make_batches(100))
    result = run(
        "list", "--base-url", server.url, "--output", "jsonl",
        preexec_fn=limited(resource.RLIMIT_AS, mebibytes << 20),
    )  # fmt: skip
    # 127: the dynamic linker itself has said that a library does not fit.
    assert result.returncode in (0, LACK, 127), result
    if result.returncode == LACK:
        assert "memory" in said(result)
    else:
        assert (len(result.stdout.splitlines()) == 100) == (result.returncode == 0)
    if mebibytes == 300:
        assert result.returncode == 0


# Root certificates, names


BARE = "mount -t tmpfs none /etc"


@needs_mounts
def test_lack_of_root_certificates_is_told(changed, serve):
    server = serve(make_batches(3), tls=context())
    url = server.url.replace("127.0.0.1", "localhost")
    result = changed(BARE, "list", "--base-url", url, env={"SILICONFLOW_API_KEY": KEY})
    assert result.returncode == LACK
    assert "install ca-certificates" in said(result) and "SSL_CERT_FILE" in said(result)
    assert server.connections == 0


@needs_mounts
@pytest.mark.parametrize("place", ["pki/tls/certs/ca-bundle.crt", "ssl/ca-bundle.pem", "ssl/cert.pem"])
def test_root_certificates_of_other_systems_are_found(changed, serve, place):
    server = serve(make_batches(3), tls=context())
    url = server.url.replace("127.0.0.1", "localhost")
    path = Path("/etc") / place
    script = f"{BARE}; mkdir -p {path.parent}; cp {GOOD} {path}"
    result = changed(
        script, "list", "--base-url", url, "--output", "json", env={"SILICONFLOW_API_KEY": KEY}
    )
    assert result.returncode == 0, result
    assert len(json.loads(result.stdout)) == 3


@needs_mounts
@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "a.localhost"])
def test_localhost_needs_no_hosts_file(changed, serve, host):
    server = serve(make_batches(3))
    url = server.url.replace("127.0.0.1", host)
    result = changed(BARE, "list", "--base-url", url, "--output", "json")
    assert result.returncode == 0, result
    assert len(json.loads(result.stdout)) == 3


# Zones


@pytest.mark.parametrize("command", [["list"], ["show", "batch_000000"]], ids=lambda c: c[0])
def test_unknown_zone_is_told_once(run, serve, command):
    url = serve(make_batches(3)).url
    result = run(*command, "--base-url", url, env={"TZ": "Asia/Beijing"})
    assert result.returncode == 0
    note = "lazybatch: TZ=Asia/Beijing is not a known time zone here: times are shown in UTC"
    assert said(result) == note
    assert "Asia" not in result.stdout and "UTC" in result.stdout
    for zone in ["UTC", "XST-8", ""]:
        assert run(*command, "--base-url", url, env={"TZ": zone}).stderr == ""
    for form in ["json", "jsonl", "csv"]:
        options = ["--base-url", url, "--output", form]
        assert run(*command, *options, env={"TZ": "Asia/Beijing"}).stderr == ""


def test_browser_says_that_the_zone_is_unknown(browse, serve):
    browser = browse(serve(make_batches(3)), env={"TZ": "Asia/Beijing"})
    browser.wait_for("TZ=Asia/Beijing is not a known time zone here: times are shown in UTC")
    browser.type("j")
    browser.wait_until(lambda: "Beijing" not in browser.text(), "said once")


def test_rows_of_both_seasons_keep_their_columns(run, serve):
    summer, winter = 1_751_500_000, 1_736_000_000
    batches = [
        make_batch(number, created_at=summer if number < 150 else winter) for number in range(250)
    ]
    server = serve(batches)
    zone = {"TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}
    result = run("list", "--all", "--base-url", server.url, env=zone)
    heading, *rows = result.stdout.splitlines()
    assert len(rows) == 250
    assert {row.index("batch_") for row in rows} == {heading.index("ID")}
    assert len({re.search("UTC[+]0[12]:00", row) is None for row in rows}) == 2
