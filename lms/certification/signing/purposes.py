"""Keys that sign other things than PDFs: the claims of QR codes (P-256) and badges (Ed25519).

`instance/keys/claims/` and `instance/keys/badges/` hold for each key `{kid}.key.pem` (PKCS#8, encrypted like
the keys of documents) and `{kid}.pub.pem`; `current` names the one that signs. None is ever deleted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from lms.certification.rules import claim
from lms.certification.signing import keys
from lms.config import Settings

Private = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
Public = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey


class Purpose(StrEnum):
    """What a key signs; each has keys of its own, so that one that leaks gives nothing else away."""

    CLAIMS = "claims"
    BADGES = "badges"


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """The public half: `kid` (hex, 16 digits), `current` when it is the one that signs now."""

    kid: str
    public: Public
    current: bool


def create(settings: Settings, purpose: Purpose) -> str:
    """Make a new key of a purpose the one that signs; return its kid. The older ones keep verifying."""
    private: Private
    if purpose == Purpose.CLAIMS:
        private = ec.generate_private_key(ec.SECP256R1())
    else:
        private = ed25519.Ed25519PrivateKey.generate()
    kid = _kid(private.public_key())
    pem = serialization.Encoding.PEM
    secret = serialization.BestAvailableEncryption(keys.passphrase(settings))
    folder = _folder(settings, purpose)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.write(
        folder / f"{kid}.key.pem", private.private_bytes(pem, serialization.PrivateFormat.PKCS8, secret)
    )
    keys.write(
        folder / f"{kid}.pub.pem",
        private.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo),
    )
    keys.write(folder / keys.CURRENT, f"{kid}\n".encode())
    return kid


def for_claims(settings: Settings) -> ec.EllipticCurvePrivateKey | None:
    """Open the key that signs claims; None when there is none yet."""
    private = _open(settings, Purpose.CLAIMS)
    return private if isinstance(private, ec.EllipticCurvePrivateKey) else None


def for_badges(settings: Settings) -> tuple[str, ed25519.Ed25519PrivateKey] | None:
    """Open the key that signs badges, with its kid; None when there is none yet."""
    private = _open(settings, Purpose.BADGES)
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        return None
    return _kid(private.public_key()), private


def published(settings: Settings, purpose: Purpose) -> Sequence[PublishedKey]:
    """Return every key of a purpose that ever signed here, the oldest first; no secret is needed."""
    folder = _folder(settings, purpose)
    current = current_kid(settings, purpose)
    found: list[tuple[float, PublishedKey]] = []
    for path in folder.glob("*.pub.pem"):
        public = serialization.load_pem_public_key(path.read_bytes())
        if isinstance(public, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
            kid = _kid(public)
            found.append((path.stat().st_mtime, PublishedKey(kid, public, kid == current)))
    return [key for _, key in sorted(found, key=lambda one: (one[0], one[1].kid))]


def since(settings: Settings, purpose: Purpose, kid: str) -> datetime:
    """Return when a key was made, as its file says."""
    return datetime.fromtimestamp((_folder(settings, purpose) / f"{kid}.pub.pem").stat().st_mtime, UTC)


def current_kid(settings: Settings, purpose: Purpose) -> str | None:
    """Name the key that signs for a purpose, or none."""
    pointer = _folder(settings, purpose) / keys.CURRENT
    return pointer.read_text(encoding="ascii").strip() if pointer.is_file() else None


def _open(settings: Settings, purpose: Purpose) -> object:
    kid = current_kid(settings, purpose)
    if kid is None:
        return None
    return keys.open_private(_folder(settings, purpose) / f"{kid}.key.pem", kid, settings)


def _kid(public: Public) -> str:
    """A claim names its key by eight bytes (rules/claim.py); badges by the same cut of the SPKI's SHA-256."""
    if isinstance(public, ec.EllipticCurvePublicKey):
        return claim.key_id(public).hex()
    spki = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return sha256(spki).hexdigest()[: keys.KID_LENGTH]


def _folder(settings: Settings, purpose: Purpose) -> Path:
    return settings.instance / keys.FOLDER / purpose
