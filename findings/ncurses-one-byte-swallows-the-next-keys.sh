#!/usr/bin/env bash
# Guess:   where a byte arrives that is no UTF-8, get_wch returns an error for it, and then the next key.
# Really:  it keeps collecting the keys that follow, to complete a character, until it has 144 bytes: the next 143
#          keys are lost without a sign, then comes ERR.
# Version: ncurses 6.4 (Debian 12's libncursesw6 and libncurses-dev).
# Matters: after one é from a terminal that is set to Latin-1 (over SSH, say) the program seems to hang: no key is
#          answered. Read bytes with getch and decode them, dropping what cannot begin a character.
set -euo pipefail

for package in libncursesw6 libncurses-dev; do
  version=$(dpkg-query -W -f '${Version}\n' "$package" 2>/dev/null | head -n 1 || true)
  case $version in
    6.4-*) echo "$package $version" ;;
    *) echo "needs $package 6.4 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v gcc >/dev/null && command -v python3 >/dev/null || { echo "needs gcc and python3" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >keys.c <<'C'
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncurses.h>
#include <unistd.h>

/** Writes to the file what get_wch returns, a key as itself and ERR as !, until a dot comes. */
int main(int count, char **arguments) {
  if (count < 2) return 2;
  setlocale(LC_ALL, "");
  FILE *file = fopen(arguments[1], "w");
  alarm(60);
  initscr();
  raw();
  fprintf(file, "ready ");
  fflush(file);
  for (wint_t key = 0; key != '.';) {
    if (get_wch(&key) == ERR)
      fprintf(file, "!");
    else
      fprintf(file, "%lc", key);
    fflush(file);
  }
  endwin();
}
C
gcc -o keys keys.c -lncursesw -ltinfo

cat >check.py <<'PY'
import os, pathlib, pty, sys, threading, time

def drain(terminal):
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass

def read_by_program(name, typed):
    file = pathlib.Path(name)
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe("./keys", ["./keys", name], {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"})
    threading.Thread(target=drain, args=(terminal,), daemon=True).start()
    for _ in range(100):
        if file.exists() and file.read_text() == "ready ":
            break
        time.sleep(0.1)
    for byte in typed:
        os.write(terminal, bytes([byte]))
        time.sleep(0.01)
    os.waitpid(child, 0)
    return file.read_text(encoding="utf-8").removeprefix("ready ")

letters = "abcdefghijklmnopqrstuvwxyz" * 6 + "."
utf8 = read_by_program("utf8", ("é" + letters).encode("utf-8"))
latin1 = read_by_program("latin1", ("é" + letters).encode("latin-1"))
print(f"What get_wch returns for é and {len(letters)} keys behind it, each typed on its own (! is ERR):")
print(f"  é in UTF-8:    {len(utf8)} keys, {utf8[:5]}...{utf8[-5:]}")
print(f"  é in Latin-1:  {latin1}")
if utf8 != "é" + letters:
    sys.exit("changed: expected every key where é is sent in UTF-8")
if latin1 != "!" + letters[143:]:
    sys.exit("changed: expected the first 143 keys to be lost")
PY
python3 check.py
