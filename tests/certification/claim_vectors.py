"""Texts in place of a claim, valid and tampered with in every layer, and what `claim.read` makes of each."""

import random
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import base45
import cbor2
from claim_builders import CLAIM, HARDEST, HEADER, KEY, KEYS, joined, parts, signed, wrapped
from cryptography.hazmat.primitives.asymmetric import ec

from lms.certification.rules import claim

TEXT = claim.sign(CLAIM, KEY)
MESSAGE = zlib.decompress(base45.b45decode(TEXT.removeprefix("AMP1:")))
PROTECTED, BARE, PAYLOAD, SIGNATURE = parts(TEXT)
OTHER = ec.derive_private_key(7, ec.SECP256R1())
MARKS = replace(
    CLAIM,
    name="I Gusti Ayu Made Ñurê",
    jp=Decimal("120.25"),
    completed_on=date(2028, 2, 29),
    issuer="Ā \u202e 🌉",
    expires_on=date(2032, 2, 29),
)


def packed(data: bytes) -> str:
    return "AMP1:" + claim.base45(data)


def said(*values: object) -> str:
    return signed(cbor2.dumps({1: "i", 7: bytes(16), -65537: list(values)}, canonical=True))


def texts() -> dict[str, str]:
    """Return every text by what is the matter with it."""
    flipped = random.Random(18)
    return {
        "as made": TEXT,
        "hardest": claim.sign(HARDEST, KEY),
        "marks": claim.sign(MARKS, KEY),
        **{f"prefix {text!r}": text for text in ("", "AMP1", "amp1:" + TEXT[5:], "HC1:" + TEXT[5:])},
        **{f"cut at {at}": TEXT[:at] for at in (5, 6, 7, 200, len(TEXT) - 1, len(TEXT) - 3)},
        **{f"more {more!r}": TEXT + more for more in (" ", "\n", "000", "é")},
        **{f"flip {n}": wrapped(flip(flipped)) for n in range(40)},
        "small letters": "AMP1:" + TEXT[5:].lower(),
        "astral letters": "AMP1:" + "😀" * 999,
        "long": "AMP1:" + "0" * 1001,
        "just long enough": "AMP1:" + "0" * 1000,
        "bomb": wrapped(bytes(600_000)),
        "bomb cut off": packed(zlib.compress(bytes(100_000), 9)[:60]),
        "601 bytes": wrapped(flipped.randbytes(601)),
        "600 bytes": wrapped(flipped.randbytes(600)),
        "tail behind zlib": packed(zlib.compress(MESSAGE, 9) + b"x"),
        "checksum": packed(zlib.compress(MESSAGE, 9)[:-4] + b"abcd"),
        "bare deflate": packed(zlib.compress(MESSAGE, 9)[2:-4]),
        "stored": packed(zlib.compress(MESSAGE, 0)),
        **envelopes(),
        **{f"header {header!r}": signed(PAYLOAD, header) for header in HEADERS},
        **{f"day {day}": said("a", "b", "1", day, "n") for day in DAYS},
        **{f"hours {jp!r}": said("a", "b", jp, "2026-01-01", "n") for jp in HOURS},
        **{f"last {day}": said("a", "b", "1", "2026-01-01", "n", day) for day in (*DAYS, "x", "", 5, None)},
        "another field": said("a", "b", "1", "2026-01-01", "n", "2027-01-01", "x"),
        "a number for a name": said(5, "b", "1", "2026-01-01", "n"),
        "payload indefinite": signed(b"\xbf\x01\x61i\x07\x40\xff"),
        "payload twice": signed(b"\xa2\x01\x61i\x01\x61i"),
        "payload unsorted": signed(b"\xa3\x07\x50" + bytes(16) + b"\x01\x61i\x3a\x00\x01\x00\x00\x80"),
        "bad utf-8": signed(b"\xa1\x01\x62\xc3\x28"),
    }  # fmt: skip


HEADERS = (
    {}, [], {1: -7}, {1: -257, 4: HEADER[4]}, HEADER | {2: [99], 99: 1}, {1: -7, 4: "text"},
    {1: -7, 4: 2**40}, {1: -7, 4: None}, {1: -7, 4: [[[[[1]]]]]}, {1: -7, 4: b""},
)  # fmt: skip
DAYS = (
    "2026-02-29",
    "2028-02-29",
    "20260101",
    "2026-1-1",
    "2026-W01-1",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
)
HOURS = ("0", "0.5", "0.50", "01", "12345", "9999.99", "-1", "1e3", "NaN", "٣", "1\n")


def flip(chance: random.Random) -> bytes:
    message = bytearray(MESSAGE)
    message[chance.randrange(len(message))] ^= chance.randrange(1, 256)
    return bytes(message)


def envelopes() -> dict[str, str]:
    theirs = parts(claim.sign(CLAIM, OTHER))
    return {
        "another name": joined([PROTECTED, BARE, parts(claim.sign(MARKS, KEY))[2], SIGNATURE]),
        "another key": joined(theirs),
        "another key under our name": joined([PROTECTED, BARE, PAYLOAD, theirs[3]]),
        "empty signature": joined([PROTECTED, BARE, PAYLOAD, bytes(64)]),
        "huge signature": joined([PROTECTED, BARE, PAYLOAD, b"\xff" * 64]),
        "short signature": joined([PROTECTED, BARE, PAYLOAD, bytes(63)]),
        "tag 17": joined([PROTECTED, BARE, PAYLOAD, SIGNATURE], tag=17),
        "no tag": wrapped(cbor2.dumps([PROTECTED, BARE, PAYLOAD, SIGNATURE])),
        "unprotected": joined([PROTECTED, {4: b"x"}, PAYLOAD, SIGNATURE]),
        "three parts": joined([PROTECTED, BARE, PAYLOAD]),
        "byte behind": wrapped(MESSAGE + b"\0"),
        "long heads": wrapped(MESSAGE[:2] + b"\x58" + MESSAGE[2:3]),
        "deep": wrapped(b"\x81" * 500 + b"\x01"),
        "nothing": wrapped(b""),
    }


def verdict(text: str) -> dict[str, str | None] | str:
    """Return what Python reads, as the page's script says it: the claim's fields, or the refusal's code."""
    try:
        one = claim.read(text, KEYS)
    except claim.ClaimRefused as refusal:
        return refusal.code
    return {
        "name": one.name, "course": one.course, "jp": str(one.jp), "day": one.completed_on.isoformat(),
        "number": one.number, "id": one.public_id, "issuer": one.issuer,
        "until": one.expires_on.isoformat() if one.expires_on else None,
    }  # fmt: skip
