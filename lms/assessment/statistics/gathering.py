"""Marks of many attempts, row by row into arrays: no attempt is ever an object."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np
from sqlalchemy import Select, String, select, type_coerce
from sqlalchemy.orm import Session

from lms.assessment.models import Answer, Attempt, AttemptState, Mark
from lms.assessment.rules.statistics.scores import Column, Item, Scores, scores, unit_of, whole
from lms.assessment.statistics import columns
from lms.assessment.statistics.columns import Codes, Places
from lms.assessment.statistics.forms import Form


class Which(StrEnum):
    """Which attempts of a learner count."""

    FIRST = "first"
    ALL = "all"
    LAST = "last"


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The sheet of a form; `quizzes` says, by place, which of the form's quizzes an attempt was at.

    `surveyed` are the questions that nobody marks, of which only answers are counted.
    """

    scores: Scores
    surveyed: tuple[Item, ...]
    ids: Places
    quizzes: Places


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """Marks side by side: place of the attempt, number of the question, of the points, of the version."""

    place: Places
    asked: Places
    points: Places
    version: Places

    def only(self, chosen: Places) -> "_Marks":
        return _Marks(self.place[chosen], self.asked[chosen], self.points[chosen], self.version[chosen])


def gather(session: Session, quiz: str, form: Form, which: Which) -> Gathered:
    """Return the marks that count of the attempts that count; three queries."""
    ids, quizzes = _attempts(session, quiz, form, which)
    points, versions = Codes(), Codes()
    started = np.array(
        [[versions[one.versions[hash_]] for one in form.questions.values()] for hash_ in form.quizzes],
        dtype=np.int64,
    ).reshape(len(form.quizzes), len(form.questions))
    marks, revisions = _read(session, _first(quiz, form), form, ids, (points,))
    marks = _Marks(marks.place, marks.asked, marks.points, started[quizzes[marks.place], marks.asked])
    later, numbers = _read(session, _later(quiz, form), form, ids, (points, versions, None))
    if len(numbers):
        marks = _replaced(marks, later, np.concatenate([revisions, numbers]), len(form.questions))
    exact = [Fraction(one) for one in points]
    unit = unit_of(exact)
    parts = np.array([whole(one, unit) for one in exact], dtype=np.int64)
    items = _items(form, list(versions), marks, parts)
    scored = [item for item in items if form.questions[item.column.question].scored]
    surveyed = tuple(item for item in items if not form.questions[item.column.question].scored)
    return Gathered(scores(len(ids), unit, scored), surveyed, ids, quizzes)


def of_form(table: type[Mark | Answer], quiz: str, form: Form, *columns: Any) -> Select[Any]:
    """Select columns of finished attempts at papers of a form."""
    attempt = (Attempt.learner_id == table.learner_id) & (Attempt.id == table.attempt_id)
    statement: Select[Any] = select(*columns).join(Attempt, attempt)
    return statement.where(
        Attempt.quiz == quiz, Attempt.state == AttemptState.GRADED, Attempt.quiz_hash.in_(form.quizzes)
    )


def _attempts(session: Session, quiz: str, form: Form, which: Which) -> tuple[Places, Places]:
    """Return the ids of the attempts that count, ascending, and which of the form's quizzes each was at."""
    hashes = columns.numbered(form.quizzes)
    statement = select(Attempt.id, Attempt.learner_id, Attempt.number, Attempt.quiz_hash)
    statement = statement.where(Attempt.quiz == quiz, Attempt.state == AttemptState.GRADED)
    ids, learners, numbers, quizzes = columns.read(session, statement, (None, None, None, hashes))
    counted = np.arange(len(ids))
    if which is not Which.ALL:
        counted = columns.last(learners, numbers if which is Which.LAST else -numbers)
    counted = counted[quizzes[counted] < len(form.quizzes)]
    counted = counted[np.argsort(ids[counted])]
    return ids[counted], quizzes[counted]


def _first(quiz: str, form: Form) -> Select[Any]:
    """Marks as they were first given; the version is that of the paper, and need not be read."""
    points = type_coerce(Mark.points, String)
    return of_form(Mark, quiz, form, Mark.attempt_id, Mark.question, points).where(Mark.revision == 1)


def _later(quiz: str, form: Form) -> Select[Any]:
    """Marks that replace others: a trainer's, a regrade's."""
    new = (type_coerce(Mark.points, String), Mark.question_hash, Mark.revision)
    return of_form(Mark, quiz, form, Mark.attempt_id, Mark.question, *new).where(Mark.revision > 1)


def _read(
    session: Session, statement: Select[Any], form: Form, ids: Places, codes: tuple[Codes | None, ...]
) -> tuple[_Marks, Places]:
    """Return the marks of attempts that count at questions of the form, and their revisions."""
    found = columns.read(session, statement, (None, columns.numbered(form.questions), *codes))
    place, kept = columns.find(ids, found[0])
    chosen = np.flatnonzero(kept & (found[1] < len(form.questions)))
    replaces = len(codes) > 1
    version = found[3] if replaces else np.zeros(len(place), dtype=np.int64)
    revision = found[4] if replaces else np.ones(len(place), dtype=np.int64)
    return _Marks(place, found[1], found[2], version).only(chosen), revision[chosen]


def _replaced(marks: _Marks, later: _Marks, revisions: Places, questions: int) -> _Marks:
    """Keep the last revision of each mark."""
    both = _Marks(
        np.concatenate([marks.place, later.place]),
        np.concatenate([marks.asked, later.asked]),
        np.concatenate([marks.points, later.points]),
        np.concatenate([marks.version, later.version]),
    )
    return both.only(columns.last(both.place * questions + both.asked, revisions))


def _items(form: Form, versions: list[str], marks: _Marks, parts: Places) -> list[Item]:
    questions, items = list(form.questions.values()), []
    for chosen in columns.groups(marks.asked * max(len(versions), 1) + marks.version):
        one = questions[marks.asked[chosen[0]]]
        column = Column(one.id, one.points, one.least, versions[marks.version[chosen[0]]], one.pool)
        items.append(Item(column, marks.place[chosen], parts[marks.points[chosen]]))
    return items
