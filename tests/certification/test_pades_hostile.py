"""What anybody may send to be judged: garbage, changed bytes, bombs; never valid, never raising, bounded."""

import time
import zlib
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from signing_builders import SIGNED_AT, a_pdf, authority, own_key

from lms.certification.signing import lean
from lms.certification.signing.check import State, check
from lms.certification.signing.reading import names, ranges

SIGNED = lean.sign(a_pdf(), own_key(), at=SIGNED_AT, place="Palembang")
OPENS, CLOSES = SIGNED.index(b"/Contents<") + 9, SIGNED.index(b">/ByteRange")


def judged(data):
    return check(data, own=[own_key().public], authorities=[authority()[0]], at=SIGNED_AT + timedelta(days=1))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
@example(OPENS + 5, 1)
def test_no_single_changed_byte_leaves_it_valid_by_anybody_of_ours(place, by):
    data = SIGNED[:place] + bytes([SIGNED[place] ^ by]) + SIGNED[place + 1 :]

    report = judged(data)

    # Of the signature itself some bytes are signed by nobody, as its version; of the document none is.
    assert not report.whole or OPENS < place < CLOSES


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.integers(0, 400))
@example(b"0\x80", b"", 3)
@example(bytes.fromhex("308006092a864886f70d010702a080"), b"", 0)
def test_garbage_of_any_kind_is_judged_and_never_raises(envelope, tail, size):
    gap = envelope.hex().encode() + b"0" * size
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Sig/M(D:20269999999999Z)/Contents<"
    middle = b">/ByteRange[0 %d %d %d]>>\nendobj\n"
    at = len(head) - 1
    data = head + gap + middle % (at, at + len(gap) + 2, 5) + tail

    assert not judged(data).whole
    assert judged(tail).state in State


def test_hostile_files_are_judged_in_bounded_time():
    began = time.process_time()
    for data in (
        b"/ByteRange[0 1 2 3]" * 50_000,
        b"/ByteRange[" * 90_000,
        b"%%EOF" * 400_000,
        b"1 0 obj " * 200_000,
    ):
        judged(data)
        ranges.ends(data)
        names.named(data)
    bomb = b"stream\n" + zlib.compress(bytes(200_000_000), 9)
    names.named(bomb * 3)

    assert time.process_time() - began < 5
