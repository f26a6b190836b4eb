"""Marking finished attempts again: by default nobody loses, neither on a question nor on the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from lms.assessment.rules import marking

NOTHING = Fraction(0)


class Reason(StrEnum):
    """Why a question keeps the mark that it has.

    GONE: the quiz has it no more. KIND: it became another kind of question. UNINSTALLED: the package of its
    kind is not there. UNSAID: the answer given cannot be said in the new question, its option is gone for
    instance. TRAINER: a trainer marks it. SPARED: the mark would fall.
    """

    GONE = "gone"
    KIND = "kind"
    UNINSTALLED = "uninstalled"
    UNSAID = "unsaid"
    TRAINER = "trainer"
    SPARED = "spared"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One question: the fraction it has earned and would earn, and whether it counted and would count.

    A voided question does not count. A fraction may be below 0 where certainty counts.
    """

    worth: Fraction
    before: Fraction
    after: Fraction
    counted: bool = True
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is applied to one attempt; `spared` are the places of questions that would have lost."""

    questions: tuple[Weighed, ...]
    spared: tuple[int, ...]
    before: Fraction
    after: Fraction
    passed: bool
    passes: bool

    @property
    def rose(self) -> bool:
        return self.after > self.before

    @property
    def fell(self) -> bool:
        return self.after < self.before

    @property
    def crossed(self) -> bool:
        return self.passed != self.passes


def decide(
    questions: Sequence[Weighed], pass_mark: Fraction, *, allow_falls: bool = False, whole: bool = True
) -> Verdict:
    """Decide what an attempt gets; `pass_mark` is the one that it began with.

    Nobody loses: a fraction that would fall stays, and where the whole would fall all the same, because what
    counts has changed (a question answered well was voided), this attempt counts what it counted. An attempt
    that waits for a trainer has no mark yet that could fall: `whole` is then False.
    """
    fair = tuple(questions)
    if not allow_falls:
        fair = tuple(replace(one, after=max(one.before, one.after)) for one in questions)
        if whole and _after(fair) < _before(questions):
            fair = tuple(replace(one, counts=one.counted) for one in fair)
    before, after = _before(questions), _after(fair)
    return Verdict(
        questions=fair,
        spared=tuple(
            place for place, (one, was) in enumerate(zip(fair, questions, strict=True)) if one != was
        ),
        before=before,
        after=after,
        passed=marking.passes(before, pass_mark),
        passes=marking.passes(after, pass_mark),
    )


def _before(questions: Sequence[Weighed]) -> Fraction:
    return _percent([(one.before, one.worth) for one in questions if one.counted])


def _after(questions: Sequence[Weighed]) -> Fraction:
    return _percent([(one.after, one.worth) for one in questions if one.counts])


def _percent(earned: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return 0..100: what certainty takes off never makes the whole negative."""
    points = sum((fraction * worth for fraction, worth in earned), NOTHING)
    most = sum((worth for _, worth in earned), NOTHING)
    return marking.percent(max(points, NOTHING), most)
