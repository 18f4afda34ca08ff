#!/usr/bin/env bash
# Guess:   a client that follows a redirect to another host leaves the key behind.
# Really:  curl -L drops the header "Authorization" and sends keys in any other header on; so does Google's
#          SDK with x-goog-api-key. openai's SDK sends Azure's api-key to the first host only.
# Version: curl 7.88.1 (Debian 12), google-genai 3.6.1, openai 3.57.0.
# Matters: Azure, Gemini and many gateways take the key in a header of their own. A test of redirects with
#          "Authorization: Bearer" passes and proves nothing about them: do not follow, or strip by one's own list.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' curl 2>/dev/null || true)
case $version in
  7.88.1-*) echo "curl $version" ;;
  *) echo "needs curl 7.88.1 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check google-genai==3.6.1 openai==3.57.0 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(google-genai|openai) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, subprocess, sys, threading
from google import genai
from openai import AzureOpenAI

arrived = []

def serve(status, location=None):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = b"" if location else b'{"object": "list", "data": [], "operations": []}'
            if not location:
                names = ("authorization", "api-key", "x-goog-api-key")
                arrived.append([name for name in names if name in self.headers])
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port

other = f"http://localhost:{serve(200)}/v1/batches"
asked = f"http://127.0.0.1:{serve(302, other)}"

def keys_of(call):
    """The key headers that reach the host that was not asked."""
    arrived.clear()
    call()
    return arrived[0]

def run_curl():
    headers = ["-H", "Authorization: Bearer none", "-H", "api-key: none", "-H", "x-goog-api-key: none"]
    command = ["curl", "-q", "-sSL", "--noproxy", "*", "-o", "/dev/null", *headers, asked]
    subprocess.run(command, check=True, timeout=20)

google = genai.Client(api_key="none", vertexai=False, http_options={"base_url": asked})
azure = AzureOpenAI(api_key="none", azure_endpoint=asked, api_version="2025-04-01-preview")
seen = {
    "curl -L, three headers": keys_of(run_curl),
    "google-genai": keys_of(google.batches.list),
    "openai for Azure": keys_of(azure.batches.list),
}
print("After a redirect to another host, these headers with the key arrive there:")
for name, headers in seen.items():
    print(f"  {name:23} {', '.join(headers) or 'none'}")
if list(seen.values()) != [["api-key", "x-goog-api-key"], ["x-goog-api-key"], []]:
    sys.exit("changed: expected all but Authorization from curl, Google's from its SDK, none from openai")
PY
venv/bin/python check.py
