"""A certificate's file: drawn from the record, given its badge, signed, and kept by its SHA-256."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from lms.certification import certificates, designs, pdf
from lms.certification.badges import credentials
from lms.certification.models import Certificate, Mark
from lms.certification.rules import wording
from lms.certification.signing import keys, lean
from lms.config import Settings
from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.errors import Message, Refused

PADES = "lms.certification.signing.pades"
STAMPS = "lms.certification.signing.trust.stamps"
OTHER_BYTES = Message(
    "Berkas sertifikat {number} hilang dan tidak dapat dibuat ulang sama persis.",
    "The file of certificate {number} is lost and cannot be made again to the bit.",
    "Pulihkan dari cadangan; sertifikatnya sendiri tetap sah di register.",
    "Restore it from a backup; the certificate itself still stands in the register.",
)

NO_EMBLEM = Message(
    "Lambang yang tercetak di sertifikat {number} hilang dari penyimpanan.",
    "The emblem that is printed on certificate {number} is missing from the store.",
    "Pulihkan folder berkas dari cadangan, lalu jalankan lms certificates render.",
    "Restore the folder of files from a backup, then run lms certificates render.",
)


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who signed the file, and when."""

    signer: str | None = None
    at: datetime | None = None


def render(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Make the PDF and keep its bytes, their SHA-256 on the certificate; done twice is done once.

    What BSrE is to sign is kept as the plain file and waits. Raises `Refused` when a file that was lost
    does not become the same again, or a timestamp authority gives no answer.
    """
    files, settings = installation.files, installation.settings
    with installation.database.read() as session:
        certificate = session.get_one(Certificate, payload["certificate_id"])
        kept = certificate.sha256 or certificate.plain_sha256
        if kept is not None and files.has(kept):
            return
        credential = credentials.kept(session, files, certificate)
    drawn = draw(certificate, settings, files, credential)
    data, signature = _signed(certificate, settings, drawn)
    sha256 = files.put(data)
    badge = None if credential is None else files.put(credential)
    with installation.database.write() as session:
        row = session.get_one(Certificate, certificate.id, with_for_update=True)
        known = row.sha256 or row.plain_sha256
        if known is None:
            _keep(row, sha256, len(data), signature)
            row.credential_sha256 = row.credential_sha256 or badge
            return
    # Another process was first, or the file of long ago has other bytes: one that is known is never replaced.
    if known != sha256:
        if sha256 != row.plain_sha256:
            files.delete(sha256)
        if not files.has(known):
            raise Refused(OTHER_BYTES, "certificate.other-bytes", number=certificate.number)


def _keep(row: Certificate, sha256: str, size: int, signature: _Signature) -> None:
    if row.mark == Mark.BSRE:
        row.plain_sha256, row.rendered_at = sha256, datetime.now(UTC)
        return
    row.sha256, row.size, row.rendered_at = sha256, size, datetime.now(UTC)
    row.signer, row.signed_at = signature.signer, signature.at


def _signed(certificate: Certificate, settings: Settings, drawn: bytes) -> tuple[bytes, _Signature]:
    """Sign with our own key where the certificate says so; made anew, with the key and the time of then."""
    if certificate.mark != Mark.OWN:
        return drawn, _Signature()
    now = datetime.now(UTC).replace(microsecond=0)
    key = keys.opened(settings, certificate.signer) if certificate.signer else keys.current(settings)
    at = certificate.signed_at or now
    place = certificate.snapshot["place"]
    if settings.timestamp_url and certificate.signed_at is None:
        # pyHanko is heavy: only what asks for timestamps loads it.
        stamps, pades = import_module(STAMPS), import_module(PADES)
        stamper = stamps.of(settings, waiting_since=certificate.issued_at, at=now)
        if stamper is not None:
            return pades.sign(drawn, key, at=at, place=place, stamper=stamper), _Signature(key.public.kid, at)
    return lean.sign(drawn, key, at=at, place=place), _Signature(key.public.kid, at)


def draw(
    certificate: Certificate, settings: Settings, files: FileStore, credential: bytes | None = None
) -> bytes:
    """Return the bytes of the PDF, not yet signed: the same certificate and design give the same bytes."""
    snapshot = certificate.snapshot
    look = snapshot.get("look", {})
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
        emblem=_emblem(certificate, settings, files),
        claim=certificate.claim or "",
        mark=certificate.mark,
        attached=() if credential is None else (credentials.attachment(credential),),
        colours=look.get("colours", {}),
        texts=look.get("texts", {}),
    )
    return pdf.render(design, sheet)


def _emblem(certificate: Certificate, settings: Settings, files: FileStore) -> str:
    """Return the emblem of the day of issue; records of before looks were kept have the instance's own."""
    look = certificate.snapshot.get("look")
    if look is None:
        return designs.emblem(settings.instance)
    if look["emblem"] is None:
        return ""
    try:
        return designs.picture(files.get(look["emblem"]["sha256"]), look["emblem"]["type"])
    except KeyError as error:
        raise Refused(NO_EMBLEM, "certificate.no-emblem", number=certificate.number) from error
