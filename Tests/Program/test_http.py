"""Servers and proxies that bend HTTP: what is read all the same, and how the rest is told."""

import gzip
import json
import time

import pytest
from hostile import make_batches
from raw import RawServer
from tunnels import Tunnel

UNAVAILABLE, USAGE = 69, 64
KEY = "sk-0123456789abcdefRAW"
PAGE = json.dumps({"object": "list", "data": make_batches(3), "has_more": False}).encode()
AT_ONCE = "Retry-After-Ms: 1"


def answer(body=PAGE, *headers, status="200 OK", length=None):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {length or len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def chunks(body, end):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"%x\r\n%s\r\n" % (len(body), body) + end


@pytest.fixture
def serve_raw():
    servers = []

    def start(*args, **options):
        servers.append(RawServer(*args, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def list_from(run):
    def start(url, *options, **variables):
        variables = {"SILICONFLOW_API_KEY": KEY, **variables}
        return run("list", "--base-url", url, "--output", "json", *options, env=variables)

    return start


@pytest.fixture
def list_through(list_from, serve_raw):
    """Lists a server on another machine, to which only a proxy knows the way."""

    def start(**variables):
        return list_from("http://batches.invalid/v1", "--allow-insecure-http", **variables)

    return start


def ids(result):
    assert result.returncode == 0, result.stderr
    return [batch["id"] for batch in json.loads(result.stdout)]


def said(result, status=UNAVAILABLE):
    assert result.returncode == status, result
    assert KEY not in result.stdout + result.stderr
    return result.stderr


# Answers


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.0 200\r\n\r\n" + PAGE,
        answer().replace(b"\r\n", b"\n"),
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + answer(),
        b"HTTP/1.1 103 Early Hints\r\nContent-Encoding: gzip\r\n\r\n" + answer(),
        answer(PAGE, "X: a\r\n  b"),
        answer(PAGE, "X: \xe9"),
        answer(length=9999),
        chunks(PAGE, b"0\r\nX: y\r\n\r\n"),
        chunks(PAGE, b""),
        answer(gzip.compress(PAGE)),
        answer(gzip.compress(PAGE)[:-8], "Content-Encoding: gzip"),
        answer(gzip.compress(PAGE) + b"more", "Content-Encoding: gzip"),
        answer(gzip.compress(PAGE) + gzip.compress(PAGE), "Content-Encoding: gzip"),
    ],
    ids=(
        "HTTP 1.0,lines,100,103,folded header,header not ASCII,body too short,trailer,"
        "no last chunk,compression not named,no checksum,bytes behind,another stream behind"
    ).split(","),
)
def test_page_that_is_read_in_spite_of(serve_raw, list_from, reply):
    server = serve_raw(reply)
    assert len(ids(list_from(server.url))) == 3
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    "reply, sentence",
    [
        (b"SSH-2.0-server\r\n\r\n", "does not speak HTTP"),
        (b"HTTP/1.1 " + b"a" * 2_000_000, "does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 2_000_000, "sent endless headers"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: aaaaaaaa\r\n" * 100_000, "sent endless headers"),
        (b"HTTP/1.1 102 Processing\r\n\r\n" * 100_000, "sent endless headers"),
        (chunks(b"", b"")[:-5] + b"zz\r\n", "does not speak HTTP"),
        (chunks(PAGE, b"-1\r\n"), "does not speak HTTP"),
        (answer(gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]), "Content-Encoding: gzip"),
         "cannot be decompressed"),
    ],
    ids=(
        "no HTTP,status without an end,header without an end,headers,informational answers,"
        "no chunk size,negative chunk size,two streams"
    ).split(","),
)  # fmt: skip
def test_answer_that_is_refused_without_another_try(serve_raw, list_from, reply, sentence):
    server = serve_raw(reply)
    assert sentence in said(list_from(server.url))
    assert len(server.heads) == 1


