"""Many learners who have taken a quiz, written as rows: what statistics are made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from assessment_builders import KEY, NINE, a_choice, a_learner, a_quiz, stored
from sqlalchemy.orm import Session

from lms.assessment.models import Answer, Attempt, AttemptState, Mark
from lms.catalogue import contents

# The six learners of the worked example, as marks of four questions worth 1, 1, 2, 1.
LEARNERS = ("1120", "1011", "0121", "1000", "0010", "1121")


def questions(count: int, *, right: int = 1) -> list[Mapping[str, Any]]:
    """One pool of choice questions `q1`, `q2` …, whose key is the option `right`."""
    return [{f"q{n}": a_choice(f"Soal {n}?", right=right) for n in range(1, count + 1)}]


def taken(
    session: Session,
    learner_id: int,
    quiz_hash: str,
    marks: Mapping[str, Any],
    *,
    number: int = 1,
    answers: Mapping[str, Any] | None = None,
    at: datetime = NINE,
    quiz: str = KEY,
) -> Attempt:
    """Add a finished attempt with these points by question; answers are canonical responses."""
    body = contents.body(session, quiz_hash)
    listed = {one["id"]: one for pool in body["pools"] for one in pool["questions"]}
    points = sum((Fraction(one) for one in marks.values()), Fraction(0))
    most = sum((Fraction(listed[id_]["points"]) for id_ in marks), Fraction(0))
    id_ = learner_id * 10_000 + sum(map(ord, quiz)) % 1000 * 10 + number
    attempt = Attempt(
        learner_id=learner_id, id=id_, quiz=quiz, quiz_hash=quiz_hash, course_id=None, number=number, seed=1,
        state=AttemptState.GRADED, sequence=0, began_at=at, deadline=None,
        submitted_at=at + timedelta(minutes=number), points=points, points_max=most,
        percent=points / most * 100 if most else Fraction(100), passed=True, rules={"language": "id"},
        paper=[],
    )  # fmt: skip
    session.add(attempt)
    session.flush()
    for one, earned in marks.items():
        session.add(a_mark(attempt, one, listed[one]["hash"], Fraction(earned)))
    for sequence, (one, response) in enumerate((answers or {}).items(), start=1):
        session.add(
            Answer(
                learner_id=learner_id,
                attempt_id=id_,
                sequence=sequence,
                question=one,
                response=response,
                given_at=at,
                late=False,
                checked=False,
            )
        )
    session.flush()
    return attempt


def a_mark(attempt: Attempt, question: str, hash_: str, points: Fraction, revision: int = 1) -> Mark:
    return Mark(
        learner_id=attempt.learner_id, attempt_id=attempt.id, question=question, revision=revision,
        question_hash=hash_, state="right" if points else "wrong", fraction=points, points=points,
        graded_at=NINE,
    )  # fmt: skip


def the_worked_example(session: Session) -> str:
    """Six learners at four questions; returns the hash of the quiz."""
    hash_ = weighted(session, (1, 1, 2, 1))
    for row in LEARNERS:
        taken(session, a_learner(session), hash_, {f"q{n}": one for n, one in enumerate(row, start=1)})
    return hash_


def weighted(session: Session, points: Sequence[int]) -> str:
    """Publish a quiz whose questions are worth so much."""
    body = contents.body(session, a_quiz(session, questions(len(points))))
    pool = dict(body["pools"][0])
    pool["questions"] = [
        {**one, "points": str(worth)} for one, worth in zip(pool["questions"], points, strict=True)
    ]
    return stored(session, "quiz", {**body, "pools": [pool]})
