#!/usr/bin/env bash
# Guess:   an SDK asks two or three times more while a server is overloaded (503), and waits as told at a 429.
# Really:  one call to list batches sends some seventy requests, and raises after an hour. "429, Retry-After: 5"
#          is not waited for at all: it raises at once.
# Version: openrouter 1.3.84.
# Matters: a program written against it shows neither an error nor a result for an hour, and nothing in its code
#          says so. Limits of a client must hold for a whole call, not for one request.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openrouter==1.3.84 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^openrouter '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, json, sys, threading, time
from openrouter import OpenRouter

status, requests, slept = 503, 0, 0.0

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global requests
        requests += 1
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status == 429:
            self.send_header("Retry-After", "5")
        self.end_headers()
        self.wfile.write(json.dumps({"error": {"code": status, "message": "busy"}}).encode())

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()

# The clock jumps ahead where the SDK would sleep.
now = time.time

def sleep(seconds):
    global slept
    slept += seconds

time.sleep, time.time = sleep, lambda: now() + slept

def attempt(code):
    """How many requests one call sends, for how many seconds it waits, and what it raises."""
    global status, requests, slept
    status, requests, slept = code, 0, 0.0
    try:
        OpenRouter(api_key="none", server_url=f"http://127.0.0.1:{server.server_port}").batch.list()
        error = "nothing"
    except Exception as raised:
        error = type(raised).__name__
    return requests, slept, error

print("What one batch.list() does while every answer is the same:")
overloaded, limited = attempt(503), attempt(429)
for title, (count, seconds, error) in (("503", overloaded), ("429, Retry-After: 5", limited)):
    print(f"  {title:20} {count} requests in {seconds / 60:.0f} minutes, then {error}")
if not (60 <= overloaded[0] <= 90 and 3500 <= overloaded[1] <= 3720 and overloaded[2] != "nothing"):
    sys.exit("changed: it no longer asks for an hour")
if limited[:2] != (1, 0) or limited[2] == "nothing":
    sys.exit("changed: it no longer gives up at the first 429")
PY
venv/bin/python check.py
