"""Downloads: a list frozen for one officer, kept for a week, told in the audit trail with what was asked."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.certification.bundles import archives, lists, wishes
from lms.certification.bundles.lists import Frozen, Told
from lms.certification.bundles.wishes import Wish
from lms.certification.models import CertificateDownload
from lms.db.files import FileStore
from lms.errors import InvalidInput, Message, NotFound, Refused
from lms.people import units

KEPT = timedelta(days=7)
# More is an hour on an office's line; whoever wants all of them has the command.
MOST = 20_000
SHOWN = 10
# What a download's row says once its list is no longer kept.
GONE = ""
PUBLIC_BYTES = 16

NOTHING = Message(
    "Belum ada sertifikat yang dapat diunduh untuk pilihan ini.",
    "There is no certificate to download for this choice yet.",
    "Ubah pilihannya, atau tunggu sampai PDF-nya selesai dibuat.",
    "Change the choice, or wait until the PDFs are made.",
)
TOO_MANY = Message(
    "Pilihan ini memuat {count} sertifikat; sekali unduh paling banyak {most}.",
    "This choice holds {count} certificates; one download takes at most {most}.",
    "Persempit unit atau rentang tanggalnya, atau minta admin menjalankan lms certificates export.",
    "Narrow the unit or the days, or have an administrator run lms certificates export.",
)


def freeze(
    session: Session, files: FileStore, wish: Wish, *, most: int | None = MOST, told: Told = lambda: None
) -> Frozen:
    """Gather the list of a wish; raises `InvalidInput` when it is empty or longer than `most`.

    Takes a session that only reads: files are read meanwhile, and no other writer should wait for that.
    """
    weight = wishes.weigh(session, wish)
    if not weight.ready:
        raise InvalidInput(NOTHING, "bundles.nothing", "orang")
    if most is not None and weight.count > most:
        raise InvalidInput(TOO_MANY, "bundles.too-many", "dari", count=weight.count, most=most)
    return lists.freeze(files, wish, wishes.walk(session, wish), told)


def enter(
    session: Session, files: FileStore, wish: Wish, frozen: Frozen, *, by: int | None, at: datetime
) -> CertificateDownload:
    """Write down that this list was taken, by whom and for what; lists older than a week are let go."""
    _let_go(session, files, at)
    row = CertificateDownload(
        public_id=secrets.token_hex(PUBLIC_BYTES),
        by_id=by,
        wish=wish.as_json(),
        list_sha256=frozen.sha256,
        count=frozen.count,
        size=frozen.size,
        at=at,
    )
    session.add(row)
    session.flush()
    details = {"wish": row.wish, "count": row.count, "size": row.size, "list": row.list_sha256}
    trail.note(session, by, "certificates.taken", row.public_id, details, at=at)
    return row


def fetched(session: Session, row: CertificateDownload, *, by: int | None, at: datetime) -> None:
    """Write down that the last byte was handed over."""
    details = {"count": row.count, "size": row.size}
    trail.note(session, by, "certificates.fetched", row.public_id, details, at=at)


def own(session: Session, public_id: str, *, by: int | None, scope: str, at: datetime) -> CertificateDownload:
    """Return a download of one's own whose list is still kept and still within one's scope.

    Raises `NotFound` for every other: somebody else's, an old one, one of a right that was narrowed since.
    """
    rows = select(CertificateDownload).where(CertificateDownload.public_id == public_id)
    row = session.scalars(rows.where(CertificateDownload.by_id == by, *_kept(at))).one_or_none()
    if row is None or not units.reaches(scope, row.wish["scope"]):
        raise NotFound
    return row


def recent(session: Session, by: int, scope: str, at: datetime) -> list[CertificateDownload]:
    """Return one's own downloads that can still be fetched, newest first."""
    rows = select(CertificateDownload).where(CertificateDownload.by_id == by, *_kept(at))
    found = session.scalars(rows.order_by(CertificateDownload.id.desc()).limit(SHOWN))
    return [row for row in found if units.reaches(scope, row.wish["scope"])]


def require_whole(files: FileStore, row: CertificateDownload, start: int, stop: int) -> None:
    """Raise `Refused` when a file of that stretch was lost since: said before the first byte."""
    try:
        name = archives.lost(files, row.list_sha256, start, stop)
    except KeyError:
        name = lists.SHEET
    if name:
        raise Refused(archives.LOST, "bundles.lost", name=name)


def _kept(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return CertificateDownload.at > at - KEPT, CertificateDownload.list_sha256 != GONE


def _let_go(session: Session, files: FileStore, at: datetime) -> None:
    """Delete the lists and manifests that nobody may fetch any more: they name people."""
    rows = select(CertificateDownload).where(
        CertificateDownload.at <= at - KEPT, CertificateDownload.list_sha256 != GONE
    )
    old: Sequence[CertificateDownload] = session.scalars(rows.limit(100)).all()
    if not old:
        return
    hashes = {row.list_sha256 for row in old}
    still = select(CertificateDownload.list_sha256).where(
        CertificateDownload.list_sha256.in_(hashes), CertificateDownload.at > at - KEPT
    )
    for sha256 in hashes - set(session.scalars(still)):
        _forget(files, sha256)
    for row in old:
        row.list_sha256 = GONE


def _forget(files: FileStore, list_sha256: str) -> None:
    try:
        manifests = [entry.sha256 for entry in lists.read(files, list_sha256) if _is_ours(entry.name)]
    except KeyError:
        return
    for sha256 in (*manifests, list_sha256):
        files.delete(sha256)


def _is_ours(name: str) -> bool:
    return name in {lists.SHEET, lists.MACHINES}
