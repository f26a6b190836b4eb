"""Finished attempts as a regrade reads them: many at once, with their answers and their marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, String, Table, and_, func, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from lms.assessment import papers
from lms.assessment.models import Answer, Attempt, AttemptState, Mark
from lms.assessment.refusals import Given
from lms.assessment.rules.earning import VOID

FINISHED = (AttemptState.GRADED, AttemptState.WAITING)
_ATTEMPT, _ANSWER, _MARK = (cast(Table, one.__table__).c for one in (Attempt, Answer, Mark))
# A learner and an attempt: the key of an attempt, and the order in which a regrade walks.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stood:
    """A mark as it stands; `by_trainer` is one that a person gave."""

    question_hash: str
    state: str
    fraction: Fraction
    by_trainer: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One attempt; `counted` holds of a voided question the mark that it had before."""

    attempt: Attempt
    given: dict[str, Given]
    marks: dict[str, Stood]
    counted: dict[str, Stood]


def places(session: Session, quiz: str) -> list[Place]:
    """Return the finished attempts at a quiz, learner by learner."""
    rows = session.execute(
        select(Attempt.learner_id, Attempt.id)
        .where(Attempt.quiz == quiz, Attempt.state.in_(FINISHED))
        .order_by(Attempt.learner_id, Attempt.id)
    )
    return [(learner_id, id_) for learner_id, id_ in rows]


def count(session: Session, quiz: str) -> int:
    """Count the finished attempts at a quiz."""
    counted = select(func.count()).where(Attempt.quiz == quiz, Attempt.state.in_(FINISHED))
    return session.scalars(counted).one()


def by_learner(found: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the attempts of one learner after another."""
    for _, group in groupby(found, key=lambda place: place[0]):
        yield list(group)


def batches(found: Sequence[Place], size: int) -> Iterator[list[Place]]:
    """Yield about so many at a time; those of one learner stay together."""
    batch: list[Place] = []
    for group in by_learner(found):
        batch += group
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def load(session: Session, found: Sequence[Place]) -> list[Record]:
    """Read these attempts in three queries, in their order."""
    if not found:
        return []
    attempts = session.scalars(
        select(Attempt).where(_among(session, _ATTEMPT.learner_id, _ATTEMPT.id, found)).order_by(Attempt.id)
    )
    by_place = {(one.learner_id, one.id): one for one in attempts}
    given, marks = _given(session, found), _marks(session, found)
    return [
        _record(by_place[place], given.get(place, {}), marks.get(place, ()))
        for place in found
        if place in by_place
    ]


def _given(session: Session, found: Sequence[Place]) -> dict[Place, dict[str, Given]]:
    rows = session.execute(
        select(Answer.learner_id, Answer.attempt_id, *papers.GIVEN)
        .where(_among(session, _ANSWER.learner_id, _ANSWER.attempt_id, found), Answer.late.is_(False))
        .order_by(Answer.learner_id, Answer.attempt_id, Answer.sequence)
    )
    return {place: papers.fold(group) for place, group in groupby(rows, key=_place)}


def _marks(session: Session, found: Sequence[Place]) -> dict[Place, list[Row[*tuple[Any, ...]]]]:
    rows = session.execute(
        select(
            Mark.learner_id,
            Mark.attempt_id,
            Mark.question,
            Mark.question_hash,
            Mark.state,
            # As it is written: most of a hundred thousand fractions are 0 or 1, and each is read once.
            type_coerce(Mark.fraction, String).label("fraction"),
            Mark.by_id,
            Mark.regrade_id,
        )
        .where(_among(session, _MARK.learner_id, _MARK.attempt_id, found))
        .order_by(Mark.learner_id, Mark.attempt_id, Mark.revision)
    )
    return {place: list(group) for place, group in groupby(rows, key=_place)}


def _record(attempt: Attempt, given: dict[str, Given], rows: Sequence[Row[*tuple[Any, ...]]]) -> Record:
    marks, counted = {}, {}
    for row in rows:
        by_trainer = row.by_id is not None and row.regrade_id is None
        marks[row.question] = Stood(row.question_hash, row.state, fraction(row.fraction), by_trainer)
        if row.state != VOID:
            counted[row.question] = marks[row.question]
    return Record(attempt, given, marks, counted)


@lru_cache(4096)
def fraction(text: str) -> Fraction:
    """Read a fraction that is kept as text, such as `7/3`."""
    return Fraction(text)


def _place(row: Row[*tuple[Any, ...]]) -> Place:
    return row[0], row[1]


def _among(
    session: Session, learner_id: ColumnElement[Any], attempt_id: ColumnElement[Any], found: Sequence[Place]
) -> ColumnElement[bool]:
    """Find rows by the key of their attempt, as each database finds them by its index.

    Pairs make SQLite read the whole table; the halves make PostgreSQL try every learner with every attempt.
    """
    if session.get_bind().dialect.name == "postgresql":
        return tuple_(learner_id, attempt_id).in_(found)
    return and_(
        learner_id.in_({learner for learner, _ in found}), attempt_id.in_([attempt for _, attempt in found])
    )
