"""What the public may know of learning: which courses, how many finished, how many hours, never who."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.catalogue.models import Course
from lms.home.openness.rules import suppression
from lms.ledger.models import Entry, YearTotal
from lms.people.models import Person

YEARS = 5


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course in a year; `people` and `hours` are None where fewer than five stand behind them."""

    slug: str
    title: str
    field: str
    jp: Decimal
    people: int | None
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Learning:
    """A year of learning: hours and people of all courses together, then course by course."""

    year: int
    hours: Decimal
    people: int | None
    servants: int
    courses: tuple[CourseLine, ...]

    @property
    def mean(self) -> Decimal:
        """Hours a civil servant, those without any counted too."""
        return self.hours / self.servants if self.servants else Decimal(0)


def of_year(session: Session, year: int) -> Learning:
    """Gather a year in three queries; hours that were taken back do not count."""
    hours, people = session.execute(
        select(func.coalesce(func.sum(YearTotal.jp, type_=YearTotal.jp.type), 0), func.count()).where(
            YearTotal.year == year, YearTotal.jp > 0
        )
    ).one()
    servants = session.scalar(
        select(func.count()).where(Person.disabled_at.is_(None), Person.kind != EmployeeKind.NON_ASN)
    )
    return Learning(
        year, Decimal(hours), suppression.shown(people), servants or 0, tuple(_courses(session, year))
    )


def years(session: Session) -> list[int]:
    """Return the years in which anybody earned hours, the newest first."""
    rows = select(YearTotal.year).where(YearTotal.jp > 0).distinct().order_by(YearTotal.year.desc())
    return list(session.scalars(rows.limit(YEARS)))


def _courses(session: Session, year: int) -> list[CourseLine]:
    held = (
        select(Entry.course_id, func.sum(Entry.jp, type_=Entry.jp.type).label("jp"))
        .where(Entry.year == year)
        .group_by(Entry.course_id, Entry.person_id)
        .having(func.sum(Entry.jp) > 0)
        .subquery()
    )
    rows = (
        select(Course, func.count().label("people"), func.sum(held.c.jp, type_=Entry.jp.type))
        .join(held, held.c.course_id == Course.id)
        .group_by(Course.id)
        .order_by(func.count().desc(), Course.sort_title)
    )
    found = session.execute(rows).all()
    return _lines(found)


def _lines(found: Sequence[tuple[Course, int, Decimal]]) -> list[CourseLine]:
    """Hide small numbers; the whole is published, so one alone is never hidden alone."""
    shown = suppression.shown_together([people for _, people, _ in found])
    return [
        CourseLine(
            course.slug, course.title, course.field, course.jp, people, hours if people is not None else None
        )
        for (course, _, hours), people in zip(found, shown, strict=True)
    ]
