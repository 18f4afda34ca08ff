#!/usr/bin/env bash
# Guess:   NAME_BASE_URL holds what OPENAI_BASE_URL holds: the address up to and with the version, ".../v1".
# Really:  groq and together want the address in front of it, and append /openai/v1 and /v1 themselves: the
#          OpenAI-compatible address that their own documentation names is asked for at a doubled path.
# Version: openai 3.57.0, groq 1.7.0, together 3.1.1.
# Matters: a client that reads these variables must treat each as its SDK does, or a gateway that works for the
#          user's scripts is a 404 here. "The path ends in /v1" cannot tell which of the two is meant.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openai==3.57.0 groq==1.7.0 together==3.1.1 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(openai|groq|together) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, os, sys, threading
from groq import Groq
from openai import OpenAI
from together import Together

paths = []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        paths.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"[]" if "together" in self.headers["User-Agent"].lower() else b'{"object": "list", "data": []}')

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()

def path(variable, client, prefix):
    """The path that the SDK asks for when the variable holds the server's address and that prefix."""
    os.environ[variable] = f"http://127.0.0.1:{server.server_port}{prefix}"
    client(api_key="none").batches.list()
    return paths.pop()

clients = {"OPENAI_BASE_URL": OpenAI, "GROQ_BASE_URL": Groq, "TOGETHER_BASE_URL": Together}
expected = {
    "OPENAI_BASE_URL": ("/batches", "/openai/v1/batches"),
    "GROQ_BASE_URL": ("/openai/v1/batches", "/openai/v1/openai/v1/batches"),
    "TOGETHER_BASE_URL": ("/v1/batches", "/openai/v1/v1/batches"),
}
print("The path of the list, where the variable is http://HOST and http://HOST/openai/v1:")
for variable, client in clients.items():
    seen = tuple(path(variable, client, prefix) for prefix in ("", "/openai/v1"))
    print(f"  {variable:18} {seen[0]:20} {seen[1]}")
    if seen != expected[variable]:
        sys.exit(f"changed: expected {expected[variable]}")
PY
venv/bin/python check.py
