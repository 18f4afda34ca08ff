#!/usr/bin/env bash
# Guess:   CURLOPT_TIMEOUT_MS limits a transfer from the moment that it gets a connection.
# Really:  in a multi handle the clock starts when the transfer is added. One that waits for a free
#          connection (CURLMOPT_MAX_HOST_CONNECTIONS) uses its time up in the queue, and fails with
#          CURLE_OPERATION_TIMEDOUT though the server never saw it or had no chance to be slow.
# Version: libcurl 7.88.1 (Debian 12's libcurl4 and libcurl4-openssl-dev).
# Matters: a client that is kind to the server by using one connection gets timeouts that blame the
#          server. Either queue outside libcurl, or start a clock of one's own at the first byte sent.
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

cat >queue.c <<'C'
#include <curl/curl.h>
#include <stdio.h>

enum { transfers = 4 };

static size_t discard(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

int main(int count, char **arguments) {
  if (count < 2) return 2;
  CURL *easy[transfers];
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
  for (int i = 0; i < transfers; i++) {
    char url[200];
    snprintf(url, sizeof url, "%s/%d", arguments[1], i);
    easy[i] = curl_easy_init();
    curl_easy_setopt(easy[i], CURLOPT_URL, url);
    curl_easy_setopt(easy[i], CURLOPT_PROXY, "");
    curl_easy_setopt(easy[i], CURLOPT_TIMEOUT_MS, 5000L);
    curl_easy_setopt(easy[i], CURLOPT_WRITEFUNCTION, discard);
    curl_multi_add_handle(multi, easy[i]);
  }
  int running, left;
  do {
    curl_multi_perform(multi, &running);
    curl_multi_poll(multi, NULL, 0, 100, NULL);
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));)
      for (int i = 0; i < transfers; i++)
        if (easy[i] == message->easy_handle) printf("%d %d\n", i, (int)message->data.result);
  } while (running);
  for (int i = 0; i < transfers; i++) {
    curl_multi_remove_handle(multi, easy[i]);
    curl_easy_cleanup(easy[i]);
  }
  curl_multi_cleanup(multi);
}
C
gcc -o queue queue.c -lcurl

cat >check.py <<'PY'
import http.server, subprocess, sys, threading, time

seen = []

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        seen.append(int(self.path.rsplit("/", 1)[1]))
        time.sleep(3)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
run = subprocess.run(
    ["./queue", f"http://127.0.0.1:{server.server_port}"],
    check=True, timeout=60, capture_output=True, text=True)
results = dict(map(int, line.split()) for line in run.stdout.splitlines())
unsent = sorted(set(results) - set(seen))

print("Time spent waiting for a connection counts: each answer takes 3 s, the limit is 5 s, yet")
print("only the first of four transfers over one connection succeeds.")
print("  CURLcode by transfer:", dict(sorted(results.items())), "(28: timed out)")
print("  timed out without ever being sent:", unsent)
if sorted(results.values()) != [0, 28, 28, 28] or not unsent:
    sys.exit("changed: expected one success, three timeouts, some of them never sent")
PY
python3 check.py
