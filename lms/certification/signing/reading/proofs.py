"""What a signed file carries to prove its signature later: lists and answers of the authorities (DSS)."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

MOST = 32
LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Proofs:
    """Revocation lists and OCSP answers, in DER, and whether there is a store of them at all."""

    there: bool = False
    lists: Sequence[bytes] = ()
    answers: Sequence[bytes] = ()


def of(data: bytes) -> Proofs:
    """Read the store (ETSI EN 319 142-1, 5.4.2) of a file whose every byte somebody known has signed."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            store = pdf.Root.get("/DSS")
            if store is None:
                return Proofs()
            return Proofs(there=True, lists=_streams(store, "/CRLs"), answers=_streams(store, "/OCSPs"))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return Proofs()


def _streams(store: pikepdf.Object, name: str) -> Sequence[bytes]:
    rows = store.get(name)
    found = [] if rows is None else [bytes(row.read_bytes()) for row in list(rows)[:MOST]]
    return [one for one in found if len(one) <= LARGEST]
