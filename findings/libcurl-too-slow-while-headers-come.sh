#!/usr/bin/env bash
# Guess:   the low speed limit (--speed-limit, --speed-time) ends a transfer on which nothing arrives.
# Really:  only bytes of the body count. A server that steadily sends header lines, one every 0.3 s,
#          is "too slow" after the time; the same pace within the body is not.
# Version: libcurl 7.88.1 (Debian 12's curl and libcurl4).
# Matters: gateways send early headers while the model behind them is busy. A client that wants to give
#          up on silence has to watch for bytes itself: the size of the header, which libcurl raises line
#          by line, and that of the body.
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
import socket, subprocess, sys, threading, time

PAUSE, PARTS, LIMIT = 0.3, 14, 2


def result(parts):
    """Exit status of curl for an answer that comes in parts with a pause after each."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        client, _ = listener.accept()
        client.recv(4096)
        try:
            for part in parts:
                client.sendall(part)
                time.sleep(PAUSE)
        except OSError:
            pass
        client.close()

    threading.Thread(target=serve, daemon=True).start()
    url = "http://127.0.0.1:%d/" % listener.getsockname()[1]
    argv = [
        "curl", "-s", "-q", "--noproxy", "*", "-m", "20", "-o", "/dev/null", "-w", "%{exitcode}",
        "--speed-limit", "1", "--speed-time", str(LIMIT), url,
    ]
    return subprocess.run(argv, capture_output=True, text=True).stdout


lines = [b"X-Part-%d: still here\r\n" % number for number in range(PARTS)]
header = [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", *lines, b"\r\n{}"]
body = [b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (20 * PARTS), *[b"x" * 20] * PARTS]

print(f"A part every {PAUSE} s, low speed limit 1 byte/s for {LIMIT} s (28: too slow):")
for name, parts, expected in [("in the header", header, "28"), ("in the body", body, "0")]:
    seen = result(parts)
    print(f"  {name}: exit status {seen}")
    if seen != expected:
        sys.exit(f"changed: expected {expected}")
PY
python3 "$folder/check.py"
