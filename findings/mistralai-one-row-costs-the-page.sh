#!/usr/bin/env bash
# Guess:   two SDKs on pydantic treat a row that does not fit their types alike: both refuse it, or
#          at most the one row is lost.
# Really:  with `created_at` as 1749023566.75 in one of two rows, mistralai raises an error for the
#          whole page, good row included; openai hands the fraction out of a field declared as int,
#          and a text, even null, as a batch.
# Version: mistralai 3.7.0, openai 3.57.0.
# Matters: what a user's script reads says little about what the server sends. A browser must read
#          each field by itself, and never lose a page to one row.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check mistralai==3.7.0 openai==3.57.0 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(mistralai|openai) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, json, sys, threading
import openai
from mistralai.client import Mistral

def serve(rows):
    body = json.dumps({"object": "list", "data": rows, "total": len(rows), "has_more": False}).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"

def job(name, created):
    return {
        "id": name, "object": "batch", "endpoint": "/v1/chat/completions", "input_files": ["file_1"],
        "errors": [], "status": "SUCCESS", "created_at": created, "total_requests": 1,
        "completed_requests": 1, "succeeded_requests": 1, "failed_requests": 0,
    }

def mistral(rows):
    try:
        jobs = Mistral(api_key="none", server_url=serve(rows)).batch.jobs.list().data
        return [job.created_at for job in jobs]
    except Exception as error:
        return type(error).__name__

def batch(row):
    return row if row is None or isinstance(row, str) else row.created_at

whole = [job("job_1", 1749023566), job("job_2", 1749023567)]
fraction = [job("job_1", 1749023566), job("job_2", 1749023566.75)]
good, strict = mistral(whole), mistral(fraction)
client = openai.OpenAI(api_key="none", base_url=serve(fraction + [None, "text"]))
lenient = [batch(row) for row in client.batches.list()]

print("One time with a fraction costs mistralai the whole page; openai checks nothing.")
print("  mistralai, whole seconds:          ", good)
print("  mistralai, a fraction in one row:  ", strict)
print("  openai, the same, null and a text: ", lenient)
if good != [1749023566, 1749023567] or strict != "ResponseValidationError":
    sys.exit("changed: mistralai no longer refuses the page for its second row only")
if lenient != [1749023566, 1749023566.75, None, "text"]:
    sys.exit("changed: openai no longer hands everything on")
PY
venv/bin/python check.py
