"""A server on loopback that answers with recorded responses."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Response:
    body: bytes
    status: int = 200
    headers: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    #: Decoded, without the query.
    path: str
    query: dict
    #: Names in lower case.
    headers: dict
    #: As it stood in the request line.
    target: str


def recorded(name):
    """The response in a file of cases; nil where there is none."""
    path = CASES / f"{name}.json"
    if not path.exists():
        return None
    meta = path.with_suffix(".meta")
    lines = meta.read_text().splitlines() if meta.exists() else ["200"]
    headers = dict(line.split(": ", 1) for line in lines[1:] if line)
    return Response(path.read_bytes(), int(lines[0]), headers)


def as_json(value, status=200, **headers):
    return Response(json.dumps(value).encode(), status, headers)


NO_SUCH_BATCH = as_json({"error": {"message": "No such batch"}}, 404)


def case(name, single=None, listed=None):
    """Answers as the server of a case does.

    The page is NAME, or `listed`; the one behind it NAME.page2; a request without a limit gets
    NAME.without-limit, and one for a batch NAME.show, or `single`, where there are such.
    """
    page = recorded(listed or name)

    def answer(request):
        rest = request.path.partition("/batches")[2].strip("/")
        if rest:
            return single or recorded(f"{name}.show") or NO_SUCH_BATCH
        if "after" in request.query:
            return recorded(f"{name}.page2") or as_json(
                {"object": "list", "data": [], "has_more": False}
            )
        if "limit" not in request.query:
            return recorded(f"{name}.without-limit") or page
        return page

    return answer


class RecordedServer:
    """Calls `answer` with each `Request` and sends its `Response`; None is a 404."""

    def __init__(self, answer):
        self.requests = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                url = urlsplit(self.path)
                request = Request(
                    unquote(url.path),
                    dict(parse_qsl(url.query, keep_blank_values=True)),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.path,
                )
                owner.requests.append(request)
                response = answer(request) or Response(b"404 page not found", 404)
                self.send_response(response.status)
                headers = {"content-type": "application/json", **response.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(response.body)))
                self.end_headers()
                self.wfile.write(response.body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"http://127.0.0.1:{self._server.server_port}"
        self.url = self.host + "/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
