"""Claims, keys and the layers of a claim taken apart."""

import random
import string
import zlib
from datetime import date
from decimal import Decimal

import base45
import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from lms.certification.rules.claim import Claim, key_id

KEY = ec.derive_private_key(20261125, ec.SECP256R1())
KEYS = {key_id(KEY.public_key()): KEY.public_key()}
HEADER = {1: -7, 4: key_id(KEY.public_key())}
CLAIM = Claim(
    name="Siti Rahmawati Nasution, S.Kom., M.T.I.",
    course="Pengantar Keamanan Informasi bagi Aparatur Sipil Negara",
    jp=Decimal(12),
    completed_on=date(2026, 11, 25),
    number="800.2/00123/BKPSDM/2026",
    public_id="0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    issuer="BKPSDM Kota Palembang",
)


def noise(length: int) -> str:
    """Letters that do not compress."""
    chance = random.Random(length)
    return "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(length))


# Every text at its limit and none of it compresses: nothing we write is longer.
HARDEST = Claim(
    noise(64), noise(80), Decimal("1234.25"), date(2026, 11, 25), noise(63) + "9",
    "9f3a61c07be2458d10fe6b27a98c34d5", noise(48), date(2031, 7, 18),
)  # fmt: skip


def wrapped(message: bytes) -> str:
    return "AMP1:" + base45.b45encode(zlib.compress(message, 9)).decode()


def parts(text: str) -> list[object]:
    """Return protected header, unprotected header, payload and signature."""
    return list(cbor2.loads(zlib.decompress(base45.b45decode(text.removeprefix("AMP1:")))).value)


def joined(parts_: list[object], tag: int = 18) -> str:
    return wrapped(cbor2.dumps(cbor2.CBORTag(tag, parts_), canonical=True))


def signed(payload: bytes, header: object = None) -> str:
    """Sign any payload under any header with the true key."""
    protected = cbor2.dumps(HEADER if header is None else header, canonical=True)
    der = KEY.sign(cbor2.dumps(["Signature1", protected, b"", payload]), ec.ECDSA(SHA256()))
    signature = b"".join(part.to_bytes(32, "big") for part in decode_dss_signature(der))
    return joined([protected, {}, payload, signature])
