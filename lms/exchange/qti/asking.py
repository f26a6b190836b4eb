"""What a QTI question asks, whichever version wrote it: interactions, a way to mark responses, feedback."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from lms.exchange.model import EMPTY, Criterion, Text

Given = tuple[str, ...]
"""One response as text: identifiers, pairs as "a b", or what was typed; nothing at all is a blank."""

Response = Mapping[str, Given]
"""What was given to each of an item's response variables."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What may be chosen; `most` is how often (0 = as often as one likes), `told` its own feedback."""

    id: str
    text: Text
    most: int = 1
    told: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose from a list: options, words of a text, a drop-down; `most` 0 is any number.

    Of a `gap` the file itself says that it is one of a text, also where it stands alone.
    """

    response: str
    slots: tuple[int, ...]
    options: tuple[Alternative, ...]
    most: int = 1
    inline: bool = False
    gap: bool = False
    shuffle: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Type a word or a number; `long` is a whole text."""

    response: str
    slots: tuple[int, ...]
    base: str = "string"
    long: bool = False
    words: tuple[int, int] | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """Choose a number between two ends."""

    response: str
    slots: tuple[int, ...]
    low: Fraction
    high: Fraction
    step: Fraction
    base: str = "float"


@dataclass(frozen=True, slots=True)
class Arrange:
    """Put all the options into an order."""

    response: str
    slots: tuple[int, ...]
    options: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Pair what stands left with what stands right; of `gaps`, the left ones are slots of the text.

    A response names the pair as `source target`; `turned` tells that the left is the target. `loose` ones
    have no sides; `label` is what the file itself calls them: matching or grouping.
    """

    response: str
    slots: tuple[int, ...]
    left: tuple[Alternative, ...]
    right: tuple[Alternative, ...]
    gaps: bool = False
    turned: bool = False
    loose: bool = False
    label: str = ""

    def pair(self, left: str, right: str) -> str:
        return f"{right} {left}" if self.turned else f"{left} {right}"


Interaction = Pick | Entry | Slide | Arrange | Join


class Sort(StrEnum):
    """What a clue is: a whole word, a part of one, a pattern, a number or a tolerance."""

    WORD = "word"
    PART = "part"
    PATTERN = "pattern"
    NUMBER = "number"
    TOLERANCE = "tolerance"
    PLACES = "places"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Clue:
    """A constant of the processing, which tells where marks may change."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The mark that the processing gives, and which feedback it shows."""

    score: Fraction
    shown: frozenset[str] = frozenset()


class Unsound(Exception):
    """The processing does something that we cannot follow; names it."""


class NotCarried(Exception):
    """The question cannot be asked here as it was meant; holds the code of the remark, and its values."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Asked:
    """One item: `body` is HTML with a sign at each slot; `grade` marks a response exactly.

    `known` are the responses that the file names, key or not; `processed` tells that it says how to mark;
    `points` is what it says to be worth, `worth` what its best answer is worth on any scale of marks;
    `refused` names what cannot be asked here, `notes` what was lost on the way.
    """

    title: str
    body: str
    interactions: tuple[Interaction, ...]
    grade: Callable[[Response], Outcome]
    correct: Response = field(default_factory=dict)
    known: Response = field(default_factory=dict)
    clues: tuple[Clue, ...] = ()
    feedback: Mapping[str, Text] = field(default_factory=dict)
    id: str = ""
    line: int = 0
    category: str = ""
    tags: tuple[str, ...] = ()
    processed: bool = True
    by_hand: bool = False
    points: Fraction | None = None
    worth: Fraction | None = None
    rubric: tuple[Criterion, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
