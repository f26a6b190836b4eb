"""The signed text of a certificate's second QR code, from its record alone."""

from lms.certification.models import Certificate
from lms.certification.rules import claim
from lms.certification.rules.claim import Claim, Unsignable
from lms.certification.signing import purposes
from lms.config import Settings


def text_for(certificate: Certificate, settings: Settings) -> str | None:
    """Sign what the code says; the same record and key give the same text.

    None where no code can be carried: there is no key yet, or the number is longer than a claim may hold.
    """
    key = purposes.for_claims(settings)
    if key is None:
        return None
    snapshot = certificate.snapshot
    said = Claim(
        name=snapshot["name"],
        course=snapshot["course_title"],
        jp=certificate.jp,
        completed_on=certificate.completed_on,
        number=certificate.number,
        public_id=certificate.public_id,
        issuer=snapshot["organiser"],
        expires_on=certificate.expires_on,
    )
    try:
        return claim.sign(said, key)
    except Unsignable:
        return None
