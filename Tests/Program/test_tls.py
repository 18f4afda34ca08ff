"""`lazybatch list` over TLS: who is trusted, how a refusal reads, and where the key goes."""

import json
import ssl
import subprocess
from pathlib import Path

import pytest
from hostile import make_batches
from http2 import HTTP2Server
from raw import RawServer
from tunnels import Tunnel

CERTIFICATES = Path(__file__).parent / "certificates"
GOOD, OTHER, EXPIRED = (str(CERTIFICATES / f"{name}.pem") for name in ("good", "other", "expired"))
KEY = "sk-0123456789abcdefTLS"
UNAVAILABLE, USAGE = 69, 64


def context(certificate=GOOD, newest=None):
    """A server's side of TLS; a file holds the certificate and its key."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    if newest:
        # Today's defaults allow neither old versions nor what they need.
        tls.set_ciphers("DEFAULT:@SECLEVEL=0")
        tls.minimum_version = newest
        tls.maximum_version = newest
    return tls


@pytest.fixture
def list_from(run):
    """Lists what is at a URL, trusting what `variables` name."""

    def start(url, *options, host="localhost", **variables):
        url = url.replace("127.0.0.1", host)
        variables = {"SILICONFLOW_API_KEY": KEY, **variables}
        return run("list", "--base-url", url, "--output", "json", *options, env=variables)

    return start


def ids(result):
    assert result.returncode == 0, result.stderr
    return [batch["id"] for batch in json.loads(result.stdout)]


def told(server, result, status=UNAVAILABLE):
    """The sentence of a refusal, after which the server has seen nothing."""
    assert result.returncode == status, result
    assert not server.requests
    assert KEY not in result.stderr + result.stdout
    return " ".join(result.stderr.split())


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
def test_named_file_is_trusted_and_one_connection_carries_all_pages(
    serve, list_from, host, variable
):
    server = serve(make_batches(250), tls=context())
    result = list_from(server.url, "--all", host=host, **{variable: GOOD})
    assert len(ids(result)) == 250
    assert len(server.requests) == 3
    assert server.connections == 1


def test_named_folder_is_trusted(serve, list_from, tmp_path):
    server = serve(make_batches(3), tls=context())
    asked = ["openssl", "x509", "-noout", "-hash", "-in", GOOD]
    name = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    (tmp_path / f"{name}.0").symlink_to(GOOD)
    assert len(ids(list_from(server.url, SSL_CERT_DIR=str(tmp_path)))) == 3


def test_named_roots_replace_the_usual_ones(serve, list_from):
    server = serve(make_batches(3), tls=context())
    assert "self-signed" in told(server, list_from(server.url, SSL_CERT_FILE=OTHER))


def test_self_signed_certificate_is_refused(serve, list_from):
    server = serve(make_batches(3), tls=context())
    assert "is not trusted: it is self-signed" in told(server, list_from(server.url))


def test_expired_certificate_is_refused(serve, list_from):
    server = serve(make_batches(3), tls=context(EXPIRED))
    assert "it has expired" in told(server, list_from(server.url, SSL_CERT_FILE=EXPIRED))


def test_certificate_of_another_name_is_refused(serve, list_from):
    server = serve(make_batches(3), tls=context(OTHER))
    assert "belongs to another name" in told(server, list_from(server.url, SSL_CERT_FILE=OTHER))


def test_certificate_of_an_unknown_issuer_is_refused(serve, list_from, tmp_path):
    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=tmp_path)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *curve, "-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", *curve, "-subj", "/CN=localhost", "-keyout", "leaf.key", "-out", "leaf.csr")
    (tmp_path / "names").write_text("subjectAltName=DNS:localhost")
    openssl(
        "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
        "-CAcreateserial", "-extfile", "names", "-out", "leaf.crt",
    )  # fmt: skip
    both = tmp_path / "leaf.pem"
    both.write_text((tmp_path / "leaf.crt").read_text() + (tmp_path / "leaf.key").read_text())
    server = serve(make_batches(3), tls=context(both))
    assert "its issuer is unknown" in told(server, list_from(server.url))
    assert len(ids(list_from(server.url, SSL_CERT_FILE=str(tmp_path / "ca.pem")))) == 3


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_new_versions_are_spoken(serve, list_from, version):
    server = serve(make_batches(3), tls=context(newest=version))
    assert len(ids(list_from(server.url, SSL_CERT_FILE=GOOD))) == 3


def test_old_version_is_refused(serve, list_from):
    server = serve(make_batches(3), tls=context(newest=ssl.TLSVersion.TLSv1_1))
    assert "TLS 1.2 is the minimum" in told(server, list_from(server.url, SSL_CERT_FILE=GOOD))


def test_server_without_tls_is_told(serve, list_from):
    server = serve(make_batches(3))
    url = server.url.replace("http:", "https:")
    assert "does not speak TLS on this port" in told(server, list_from(url))


def test_server_that_is_silent_is_told(launch):
    """Slow, since a connection may take five seconds. `list` would go on trying."""
    server = RawServer(b"", holds=True)
    try:
        browser = launch(
            "--base-url", f"https://{server.address}/v1", env={"SILICONFLOW_API_KEY": KEY}
        )
        browser.wait_for(f"{server.address} did not finish the TLS handshake within 5 s")
        browser.quit()
    finally:
        server.close()


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_file_without_certificates_is_refused_at_once(serve, list_from, tmp_path, content):
    path = tmp_path / "roots.pem"
    if content is not None:
        path.write_text(content)
    server = serve(make_batches(3), tls=context())
    said = told(server, list_from(server.url, SSL_CERT_FILE=str(path)), USAGE)
    assert "SSL_CERT_FILE" in said and str(path) in said.replace(" ", "")
    assert server.connections == 0


def test_http2_is_spoken_where_the_server_offers_it(list_from):
    server = HTTP2Server(context(), 250)
    try:
        found = ids(list_from(server.url, "--all", SSL_CERT_FILE=GOOD))
    finally:
        server.close()
    assert len(found) == len(set(found)) == 250
    assert server.protocols == ["h2"]
    assert [headers["authorization"] for headers in server.requests] == [f"Bearer {KEY}"] * 3


@pytest.mark.parametrize(
    ("scheme", "user"), [("http", "us%40er:pass@"), ("socks5h", ""), ("https", "us%40er:pass@")]
)
def test_proxy_sees_where_to_and_nothing_else(serve, list_from, scheme, user):
    server = serve(make_batches(250), tls=context())
    tunnel = Tunnel(
        server.port, socks=scheme == "socks5h", tls=context() if scheme == "https" else None
    )
    proxy = f"{scheme}://{user}{tunnel.address.replace('127.0.0.1', 'localhost')}"
    variables = {"https_proxy": proxy, "SSL_CERT_FILE": GOOD}
    try:
        assert len(ids(list_from("https://api.example.test/v1", "--all", **variables))) == 250
    finally:
        tunnel.close()
    assert len(tunnel.asked) == 1
    asked = tunnel.asked[0]
    assert "api.example.test:443" in asked
    assert KEY not in asked
    assert not any(KEY.encode() in first for first in tunnel.carried)
    if scheme != "socks5h":
        # us@er:pass
        assert "Proxy-Authorization: Basic dXNAZXI6cGFzcw==" in asked
    assert not any(request.values("proxy-authorization") for request in server.requests)


def test_untrusted_proxy_is_named(serve, list_from):
    server = serve(make_batches(3), tls=context())
    tunnel = Tunnel(server.port, tls=context())
    proxy = f"https://{tunnel.address.replace('127.0.0.1', 'localhost')}"
    try:
        said = told(server, list_from("https://api.example.test/v1", https_proxy=proxy))
    finally:
        tunnel.close()
    assert f"certificate of the proxy {proxy.removeprefix('https://')} is not trusted" in said
    assert not tunnel.asked


@pytest.mark.parametrize(
    "certificate, sentence",
    [(OTHER, "belongs to another name"), (EXPIRED, "is not trusted: it has expired")],
)
def test_proxy_with_a_wrong_certificate_is_named(serve, list_from, certificate, sentence):
    server = serve(make_batches(3), tls=context())
    tunnel = Tunnel(server.port, tls=context(certificate))
    proxy = f"https://{tunnel.address.replace('127.0.0.1', 'localhost')}"
    variables = {"https_proxy": proxy, "SSL_CERT_FILE": certificate}
    try:
        said = told(server, list_from("https://api.example.test/v1", **variables))
    finally:
        tunnel.close()
    assert f"certificate of the proxy {proxy.removeprefix('https://')} {sentence}" in said
    assert not tunnel.asked


def test_proxy_without_tls_is_named(serve, list_from):
    server, plain = serve(make_batches(3), tls=context()), serve([])
    proxy = f"https://127.0.0.1:{plain.port}"
    said = told(server, list_from("https://api.example.test/v1", https_proxy=proxy))
    assert f"the proxy 127.0.0.1:{plain.port} does not speak TLS on this port" in said
    assert "http:// in https_proxy" in said
    assert not plain.requests


def test_loopback_goes_past_the_proxy(serve, list_from):
    server = serve(make_batches(3), tls=context())
    tunnel = Tunnel(server.port)
    try:
        proxies = {"https_proxy": f"http://{tunnel.address}", "SSL_CERT_FILE": GOOD}
        assert len(ids(list_from(server.url, **proxies))) == 3
    finally:
        tunnel.close()
    assert not tunnel.asked
