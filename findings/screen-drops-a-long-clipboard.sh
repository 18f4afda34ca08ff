#!/usr/bin/env bash
# Guess:   inside GNU screen an OSC 52 (clipboard) wrapped in DCS ... ST reaches the outer terminal,
#          and a text too long for it arrives cut off, if anything.
# Really:  what is wrapped may hold less than 768 bytes. One byte more, and nothing at all is passed on:
#          no part of it, no error, no sign on the screen.
# Version: GNU screen 4.9.0 (Debian 12), without a configuration file.
# Matters: an id of a batch can be copied, an error message or a row as JSON cannot, and the program
#          says "copied" for both. Long texts need several DCS strings that share one OSC, or a warning.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' screen 2>/dev/null || true)
case $version in
  4.9.0-*) echo "screen $version" ;;
  *) echo "needs screen 4.9.0 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -m 700 sockets

cat >check.py <<'PY'
import os, pty, sys, time

def passed_on(sequence, part=10_000):
    """What of a sequence, wrapped for screen in parts, comes out at the outer terminal."""
    with open("sequence", "wb") as file:
        for start in range(0, len(sequence), part):
            file.write(b"\x1bP" + sequence[start:start + part] + b"\x1b\\")
    child, terminal = pty.fork()
    if child == 0:
        environment = {k: v for k, v in os.environ.items() if k != "STY"}
        os.execvpe("screen", ["screen", "-c", "/dev/null", "sh", "-c", "sleep 1; cat sequence; sleep 1"],
                   {**environment, "TERM": "xterm", "LC_ALL": "C.UTF-8", "SCREENDIR": os.path.abspath("sockets")})
    output, end = b"", time.monotonic() + 15
    while time.monotonic() < end:
        try:
            bytes = os.read(terminal, 65536)
        except OSError:
            break
        if not bytes:
            break
        output += bytes
    os.close(terminal)
    os.waitpid(child, 0)
    start = output.find(b"\x1b]52;")
    return output[start:output.find(b"\x07", start) + 1] if start >= 0 else b""

def copying(length):
    """An OSC 52 of that many bytes."""
    return b"\x1b]52;c;" + b"A" * (length - 8) + b"\x07"

print("Of a wrapped OSC 52 everything is passed on, or, from 768 bytes on, nothing.")
for length in (400, 767, 768, 4000):
    count = len(passed_on(copying(length)))
    print(f"  {length:5} bytes sent, {count:4} arrived")
    if count != (length if length < 768 else 0):
        sys.exit("changed: expected all of up to 767 bytes, and nothing of more")
count = len(passed_on(copying(4000), part=700))
print(f"   4000 bytes sent in parts of 700, {count} arrived")
if count != 4000:
    sys.exit("changed: expected all of a text sent in parts")
PY
python3 check.py
