"""Plain builders: a learner, a published quiz, an attempt."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from build import a_person
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Answer, Attempt, Mark, Step
from lms.assessment.rules.history import Entry, Happened, Outcome, Told, told
from lms.catalogue.models import Content
from lms.events import AttemptGraded
from lms.questions import registry
from lms.questions.block import Block

NINE = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
KEY = "dasar-spbe/konsep"


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def a_learner(session: Session, name: str = "Ani") -> int:
    return a_person(session, name).id


def stored(session: Session, kind: str, body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    if session.get(Content, hash_) is None:
        session.add(Content(hash=hash_, kind=kind, body=dict(body)))
        session.flush()
    return hash_


def option(text: str, *, right: bool = False, feedback: str = "") -> dict[str, Any]:
    weight = "1" if right else "0"
    return {"text": text, "right": right, "weight": weight, "shown": "", "feedback": feedback}


def a_choice(prompt: str = "Berapa prinsip SPBE?", *, right: int = 1, mode: str = "single") -> dict[str, Any]:
    options = [
        option(text, right=place == right, feedback=f"<p>RAHASIA umpan {text}</p>")
        for place, text in enumerate(("Lima", "Tujuh", "Sembilan"))
    ]
    body = {"mode": mode, "rule": "weights" if mode == "single" else "net", "options": options}
    return _question("choice", prompt, body)


def a_number(prompt: str = "Berapa rupiah?", *, low: str = "1000", high: str = "1000") -> dict[str, Any]:
    answer = {"text": "RAHASIA 1000", "low": low, "high": high, "unit": "", "weight": "1", "feedback": ""}
    return _question("number", prompt, {"answers": [answer], "unit": "none", "signed": False})


def _question(kind: str, prompt: str, body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "format": 1,
        "kind": kind,
        "prompt": f"<p>{prompt}</p>",
        "body": body,
        "explanation": "<p>RAHASIA penjelasan</p>",
    }


def a_quiz(
    session: Session, pools: Iterable[Mapping[str, Mapping[str, Any]]] | None = None, **rules: Any
) -> str:
    """Store a quiz; each pool maps question ids to bodies. Returns the quiz's hash."""
    draw = rules.pop("draw", None)
    points = rules.pop("points", "1")
    pools = pools or [{"jml-prinsip": a_choice(), "rupiah": a_number()}]
    body = {
        "format": 1,
        "title": "Konsep SPBE",
        "kind": "module",
        "pass": "70",
        "attempts": 0,
        "wait": 0,
        "minutes": None,
        "shuffle": [],
        "feedback": "after-attempt",
        "keep": "highest",
        "language": "id",
        "intro": "",
        "pools": [
            {
                "title": f"Bagian {place}",
                "draw": draw,
                "questions": [
                    {"id": id_, "hash": stored(session, "question", question), "points": points}
                    for id_, question in pool.items()
                ],
            }
            for place, pool in enumerate(pools, start=1)
        ],
    }
    return stored(session, "quiz", body | rules)


def an_attempt(
    session: Session,
    learner_id: int | None = None,
    *,
    began_at: datetime = NINE,
    quiz_hash: str = "",
    seed: int = 7,
    time_factor: Fraction = Fraction(1),
    **rules: Any,
) -> Attempt:
    return attempts.start(
        session,
        learner_id or a_learner(session),
        quiz=KEY,
        quiz_hash=quiz_hash or a_quiz(session, **rules),
        course_id=1,
        at=began_at,
        seed=seed,
        language="id",
        time_factor=time_factor,
    )


def give(
    session: Session, attempt: Attempt, question: str, value: str, sequence: int, *, at: datetime = NINE
) -> attempts.Saved:
    form = {"answer": [value]}
    return attempts.answer(session, attempt.learner_id, attempt.id, question, form, sequence=sequence, at=at)


def submit(session: Session, attempt: Attempt, at: datetime = NINE) -> Attempt:
    return attempts.submit(session, attempt.learner_id, attempt.id, at=at)


def answers_of(session: Session, attempt: Attempt) -> list[Answer]:
    return list(
        session.scalars(select(Answer).where(Answer.attempt_id == attempt.id).order_by(Answer.sequence))
    )


def listen(session: Session) -> list[AttemptGraded]:
    """Collect what this session tells."""
    heard: list[AttemptGraded] = []
    session.info["journey"] = {AttemptGraded: [lambda _session, event: heard.append(event)]}
    return heard


def a_written(text: str, **attributes: str) -> dict[str, Any]:
    """Return a question as an author writes its answers."""
    block = Block(tuple(enumerate(text.splitlines(), start=1)), attributes)
    kind = registry.claimant(block)
    assert kind is not None
    body, problems = kind.parse(block)
    assert body is not None, problems
    return _question(kind.name, "Bagaimana?", body)


# Kinds that are filled in field by field.
FIELDS = {
    "pairs": a_written("- SPBE -> Perpres 95/2018\n  > RAHASIA\n- SPIP -> PP 60/2008\n- -> UU 5/2014"),
    "grouping": a_written("- Dampak => hasil\n  > RAHASIA\n- Keluaran => hasil\n- Dana => masukan"),
    "ordering": a_written("1. Terima\n2. Periksa\n3. Putuskan", order=""),
    "gaps": a_written("Ada [[tujuh # RAHASIA]] asas, [[(x) semua / ( ) sebagian]] wajib.", gaps=""),
}


def told_anew(session: Session, attempt: Attempt) -> Told:
    """Fold what happened to an attempt, from nothing but its answers, marks and steps."""
    mine = {"learner_id": attempt.learner_id, "attempt_id": attempt.id}
    marks = session.scalars(select(Mark).filter_by(**mine)).all()
    steps = session.scalars(select(Step).filter_by(**mine).order_by(Step.number)).all()
    return told(
        {item["id"]: Fraction(item["points"]) for item in attempt.paper},
        Fraction(attempt.rules["pass"]),
        answers=[answer.sequence for answer in answers_of(session, attempt)],
        marks=[Entry(mark.question, mark.state, mark.points, mark.revision) for mark in marks],
        steps=[Happened(step.kind, step.at) for step in steps],
    )


def as_kept(session: Session, attempt: Attempt) -> Told:
    """Return the same as the attempt's columns say it."""
    session.refresh(attempt)
    figures = (attempt.points, attempt.points_max, attempt.percent, attempt.passed)
    return Told(attempt.sequence, attempt.submitted_at, Outcome(attempt.state, *figures))


def steps_of(session: Session, attempt: Attempt) -> list[str]:
    mine = {"learner_id": attempt.learner_id, "attempt_id": attempt.id}
    return [str(step.kind) for step in session.scalars(select(Step).filter_by(**mine).order_by(Step.number))]
