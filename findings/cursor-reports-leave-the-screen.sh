#!/usr/bin/env bash
# Guess:   CSI 6 n is answered with a row and a column from 1 to the size of the screen, in every terminal.
# Really:  after a character in the last column of 80, tmux and screen report column 81. dvtm counts from 0:
#          the upper left corner is 0;0 there.
# Version: tmux 3.3a, screen 4.9.0, dvtm 0.15 (Debian 12), without configuration files.
# Matters: a report measures how wide a character is drawn. Compared with the place where it was written it is
#          off by one in dvtm; a test "column within the screen" drops good answers of tmux as stray input. Take
#          the difference of two reports, and never measure at the right edge.
set -euo pipefail

for entry in tmux:3.3a screen:4.9.0 dvtm:0.15; do
  package=${entry%:*}
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    "${entry#*:}"[-+]*) echo "$package $version" ;;
    *) echo "needs $package ${entry#*:} (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done

folder=$(mktemp -d)
stop() {
  tmux -S "$folder/socket" kill-server 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
mkdir -m 700 sockets

cat >ask.py <<'PY'
import os, select, sys, time, tty

def report(text):
    """Where the cursor is said to be after that text at the upper left."""
    os.write(1, f"\x1b[H{text}\x1b[6n".encode())
    answer = b""
    while not answer.endswith(b"R") and select.select([0], [], [], 5)[0]:
        answer += os.read(0, 100)
    return answer.decode().strip("\x1b[R")

tty.setraw(0)
time.sleep(0.5)
width = os.get_terminal_size(0).columns
lines = [str(width), report(""), report("x" * width)]
with open(sys.argv[1] + ".part", "w") as file:
    print("\n".join(lines), file=file)
os.rename(sys.argv[1] + ".part", sys.argv[1])
time.sleep(1)
PY

cat >check.py <<'PY'
import fcntl, os, pathlib, pty, struct, sys, termios, threading, time

def inside(name, *command):
    """The width, and the two reports, that a program gets inside that one, in a terminal of 80x24."""
    child, terminal = pty.fork()
    if child == 0:
        environment = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE", "STY")}
        os.execvpe(command[0], command, {**environment, "TERM": "xterm", "LC_ALL": "C.UTF-8",
                                         "SCREENDIR": os.path.abspath("sockets")})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def drain():
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:
            pass

    threading.Thread(target=drain, daemon=True).start()
    answers = pathlib.Path(name)
    for _ in range(200):
        if answers.exists():
            break
        time.sleep(0.1)
    return answers.read_text().split()

expected = {
    "tmux": ["80", "1;1", "1;81"],
    "screen": ["80", "1;1", "1;81"],
    "dvtm": ["80", "0;0", "0;80"],
}
commands = {
    "tmux": ["tmux", "-S", "socket", "-f", "/dev/null", "new-session", "python3 ask.py tmux"],
    "screen": ["screen", "-c", "/dev/null", "python3", "ask.py", "screen"],
    "dvtm": ["dvtm", "-M", "python3 ask.py dvtm"],
}
print("Columns of the screen, the cursor at the upper left, and after a full line:")
for name, command in commands.items():
    seen = inside(name, *command)
    print(f"  {name:7} {seen[0]}   {seen[1]}   {seen[2]}")
    if seen != expected[name]:
        sys.exit(f"changed: expected {expected[name]}")
PY
python3 check.py
