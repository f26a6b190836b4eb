"""A stranger's text in place of a claim: each cause has its own refusal, and nothing else comes out."""

import tracemalloc
import zlib
from dataclasses import replace

import base45
import cbor2
import pytest
from claim_builders import CLAIM, HEADER, KEY, KEYS, joined, parts, signed, wrapped
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from lms.certification.rules import claim
from lms.certification.rules.claim import ClaimRefused, Forged, NotOurs, TooLarge, UnknownKey, Unreadable

TEXT = claim.sign(CLAIM, KEY)
PAYLOAD = parts(TEXT)[2]
OTHER = ec.derive_private_key(7, ec.SECP256R1())


def refused(text: str) -> type[ClaimRefused]:
    with pytest.raises(ClaimRefused) as caught:
        claim.read(text, KEYS)
    return caught.type


@pytest.mark.parametrize(
    "text", ["", "AMP1", "HC1:" + TEXT[5:], "amp1:" + TEXT[5:], "https://contoh.go.id/p/1"]
)
def test_not_ours(text: str) -> None:
    assert refused(text) is NotOurs


@pytest.mark.parametrize(
    "text", ["AMP1:", TEXT[:-3], TEXT + "000", TEXT.lower().replace("amp1", "AMP1"), "AMP1:é", TEXT + "\n"]
)
def test_a_damaged_text_is_unreadable(text: str) -> None:
    assert refused(text) is Unreadable


@given(st.data())
def test_no_single_character_can_change(data: st.DataObject) -> None:
    at = data.draw(st.integers(5, len(TEXT) - 1))
    other = data.draw(st.sampled_from(claim.BASE45).filter(lambda char: char != TEXT[at]))

    assert issubclass(refused(TEXT[:at] + other + TEXT[at + 1 :]), ClaimRefused)


@given(st.integers(0), st.integers(1, 255))
def test_no_byte_of_the_message_can_change(place: int, flip: int) -> None:
    """Inside the compression, whose checksum would notice before the signature is asked."""
    message = bytearray(zlib.decompress(base45.b45decode(TEXT.removeprefix("AMP1:"))))
    message[place % len(message)] ^= flip

    assert refused(wrapped(bytes(message))) in {Forged, Unreadable, UnknownKey}


def test_another_name_under_the_same_signature_is_forged() -> None:
    protected, bare, _, signature = parts(TEXT)
    others = parts(claim.sign(replace(CLAIM, name="Budi"), KEY))

    assert refused(joined([protected, bare, others[2], signature])) is Forged


def test_the_signature_of_another_key_is_forged_or_unknown() -> None:
    theirs = parts(claim.sign(CLAIM, OTHER))
    ours = parts(TEXT)

    assert refused(joined(theirs)) is UnknownKey
    assert refused(joined([*ours[:3], theirs[3]])) is Forged


@pytest.mark.parametrize("signature", [bytes(64), b"\xff" * 64])
def test_empty_and_huge_signatures_are_forged(signature: bytes) -> None:
    assert refused(joined([*parts(TEXT)[:3], signature])) is Forged


@pytest.mark.parametrize(
    "header",
    [
        {},
        [],
        {1: -7},
        {1: -257, 4: HEADER[4]},
        {1: 5, 4: HEADER[4]},
        HEADER | {2: [99], 99: 1},
        HEADER | {5: b""},
    ],
)
def test_another_header_even_signed_is_unreadable(header: object) -> None:
    """No other algorithm, and nothing critical that we do not understand (RFC 9052 §3.1)."""
    assert refused(signed(PAYLOAD, header)) is Unreadable


@pytest.mark.parametrize("kid", ["text", 7, [1], b""])
def test_a_strange_key_id_is_unknown(kid: object) -> None:
    assert refused(signed(PAYLOAD, {1: -7, 4: kid})) is UnknownKey


def test_another_envelope_is_unreadable() -> None:
    protected, bare, payload, signature = parts(TEXT)
    for strange in (
        joined([protected, bare, payload, signature], tag=17),
        joined([protected, {4: b"x"}, payload, signature]),
        joined([protected, bare, None, signature]),
        joined([protected, bare, payload, signature[:63]]),
        joined([protected, bare, payload]),
        wrapped(cbor2.dumps([protected, bare, payload, signature])),
        wrapped(cbor2.dumps(cbor2.CBORTag(18, [protected, bare, payload, signature])) + b"\0"),
    ):
        assert refused(strange) is Unreadable


@pytest.mark.parametrize(
    "change",
    [
        {1: 5}, {7: b"short"}, {7: "text"}, {-65537: []}, {-65537: ["a", "b", "12", "2026-02-30", "n"]},
        {-65537: ["a", "b", "12", "20260228", "n"]}, {-65537: ["a", "b", "NaN", "2026-02-28", "n"]},
        {-65537: ["a", "b", "01", "2026-02-28", "n"]}, {99: 1},
    ],
)  # fmt: skip
def test_other_words_even_signed_are_unreadable(change: dict[int, object]) -> None:
    payload = cbor2.dumps(cbor2.loads(PAYLOAD) | change, canonical=True)

    assert refused(signed(payload)) is Unreadable


def test_what_is_too_large_is_not_unpacked() -> None:
    assert refused("AMP1:" + "0" * 1_000_000) is TooLarge
    assert refused(wrapped(bytes(100_000))) is TooLarge


def test_what_grows_is_stopped_while_it_grows() -> None:
    bomb = wrapped(bytes(600_000))
    assert len(bomb) < claim.TEXT_LIMIT
    tracemalloc.start()

    assert refused(bomb) is TooLarge

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200_000


def test_a_number_in_a_tag_is_not_made() -> None:
    with pytest.raises(Unreadable):
        claim._load(cbor2.dumps(2**70))


def test_deep_nesting_stops() -> None:
    assert refused(wrapped(b"\x81" * 500 + b"\x01")) is Unreadable
    assert refused(wrapped(b"\xd8\x1c" * 290 + b"\x01")) is Unreadable


@pytest.mark.parametrize("tag", [*range(300), 43000, 55799])
def test_no_tag_is_looked_into(tag: int) -> None:
    inside = cbor2.dumps(cbor2.CBORTag(tag, [2**62, 1]))
    for strange in (inside, cbor2.dumps(cbor2.CBORTag(18, [inside, {}, PAYLOAD, bytes(64)]))):
        assert refused(wrapped(strange)) is Unreadable


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    for strange in (wrapped(data), "AMP1:" + claim.base45(data), joined([data, {}, data, bytes(64)])):
        assert issubclass(refused(strange), ClaimRefused)


@given(st.text())
def test_any_text_is_refused_by_name(text: str) -> None:
    assert issubclass(refused("AMP1:" + text), ClaimRefused)
