"""The kinds of questions there are: our own, and those that other packages bring by an entry point."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import cast

from lms.errors import Message, NotFound, SetUpError
from lms.questions import problem, selftest
from lms.questions.block import Block
from lms.questions.gaps import GAPS
from lms.questions.kind import Kind
from lms.questions.kinds.choice import CHOICE
from lms.questions.kinds.essay import ESSAY
from lms.questions.kinds.grouping import GROUPING
from lms.questions.kinds.number import NUMBER
from lms.questions.kinds.ordering import ORDERING
from lms.questions.kinds.pairs import PAIRS
from lms.questions.kinds.rating import RATING
from lms.questions.kinds.scenario import SCENARIO
from lms.questions.kinds.shorttext import SHORTTEXT
from lms.questions.kinds.text import TEXT
from lms.questions.survey import COMMENT, POLL

GROUP = "lms.questions"
PREFIX = "lms/questions/kinds/"
# In order of claim: an option or a scale may hold an arrow; bare numbers are numbers before they are texts.
OWN: tuple[Kind, ...] = (
    CHOICE,
    RATING,
    PAIRS,
    GROUPING,
    ORDERING,
    ESSAY,
    NUMBER,
    SHORTTEXT,
    GAPS,
    SCENARIO,
    TEXT,
    POLL,
    COMMENT,
)
# What a survey makes of a kind that would be marked.
SURVEYED: Mapping[str, Kind] = MappingProxyType({CHOICE.name: POLL, ESSAY.name: COMMENT})

TAKEN = Message(
    "Dua paket menyebut jenis soal “{name}”.",
    "Two packages bring the question kind “{name}”.",
    "Copot salah satunya.",
    "Uninstall one of them.",
)
UNKNOWN = Message(
    "Jenis soal “{name}” tidak terpasang.",
    "The question kind “{name}” is not installed.",
    "Pasang kembali paket yang membawanya.",
    "Install the package that brings it again.",
)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by name; other packages' are loaded at first use and may not replace ours."""
    found = {kind.name: kind for kind in OWN}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        kind = cast(Kind, point.load())
        if kind.name in found:
            raise SetUpError(TAKEN, "questions.kind-taken", name=kind.name)
        found[kind.name] = kind
    return MappingProxyType(found)


def get(name: str) -> Kind:
    """Return the kind of that name; raise NotFound when its package is gone."""
    try:
        return kinds()[name]
    except KeyError:
        raise NotFound(UNKNOWN, "questions.kind-unknown", name=name) from None


def called(attributes: Collection[str]) -> tuple[Kind, ...]:
    """Return the kinds that a heading leaves open: the one it calls for, else all that need no call."""
    every = tuple(kinds().values())
    wanted = tuple(kind for kind in every if kind.called_by in attributes)
    return wanted or tuple(kind for kind in every if not kind.called_by)


def claimant(block: Block) -> Kind | None:
    """Return the kind that an answer block belongs to."""
    return next((kind for kind in called(block.attributes) if kind.claims(block)), None)


def blockless(block: Block) -> Kind | None:
    """Return the kind of a question without an answer block, whose `block` has the lines of its prompt.

    It is the one that the heading calls for, else one that finds its answers in the prompt, else a text; None
    where what is called for cannot do without.
    """
    every = tuple(kinds().values())
    wanted = tuple(kind for kind in every if kind.called_by in block.attributes)
    found = wanted or (*(kind for kind in every if kind.holds_prompt), TEXT)
    bare = replace(block, lines=())
    return next(
        (kind for kind in found if kind is TEXT or kind.claims(block if kind.holds_prompt else bare)), None
    )


def messages() -> dict[str, Message]:
    """Return the words of every problem that a kind may report."""
    merged = {**problem.MESSAGES, **selftest.MESSAGES}
    for kind in kinds().values():
        merged.update(kind.messages)
    return merged


def brought() -> tuple[Kind, ...]:
    """Return the kinds of other packages; their words lie in `translations/` beside them."""
    return tuple(kind for kind in kinds().values() if kind not in OWN)


def template(name: str) -> str | None:
    """Return the source of `lms/questions/kinds/<kind>/<file>.html`, also of a kind from another package.

    Made for a Jinja FunctionLoader.
    """
    kind, _, file = name.removeprefix(PREFIX).partition("/")
    if not name.startswith(PREFIX) or kind not in kinds() or file not in {"widget.html", "review.html"}:
        return None
    return (kinds()[kind].folder / file).read_text(encoding="utf-8")
