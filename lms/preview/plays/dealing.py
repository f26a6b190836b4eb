"""A paper that belongs to nobody: drawn as an attempt's is, from the quiz as it lies in the folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.assessment.models import Attempt, AttemptState
from lms.assessment.papers import PINNED, PINNED_IF_SET
from lms.assessment.rules import paper
from lms.content import canonical
from lms.content.question import Question
from lms.content.quiz import Quiz
from lms.questions import registry

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deal:
    """An attempt that is in no database, the bodies of its questions by hash, and the quiz they are of."""

    attempt: Attempt
    bodies: Mapping[str, Body]
    form: Body
    quiz: Quiz

    @property
    def questions(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.quiz.questions}


def deal(quiz: Quiz, seed: int, *, at: datetime, whole: bool = False) -> Deal:
    """Draw a paper; `whole` takes every question of every pool, in the author's order."""
    form = canonical.quiz(quiz)
    bodies = {canonical.digest(body): body for body in map(canonical.question, quiz.questions)}
    dealt = form
    if whole:
        dealt = {**form, "shuffle": [], "pools": [{**pool, "draw": None} for pool in form["pools"]]}
    items = paper.compose(
        dealt,
        seed,
        lambda hash_, dice: registry.get(bodies[hash_]["kind"]).shuffled(bodies[hash_]["body"], dice),
    )
    for item in items:
        item["asks"] = paper.asks(bodies[item["hash"]])
    rules = {key: form[key] for key in PINNED} | {key: form[key] for key in PINNED_IF_SET if key in form}
    attempt = Attempt(
        id=0,
        learner_id=0,
        quiz=quiz.key,
        quiz_hash="",
        number=1,
        seed=seed,
        state=AttemptState.OPEN,
        sequence=0,
        began_at=at,
        rules={**rules, "language": form["language"]},
        paper=items,
    )
    return Deal(attempt, bodies, form, quiz)
