"""What a learner sees first: the next step, credit hours this year, certificates, what to take next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.catalogue import courses
from lms.catalogue.models import Course
from lms.certification import certificates
from lms.certification.models import Certificate, CertificateState
from lms.certification.register import renewals
from lms.config import Settings
from lms.learning import paths
from lms.learning.models import EnrolmentState
from lms.learning.paths import CoursePath
from lms.ledger import entries
from lms.ledger.rules import targets
from lms.needs import assignments, sources
from lms.needs.assignments import Asked
from lms.needs.levels import later_forms
from lms.needs.sources import Source
from lms.people.models import Person
from lms.voice.complaints import limits
from lms.voice.complaints.desk import deadlines, lists

SHOWN = 3


@dataclass(frozen=True, slots=True)
class CreditYear:
    """Credit hours of one year against the target; `minimum` 0 means that the law sets none."""

    year: int
    jp: Decimal
    minimum: Decimal
    ceiling: Decimal | None

    @property
    def left(self) -> Decimal:
        return max(self.minimum - self.jp, Decimal(0))


@dataclass(frozen=True, slots=True)
class Offer:
    """A course one might take next; `near` when it is of a field that one has begun."""

    course: Course
    near: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A course that one is asked to take because of what citizens said; `source` names that."""

    asked: Asked
    source: Source
    late: bool


@dataclass(frozen=True, slots=True)
class Start:
    """The learner's home page; `endings` are certificates that run out and ask for their course again.

    `questionnaires` wait: what changed at work, three months after a course.
    `reminders` are citizens' reports that one handles and whose deadline is near or over.
    """

    going: tuple[CoursePath, ...]
    credit: CreditYear
    certificates: tuple[Certificate, ...]
    endings: tuple[Certificate, ...]
    offers: tuple[Offer, ...]
    tasks: tuple[Task, ...] = ()
    questionnaires: int = 0
    reminders: int = 0

    @property
    def next(self) -> CoursePath | None:
        """The course seen last that still has a step."""
        return next((path for path in self.going if path.step), None)

    @property
    def others(self) -> tuple[CoursePath, ...]:
        first = self.next
        return tuple(path for path in self.going if path is not first)


def start(session: Session, person_id: int, *, at: datetime) -> Start:
    """Gather the page; the number of queries does not depend on how much there is."""
    mine = paths.mine(session, person_id)
    held = certificates.of_learner(session, person_id)
    settings: Settings = session.info["settings"]
    today, days = at.astimezone(settings.zone).date(), settings.certificate_reminder_days
    return Start(
        going=tuple(path for path in mine if path.state == EnrolmentState.ACTIVE),
        credit=_credit(session, person_id, at),
        certificates=tuple(one for one in held if one.state == CertificateState.VALID)[:SHOWN],
        endings=_endings(renewals.running_out(held, today=today, days=days), mine),
        offers=_offers(session, mine),
        tasks=_tasks(session, person_id, today),
        questionnaires=len(later_forms.due(session, person_id, today)),
        reminders=_reminders(session, person_id, today),
    )


def _reminders(session: Session, person_id: int, today: date) -> int:
    if not deadlines.any_unread(session, person_id):
        return 0
    near = lists.days(today, limits.site_days(session))
    return deadlines.count_unread(session, deadlines.handled_by(person_id), near)


def _endings(running_out: Sequence[Certificate], mine: Sequence[CoursePath]) -> tuple[Certificate, ...]:
    """Leave out the courses that are being taken again: their next step is on the page already."""
    again = {path.course_id for path in mine if path.state == EnrolmentState.ACTIVE}
    return tuple(one for one in running_out if one.course_id not in again)[:SHOWN]


def _tasks(session: Session, person_id: int, today: date) -> tuple[Task, ...]:
    asked = assignments.open_of(session, person_id)
    if not asked:
        return ()
    known = sources.every(session)
    return tuple(Task(one, sources.named(known, one.source), one.due_on < today) for one in asked)


def _credit(session: Session, person_id: int, at: datetime) -> CreditYear:
    settings: Settings = session.info["settings"]
    year = at.astimezone(settings.zone).year
    kind = session.scalars(select(Person.kind).where(Person.id == person_id)).one()
    target = targets.target(EmployeeKind(kind), year)
    total = entries.of(session, person_id, year)
    return CreditYear(year, total.jp if total else Decimal(0), target.minimum, target.ceiling)


def _offers(session: Session, mine: Sequence[CoursePath]) -> tuple[Offer, ...]:
    """Offer what was not begun: of a field that one knows first, then by title."""
    begun = {path.course_id for path in mine}
    fields = {path.edition.field for path in mine}
    shelf = courses.listed(session, limit=len(begun) + 4 * SHOWN).courses
    offers = [Offer(course, course.field in fields) for course in shelf if course.id not in begun]
    return tuple(sorted(offers, key=lambda offer: not offer.near)[:SHOWN])
