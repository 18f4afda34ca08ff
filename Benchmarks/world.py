"""What is measured and with what: the program, its simulator, the references and their data."""

import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import urllib.parse
import urllib.request

from screen import Screen

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEED = 5
# As large as those of the real service.
KEY = "sk-" + "bench" * 9 + "mark"


class Missing(Exception):
    """A reference that is not installed; `scripts/setup --bench` installs what it can."""


class Simulator:
    """Runs `lazybatch simulate` on a free port during the block."""

    def __init__(self, world, batches, latency_ms=0):
        self.process = subprocess.Popen(
            [
                world.program, "simulate", "--port", "0", "--batches", str(batches),
                "--seed", str(SEED), "--now", "1795500000", "--latency", f"{latency_ms}ms",
                "--no-auth",
            ],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        line = self.process.stdout.readline()
        self.base = next((word for word in line.split() if word.startswith("http")), None)
        if self.base is None:
            self.__exit__()
            raise OSError(f"the simulator does not start: {line.strip()!r}")

    def page(self, limit=100, after=None):
        """The bytes of a page."""
        query = f"limit={limit}" + (f"&after={after}" if after else "")
        with urllib.request.urlopen(f"{self.base}/batches?{query}", timeout=60) as answer:
            return answer.read()

    def addresses(self, limit, pages):
        """The addresses of consecutive pages from the head of the list."""
        found, after = [], None
        for _ in range(pages):
            found.append(f"{self.base}/batches?limit={limit}" + (f"&after={after}" if after else ""))
            answer = json.loads(self.page(limit, after))
            after = answer["last_id"]
            if not answer["has_more"]:
                break
        return found

    def batches(self, count):
        """The JSON text of a number of batches, one per line."""
        after, left = None, count
        while left > 0:
            page = json.loads(self.page(min(100, left), after))
            for batch in page["data"]:
                yield json.dumps(batch, ensure_ascii=False, separators=(",", ":"))
            left -= len(page["data"])
            after = page["last_id"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Beginning:
    """Serves the first batches of a simulator as if there were no others."""

    def __init__(self, simulator, count):
        places = {None: 0}

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                after = query.get("after", [None])[0]
                page = json.loads(simulator.page(query.get("limit", [100])[0], after))
                start = places[after]
                page["data"] = page["data"][: max(0, count - start)]
                page["last_id"] = page["data"][-1]["id"] if page["data"] else None
                page["has_more"] = page["has_more"] and start + len(page["data"]) < count
                places.update((batch["id"], start + place + 1) for place, batch in enumerate(page["data"]))
                body = json.dumps(page).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class World:
    def __init__(self, program, runs, before=None, before_source=None):
        self.program = str(program)
        self.runs = runs
        # An older executable and an older checkout, for comparison.
        self.before = before
        self.before_source = before_source
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lazybatch-bench-"))
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            # Its figures switch it on.
            "LAZYBATCH_HISTORY": "off",
            "SILICONFLOW_API_KEY": KEY,
            "OPENAI_API_KEY": KEY,
            "LESSHISTFILE": "-",
            "GIT_PAGER": "cat",
        }

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    # The program

    def browser(self, simulator, *options, size=(120, 40), program=None, env=None):
        """The program browsing a simulator's batches."""
        argv = [program or self.program, "--base-url", simulator.base, *options]
        return Screen(argv, env or self.env, size)

    # References

    def tool(self, name):
        """The path of an installed program."""
        path = shutil.which(name)
        if path is None:
            raise Missing(f"{name} is not installed")
        return path

    def python(self, module):
        """A Python that has a module."""
        own = ROOT / ".venv-bench/bin/python"
        for python in [own, ROOT / ".venv/bin/python"]:
            if python.exists() and not subprocess.run(
                [python, "-c", f"import {module}"], capture_output=True
            ).returncode:
                return str(python)
        raise Missing(f"Python's {module} is not installed")

    def visidata(self):
        path = ROOT / ".venv-bench/bin/vd"
        return str(path) if path.exists() else self.tool("vd")

    # Their data

    def lines_of_batches(self, count):
        """A file of batches as JSON lines."""
        path = self.folder / f"{count}.jsonl"
        if not path.exists():
            with Simulator(self, count) as simulator, open(path, "w") as file:
                file.writelines(line + "\n" for line in simulator.batches(count))
        return path

    def commits(self, count):
        """A repository with a commit for each batch, of the same name."""
        path = self.folder / f"commits-{count}"
        if path.exists():
            return path
        git = self.tool("git")
        env = self.env | {"GIT_CONFIG_GLOBAL": "/dev/null"}
        subprocess.run([git, "init", "-q", "-b", "main", path], check=True, env=env)
        importer = subprocess.Popen(
            [git, "fast-import", "--quiet"], cwd=path, env=env, stdin=subprocess.PIPE
        )
        for number, line in enumerate(open(self.lines_of_batches(count))):
            batch = json.loads(line)
            message = ((batch["metadata"] or {}).get("name") or batch["id"]).encode()
            who = b"Bench <bench@example.com> %d +0000" % (1_700_000_000 + number)
            importer.stdin.write(
                b"commit refs/heads/main\nmark :%d\ncommitter %s\ndata %d\n%s\n"
                % (number + 1, who, len(message), message)
            )
        importer.stdin.close()
        assert importer.wait() == 0
        return path
