"""The pack as it was kept: its bytes, and what they hold."""

import json
from typing import Any

from lms.certification.models import Certificate
from lms.db.files import FileStore
from lms.errors import Message, NotFound

# The parts that a decision is made from; the others are about one certificate.
FACTS = ("zone", "release", "course", "modules", "quizzes")
NO_PACK = Message(
    "Berkas bukti sertifikat {number} tidak ada di penyimpanan.",
    "The evidence of certificate {number} is not in the store.",
    "Sertifikat dari masa sebelum ada berkas bukti tidak memilikinya; yang hilang dipulihkan dari cadangan.",
    "Certificates issued before there was evidence have none; one that was lost is restored from the backup.",
)


def kept(files: FileStore, certificate: Certificate) -> bytes:
    """Return the bytes; raises `NotFound` where there are none."""
    try:
        return files.get(certificate.pack_sha256 or "")
    except KeyError as error:
        raise NotFound(NO_PACK, "certificate.no-pack", number=certificate.number) from error


def of(files: FileStore, certificate: Certificate) -> dict[str, Any] | None:
    """Return the pack; None where there is none."""
    if certificate.pack_sha256 is None or not files.has(certificate.pack_sha256):
        return None
    pack: dict[str, Any] = json.loads(files.get(certificate.pack_sha256))
    return pack
