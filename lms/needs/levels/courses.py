"""One course at the four levels: reaction, learning, behaviour at work, result for the citizens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment.rules.statistics.gains import Gain
from lms.assessment.statistics import gaining
from lms.assessment.statistics.gathering import Which
from lms.catalogue.models import Course
from lms.needs import effects, training_needs
from lms.needs.effects import Came
from lms.needs.levels import later_forms, reactions
from lms.needs.models import LaterView, NeedCourse
from lms.needs.rules.questionnaires import FEWEST, Summary
from lms.voice.models import Period

# Results of the newest periods are shown; the effect page has them all.
PERIODS = 4


@dataclass(frozen=True, slots=True)
class Result:
    """What came of the course's needs of one period in the first later one."""

    before: Period
    after: Period
    came: tuple[Came, ...]


@dataclass(frozen=True, slots=True)
class Levels:
    """`gain` is None where the course has no pre-test or fewer than five took both tests.

    `unnamed` counts people whose three months are over and whose supervisor is not known.
    """

    reaction: Summary
    words: tuple[str, ...]
    gain: Gain | None
    later: Mapping[LaterView, Summary]
    examples: Mapping[LaterView, Sequence[str]]
    unnamed: int
    results: tuple[Result, ...]


def of(session: Session, course: Course, scope: str, today: date) -> Levels:
    """Join the four levels; results are those of a branch, or of all units, all else the whole site's."""
    found = gaining.course(session, course.slug)
    gain = gaining.of(session, found, Which.LAST) if found else None
    return Levels(
        reactions.summary(session, course.id),
        tuple(reactions.words(session, course.id)),
        gain if gain and gain.n >= FEWEST else None,
        later_forms.summaries(session, course.id),
        later_forms.words(session, course.id),
        later_forms.unnamed(session, course.id, today),
        tuple(_results(session, course, scope)),
    )


def _results(session: Session, course: Course, scope: str) -> list[Result]:
    chosen = set(session.scalars(select(NeedCourse.need_id).where(NeedCourse.course_id == course.id)))
    known = training_needs.periods(session) if chosen else []
    found = []
    for after, before in list(pairwise(known))[:PERIODS]:
        came = effects.of_period(session, scope, before, after)
        mine = tuple(one for one in came if one.shown.need.id in chosen)
        if mine:
            found.append(Result(before, after, mine))
    return found
