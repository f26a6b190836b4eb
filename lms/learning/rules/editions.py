"""Whether a learner may move to a newer edition without losing anything."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Loss(StrEnum):
    """What would be lost."""

    MODULE = "module"
    QUIZ = "quiz"
    EXAM = "exam"
    JP = "jp"


@dataclass(frozen=True, slots=True)
class Outline:
    """Of one edition: each module with the quiz that it is done by, the exam, the credit hours."""

    modules: Mapping[str, str | None]
    exam: str | None
    jp: Decimal


def losses(old: Outline, new: Outline, done: Collection[str], *, exam_passed: bool) -> frozenset[Loss]:
    """Return what moving from `old` to `new` would take from a learner who has `done` these modules."""
    found: set[Loss] = set()
    for name in done:
        if name not in new.modules:
            found.add(Loss.MODULE)
        elif new.modules[name] not in {None, old.modules.get(name)}:
            found.add(Loss.QUIZ)
    if exam_passed and new.exam not in {None, old.exam}:
        found.add(Loss.EXAM)
    if new.jp < old.jp:
        found.add(Loss.JP)
    return frozenset(found)
