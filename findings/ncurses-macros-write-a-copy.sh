#!/usr/bin/env bash
# Guess:   enter_italics_mode and the other names of <term.h> are the terminal's entry: what a program
#          assigns there, ncurses sends.
# Really:  with the wide library they are a copy that is there for programs alone. ncurses goes on sending
#          what the entry says; only the memory that tigetstr returns is what it reads.
# Version: ncurses 6.4 (Debian 12's libncursesw6, libtinfo6, libncurses-dev).
# Matters: ncurses has no attribute for a struck-through text, although many entries have `smxx`. Lending it
#          another attribute's place looks like one assignment, compiles, and does nothing.
set -euo pipefail

for package in libncursesw6 libtinfo6 libncurses-dev; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    6.4-*) echo "$package $version" ;;
    *) echo "needs $package 6.4 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v gcc >/dev/null || { echo "needs gcc" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >italic.c <<'C'
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <string.h>
#include <term.h>

/* Prints an italic x; before, puts the sequence of a struck-through text in the place of italics. */
int main(int count, char **arguments) {
  FILE *output = fopen(arguments[1], "w");
  if (!output || !newterm("xterm-256color", output, stdin)) return 1;
  static char struck[] = "\033[9m";
  char *entry = tigetstr("sitm");
  if (count > 2 && !strcmp(arguments[2], "macro")) enter_italics_mode = struck;
  if (count > 2 && !strcmp(arguments[2], "memory") && strlen(entry) == strlen(struck))
    strcpy(entry, struck);
  attron(A_ITALIC);
  mvaddch(0, 0, 'x');
  refresh();
  endwin();
  fclose(output);
}
C
gcc -o italic italic.c -lncursesw -ltinfo

sent() {
  ./italic "$1" "$1" </dev/null
  if grep -q $'\e\[9m' "$1"; then echo 'CSI 9 m'; elif grep -q $'\e\[3m' "$1"; then echo 'CSI 3 m'; else echo neither; fi
}
plain=$(sent plain) macro=$(sent macro) memory=$(sent memory)
echo "An italic character sends"
echo "  as the entry has it:                    $plain"
echo "  after enter_italics_mode = \"CSI 9 m\":   $macro"
echo "  after the same into tigetstr's memory:  $memory"
[ "$plain $macro" = 'CSI 3 m CSI 3 m' ] || { echo "changed: the macro counts" >&2; exit 1; }
[ "$memory" = 'CSI 9 m' ] || { echo "changed: the memory does not count" >&2; exit 1; }
