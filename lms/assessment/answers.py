"""Answers as they are given: saved one by one under a sequence that refuses what is stale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from lms.assessment import grades
from lms.assessment.models import Answer, Attempt, AttemptState
from lms.assessment.papers import latest
from lms.assessment.refusals import CHECKED, NOT_CHECKED_HERE, Stale, handed_in
from lms.assessment.rules import reveal
from lms.assessment.rules.clock import Deadline
from lms.catalogue import contents
from lms.errors import NotFound, Refused
from lms.questions import registry
from lms.questions.response import Form, Malformed, Response

# The busiest statements of an exam: of the tables, not of their classes, and built once.
ATTEMPTS, ANSWERS = cast(Table, Attempt.__table__), cast(Table, Answer.__table__)
ATTEMPT, ANSWER = ATTEMPTS.c, ANSWERS.c
MINE = (ATTEMPT.learner_id == bindparam("learner"), ATTEMPT.id == bindparam("attempt"))
NEEDED = select(ATTEMPT.state, ATTEMPT.sequence, ATTEMPT.deadline, ATTEMPT.rules, ATTEMPT.paper).where(*MINE)
TAKE = (
    update(ATTEMPTS)
    .where(*MINE, ATTEMPT.sequence == bindparam("before"), ATTEMPT.state == AttemptState.OPEN)
    .values(sequence=bindparam("now"))
)
# A late answer is evidence, kept also when somebody has closed the attempt at its deadline meanwhile.
TAKE_LATE = (
    update(ATTEMPTS)
    .where(*MINE, ATTEMPT.sequence == bindparam("before"))
    .where(or_(ATTEMPT.state == AttemptState.OPEN, ATTEMPT.submitted_at >= ATTEMPT.deadline))
    .values(sequence=bindparam("now"))
)
APPEND = insert(ANSWERS)
OF_ATTEMPT = (ANSWER.learner_id == bindparam("learner"), ANSWER.attempt_id == bindparam("attempt"))
CHECKED_BEFORE = select(ANSWER.sequence).where(
    *OF_ATTEMPT, ANSWER.question == bindparam("asked"), ANSWER.checked, ANSWER.sequence != bindparam("now")
)
AT_SEQUENCE = select(ANSWER.question, ANSWER.response, ANSWER.checked, ANSWER.given_at, ANSWER.late).where(
    *OF_ATTEMPT, ANSWER.sequence == bindparam("now")
)


@dataclass(frozen=True, slots=True)
class Saved:
    """The acknowledgement of a save: it is in the database once the request has committed.

    `read_as` says how a doubtful number was read. A `late` answer is kept, and not scored.
    """

    sequence: int
    question: str
    response: Response | None
    at: datetime
    late: bool
    read_as: str


@dataclass(frozen=True, slots=True)
class PageSaved:
    """What became of a page of answers."""

    late: bool
    unreadable: Mapping[str, Malformed]


@dataclass(frozen=True, slots=True)
class _Draft:
    learner_id: int
    attempt_id: int
    sequence: int
    question: str
    response: Response | None
    at: datetime
    checked: bool

    @property
    def place(self) -> dict[str, Any]:
        return {"learner": self.learner_id, "attempt": self.attempt_id, "now": self.sequence}


def answer(
    session: Session,
    learner_id: int,
    attempt_id: int,
    question_id: str,
    form: Form,
    *,
    sequence: int,
    at: datetime,
) -> Saved:
    """Append an answer as number `sequence`, which is the last acknowledged one plus one.

    The same save twice is one. Another save under a number that is taken raises `Stale` with the newer state;
    a form that cannot be read raises `Malformed` and costs nothing.
    """
    return _save(session, learner_id, attempt_id, question_id, form, sequence=sequence, at=at, checked=False)


def check(
    session: Session,
    learner_id: int,
    attempt_id: int,
    question_id: str,
    form: Form,
    *,
    sequence: int,
    at: datetime,
) -> Saved:
    """Append the last answer of a question, whose feedback may be seen from then on (`after-each`)."""
    return _save(session, learner_id, attempt_id, question_id, form, sequence=sequence, at=at, checked=True)


def answer_page(
    session: Session,
    learner_id: int,
    attempt_id: int,
    forms: Mapping[str, Form],
    *,
    sequence: int,
    at: datetime,
) -> PageSaved:
    """Save what differs from what is saved already; what cannot be read is named and the rest is saved.

    A page sent twice, or sent after its script has saved each answer, changes nothing.
    """
    row = _needed(session, learner_id, attempt_id)
    given = latest(session, learner_id, attempt_id)
    late, unreadable = False, {}
    for question_id, form in forms.items():
        try:
            response = _read(session, row, question_id, form)[0]
        except Malformed as problem:
            unreadable[question_id] = problem
            continue
        if response != (given[question_id].response if question_id in given else None):
            sequence += 1
            saved = answer(session, learner_id, attempt_id, question_id, form, sequence=sequence, at=at)
            late = late or saved.late
    return PageSaved(late, unreadable)


def _save(
    session: Session,
    learner_id: int,
    attempt_id: int,
    question_id: str,
    form: Form,
    *,
    sequence: int,
    at: datetime,
    checked: bool,
) -> Saved:
    row = _needed(session, learner_id, attempt_id)
    if checked and not reveal.checks(row.rules["feedback"]):
        raise Refused(NOT_CHECKED_HERE, "assessment.not-checked-here")
    response, read_as = _read(session, row, question_id, form)
    draft = _Draft(learner_id, attempt_id, sequence, question_id, response, at, checked)
    late = Deadline(row.deadline).passed(at)
    if sequence == row.sequence + 1 and _advances(session, row, draft, late=late):
        _append(session, draft, late=late)
        return Saved(sequence, question_id, response, at, late, read_as)
    return _acknowledge_again(session, draft, read_as)


def _needed(session: Session, learner_id: int, attempt_id: int) -> Row[*tuple[Any, ...]]:
    whose = {"learner": learner_id, "attempt": attempt_id}
    row = session.connection().execute(NEEDED, whose).one_or_none()
    if row is None:
        raise NotFound
    return row


def _read(
    session: Session, row: Row[*tuple[Any, ...]], question_id: str, form: Form
) -> tuple[Response | None, str]:
    hash_ = next((item["hash"] for item in row.paper if item["id"] == question_id), None)
    if hash_ is None:
        raise NotFound
    question = contents.body(session, hash_)
    kind = registry.get(question["kind"])
    response = kind.accept(question["body"], form)
    return response, kind.read_as(question["body"], response, language=row.rules["language"])


def _advances(session: Session, row: Row[*tuple[Any, ...]], draft: _Draft, *, late: bool) -> bool:
    """Take the sequence, if nobody has and the attempt still listens; holds the attempt until the commit."""
    connection = session.connection()
    if reveal.checks(row.rules["feedback"]):
        asked = draft.place | {"asked": draft.question}
        if connection.execute(CHECKED_BEFORE, asked).first() is not None:
            raise Refused(CHECKED, "assessment.checked")
    taken = connection.execute(TAKE_LATE if late else TAKE, draft.place | {"before": draft.sequence - 1})
    return bool(taken.rowcount)


def _append(session: Session, draft: _Draft, *, late: bool) -> None:
    session.connection().execute(
        APPEND,
        {
            "learner_id": draft.learner_id,
            "attempt_id": draft.attempt_id,
            "sequence": draft.sequence,
            "question": draft.question,
            "response": draft.response,
            "given_at": draft.at,
            "late": late,
            "checked": draft.checked,
        },
    )
    if late:
        grades.close_expired(session, draft.learner_id, [draft.attempt_id], at=draft.at)


def _acknowledge_again(session: Session, draft: _Draft, read_as: str) -> Saved:
    """Acknowledge a save that came twice with the first one's time; refuse any other."""
    kept = session.connection().execute(AT_SEQUENCE, draft.place).one_or_none()
    same = (draft.question, draft.response, draft.checked)
    if kept is not None and (kept.question, kept.response, kept.checked) == same:
        return Saved(draft.sequence, draft.question, draft.response, kept.given_at, kept.late, read_as)
    row = _needed(session, draft.learner_id, draft.attempt_id)
    if row.state != AttemptState.OPEN:
        raise handed_in()
    raise Stale(row.sequence, latest(session, draft.learner_id, draft.attempt_id))
