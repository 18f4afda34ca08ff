#!/usr/bin/env bash
# Guess:   no_proxy=HOST:PORT means the same to every HTTP client: reach that server directly.
# Really:  libcurl compares the entry, port and all, with the bare host name, so it never matches and
#          the request goes to the proxy. httpx (under the Python SDKs) goes directly.
# Version: libcurl 7.88.1 and curl 7.88.1 (Debian 12); httpx 0.28.1.
# Matters: a gateway on a port of its own works in the SDK's script and not in a client on libcurl,
#          under the same environment: the advice about proxies must say "name the host alone".
set -euo pipefail

for package in libcurl4 curl; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    7.88.1-*) echo "$package $version" ;;
    *) echo "needs $package 7.88.1 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check httpx==0.28.1 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^httpx '

cat >check.py <<'PY'
import http.server, os, subprocess, sys, threading

def serve(text):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port

proxy, port = serve("proxy"), serve("direct")
url = f"http://127.0.0.1:{port}/v1/batches"
curl = ["curl", "-q", "-sS", "--max-time", "10", url]
httpx = [sys.executable, "-c", f"import httpx; print(httpx.get({url!r}, timeout=10).text)"]

routes = {}
for entry in ("127.0.0.1", f"127.0.0.1:{port}"):
    environment = {"PATH": os.environ["PATH"], "no_proxy": entry,
                   "http_proxy": f"http://127.0.0.1:{proxy}"}
    shown = entry.replace(str(port), "PORT")
    for name, command in (("curl", curl), ("httpx", httpx)):
        run = subprocess.run(command, env=environment, check=True, timeout=30,
                             capture_output=True, text=True)
        routes[name, shown] = run.stdout.strip()

print("An entry of no_proxy that names a port is honoured by httpx and never matches in libcurl.")
for (name, entry), route in routes.items():
    print(f"  no_proxy={entry:15} {name:6} {route}")
if list(routes.values()) != ["direct", "direct", "proxy", "direct"]:
    sys.exit("changed: expected only curl, only with the port, to use the proxy")
PY
venv/bin/python check.py
