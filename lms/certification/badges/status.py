"""Which badges no longer hold: Bitstring Status Lists (W3C, v1.0) of what was revoked or superseded.

Whoever verifies a badge downloads the whole list, so nobody learns which badge was asked about. A list is
good for a week: an old copy cannot bring a revoked badge back for longer. A reinstated certificate's bit is
cleared again, though the standard would have a revocation last: ours can have been a mistake.
"""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.certification.badges import issuer, places, proofs
from lms.certification.badges.issuer import OB_CONTEXTS, Signer
from lms.certification.models import Certificate, CertificateAct, CertificateState
from lms.config import Settings

GOOD_FOR = timedelta(days=7)


def of(session: Session, number: int, form: str, *, at: datetime) -> bytes | None:
    """Return a list as a signed credential, `json` or `jwt`; None when there is no such list or no key.

    The same decisions give the same bytes all day long.
    """
    settings: Settings = session.info["settings"]
    signer = issuer.signer(settings, settings.base_url)
    last = session.scalars(select(func.max(Certificate.id))).one() or 1
    secret = places.known_secret(settings)
    if signer is None or secret is None or not 0 <= number <= (last - 1) // places.PER_LIST:
        return None
    bits = tuple(places.of(secret, id_).index for id_ in _fallen(session, number))
    url = places.address(settings.base_url, number, form)
    return _signed(signer, url, bits, datetime.combine(at.astimezone(UTC).date(), time(), UTC))


def _fallen(session: Session, number: int) -> Sequence[int]:
    """Return the ids that no longer hold; asked of the decisions, which are few, not of the register."""
    first, last = places.first_and_last(number)
    decided = select(CertificateAct.certificate_id).where(CertificateAct.certificate_id.between(first, last))
    rows = select(Certificate.id).where(
        Certificate.id.in_(decided), Certificate.state != CertificateState.VALID
    )
    return session.scalars(rows.order_by(Certificate.id)).all()


@lru_cache(32)
def _signed(signer: Signer, url: str, bits: tuple[int, ...], day: datetime) -> bytes:
    document: dict[str, Any] = {
        "@context": [OB_CONTEXTS[0]],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": signer.did,
        "validFrom": _moment(day),
        "validUntil": _moment(day + GOOD_FOR),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _encoded(bits),
        },
    }
    if url.endswith("jwt"):
        return proofs.token(document, signer).encode()
    return proofs.secure(document, signer, created=document["validFrom"])


def _encoded(bits: Sequence[int]) -> str:
    """Write the bits, the first one leftmost, as multibase base64url of GZIP (§3.2)."""
    string = bytearray(places.PER_LIST // 8)
    for bit in bits:
        string[bit // 8] |= 0x80 >> bit % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(string), mtime=0)).rstrip(b"=").decode()


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
