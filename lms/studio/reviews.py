"""A colleague reads before learners do: asked, remarked line by line, approved or given back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.errors import Conflict, InvalidInput, Message, NotFound, Refused
from lms.people.models import Person
from lms.studio import copies
from lms.studio.copies import Copy, revisions
from lms.studio.models import CopyState, ReviewState, StudioComment, StudioFile, StudioReview, StudioRevision
from lms.studio.rules import anchors
from lms.studio.rules.anchors import Anchor
from lms.studio.rules.merging import lines_of

OWN_TEXT = Message(
    "Naskah tidak dapat disetujui oleh yang meminta telaah.",
    "Who asked for the review cannot approve the text.",
    "Minta pengajar lain atau admin membacanya.",
    "Ask another trainer or an administrator to read it.",
)
OWN_WORDS = Message(
    "Anda ikut menulis sejak telaah ini diminta, jadi tidak dapat menyetujuinya.",
    "You have written in this text since the review was asked for, so you cannot approve it.",
    "Minta pengajar lain atau admin membaca perubahan Anda.",
    "Ask another trainer or an administrator to read what you changed.",
)
MOVED_ON = Message(
    "Naskah berubah sejak halaman ini dibuka.",
    "The text changed since this page was opened.",
    "Baca lagi yang berubah, lalu putuskan.",
    "Read what has changed, then decide.",
)
NOT_ASKED = Message(
    "Tidak ada telaah yang menunggu.",
    "No review is waiting.",
    "Muat ulang halaman ini.",
    "Reload this page.",
)
NO_REASON = Message(
    "Alasan belum ditulis.",
    "No reason is given.",
    "Tulis apa yang perlu diperbaiki, supaya penulis tahu.",
    "Write what needs mending, so that the author knows.",
)
NO_WORDS = Message(
    "Catatan masih kosong.",
    "The remark is empty.",
    "Tulis catatannya, lalu simpan.",
    "Write the remark, then save.",
)
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Review:
    """A review and the names of who asked and who decided."""

    row: StudioReview
    asked_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark and the line where it stands now; None when that text is gone."""

    row: StudioComment
    by: str
    line: int | None


def ask(session: Session, copy: Copy, note: str, *, by: int, at: datetime) -> None:
    """Ask for a review; one that is open already is asked anew."""
    row = revisions.locked(session, copy.id)
    open_ = _open(session, copy)
    if open_ is None:
        open_ = StudioReview(copy_id=copy.id, asked_by=by, asked_at=at, version=row.version)
        session.add(open_)
    open_.asked_by, open_.asked_at, open_.version = by, at, row.version
    open_.note = note.strip()[:LONGEST]
    row.state = CopyState.REVIEW
    session.flush()
    revisions.note(session, by, "review-asked", copy.slug, at=at, version=row.version)


def approve(session: Session, copy: Copy, version: int, *, by: int, at: datetime) -> None:
    """Approve what was read: exactly the version that the page showed, and nothing of one's own."""
    row = revisions.locked(session, copy.id)
    review = _required(session, copy)
    if review.asked_by == by:
        raise Refused(OWN_TEXT, "studio.own-text")
    if row.version != version:
        raise Conflict(MOVED_ON, "studio.moved-on")
    if _wrote(session, copy, by, since=review.asked_at):
        raise Refused(OWN_WORDS, "studio.own-words")
    _decide(review, ReviewState.APPROVED, by, at)
    review.version = version
    row.state = CopyState.APPROVED
    session.flush()
    revisions.note(session, by, "review-approved", copy.slug, at=at, version=version)


def give_back(session: Session, copy: Copy, reason: str, *, by: int, at: datetime) -> None:
    """Give the text back with what should be better."""
    reason = reason.strip()
    if not reason:
        raise InvalidInput(NO_REASON, "studio.no-reason", "alasan")
    row = revisions.locked(session, copy.id)
    review = _required(session, copy)
    _decide(review, ReviewState.RETURNED, by, at)
    review.reason = reason[:LONGEST]
    row.state = CopyState.DRAFT
    session.flush()
    revisions.note(session, by, "review-returned", copy.slug, at=at, version=row.version)


def withdraw(session: Session, copy: Copy, *, by: int, at: datetime) -> None:
    """Take the request back."""
    row = revisions.locked(session, copy.id)
    _decide(_required(session, copy), ReviewState.WITHDRAWN, by, at)
    row.state = CopyState.DRAFT
    session.flush()
    revisions.note(session, by, "review-withdrawn", copy.slug, at=at, version=row.version)


