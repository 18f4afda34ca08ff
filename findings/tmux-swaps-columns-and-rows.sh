#!/usr/bin/env bash
# Guess:   CSI 18 t asks a terminal for its size in characters, and the answer is CSI 8 ; rows ; columns t.
# Really:  tmux answers CSI 8 ; columns ; rows t. In a window of 100x29 the program is told 100 rows of 29.
# Version: tmux 3.3a (Debian 12), without a configuration file.
# Matters: the question serves where TIOCGWINSZ gives 0x0 (a serial line, some containers). Inside tmux the
#          answer is plausible and wrong: prefer what CSI 6 n says after a move to the far corner.
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

cat >ask.py <<'PY'
import os, select, tty

tty.setraw(0)
with open("answers", "w") as file:
    for question in ("\x1b[18t", "\x1b[999;999H\x1b[6n"):
        os.write(1, question.encode())
        answer = ""
        while not answer.endswith(("t", "R")) and select.select([0], [], [], 5)[0]:
            answer += os.read(0, 100).decode()
        print(answer.removeprefix("\x1b["), file=file)
    size = os.get_terminal_size(0)
    print(f"{size.lines} rows, {size.columns} columns", file=file)
PY

env -u TMUX tmux -S socket -f /dev/null new-session -d -x 100 -y 29 "python3 ask.py; tmux -S socket wait-for -S done"
timeout 30 tmux -S socket wait-for done
mapfile -t answers <answers
echo "In a window of 29 rows and 100 columns tmux gives them the wrong way round:"
echo "  CSI 18 t:             CSI ${answers[0]}"
echo "  CSI 6 n at the end:   CSI ${answers[1]}"
echo "  the kernel:           ${answers[2]}"
[ "${answers[*]}" = "8;100;29t 29;100R 29 rows, 100 columns" ] || { echo "changed: expected 8;100;29t" >&2; exit 1; }
