#!/usr/bin/env bash
# Guess:   in a wide window a click reaches an ncurses program with the column where it was made, or not at all.
# Really:  inside tmux every click to the right of column 223 is reported in column 223. The entry tmux-256color
#          lets ncurses ask for the old form of reports, which has one byte for a column, and tmux caps the number.
# Version: tmux 3.3a, ncurses 6.4 with its entries (Debian 12's libncursesw6, ncurses-base).
# Matters: a window of 250 columns is an ordinary screen at a small font. A click on the scroll bar at the right
#          selects a row instead. Ask for the newer reports (CSI ? 1006 h) whatever the entry says.
set -euo pipefail

for entry in tmux:3.3a libncursesw6:6.4 ncurses-base:6.4; do
  package=${entry%:*}
  version=$(dpkg-query -W -f '${Version}\n' "$package" 2>/dev/null | head -n 1 || true)
  case $version in
    "${entry#*:}"-*) echo "$package $version" ;;
    *) echo "needs $package ${entry#*:} (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v gcc >/dev/null && [ -e /usr/include/ncurses.h ] || { echo "needs gcc and libncurses-dev" >&2; exit 2; }

folder=$(mktemp -d)
stop() {
  tmux -S "$folder/socket" kill-server 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"

cat >clicks.c <<'C'
#include <ncurses.h>

int main(int count, char **arguments) {
  FILE *file = fopen(count > 1 ? arguments[1] : "clicks", "w");
  initscr();
  keypad(stdscr, TRUE);
  mousemask(BUTTON1_PRESSED, NULL);
  mouseinterval(0);
  fprintf(file, "ready\n");
  fflush(file);
  MEVENT event;
  for (int key; (key = getch()) != 'q';)
    if (key == KEY_MOUSE && getmouse(&event) == OK) {
      fprintf(file, "%d\n", event.x + 1);
      fflush(file);
    }
  endwin();
}
C
gcc -o clicks clicks.c -lncursesw -ltinfo

cat >check.py <<'PY'
import fcntl, os, pathlib, pty, struct, sys, termios, threading, time

def drain(terminal):
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass

def columns(name, clicks, *command):
    """The columns, from 1, that a program reads from clicks of the left button in those columns."""
    child, terminal = pty.fork()
    if child == 0:
        environment = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE")}
        os.execvpe(command[0], command, {**environment, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 280, 0, 0))
    threading.Thread(target=drain, args=(terminal,), daemon=True).start()
    file = pathlib.Path(name)

    def wait_for(count):
        for _ in range(150):
            if file.exists() and file.read_text().count("\n") >= count:
                return
            time.sleep(0.1)

    wait_for(1)
    time.sleep(1)
    for number, column in enumerate(clicks):
        os.write(terminal, b"\x1b[<0;%d;5M\x1b[<0;%d;5m" % (column, column))
        wait_for(number + 2)
    os.write(terminal, b"q")
    os.waitpid(child, 0)
    return [int(line) for line in file.read_text().split()[1:]]

clicks = [100, 223, 224, 260]
pathlib.Path("conf").write_text("set -g mouse on\nset -g default-terminal tmux-256color\n")
direct = columns("direct", clicks, "./clicks", "direct")
inside = columns("inside", clicks, "tmux", "-S", "socket", "-f", "conf", "new-session", "./clicks inside")
print("Clicks in the columns", clicks, "of a window of 280 are told to the program as")
print("  without tmux:", direct)
print("  inside tmux: ", inside)
if direct != clicks or inside != [100, 223, 223, 223]:
    sys.exit("changed: expected the columns themselves, and 223 for the last three inside tmux")
PY
python3 check.py
