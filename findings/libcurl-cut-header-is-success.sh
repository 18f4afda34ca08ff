#!/usr/bin/env bash
# Guess:   a connection that closes in the middle of an answer's header makes the transfer fail, as one
#          that closes in the middle of the body does.
# Really:  curl and libcurl report success, with the status of the first line and an empty body.
# Version: libcurl 7.88.1 (Debian 12's curl and libcurl4).
# Matters: to a client that trusts the result this is an empty page, and the end of the list. It has to
#          look for the empty line that ends a header by itself.
set -euo pipefail

for package in curl libcurl4; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    7.88.1-*) echo "$package $version" ;;
    *) echo "needs $package 7.88.1 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/check.py" <<'PY'
import socket, subprocess, sys, threading


def result(answer):
    """Exit status of curl, the status that it saw, and the bytes of body."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        client, _ = listener.accept()
        client.recv(4096)
        client.sendall(answer)
        client.close()

    threading.Thread(target=serve, daemon=True).start()
    url = "http://127.0.0.1:%d/" % listener.getsockname()[1]
    shape = "%{exitcode} %{http_code} %{size_download}"
    argv = ["curl", "-s", "-q", "--noproxy", "*", "-m", "10", "-o", "/dev/null", "-w", shape, url]
    return subprocess.run(argv, capture_output=True, text=True).stdout


cases = {
    "closed in the header": (b"HTTP/1.1 200 OK\r\nconte", "0 200 0"),
    "closed in the body": (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", "18 200 1"),
    "closed without a byte": (b"", "52 000 0"),
}
print("A header that stops in the middle is a success to libcurl (exit status, HTTP status, bytes):")
for name, (answer, expected) in cases.items():
    seen = result(answer)
    print(f"  {name}: {seen}")
    if seen != expected:
        sys.exit(f"changed: expected {expected}")
PY
python3 "$folder/check.py"
