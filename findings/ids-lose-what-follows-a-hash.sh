#!/usr/bin/env bash
# Guess:   an SDK encodes an id before it puts it into a path, or refuses it: retrieve("a#b") asks for that batch.
# Really:  openai and anthropic encode it. mistralai, cohere and zai ask for another batch, "a", and take "a/b"
#          for two segments. "%" they leave as it is, so that an id with "%2F" becomes one with a slash.
# Version: openai 3.57.0, anthropic 2.14.0, mistralai 3.7.0, cohere 7.3.1, zai-sdk 0.2.3.
# Matters: ids are opaque, and gateways make them of names and Base64. Such an id shows another batch, or none,
#          and nothing says that it was changed. Encode every byte that is not unreserved, "%" above all.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openai==3.57.0 anthropic==2.14.0 mistralai==3.7.0 cohere==7.3.1 \
  zai-sdk==0.2.3 || { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(openai|anthropic|mistralai|cohere|zai-sdk) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, sys, threading
from anthropic import Anthropic
from cohere import ClientV2
from mistralai.client import Mistral
from openai import OpenAI
from zai import ZaiClient

paths = []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        paths.append(self.path)
        self.send_response(404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"message": "not found"}')

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
calls = {
    "openai": OpenAI(api_key="none", base_url=address).batches.retrieve,
    "anthropic": Anthropic(api_key="none", base_url=address).messages.batches.retrieve,
    "mistralai": lambda id: Mistral(api_key="none", server_url=address).batch.jobs.get(job_id=id),
    "cohere": ClientV2(api_key="none", base_url=address).batches.retrieve,
    "zai": ZaiClient(api_key="none", base_url=address).batches.retrieve,
}

def asked(name, id):
    """What stands in the place of the id in the request."""
    try:
        calls[name](id)
    except Exception:
        pass
    _, _, rest = paths[-1].partition("/jobs/" if name == "mistralai" else "/batches/")
    return rest

ids = ("a#b", "a/b", "a%2Fb")
encoded, plain = ["a%23b", "a%2Fb", "a%252Fb"], ["a", "a/b", "a%2Fb"]
print("What is asked for in the place of an id: ", *(f"{id:8}" for id in ids))
for name in calls:
    seen = [asked(name, id) for id in ids]
    print(f"  {name:38} ", *(f"{path:8}" for path in seen))
    if seen != (encoded if name in ("openai", "anthropic") else plain):
        sys.exit("changed: expected the ids encoded from openai and anthropic, and cut or split from the others")
PY
venv/bin/python check.py
