"""What the pages of a quiz show: the rules at its door, the tools of the preview, the keys for its author."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from lms.assessment.attempts import Standing
from lms.assessment.rules.paper import asks
from lms.assessment.sheets import Link, Question
from lms.assessment.sheets.questions import markup
from lms.content import question as content
from lms.content.quiz import Pool, Quiz
from lms.learning.paths import CoursePath
from lms.learning.quizzes import Threshold
from lms.preview.addresses import wished
from lms.preview.plays import Deal
from lms.questions import registry
from lms.questions.kind import Marker
from lms.questions.kinds.choice import CHOICE
from lms.questions.kinds.scenario import SCENARIO
from lms.web.i18n import lazy

# How kinds are called by those who write, as in the studio; one of another package by its own name.
KINDS = {
    "single": lazy("One right answer"),
    "multiple": lazy("Several right answers"),
    "shorttext": lazy("Short text"),
    "number": lazy("A number"),
    "pairs": lazy("Matching"),
    "ordering": lazy("Putting in order"),
    "grouping": lazy("Sorting into groups"),
    "gaps": lazy("Text with gaps"),
    "essay": lazy("Essay, marked by you"),
    "rating": lazy("Scale, not marked"),
    "poll": lazy("One choice, not marked"),
    "comment": lazy("Remark, not marked"),
    "text": lazy("Text between questions"),
    "scenario": lazy("Scenario"),
}
# What an address says of a deal.
SEED, WHOLE = "benih", "semua"
NEVER_TRIED = Standing(used=0, best=None, passed=False, open_id=None, next_at=None, left=None)


@dataclass(frozen=True, slots=True)
class Tools:
    """Ways to deal again: the addresses differ from the one that is shown in their query alone."""

    whole: bool
    drawn: int
    all: int
    again: str
    other: str


@dataclass(frozen=True, slots=True)
class Choice:
    text: Markup
    to: str
    points: str
    reply: Markup


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene of a scenario with all that follows from it."""

    id: str
    title: str
    text: Markup
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One question with all that its author wrote; `shown` is its page for a learner, revealed."""

    question: content.Question
    shown: Question
    kind: str
    key: str
    rubric: tuple[tuple[Markup, Fraction], ...]
    hints: tuple[Markup, ...]
    feedback: tuple[tuple[Markup, Markup], ...]
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True)
class KeyPool:
    title: str
    draw: int | None
    keys: tuple[Key, ...]


def door(path: CoursePath, deal: Deal) -> Threshold:
    """Return what a learner reads before the quiz."""
    stop = next((stop for stop in path.stops if stop.module.quiz == deal.quiz.key), None)
    asked = [_asked(pool, deal) for pool in deal.form["pools"]]
    return Threshold(path, deal.quiz.key, deal.form, NEVER_TRIED, stop, deal.form["minutes"], sum(asked))


def tools(deal: Deal, *, whole: bool) -> Tools:
    return Tools(
        whole=whole,
        drawn=sum(item["asks"] for item in deal.attempt.paper),
        all=sum(asks(body) for body in deal.bodies.values()),
        again=wished({SEED: deal.attempt.seed + 1}),
        other=wished({WHOLE: "" if whole else 1, SEED: deal.attempt.seed}),
    )


def pools(quiz: Quiz, shown: Mapping[str, Question], link: Link) -> tuple[KeyPool, ...]:
    """Return every question with its key, pool by pool as they are written."""
    return tuple(_pool(pool, shown, link) for pool in quiz.pools)


def _asked(pool: Mapping[str, Any], deal: Deal) -> int:
    asking = sum(asks(deal.bodies[one["hash"]]) for one in pool["questions"])
    return min(pool["draw"] or asking, asking)


def _pool(pool: Pool, shown: Mapping[str, Question], link: Link) -> KeyPool:
    keys = tuple(_key(one, shown[one.id], link) for one in pool.questions if one.id in shown)
    return KeyPool(pool.title, pool.draw, keys)


def _key(one: content.Question, shown: Question, link: Link) -> Key:
    kind, scenario = registry.get(one.kind), one.kind == SCENARIO.name
    by_machine = kind.marked_by is Marker.MACHINE
    return Key(
        question=one,
        shown=shown,
        kind=str(KINDS.get(one.body["mode"] if one.kind == CHOICE.name else one.kind, one.kind)),
        key=kind.describe(one.body) if by_machine else "",
        rubric=tuple(
            (markup(line["text"], link), Fraction(line["points"])) for line in one.body.get("rubric", ())
        ),
        hints=tuple(markup(hint, link) for hint in one.hints),
        feedback=() if scenario else tuple(_feedback(one.body, link)),
        scenes=tuple(_scenes(one.body, link)) if scenario else (),
    )


def _feedback(node: Any, link: Link) -> Iterator[tuple[Markup, Markup]]:
    """Yield each answer that has words of its own, with these words, wherever its kind keeps them."""
    if isinstance(node, Mapping):
        if node.get("feedback") and isinstance(node["feedback"], str):
            yield markup(str(node.get("text", "")), link), markup(node["feedback"], link)
        for inner in node.values():
            yield from _feedback(inner, link)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from _feedback(inner, link)


def _scenes(body: Mapping[str, Any], link: Link) -> Iterator[Scene]:
    names = [scene["id"] for scene in body["scenes"]]
    for scene in body["scenes"]:
        choices = tuple(
            Choice(
                markup(choice["text"], link),
                names[choice["to"]],
                _signed(Fraction(choice["points"])),
                markup(choice["feedback"], link),
            )
            for choice in scene["choices"]
        )
        yield Scene(scene["id"], scene["title"], markup(scene["html"], link), choices)


def _signed(points: Fraction) -> str:
    """Write points as the author does: `+2`."""
    return f"{'+' if points > 0 else ''}{float(points):g}" if points else "0"
