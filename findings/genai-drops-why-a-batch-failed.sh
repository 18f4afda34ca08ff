#!/usr/bin/env bash
# Guess:   job.error and job.completion_stats hold what Gemini says of a failed batch: the fields exist, and are
#          documented for it.
# Really:  both are None. The answer has the error and the counts, and the SDK leaves them out for Gemini; it
#          fills them in for Vertex only, where the same job has another shape.
# Version: google-genai 3.6.1.
# Matters: examples that print job.error show "None", and who learns the API from the SDK concludes that it has no
#          counts. What an SDK's type lacks is no proof: read the operation itself (error, metadata.batchStats).
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

error = {"code": 3, "message": "line 7 has no request"}
answers = {
    "/v1/batches/1": {
        "name": "batches/1", "done": True, "error": error,
        "metadata": {"name": "batches/1", "state": "BATCH_STATE_FAILED",
                     "batchStats": {"requestCount": "9", "failedRequestCount": "9"}}},
    "/v1beta1/batchPredictionJobs/1": {
        "name": "projects/p/locations/l/batchPredictionJobs/1", "error": error,
        "state": "JOB_STATE_FAILED", "completionStats": {"failedCount": "9"}},
}

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answers[self.path]).encode())

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()

def get(vertex, name):
    client = genai.Client(api_key="none", vertexai=vertex,
                          http_options={"base_url": f"http://127.0.0.1:{server.server_port}"})
    job = client.batches.get(name=name)
    message = job.error.message if job.error else None
    failed = job.completion_stats.failed_count if job.completion_stats else None
    return job.state.name, message, failed

gemini = get(False, "batches/1")
vertex = get(True, "projects/p/locations/l/batchPredictionJobs/1")
print("State, error and failed requests of a job, where the server sends all three:")
print("  Gemini:", *gemini, sep="  ")
print("  Vertex:", *vertex, sep="  ")
if gemini != ("JOB_STATE_FAILED", None, None):
    sys.exit("changed: Gemini's error or counts are passed on")
if vertex != ("JOB_STATE_FAILED", error["message"], 9):
    sys.exit("changed: Vertex's error or counts are not passed on")
PY
venv/bin/python check.py
