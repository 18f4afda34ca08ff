"""Files of a batch: grouped and downloaded over HTTP next to curl, and read in the browser.

A small server sends files from the disk, so that generating them takes no part of any figure.
"""

import http.server
import json
import os
import subprocess
import threading
import time
import urllib.parse

import results
from table import Row, alternate, compared, median, megabytes, missing, percentile, seconds
from world import Missing

LARGE = 1_000_000_000
ERROR_LINES = 5000


class Files:
    """A server of one batch, whose error file is a file on disk; `rate` slows it, in bytes a second."""

    def __init__(self, path, rate=None):
        size = os.path.getsize(path)
        self.sent = 0
        owner = self
        batch = {
            "id": "batch_bench", "object": "batch", "status": "completed", "created_at": 1_795_400_000,
            "completed_at": 1_795_410_000, "endpoint": "/v1/chat/completions",
            "input_file_id": None, "output_file_id": None, "error_file_id": "file-errors",
            "request_counts": {"total": 9_000_000, "completed": 0, "failed": 9_000_000},
        }  # fmt: skip

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                place = urllib.parse.urlsplit(self.path).path
                if place.endswith("/content"):
                    self.send_file()
                elif "/files/" in place:
                    self.send_json({"id": "file-errors", "bytes": size, "purpose": "batch_output"})
                elif place.endswith("/batches"):
                    self.send_json({"object": "list", "data": [batch], "has_more": False})
                else:
                    self.send_json(batch)

            def send_json(self, value):
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def send_file(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/octet-stream")
                self.send_header("Content-Length", str(size))
                self.end_headers()
                self.wfile.flush()
                owner.sent = 0
                with open(path, "rb") as file:
                    while owner.sent < size:
                        step = rate // 100 if rate else 1 << 24
                        count = os.sendfile(self.connection.fileno(), file.fileno(), owner.sent, step)
                        owner.sent += count
                        if rate:
                            time.sleep(0.01)
                owner.ended = time.perf_counter()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def content(self):
        return f"{self.base}/files/file-errors/content"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def process(argv, env):
    """Seconds of a whole process, and its memory at most."""
    start = time.perf_counter()
    child = subprocess.Popen(argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise OSError(f"{argv[1]} ended with {child.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def over_http(world, server):
    try:
        curl = world.tool("curl")
    except Missing as why:
        yield missing("group the failures of 1 GB over HTTP", why, "≤ 1.5 ×")
        return
    errors = [world.program, "errors", "batch_bench", "--base-url", server.base]
    ours, theirs = alternate(
        world.runs, lambda: process(errors, world.env),
        lambda: process([curl, "-s", "-o", "/dev/null", server.content], world.env))  # fmt: skip
    yield compared("group the failures of 1 GB over HTTP", median([run[0] for run in ours]),
                   "curl to /dev/null", median([run[0] for run in theirs]), 1.5)  # fmt: skip
    memory = max(run[1] for run in ours)
    yield Row("memory for that", megabytes(memory), "none", "–", "≤ 64 MiB over the program's own",
              memory <= (64 + 24) << 20)  # fmt: skip
    target = world.folder / "downloaded"
    download = [world.program, "download", "batch_bench", "--errors", "-o", str(target),
                "--base-url", server.base]  # fmt: skip
    ours, theirs = alternate(
        world.runs, lambda: process(download, world.env),
        lambda: process([curl, "-s", "-o", str(target), server.content], world.env))  # fmt: skip
    target.unlink()
    yield compared("download of 1 GB", median([run[0] for run in ours]), "curl -o",
                   median([run[0] for run in theirs]), 1.1)  # fmt: skip
    memory = max(run[1] for run in ours)
    yield Row("memory for that", megabytes(memory), "none", "–", "≤ 32 MiB", memory <= 32 << 20)


def opened(world, server):
    """The browser with the cursor on the batch, at rest."""
    screen = world.browser(server)
    screen.wait_for(b"batch_bench")
    screen.press(b"Z")
    screen.read_until_quiet(0.3)
    return screen


def first_group(world, path):
    """The part of the file that was sent when the first cause was on the screen."""
    # So slow that a part can be told, so fast that a hundredth takes a tenth of a second.
    with Files(path, rate=LARGE // 10) as server, opened(world, server) as screen:
        start = len(screen.output)
        screen.send(b"o")
        screen.wait_for(b"like this", start)
        return server.sent / LARGE


def after_the_last_byte(world, path):
    """Seconds from the last byte sent to the whole answer on the screen."""
    with Files(path) as server, opened(world, server) as screen:
        start = len(screen.output)
        screen.send(b"o")
        shown = screen.wait_for(b"requests failed, for", start)
        return max(0.0, shown - server.ended)


def key_times(screen, count=100):
    """Seconds of a key among the causes, the first byte of its output."""
    taken = []
    for number in range(count):
        sent = screen.send(b"j" if number % 2 == 0 else b"k")
        screen.read(1.0)
        taken.append(screen.last_byte - sent)
        screen.read_for(0.02)
    return taken


def keys_while_reading(world, path):
    """p99 of a key while the file comes in as fast as it can, and when it is there."""
    with Files(path, rate=LARGE // 8) as server, opened(world, server) as screen:
        start = len(screen.output)
        screen.send(b"o")
        screen.wait_for(b"like this", start)
        during = key_times(screen)
        assert server.sent < LARGE, "the file was there too soon"
        screen.send(b"\x1b")
        screen.read_until_quiet(0.5)
        return during, key_times(screen)


def rows(world):
    large, small = world.folder / "errors-large.jsonl", world.folder / "errors-small.jsonl"
    results.write(large, LARGE)
    with open(large, "rb") as lines, open(small, "wb") as file:
        for _, line in zip(range(ERROR_LINES), lines):
            file.write(line)
    with Files(large) as server:
        yield from over_http(world, server)
    part = median([first_group(world, large) for _ in range(world.runs)])
    yield Row("first cause on screen", f"{part:.2%} of the file", "none", "–", "< 1 %", part < 0.01)
    late = median([after_the_last_byte(world, small) for _ in range(world.runs)])
    yield Row(f"{ERROR_LINES:,} failures: last byte → causes", seconds(late), "none", "–", "≤ 100 ms",
              late <= 0.1)  # fmt: skip
    during, after = keys_while_reading(world, large)
    yield compared("key while a file is read, p99", percentile(during, 0.99), "the same after",
                   percentile(after, 0.99), 2)  # fmt: skip
    for path in (large, small):
        path.unlink()
