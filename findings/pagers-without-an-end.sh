#!/usr/bin/env bash
# Guess:   the pagers of the SDKs end at "has_more": false.
# Really:  zai's and openrouter's do not look at it. They go on until a page is empty, and so never end where
#          the server ignores "after" and gives its only page again: the same rows are read again and again.
# Version: openai 3.57.0, zai-sdk 0.2.3, openrouter 1.3.84.
# Matters: servers that list everything on one page are common, and with openai's SDK they work. A client has to
#          end at has_more, and also at a page that brings nothing new, since other servers lack has_more.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openai==3.57.0 zai-sdk==0.2.3 openrouter==1.3.84 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(openai|zai-sdk|openrouter) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, itertools, json, sys, threading
from openai import OpenAI
from openrouter import OpenRouter
from zai import ZaiClient

batch = {
    "id": "batch_1", "object": "batch", "status": "completed", "endpoint": "/v1/chat/completions",
    "input_file_id": "file-1", "completion_window": "24h", "created_at": 1764300000, "expires_at": None,
    "finalized_at": 1764300100, "error": None, "model": "m", "provider": None, "results": None, "usage": None,
    "request_counts": {"completed": 2, "failed": 0, "total": 2},
}
page = {"object": "list", "data": [batch], "first_id": "batch_1", "last_id": "batch_1", "has_more": False}
requests = []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        requests.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(page).encode())

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"

def openrouter_pages():
    answer = OpenRouter(api_key="none", server_url=address).batch.list()
    while answer:
        yield from answer.result.data
        answer = answer.next()

lists = {
    "openai": lambda: OpenAI(api_key="none", base_url=address).batches.list(),
    "zai": lambda: ZaiClient(api_key="none", base_url=address).batches.list(),
    "openrouter": openrouter_pages,
}
print("Rows read, and requests sent, for a list of one row without more (the loop is stopped at 20 rows):")
for name, call in lists.items():
    requests.clear()
    rows = len(list(itertools.islice(call(), 20)))
    print(f"  {name:11} {rows:2} rows, {len(requests):2} requests")
    if rows != (1 if name == "openai" else 20) or len(requests) != rows:
        sys.exit("changed: expected 1 row from openai, and no end from the others")
PY
venv/bin/python check.py
