"""A certificate's short signed statement for a QR code that is checked without a network.

CBOR Web Token (RFC 8392) in COSE_Sign1 (RFC 9052), ES256 (RFC 9053 §2.1), zlib, base45 (RFC 9285) behind a
prefix: the layers of the EU Digital COVID Certificate (HCERT 1.0.5 §3) with claims of our own inside.
"""

import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, Hash

from lms.errors import LmsError, Message

PREFIX = "AMP1:"
# UTF-8 bytes. A longer name, course or issuer is cut and ends in "…"; a longer number is refused.
NAME, COURSE, NUMBER, ISSUER = 64, 80, 64, 48
# What a stranger's text may cost: its characters, and its bytes when unpacked (the largest of ours is 406).
TEXT_LIMIT, BYTES_LIMIT, DEPTH = 1000, 600, 4
# RFC 9052 §3.1 headers, §4.2 tag; RFC 9053 §2.1 ES256; RFC 8392 §3.1 and §9.1 claims, below -65536 free.
ALG, KID, ES256, SIGN1 = 1, 4, -7, 18
ISS, CTI, OURS = 1, 7, -65537
COORDINATE = 32
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # RFC 9285 §4.2
JP = re.compile(r"(0|[1-9][0-9]{0,3})(\.[0-9]?[1-9])?")
PUBLIC_ID = re.compile(r"[0-9a-f]{32}")


class ClaimRefused(LmsError):
    """A claim could not be written or believed; each cause has its own class below."""

    words: Message
    code_: str

    def __init__(self) -> None:
        super().__init__(self.words, self.code_)


class NotOurs(ClaimRefused):
    """The text does not begin with our prefix."""

    code_ = "claim.not-ours"
    words = Message(
        "Kode ini bukan kode pemeriksaan sertifikat Ampera.",
        "This is not the check code of an Ampera certificate.",
        "Pindai kode di halaman sertifikat.",
        "Scan the code on the certificate.",
    )


class Unreadable(ClaimRefused):
    """One of its layers is broken, or says more or less than we write."""

    code_ = "claim.unreadable"
    words = Message(
        "Kode sertifikat ini rusak atau tidak lengkap.",
        "This certificate code is damaged or incomplete.",
        "Pindai sekali lagi dengan cahaya yang cukup, atau tempel teksnya seluruhnya.",
        "Scan it again in good light, or paste its whole text.",
    )


class UnknownKey(ClaimRefused):
    """It names a key that is not among those published."""

    code_ = "claim.unknown-key"
    words = Message(
        "Kunci yang menandatangani kode ini tidak dikenal.",
        "The key that signed this code is not known.",
        "Sambungkan ke jaringan supaya daftar kunci diperbarui, lalu pindai lagi.",
        "Connect to the network so that the list of keys is renewed, then scan again.",
    )


class Forged(ClaimRefused):
    """The signature is not of that key over these words."""

    code_ = "claim.forged"
    words = Message(
        "Tanda tangan kode ini tidak cocok dengan isinya: sertifikat ini tidak asli.",
        "The signature of this code does not match what it says: this certificate is not genuine.",
        "Laporkan kepada penyelenggara pelatihan.",
        "Report it to the organiser of the training.",
    )


class TooLarge(ClaimRefused):
    """It is longer, or unpacks to more, than anything we write."""

    code_ = "claim.too-large"
    words = Message(
        "Kode ini lebih panjang daripada kode sertifikat mana pun.",
        "This code is longer than that of any certificate.",
        "Pindai kode di halaman sertifikat.",
        "Scan the code on the certificate.",
    )


