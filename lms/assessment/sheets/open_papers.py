"""An open paper, or the part of it that a page shows, and the way through it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from lms.assessment.models import Attempt
from lms.assessment.papers import latest
from lms.assessment.refusals import Given
from lms.assessment.rules import earning
from lms.assessment.rules.clock import Deadline
from lms.assessment.sheets.questions import Link, Piece, Question, laid_out
from lms.catalogue import contents
from lms.questions import registry


@dataclass(frozen=True, slots=True)
class Dot:
    """One step of the way through a paper; a text between questions has no number and asks nothing."""

    id: str
    place: int
    number: int | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that can be read in two ways, and how it was: `1.000` as 1000."""

    place: int
    number: int | None
    given: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open paper, or the part of it that a page shows."""

    attempt: Attempt
    title: str
    dots: tuple[Dot, ...]
    questions: tuple[Question, ...]
    sequences: Mapping[str, int]
    left: timedelta | None
    place: int

    @property
    def count(self) -> int:
        return sum(dot.number is not None for dot in self.dots)

    @property
    def blank(self) -> tuple[Dot, ...]:
        return tuple(dot for dot in self.dots if dot.number and not dot.answered)

    @property
    def penalty(self) -> Fraction:
        """The percentage of a question's points that each wrong try costs."""
        return earning.penalty(self.attempt.rules) * 100

    @property
    def seconds(self) -> int | None:
        return None if self.left is None else int(self.left.total_seconds())


def sheet(
    session: Session, attempt: Attempt, link: Link, *, at: datetime, place: int | None, whole: bool
) -> Sheet:
    """Lay out an open paper: the question at `place` (by default the first blank one), or all of them."""
    given = latest(session, attempt.learner_id, attempt.id)
    dots = way(attempt, given)
    blank = next((dot.place for dot in dots if dot.number and not dot.answered), 1) if given else 1
    place = min(max(place or blank, 1), len(dots))
    items = list(enumerate(attempt.paper, start=1))
    shown = items if whole else items[place - 1 : place]
    bodies = contents.bodies(session, [item["hash"] for _, item in shown])
    return Sheet(
        attempt=attempt,
        title=str(contents.body(session, attempt.quiz_hash)["title"]),
        dots=dots,
        questions=tuple(
            laid_out(
                Piece(at_, dots[at_ - 1].number, item, bodies[item["hash"]], given.get(item["id"])),
                attempt,
                link,
            )
            for at_, item in shown
        ),
        sequences={question: one.sequence for question, one in given.items()},
        left=Deadline(attempt.deadline).left(at),
        place=place,
    )


def way(attempt: Attempt, given: Mapping[str, Given]) -> tuple[Dot, ...]:
    dots, number = [], 0
    for place, item in enumerate(attempt.paper, start=1):
        asks = item.get("asks", True)
        number += asks
        answer = given.get(item["id"])
        answered = answer is not None and answer.response is not None
        dots.append(Dot(item["id"], place, number if asks else None, answered))
    return tuple(dots)


def doubts(session: Session, attempt: Attempt) -> tuple[Doubt, ...]:
    """Return what the language of the quiz had to decide, to be seen before the paper is handed in."""
    given = latest(session, attempt.learner_id, attempt.id)
    numbers = {dot.place: dot.number for dot in way(attempt, given)}
    bodies = contents.bodies(session, [item["hash"] for item in attempt.paper])
    found = []
    for place, item in enumerate(attempt.paper, start=1):
        body, answer = bodies[item["hash"]], given.get(item["id"])
        kind = registry.kinds().get(body["kind"])
        if kind and answer:
            text = kind.read_as(body["body"], answer.response, language=attempt.rules["language"])
            typed = answer.response if isinstance(answer.response, str) else ""
            found += [Doubt(place, numbers[place], typed, text)] if text else []
    return tuple(found)
