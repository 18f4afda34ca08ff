#!/usr/bin/env bash
# Guess:   a program inside tmux gets Esc, and the q pressed 0.25 s later, as two keys; a short
#          ESCDELAY of its own is enough to tell Esc from Alt+q.
# Really:  tmux holds Esc back for up to 500 ms (escape-time). A key pressed in the meantime makes it
#          Alt+q for tmux, and the program reads both bytes in one go.
# Version: tmux 3.3a (Debian 12), without a configuration file.
# Matters: Esc to close a pane and the next command are pressed that fast. With nothing bound to
#          Alt+q both are lost. A program that binds no Alt keys should read ESC q as Esc, then q.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' tmux 2>/dev/null || true)
case $version in
  3.3a-*) echo "tmux $version" ;;
  *) echo "needs tmux 3.3a (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
stop() {
  tmux -S "$folder/socket" kill-server 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"

cat >keys.py <<'PY'
import os, select, sys, time, tty

tty.setraw(0)
with open(sys.argv[1], "w") as file:
    print("ready", file=file, flush=True)
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if select.select([0], [], [], 0.2)[0]:
            print(os.read(0, 100).hex(), file=file, flush=True)
PY

cat >check.py <<'PY'
import os, pathlib, pty, sys, threading, time

def drain(terminal):
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass

def reads(name, command):
    """What the program reads, one text in hex for each read, when Esc and q are 0.25 s apart."""
    file = pathlib.Path(name)
    child, terminal = pty.fork()
    if child == 0:
        environment = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE")}
        os.execvpe(command[0], command, {**environment, "TERM": "xterm", "LC_ALL": "C.UTF-8"})
    threading.Thread(target=drain, args=(terminal,), daemon=True).start()
    for _ in range(100):
        if file.exists() and file.read_text():
            break
        time.sleep(0.1)
    time.sleep(0.5)
    os.write(terminal, b"\x1b")
    time.sleep(0.25)
    os.write(terminal, b"q")
    os.waitpid(child, 0)
    return file.read_text().split()[1:]

direct = reads("direct", ["python3", "keys.py", "direct"])
inside = reads("inside", ["tmux", "-S", "socket", "-f", "/dev/null", "new-session", "python3 keys.py inside"])
print("Esc, and q a quarter of a second later, arrive together as what Alt+q sends.")
print("  without tmux:", direct)
print("  inside tmux: ", inside)
if direct != ["1b", "71"] or inside != ["1b71"]:
    sys.exit("changed: expected two reads without tmux and a single one inside")
PY
python3 check.py