class Unsignable(ClaimRefused):
    """A number, JP or public id that a claim cannot carry whole; these are never cut."""

    code_ = "claim.unsignable"
    words = Message(
        "Nomor, JP, atau id sertifikat ini tidak muat di dalam kode QR bertanda tangan.",
        "This certificate's number, JP or id does not fit into a signed QR code.",
        "Pendekkan pola nomor sertifikat.",
        "Shorten the pattern of certificate numbers.",
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """What the code says of a certificate; whether it was revoked since, it cannot know.

    `expires_on` is the last day on which it holds, None where it always does.
    """

    name: str
    course: str
    jp: Decimal
    completed_on: date
    number: str
    public_id: str
    issuer: str
    expires_on: date | None = None


def key_id(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the first 8 bytes of the SHA-256 of the key's SubjectPublicKeyInfo.

    HCERT 1.0.5 §3.2.2 takes those of its certificate; ours has none, so its key stands for it.
    """
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    digest = Hash(SHA256())
    digest.update(key.public_bytes(*form))
    return digest.finalize()[:8]


def base45(data: bytes) -> str:
    """Write two bytes as three characters, a last single one as two, the least first (RFC 9285 §4)."""
    out = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, 45)
            out.append(BASE45[digit])
    return "".join(out)


def from_base45(text: str) -> bytes:
    """Read what `base45` writes and nothing else; ValueError for the rest (RFC 9285 §6)."""
    out = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        value = sum(BASE45.index(char) * 45**place for place, char in enumerate(group))
        size = len(group) - 1
        if not size or value >= 256**size:
            raise ValueError("not base45")
        out += value.to_bytes(size, "big")
    return bytes(out)


def cut(text: str, limit: int) -> str:
    """Shorten to `limit` bytes of UTF-8 with "…" at the end, never between a letter and its mark."""
    text = unicodedata.normalize("NFC", text)
    if len(text.encode()) <= limit:
        return text
    kept = text.encode()[: limit - len("…".encode())].decode(errors="ignore")
    while kept and unicodedata.combining(text[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip() + "…"


def sign(claim: Claim, key: ec.EllipticCurvePrivateKey) -> str:
    """Write the claim for a QR code in alphanumeric mode; the same claim and key give the same text.

    Signed after RFC 6979, so that re-issuing from the same record is byte-identical.
    """
    if not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("ES256 needs a key on P-256 (RFC 9053 §2.1)")
    protected = _dump({ALG: ES256, KID: key_id(key.public_key())})
    payload = _payload(claim)
    der = key.sign(_to_be_signed(protected, payload), ec.ECDSA(SHA256(), deterministic_signing=True))
    signature = b"".join(part.to_bytes(COORDINATE, "big") for part in decode_dss_signature(der))
    message = _dump(cbor2.CBORTag(SIGN1, [protected, {}, payload, signature]))
    return PREFIX + base45(zlib.compress(message, 9))


def read(text: str, keys: Mapping[bytes, ec.EllipticCurvePublicKey]) -> Claim:
    """Return what the code says if one of `keys` (by `key_id`) signed exactly that, else refuse by cause."""
    if not text.startswith(PREFIX):
        raise NotOurs
    protected, payload, signature = _envelope(_unpacked(text.removeprefix(PREFIX)))
    header = _load(protected)
    if not isinstance(header, dict) or header.keys() != {ALG, KID} or header[ALG] != ES256:
        raise Unreadable
    key = keys.get(header[KID]) if isinstance(header[KID], bytes) else None
    if key is None:
        raise UnknownKey
    der = encode_dss_signature(
        int.from_bytes(signature[:COORDINATE], "big"), int.from_bytes(signature[COORDINATE:], "big")
    )
    try:
        key.verify(der, _to_be_signed(protected, payload), ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise Forged from None
    return _claim(_load(payload))


def _payload(claim: Claim) -> bytes:
    if not claim.jp.is_finite() or abs(claim.jp) >= 10_000:
        raise Unsignable
    jp = f"{claim.jp.normalize():f}"
    number = unicodedata.normalize("NFC", claim.number)
    whole = JP.fullmatch(jp) and PUBLIC_ID.fullmatch(claim.public_id) and len(number.encode()) <= NUMBER
    if not whole:
        raise Unsignable
    said = [cut(claim.name, NAME), cut(claim.course, COURSE), jp, claim.completed_on.isoformat(), number]
    if claim.expires_on is not None:
        said.append(claim.expires_on.isoformat())
    return _dump(
        {
            ISS: cut(claim.issuer, ISSUER),
            CTI: bytes.fromhex(claim.public_id),
            OURS: said,
        }
    )


def _claim(payload: object) -> Claim:
    if not isinstance(payload, dict) or payload.keys() != {ISS, CTI, OURS}:
        raise Unreadable
    match payload[ISS], payload[CTI], payload[OURS]:
        case (
            str(issuer),
            bytes(public_id),
            [str(name), str(course), str(jp), day, str(number), *last],
        ) if JP.fullmatch(jp) and len(public_id) == 16 and len(last) <= 1:
            expires_on = _day(last[0]) if last else None
            return Claim(name, course, Decimal(jp), _day(day), number, public_id.hex(), issuer, expires_on)
    raise Unreadable


def _day(text: object) -> date:
    """Read a day as `date.isoformat` writes it, and in no other of ISO 8601's ways."""
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Unreadable
    return day


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """Return the Sig_structure of RFC 9052 §4.4 without external data."""
    return _dump(["Signature1", protected, b"", payload])


def _unpacked(text: str) -> bytes:
    if len(text) > TEXT_LIMIT:
        raise TooLarge
    unpacking = zlib.decompressobj()
    try:
        message = unpacking.decompress(from_base45(text), BYTES_LIMIT + 1)
    except (ValueError, zlib.error):
        raise Unreadable from None
    if len(message) > BYTES_LIMIT:
        raise TooLarge
    if not unpacking.eof or unpacking.unused_data:
        raise Unreadable
    return message


def _envelope(message: bytes) -> tuple[bytes, bytes, bytes]:
    tagged = _load(message)
    if isinstance(tagged, cbor2.CBORTag) and tagged.tag == SIGN1:
        match tagged.value:
            case [bytes(protected), {**rest}, bytes(payload), bytes(signature)] if (
                not rest and len(signature) == 2 * COORDINATE
            ):
                return protected, payload, signature
    raise Unreadable


def _dump(value: object) -> bytes:
    """Encode deterministically (RFC 8949 §4.2)."""
    return cbor2.dumps(value, canonical=True)


def _refuse(_value: object, _immutable: object) -> object:
    raise Unreadable


# A stranger's tags would make patterns, dates and huge numbers; none of them is looked into.
REFUSED_TAGS = dict.fromkeys((tag for tag in range(300) if tag != SIGN1), _refuse)


def _load(data: bytes) -> object:
    """Read one CBOR value of bounded depth that is written as we write it, with nothing after it."""
    try:
        value: object = cbor2.loads(
            data,
            max_depth=DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            semantic_decoders=REFUSED_TAGS,
        )
        same = _dump(value) == data
    except (cbor2.CBORError, ValueError):
        raise Unreadable from None
    if not same:
        raise Unreadable
    return value
