"""Timestamps (RFC 3161): an authority confirms when a signature was there, for as long as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography import x509
from pyhanko.sign.timestamps import HTTPTimeStamper

from lms.certification.signing.trust import roots
from lms.config import Settings

# Seconds that the authority has for one answer.
TIMEOUT = 15
# A certificate is not withheld for longer because the authority is away: it is signed without a timestamp
# (B-B). The register itself tells since when the file has stood there.
PATIENCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stamper:
    """A timestamp authority; with `authorities` its chain and the proof that it stood go along (B-LT)."""

    address: str
    authorities: Sequence[x509.Certificate] = ()

    @property
    def client(self) -> HTTPTimeStamper:
        return _client(self.address)


def of(settings: Settings, *, waiting_since: datetime, at: datetime) -> Stamper | None:
    """Return the authority to ask; none when none is set, or when it was away for too long."""
    if not settings.timestamp_url or at - waiting_since > PATIENCE:
        return None
    return Stamper(settings.timestamp_url, tuple(roots.timestamps(settings)))


@lru_cache(maxsize=4)
def _client(address: str) -> HTTPTimeStamper:
    """Keep the client of an address: it asks once how large a timestamp is, and remembers."""
    return HTTPTimeStamper(address, timeout=TIMEOUT)
