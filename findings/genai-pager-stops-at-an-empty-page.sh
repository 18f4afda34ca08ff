#!/usr/bin/env bash
# Guess:   `for job in client.batches.list()` goes on over an empty page that has a next page token,
#          and ends where there is no token.
# Really:  the first page without a row ends the loop with IndexError, token or not: what follows is
#          never asked for, and a list whose last page is empty cannot be read through at all.
# Version: google-genai 3.6.1.
# Matters: Google's list calls may answer with fewer rows than asked for, even none, and a token. What
#          the SDK could read is no measure of what is there: a client must follow the token through
#          empty pages (a bounded number of them), and may find more than users saw before.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check google-genai==3.6.1 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^google-genai '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, json, sys, threading
from google import genai

def operation(number):
    name = f"batches/{number}"
    return {"name": name, "metadata": {"name": name, "state": "BATCH_STATE_SUCCEEDED"}}

middle = [
    {"operations": [operation(1)], "nextPageToken": "p1"},
    {"operations": [], "nextPageToken": "p2"},
    {"operations": [operation(2)]},
]
end = [{"operations": [operation(1)], "nextPageToken": "p1"}, {}]
full = [{"operations": [operation(1)], "nextPageToken": "p1"}, {"operations": [operation(2)]}]

def read(pages):
    requests = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            _, _, token = self.path.partition("pageToken=p")
            page = int(token[:1] or 0)
            requests.append(page)
            body = json.dumps(pages[page]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = genai.Client(api_key="none", vertexai=False,
                          http_options={"base_url": f"http://127.0.0.1:{server.server_port}"})
    names, outcome = [], "end of the list"
    try:
        for job in client.batches.list():
            names.append(job.name)
    except Exception as error:
        outcome = type(error).__name__
    server.shutdown()
    return names, outcome, len(requests)

print("The pager fails on a page without rows, whether or not the answer names a next page.")
seen = [read(pages) for pages in (full, middle, end)]
for title, (names, outcome, count) in zip(("two full pages", "empty page between", "empty page last"), seen):
    print(f"  {title:19} {count} requests, {names}, {outcome}")
if seen != [
    (["batches/1", "batches/2"], "end of the list", 2),
    (["batches/1"], "IndexError", 2),
    (["batches/1"], "IndexError", 2),
]:
    sys.exit("changed: expected IndexError after the first row in the last two cases")
PY
venv/bin/python check.py
