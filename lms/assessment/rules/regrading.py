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

    @property
    def before(self) -> Fraction:
        return _percent([(one.before, one.worth) for one in self.questions if one.counted])

    @property
    def after(self) -> Fraction:
        return _percent([(one.after, one.worth) for one in self.questions if one.counts])


def decide(questions: Sequence[Weighed], *, allow_falls: bool = False, whole: bool = True) -> Verdict:
    """Decide what an attempt gets.

    Nobody loses: a fraction that would fall stays, and where the whole would fall all the same, because what
    counts has changed (a question answered well was voided), this attempt counts what it counted. An attempt
    that waits for a trainer has no mark yet that could fall: `whole` is then False.
    """
    if allow_falls:
        return Verdict(tuple(questions), ())
    fair = tuple(one if one.after >= one.before else replace(one, after=one.before) for one in questions)
    # Without a change of what counts the whole rises with its questions.
    moved = whole and any(one.counts != one.counted for one in fair)
    verdict = Verdict(fair, ())
    if moved and verdict.after < verdict.before:
        fair = tuple(replace(one, counts=one.counted) for one in fair)
    return Verdict(
        fair, tuple(place for place, (one, was) in enumerate(zip(fair, questions, strict=True)) if one != was)
    )


def _percent(earned: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return 0..100: what certainty takes off never makes the whole negative."""
    points = sum((fraction * worth for fraction, worth in earned), NOTHING)
    most = sum((worth for _, worth in earned), NOTHING)
    return marking.percent(max(points, NOTHING), most)
