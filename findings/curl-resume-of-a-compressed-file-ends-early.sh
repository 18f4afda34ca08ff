#!/usr/bin/env bash
# Guess:   a download that broke off is completed by "curl -C -", with --compressed as well as without.
# Really:  with --compressed curl ends with success and never fetches the rest. It asks for what follows the
#          bytes in the file, which are decompressed; the server counts compressed ones, has no such offset,
#          and answers 416, which curl takes for "there is nothing more".
# Version: curl 7.88.1 with libcurl 7.88.1 (Debian 12's curl and libcurl4).
# Matters: the results of a batch are JSON Lines, which shrink to a fifth: the offset soon lies behind the end.
#          Whoever resumes must ask for the plain file (Accept-Encoding: identity), and check the whole length.
set -euo pipefail

for package in curl libcurl4; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    7.88.1-*) echo "$package $version" ;;
    *) echo "needs $package 7.88.1 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >check.py <<'PY'
import gzip, http.server, json, pathlib, re, subprocess, sys, threading

rows = [{"custom_id": f"request-{number}", "status": 200} for number in range(5000)]
plain = "".join(json.dumps(row) + "\n" for row in rows).encode()
packed = gzip.compress(plain, mtime=0)
requests = []

class Handler(http.server.BaseHTTPRequestHandler):
    """Serves the file, or its compressed form to who asks for it, from any offset; its first answer breaks off."""

    def do_GET(self):
        compressed = "gzip" in self.headers.get("Accept-Encoding", "")
        body = packed if compressed else plain
        start = int(re.sub("[^0-9]", "", self.headers.get("Range", "0")))
        status = 416 if start >= len(body) else 206 if start else 200
        rest = b"" if status == 416 else body[start:]
        requests.append(status)
        self.send_response(status)
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        elif status == 416:
            self.send_header("Content-Range", f"bytes */{len(body)}")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest[:len(rest) // 2] if len(requests) == 1 else rest)

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/results.jsonl"

def download_twice(*options):
    """For two runs of curl on one file: its exit status, the server's status, and what share is in the file."""
    requests.clear()
    file = pathlib.Path("results" + "".join(options))
    outcome = []
    for _ in range(2):
        command = ["curl", "-q", "-s", "--noproxy", "*", "-C", "-", "-o", file, *options, url]
        exit_status = subprocess.run(command, timeout=30).returncode
        outcome.append((exit_status, requests[-1], "all" if file.read_bytes() == plain else "a part"))
    return outcome

print("An interrupted download, and its completion (curl's exit status, HTTP status, what of the file is there):")
seen = {"curl -C -": download_twice(), "curl -C - --compressed": download_twice("--compressed")}
for name, (first, second) in seen.items():
    print(f"  {name:23} {first}, then {second}")
if list(seen.values()) != [[(18, 200, "a part"), (0, 206, "all")], [(18, 200, "a part"), (0, 416, "a part")]]:
    sys.exit("changed: expected the second run with --compressed to end in success without the rest")
PY
python3 check.py
