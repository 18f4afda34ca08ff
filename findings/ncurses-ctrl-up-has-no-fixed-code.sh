#!/usr/bin/env bash
# Guess:   a key has one code in ncurses: what getch returns for Ctrl+Up under xterm, it returns everywhere.
# Really:  keys that <ncurses.h> has no name for get the next free number while an entry is loaded. Ctrl+Up has
#          five numbers under six entries, and 565 is Ctrl+Right under xterm's but Ctrl+Up under konsole's.
# Version: ncurses 6.4 (Debian 12's libncursesw6, libncurses-dev, ncurses-term).
# Matters: a number that was read off once works on the author's terminal, and acts as another key on others.
#          Ask by name at every start: tigetstr("kUP5"), then key_defined; where it is missing, parse the sequence.
set -euo pipefail

for package in libncursesw6 libncurses-dev ncurses-term; do
  version=$(dpkg-query -W -f '${Version}\n' "$package" 2>/dev/null | head -n 1 || true)
  case $version in
    6.4-*) echo "$package $version" ;;
    *) echo "needs $package 6.4 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v gcc >/dev/null || { echo "needs gcc" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >codes.c <<'C'
#include <ncurses.h>
#include <term.h>

/** The code of a key by its name in the entry, or 0 where the entry does not have it. */
static int code(const char *name) {
  const char *sequence = tigetstr(name);
  return sequence && sequence != (const char *)-1 ? key_defined(sequence) : 0;
}

int main(int count, char **arguments) {
  FILE *nowhere = fopen("/dev/null", "r+");
  for (int i = 1; i < count; i++) {
    SCREEN *screen = newterm(arguments[i], nowhere, nowhere);
    if (!screen) return 2;
    keypad(stdscr, TRUE);
    printf("%s %d %d %d\n", arguments[i], code("kUP5"), code("kRIT5"), code("kcuu1"));
    endwin();
    delscreen(screen);
  }
}
C
gcc -o codes codes.c -lncursesw -ltinfo

./codes xterm-256color tmux-256color alacritty vte-256color konsole-256color rxvt-unicode-256color screen-256color >seen
echo "The codes of Ctrl+Up, Ctrl+Right and Up (0: not in the entry):"
while read -r terminal up right plain; do
  printf '  %-22s %3d %3d %3d\n' "$terminal" "$up" "$right" "$plain"
done <seen
cat >expected <<'TEXT'
xterm-256color 571 565 259
tmux-256color 574 568 259
alacritty 573 567 259
vte-256color 573 567 259
konsole-256color 565 559 259
rxvt-unicode-256color 530 528 259
screen-256color 0 0 259
TEXT
cmp -s seen expected || { echo "changed: expected" >&2; cat expected >&2; exit 1; }
