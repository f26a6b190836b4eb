"""The forms that a quiz has had: which questions stood in its papers, at what worth, drawn or not."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState, Voided
from lms.assessment.rules.earning import COSTS
from lms.assessment.rules.statistics.figures import ENOUGH
from lms.catalogue import contents
from lms.questions import registry
from lms.questions.kind import Marker

Body = Mapping[str, Any]
NAME = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a form: points, the pool that it is drawn from (empty: all get it), version by quiz.

    One that nobody marks, as in a survey, is not `scored`: only its answers are counted.
    """

    id: str
    points: Fraction
    least: Fraction
    pool: str
    versions: Mapping[str, str]
    scored: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """Papers that can be weighed together: the same questions at the same points, whatever their wording.

    `quizzes` are the hashes of the quiz that have this form, oldest first; `most` is what a paper is worth.
    """

    key: str
    quizzes: tuple[str, ...]
    attempts: int
    first: datetime
    last: datetime
    body: Body
    questions: Mapping[str, Asked]
    most: Fraction


def forms(session: Session, quiz: str) -> list[Form]:
    """Return the forms of finished attempts at a quiz, the newest first."""
    rows = session.execute(
        select(
            Attempt.quiz_hash,
            func.count(),
            func.min(Attempt.submitted_at),
            func.max(Attempt.submitted_at),
        )
        .where(Attempt.quiz == quiz, Attempt.state == AttemptState.GRADED)
        .group_by(Attempt.quiz_hash)
    ).all()
    bodies = contents.bodies(session, [row[0] for row in rows])
    voided = set(session.scalars(select(Voided.question).where(Voided.quiz == quiz)))
    alike: dict[str, list[Any]] = {}
    for row in sorted(rows, key=_began):
        alike.setdefault(_name(bodies[row[0]]), []).append(row)
    made = [_form(session, key, found, bodies, voided) for key, found in alike.items()]
    return sorted(made, key=lambda form: form.last, reverse=True)


def _began(row: Row[*tuple[Any, ...]]) -> datetime:
    moment: datetime = row[2]
    return moment


def chosen(found: Sequence[Form], key: str) -> Form | None:
    """Return the form asked for; else the newest with enough attempts, else the newest."""
    asked = next((form for form in found if form.key == key), None)
    full = next((form for form in found if form.attempts >= ENOUGH), None)
    return asked or full or (found[0] if found else None)


def _name(body: Body) -> str:
    structure = [
        [_draws(pool), sorted((one["id"], one["points"]) for one in pool["questions"])]
        for pool in body["pools"]
    ]
    text = json.dumps([structure, bool(body.get("certainty"))])
    return hashlib.sha256(text.encode()).hexdigest()[:NAME]


def _draws(pool: Mapping[str, Any]) -> int | None:
    """Return how many are drawn; None where everybody gets them all."""
    draw: int | None = pool["draw"]
    return None if draw is None or draw >= len(pool["questions"]) else draw


def _form(
    session: Session, key: str, rows: Sequence[Any], bodies: Mapping[str, Body], voided: set[str]
) -> Form:
    hashes = tuple(row[0] for row in rows)
    newest = bodies[hashes[-1]]
    kinds = contents.bodies(session, [one["hash"] for pool in newest["pools"] for one in pool["questions"]])
    ids = {hash_: _ids(bodies[hash_]) for hash_ in hashes}
    questions, most = {}, Fraction(0)
    for place, pool in enumerate(newest["pools"]):
        draw = _draws(pool)
        pooled, worth = "" if draw is None else str(place), Fraction(0)
        for one in pool["questions"]:
            if one["id"] in voided:
                continue
            versions = {hash_: ids[hash_][one["id"]] for hash_ in hashes}
            scored = _scored(kinds[one["hash"]])
            points = Fraction(one["points"]) if scored else Fraction(0)
            least = points * min(COSTS.values()) if newest.get("certainty") else Fraction(0)
            questions[one["id"]] = Asked(one["id"], points, least, pooled, versions, scored)
            worth += points
        share = Fraction(1) if draw is None else Fraction(draw, len(pool["questions"]))
        most += worth * share
    attempts = sum(row[1] for row in rows)
    first, last = min(row[2] for row in rows), max(row[3] for row in rows)
    return Form(key, hashes, attempts, first, last, newest, questions, most)


def _scored(question: Body) -> bool:
    kind = registry.kinds().get(question["kind"])
    return kind is None or kind.marked_by is not Marker.NOBODY


def _ids(body: Body) -> dict[str, str]:
    return {one["id"]: one["hash"] for pool in body["pools"] for one in pool["questions"]}
