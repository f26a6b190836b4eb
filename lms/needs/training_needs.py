"""Needs as HR meets them: listed by period and state, one with its evidence, decided with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.catalogue import courses
from lms.catalogue.models import Course
from lms.errors import Conflict, InvalidInput, Message, NotFound
from lms.needs import assignments, mapping
from lms.needs.models import Need, NeedCourse, NeedState
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import Period

PAGE = 50
SHORTEST_REASON = 10
LONGEST_REASON = 500
LONGEST_TIME = timedelta(days=366)
# More courses than these are no list to choose from.
MOST_OFFERED = 200

NO_REASON = Message(
    "Alasannya belum jelas: tulis paling sedikit {shortest} huruf.",
    "The reason is not clear yet: write at least {shortest} letters.",
    "Orang yang membaca keputusan ini tahun depan perlu memahaminya.",
    "Whoever reads this decision next year must understand it.",
)
NO_COURSE = Message(
    "Belum ada kursus yang dipilih.",
    "No course is chosen.",
    "Pilih paling sedikit satu, atau tolak kebutuhan ini dengan alasannya.",
    "Choose one at least, or reject this need with the reason.",
)
DUE_PAST = Message(
    "Tenggat harus sesudah hari ini.",
    "The due date must be after today.",
    "Beri orang waktu: 30 sampai 60 hari biasanya cukup.",
    "Give people time: 30 to 60 days are usually enough.",
)
DUE_FAR = Message(
    "Tenggat paling jauh {days} hari dari hari ini.",
    "The due date is at most {days} days from today.",
    "Periksa tahunnya.",
    "Check the year.",
)
DECIDED = Message(
    "Kebutuhan ini sudah ditolak.",
    "This need is rejected already.",
    "Keputusan lama tetap tercatat; hitung ulang bila angkanya berubah.",
    "The old decision stays on record; calculate again if the figures changed.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A need beside its unit's and period's names."""

    need: Need
    unit: str
    path: str
    period: str


def of(session: Session, scope: str, need_id: int) -> Shown:
    """Return a need of the branch that an officer may see; raises `NotFound` for another's."""
    row = session.execute(_shown().where(Need.id == need_id, units.below(scope))).one_or_none()
    if row is None:
        raise NotFound
    return Shown(*row)


def listed(
    session: Session,
    scope: str,
    period_id: int,
    states: Sequence[NeedState] = (),
    *,
    after: int = 0,
    size: int = PAGE,
) -> tuple[list[Shown], int]:
    """Return needs of a period in the order they were found, and the id the next page begins after, or 0."""
    rows = _shown().where(Need.period_id == period_id, Need.id > after, units.below(scope))
    if states:
        rows = rows.where(Need.state.in_(states))
    found = [Shown(*row) for row in session.execute(rows.order_by(Need.id).limit(size + 1))]
    return found[:size], found[size - 1].need.id if len(found) > size else 0


def counts(session: Session, scope: str, period_id: int) -> dict[NeedState, int]:
    """Count a period's needs by state."""
    rows = (
        select(Need.state, func.count())
        .join(Unit, Unit.id == Need.unit_id)
        .where(Need.period_id == period_id, units.below(scope))
        .group_by(Need.state)
    )
    return {NeedState(state): number for state, number in session.execute(rows)}


def chosen(session: Session, need: Need) -> list[Course]:
    """Return the courses that were chosen for an accepted need."""
    rows = select(NeedCourse.course_id).where(NeedCourse.need_id == need.id)
    return sorted(
        courses.by_ids(session, list(session.scalars(rows))).values(), key=lambda one: one.sort_title
    )


def offered(session: Session) -> list[Course]:
    """Return the courses that may be chosen for any need, by title; none when there are too many to list."""
    rows = select(Course).where(
        Course.kind != "manual", Course.retired_at.is_(None), Course.release_id.is_not(None)
    )
    found = list(session.scalars(rows.order_by(Course.sort_title, Course.id).limit(MOST_OFFERED + 1)))
    return found if len(found) <= MOST_OFFERED else []


