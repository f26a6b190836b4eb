"""What a signed file must be before it is kept: our bytes untouched, one signature, of a known authority.

A signature is appended (ISO 32000-1, 7.5.6: incremental update), so the file that we drew is the beginning of
the one that comes back. What follows may add the signature and nothing else: an update can lay another page
over the old one without touching a byte of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import import_module

from cryptography import x509

from lms.certification import pdf
from lms.certification.signing import check
from lms.certification.signing.check import State, Whose
from lms.certification.signing.trust.standings import Standing

MOST_BYTES = 20_000_000
SUBJECT_LIMIT = 300
LONG_NUMBER = re.compile(r"[0-9]{16,}")
CONTENTS = "lms.certification.foreign.contents"


class Flaw(StrEnum):
    """Why a file is not kept."""

    NOT_OURS = "not-ours"
    CONTENT_DIFFERS = "content-differs"
    NO_SIGNATURE = "no-signature"
    SEVERAL = "several-signatures"
    NOT_COVERED = "not-covered"
    BROKEN = "broken-signature"
    UNKNOWN_AUTHORITY = "unknown-authority"
    OUT_OF_DATE = "out-of-date"


FLAWS = {
    State.NONE: Flaw.NO_SIGNATURE,
    State.APPENDED: Flaw.NOT_COVERED,
    State.SHORT: Flaw.NOT_COVERED,
    State.ODD: Flaw.NOT_COVERED,
    State.BROKEN: Flaw.BROKEN,
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A file that may be kept: whose certificate signed it (RFC 4514) and when.

    The time is a timestamp authority's where one that we know confirms it, else the file's own word.
    """

    signer: str
    at: datetime


def examine(
    plain: bytes, data: bytes, authorities: Sequence[x509.Certificate], *, at: datetime
) -> Signed | Flaw:
    """Compare a file with the one that was sent to be signed, and look at its signature."""
    if pdf.public_id_of(data) != pdf.public_id_of(plain):
        return Flaw.NOT_OURS
    if data == plain:
        return Flaw.NO_SIGNATURE
    if not data.startswith(plain) or len(data) > MOST_BYTES:
        return Flaw.CONTENT_DIFFERS
    signed = _signed(data, authorities, at)
    if isinstance(signed, Flaw):
        # Opened as a PDF is only what somebody known has signed: a few bytes can unpack to gigabytes.
        return signed
    same: bool | None = import_module(CONTENTS).compared(plain, data)
    if same is None:
        return Flaw.BROKEN
    return signed if same else Flaw.CONTENT_DIFFERS


def _signed(data: bytes, authorities: Sequence[x509.Certificate], at: datetime) -> Signed | Flaw:
    report = check.check(data, own=(), authorities=authorities, at=at)
    if report.count > 1:
        return Flaw.SEVERAL
    if report.state != State.VALID:
        return FLAWS[report.state]
    if report.whose != Whose.BSRE:
        return Flaw.UNKNOWN_AUTHORITY
    if report.standing != Standing.GOOD:
        return Flaw.OUT_OF_DATE
    # A certificate may carry its holder's NIK.
    signer = LONG_NUMBER.sub("…", report.signer)[:SUBJECT_LIMIT]
    return Signed(signer, report.stamped_at or report.signed_at or at)
