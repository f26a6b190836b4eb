"""Who issues badges: a did:web made of the site's address, its keys, its profile.

The DID of `https://lms.contoh.go.id` is `did:web:lms.contoh.go.id` and its document lies under
`/.well-known/did.json`; of `https://contoh.go.id/lms` it is `did:web:contoh.go.id:lms` and the document lies
under `/lms/did.json` (did:web, "Read"). So a site under a prefix of a host's answers for itself alone.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import base58
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lms.certification.signing import purposes
from lms.certification.signing.purposes import PublishedKey, Purpose
from lms.config import Settings

# Multicodec's prefix of an Ed25519 public key, as Multikey wants it (Controlled Identifiers 1.0, §2.2.2).
ED25519 = b"\xed\x01"
DID_CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
OB_CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signs badges now; `method` is the DID URL by which a verifier finds its public half."""

    did: str
    kid: str
    key: Ed25519PrivateKey = field(compare=False, repr=False)

    @property
    def method(self) -> str:
        return f"{self.did}#{self.kid}"


def did(base_url: str) -> str:
    """Return the DID of a site's address; a port's colon is escaped, for in a DID it means a path."""
    parts = urlsplit(base_url)
    names = [parts.netloc.lower(), *(part for part in parts.path.split("/") if part)]
    return ":".join(["did:web", *(quote(name, safe="") for name in names)])


def signer(settings: Settings, base_url: str) -> Signer | None:
    """Open the key that signs badges, in the name of a site's address; None when there is none yet."""
    opened = purposes.for_badges(settings)
    return None if opened is None else Signer(did(base_url), *opened)


def document(settings: Settings) -> dict[str, Any] | None:
    """Write the DID document: every key that ever signed badges, the one that signs now first."""
    name, known = did(settings.base_url), _keys(settings)
    if not known:
        return None
    methods = [
        {
            "id": f"{name}#{one.kid}",
            "type": "Multikey",
            "controller": name,
            "publicKeyMultibase": multikey(public),
        }
        for one, public in known
    ]
    return {
        "@context": list(DID_CONTEXTS),
        "id": name,
        "alsoKnownAs": [f"{settings.base_url}/lencana/penerbit.json"],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def key_set(settings: Settings) -> dict[str, Any] | None:
    """Write the same keys as a JWK set (RFC 7517 §5, RFC 8037 §2)."""
    known = _keys(settings)
    name = did(settings.base_url)
    keys = [
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "x": urlsafe_b64encode(public.public_bytes_raw()).rstrip(b"=").decode(),
            "kid": f"{name}#{one.kid}",
            "alg": "EdDSA",
            "use": "sig",
        }
        for one, public in known
    ]
    return {"keys": keys} if keys else None


def profile(settings: Settings) -> dict[str, Any]:
    """Write the issuer's profile (Open Badges 3.0, Profile)."""
    about = issuer(settings.base_url, settings.organiser, settings.government)
    return {"@context": list(OB_CONTEXTS), **about}


def issuer(base_url: str, organiser: str, government: str) -> dict[str, Any]:
    """Write the issuer as it stands in each credential."""
    return {
        "id": did(base_url),
        "type": ["Profile"],
        "name": organiser,
        "description": government,
        "url": base_url,
    }


def multikey(public: Ed25519PublicKey) -> str:
    """Write a public key as Multikey: multibase base58btc, `z6Mk…`."""
    return "z" + base58.b58encode(ED25519 + public.public_bytes_raw()).decode()


def _keys(settings: Settings) -> list[tuple[PublishedKey, Ed25519PublicKey]]:
    known = [
        (one, one.public)
        for one in purposes.published(settings, Purpose.BADGES)
        if isinstance(one.public, Ed25519PublicKey)
    ]
    # A verifier that is told no key takes the first.
    return sorted(known, key=lambda pair: not pair[0].current)
