"""An attempt as what happened to it: its state and its mark follow from answers, marks and steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lms.assessment.rules import earning, marking
from lms.questions.score import NOTHING, State

OPEN, WAITING, GRADED = "open", "waiting", "graded"
SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Entry:
    """The mark of one question, in one of its revisions."""

    question: str
    state: str
    points: Fraction
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Happened:
    """One step: what, and when."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the marks come to; without figures while an answer waits for a trainer."""

    state: str
    points: Fraction | None = None
    points_max: Fraction | None = None
    percent: Fraction | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that an attempt's row says of its course, told anew."""

    sequence: int
    submitted_at: datetime | None
    outcome: Outcome


def outcome(points: Mapping[str, Fraction], marks: Mapping[str, Entry], pass_mark: Fraction) -> Outcome:
    """Add up the newest mark of each question; `points` is what the paper says that each is worth.

    Wrong answers given surely cost points, but never more than were earned.
    """
    if any(mark.state == State.UNMARKED for mark in marks.values()):
        return Outcome(WAITING)
    earned = max(NOTHING, sum((mark.points for mark in marks.values()), NOTHING))
    most = sum((earning.worth(points[id_], mark.state) for id_, mark in marks.items()), NOTHING)
    percent = marking.percent(earned, most)
    return Outcome(GRADED, earned, most, percent, marking.passes(percent, pass_mark))


def told(
    points: Mapping[str, Fraction],
    pass_mark: Fraction,
    *,
    answers: Iterable[int],
    marks: Iterable[Entry],
    steps: Iterable[Happened],
) -> Told:
    """Fold an attempt from the sequences of its answers, every revision of its marks, and its steps."""
    handed_in = next((step.at for step in steps if step.kind == SUBMITTED), None)
    newest = {mark.question: mark for mark in sorted(marks, key=lambda mark: mark.revision)}
    came_to = Outcome(OPEN) if handed_in is None else outcome(points, newest, pass_mark)
    return Told(max(answers, default=0), handed_in, came_to)
