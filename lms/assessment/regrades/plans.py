"""What a regrade shall do: by which content, which questions, what counts no more, whether marks may fall."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import authored, grades
from lms.assessment.authored import Authored
from lms.assessment.models import Attempt
from lms.assessment.regrades.refusals import ALREADY_VOID, NO_QUESTION, NOT_VOID
from lms.catalogue import contents
from lms.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; without `only` every question is marked again."""

    only: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()
    restore: frozenset[str] = frozenset()
    allow_falls: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A wish, bound to what stood when it was made: the quiz's content, and what counted no more."""

    quiz: str
    quiz_hash: str
    wish: Wish
    voided_before: frozenset[str]

    @property
    def voided(self) -> frozenset[str]:
        return (self.voided_before | self.wish.void) - self.wish.restore

    @property
    def digest(self) -> str:
        """Name what was shown: another release, another void or another wish is another plan."""
        text = json.dumps([self.quiz, self.quiz_hash, self.options()], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def options(self) -> dict[str, Any]:
        """Return what the regrade's row keeps of it; the reason is words, and none of what is decided."""
        wish = self.wish
        return {
            "only": sorted(wish.only),
            "void": sorted(wish.void),
            "restore": sorted(wish.restore),
            "voided_before": sorted(self.voided_before),
            "allow_falls": wish.allow_falls,
        }


def make(session: Session, quiz: Authored, wish: Wish) -> Plan:
    """Bind a wish to the quiz as its course's release has it; refuse questions that nobody knows."""
    known = _known(session, quiz)
    voided = grades.voided(session, quiz.key)
    for question in sorted(wish.only | wish.void):
        if question not in known:
            raise NotFound(NO_QUESTION, "regrade.no-question", question=question, quiz=quiz.key)
    _refuse(wish.void & voided, ALREADY_VOID, "regrade.already-void")
    _refuse(wish.restore - voided, NOT_VOID, "regrade.not-void")
    return Plan(quiz.key, quiz.hash, wish, voided)


def again(session: Session, plan: Plan) -> Plan:
    """Make the same plan of what stands now."""
    quiz = authored.of_trainer(session, 0, plan.quiz, everything=True)
    return Plan(plan.quiz, quiz.hash, plan.wish, grades.voided(session, plan.quiz))


def read(quiz: str, quiz_hash: str, options: Mapping[str, Any]) -> Plan:
    """Return the plan that a regrade's row holds."""
    wish = Wish(
        only=frozenset(options["only"]),
        void=frozenset(options["void"]),
        restore=frozenset(options["restore"]),
        allow_falls=options["allow_falls"],
        reason=options.get("reason", ""),
    )
    return Plan(quiz, quiz_hash, wish, frozenset(options["voided_before"]))


def question_ids(session: Session, quiz_hash: str) -> dict[str, str]:
    """Return the questions of a quiz, in its order, each with the hash of its body."""
    quiz = contents.body(session, quiz_hash)
    return {one["id"]: one["hash"] for pool in quiz["pools"] for one in pool["questions"]}


def _known(session: Session, quiz: Authored) -> set[str]:
    """Return the questions of the quiz now, and those of attempts begun with earlier content."""
    earlier = session.scalars(select(Attempt.quiz_hash).where(Attempt.quiz == quiz.key).distinct())
    return {id_ for hash_ in {quiz.hash, *earlier} for id_ in question_ids(session, hash_)}


def _refuse(questions: Collection[str], message: Any, code: str) -> None:
    for question in sorted(questions):
        raise Refused(message, code, question=question)