def test_other_protocol_that_nobody_asked_for_is_refused_at_once(serve_raw, list_from):
    reply = b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n"
    server = serve_raw(reply, holds=True)
    assert "(HTTP 101)" in said(list_from(server.url))
    assert len(server.heads) == 1


def test_silence_within_a_body_ends_after_15_seconds(serve_raw, list_from):
    """Slow, since that is the limit."""
    server = serve_raw(lambda number: answer(length=9999) if number == 0 else answer(), holds=True)
    start = time.monotonic()
    # The page was whole, so it is not asked for again.
    assert len(ids(list_from(server.url))) == 3
    assert 14 < time.monotonic() - start < 25


@pytest.mark.parametrize("body", [b"", gzip.compress(PAGE)[:-8] + b"notright"])
def test_compression_that_is_broken_is_told_with_the_status(serve_raw, list_from, body):
    server = serve_raw(answer(body + b"x", "Content-Encoding: gzip", AT_ONCE))
    assert "(HTTP 200)" in said(list_from(server.url))


def test_connections_that_close_between_pages_do_not_matter(serve_raw, list_from):
    batches = make_batches(6)

    def reply(number):
        page = {"data": batches[2 * number : 2 * number + 2], "has_more": number < 2}
        return answer(json.dumps(page).encode(), "Connection: keep-alive")

    server = serve_raw(reply)
    assert len(ids(list_from(server.url, "--all"))) == 6
    assert len(server.heads) == 3


# Proxies


@pytest.mark.parametrize(
    "value",
    [" http://{} ", "http://{}\n", "{}", "http://{}/", "http://us%40er:p%20ss@{}",
     "http://us@er:p ss@{}", "HTTP://us@er:p ss@{}"],
)  # fmt: skip
def test_proxy_as_it_is_pasted(serve, list_through, value):
    server = serve(make_batches(3))
    tunnel = Tunnel(server.port)
    try:
        assert len(ids(list_through(http_proxy=value.format(tunnel.address)))) == 3
    finally:
        tunnel.close()
    (asked,) = tunnel.asked
    assert asked.startswith("CONNECT batches.invalid:80 ")
    # us@er:p ss
    assert ("Proxy-Authorization: Basic dXNAZXI6cCBzcw==" in asked) == ("us" in value)
    assert not server.requests[0].values("proxy-authorization")


@pytest.mark.parametrize(
    "value",
    ["http://", "http://user:secret@", "http://user:secret@127.0.0.1:0", "http://bücher:1",
     "http://us%0Aer:secret@127.0.0.1:1", "http://us%00er:secret@127.0.0.1:1", "quic://secret:1"],
)  # fmt: skip
def test_proxy_that_cannot_be_used_is_refused_at_once(list_through, value):
    result = said(list_through(http_proxy=value), USAGE)
    assert "http_proxy" in result
    assert "secret" not in result


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_proxy_that_is_not_there_is_named(list_through, host):
    """Slow, since the program waits before each of its tries."""
    assert f"{host}:1 refused the connection" in said(list_through(http_proxy=f"http://{host}:1"))


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
def test_proxy_that_is_silent_is_told_from_one_that_is_not_there(launch, serve_raw, scheme):
    """Slow, since a connection may take five seconds."""
    proxy = serve_raw(b"", holds=True)
    browser = launch(
        "--base-url", "http://batches.invalid/v1", "--allow-insecure-http",
        env={"SILICONFLOW_API_KEY": KEY, "http_proxy": f"{scheme}://{proxy.address}"},
    )  # fmt: skip
    browser.wait_for(f"The proxy {proxy.address} did not reach batches.invalid")
    browser.quit()


def test_words_for_a_password_name_the_kind_of_proxy(list_through, serve_raw):
    proxy = serve_raw(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
    result = said(list_through(all_proxy=f"http://u:secret@{proxy.address}"))
    assert "all_proxy=http://USER:PASSWORD@HOST:PORT" in result
    assert "secret" not in result
    assert len(proxy.heads) == 1
    assert KEY not in proxy.heads[0]
