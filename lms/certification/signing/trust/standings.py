"""How a signer's certificate stood."""

from datetime import datetime
from enum import StrEnum

from cryptography import x509


class Standing(StrEnum):
    """How a signer's certificate stood at the time that counts."""

    GOOD = "good"
    EXPIRED = "expired"
    REVOKED = "revoked"


def in_time(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
