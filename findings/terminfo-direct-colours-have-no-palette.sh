#!/usr/bin/env bash
# Guess:   a terminal with 16,777,216 colours has the 256 of xterm's palette among them, under the
#          same numbers: "at least 256 colours" is enough to use number 208 for orange.
# Really:  under the -direct entries only 0 to 7 are the palette's. Every other number is red, green
#          and blue: 208 is a dark blue (0, 0, 208), and 9, "bright red", is all but black.
# Version: ncurses-term 6.4 and ncurses-bin (tput) 6.4 (Debian 12).
# Matters: TERM=xterm-direct is what people set to get more colours. A program that tests COLORS >= 256
#          paints unreadable text; it has to test for 256 exactly, and pack RGB itself above that.
set -euo pipefail

for package in ncurses-term ncurses-bin; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    6.4-*) echo "$package $version" ;;
    *) echo "needs $package 6.4 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done

color() { tput -T "$1" setaf "$2" | sed 's/\x1b/ESC /'; }
check() {
  local seen
  seen=$(color "$1" "$2")
  printf '  %-15s colours %-9s number %-4s %s\n' "$1" "$(tput -T "$1" colors)" "$2" "$seen"
  [ "$seen" = "$3" ] || { echo "changed: expected $3" >&2; exit 1; }
}

echo "Where a terminal's entry has direct colour, the numbers of the 256-colour palette mean shades of blue."
check xterm-256color 208 'ESC [38;5;208m'
check xterm-direct 208 'ESC [38:2::0:0:208m'
check tmux-direct 208 'ESC [38:2::0:0:208m'
check konsole-direct 208 'ESC [38;2;0;0;208m'
check xterm-256color 9 'ESC [91m'
check xterm-direct 9 'ESC [38:2::0:0:9m'
check xterm-direct 1 'ESC [31m'
