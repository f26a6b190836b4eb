"""What the figures of a question say to its author, in order of need; every threshold has its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt

from lms.assessment.rules.statistics.distractors import LOWER, UPPER, Choices, Chosen
from lms.assessment.rules.statistics.figures import ENOUGH, Figure
from lms.assessment.rules.statistics.item_statistics import ItemFigures
from lms.assessment.rules.statistics.versions import Drift
from lms.questions.kind import OTHER

# Moodle's documentation of its quiz report: a facility of 95 and more is extremely easy, one of 5 and less
# extremely hard or wrong; a discrimination below 20 is weak, a negative one probably invalid.
TOO_EASY, TOO_HARD, WEAK = 95.0, 5.0, 20.0
# Haladyna and Downing (1993): a distractor that fewer than 5 % choose does no work.
UNUSED = 0.05
# Our own: an answer that most have given and more than the key; so many blanks that time or words fail.
MOST, BLANKS = 0.5, 0.2


class Need(IntEnum):
    """How soon a question should be looked at."""

    NOW = 3
    SOON = 2
    NOTE = 1


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to know about a question: a code, and what its sentence names."""

    code: str
    need: Need
    share: float | None = None
    answer: str = ""


def advise(found: ItemFigures, choices: Choices | None, drifts: Sequence[Drift]) -> list[Advice]:
    """Return what stands out, the most urgent first; nothing is said of too few answers."""
    if found.n < ENOUGH:
        return []
    said = [*_of_key(found, choices), *_of_level(found), *_of_choices(choices), *_of_versions(drifts)]
    return sorted(said, key=lambda one: -one.need)


def need(advice: Sequence[Advice]) -> int:
    """Weigh a question by the worst that is said of it, then by how much is."""
    return max((100 * one.need for one in advice), default=0) + len(advice)


def letter(place: int) -> str:
    """Name an option by its place: A, B … Z, AA."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _of_key(found: ItemFigures, choices: Choices | None) -> Iterator[Advice]:
    favourite = _favourite(choices) if choices else None
    if choices and favourite:
        yield Advice("key-doubted", Need.NOW, 100 * choices.share(favourite), favourite.text)
    if _below(found.discrimination, 0.0):
        yield Advice("weak-win", Need.NOW, found.discrimination.value)


def _favourite(choices: Choices) -> Chosen | None:
    """Return the wrong answer that most have given, and more than the right one."""
    for part in {one.part for one in choices.classes}:
        graded = [one for one in choices.classes if one.part == part and one.fraction is not None]
        keys = [one for one in graded if one.fraction == 1]
        wrong = [one for one in graded if one.fraction == 0 and one.id != OTHER]
        if keys and wrong:
            most = max(wrong, key=lambda one: one.count)
            if choices.share(most) >= MOST and most.count > max(one.count for one in keys):
                return most
    return None


def _of_level(found: ItemFigures) -> Iterator[Advice]:
    facility = found.facility.value or 0.0
    if facility >= TOO_EASY:
        yield Advice("too-easy", Need.NOTE, facility)
    elif facility <= TOO_HARD:
        yield Advice("too-hard", Need.NOW, facility)
    elif found.guess is not None and _below(found.facility, float(found.guess)):
        yield Advice("below-guess", Need.NOW, facility)
    sharp = found.discrimination
    if sharp.value is not None and sharp.value < WEAK and not _below(sharp, 0.0):
        yield Advice("tells-little", Need.SOON, sharp.value)


def _of_choices(choices: Choices | None) -> Iterator[Advice]:
    if choices is None or not choices.n:
        return
    blank = sum(choices.blank) / choices.n
    if blank >= BLANKS:
        yield Advice("left-blank", Need.SOON, 100 * blank)
    for one in _distractors(choices):
        if not one.count:
            yield Advice("unused", Need.NOTE, 0.0, one.text)
        elif choices.share(one) < UNUSED:
            yield Advice("little-used", Need.NOTE, 100 * choices.share(one), one.text)
        elif _draws_the_strong(choices, one):
            yield Advice("draws-strong", Need.SOON, 100 * choices.share(one), one.text)


def _distractors(choices: Choices) -> list[Chosen]:
    """Return the wrong options that an author wrote to be chosen: of a question in one part."""
    return [one for one in choices.classes if not one.part and one.fraction == 0 and one.id != OTHER]


def _draws_the_strong(choices: Choices, one: Chosen) -> bool:
    """Tell whether the upper third chooses it clearly more often than the lower: by two standard errors."""
    lower, upper = choices.asked[LOWER], choices.asked[UPPER]
    if not lower or not upper:
        return False
    low, high = one.bands[LOWER] / lower, one.bands[UPPER] / upper
    pooled = (one.bands[LOWER] + one.bands[UPPER]) / (lower + upper)
    error = sqrt(pooled * (1 - pooled) * (1 / lower + 1 / upper))
    return high - low > 2 * error > 0


def _of_versions(drifts: Sequence[Drift]) -> Iterator[Advice]:
    for one in drifts:
        if one.differs:
            yield Advice("versions-differ", Need.SOON, one.difference)


def _below(found: Figure, limit: float) -> bool:
    """Tell whether a figure lies below a limit beyond chance: with all of its interval."""
    return found.high is not None and found.high < limit
