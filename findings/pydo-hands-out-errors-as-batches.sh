#!/usr/bin/env bash
# Guess:   DigitalOcean's SDK raises an error where the server answers 403 or 404, as it does at 401 and 500.
# Really:  it returns the body of the error as if it were what was asked for. A batch that does not exist comes
#          back with the id "not_found"; a list that may not be read has no "data", and reads as empty.
# Version: pydo 0.44.0.
# Matters: in these bodies "id" is the name of the error. A client that takes whatever has an id for a batch shows
#          one called "not_found", and a missing list is not an empty one: go by the status, then by the shape.
set -euo pipefail

command -v openssl >/dev/null || { echo "needs openssl" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pydo==0.44.0 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^pydo '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

# The SDK sends a key over TLS only: a certificate for this run, which it is told to trust.
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 2 \
  -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null

cat >check.py <<'PY'
import http.server, json, os, ssl, sys, threading

os.environ["REQUESTS_CA_BUNDLE"] = os.path.abspath("certificate.pem")
from pydo import Client

status, body = 0, {}

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("certificate.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Client("none", inference_endpoint=f"https://localhost:{server.server_port}")

def result(call, code, name):
    """What a call makes of an error: what it returns, or the exception that it raises."""
    global status, body
    status, body = code, {"id": name, "message": "as the server says it"}
    try:
        return dict(call())
    except Exception as error:
        return type(error).__name__

seen = {
    "batches.get, 404": result(lambda: client.batches.get("b1"), 404, "not_found"),
    "batches.list, 403": result(client.batches.list, 403, "forbidden"),
    "batches.list, 401": result(client.batches.list, 401, "unauthorized"),
}
print("What the SDK returns, or raises, for an error of the server:")
for name, value in seen.items():
    print(f"  {name:18} {value}")
message = {"message": "as the server says it"}
if list(seen.values()) != [{"id": "not_found", **message}, {"id": "forbidden", **message}, "ClientAuthenticationError"]:
    sys.exit("changed: expected the bodies of 404 and 403, and an exception at 401")
PY
venv/bin/python check.py
