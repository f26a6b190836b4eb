"""What a page may know of a paper: no key, no fraction, no feedback before they may be seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from lms.assessment import grades
from lms.assessment.models import Attempt, AttemptState, Mark
from lms.assessment.papers import latest, questions
from lms.assessment.refusals import Given
from lms.assessment.rules import marking, reveal
from lms.assessment.rules.clock import Deadline
from lms.assessment.rules.paper import Item
from lms.catalogue import contents
from lms.questions import registry

# Gives the pictures and links of released HTML their addresses.
Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a paper.

    `revealed` is None while its key is hidden; `kind` is empty when it is no longer installed.
    """

    place: int
    id: str
    kind: str
    prompt: Markup
    shown: Mapping[str, Any]
    response: Any
    read_as: str
    saved_at: datetime | None
    revealed: Mapping[str, Any] | None = None
    explanation: Markup | None = None
    state: str = ""
    points: Fraction | None = None
    worth: Fraction = Fraction(1)

    @property
    def uid(self) -> str:
        return f"soal-{self.place}"

    @property
    def field(self) -> str:
        return f"answer-{self.id}"

    @property
    def widget(self) -> str:
        return f"{registry.PREFIX}{self.kind}/widget.html"

    @property
    def review(self) -> str:
        return f"{registry.PREFIX}{self.kind}/review.html"


@dataclass(frozen=True, slots=True)
class Dot:
    """One step of the way through a paper."""

    place: int
    answered: bool


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
        return len(self.dots)

    @property
    def blank(self) -> tuple[int, ...]:
        return tuple(dot.place for dot in self.dots if not dot.answered)

    @property
    def checks(self) -> bool:
        return reveal.checks(self.attempt.rules["feedback"])

    @property
    def seconds(self) -> int | None:
        return None if self.left is None else int(self.left.total_seconds())


@dataclass(frozen=True, slots=True)
class Part:
    """What one pool of questions earned: where to read again."""

    title: str
    points: Fraction
    worth: Fraction

    @property
    def weak(self) -> bool:
        return self.points < self.worth


@dataclass(frozen=True, slots=True)
class Review:
    """A marked paper; `parts` is empty and no question revealed while answers are not open."""

    attempt: Attempt
    title: str
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]
    answers_open: bool

    @property
    def pass_mark(self) -> Fraction:
        return Fraction(self.attempt.rules["pass"])

    @property
    def mark(self) -> Fraction:
        return marking.shown(self.attempt.percent or Fraction(0), self.pass_mark)


def sheet(
    session: Session, attempt: Attempt, link: Link, *, at: datetime, place: int | None, whole: bool
) -> Sheet:
    """Lay out an open paper: the question at `place` (by default the first blank one), or all of them."""
    given = latest(session, attempt.learner_id, attempt.id)
    dots = tuple(
        Dot(number, item["id"] in given and given[item["id"]].response is not None)
        for number, item in enumerate(attempt.paper, start=1)
    )
    blank = next((dot.place for dot in dots if not dot.answered), 1)
    place = min(max(place or blank, 1), len(dots))
    items = list(enumerate(attempt.paper, start=1))
    shown = items if whole else items[place - 1 : place]
    bodies = contents.bodies(session, [item["hash"] for _, item in shown])
    return Sheet(
        attempt=attempt,
        title=str(contents.body(session, attempt.quiz_hash)["title"]),
        dots=dots,
        questions=tuple(
            _question(_Piece(number, item, bodies[item["hash"]], given.get(item["id"])), attempt, link)
            for number, item in shown
        ),
        sequences={question: one.sequence for question, one in given.items()},
        left=Deadline(attempt.deadline).left(at),
        place=place,
    )


def review(session: Session, attempt: Attempt, link: Link) -> Review:
    """Lay out a marked paper, with keys and feedback only when the quiz's rule opens them."""
    open_ = reveal.answers_open(
        attempt.rules["feedback"],
        graded=attempt.state == AttemptState.GRADED,
        passed=bool(attempt.passed),
    )
    given = latest(session, attempt.learner_id, attempt.id)
    marks = grades.newest(session, attempt) if open_ else {}
    bodies = questions(session, attempt)
    pieces = [
        _Piece(number, item, bodies[item["hash"]], given.get(item["id"]), marks.get(item["id"]))
        for number, item in enumerate(attempt.paper, start=1)
    ]
    found = [_question(piece, attempt, link) for piece in pieces]
    quiz = contents.body(session, attempt.quiz_hash)
    parts = _parts(quiz, attempt, marks) if open_ else ()
    return Review(attempt, str(quiz["title"]), tuple(found), parts, open_)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is known of one question; `mark` only where answers are open."""

    place: int
    item: Item
    body: Mapping[str, Any]
    given: Given | None
    mark: Mark | None = None

    @property
    def open(self) -> bool:
        """Whether its key may be seen: marked and opened by the rule, or checked after it was given."""
        return self.mark is not None or (self.given is not None and self.given.checked)


def _question(piece: _Piece, attempt: Attempt, link: Link) -> Question:
    kind = registry.kinds().get(piece.body["kind"])
    response = piece.given.response if piece.given else None
    language, body = attempt.rules["language"], piece.body["body"]
    shown, revealed = {}, None
    if kind and piece.open:
        revealed = _linked(kind.reveal(body, piece.item["order"], response, language=language), link)
    elif kind:
        shown = _linked(kind.show(body, piece.item["order"]), link)
    return Question(
        place=piece.place,
        id=piece.item["id"],
        kind=kind.name if kind else "",
        prompt=_markup(piece.body["prompt"], link),
        shown=shown,
        response=response,
        read_as=kind.read_as(body, response, language=language) if kind else "",
        saved_at=piece.given.at if piece.given else None,
        revealed=revealed,
        explanation=_markup(piece.body["explanation"], link) if piece.open else None,
        state=piece.mark.state if piece.mark else "",
        points=piece.mark.points if piece.mark else None,
        worth=Fraction(piece.item["points"]),
    )


def _parts(quiz: Mapping[str, Any], attempt: Attempt, marks: Mapping[str, Mark]) -> tuple[Part, ...]:
    worth = {item["id"]: Fraction(item["points"]) for item in attempt.paper}
    parts = []
    for pool in quiz["pools"]:
        ids = [question["id"] for question in pool["questions"] if question["id"] in worth]
        points = sum((marks[id_].points for id_ in ids if id_ in marks), Fraction(0))
        most = sum((worth[id_] for id_ in ids), Fraction(0))
        if most and pool["title"]:
            parts.append(Part(pool["title"], points, most))
    return tuple(parts)


def _markup(html: str, link: Link) -> Markup:
    return Markup(link(html))  # noqa: S704 # sanitised when it was published


def _linked(node: Any, link: Link) -> Any:
    """Link every text inside what a kind shows; HTML of options and feedback may hold pictures."""
    if isinstance(node, str):
        return link(node) if '="lms-' in node else node
    if isinstance(node, Mapping):
        return {key: _linked(value, link) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_linked(value, link) for value in node]
    return node
