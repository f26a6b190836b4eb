"""The authorities that an installation believes when they tell the time."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from cryptography import x509

from lms.config import Settings
from lms.errors import Message, SetUpError

UNREADABLE = Message(
    "Berkas {path} tidak memuat sertifikat otoritas dalam bentuk PEM.",
    "{path} holds no certificate of an authority in PEM.",
    "Perbaiki TIMESTAMP_ROOTS; berkasnya memuat satu atau lebih -----BEGIN CERTIFICATE-----.",
    "Mend TIMESTAMP_ROOTS; the file holds one or more -----BEGIN CERTIFICATE-----.",
)


def timestamps(settings: Settings) -> Sequence[x509.Certificate]:
    """Return the authorities behind the timestamps."""
    path = settings.timestamp_roots
    if path is None:
        return ()
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise SetUpError(UNREADABLE, "authority.unreadable", path=str(path)) from error


@lru_cache(maxsize=8)
def _parsed(path: Path, _written: int) -> Sequence[x509.Certificate]:
    return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
