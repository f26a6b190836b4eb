"""The signature itself: a CMS (RFC 5652) read strictly, its signature verified against its own certificate.

Whom that certificate belongs to is another question (trust/). What cannot be read is `Unreadable`.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
MOST_CERTIFICATES = 16
# Of each kind, signed and unsigned; a signature has five.
MOST_ATTRIBUTES = 64
# What asn1crypto and cryptography raise on bytes that are not what they should be.
GARBAGE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, UnsupportedAlgorithm)
DOCUMENT, STAMP = "data", "tst_info"


class Unreadable(Exception):
    """These bytes are not a signature that we know how to judge."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp on a signature: the time it confirms, and who does."""

    at: datetime
    certificate: x509.Certificate
    others: Sequence[x509.Certificate]


@dataclass(frozen=True, slots=True)
class Envelope:
    """A CMS: who signed which digest; `genuine` when that key did sign it."""

    certificate: x509.Certificate
    others: Sequence[x509.Certificate]
    hash_name: str
    digest: bytes
    genuine: bool
    stamp: Stamp | None = None

    def covers(self, *parts: bytes | memoryview) -> bool:
        """Whether these bytes are the ones that were signed."""
        found = hashes.Hash(HASHES[self.hash_name])
        for part in parts:
            found.update(part)
        return hmac.compare_digest(found.finalize(), self.digest)


def read(der: bytes) -> Envelope:
    """Read a document's signature; raise `Unreadable`."""
    try:
        data = _signed_data(der)
        envelope = _envelope(data, DOCUMENT)
        stamp = _stamp(data["signer_infos"][0]) if envelope.genuine else None
    except GARBAGE as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    return replace(envelope, stamp=stamp)


def opened(der: bytes) -> Envelope | None:
    """Read a document's signature, if it is one."""
    try:
        return read(der)
    except Unreadable:
        return None


def _signed_data(der: bytes) -> cms.SignedData:
    info = cms.ContentInfo.load(der)
    if info["content_type"].native != "signed_data":
        raise ValueError("not signed data")
    if der[len(info.dump()) :].strip(b"\0"):
        raise ValueError("something follows it that is no padding")
    return info["content"]


def _envelope(data: cms.SignedData, content_type: str) -> Envelope:
    if len(data["signer_infos"]) != 1 or len(data["certificates"]) > MOST_CERTIFICATES:
        raise ValueError("not one signer, or too many certificates")
    signer = data["signer_infos"][0]
    certificates = [one.chosen for one in data["certificates"] if one.name == "certificate"]
    certificate = _opened(_of_signer(signer["sid"], certificates))
    attributes = _unique(signer["signed_attrs"])
    if attributes["content_type"].native != content_type:
        raise ValueError("signed as something else")
    hash_name = signer["digest_algorithm"]["algorithm"].native
    if hash_name not in HASHES:
        raise ValueError(f"hash {hash_name} is not accepted")
    return Envelope(
        certificate=certificate,
        others=[one for one in map(_opened, certificates) if one != certificate],
        hash_name=hash_name,
        digest=attributes["message_digest"].native,
        genuine=_names(attributes, certificate) and _verified(signer, certificate),
    )


def _of_signer(sid: cms.SignerIdentifier, certificates: Sequence[asn1.Certificate]) -> asn1.Certificate:
    if sid.name != "issuer_and_serial_number":
        raise ValueError("the signer is not named by issuer and number")
    issuer, number = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
    for one in certificates:
        if one.serial_number == number and one.issuer.dump() == issuer:
            return one
    raise ValueError("the signer's certificate is not there")


def _opened(certificate: asn1.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _unique(attributes: cms.CMSAttributes) -> dict[str, core.Any]:
    """Return the attributes by name; none may come twice or hold two values (RFC 5652, 11)."""
    if len(attributes) > MOST_ATTRIBUTES:
        raise ValueError("too many attributes")
    found = {one["type"].native: one["values"][0] for one in attributes if len(one["values"]) == 1}
    if len(found) != len(attributes):
        raise ValueError("an attribute is not unique")
    return found


def _names(attributes: dict[str, core.Any], certificate: x509.Certificate) -> bool:
    """Whether the signed attributes name this certificate, where they name one (RFC 5035, 3)."""
    named = attributes.get("signing_certificate_v2")
    if named is None:
        return True
    first = named["certs"][0]
    hash_name = first["hash_algorithm"]["algorithm"].native
    return hash_name in HASHES and certificate.fingerprint(HASHES[hash_name]) == first["cert_hash"].native


def _verified(signer: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    key, signature = certificate.public_key(), signer["signature"].native
    signed = signer["signed_attrs"].untag().dump()
    algorithm = signer["signature_algorithm"]
    chosen = HASHES[signer["digest_algorithm"]["algorithm"].native]
    kind = algorithm.signature_algo
    try:
        if kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(chosen))
        elif kind == "rsassa_pkcs1v15" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), chosen)
        elif kind == "rsassa_pss" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PSS(padding.MGF1(chosen), padding.PSS.AUTO), chosen)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _stamp(signer: cms.SignerInfo) -> Stamp | None:
    """Read the timestamp on a signature (RFC 3161, appendix A); one that does not hold is none."""
    attributes = _unique(signer["unsigned_attrs"])
    token = attributes.get("signature_time_stamp_token")
    if token is None:
        return None
    data = token["content"]
    envelope = _envelope(data, STAMP)
    content = data["encap_content_info"]["content"]
    told = tsp.TSTInfo.load(content.parsed.dump())
    imprint = told["message_imprint"]
    hash_name = imprint["hash_algorithm"]["algorithm"].native
    over = Envelope(envelope.certificate, (), hash_name, imprint["hashed_message"].native, genuine=True)
    if not envelope.genuine or not envelope.covers(content.parsed.dump()):
        return None
    if hash_name not in HASHES or not over.covers(signer["signature"].native):
        return None
    return Stamp(told["gen_time"].native, envelope.certificate, envelope.others)
