"""What the form offers of each sort of question: how its answers are marked, what its heading may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lms.questions.kinds.choice.syntax import RULES as CHOICE_RULES
from lms.questions.kinds.number.syntax import DECIMALS, UNITS
from lms.questions.kinds.ordering.syntax import RULES as ORDERING_RULES


class Mark(StrEnum):
    """What stands before an answer: `( )`, `[ ]`, `=`, `1.`, `[2]`, a bare bullet, a scale, or nothing."""

    ROUND = "round"
    SQUARE = "square"
    EQUALS = "equals"
    NUMBERED = "numbered"
    POINTS = "points"
    BULLET = "bullet"
    SCALE = "scale"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort as a trainer knows it; `call` is the attribute that a heading needs for it.

    `options` are the attributes that the form shows, each with its values; one without is a tick.
    """

    name: str
    kind: str
    mark: Mark
    arrow: str = ""
    feedback: bool = False
    call: str = ""
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: bool = False
    explained: bool = True
    scored: bool = True
    # In a survey nothing is marked: these are what a choice and an essay become there.
    surveyed: bool = False

    @property
    def known(self) -> frozenset[str]:
        """Return the attributes that are the form's to write."""
        return frozenset({self.call, *self.options, *(("words",) if self.words else ())} - {""})


_UNIT = {"unit": UNITS, "decimal": tuple(DECIMALS), "signed": ()}
_TEXTS: Mapping[str, tuple[str, ...]] = {"case": (), "spaces": (), "shorttext": ()}
_ORDER = {"score": ORDERING_RULES}
OWN = (
    Sort("single", "choice", Mark.ROUND, feedback=True),
    Sort("multiple", "choice", Mark.SQUARE, feedback=True, options={"score": CHOICE_RULES}),
    Sort("shorttext", "shorttext", Mark.EQUALS, feedback=True, options=_TEXTS),
    Sort("number", "number", Mark.EQUALS, feedback=True, options=_UNIT),
    Sort("pairs", "pairs", Mark.BULLET, arrow="->", feedback=True),
    Sort("ordering", "ordering", Mark.NUMBERED, call="order", options=_ORDER),
    Sort("grouping", "grouping", Mark.BULLET, arrow="=>", feedback=True),
    Sort("gaps", "gaps", Mark.NONE, options={"gaps": (), "case": (), "spaces": (), **_UNIT}),
    Sort("essay", "essay", Mark.POINTS, call="essay", words=True),
    Sort("rating", "rating", Mark.SCALE, scored=False),
    Sort("poll", "poll", Mark.ROUND, call="poll", scored=False, surveyed=True),
    Sort("polls", "poll", Mark.SQUARE, call="poll", scored=False, surveyed=True),
    Sort("comment", "comment", Mark.NONE, call="comment", words=True, scored=False, surveyed=True),
    Sort("text", "text", Mark.NONE, call="text", explained=False, scored=False),
)
SORTS: Mapping[str, Sort] = MappingProxyType({sort.name: sort for sort in OWN})
# What a self-check may ask: what a machine marks and no heading has to call for.
CHECKS = ("single", "multiple", "shorttext", "number", "pairs", "grouping", "gaps")


def of(kind: str, *, several: bool) -> Sort | None:
    """Return the sort of a question that was read; None for a kind that has no form."""
    twin = {"choice": ("single", "multiple"), "poll": ("poll", "polls")}.get(kind)
    return SORTS[twin[several]] if twin else SORTS.get(kind)
