#!/usr/bin/env bash
# Guess:   CURLOPT_POST without CURLOPT_POSTFIELDS sends a POST with an empty body.
# Really:  libcurl then reads the body from the program's standard input, and sends it in chunks.
# Version: libcurl 7.88.1 (Debian 12's libcurl4 and libcurl4-openssl-dev).
# Matters: cancelling a batch is a POST without a body. In a terminal program standard input is the
#          keyboard: such a request waits for keys, and hands what is typed to the server. An empty
#          body has to be asked for: CURLOPT_POSTFIELDS "".
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

cat >post.c <<'C'
#include <curl/curl.h>

int main(int count, char **arguments) {
  CURL *easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 10L);
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  if (count > 2) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
  CURLcode result = curl_easy_perform(easy);
  curl_easy_cleanup(easy);
  return (int)result;
}
C
gcc -o post post.c -lcurl

cat >check.py <<'PY'
import http.server, subprocess, sys, threading

bodies = []

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = b""
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        bodies.append(body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/v1/batches/batch_1/cancel"
for extra in ([], ["empty"]):
    subprocess.run(["./post", url, *extra], input=b"typed keys\n", check=True, timeout=20)

print("CURLOPT_POST alone takes the body from standard input; POSTFIELDS \"\" makes it empty.")
print("  POST alone:          body", bodies[0])
print("  with POSTFIELDS \"\":  body", bodies[1])
if bodies != [b"typed keys\n", b""]:
    sys.exit("changed: expected the text of standard input, then nothing")
PY
python3 check.py
