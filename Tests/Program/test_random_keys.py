"""Random keys, resizes and server faults: alive, responsive, and whole at the end.

LAZYBATCH_KEYS is the number of bytes typed; `make test-keys` types more of them, into a program
built with AddressSanitizer.
"""

import os
import random
import string

import pytest
from hostile import Answer, make_batch, make_batches

KEYS = int(os.environ.get("LAZYBATCH_KEYS", 20_000))

# Left out: what ends, stops or writes a file (q, w, ^C, ^S, ^Z).
LETTERS = [c.encode() for c in string.printable if c.isprintable() and c not in "qw"]
CONTROLS = [bytes([code]) for code in range(0x20) if code not in (0x03, 0x13, 0x1A)]
SEQUENCES = [
    *(b"\x1b[" + final for final in b"A B C D H F Z 3~ 5~ 6~".split()),
    *(b"\x1bO" + final for final in b"A B C D H F P Q".split()),
    b"\x1b[I", b"\x1b[O",
    b"\x1b[200~pasted q\x1b[201~", b"\x1b[200~", b"\x1b[201~",
    b"\x1b[<0;5;5M", b"\x1b[<0;5;5m", b"\x1b[<64;9;9M", b"\x1b[<65;90;20M", b"\x1b[<0;9999;9999M",
    b"\x1b[999;999;999;999~", b"\x1b[", b"\x1bO", b"\x1b]11;rgb:0/0/0\x07", b"\x1b\x1b",
]  # fmt: skip
TEXTS = ["ｊ", "／", "？", "批", "🚀", "e\u0301", "\u202e"]
BROKEN = [b"\xff", b"\xc3", b"\xe6\x89", b"\xf0\x9f\x9a", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80"]

FAULTS = [
    Answer(401, "Invalid token"),
    Answer(404, b"404 page not found"),
    Answer(400, {"code": 20076, "message": "after not found", "data": None}),
    Answer(429, {"message": "rate limiting", "data": None}, {"Retry-After": "1"}),
    Answer(503, {"code": 50505, "message": "Model service overloaded.", "data": None}),
    Answer(200, b"<html>hello</html>"),
    Answer(200, b'{"object": "list", "data": [{"id": "cut'),
    Answer(200, {"object": "list", "data": None}),
    Answer(200, {"object": "list", "data": [None, "x", {}, {"id": 5}], "has_more": True}),
    Answer(200, {"object": "list", "data": [make_batch(7)], "has_more": True}),
    Answer(drops=True),
]


def keys(source, count):
    """Pieces of input, `count` bytes in all or a few more."""
    while count > 0:
        kind = source.random()
        if kind < 0.6:
            piece = source.choice(LETTERS)
        elif kind < 0.75:
            piece = source.choice(CONTROLS)
        elif kind < 0.95:
            piece = source.choice(SEQUENCES)
        elif kind < 0.98:
            piece = source.choice(TEXTS).encode()
        else:
            piece = source.choice(BROKEN)
        count -= len(piece)
        yield piece


@pytest.mark.timeout(1800)
def test_random_keys_resizes_and_faults(browse, serve, tmp_path):
    source = random.Random(20250604)
    faults = random.Random(7)
    server = serve(make_batches(2000))
    server.behave = lambda *_: faults.choice(FAULTS) if faults.random() < 0.3 else None
    reports = tmp_path / "sanitizer"
    browser = browse(
        server,
        env={
            "PATH": "/nonexistent",
            "ASAN_OPTIONS": f"log_path={reports}:detect_leaks=0",
            "TSAN_OPTIONS": f"log_path={reports}",
        },
    )
    browser.wait_until(lambda: browser.text().strip(), "something is on screen")

    # To draw each of these frames would take the emulator longer than everything else.
    browser.skim()
    for number, piece in enumerate(keys(source, KEYS)):
        browser.send(piece)
        if number % 5 == 0:
            # Else it would take in very many keys at once, and draw only what comes of all of them.
            browser.wait_until_taken_in()
        if number % 50 == 0:
            browser.resize(source.randint(1, 180), source.randint(1, 60))
        assert not browser.has_ended(), f"ended after {number} keys\n{browser.picture()}"

    server.behave = None
    browser.resize(120, 40)
    # The ends of a string and of a paste that were begun, then a way out of whatever is open: Esc
    # as it is sent where it cannot be taken for the beginning of something.
    browser.send(b"\x07\x1b[201~" + 8 * b"\x1b[27u")
    browser.type("g")
    browser.look_again()
    browser.press("^L")
    browser.wait_for(r"\d+ loaded")
    for _ in range(5):
        browser.settle()
        if not browser.has_ended():
            browser.type("q")
    assert browser.wait_for_end() == 0
    browser.assert_restored()
    assert not list(tmp_path.glob("sanitizer*")), "a sanitizer has something to say"
