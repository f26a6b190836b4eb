"""Whose signatures count as BSrE's: the certificates that the administrator laid into `instance/trust/`."""

from collections.abc import Sequence

from cryptography import x509

from lms.config import Settings
from lms.errors import Message, SetUpError

FOLDER = "trust"
UNREADABLE = Message(
    "Berkas otoritas {path} tidak terbaca.",
    "The authority's file {path} cannot be read.",
    "Isi dengan sertifikat PEM yang diunduh dari situs BSrE, atau hapus berkas itu.",
    "Fill it with the PEM certificates downloaded from BSrE's site, or remove the file.",
)


def load(settings: Settings) -> Sequence[x509.Certificate]:
    """Return every certificate of `instance/trust/*.pem`; none there means that no signature is BSrE's."""
    found: list[x509.Certificate] = []
    for path in sorted((settings.instance / FOLDER).glob("*.pem")):
        try:
            found += x509.load_pem_x509_certificates(path.read_bytes())
        except (OSError, ValueError) as error:
            raise SetUpError(UNREADABLE, "bsre.authority", path=str(path)) from error
    return found
