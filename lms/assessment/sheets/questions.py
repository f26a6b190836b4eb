"""One question as a page may know it: no key, no fraction, no feedback before they may be seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from lms.assessment.models import Attempt, Mark
from lms.assessment.refusals import Given
from lms.assessment.rules import earning, reveal, rubric
from lms.assessment.rules.paper import Item
from lms.questions import registry
from lms.questions.kind import Growing, Kind, Marker
from lms.questions.score import NOTHING, Score

# Gives the pictures and links of released HTML their addresses.
Link = Callable[[str], str]
LONGEST_ALIKE = 500


@dataclass(frozen=True, slots=True)
class Tried:
    """An answer that was checked and may be improved: what is said of it, and the hints so far.

    `cost` is what a wrong try takes off, in points.
    """

    state: str
    feedback: tuple[Markup, ...]
    hints: tuple[Markup, ...]
    left: int
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Comment:
    """What a trainer gave each line of the rubric (text, given, of how many), and said."""

    rubric: tuple[tuple[Markup, Fraction, Fraction], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Stake:
    """One degree of certainty: what a right answer earns at most and a wrong one costs, in points."""

    certainty: int
    earns: Fraction
    costs: Fraction


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a paper.

    `revealed` is None while its key is hidden; `kind` is empty when it is no longer installed. `stakes` are
    there where certainty is asked for; `used` counts the tries. Of an open paper, questions that are `alike`
    look alike, but for the time at which they were saved.
    """

    place: int
    number: int | None
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
    holds_prompt: bool = False
    checkable: bool = False
    tried: Tried | None = None
    stakes: tuple[Stake, ...] = ()
    certainty: int | None = None
    tries: int = 1
    used: int = 0
    comment: Comment | None = None
    alike: tuple[Any, ...] = ()

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
class Piece:
    """What is known of one question; `mark` only where answers are open."""

    place: int
    number: int | None
    item: Item
    body: Mapping[str, Any]
    given: Given | None
    mark: Mark | None = None

    @property
    def worth(self) -> Fraction:
        points = Fraction(self.item["points"])
        return earning.worth(points, self.mark.state) if self.mark else points


def laid_out(piece: Piece, attempt: Attempt, link: Link) -> Question:
    kind = registry.kinds().get(piece.body["kind"])
    given, rules, body = piece.given, attempt.rules, piece.body["body"]
    response = given.response if given else None
    score = _last_try(piece, kind, rules)
    over = score is not None and earning.closed(_tried(given), earning.tries(piece.body), score.state)
    seen = piece.mark is not None or over
    shown, revealed = {}, None
    if kind and seen:
        revealed = kind.reveal(body, piece.item["order"], response, language=rules["language"])
    elif isinstance(kind, Growing):
        shown = kind.told(body, response)
    elif kind:
        shown = kind.show(body, piece.item["order"])
    comment = _comment(piece, link)
    if revealed and comment:
        # What each line of the rubric earned is said with the trainer's words.
        revealed = {**revealed, "rubric": []}
    by_machine = kind is not None and kind.marked_by is Marker.MACHINE
    return Question(
        place=piece.place,
        number=piece.number,
        id=piece.item["id"],
        kind=kind.name if kind else "",
        prompt=markup(piece.body["prompt"], link),
        shown=_linked(shown, link),
        response=response,
        read_as=kind.read_as(body, response, language=rules["language"]) if kind else "",
        saved_at=given.at if given else None,
        revealed=_linked(revealed, link),
        explanation=markup(piece.body["explanation"], link) if seen else None,
        state=piece.mark.state if piece.mark else "",
        points=piece.mark.points if piece.mark else None,
        worth=piece.worth,
        holds_prompt=kind is not None and kind.holds_prompt,
        checkable=by_machine and not seen and reveal.checks(rules["feedback"]),
        tried=_so_far(piece, score, rules, link) if score and not seen else None,
        stakes=_stakes(piece.worth) if by_machine and rules.get("certainty") else (),
        certainty=given.certainty if given else None,
        tries=earning.tries(piece.body),
        used=given.used if given else 0,
        comment=comment,
        alike=_alike(piece, rules) if piece.mark is None else (),
    )


def _alike(piece: Piece, rules: Mapping[str, Any]) -> tuple[Any, ...]:
    """Name all that a question on an open paper depends on; long answers are nobody else's."""
    item, given = piece.item, piece.given
    said = repr((given.response, given.tried, given.certainty, given.used)) if given else ""
    if len(said) > LONGEST_ALIKE:
        return ()
    asked = (piece.place, piece.number, item["id"], item["hash"], tuple(item["order"]), item["points"])
    ruled = (rules["language"], rules["feedback"], rules.get("penalty"), rules.get("certainty"))
    return *asked, *ruled, said, given is not None


def _tried(given: Given | None) -> int:
    return len(given.tried) if given else 0


def _last_try(piece: Piece, kind: Kind | None, rules: Mapping[str, Any]) -> Score | None:
    """Mark the answer that was checked last; None where none was."""
    if kind is None or piece.given is None or not piece.given.tried:
        return None
    return kind.score(piece.body["body"], piece.given.tried[-1], language=rules["language"])


def _so_far(piece: Piece, score: Score, rules: Mapping[str, Any], link: Link) -> Tried:
    used = _tried(piece.given)
    hints = piece.body.get("hints", ())[:used]
    return Tried(
        state=str(score.state),
        feedback=tuple(markup(html, link) for html in score.feedback),
        hints=tuple(markup(html, link) for html in hints),
        left=earning.tries(piece.body) - used,
        cost=earning.penalty(rules) * piece.worth,
    )


def _stakes(worth: Fraction) -> tuple[Stake, ...]:
    right, wrong = Fraction(1), NOTHING
    return tuple(
        Stake(
            sure,
            earning.by_certainty(right, right=True, certainty=sure) * worth,
            -earning.by_certainty(wrong, right=False, certainty=sure) * worth,
        )
        for sure in earning.CERTAINTIES
    )


def _comment(piece: Piece, link: Link) -> Comment | None:
    """Return what a trainer gave each line of the rubric, and said."""
    if piece.mark is None or not piece.mark.detail:
        return None
    lines = rubric.lines(piece.body["body"], Fraction(piece.item["points"]))
    given = [Fraction(points) for points in piece.mark.detail["given"]]
    return Comment(
        tuple(
            (markup(line.text, link), points, line.points) for line, points in zip(lines, given, strict=True)
        ),
        piece.mark.detail["comment"],
    )


def markup(html: str, link: Link) -> Markup:
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
