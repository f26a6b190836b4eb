"""Whether a certificate stands under an authority that we believe (RFC 5280, 6), and how it stood then.

Loaded by name (check.py) when a certificate is not our own: pyHanko's validator weighs 10 MB.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from lms.certification.signing import loops
from lms.certification.signing.trust.standings import Standing, in_time

SECOND = timedelta(seconds=1)
# Certificates between a signer's and an authority's; BSrE has one. The validator tries every order of those
# that bear the same name: of eight that a stranger made it would try for twelve seconds, of fifteen for ever.
MOST_BETWEEN = 5
# What a certificate that is not as it should be makes the validator raise, beside its own.
GARBAGE = (ValueError, TypeError, KeyError, IndexError, AttributeError)


def standing(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    authorities: Sequence[x509.Certificate],
    *,
    at: datetime,
    lists: Sequence[bytes] = (),
    answers: Sequence[bytes] = (),
    purpose: str = "",
) -> Standing | None:
    """Tell how a certificate under one of the authorities stood; None when it stands under none.

    `lists` (CRL) and `answers` (OCSP) are in DER, the only ones that are asked: no network. Of one that had
    run out the path is judged as of its last second.
    """
    between = _between(certificate, others, authorities)
    if between is None:
        return None
    moment = max(certificate.not_valid_before_utc, min(at, certificate.not_valid_after_utc - SECOND))
    try:
        context = ValidationContext(
            trust_roots=[_as_asn1(one) for one in authorities],
            other_certs=[_as_asn1(one) for one in between],
            moment=moment,
            crls=list(lists),
            ocsps=list(answers),
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )
        validator = CertificateValidator(_as_asn1(certificate), validation_context=context)
        uses = (set(), {purpose}) if purpose else ({"digital_signature"}, None)
        # pyHanko's has no types.
        loops.finished(validator.async_validate_usage(*uses))  # type: ignore[no-untyped-call]
    except RevokedError:
        return Standing.REVOKED
    except (PathError, ValidationError, *GARBAGE):
        return None
    return Standing.GOOD if in_time(certificate, at) else Standing.EXPIRED


def _between(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], authorities: Sequence[x509.Certificate]
) -> Sequence[x509.Certificate] | None:
    """Climb by signatures that hold; return what lies in between, None when no authority is reached."""
    found: list[x509.Certificate] = []
    waiting, reached = [certificate], False
    while waiting:
        one = waiting.pop()
        if one in authorities or any(_issued(top, one) for top in authorities):
            reached = True
            continue
        above = [other for other in others if other not in found and _issued(other, one)]
        above = above[: MOST_BETWEEN - len(found)]
        found += above
        waiting += above
    return found if reached else None


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
