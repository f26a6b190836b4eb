"""The signed claim: what is written is read again, and RFC 9052 read literally agrees."""

import hashlib
import unicodedata
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import base45 as independent_base45
import cbor2
import pytest
from claim_builders import CLAIM, HARDEST, KEY, KEYS
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from lms.certification.rules import claim

CLAIMS = st.builds(
    claim.Claim,
    name=st.text(max_size=30),
    course=st.text(max_size=40),
    jp=st.decimals(0, 9999, places=2),
    completed_on=st.dates(),
    number=st.text(max_size=12),
    public_id=st.binary(min_size=16, max_size=16).map(bytes.hex),
    issuer=st.text(max_size=30),
    expires_on=st.none() | st.dates(),
)


@given(CLAIMS)
def test_what_is_signed_is_read_again(one: claim.Claim) -> None:
    composed = {
        "name": claim.cut(one.name, claim.NAME),
        "course": claim.cut(one.course, claim.COURSE),
        "issuer": claim.cut(one.issuer, claim.ISSUER),
        "number": unicodedata.normalize("NFC", one.number),
    }

    assert claim.read(claim.sign(one, KEY), KEYS) == replace(one, **composed)


def test_same_claim_same_text() -> None:
    assert claim.sign(CLAIM, KEY) == claim.sign(CLAIM, KEY)


def test_rfc_9052_read_literally_accepts_it() -> None:
    """HCERT's layers undone by other people's code; Sig_structure as in RFC 9052 §4.4, written by hand."""
    text = claim.sign(CLAIM, KEY)
    message = zlib.decompress(independent_base45.b45decode(text.removeprefix("AMP1:")))

    assert message[:2] == b"\xd2\x84"
    protected, unprotected, payload, signature = cbor2.loads(message).value
    spki = KEY.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert cbor2.loads(protected) == {1: -7, 4: hashlib.sha256(spki).digest()[:8]}
    assert unprotected == {}
    signed = b"\x84\x6aSignature1" + b"".join(cbor2.dumps(part) for part in (protected, b"", payload))
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    KEY.public_key().verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    assert cbor2.loads(payload) == {
        1: "BKPSDM Kota Palembang",
        7: bytes.fromhex(CLAIM.public_id),
        -65537: [CLAIM.name, CLAIM.course, "12", "2026-11-25", CLAIM.number],
    }


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_the_vectors_of_rfc_9285(data: bytes, text: str) -> None:
    assert claim.base45(data) == text
    assert claim.from_base45(text) == data


@given(st.binary())
def test_base45_agrees_with_another_implementation(data: bytes) -> None:
    assert claim.base45(data) == independent_base45.b45encode(data).decode()
    assert claim.from_base45(claim.base45(data)) == data


@pytest.mark.parametrize("text", ["A", "GGW", ":::", "::", "bb8", "BB8\n", "BB8A", "BB8é0"])
def test_what_base45_never_writes_is_refused(text: str) -> None:
    """`GGW` is 65536 and `:::` more: RFC 9285 §6 wants both refused."""
    with pytest.raises(ValueError):
        claim.from_base45(text)


@given(st.text(), st.integers(3, 80))
def test_a_cut_text_keeps_its_limit(text: str, limit: int) -> None:
    short = claim.cut(text, limit)

    assert len(short.encode()) <= limit
    assert short == unicodedata.normalize("NFC", text) or short.endswith("…")


def test_a_letter_keeps_its_mark() -> None:
    assert claim.cut("abcq\u0323\u0323def", 8) == "abc…"
    assert claim.cut("Ketut Gede", 9) == "Ketut…"


def test_long_texts_are_cut_and_say_so() -> None:
    long = replace(CLAIM, name="N" * 65, course="C" * 81, issuer="I" * 49)

    one = claim.read(claim.sign(long, KEY), KEYS)

    assert (one.name, one.course, one.issuer) == ("N" * 61 + "…", "C" * 77 + "…", "I" * 45 + "…")


@pytest.mark.parametrize(
    "change",
    [
        {"number": "9" * 65},
        {"public_id": "ABC"},
        {"jp": Decimal(-1)},
        {"jp": Decimal(10000)},
        {"jp": Decimal("1e999999")},
        {"jp": Decimal("0.001")},
        {"jp": Decimal("NaN")},
    ],
)
def test_what_must_be_whole_is_never_cut(change: dict[str, object]) -> None:
    with pytest.raises(claim.Unsignable):
        claim.sign(replace(CLAIM, **change), KEY)


@pytest.mark.parametrize("jp", ["0", "0.5", "0.05", "10", "10.20", "120.25", "1E+2"])
def test_hours_are_kept(jp: str) -> None:
    one = replace(CLAIM, jp=Decimal(jp), completed_on=date(2028, 2, 29))

    assert claim.read(claim.sign(one, KEY), KEYS) == one


def test_another_curve_is_no_es256() -> None:
    with pytest.raises(TypeError):
        claim.sign(CLAIM, ec.generate_private_key(ec.SECP384R1()))


def test_the_bounds_leave_room_for_the_largest() -> None:
    text = claim.sign(HARDEST, KEY)

    assert len(text) <= 640
    assert claim.read(text, KEYS) == HARDEST
