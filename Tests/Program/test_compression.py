"""Compressed answers: what is asked for, and what is undone."""

import gzip
import json
import zlib

import brotli
import pytest
import zstandard
from hostile import Answer, make_batches

PAGE = json.dumps({"object": "list", "data": make_batches(100), "has_more": False}).encode()
CODINGS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_what_is_offered_is_undone(run, serve, coding):
    compressed = Answer(200, CODINGS[coding](PAGE), {"Content-Encoding": coding})
    server = serve([], behave=lambda *_: compressed)
    result = run("list", "--base-url", server.url, "--output", "jsonl")
    (offered,) = server.requests[0].values("accept-encoding")
    if coding not in offered.replace(" ", "").split(","):
        # gzip and deflate always are.
        assert coding in ("br", "zstd")
        pytest.skip(f"the libcurl of this system was built without {coding}")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 100
    assert len(server.requests) == 1


@pytest.mark.parametrize("coding", CODINGS)
def test_label_that_is_wrong_costs_one_request_in_all(run, serve, coding):
    server = serve([])

    def behave(_, request):
        start = 0 if request.after is None else int(request.after[-6:]) + 1
        page = {"data": make_batches(9)[start : start + 3], "has_more": start < 6}
        return Answer(200, page, {"Content-Encoding": coding})

    server.behave = behave
    result = run("list", "--base-url", server.url, "--all", "--output", "jsonl")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 9
    assert len(server.requests) == 4
