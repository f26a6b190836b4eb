"""Many certificates as one ZIP, streamed while it is made, with a manifest that proves each file."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from zipstream import ZIP_STORED, ZipStream  # type: ignore[import-untyped] # ships no types

from lms.asn import nip
from lms.certification import certificates
from lms.certification.models import Certificate
from lms.certification.rules import numbering
from lms.db.files import FileStore
from lms.exchange.cells import harmless

NO_IDENTITY = "tanpa-nip"
# One IN (…) of a query; SQLite and PostgreSQL take more, plans do not get better.
AT_ONCE = 500
COLUMNS = (
    "file", "number", "name", "identity", "unit", "course", "jp",
    "began_on", "completed_on", "sha256", "size", "state", "verification",
)  # fmt: skip


def stream(session: Session, files: FileStore, certificate_ids: Sequence[int]) -> Iterator[bytes]:
    """Yield the ZIP piece by piece; a PDF still to be made has a line in the manifest, without a file.

    Asks the database before the first byte, then only the file store: the session may close meanwhile.
    """
    chosen = _chosen(session, certificate_ids)
    return _stream(files, list(zip(chosen, file_names(chosen), strict=True)))


def file_names(chosen: Iterable[Certificate]) -> list[str]:
    """`{nip}_{number}.pdf`, with a count where two would be the same on a disk that ignores case."""
    taken: dict[str, int] = {}
    names = []
    for certificate in chosen:
        identity = certificate.snapshot["identity_value"] or NO_IDENTITY
        stem = f"{numbering.in_file_name(identity)}_{numbering.in_file_name(certificate.number)}"
        count = taken[stem.casefold()] = taken.get(stem.casefold(), 0) + 1
        name = stem if count == 1 else f"{stem}_{count}"
        taken.setdefault(name.casefold(), 1)
        names.append(f"{name}.pdf")
    return names


def of_people(session: Session, person_ids: Sequence[int]) -> Sequence[Certificate]:
    """Return all certificates of these people, by number."""
    found: list[Certificate] = []
    for start in range(0, len(person_ids), AT_ONCE):
        ids = person_ids[start : start + AT_ONCE]
        found += session.scalars(select(Certificate).where(Certificate.learner_id.in_(ids)))
    return sorted(found, key=lambda certificate: (certificate.year, certificate.sequence))


def _chosen(session: Session, certificate_ids: Sequence[int]) -> list[Certificate]:
    found: list[Certificate] = []
    for start in range(0, len(certificate_ids), AT_ONCE):
        ids = certificate_ids[start : start + AT_ONCE]
        found += session.scalars(select(Certificate).where(Certificate.id.in_(ids)))
    unique = {certificate.id: certificate for certificate in found}
    return sorted(unique.values(), key=lambda certificate: (certificate.year, certificate.sequence))


def _stream(files: FileStore, entries: Sequence[tuple[Certificate, str]]) -> Iterator[bytes]:
    archive = ZipStream(compress_type=ZIP_STORED)
    lines = []
    for certificate, name in entries:
        kept = certificate.sha256 is not None and files.has(certificate.sha256)
        lines.append(_line(certificate, name if kept else ""))
        if kept and certificate.sha256 is not None:
            archive.add(files.get(certificate.sha256), arcname=name)
            yield from archive.all_files()
    archive.add(_as_csv(lines), arcname="manifest.csv")
    archive.add(json.dumps(lines, ensure_ascii=False, indent=1), arcname="manifest.json")
    yield from archive.all_files()
    yield from archive.finalize()


def _line(certificate: Certificate, name: str) -> dict[str, str]:
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
        "state": str(certificate.state),
        "verification": certificates.address(certificate),
    }


def _as_csv(lines: Sequence[dict[str, str]]) -> bytes:
    """Write what an Indonesian spreadsheet opens unharmed: BOM, semicolons, no formulas, numbers as text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(name, line[name]) for name in COLUMNS] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()


def _cell(column: str, text: str) -> str:
    # Eighteen digits in a row lose their last three in a spreadsheet; in groups they stay text.
    if column == "identity":
        text = nip.grouped(text)
    return harmless(text)
