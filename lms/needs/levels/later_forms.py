"""The questionnaire three months after a course: one's own view, and that of a supervisor one names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.catalogue.models import Course
from lms.errors import InvalidInput, Message, NotFound, Refused
from lms.events import CourseCompleted
from lms.needs.levels.reactions import LONGEST, UNANSWERED
from lms.needs.models import LaterForm, LaterView
from lms.needs.rules import questionnaires
from lms.needs.rules.questionnaires import Asked, Summary
from lms.people import persons
from lms.people.models import Person

LATER = timedelta(days=91)
ASKED: Mapping[LaterView, Sequence[Asked]] = {
    LaterView.OWN: questionnaires.OWN,
    LaterView.SUPERVISOR: questionnaires.SUPERVISOR,
}
TOO_EARLY = Message(
    "Kuesioner ini baru dapat diisi mulai {day}.",
    "This questionnaire opens on {day}.",
    "Ia menanyakan apa yang berubah di tempat kerja, dan itu perlu waktu.",
    "It asks what changed at work, and that takes time.",
)
OWN_SUPERVISOR = Message("Sebutkan atasan Anda, bukan diri sendiri.", "Name your supervisor, not yourself.")


@dataclass(frozen=True, slots=True)
class Due:
    """A questionnaire that waits for somebody: about whom, after which course."""

    form: LaterForm
    course: str
    name: str


def prepare(session: Session, event: CourseCompleted) -> None:
    """Lay the two questionnaires ready when a course is finished; the supervisor is named later."""
    known = set(
        session.scalars(
            select(LaterForm.view).where(
                LaterForm.person_id == event.learner_id, LaterForm.course_id == event.course_id
            )
        )
    )
    due_on = persons.local_day(session, event.at) + LATER
    whom = {LaterView.OWN: event.learner_id, LaterView.SUPERVISOR: None}
    session.add_all(
        LaterForm(
            person_id=event.learner_id, course_id=event.course_id, view=view, by_id=by_id, due_on=due_on
        )
        for view, by_id in whom.items()
        if view not in known
    )
    session.flush()


def due(session: Session, person_id: int, today: date, limit: int = 50) -> list[Due]:
    """Return the questionnaires that wait for a person, the oldest first."""
    rows = (
        select(LaterForm, Course.title, Person.name)
        .join(Course, Course.id == LaterForm.course_id)
        .join(Person, Person.id == LaterForm.person_id)
        .where(LaterForm.by_id == person_id, LaterForm.due_on <= today, LaterForm.answered_at.is_(None))
        .order_by(LaterForm.due_on, LaterForm.id)
        .limit(limit)
    )
    return [Due(*row) for row in session.execute(rows)]


def of(session: Session, person_id: int, form_id: int) -> Due:
    """Return a questionnaire that this person is asked to fill in; another's is not found."""
    rows = (
        select(LaterForm, Course.title, Person.name)
        .join(Course, Course.id == LaterForm.course_id)
        .join(Person, Person.id == LaterForm.person_id)
        .where(LaterForm.id == form_id, LaterForm.by_id == person_id)
    )
    row = session.execute(rows).one_or_none()
    if row is None:
        raise NotFound
    return Due(*row)


def supervisor_form(session: Session, own: LaterForm) -> LaterForm | None:
    """Return the questionnaire of the supervisor beside one's own."""
    rows = select(LaterForm).where(
        LaterForm.person_id == own.person_id,
        LaterForm.course_id == own.course_id,
        LaterForm.view == LaterView.SUPERVISOR,
    )
    return session.scalars(rows).one_or_none()


def name_supervisor(session: Session, own: LaterForm, number: str, *, at: datetime) -> None:
    """Ask a supervisor, by his or her number or log-in; one who has answered stays.

    A number that nobody has is passed over in silence: this is no place to try out whose NIP exists.
    """
    try:
        found = persons.find(session, number)
    except NotFound:
        return
    if found.id == own.person_id:
        raise InvalidInput(OWN_SUPERVISOR, "later.self", "atasan")
    form = supervisor_form(session, own)
    if form is None or form.answered_at is not None:
        return
    form.by_id = found.id
    session.flush()
    trail.note(session, own.person_id, "supervisor.named", f"later-form:{form.id}", at=at)


def answer(
    session: Session, form: LaterForm, given: Mapping[str, str], text: str, *, today: date, at: datetime
) -> None:
    """Keep the answers; given again, the new ones stand. Raises `Refused` before the day."""
    if today < form.due_on:
        raise Refused(TOO_EARLY, "later.early", day=form.due_on.isoformat())
    asked = ASKED[LaterView(form.view)]
    scores = questionnaires.read(asked, given)
    if scores is None:
        raise InvalidInput(UNANSWERED, "later.unanswered", asked[0].key)
    form.scores, form.text, form.answered_at = scores, text.strip()[:LONGEST], at
    session.flush()


def summaries(session: Session, course_id: int) -> dict[LaterView, Summary]:
    """Return both views of a course in one query."""
    rows = select(LaterForm.view, LaterForm.scores).where(
        LaterForm.course_id == course_id, LaterForm.answered_at.is_not(None)
    )
    found: dict[LaterView, list[Mapping[str, int]]] = {view: [] for view in LaterView}
    for view, scores in session.execute(rows.order_by(LaterForm.id)):
        if scores is not None:
            found[LaterView(view)].append(scores)
    return {view: questionnaires.summed(ASKED[view], answers) for view, answers in found.items()}


def words(session: Session, course_id: int) -> dict[LaterView, list[str]]:
    """Return the examples that the last five of each view wrote, without names."""
    rows = select(LaterForm.view, LaterForm.text).where(
        LaterForm.course_id == course_id, LaterForm.answered_at.is_not(None), LaterForm.text != ""
    )
    found: dict[LaterView, list[str]] = {view: [] for view in LaterView}
    for view, text in session.execute(rows.order_by(LaterForm.id)):
        found[LaterView(view)].append(text)
    return {view: questionnaires.latest(texts) for view, texts in found.items()}


def unnamed(session: Session, course_id: int, today: date) -> int:
    """Count whose questionnaire is due and who have named no supervisor, or one whom nobody knows here."""
    rows = select(func.count()).where(
        LaterForm.course_id == course_id,
        LaterForm.view == LaterView.SUPERVISOR,
        LaterForm.by_id.is_(None),
        LaterForm.due_on <= today,
    )
    return session.scalars(rows).one()
