#!/usr/bin/env bash
# Guess:   a time that a server sends as a number of seconds is read as seconds, however far away it is:
#          253402300799, the last second of the year 9999 and a common "never", is the year 9999.
# Really:  three SDKs read it as milliseconds, and answer January 1978. Pydantic, under all of them, takes
#          every number above 20,000,000,000 for milliseconds: one second more than October 2603 is August 1970.
# Version: anthropic 2.14.0, cohere 7.3.1, together 3.1.1, pydantic 2.14.4.
# Matters: a deadline that never comes is told as missed by half a century. And the milliseconds of early
#          1970 show that no limit between the two units is right for both: choose one far above any date.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check anthropic==2.14.0 cohere==7.3.1 together==3.1.1 pydantic==2.14.4 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(anthropic|cohere|together|pydantic) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, json, sys, threading
import anthropic, cohere, together

answer = {}

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
options = {"api_key": "none", "base_url": f"http://127.0.0.1:{server.server_port}"}
readers = {
    "anthropic": ("expires_at", lambda: anthropic.Anthropic(**options).messages.batches.retrieve("b").expires_at),
    "cohere": ("created_at", lambda: cohere.ClientV2(**options).batches.retrieve("b").batch.created_at),
    "together": ("job_deadline", lambda: together.Together(**options).batches.retrieve("b").job_deadline),
}

def read(name, number):
    field, call = readers[name]
    fields = {"id": "b", "name": "nightly", "model": "m", "input_dataset_id": "d", field: number}
    answer.clear()
    answer.update({"batch": fields} if name == "cohere" else fields)
    return call().year

expected = {1_764_300_000: 2025, 20_000_000_000: 2603, 20_000_000_001: 1970, 253_402_300_799: 1978}
print("A number of seconds above 20,000,000,000 is read as milliseconds (the years that the SDKs answer).")
for number, year in expected.items():
    years = [read(name, number) for name in readers]
    print(f"  {number:15,}: {years}")
    if years != [year] * 3:
        sys.exit(f"changed: expected {year} from each of {', '.join(readers)}")
PY
venv/bin/python check.py
