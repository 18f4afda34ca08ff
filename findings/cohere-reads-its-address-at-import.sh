#!/usr/bin/env bash
# Guess:   CO_API_URL counts when a client is made, as CO_API_KEY and OPENAI_BASE_URL do.
# Really:  it is read once, when "from cohere import ClientV2" is executed. A script that sets both variables
#          after its imports, from a .env file say, uses that key with the public host.
# Version: cohere 7.3.1.
# Matters: "it works in my script" says nothing about which server answered, and keys of gateways turn up at
#          the maker's. A client that honours the variable must not conclude from the script that it is unused.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check cohere==7.3.1 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^cohere '

# Nothing is sent to either host: both requests end at a proxy here that notes the host and refuses.
cat >check.py <<'PY'
import os, socket, subprocess, sys, threading

imports = "from cohere import ClientV2"
variables = "import os; os.environ.update(CO_API_URL='https://gateway.example', CO_API_KEY='none')"
call = "ClientV2().batches.list(request_options={'max_retries': 0})"

proxy = socket.create_server(("127.0.0.1", 0))
hosts = []

def refuse():
    while True:
        client, _ = proxy.accept()
        hosts.append(client.recv(4096).split()[1].decode())
        client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        client.close()

threading.Thread(target=refuse, daemon=True).start()
environment = {"PATH": os.environ["PATH"], "https_proxy": "http://127.0.0.1:%d" % proxy.getsockname()[1]}

def host(*lines):
    hosts.clear()
    script = "\n".join(lines)
    subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, timeout=60)
    return hosts[0]

first, later = host(variables, imports, call), host(imports, variables, call)
print("The host that is asked, where CO_API_URL=https://gateway.example and CO_API_KEY are set")
print("  before the import:", first)
print("  after the import: ", later)
if (first, later) != ("gateway.example:443", "api.cohere.com:443"):
    sys.exit("changed: expected the gateway, then the public host")
PY
venv/bin/python check.py
