#!/usr/bin/env bash
# Guess:   in a UTF-8 locale the dots, lines and arrows of a screen take one column, whatever the language.
# Really:  GNU screen draws ● ▲ ─ “ α over two columns where its locale is Chinese, and over one in C.UTF-8.
#          tmux in the same locale takes one, and so does the C library's wcwidth in both.
# Version: screen 4.9.0, tmux 3.3a, the locale from glibc 2.36 (Debian 12's locales).
# Matters: borders and bars are torn apart there. Neither TERM nor the program's own locale tells: screen decides by
#          the locale that it was started in, maybe on another machine. Only asking where the cursor is does.
set -euo pipefail

for entry in screen:4.9.0 tmux:3.3a locales:2.36; do
  package=${entry%:*}
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    "${entry#*:}"-*) echo "$package $version" ;;
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
mkdir locales
localedef -i zh_CN -f UTF-8 locales/zh_CN.UTF-8

cat >measure.py <<'PY'
import ctypes, locale, os, re, select, sys, time, tty

def column(text):
    """The column of the cursor after that text at the left edge."""
    os.write(1, f"\r{text}\x1b[6n".encode())
    answer = ""
    while not answer.endswith("R") and select.select([0], [], [], 5)[0]:
        answer += os.read(0, 100).decode()
    return int(re.search(r";(\d+)R", answer)[1])

locale.setlocale(locale.LC_ALL, "")
libc = ctypes.CDLL(None)
tty.setraw(0)
time.sleep(0.5)
start = column("")
lines = []
for character in "●▲─“α":
    lines.append(f"{column(character) - start} {libc.wcwidth(ord(character))}")
with open(sys.argv[1], "w") as file:
    print("\n".join(lines), file=file)
PY

cat >check.py <<'PY'
import fcntl, os, pty, struct, sys, termios

def widths(name, language, *command):
    """For each of the characters its width on the screen, and its wcwidth, as one text each."""
    child, terminal = pty.fork()
    if child == 0:
        environment = {k: v for k, v in os.environ.items() if k not in ("TMUX", "TMUX_PANE", "STY")}
        os.execvpe(command[0], command, {**environment, "TERM": "xterm", "LC_ALL": language,
                                         "LOCPATH": os.path.abspath("locales"), "SCREENDIR": os.path.abspath("sockets")})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    os.waitpid(child, 0)
    with open(name) as file:
        return tuple(zip(*map(str.split, file)))

cases = {
    "screen, C.UTF-8": ("C.UTF-8", "screen", "-c", "/dev/null", "python3", "measure.py"),
    "screen, zh_CN.UTF-8": ("zh_CN.UTF-8", "screen", "-c", "/dev/null", "python3", "measure.py"),
    "tmux, zh_CN.UTF-8": ("zh_CN.UTF-8", "tmux", "-S", "socket", "-f", "/dev/null", "new-session", "python3 measure.py"),
}
print("Columns of ● ▲ ─ “ α on the screen, and by wcwidth:")
for number, (name, (language, *command)) in enumerate(cases.items()):
    file = f"widths{number}"
    command = [*command, file] if command[0] == "screen" else [*command[:-1], f"{command[-1]} {file}"]
    seen, computed = widths(file, language, *command)
    print(f"  {name:20} {' '.join(seen)}    {' '.join(computed)}")
    if set(seen) != {"2" if name == "screen, zh_CN.UTF-8" else "1"} or set(computed) != {"1"}:
        sys.exit("changed: expected 2 on the screen in the second case, and 1 everywhere else")
PY
python3 check.py
