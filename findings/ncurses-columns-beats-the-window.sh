#!/usr/bin/env bash
# Guess:   COLUMNS and LINES are the shell's own; a full-screen program takes the window's size.
# Really:  where they are exported ncurses believes them against the terminal, and for good: after a
#          resize it delivers KEY_RESIZE, and COLS and LINES still hold the old numbers.
# Version: ncurses 6.4 (Debian 12's libncursesw6, libtinfo6, libncurses-dev).
# Matters: some set-ups export them (after `resize`, in containers). The program then draws in a
#          corner, or past the edge. use_tioctl(TRUE) mends the start only: a later resize is still
#          missed. The program must ask the terminal (TIOCGWINSZ) after newterm and after each
#          SIGWINCH, and call resize_term itself.
set -euo pipefail

for package in libncursesw6 libtinfo6 libncurses-dev; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    6.4-*) echo "$package $version" ;;
    *) echo "needs $package 6.4 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v gcc >/dev/null && command -v python3 >/dev/null || { echo "needs gcc and python3" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >size.c <<'C'
#include <ncurses.h>
#include <sys/ioctl.h>

static void report(FILE *file) {
  struct winsize window;
  ioctl(1, TIOCGWINSZ, &window);
  fprintf(file, "%dx%d %dx%d\n", window.ws_col, window.ws_row, COLS, LINES);
  fflush(file);
}

int main(int count, char **arguments) {
  FILE *file = fopen(arguments[1], "w");
  if (count > 2) use_tioctl(TRUE);
  if (!file || !newterm(NULL, stdout, stdin)) return 1;
  keypad(stdscr, TRUE);
  timeout(8000);
  report(file);
  int key = getch();
  report(file);
  fprintf(file, "%s\n", key == KEY_RESIZE ? "KEY_RESIZE" : "another key or none");
  fclose(file);
  endwin();
}
C
gcc -o size size.c -lncursesw -ltinfo

cat >check.py <<'PY'
import fcntl, os, pathlib, pty, struct, sys, termios, threading, time

def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

def drain(terminal):
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass

def run(name, arguments=(), **variables):
    file = pathlib.Path(name)
    gate, opener = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        os.read(gate, 1)
        environment = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], **variables}
        os.execve("./size", ["./size", name, *arguments], environment)
    resize(terminal, 100, 30)
    os.write(opener, b"!")
    threading.Thread(target=drain, args=(terminal,), daemon=True).start()
    for _ in range(100):
        if file.exists() and file.read_text().count("\n") == 1:
            break
        time.sleep(0.1)
    time.sleep(0.5)
    resize(terminal, 120, 40)
    os.waitpid(child, 0)
    return file.read_text().split("\n")[:3]

plain = run("plain")
exported = run("exported", COLUMNS="60", LINES="20")
told = run("told", ["tioctl"], COLUMNS="60", LINES="20")
print("With COLUMNS=60 LINES=20 exported ncurses stays at 60x20, through a resize, too;")
print("use_tioctl makes it begin with the real size, and not follow either.")
print("                        at the start    after the resize (terminal's size, then ncurses's)")
for title, lines in (("no variables", plain), ("exported", exported), ("exported, use_tioctl", told)):
    print(f"  {title:20}  {lines[0]:14}  {lines[1]:14}  {lines[2]}")
if plain != ["100x30 100x30", "120x40 120x40", "KEY_RESIZE"]:
    sys.exit("changed: without the variables the size is another")
if exported != ["100x30 60x20", "120x40 60x20", "KEY_RESIZE"]:
    sys.exit("changed: the variables count in another way")
if told != ["100x30 100x30", "120x40 100x30", "KEY_RESIZE"]:
    sys.exit("changed: use_tioctl has another effect")
PY
python3 check.py
