"""From the start of a process to its result: a printed list, or the first row on screen."""

import http.server
import json
import ssl
import subprocess
import threading
import time

from table import alternate, compared, median, missing
from world import Missing, Simulator

CLIENT = """
import sys
from openai import OpenAI
client = OpenAI(api_key="bench", base_url=sys.argv[1])
for batch in client.batches.list(limit=100).data:
    print(batch.id, batch.status)
"""


def timed(world, *argv):
    start = time.perf_counter()
    subprocess.run(argv, check=True, env=world.env, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def rows(world):
    with Simulator(world, 1000) as simulator:
        # Once, since new batches arrive.
        page = simulator.page()
        name = name_of(page)
        address = f"{simulator.base}/batches?limit=100"
        listing = ["list", "--limit", "100", "--output", "jsonl", "--base-url", simulator.base]

        def first_row():
            with world.browser(simulator) as screen:
                return screen.wait_for(name) - screen.started

        try:
            curl = world.tool("curl")
            listed, seen, reference = alternate(
                4 * world.runs,
                lambda: timed(world, world.program, *listing),
                first_row,
                lambda: timed(world, curl, "-s", address),
            )
            reference = median(reference)
            yield compared("list of 100, whole process", median(listed), "curl", reference, 1.4)
            yield compared("start → first row", median(seen), "curl", reference, 1.6)
        except Missing as why:
            yield missing("list of 100, whole process", why, "≤ 1.4 ×")
            yield missing("start → first row", why, "≤ 1.6 ×")
        try:
            python = world.python("openai")
            taken, reference = alternate(
                world.runs, first_row, lambda: timed(world, python, "-c", CLIENT, simulator.base)
            )
            yield compared(
                "start → first row", median(taken), "OpenAI client", median(reference), 1 / 20
            )
        except Missing as why:
            yield missing("start → first row", why, "≤ 1/20")
        yield from over_tls(world, page)


def name_of(page):
    """A text that appears once a page is on the screen."""
    first = json.loads(page)["data"][0]
    return ((first["metadata"] or {}).get("name") or first["id"]).encode()


def over_tls(world, page):
    """One recorded page over TLS 1.3, with the handshake. Both programs trust and read only one
    certificate."""
    figure = "start → first row, TLS 1.3"
    name = name_of(page)
    try:
        curl = world.tool("curl")
        with Secure(world, page) as server:
            env = world.env | {"SSL_CERT_FILE": server.certificate}

            def ours():
                with world.browser(server, env=env) as screen:
                    return screen.wait_for(name) - screen.started

            address = f"{server.base}/batches?limit=100"
            taken, reference = alternate(
                4 * world.runs, ours,
                lambda: timed(world, curl, "-s", "--cacert", server.certificate, address),
            )  # fmt: skip
            yield compared(figure, median(taken), "curl", median(reference), 1.5)
    except Missing as why:
        yield missing(figure, why, "≤ 1.5 ×")


class Secure:
    """Serves the same page to every client over TLS during the block."""

    def __init__(self, world, page):
        openssl = world.tool("openssl")
        self.certificate = str(world.folder / "certificate.pem")
        key = str(world.folder / "key.pem")
        subprocess.run(
            [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", self.certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(self.certificate, key)

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            # One write for head and body, as servers do.
            wbufsize = -1

            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)
                self.wfile.flush()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def finish_request(self, request, address):
                # In the connection's own thread, where a handshake blocks no other connection.
                with context.wrap_socket(request, server_side=True) as secure:
                    super().finish_request(secure, address)

            def handle_error(self, *_):
                """Ignores clients that were killed."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.base = f"https://localhost:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
