"""Answers as they are given: saved one by one under a sequence that refuses what is stale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from lms.assessment import grades
from lms.assessment.models import Answer, Attempt, AttemptState
from lms.assessment.papers import latest
from lms.assessment.refusals import (
    ANSWER_FIRST,
    CHECKED,
    CHOSEN,
    NOT_CHECKED_HERE,
    TRIED_BEFORE,
    NotYet,
    Stale,
    handed_in,
)
from lms.assessment.rules import earning, reveal
from lms.assessment.rules.clock import Deadline
from lms.catalogue import contents
from lms.errors import NotFound, Refused
from lms.questions import registry
from lms.questions.kind import Growing, Kind, Marker
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
CHECKED_BEFORE = (
    select(ANSWER.response)
    .where(*OF_ATTEMPT, ANSWER.question == bindparam("asked"), ANSWER.checked)
    .where(ANSWER.sequence != bindparam("now"))
    .order_by(ANSWER.sequence)
)
GIVEN_BEFORE = (
    select(ANSWER.response)
    .where(*OF_ATTEMPT, ANSWER.question == bindparam("asked"), ANSWER.late.is_(False))
    .order_by(ANSWER.sequence.desc())
    .limit(1)
)
AT_SEQUENCE = select(
    ANSWER.question, ANSWER.response, ANSWER.checked, ANSWER.certainty, ANSWER.given_at, ANSWER.late
).where(*OF_ATTEMPT, ANSWER.sequence == bindparam("now"))


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
class _Read:
    """An answer as its kind reads it, and the question it is given to."""

    question: Mapping[str, Any]
    kind: Kind
    response: Response | None
    read_as: str


@dataclass(frozen=True, slots=True)
class _Draft:
    learner_id: int
    attempt_id: int
    sequence: int
    question: str
    response: Response | None
    at: datetime
    checked: bool
    certainty: int | None

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
    certainty: int | None = None,
) -> Saved:
    """Append an answer as number `sequence`, which is the last acknowledged one plus one.

    The same save twice is one. Another save under a number that is taken raises `Stale` with the newer state;
    a form that cannot be read raises `Malformed` and costs nothing. `certainty` is kept where the quiz asks.
    """
    give = _Giving(learner_id, attempt_id, question_id, sequence, at, certainty)
    return _save(session, give, form, checked=False)


def check(
    session: Session,
    learner_id: int,
    attempt_id: int,
    question_id: str,
    form: Form,
    *,
    sequence: int,
    at: datetime,
    certainty: int | None = None,
) -> Saved:
    """Append an answer that is a try: its feedback may be seen from then on (`after-each`).

    When it is right, or the last of its tries, the question is closed and its key open. A blank, or the
    answer that was found wrong before, raises `NotYet` and costs no try.
    """
    give = _Giving(learner_id, attempt_id, question_id, sequence, at, certainty)
    return _save(session, give, form, checked=True)


def answer_page(
    session: Session,
    learner_id: int,
    attempt_id: int,
    forms: Mapping[str, Form],
    *,
    sequence: int,
    at: datetime,
    certainties: Mapping[str, int] | None = None,
) -> PageSaved:
    """Save what differs from what is saved already; what cannot be read is named and the rest is saved.

    A page sent twice, or sent after its script has saved each answer, changes nothing.
    """
    row = _needed(session, learner_id, attempt_id)
    given = latest(session, learner_id, attempt_id)
    late, unreadable = False, {}
    for question_id, form in forms.items():
        sure = (certainties or {}).get(question_id)
        try:
            read = _read(session, row, question_id, form)
        except Malformed as problem:
            unreadable[question_id] = problem
            continue
        kept = given.get(question_id)
        was = (kept.response, kept.certainty) if kept else (None, None)
        if was != (read.response, _certainty(row, read, sure)):
            sequence += 1
            give = _Giving(learner_id, attempt_id, question_id, sequence, at, sure)
            late = _save(session, give, form, checked=False).late or late
    return PageSaved(late, unreadable)


@dataclass(frozen=True, slots=True)
class _Giving:
    """Who gives what, when: an answer before it is read."""

    learner_id: int
    attempt_id: int
    question: str
    sequence: int
    at: datetime
    certainty: int | None


def _save(session: Session, give: _Giving, form: Form, *, checked: bool) -> Saved:
    row = _needed(session, give.learner_id, give.attempt_id)
    if checked and not reveal.checks(row.rules["feedback"]):
        raise Refused(NOT_CHECKED_HERE, "assessment.not-checked-here")
    read = _read(session, row, give.question, form)
    if checked and read.response is None:
        raise NotYet(ANSWER_FIRST, "assessment.answer-first", None)
    draft = _Draft(
        give.learner_id,
        give.attempt_id,
        give.sequence,
        give.question,
        read.response,
        give.at,
        checked,
        _certainty(row, read, give.certainty),
    )
    late = Deadline(row.deadline).passed(give.at)
    if give.sequence == row.sequence + 1 and _advances(session, row, draft, read, late=late):
        _append(session, draft, late=late)
        return Saved(give.sequence, give.question, read.response, give.at, late, read.read_as)
    return _acknowledge_again(session, draft, read.read_as)


def _needed(session: Session, learner_id: int, attempt_id: int) -> Row[*tuple[Any, ...]]:
    whose = {"learner": learner_id, "attempt": attempt_id}
    row = session.connection().execute(NEEDED, whose).one_or_none()
    if row is None:
        raise NotFound
    return row


def _read(session: Session, row: Row[*tuple[Any, ...]], question_id: str, form: Form) -> _Read:
    hash_ = next((item["hash"] for item in row.paper if item["id"] == question_id), None)
    if hash_ is None:
        raise NotFound
    question = contents.body(session, hash_)
    kind = registry.get(question["kind"])
    response = kind.accept(question["body"], form)
    read_as = kind.read_as(question["body"], response, language=row.rules["language"])
    return _Read(question, kind, response, read_as)


def _certainty(row: Row[*tuple[Any, ...]], read: _Read, said: int | None) -> int | None:
    """Return how sure the learner is, where that counts; 1 when nothing was said, None for a blank."""
    asked = row.rules.get("certainty") and read.kind.marked_by is Marker.MACHINE
    return (said or earning.UNSURE) if asked and read.response is not None else None


def _advances(
    session: Session, row: Row[*tuple[Any, ...]], draft: _Draft, read: _Read, *, late: bool
) -> bool:
    """Take the sequence, if nobody has and the attempt still listens; holds the attempt until the commit."""
    connection = session.connection()
    if isinstance(read.kind, Growing):
        before = connection.execute(GIVEN_BEFORE, draft.place | {"asked": draft.question}).scalar()
        if not read.kind.grows(before, draft.response):
            raise Refused(CHOSEN, "assessment.chosen")
    if reveal.checks(row.rules["feedback"]):
        asked = draft.place | {"asked": draft.question}
        _refuse_closed(connection.execute(CHECKED_BEFORE, asked).scalars().all(), row, draft, read)
    taken = connection.execute(TAKE_LATE if late else TAKE, draft.place | {"before": draft.sequence - 1})
    return bool(taken.rowcount)


def _refuse_closed(tried: Sequence[Response], row: Row[*tuple[Any, ...]], draft: _Draft, read: _Read) -> None:
    """Refuse another answer to a question that is over, and a try that was made before."""
    if not tried:
        return
    score = read.kind.score(read.question["body"], tried[-1], language=row.rules["language"])
    if earning.closed(len(tried), earning.tries(read.question), score.state):
        raise Refused(CHECKED, "assessment.checked")
    if draft.checked and draft.response in tried:
        raise NotYet(TRIED_BEFORE, "assessment.tried-before", draft.response)


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
            "certainty": draft.certainty,
        },
    )
    if late:
        grades.close_expired(session, draft.learner_id, [draft.attempt_id], at=draft.at)


def _acknowledge_again(session: Session, draft: _Draft, read_as: str) -> Saved:
    """Acknowledge a save that came twice with the first one's time; refuse any other."""
    kept = session.connection().execute(AT_SEQUENCE, draft.place).one_or_none()
    same = (draft.question, draft.response, draft.checked, draft.certainty)
    if kept is not None and (kept.question, kept.response, kept.checked, kept.certainty) == same:
        return Saved(draft.sequence, draft.question, draft.response, kept.given_at, kept.late, read_as)
    row = _needed(session, draft.learner_id, draft.attempt_id)
    if row.state != AttemptState.OPEN:
        raise handed_in()
    raise Stale(row.sequence, latest(session, draft.learner_id, draft.attempt_id))
