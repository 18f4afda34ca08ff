#!/usr/bin/env bash
# Guess:   behind LiteLLM a batch of Anthropic's has the status that its requests came to: failed where all
#          failed, expired where they ran out of time, cancelled where it was cancelled.
# Really:  all of them are "completed". Requests that expired or were cancelled are in the total only, so that
#          it is never reached; and the time at which the results were put away is given as expired_at.
# Version: litellm 1.110.2.
# Matters: "completed" is no success here, and "expired_at" on a completed batch no contradiction: judge by the
#          counts, and let the status win over the time. What is missing from the counts is neither done nor due.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check litellm==1.110.2 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^litellm '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, json, os, sys, threading

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # or it fetches its list of prices first
import litellm

batch = {
    "id": "msgbatch_1", "type": "message_batch", "processing_status": "ended",
    "created_at": "2026-10-01T10:00:00Z", "expires_at": "2026-10-02T10:00:00Z",
    "ended_at": "2026-10-01T12:00:00Z", "archived_at": "2026-10-30T10:00:00Z", "results_url": None,
}
kinds = {"errored": {}, "expired": {}, "canceled": {"cancel_initiated_at": "2026-10-01T11:00:00Z"}}
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

def retrieve(kind):
    counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
    answer.update(batch, **kinds[kind], request_counts={**counts, kind: 10})
    return litellm.retrieve_batch(
        batch_id="msgbatch_1", custom_llm_provider="anthropic", api_key="none",
        api_base=f"http://127.0.0.1:{server.server_port}")

archived = 1793354400  # 2026-10-30T10:00:00Z
expected = {"errored": (0, 10, 10), "expired": (0, 0, 10), "canceled": (0, 0, 10)}
print("A batch of 10 requests at Anthropic, and LiteLLM's status, counts (completed, failed, total), expired_at:")
for kind, numbers in expected.items():
    seen = retrieve(kind)
    counts = (seen.request_counts.completed, seen.request_counts.failed, seen.request_counts.total)
    print(f"  all {kind:8} {seen.status}, {counts}, {seen.expired_at}")
    if (seen.status, counts, seen.expired_at) != ("completed", numbers, archived):
        sys.exit(f"changed: expected completed, {numbers}, {archived} (when it was archived)")
PY
venv/bin/python check.py
