#!/usr/bin/env bash
# Guess:   CURLINFO_RETRY_AFTER is the number of seconds to wait, zero or more.
# Really:  a date that has passed gives a negative number, of any size. No header, "Retry-After: 0", a text and
#          a number too large all give 0, a fraction is cut off, and nothing is bounded.
# Version: libcurl 7.88.1 (Debian 12's libcurl4 and libcurl4-openssl-dev).
# Matters: on a machine whose clock runs ahead of the server's, "in a moment" is in the past. As an unsigned
#          number, -5 is for ever; and 0 cannot be told from "not said", where one would back off instead.
set -euo pipefail

for package in libcurl4 libcurl4-openssl-dev; do
  version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  case $version in
    7.88.1-*) echo "$package $version" ;;
    *) echo "needs $package 7.88.1 (Debian 12), found '${version:-none}'" >&2; exit 2 ;;
  esac
done
command -v gcc >/dev/null && command -v python3 >/dev/null || { echo "needs gcc and python3" >&2; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >wait.c <<'C'
#include <curl/curl.h>
#include <stdio.h>

int main(int count, char **arguments) {
  if (count < 2) return 2;
  CURL *easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 10L);
  CURLcode result = curl_easy_perform(easy);
  curl_off_t seconds = 0;
  curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
  printf("%" CURL_FORMAT_CURL_OFF_T "\n", seconds);
  curl_easy_cleanup(easy);
  return (int)result;
}
C
gcc -o wait wait.c -lcurl

cat >check.py <<'PY'
import email.utils, http.server, subprocess, sys, threading, time

value = None

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(429)
        if value is not None:
            self.send_header("Retry-After", value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()

def seconds(text):
    global value
    value = text
    url = f"http://127.0.0.1:{server.server_port}/"
    return int(subprocess.run(["./wait", url], check=True, timeout=20, capture_output=True).stdout)

an_hour_ago = email.utils.formatdate(time.time() - 3600, usegmt=True)
cases = [(an_hour_ago, range(-3660, -3599)), (None, [0]), ("0", [0]), ("soon", [0]),
         ("99999999999999999999", [0]), ("999999999999", [999999999999]), ("1.9", [1])]
print("What CURLINFO_RETRY_AFTER makes of a header:")
for text, expected in cases:
    seen = seconds(text)
    print(f"  {'no header' if text is None else text:31} {seen:13}")
    if seen not in expected:
        sys.exit(f"changed: expected {list(expected)[0]}")
PY
python3 check.py
