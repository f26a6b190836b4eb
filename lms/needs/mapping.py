"""Which courses answer which complaint: what courses say of themselves, and HR's own word over it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.catalogue import courses
from lms.catalogue.models import Course, Release
from lms.errors import InvalidInput, Message, NotFound
from lms.needs.models import Pointer, SourceCompetency
from lms.needs.rules import competencies

LONGEST = 200
NO_COMPETENCY = Message(
    "Kompetensi belum diisi.",
    "The competency is not filled in.",
    "Tulis namanya, misalnya: Pelayanan publik.",
    "Write its name, such as: Pelayanan publik.",
)


@dataclass(frozen=True, slots=True)
class Answering:
    """A course that answers a source: said by its own `addresses`, by HR, or by both."""

    course: Course
    by_course: bool
    by_hr: bool
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A source's line of the mapping: competency, courses, and courses that teach the competency beside."""

    source: str
    competency: str
    answers: tuple[Answering, ...]
    near: tuple[Course, ...]

    @property
    def courses(self) -> tuple[Course, ...]:
        return tuple(one.course for one in self.answers if not one.removed)


def lines(session: Session, sources: Collection[str]) -> dict[str, Line]:
    """Return the mapping of these sources in four queries, whatever their number."""
    claims, taught = _claims(session)
    rows = session.scalars(select(Pointer).where(Pointer.source.in_(sources))).all()
    named = {row.source: row.competency for row in session.scalars(select(SourceCompetency))}
    known = courses.by_ids(session, {*taught, *(row.course_id for row in rows)})
    offered = {number: one for number, one in known.items() if one.retired_at is None and one.release_id}
    words: dict[str, dict[int, Pointer]] = {}
    for row in rows:
        words.setdefault(row.source, {})[row.course_id] = row
    found = {}
    for source in sources:
        answers = _answers(claims.get(source, set()), words.get(source, {}), offered)
        wanted = named.get(source) or competencies.of_source(source)
        teaching = [number for number, names in taught.items() if wanted.casefold() in names]
        answering = {one.course.id for one in answers}
        near = (offered[number] for number in teaching if number in offered and number not in answering)
        found[source] = Line(source, wanted, answers, tuple(sorted(near, key=_title)))
    return found


def point(session: Session, source: str, slug: str, *, by: int, at: datetime) -> None:
    """Say that a course answers a source."""
    _say(session, source, courses.by_slug(session, slug), removed=False, by=by, at=at)


def take_back(session: Session, source: str, slug: str, *, by: int, at: datetime) -> None:
    """Say that a course does not answer a source, whatever it says of itself."""
    _say(session, source, courses.by_slug(session, slug), removed=True, by=by, at=at)


def by_default(session: Session, source: str, slug: str, *, by: int, at: datetime) -> None:
    """Let the course speak for itself again."""
    course = courses.by_slug(session, slug)
    session.execute(delete(Pointer).where(Pointer.source == source, Pointer.course_id == course.id))
    trail.note(session, by, "mapping.default", source, {"course": slug}, at=at)


def name_competency(session: Session, source: str, competency: str, *, by: int, at: datetime) -> None:
    """Say which competency a source asks for."""
    clean = " ".join(competency.split())[:LONGEST]
    if not clean:
        raise InvalidInput(NO_COMPETENCY, "mapping.no-competency", "kompetensi")
    session.merge(SourceCompetency(source=source, competency=clean))
    session.flush()
    trail.note(session, by, "mapping.competency", source, {"competency": clean}, at=at)


def _say(session: Session, source: str, course: Course, *, removed: bool, by: int, at: datetime) -> None:
    if course.kind == "manual":
        raise NotFound
    session.merge(Pointer(source=source, course_id=course.id, removed=removed, by_id=by, at=at))
    session.flush()
    act = "mapping.taken-back" if removed else "mapping.pointed"
    trail.note(session, by, act, source, {"course": course.slug}, at=at)


def _claims(session: Session) -> tuple[dict[str, set[int]], dict[int, set[str]]]:
    """Return whom `addresses:` of the current editions name, and what competencies each course teaches."""
    rows = (
        select(Course.id, Release.manifest["addresses"], Release.manifest["competencies"])
        .join(Release, Release.id == Course.release_id)
        .where(Course.retired_at.is_(None), Course.kind != "manual")
    )
    claims: dict[str, set[int]] = {}
    taught: dict[int, set[str]] = {}
    for course_id, addressed, teaches in session.execute(rows):
        taught[course_id] = {competencies.name(one).casefold() for one in teaches or ()}
        for source in addressed or ():
            claims.setdefault(source, set()).add(course_id)
    return claims, taught


def _answers(
    claimed: set[int], words: Mapping[int, Pointer], offered: Mapping[int, Course]
) -> tuple[Answering, ...]:
    answers = [
        Answering(
            offered[number],
            by_course=number in claimed,
            by_hr=number in words and not words[number].removed,
            removed=number in words and words[number].removed,
        )
        for number in {*claimed, *words}
        if number in offered
    ]
    return tuple(sorted(answers, key=_order))


def _order(one: Answering) -> tuple[bool, str]:
    return one.removed, one.course.sort_title


def _title(course: Course) -> str:
    return course.sort_title