def next_proposed(session: Session, scope: str, need: Need) -> int | None:
    """Return the id of the next need of the branch and period to decide; after the last comes the first."""
    rows = (
        select(Need.id)
        .join(Unit, Unit.id == Need.unit_id)
        .where(
            Need.period_id == need.period_id,
            Need.state == NeedState.PROPOSED,
            Need.id != need.id,
            units.below(scope),
        )
        .order_by(Need.id < need.id, Need.id)
    )
    return session.scalars(rows.limit(1)).one_or_none()


def accept(
    session: Session,
    need: Need,
    slugs: Sequence[str],
    due_on: date,
    *,
    reason: str = "",
    today: date,
    at: datetime,
    by: int,
) -> int:
    """Take a need up: its courses are assigned to the unit's people by a day; return how many were asked.

    It counts as changed when other courses are chosen than the mapping proposes, or when it was decided
    before, and that asks for a reason. Courses that are chosen no longer end where they are not done.
    """
    if due_on <= today:
        raise InvalidInput(DUE_PAST, "need.due", "tenggat")
    if due_on > today + LONGEST_TIME:
        raise InvalidInput(DUE_FAR, "need.due-far", "tenggat", days=LONGEST_TIME.days)
    picked = [courses.by_slug(session, slug) for slug in dict.fromkeys(slugs)]
    picked = [one for one in picked if one.kind != "manual" and one.retired_at is None]
    if not picked:
        raise InvalidInput(NO_COURSE, "need.no-course", "kursus")
    proposed = {one.id for one in mapping.lines(session, [need.source])[need.source].courses}
    other = {one.id for one in picked} != proposed or need.state != NeedState.PROPOSED
    need.reason = _reason(reason, asked=other)
    need.state = NeedState.CHANGED if other else NeedState.ACCEPTED
    need.decided_by, need.decided_at, need.due_on = by, at, due_on
    _choose(session, need, {one.id for one in picked}, at)
    asked = assignments.to_unit(session, need, [one.id for one in picked], due_on, at=at)
    details = {"courses": [one.slug for one in picked], "due": due_on.isoformat(), "asked": asked}
    trail.note(session, by, f"need.{need.state}", f"need:{need.id}", details, at=at)
    return asked


def reject(session: Session, need: Need, reason: str, *, at: datetime, by: int) -> None:
    """Lay a need aside, with the reason; what was assigned for it and is not done ends."""
    if need.state == NeedState.REJECTED:
        raise Conflict(DECIDED, "need.rejected")
    need.reason = _reason(reason, asked=True)
    need.state, need.decided_by, need.decided_at, need.due_on = NeedState.REJECTED, by, at, None
    session.flush()
    assignments.end(session, need.id, at=at)
    trail.note(session, by, "need.rejected", f"need:{need.id}", at=at)


def periods(session: Session) -> list[Period]:
    """Return the closed periods, the newest first: only these have needs."""
    rows = select(Period).where(Period.closed_at.is_not(None)).order_by(Period.begins.desc())
    return list(session.scalars(rows))


def _choose(session: Session, need: Need, course_ids: set[int], at: datetime) -> None:
    known = {
        row.course_id: row for row in session.scalars(select(NeedCourse).where(NeedCourse.need_id == need.id))
    }
    for course_id in known.keys() - course_ids:
        session.delete(known[course_id])
    session.add_all(NeedCourse(need_id=need.id, course_id=one) for one in course_ids - known.keys())
    session.flush()
    assignments.settle(session, need, course_ids, at=at)


def _reason(text: str, *, asked: bool) -> str:
    clean = " ".join(text.split())[:LONGEST_REASON]
    if asked and len(clean) < SHORTEST_REASON:
        raise InvalidInput(NO_REASON, "need.no-reason", "alasan", shortest=SHORTEST_REASON)
    return clean


def _shown() -> Select[Need, str, str, str]:
    return (
        select(Need, Unit.name, Unit.path, Period.name)
        .join(Unit, Unit.id == Need.unit_id)
        .join(Period, Period.id == Need.period_id)
    )
