"""A paper that is being answered, and one that was marked, as the learners' templates want them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from lms.assessment import grades
from lms.assessment.models import AttemptState, Mark
from lms.assessment.refusals import Given
from lms.assessment.rules import earning, history
from lms.assessment.rules.history import Entry
from lms.assessment.sheets import Link, Question, Review, Sheet
from lms.assessment.sheets.open_papers import way
from lms.assessment.sheets.questions import Piece, laid_out
from lms.preview.plays.dealing import Deal
from lms.questions import registry


def sheet(deal: Deal, given: Mapping[str, Given], link: Link) -> Sheet:
    """Lay out an open paper, all questions of it."""
    return Sheet(
        attempt=deal.attempt,
        title=deal.quiz.title,
        dots=way(deal.attempt, given),
        questions=_questions(deal, given, {}, link),
        sequences={},
        left=None,
        place=1,
    )


def review(deal: Deal, given: Mapping[str, Given], link: Link, *, at: datetime) -> Review:
    """Mark a paper and lay it out with its keys; the attempt tells what it came to."""
    marks = _marks(deal, given)
    points = {item["id"]: Fraction(item["points"]) for item in deal.attempt.paper}
    entries = {id_: Entry(id_, mark.state, mark.points) for id_, mark in marks.items()}
    came_to = history.outcome(points, entries, Fraction(deal.attempt.rules["pass"]))
    attempt = deal.attempt
    attempt.state, attempt.submitted_at = AttemptState(came_to.state), at
    attempt.points, attempt.points_max = came_to.points, came_to.points_max
    attempt.percent, attempt.passed = came_to.percent, came_to.passed
    return Review(
        attempt, deal.quiz.title, _questions(deal, given, marks, link), (), True, deal.quiz.kind != "pretest"
    )


def _questions(
    deal: Deal, given: Mapping[str, Given], marks: Mapping[str, Mark], link: Link
) -> tuple[Question, ...]:
    """Lay out every question; none of them says when it was saved."""
    return tuple(
        replace(
            laid_out(
                Piece(
                    dot.place,
                    dot.number,
                    item,
                    deal.bodies[item["hash"]],
                    given.get(item["id"]),
                    marks.get(item["id"]),
                ),
                deal.attempt,
                link,
            ),
            saved_at=None,
        )
        for dot, item in zip(way(deal.attempt, given), deal.attempt.paper, strict=True)
    )


def _marks(deal: Deal, given: Mapping[str, Given]) -> dict[str, Mark]:
    """Mark what a machine marks; a kind that is not installed has no mark."""
    marks = {}
    for item in deal.attempt.paper:
        body = deal.bodies[item["hash"]]
        if body["kind"] in registry.kinds():
            earned = grades.marked(deal.attempt, item, body, given.get(item["id"]))
            worth = earning.worth(Fraction(item["points"]), earned.state)
            marks[item["id"]] = Mark(
                question=item["id"],
                state=str(earned.state),
                fraction=earned.fraction,
                points=earned.fraction * worth,
            )
    return marks
