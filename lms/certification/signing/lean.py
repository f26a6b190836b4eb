"""The lean signer: one small CMS and one appended section, in a millisecond; the same input, the same bytes.

PAdES B-B (ETSI EN 319 142-1, 6.3) without a timestamp. Every suite has pyHanko and poppler judge its work;
pades.py writes the same with pyHanko, and adds what comes from a timestamp authority.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

import pikepdf
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

from lms.certification.signing.keys import KnownCertificate, Private, SigningKey

TAIL = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
# SEQUENCE of two INTEGERs of the curve's size, each with a sign byte, and their headers (RFC 3279, 2.2.3).
ECDSA_FRAME = 9
P256_BITS = 256
HASHES: Mapping[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384()}
# Tags of DER (X.690) and object identifiers with theirs (RFC 5652, 5035, 5754, 5758, 4055).
INTEGER, OCTETS, SEQUENCE, SET, CONTEXT_0, LONG_FORM = 0x02, 0x04, 0x30, 0x31, 0xA0, 0x80
DATA = bytes.fromhex("06092a864886f70d010701")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
DIGESTS = {
    "sha256": bytes.fromhex("0609608648016503040201"),
    "sha384": bytes.fromhex("0609608648016503040202"),
}
ECDSA = {"sha256": bytes.fromhex("06082a8648ce3d040302"), "sha384": bytes.fromhex("06082a8648ce3d040303")}
# With RSA its parameters are NULL.
RSA = {"sha256": bytes.fromhex("06092a864886f70d01010b0500")}
MAX_LENGTH = 2**31 - 1
RANGE = b"/ByteRange%b>>\nendobj\n"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the signature goes: the empty field's object, the last section and what its trailer says."""

    field: bytes
    number: int
    size: int
    trailer: Mapping[str, bytes]
    previous: int
    as_stream: bool


def sign(data: bytes, key: SigningKey, *, at: datetime, place: str) -> bytes:
    """Sign the whole of a PDF in its empty signature field, by appending to it.

    `at` is the time that the signature claims. Raises `ValueError` when there is no empty field of ours.
    """
    where = _find(data)
    room = 2 * _largest(key)
    before = data if data.endswith(b"\n") else data + b"\n"
    number = where.size
    # The hex stands before the range, so that only what follows it depends on the range's digits.
    head = b"%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M%b%b/Contents" % (
        number,
        _text(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")),
        b"/Location" + _text(place) if place else b"",
    )
    opens = len(before) + len(head)
    closes = opens + room + 2
    range_room = len(b"[0 %d %d %d]" % (opens, closes, MAX_LENGTH))
    field_at = closes + len(RANGE % bytes(range_room))
    field = b"%d 0 obj\n%b/V %d 0 R>>\nendobj\n" % (where.number, where.field, number)
    section = _section(where, {where.number: field_at, number: len(before)}, field_at + len(field))
    length = field_at + len(field) + len(section) - closes
    tail = RANGE % (b"[0 %d %d %d]" % (opens, closes, length)).ljust(range_room) + field + section
    envelope = _envelope(key, _hashed(key, before + head + tail))
    return before + head + b"<" + envelope.hex().encode().ljust(room, b"0") + b">" + tail


def _find(data: bytes) -> _Place:
    last = TAIL.search(data[-64:])
    if last is None:
        raise ValueError("the file does not end as a PDF ends")
    with pikepdf.open(BytesIO(data)) as pdf:
        form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
        empty = [
            field
            for field in form.get("/Fields", pikepdf.Array())
            if field.get("/FT") == "/Sig" and "/V" not in field
        ]
        if len(empty) != 1 or not empty[0].is_indirect or empty[0].objgen[1]:
            raise ValueError("the file has no empty signature field of its own")
        trailer = {
            name: pdf.trailer[name].unparse() for name in ("/Root", "/Info", "/ID") if name in pdf.trailer
        }
        return _Place(
            field=empty[0].unparse(resolved=True).rstrip().removesuffix(b">>"),
            number=empty[0].objgen[0],
            size=int(pdf.trailer["/Size"]),
            trailer=trailer,
            previous=int(last[1]),
            as_stream=not data.startswith(b"xref", int(last[1])),
        )


def _section(where: _Place, offsets: Mapping[int, int], at: int) -> bytes:
    """Write the appended cross-reference in the manner of the last one (ISO 32000-1, 7.5.6 and 7.5.8)."""
    facts = b"".join(name.encode() + b" " + value for name, value in where.trailer.items())
    facts += b"/Prev %d" % where.previous
    places = sorted(offsets.items())
    if not where.as_stream:
        rows = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
        trailer = b"xref\n%btrailer\n<</Size %d%b>>\n" % (rows, where.size + 1, facts)
        return trailer + b"startxref\n%d\n%%%%EOF\n" % at
    own = where.size + 1
    places.append((own, at))
    rows = b"".join(b"\1" + offset.to_bytes(4, "big") + b"\0\0" for _, offset in places)
    index = b" ".join(b"%d 1" % number for number, _ in places)
    stream = b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%b]/Size %d%b/Length %d>>stream\n%b\nendstream\nendobj\n"
    written = stream % (own, index, own + 1, facts, len(rows), rows)
    return written + b"startxref\n%d\n%%%%EOF\n" % at


