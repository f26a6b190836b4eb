"""The keys that sign codes here, as a list that a phone fetches and keeps (JSON Web Keys, RFC 7517)."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec

from lms.certification.rules.claim import COORDINATE
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.config import Settings


def document(settings: Settings) -> Mapping[str, object]:
    """Return issuer, address and every key that ever signed a claim here, the oldest first; no secret."""
    return {
        "issuer": settings.organiser,
        "site": settings.base_url,
        "keys": [
            {
                "kid": key.kid,
                "current": key.current,
                "since": purposes.since(settings, Purpose.CLAIMS, key.kid).isoformat(timespec="seconds"),
                "jwk": jwk(key.public, key.kid),
            }
            for key in purposes.published(settings, Purpose.CLAIMS)
            if isinstance(key.public, ec.EllipticCurvePublicKey)
        ],
    }


def jwk(public: ec.EllipticCurvePublicKey, kid: str) -> Mapping[str, str]:
    """Write a key on P-256 as RFC 7518 §6.2.1 does: each coordinate 32 bytes, base64url without padding."""
    point = public.public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": _coordinate(point.x),
        "y": _coordinate(point.y),
        "kid": kid,
        "alg": "ES256",
        "use": "sig",
    }


def _coordinate(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(COORDINATE, "big")).rstrip(b"=").decode()
