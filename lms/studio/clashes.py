"""A text that lost a clash, brought together with what stands: piece by piece, as a person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.errors import InvalidInput, Message, NotFound
from lms.people.models import Person
from lms.studio import copies
from lms.studio.copies import Copy, Saved, revisions
from lms.studio.models import Cause, StudioFile, StudioRevision
from lms.studio.plumbing import merges
from lms.studio.rules import merging
from lms.studio.rules.merging import Agreed, Merge

MINE, THEIRS, BOTH, OWN = CHOICES = ("milik-saya", "milik-rekan", "keduanya", "sendiri")
NO_CHOICE = Message(
    "Bagian {number} belum dipilih.",
    "Nothing is chosen for part {number} yet.",
    "Pilih salah satu, atau tulis sendiri.",
    "Choose one, or write your own words.",
)


@dataclass(frozen=True, slots=True)
class Open:
    """A clash as its page shows it; `author` wrote the text set aside, empty when the folder did."""

    id: int
    file_id: int
    path: str
    author: str
    author_id: int | None
    at: datetime
    version: int
    other: str
    merge: Merge
    settled: bool


def of(session: Session, copy: Copy, aside_id: int, version: int | None = None) -> Open:
    """Compare a text set aside with the file as it is (or was at `version`, when the page was made)."""
    aside, file = _aside(session, copy, aside_id)
    version = min(version or file.version, file.version)
    standing = revisions.at_version(session, file.id, version)
    merge = merges.merge(aside.base_text or "", aside.text or "", standing.text or "")
    return Open(
        aside.id,
        file.id,
        file.path,
        revisions.name_of(session, aside.by_id),
        aside.by_id,
        aside.at,
        version,
        revisions.name_of(session, standing.by_id),
        merge,
        aside.settled_at is not None,
    )


def waiting(session: Session, copy: Copy, person_id: int) -> list[tuple[int, str, str, datetime]]:
    """Return id, path, author and time of what waits to be decided: mine, and the folder's."""
    rows = session.execute(
        select(StudioRevision.id, StudioFile.path, Person.name, StudioRevision.at)
        .join(StudioFile, StudioFile.id == StudioRevision.file_id)
        .outerjoin(Person, Person.id == StudioRevision.by_id)
        .where(StudioFile.copy_id == copy.id, StudioRevision.version.is_(None), ~StudioFile.removed)
        .where(StudioRevision.settled_at.is_(None), StudioRevision.text.is_not(None))
        .where(StudioRevision.by_id.is_(None) | (StudioRevision.by_id == person_id))
        .order_by(StudioRevision.id)
    )
    return [(id_, path, name or "", at) for id_, path, name, at in rows]


def counts(session: Session, copy_ids: Sequence[int], person_id: int) -> dict[int, int]:
    """Return for each copy how much waits to be decided by this person."""
    rows = session.execute(
        select(StudioFile.copy_id, func.count())
        .join(StudioRevision, StudioRevision.file_id == StudioFile.id)
        .where(StudioFile.copy_id.in_(copy_ids), StudioRevision.version.is_(None), ~StudioFile.removed)
        .where(StudioRevision.settled_at.is_(None), StudioRevision.text.is_not(None))
        .where(StudioRevision.by_id.is_(None) | (StudioRevision.by_id == person_id))
        .group_by(StudioFile.copy_id)
    )
    return {copy_id: count for copy_id, count in rows}  # noqa: C416 # rows are not pairs to the type checker


def decide(
    session: Session,
    copy: Copy,
    aside_id: int,
    version: int,
    choices: Sequence[tuple[str, str]],
    *,
    by: int,
    at: datetime,
) -> Saved:
    """Save the text that the choices make; what changed since the page was made is merged once more.

    Each choice is one of `CHOICES` and, for the last of them, the own words.
    """
    found = of(session, copy, aside_id, version)
    text = chosen(found.merge, choices)
    saved = copies.save(
        session, copy, found.path, text,
        base=found.version, by=by, at=at, cause=Cause.MERGE, file_id=found.file_id,
    )  # fmt: skip
    _settle(session, copy, aside_id, by=by, at=at)
    return saved


def leave(session: Session, copy: Copy, aside_id: int, *, by: int, at: datetime) -> None:
    """Leave the file as it stands; the text set aside stays in its history."""
    _settle(session, copy, aside_id, by=by, at=at)


def chosen(merge: Merge, choices: Sequence[tuple[str, str]]) -> str:
    """Put a text together from what is agreed and what was chosen for each dispute."""
    lines: list[str] = []
    number = 0
    for piece in merge.pieces:
        if isinstance(piece, Agreed):
            lines += piece.lines
            continue
        choice, own = choices[number] if number < len(choices) else ("", "")
        number += 1
        made: Mapping[str, Sequence[str]] = {
            MINE: piece.mine,
            THEIRS: piece.theirs,
            BOTH: (*piece.theirs, *piece.mine),
            OWN: merging.lines_of(own.replace("\r\n", "\n").rstrip("\n")),
        }
        if choice not in made:
            raise InvalidInput(NO_CHOICE, "studio.no-choice", f"pilih-{number}", number=number)
        lines += made[choice]
    return merging.text_of(lines)


def _aside(session: Session, copy: Copy, aside_id: int) -> tuple[StudioRevision, StudioFile]:
    aside = session.get(StudioRevision, aside_id)
    if aside is None or aside.version is not None or aside.text is None:
        raise NotFound
    file = session.get(StudioFile, aside.file_id)
    if file is None or file.copy_id != copy.id or file.asset:
        raise NotFound
    return aside, file


def _settle(session: Session, copy: Copy, aside_id: int, *, by: int, at: datetime) -> None:
    aside, file = _aside(session, copy, aside_id)
    revisions.settle(session, aside, at=at)
    revisions.note(session, by, "clash-settled", copy.slug, at=at, path=file.path, aside=aside_id)
