"""The two ways in which a credential is signed: a proof inside of it, or a JWT around it."""

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

import base58
import rfc8785

from lms.certification.badges.issuer import Signer


def secure(document: dict[str, Any], signer: Signer, *, created: str) -> bytes:
    """Return the document with a proof, in canonical form; the same document and key give the same bytes.

    `eddsa-jcs-2022` (Data Integrity EdDSA Cryptosuites 1.0, §3.3): what is signed are two SHA-256, of the
    proof without its value and of the document without its proof, each canonical by RFC 8785.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": created,
        "verificationMethod": signer.method,
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    signed = sha256(rfc8785.dumps(options)).digest() + sha256(rfc8785.dumps(document)).digest()
    value = "z" + base58.b58encode(signer.key.sign(signed)).decode()
    return rfc8785.dumps({**document, "proof": {**options, "proofValue": value}})


def token(document: dict[str, Any], signer: Signer) -> str:
    """Return the document as a JWT: it is the payload, beside the claims that JWTs are read by.

    Open Badges 3.0, "JSON Web Token Proof Format"; VC-JOSE-COSE. The algorithm is named `EdDSA` (RFC 8037):
    RFC 9864's name for it, `Ed25519`, is refused by the verifiers that there are. A JWS (RFC 7515 §7.1) is
    two joins and one signature; joserfc would warn of that name each time.
    """
    header = {"alg": "EdDSA", "kid": signer.method, "typ": "JWT"}
    issuer = document["issuer"]
    claims = {
        **document,
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    signed = _base64url(rfc8785.dumps(header)) + b"." + _base64url(rfc8785.dumps(claims))
    return (signed + b"." + _base64url(signer.key.sign(signed))).decode()


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _base64url(data: bytes) -> bytes:
    return urlsafe_b64encode(data).rstrip(b"=")
