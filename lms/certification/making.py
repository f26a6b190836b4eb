"""A certificate's file: drawn from the record, given its badge, signed, and kept by its SHA-256."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from lms.certification import certificates, designs, pdf
from lms.certification.models import Certificate
from lms.certification.rules import wording
from lms.config import Settings
from lms.db.installation import Installation


def render(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Make the PDF and keep its bytes, their SHA-256 on the certificate; done twice is done once."""
    with installation.database.read() as session:
        certificate = session.get_one(Certificate, payload["certificate_id"])
    if certificate.sha256 is not None and installation.files.has(certificate.sha256):
        return
    data = draw(certificate, installation.settings)
    sha256 = installation.files.put(data)
    with installation.database.write() as session:
        row = session.get_one(Certificate, certificate.id, with_for_update=True)
        # A file that was lost is made anew with the same bytes; one that exists is never replaced.
        if row.sha256 in {None, sha256}:
            row.sha256, row.size, row.rendered_at = sha256, len(data), row.rendered_at or datetime.now(UTC)


def draw(certificate: Certificate, settings: Settings) -> bytes:
    """Return the bytes of the PDF: the same certificate and design give the same bytes."""
    snapshot = certificate.snapshot
    design = designs.load(settings.content_root / "certificates", certificate.design)
    sheet = pdf.Sheet(
        wording=wording.of(
            snapshot,
            number=certificate.number,
            began_on=certificate.began_on,
            completed_on=certificate.completed_on,
        ),
        public_id=certificate.public_id,
        address=certificates.address(certificate),
        issued_at=certificate.issued_at,
        government=snapshot["government"],
        organiser=snapshot["organiser"],
        signatories=tuple(snapshot["signatories"]),
        emblem=designs.emblem(settings.instance),
        claim=certificate.claim or "",
        mark=certificate.mark,
    )
    return pdf.render(design, sheet)
