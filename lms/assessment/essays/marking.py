"""One written answer before a trainer: read without a name, marked line by line, marked anew if need be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from lms.assessment import grades, papers
from lms.assessment.essays.refusals import COMMENT_LONG, NOT_BY_HAND, Overtaken, Unreadable
from lms.assessment.grades import Earned
from lms.assessment.models import Attempt, AttemptState, Mark, StepKind
from lms.assessment.rules import earning, rubric
from lms.assessment.rules.rubric import Line
from lms.assessment.sheets import answer_code
from lms.audit import trail
from lms.catalogue import contents
from lms.errors import InvalidInput, NotFound, Refused
from lms.people.models import Person
from lms.questions import registry
from lms.questions.kind import Marker
from lms.questions.score import State

LONGEST_COMMENT = 5000


@dataclass(frozen=True, slots=True)
class Revision:
    """One marking of an answer: by whom, when, what for each line, what was said."""

    number: int
    by: str
    at: datetime
    given: tuple[Fraction, ...]
    comment: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as its marker sees it: nothing tells whose it is."""

    attempt_id: int
    question: str
    body: Mapping[str, Any]
    order: Sequence[int]
    text: str
    language: str
    lines: tuple[Line, ...]
    worth: Fraction
    submitted_at: datetime
    revision: int
    revisions: tuple[Revision, ...]

    @property
    def code(self) -> str:
        return answer_code(self.attempt_id)

    @property
    def newest(self) -> Revision | None:
        """The marks that stand; None while nobody has given any."""
        return self.revisions[-1] if self.revisions else None


def of(session: Session, quiz: str, attempt_id: int, question: str) -> Written:
    """Return a handed-in answer that is marked by hand; anything else is not found."""
    attempt = _attempt(session, quiz, attempt_id)
    item = papers.item(attempt, question)
    body = _by_hand(session, item["hash"])
    given = papers.latest(session, attempt.learner_id, attempt.id).get(question)
    rows = _marks(session, attempt, question)
    if given is None or given.response is None or not rows or attempt.submitted_at is None:
        raise NotFound
    worth = Fraction(item["points"])
    return Written(
        attempt_id=attempt.id,
        question=question,
        body=body,
        order=item["order"],
        text=str(given.response),
        language=attempt.rules["language"],
        lines=rubric.lines(body["body"], worth),
        worth=worth,
        submitted_at=attempt.submitted_at,
        revision=rows[-1].Mark.revision,
        revisions=tuple(_revision(row) for row in rows if _is_by_hand(row.Mark)),
    )


def give(
    session: Session,
    quiz: str,
    attempt_id: int,
    question: str,
    *,
    texts: Sequence[str],
    comment: str,
    revision: int,
    by: int,
    at: datetime,
) -> None:
    """Mark an answer, or mark it anew: a further revision, never over the old one.

    `revision` is the one that the marker saw: when another trainer was faster nothing is changed and
    `Overtaken` is raised. The same marks sent twice are once.
    """
    found = _attempt(session, quiz, attempt_id)
    attempt = grades.held(session, found.learner_id, found.id)
    written = of(session, quiz, attempt_id, question)
    mark = grades.newest(session, attempt)[question]
    if mark.state in {State.BLANK, earning.VOID}:
        raise Refused(NOT_BY_HAND, "assessment.not-by-hand")
    given, comment = _read(written.lines, texts), comment.replace("\r\n", "\n").strip()
    if len(comment) > LONGEST_COMMENT:
        raise InvalidInput(COMMENT_LONG, "assessment.comment-long", "comment", most=LONGEST_COMMENT)
    newest = written.newest
    if newest is not None and (newest.given, newest.comment) == (given, comment):
        return
    if mark.revision != revision:
        raise Overtaken(newest.by if newest else "")
    score = rubric.mark(written.lines, given)
    detail = {"given": [str(points) for points in given], "comment": comment}
    marks = [Earned(question, mark.question_hash, score.state, score.fraction, detail)]
    said = {"question": question, "revision": revision + 1}
    grades.settle(session, attempt, marks, kind=StepKind.COMMENTED, at=at, by=by, detail=said)
    points = str(score.fraction * written.worth)
    facts = said | {"learner": attempt.learner_id, "quiz": quiz, "points": points}
    trail.note(session, by, "answer.marked", f"attempt:{attempt.id}", facts, at=at)


def _attempt(session: Session, quiz: str, attempt_id: int) -> Attempt:
    """Find an attempt that was handed in; its learner stays unnamed, so the quiz's index leads to it."""
    attempt = session.scalars(
        select(Attempt)
        .where(Attempt.quiz == quiz, Attempt.id == attempt_id, Attempt.submitted_at.is_not(None))
        .where(Attempt.state != AttemptState.OPEN)
    ).one_or_none()
    if attempt is None:
        raise NotFound
    return attempt


def _by_hand(session: Session, hash_: str) -> Mapping[str, Any]:
    body = contents.body(session, hash_)
    kind = registry.kinds().get(body["kind"])
    if kind is None or kind.marked_by is not Marker.TRAINER:
        raise NotFound
    return body


def _marks(session: Session, attempt: Attempt, question: str) -> list[Row[*tuple[Any, ...]]]:
    return list(
        session.execute(
            select(Mark, Person.name)
            .outerjoin(Person, Person.id == Mark.by_id)
            .where(Mark.learner_id == attempt.learner_id, Mark.attempt_id == attempt.id)
            .where(Mark.question == question)
            .order_by(Mark.revision)
        )
    )


def _is_by_hand(mark: Mark) -> bool:
    return mark.by_id is not None and mark.regrade_id is None


def _revision(row: Row[*tuple[Any, ...]]) -> Revision:
    mark = row.Mark
    given = tuple(Fraction(points) for points in mark.detail["given"])
    return Revision(mark.revision, row.name or "", mark.graded_at, given, mark.detail["comment"], mark.points)


def _read(lines: Sequence[Line], texts: Sequence[str]) -> tuple[Fraction, ...]:
    given = [rubric.read(text, line) for line, text in zip(lines, texts, strict=False)]
    given += [None] * (len(lines) - len(given))
    wrong = tuple(place for place, points in enumerate(given) if points is None)
    if wrong:
        raise Unreadable(wrong)
    return tuple(points for points in given if points is not None)
