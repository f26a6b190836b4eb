"""What a regrade would do, as page and command show it: who rises, who falls, what follows."""

from dataclasses import dataclass
from fractions import Fraction

from lms.assessment.regrades.plans import Plan
from lms.assessment.rules.regrading import Reason


@dataclass(frozen=True, slots=True)
class Line:
    """One attempt of which some question's mark changes; a mark is None while a trainer's is missing."""

    learner_id: int
    name: str
    attempt_id: int
    number: int
    before: Fraction | None
    after: Fraction | None
    passed: bool | None
    passes: bool | None
    pass_mark: Fraction

    @property
    def rose(self) -> bool:
        return self.after is not None and (self.before is None or self.after > self.before)

    @property
    def fell(self) -> bool:
        return self.before is not None and self.after is not None and self.after < self.before

    @property
    def reaches(self) -> bool:
        return bool(self.passes) and not self.passed

    @property
    def drops(self) -> bool:
        return bool(self.passed) and self.passes is False


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question that changes marks, with its key in words; `spared` would have lost by it."""

    id: str
    excerpt: str
    key_before: str
    key_after: str
    rose: int
    fell: int
    voided: int
    spared: int


@dataclass(frozen=True, slots=True)
class Kept:
    """So many answers to a question keep their mark, and why."""

    question: str
    reason: Reason
    count: int


@dataclass(frozen=True, slots=True)
class Follow:
    """A learner for whom more follows than a mark; `certificate` is the number of one there is already."""

    learner_id: int
    name: str
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a regrade would do."""

    plan: Plan
    title: str
    seen: int
    lines: tuple[Line, ...]
    questions: tuple[QuestionLine, ...]
    kept: tuple[Kept, ...]
    completes: tuple[Follow, ...]
    certificates: tuple[Follow, ...]
    resting: tuple[Follow, ...]

    @property
    def rises(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.rose)

    @property
    def falls(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.fell)

    @property
    def reaches(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.reaches)

    @property
    def drops(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.drops)

    @property
    def empty(self) -> bool:
        """Nothing to do: no mark changes, and no question is voided or brought back."""
        return not (self.lines or self.plan.wish.void or self.plan.wish.restore)
