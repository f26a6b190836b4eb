"""A course as a path of stops with their state, and which stop comes next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class StopState(StrEnum):
    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    LOCKED = "locked"


class StepKind(StrEnum):
    """What one does next."""

    READ = "read"
    QUIZ = "quiz"
    EXAM = "exam"


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is known of one module on one learner's path."""

    name: str
    quiz: str | None
    begun: bool = False
    read: bool = False
    done: bool = False

    @property
    def state(self) -> StopState:
        if self.done:
            return StopState.DONE
        return StopState.BEGUN if self.begun else StopState.OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to do: read module `name`, or take the quiz `quiz` (of module `name`, or the exam)."""

    kind: StepKind
    name: str
    quiz: str | None = None


def next_step(
    milestones: Sequence[Milestone], exam: str | None, *, exam_passed: bool, last: str | None
) -> Step | None:
    """Return what comes next: where one left off, else what follows it, else what was skipped, else the exam.

    None when nothing is left to do.
    """
    ahead = _from(milestones, last)
    for milestone in ahead:
        if not milestone.done:
            if milestone.quiz and milestone.read:
                return Step(StepKind.QUIZ, milestone.name, milestone.quiz)
            return Step(StepKind.READ, milestone.name, milestone.quiz)
    if exam and not exam_passed:
        return Step(StepKind.EXAM, "", exam)
    return None


def exam_state(milestones: Collection[Milestone], *, passed: bool) -> StopState:
    if passed:
        return StopState.DONE
    return StopState.OPEN if all(milestone.done for milestone in milestones) else StopState.LOCKED


def _from(milestones: Sequence[Milestone], last: str | None) -> Sequence[Milestone]:
    names = [milestone.name for milestone in milestones]
    start = names.index(last) if last in names else 0
    return [*milestones[start:], *milestones[:start]]
