"""What a signed file must be before it is kept: our bytes untouched, one signature, of a known authority.

A signature is appended (ISO 32000-1, 7.5.6: incremental update), so the file that we drew is the beginning of
the one that comes back. What follows may add the signature and nothing else: an update can lay another page
over the old one without touching a byte of it.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from lms.certification import pdf
from lms.certification.foreign import contents

MOST_BYTES = 20_000_000
SUBJECT_LIMIT = 300
LONG_NUMBER = re.compile(r"[0-9]{16,}")
# What a file made to mislead can make a reader of PDF stumble over.
STUMBLES = (PdfError, SignatureValidationError, ValueError, LookupError, TypeError, AttributeError)
# A chain that leads nowhere is an answer here, not a warning for the terminal.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())


class Flaw(StrEnum):
    """Why a file is not kept."""

    NOT_OURS = "not-ours"
    CONTENT_DIFFERS = "content-differs"
    NO_SIGNATURE = "no-signature"
    SEVERAL = "several-signatures"
    NOT_COVERED = "not-covered"
    BROKEN = "broken-signature"
    UNKNOWN_AUTHORITY = "unknown-authority"


@dataclass(frozen=True, slots=True)
class Signed:
    """A file that may be kept: whose certificate signed it (RFC 4514) and when, as it says itself."""

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
    try:
        return _examine(plain, PdfFileReader(BytesIO(data)), authorities, at)
    except STUMBLES:
        return Flaw.BROKEN


def _examine(
    plain: bytes, reader: PdfFileReader, authorities: Sequence[x509.Certificate], at: datetime
) -> Signed | Flaw:
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return Flaw.NO_SIGNATURE
    if not contents.unchanged(reader, PdfFileReader(BytesIO(plain)).xrefs.total_revisions):
        return Flaw.CONTENT_DIFFERS
    if len(signatures) > 1:
        return Flaw.SEVERAL
    return _signed(signatures[0], authorities, at)


def _signed(
    signature: EmbeddedPdfSignature, authorities: Sequence[x509.Certificate], at: datetime
) -> Signed | Flaw:
    pem = b"".join(one.public_bytes(Encoding.PEM) for one in authorities)
    roots = list(load_certs_from_pemder_data(pem)) if pem else []
    context = ValidationContext(trust_roots=roots, moment=at, allow_fetching=False)
    status: PdfSignatureStatus = validate_pdf_signature(signature, context)
    if not (status.intact and status.valid):
        return Flaw.BROKEN
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return Flaw.NOT_COVERED
    if not status.trusted:
        return Flaw.UNKNOWN_AUTHORITY
    return Signed(_subject(status.signing_cert.dump()), status.signer_reported_dt or at)


def _subject(certificate: bytes) -> str:
    """Name the signer as the certificate does, but for a NIK that it may carry."""
    subject = x509.load_der_x509_certificate(certificate).subject.rfc4514_string()
    return LONG_NUMBER.sub("…", subject)[:SUBJECT_LIMIT]