def _envelope(key: SigningKey, digest: bytes) -> bytes:
    """Sign the digest of the file and which certificate signs (RFC 5652, 5; ETSI EN 319 122-1, 5.2.2)."""
    private, frame = key.private, _frame(key.public, digest_name(key.private))
    attributes = frame.attributes(digest)
    algorithm = HASHES[digest_name(private)]
    if isinstance(private, ec.EllipticCurvePrivateKey):
        signature = private.sign(attributes, ec.ECDSA(algorithm, deterministic_signing=True))
    else:
        signature = private.sign(attributes, padding.PKCS1v15(), algorithm)
    return frame.around(attributes, signature)


def _largest(key: SigningKey) -> int:
    """Return how many bytes the CMS of this key can take: with ECDSA it varies by a few."""
    private, frame = key.private, _frame(key.public, digest_name(key.private))
    if isinstance(private, ec.EllipticCurvePrivateKey):
        longest = 2 * ((private.key_size + 7) // 8) + ECDSA_FRAME
    else:
        longest = private.key_size // 8
    attributes = frame.attributes(bytes(HASHES[digest_name(private)].digest_size))
    return len(frame.around(attributes, bytes(longest)))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the CMS of a key always holds, in DER; the digest and the signature are put in."""

    certificate_hash: bytes
    certificates: bytes
    signer: bytes
    hashed: bytes
    signed: bytes

    def attributes(self, digest: bytes) -> bytes:
        """Return the signed attributes as they are signed: a SET (RFC 5652, 5.4)."""
        # Without an algorithm named, SHA-256 is meant (RFC 5035, 3).
        this = _der(SEQUENCE, _der(SEQUENCE, _der(SEQUENCE, _der(OCTETS, self.certificate_hash))))
        return _set(
            _der(SEQUENCE, CONTENT_TYPE, _der(SET, DATA)),
            _der(SEQUENCE, MESSAGE_DIGEST, _der(SET, _der(OCTETS, digest))),
            _der(SEQUENCE, SIGNING_CERTIFICATE, _der(SET, this)),
        )

    def around(self, attributes: bytes, signature: bytes) -> bytes:
        """Return the whole ContentInfo; the attributes stand in it under the tag [0]."""
        one = _der(INTEGER, b"\1")
        tagged = bytes([CONTEXT_0]) + attributes[1:]
        signer = _der(SEQUENCE, one, self.signer, self.hashed, tagged, self.signed, _der(OCTETS, signature))
        data = _der(
            SEQUENCE,
            one,
            _der(SET, self.hashed),
            _der(SEQUENCE, DATA),
            self.certificates,
            _der(SET, signer),
        )
        return _der(SEQUENCE, SIGNED_DATA, _der(CONTEXT_0, data))


@lru_cache(maxsize=8)
def _frame(public: KnownCertificate, digest: str) -> _Frame:
    encoding = serialization.Encoding.DER
    own = public.certificate
    chain = [own, *(one for one in public.issuers if one.subject != one.issuer)]
    kind = ECDSA if isinstance(own.public_key(), ec.EllipticCurvePublicKey) else RSA
    serial = own.serial_number
    number = serial.to_bytes(serial.bit_length() // 8 + 1, "big")
    certificates = _set(*(one.public_bytes(encoding) for one in chain))
    return _Frame(
        certificate_hash=sha256(own.public_bytes(encoding)).digest(),
        certificates=bytes([CONTEXT_0]) + certificates[1:],
        signer=_der(SEQUENCE, own.issuer.public_bytes(), _der(INTEGER, number)),
        hashed=_der(SEQUENCE, DIGESTS[digest]),
        signed=_der(SEQUENCE, kind[digest]),
    )


def _der(tag: int, *parts: bytes) -> bytes:
    """Encode one value (X.690, 8.1 and 10.1)."""
    body = b"".join(parts)
    length = len(body)
    if length < LONG_FORM:
        return bytes([tag, length]) + body
    count = (length.bit_length() + 7) // 8
    return bytes([tag, LONG_FORM + count]) + length.to_bytes(count, "big") + body


def _set(*parts: bytes) -> bytes:
    """Encode a SET OF, whose members stand in the order of their bytes (X.690, 11.6)."""
    return _der(SET, *sorted(parts))


def digest_name(private: Private) -> str:
    """Return the hash that goes with a key: a stronger curve deserves no weaker hash (FIPS 186-5, 6.1)."""
    is_p384 = isinstance(private, ec.EllipticCurvePrivateKey) and private.key_size > P256_BITS
    return "sha384" if is_p384 else "sha256"


def _hashed(key: SigningKey, data: bytes) -> bytes:
    return hashlib.new(digest_name(key.private), data).digest()


def _text(value: str) -> bytes:
    return pikepdf.String(value).unparse()
