#!/usr/bin/env bash
# Guess:   a client with a base_url sends its requests, and its key, there and nowhere else.
# Really:  messages.batches.results() asks the host that the batch names in results_url. A gateway that passes the
#          batch on as it is has the results fetched past it, from the public host, with the gateway's key.
# Version: anthropic 2.14.0.
# Matters: links in an answer are data. Rebuild the path under one's own address, or fetch the link without a key,
#          and say which host it names. "It works with the SDK" may mean that the key went to that host.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check anthropic==2.14.0 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^anthropic '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, json, sys, threading
from anthropic import Anthropic

requests = []

def serve(name, answer):
    """A server on a port of its own that notes the path and the key of each request under that name."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append((name, self.path, self.headers["Authorization"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"

path = "/v1/messages/batches/msgbatch_1"
public = serve("public host", {"custom_id": "one", "result": {"type": "canceled"}})
gateway = serve("gateway", {
    "id": "msgbatch_1", "type": "message_batch", "processing_status": "ended",
    "created_at": "2026-11-20T10:00:00Z", "results_url": f"{public}{path}/results"})
client = Anthropic(api_key="key-of-the-gateway", base_url=gateway)
rows = len(list(client.messages.batches.results("msgbatch_1")))

print(f"For {rows} row of results the SDK, whose base_url is the gateway, sends:")
for name, asked, key in requests:
    print(f"  {name:12} {asked:40} {key}")
bearer = "Bearer key-of-the-gateway"
if requests != [("gateway", path, bearer), ("public host", f"{path}/results", bearer)]:
    sys.exit("changed: expected the results to be asked for at the other host, with the key")
PY
venv/bin/python check.py
