"""Which certificates are wanted: by number, unit and all below it, course, days of completion, standing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Tuple, and_, func, select, tuple_
from sqlalchemy.orm import Session

from lms.certification.models import Certificate, CertificateState
from lms.certification.verification import Verdict
from lms.people import units
from lms.people.models import Person, Unit

PAGE = 50
CHUNK = 500
VERDICTS = (Verdict.VALID, Verdict.EXPIRED, Verdict.SUPERSEDED, Verdict.REVOKED)


@dataclass(frozen=True, slots=True)
class Wish:
    """Empty fields limit nothing. `on` is the day by which what expires is told from what holds.

    `scope` is the path that the officer's right is limited to, `unit_path` the unit chosen within it. Both
    ask where the holder is now, as every page of the HR desk does, not what the certificate says of its day.
    `learners` narrows to people found otherwise; `people` says of it in the audit trail how they were found.
    """

    on: date
    scope: str = ""
    unit_path: str = ""
    course_id: int | None = None
    since: date | None = None
    until: date | None = None
    state: Verdict | None = None
    number: str = ""
    learners: Select[int] | None = None
    people: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of it with the download and in the audit trail."""
        told = {
            "scope": self.scope,
            "unit": self.unit_path,
            "course": self.course_id,
            "from": self.since.isoformat() if self.since else None,
            "to": self.until.isoformat() if self.until else None,
            "state": self.state.value if self.state else None,
            "number": self.number,
            "people": self.people,
        }
        return {"scope": self.scope} | {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Weight:
    """How many certificates there are, how many of them have their file, and how many bytes these are."""

    count: int
    ready: int
    size: int


# Where a page ended: day of completion and row.
Place = tuple[date, int]


def weigh(session: Session, wish: Wish) -> Weight:
    """Count and add up in one query."""
    columns = select(
        func.count(Certificate.id),
        # The size stands in the index beside the filters; the hash does not.
        func.count(Certificate.size),
        func.coalesce(func.sum(Certificate.size), 0),
    )
    count, ready, size = session.execute(_narrowed(columns, wish)).one()
    return Weight(count, ready, int(size))


def page(session: Session, wish: Wish, after: Place | None = None, size: int = PAGE) -> Sequence[Certificate]:
    """Return one page and one row more when another follows, newest first, by key."""
    rows = _narrowed(select(Certificate), wish)
    if after is not None:
        rows = rows.where(_place() < after)
    rows = rows.order_by(Certificate.completed_on.desc(), Certificate.id.desc())
    return session.scalars(rows.limit(size + 1)).all()


def walk(session: Session, wish: Wish) -> Iterator[Certificate]:
    """Go through all of them, oldest first, some hundreds at a time."""
    after: Place | None = None
    while True:
        rows = _narrowed(select(Certificate), wish)
        if after is not None:
            rows = rows.where(_place() > after)
        rows = rows.order_by(Certificate.completed_on, Certificate.id).limit(CHUNK)
        chunk = session.scalars(rows).all()
        yield from chunk
        if len(chunk) < CHUNK:
            return
        after = (chunk[-1].completed_on, chunk[-1].id)


def standing(state: Verdict, on: date) -> ColumnElement[bool]:
    """Say in SQL what `verification.verdict_on` says of one certificate."""
    ended = and_(Certificate.expires_on.is_not(None), Certificate.expires_on < on)
    if state is Verdict.EXPIRED:
        return and_(Certificate.state == CertificateState.VALID, ended)
    if state is Verdict.VALID:
        # One comparison, not two joined by OR: SQLite would look the rows up by two indexes.
        lasts = func.coalesce(Certificate.expires_on, date.max) >= on
        return and_(Certificate.state == CertificateState.VALID, lasts)
    return Certificate.state == CertificateState(state.value)


def _narrowed(rows: Select[*tuple[Any, ...]], wish: Wish) -> Select[*tuple[Any, ...]]:
    for path in (wish.scope, wish.unit_path):
        if path:
            rows = rows.where(Certificate.learner_id.in_(_below(path)))
    if wish.learners is not None:
        rows = rows.where(Certificate.learner_id.in_(wish.learners))
    rows = rows.where(*_exactly(wish))
    if wish.since is not None:
        rows = rows.where(Certificate.completed_on >= wish.since)
    if wish.until is not None:
        rows = rows.where(Certificate.completed_on <= wish.until)
    if wish.state is not None:
        rows = rows.where(standing(wish.state, wish.on))
    return rows


def _exactly(wish: Wish) -> Iterator[ColumnElement[bool]]:
    if wish.number:
        yield Certificate.number == wish.number
    if wish.course_id is not None:
        yield Certificate.course_id == wish.course_id


def _place() -> Tuple:
    return tuple_(Certificate.completed_on, Certificate.id)


def _below(path: str) -> Select[int]:
    """Return the ids of the people of a unit and all below it; who has left keeps his or her unit."""
    return select(Person.id).where(Person.unit_id.in_(select(Unit.id).where(units.below(path))))
