#!/usr/bin/env bash
# Guess:   the official SDKs, some of them made by the same generator, treat "429, Retry-After: 300"
#          alike: they wait as told, or give up.
# Really:  openai gives up at once (it obeys up to 120 s), anthropic sleeps the whole five minutes,
#          twice; cohere waits 60 s instead; groq ignores what is above 60 s, asks again within
#          about a second, and so runs into the limit twice more.
# Version: openai 3.57.0, anthropic 2.14.0, groq 1.7.0, cohere 7.3.1.
# Matters: "as the SDKs do" is no rule for a client, and users of each expect something else. Never
#          earlier than told, and no long silent wait: say when the server will answer again.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openai==3.57.0 anthropic==2.14.0 groq==1.7.0 cohere==7.3.1 ||
  { echo "the packages cannot be installed" >&2; exit 2; }
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(openai|anthropic|groq|cohere) '
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

cat >check.py <<'PY'
import http.server, sys, threading, time
import anthropic, cohere, groq, openai

requests, waits = [], []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        requests.append(self.path)
        body = b'{"message": "slow down"}'
        self.send_response(429)
        self.send_header("Retry-After", "300")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
lists = {
    "openai": lambda: openai.OpenAI(api_key="none", base_url=base).batches.list(),
    "anthropic": lambda: anthropic.Anthropic(api_key="none", base_url=base).messages.batches.list(),
    "groq": lambda: groq.Groq(api_key="none", base_url=base).batches.list(),
    "cohere": lambda: cohere.ClientV2(api_key="none", base_url=base).batches.list(),
}
# The waits are noted down instead of slept through.
time.sleep = lambda seconds: waits.append(seconds)

print("Told to come back in 300 s, four SDKs do four things.")
seen = {}
for name, call in lists.items():
    requests.clear()
    waits.clear()
    try:
        call()
    except Exception as error:
        outcome = type(error).__name__
    seen[name] = (len(requests), [wait for wait in waits if wait > 0.01])
    shown = ", ".join(f"{wait:.1f} s" for wait in seen[name][1]) or "none"
    print(f"  {name:9} {seen[name][0]} requests, waits: {shown}, then {outcome}")

def are_near(name, expected):
    return len(seen[name][1]) == 2 and all(abs(wait - expected) < 1 for wait in seen[name][1])

if seen["openai"] != (1, []):
    sys.exit("changed: openai no longer gives up at once")
if not are_near("anthropic", 300):
    sys.exit("changed: anthropic no longer waits 300 s twice")
if not are_near("cohere", 60):
    sys.exit("changed: cohere no longer waits 60 s twice")
if seen["groq"][0] != 3 or not all(wait < 3 for wait in seen["groq"][1]):
    sys.exit("changed: groq no longer asks twice more within seconds")
PY
venv/bin/python check.py
