#!/usr/bin/env bash
# Guess:   mosh hands each OSC 52 (clipboard) on to the terminal, as SSH does.
# Really:  for mosh the clipboard is part of the picture that it keeps in step. The same text copied
#          again makes no difference, so nothing is sent. Nor is anything for a selection other than
#          "c", such as the empty one, which means the default to other terminals.
# Version: mosh 1.4.0 (Debian 12).
# Matters: copy an id, copy something else in another window, copy the id again: the other text stays.
#          Only where another text was copied through mosh in between does the second one arrive.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' mosh 2>/dev/null || true)
case $version in
  1.4.0-*) echo "mosh $version" ;;
  *) echo "needs mosh 1.4.0 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >copies.sh <<'SH'
copy() { printf '\033]52;%s;%s\007' "$1" "$(printf %s "$2" | base64)"; sleep 1.5; }
sleep 2
copy c first
copy c first
copy '' unnamed
copy p primary
copy c second
copy c first
SH

cat >check.py <<'PY'
import base64, fcntl, os, pty, re, struct, subprocess, sys, termios, time

environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
server = subprocess.run(
    ["mosh-server", "new", "-i", "127.0.0.1", "-p", "60001:60999", "--", "sh", os.path.abspath("copies.sh")],
    env={**environment, "MOSH_SERVER_NETWORK_TMOUT": "60"}, check=True, timeout=20,
    capture_output=True, text=True)
port, key = re.search(r"MOSH CONNECT (\d+) (\S+)", server.stdout).groups()

child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.execvpe("mosh-client", ["mosh-client", "127.0.0.1", port], {**environment, "MOSH_KEY": key})
output, end = b"", time.monotonic() + 40
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

arrived = [(selection.decode(), base64.b64decode(text).decode())
           for selection, text in re.findall(rb"\x1b\]52;([^;]*);([A-Za-z0-9+/=]*)\x07", output)]
print("Six copies are sent; the repeated one and those for other selections never arrive.")
print("  sent:    c first, c first, (empty) unnamed, p primary, c second, c first")
print("  arrived:", ", ".join(" ".join(copy) for copy in arrived))
if arrived != [("c", "first"), ("c", "second"), ("c", "first")]:
    sys.exit("changed: expected first, second, first, all for c")
PY
python3 check.py