def past(session: Session, copy: Copy) -> list[Review]:
    """Return the copy's reviews, the newest first."""
    rows = session.scalars(
        select(StudioReview).where(StudioReview.copy_id == copy.id).order_by(StudioReview.id.desc()).limit(20)
    ).all()
    names = _names(session, [id_ for row in rows for id_ in (row.asked_by, row.decided_by) if id_])
    return [Review(row, names.get(row.asked_by, ""), names.get(row.decided_by or 0, "")) for row in rows]


def remark(
    session: Session, copy: Copy, path: str, line: int, text: str, *, by: int, at: datetime
) -> StudioComment:
    """Remark on a line of a file as it is now."""
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise InvalidInput(NO_WORDS, "studio.no-words", "catatan")
    file, held = copies.text(session, copy, path)
    anchor = anchors.made(lines_of(held), line)
    row = StudioComment(
        file_id=file.id, line=anchor.line, quote=anchor.quote, before=anchor.before, after=anchor.after,
        text=words[:LONGEST], by_id=by, at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    revisions.note(session, by, "remarked", copy.slug, at=at, path=path, line=anchor.line)
    return row


def resolve(session: Session, copy: Copy, comment_id: int, *, by: int, at: datetime) -> None:
    """Note that a remark is dealt with, or open it again."""
    row = session.get(StudioComment, comment_id)
    file = session.get(StudioFile, row.file_id) if row is not None else None
    if row is None or file is None or file.copy_id != copy.id:
        raise NotFound
    reopened = row.resolved_at is not None
    row.resolved_at, row.resolved_by = (None, None) if reopened else (at, by)
    session.flush()
    act = "remark-reopened" if reopened else "remark-resolved"
    revisions.note(session, by, act, copy.slug, at=at, path=file.path, remark=comment_id)


def remarks(session: Session, copy: Copy, path: str) -> list[Remark]:
    """Return the remarks on a file, each at the line where its text stands now."""
    file, text = copies.text(session, copy, path)
    lines = lines_of(text)
    rows = session.execute(
        select(StudioComment, Person.name)
        .outerjoin(Person, Person.id == StudioComment.by_id)
        .where(StudioComment.file_id == file.id)
        .order_by(StudioComment.id)
    )
    return [
        Remark(row, name or "", anchors.found(lines, Anchor(row.line, row.quote, row.before, row.after)))
        for row, name in rows
    ]


def counts(session: Session, copy: Copy) -> Mapping[str, int]:
    """Return how many remarks of each file are still to be dealt with."""
    rows = session.execute(
        select(StudioFile.path, func.count())
        .join(StudioComment, StudioComment.file_id == StudioFile.id)
        .where(StudioFile.copy_id == copy.id, ~StudioFile.removed, StudioComment.resolved_at.is_(None))
        .group_by(StudioFile.path)
    )
    return {path: count for path, count in rows}  # noqa: C416 # rows are not pairs to the type checker


def _open(session: Session, copy: Copy) -> StudioReview | None:
    statement = select(StudioReview).where(
        StudioReview.copy_id == copy.id, StudioReview.state == ReviewState.OPEN
    )
    return session.scalars(statement.order_by(StudioReview.id.desc())).first()


def _wrote(session: Session, copy: Copy, person_id: int, *, since: datetime) -> bool:
    """Tell whether somebody changed a file: nobody but a second pair of eyes has read that."""
    statement = (
        select(StudioRevision.id)
        .join(StudioFile, StudioFile.id == StudioRevision.file_id)
        .where(StudioFile.copy_id == copy.id, StudioRevision.version.is_not(None))
        .where(StudioRevision.by_id == person_id, StudioRevision.at >= since)
    )
    return session.scalars(statement.limit(1)).first() is not None


def _required(session: Session, copy: Copy) -> StudioReview:
    review = _open(session, copy)
    if review is None:
        raise Conflict(NOT_ASKED, "studio.not-asked")
    return review


def _decide(review: StudioReview, state: ReviewState, by: int, at: datetime) -> None:
    review.state, review.decided_by, review.decided_at = state, by, at


def _names(session: Session, ids: list[int]) -> dict[int, str]:
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {id_: name for id_, name in rows}  # noqa: C416 # rows are not pairs to the type checker
