"""A server of the batch API on loopback that keeps count of its requests and errs as it is told."""

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from terminal import DEADLINE

HOUR = 3600


def make_batch(number, now=None, **changes):
    """A batch as the API documents it; higher numbers are older, a minute each."""
    created = int(now or time.time()) - 26 * HOUR - 60 * number
    return {
        "id": f"batch_{number:06d}",
        "object": "batch",
        "endpoint": "/v1/chat/completions",
        "errors": None,
        "input_file_id": f"file-in-{number:06d}",
        "completion_window": "24h",
        "status": "completed",
        "file_name": f"file{number:06d}.jsonl",
        "output_file_id": f"file-out-{number:06d}",
        "error_file_id": None,
        "created_at": created,
        "in_progress_at": created + 130,
        "expires_at": created + 24 * HOUR,
        "finalizing_at": created + 3600,
        "completed_at": created + 3660,
        "failed_at": None,
        "expired_at": None,
        "cancelling_at": None,
        "cancelled_at": None,
        "request_counts": {"total": 100, "completed": 100, "failed": 0},
        "metadata": {"name": f"job {number:06d}"},
        **changes,
    }


def make_batches(count, now=None, **changes):
    now = now or time.time()
    return [make_batch(number, now, **changes) for number in range(count)]


@dataclass(frozen=True)
class Request:
    """A request as it came; `headers` are pairs, so that one sent twice is seen twice."""

    path: str
    query: dict
    headers: list

    @property
    def after(self):
        return self.query.get("after")

    @property
    def is_list(self):
        return self.path.endswith("/batches")

    def values(self, header):
        return [value for name, value in self.headers if name.lower() == header.lower()]


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: object = None
    #: None leaves out one that is usual.
    headers: dict = field(default_factory=dict)
    #: Closes the connection instead of answering.
    drops: bool = False

    def data(self):
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def afters(server):
    """Where the pages begin that the server was asked for, in order; None is the first page."""
    return [request.after for request in server.list_requests()]


class HTTPServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A client may break off a handshake, or a connection that it keeps.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class BatchServer:
    """`GET /v1/batches` and `GET /v1/batches/{id}` over a list that a test may change at any time.

    `behave`, if set, sees each request first, with its number from 0; an `Answer` from it is sent
    as it is, None lets the request through to the list.

    With `tls`, an `ssl.SSLContext`, it speaks TLS.
    """

    def __init__(self, batches, page_limit=100, behave=None, tls=None):
        self.batches = list(batches)
        self.page_limit = page_limit
        self.behave = behave
        self.tls = tls
        self.requests = []
        #: How many connections there were; with TLS, those whose handshake ended well.
        self.connections = 0
        #: How many answers were sent to their end.
        self.answered = 0
        self._changed = threading.Condition()
        self._open = threading.Event()
        self._open.set()
        self._connections = set()
        self._server = HTTPServer(("127.0.0.1", 0), self._handler())
        self._is_closed = False
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self):
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/v1"

    @property
    def port(self):
        return self._server.server_port

    # What tests do

    def change(self, index, **changes):
        with self._changed:
            self.batches[index] = {**self.batches[index], **changes}

    def insert(self, *batches):
        """New batches at the head of the list, the first one foremost."""
        with self._changed:
            self.batches[:0] = batches

    def hold(self):
        """Lets every answer wait until `release`; requests are counted all the same."""
        self._open.clear()

    def release(self):
        self._open.set()

    def list_requests(self):
        return [request for request in self.requests if request.is_list]

    def wait_for_requests(self, count):
        """Whether `count` requests have come before patience ends."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.requests) >= count, DEADLINE)

    def close(self):
        if self._is_closed:
            return
        self._is_closed = True
        self._open.set()
        # One more connection, so that the thread takes notice.
        socket.create_connection(self._server.server_address).close()
        self._thread.join()
        for connection in list(self._connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self._server.server_close()

    # What the server does

    def _accept(self):
        while not self._is_closed:
            self._server.handle_request()

    def _answer(self, request):
        with self._changed:
            number = len(self.requests)
            self.requests.append(request)
            self._changed.notify_all()
        special = self.behave(number, request) if self.behave else None
        self._open.wait()
        if special is not None:
            return special
        with self._changed:
            return self._page(request) if request.is_list else self._one(request)

    def _page(self, request):
        ids = [batch["id"] for batch in self.batches]
        start = 0
        if request.after is not None:
            if request.after not in ids:
                return Answer(400, {"code": 20076, "message": "after not found", "data": None})
            start = ids.index(request.after) + 1
        limit = min(int(request.query.get("limit", 20)), self.page_limit)
        rows = self.batches[start : start + limit]
        return Answer(
            body={
                "object": "list",
                "data": rows,
                "first_id": rows[0]["id"] if rows else None,
                "last_id": rows[-1]["id"] if rows else None,
                "has_more": start + limit < len(ids),
            }
        )

    def _one(self, request):
        wanted = unquote(request.path.rpartition("/")[2])
        for batch in self.batches:
            if batch["id"] == wanted:
                return Answer(body=batch)
        return Answer(404, b"404 page not found", {"Content-Type": "text/plain"})

    def _handler(self):
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # An answer in two small writes would wait for an acknowledgement.
            disable_nagle_algorithm = True

            def setup(self):
                if owner.tls:
                    self.request = owner.tls.wrap_socket(self.request, server_side=True)
                super().setup()
                owner._connections.add(self.connection)
                with owner._changed:
                    owner.connections += 1

            def finish(self):
                owner._connections.discard(self.connection)
                try:
                    super().finish()
                    if owner.tls:
                        self.request.close()
                except OSError:
                    pass

            def do_GET(self):
                url = urlsplit(self.path)
                query = {name: values[-1] for name, values in parse_qs(url.query).items()}
                answer = owner._answer(Request(url.path, query, list(self.headers.items())))
                if answer.drops:
                    self.close_connection = True
                    return
                data = answer.data()
                headers = {
                    "Content-Type": "application/json",
                    "Content-Length": str(len(data)),
                    **answer.headers,
                }
                try:
                    self.send_response(answer.status)
                    for name, value in headers.items():
                        if value is not None:
                            self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(data)
                    owner.answered += 1
                except OSError:
                    self.close_connection = True

            do_POST = do_GET

            def log_message(self, *_):
                pass

        return Handler
