"""The manifest of a bundle: one line a certificate, as a sheet for people and as JSON for machines."""

import csv
import io
import json
from collections.abc import Sequence

from lms.asn import nip
from lms.certification import certificates, verification
from lms.certification.bundles.wishes import Wish
from lms.certification.models import Certificate
from lms.exchange.cells import harmless

COLUMNS = (
    "file", "number", "name", "identity", "unit", "course", "jp",
    "began_on", "completed_on", "sha256", "size", "state", "verification",
)  # fmt: skip
BOM = "\ufeff".encode()


def line(certificate: Certificate, name: str, wish: Wish) -> dict[str, str]:
    """Return a certificate's line; `name` is empty where there is no file to go with it."""
    snapshot = certificate.snapshot
    return {
        "file": name,
        "number": certificate.number,
        "name": snapshot["name"],
        "identity": snapshot["identity_value"],
        "unit": snapshot["unit"],
        "course": snapshot["course_title"],
        "jp": str(certificate.jp),
        "began_on": certificate.began_on.isoformat(),
        "completed_on": certificate.completed_on.isoformat(),
        "sha256": (certificate.sha256 or "") if name else "",
        "size": str(certificate.size or "") if name else "",
        "state": str(verification.verdict_on(certificate, wish.on)),
        "verification": certificates.address(certificate),
    }


def head_of_sheet() -> bytes:
    return BOM + _row(COLUMNS)


def on_sheet(told: dict[str, str]) -> bytes:
    """Write what an Indonesian spreadsheet opens unharmed: semicolons, no formulas, numbers as text."""
    return _row([_cell(name, told[name]) for name in COLUMNS])


def as_json(told: dict[str, str], *, first: bool) -> bytes:
    """Write one element of the list that `[` opens and `]` closes."""
    return (("\n" if first else ",\n") + json.dumps(told, ensure_ascii=False)).encode()


def _row(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _cell(column: str, text: str) -> str:
    # Eighteen digits in a row lose their last three in a spreadsheet; in groups they stay text.
    if column == "identity":
        text = nip.grouped(text)
    return harmless(text)
