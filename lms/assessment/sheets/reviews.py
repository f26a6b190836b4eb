"""A marked paper, with keys and feedback only when the quiz's rule opens them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from lms.assessment import grades
from lms.assessment.models import Attempt, AttemptState, Mark
from lms.assessment.papers import latest, questions
from lms.assessment.rules import earning, marking, reveal
from lms.assessment.sheets.open_papers import way
from lms.assessment.sheets.questions import Link, Piece, Question, laid_out
from lms.catalogue import contents


@dataclass(frozen=True, slots=True)
class Part:
    """What one pool of questions earned: where to read again."""

    title: str
    points: Fraction
    worth: Fraction

    @property
    def weak(self) -> bool:
        return self.points < self.worth


@dataclass(frozen=True, slots=True)
class Review:
    """A marked paper; `parts` is empty and no question revealed while answers are not open.

    An opening test is not `judged`: it tells what was known before, and nobody fails it.
    """

    attempt: Attempt
    title: str
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]
    answers_open: bool
    judged: bool = True

    @property
    def pass_mark(self) -> Fraction:
        return Fraction(self.attempt.rules["pass"])

    @property
    def waits(self) -> bool:
        return self.attempt.state == AttemptState.WAITING

    @property
    def count(self) -> int:
        return sum(question.number is not None for question in self.questions)

    @property
    def penalty(self) -> Fraction:
        """The percentage of a question's points that each wrong try has cost."""
        return earning.penalty(self.attempt.rules) * 100

    @property
    def certainty(self) -> bool:
        return bool(self.attempt.rules.get("certainty"))

    @property
    def code(self) -> str:
        """What names this attempt to a trainer, who marks without names."""
        return answer_code(self.attempt.id)

    @property
    def mark(self) -> Fraction:
        return marking.shown(self.attempt.percent or Fraction(0), self.pass_mark)


def answer_code(attempt_id: int) -> str:
    """Return a short name of an attempt that tells nothing of its learner."""
    return f"{attempt_id & 0xFFFFFF:06X}"


def review(session: Session, attempt: Attempt, link: Link) -> Review:
    """Lay out a marked paper, with keys and feedback only when the quiz's rule opens them."""
    open_ = reveal.answers_open(
        attempt.rules["feedback"],
        graded=attempt.state == AttemptState.GRADED,
        passed=bool(attempt.passed),
    )
    given = latest(session, attempt.learner_id, attempt.id)
    marks = grades.newest(session, attempt) if open_ else {}
    bodies = questions(session, attempt)
    pieces = [
        Piece(dot.place, dot.number, item, bodies[item["hash"]], given.get(item["id"]), marks.get(item["id"]))
        for dot, item in zip(way(attempt, given), attempt.paper, strict=True)
    ]
    found = [laid_out(piece, attempt, link) for piece in pieces]
    quiz = contents.body(session, attempt.quiz_hash)
    parts = _parts(quiz, attempt, marks) if open_ else ()
    return Review(attempt, str(quiz["title"]), tuple(found), parts, open_, quiz["kind"] != "pretest")


def _parts(quiz: Mapping[str, Any], attempt: Attempt, marks: Mapping[str, Mark]) -> tuple[Part, ...]:
    worth = {
        item["id"]: earning.worth(Fraction(item["points"]), marks[item["id"]].state)
        for item in attempt.paper
        if item["id"] in marks
    }
    parts = []
    for pool in quiz["pools"]:
        ids = [question["id"] for question in pool["questions"] if question["id"] in worth]
        points = sum((marks[id_].points for id_ in ids), Fraction(0))
        most = sum((worth[id_] for id_ in ids), Fraction(0))
        if most and pool["title"]:
            parts.append(Part(pool["title"], points, most))
    return tuple(parts)
