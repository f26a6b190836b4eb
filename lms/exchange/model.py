"""Questions as other programs keep them: neutral, frozen, knowing neither our Markdown nor theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from lms.exchange.remarks import Remark

ONE = Fraction(1)


class Markup(StrEnum):
    """How a text is written. AUTO is plain text in which HTML counts and a line end breaks the line."""

    AUTO = "moodle"
    HTML = "html"
    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Text:
    text: str = ""
    markup: Markup = Markup.PLAIN

    def __bool__(self) -> bool:
        return bool(self.text.strip())


EMPTY = Text()


@dataclass(frozen=True, slots=True)
class Option:
    text: Text
    weight: Fraction
    feedback: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Choice:
    """Options by weight; of `several` the weights are added up, below nothing and above all cut off.

    By the rule `all`, exactly the options that weigh something are right, and everything else is wrong; by
    `each`, every option that is rightly chosen or rightly left earns the same.
    """

    options: tuple[Option, ...]
    several: bool = False
    rule: str = "weights"


@dataclass(frozen=True, slots=True)
class TrueFalse:
    right: bool
    if_true: Text = EMPTY
    if_false: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Accepted:
    r"""A pattern: `*` stands for anything, `\*` for a star, any other backslash for itself."""

    pattern: str
    weight: Fraction = ONE
    feedback: Text = EMPTY


@dataclass(frozen=True, slots=True)
class ShortText:
    """The first pattern that matches decides; spaces between words count."""

    answers: tuple[Accepted, ...]
    case: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers an answer accepts, both ends included, in its unit, if it has one."""

    low: Fraction
    high: Fraction
    weight: Fraction = ONE
    feedback: Text = EMPTY
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """The first span that holds the number decides; `otherwise` tells whoever is outside of all.

    A unit is `ignored`, `optional` or `required`; a unit that is none of the spans' is then wrong.
    """

    spans: tuple[Span, ...]
    otherwise: Text = EMPTY
    units: str = "ignored"


@dataclass(frozen=True, slots=True)
class Pair:
    """`left` belongs to `right`; without a left it is a distractor."""

    left: Text
    right: str


@dataclass(frozen=True, slots=True)
class Matching:
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """Items in their right order; `rule` is position, relative, longest or all."""

    items: tuple[Text, ...]
    rule: str = "position"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Each item belongs to one group; a group without an item is a distractor."""

    items: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap and its share of the mark."""

    answer: Choice | ShortText | Number
    weight: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Gaps:
    """A text with gaps: the item's prompt holds `gap_sign(0)`, `gap_sign(1)` … where they stand."""

    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric and what it is worth."""

    points: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class Essay:
    """Marked by a person; `words` is how few and how many are asked for."""

    words: tuple[int, int] | None = None
    rubric: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """Says something and asks nothing."""


Answer = Choice | TrueFalse | ShortText | Number | Matching | Ordering | Grouping | Gaps | Essay | Description


def gap_sign(place: int) -> str:
    """Return what stands in a prompt for the gap at `place`: private letters, which no author types."""
    return f"\ue010{place}\ue011"


@dataclass(frozen=True, slots=True)
class Item:
    """One question; `line` is where its file begins it, `category` the path of the shelf it lies on.

    `penalty` is the share that a wrong try costs; `shuffle` whether the options are mixed, if anybody said.
    """

    title: str
    prompt: Text
    answer: Answer
    explanation: Text = EMPTY
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    points: Fraction = ONE
    line: int = 0
    hints: tuple[Text, ...] = ()
    penalty: Fraction | None = None
    shuffle: bool | None = None


def retexted(item: Item, change: Callable[[Text], Text]) -> Item:
    """Return the item with every text of it changed; what is typed or listed as plain words stays."""
    return replace(
        item,
        prompt=change(item.prompt),
        explanation=change(item.explanation),
        hints=tuple(change(hint) for hint in item.hints),
        answer=_retexted(item.answer, change),
    )


def _retexted(answer: Answer, change: Callable[[Text], Text]) -> Answer:
    match answer:
        case Choice(options=options):
            changed = (replace(one, text=change(one.text), feedback=change(one.feedback)) for one in options)
            return replace(answer, options=tuple(changed))
        case TrueFalse():
            return replace(answer, if_true=change(answer.if_true), if_false=change(answer.if_false))
        case ShortText(answers=answers):
            return replace(
                answer, answers=tuple(replace(one, feedback=change(one.feedback)) for one in answers)
            )
        case Number(spans=spans):
            told = tuple(replace(one, feedback=change(one.feedback)) for one in spans)
            return replace(answer, spans=told, otherwise=change(answer.otherwise))
        case Matching(pairs=pairs):
            return replace(answer, pairs=tuple(replace(one, left=change(one.left)) for one in pairs))
    return _arranged(answer, change)


def _arranged(answer: Answer, change: Callable[[Text], Text]) -> Answer:
    match answer:
        case Grouping(items=pairs):
            return replace(answer, items=tuple(replace(one, left=change(one.left)) for one in pairs))
        case Ordering(items=items):
            return replace(answer, items=tuple(change(one) for one in items))
        case Essay(rubric=rubric):
            return replace(answer, rubric=tuple(replace(one, text=change(one.text)) for one in rubric))
        case Gaps(gaps=gaps):
            changed = ((gap, _retexted(gap.answer, change)) for gap in gaps)
            return replace(
                answer,
                gaps=tuple(
                    replace(gap, answer=one)
                    for gap, one in changed
                    if isinstance(one, Choice | ShortText | Number)
                ),
            )
    return answer


@dataclass(frozen=True, slots=True)
class Bank:
    """What a file holds, and what in it was wrong; `files` are its pictures by the name that texts use.

    `draws` tells of a category how many of its questions each learner gets, where not all.
    """

    items: tuple[Item, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
    files: Mapping[str, bytes] = field(default_factory=dict)
    draws: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    intro: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Written:
    """A file in another program's format, and what it could not carry."""

    data: bytes
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")
