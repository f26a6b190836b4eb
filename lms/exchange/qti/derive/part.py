"""One interaction of an item as a question of its own: what each response to it earns and shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange.model import EMPTY, Answer, Gap, Markup, Text
from lms.exchange.qti.asking import Asked, Clue, Given, Interaction, Outcome, Response

ZERO, ONE = Fraction(0), Fraction(1)
# So many responses are marked to learn how a question marks, and as many again to check it.
MOST_RESPONSES = 300


@dataclass(frozen=True, slots=True)
class Part:
    """An interaction beside the best response to all others, in whose company its marks are read."""

    asked: Asked
    interaction: Interaction
    others: Response
    best: Given
    base: Fraction
    seen: dict[Given, Outcome] = field(default_factory=dict)

    def mark(self, given: Given) -> Fraction:
        """Return what a response adds to none."""
        return self._graded(given).score - self.base

    def shown(self, given: Given) -> frozenset[str]:
        return self._graded(given).shown

    def _graded(self, given: Given) -> Outcome:
        """Mark each response once."""
        if given not in self.seen:
            self.seen[given] = self.asked.grade({**self.others, self.interaction.response: given})
        return self.seen[given]

    @property
    def known(self) -> Given:
        return self.asked.known.get(self.interaction.response, ())

    @property
    def clues(self) -> tuple[Clue, ...]:
        return self.asked.clues

    def told(self, keys: Iterable[str]) -> Text:
        """Return the feedback of these keys, in the order of the file."""
        wanted = set(keys)
        texts = [text for key, text in self.asked.feedback.items() if key in wanted]
        return joined(texts)


def joined(texts: Iterable[Text]) -> Text:
    known = list(dict.fromkeys(text for text in texts if text))
    if len(known) < 2:
        return known[0] if known else EMPTY
    return Text(
        "".join(f"<p>{one.text}</p>" if "<p>" not in one.text else one.text for one in known), Markup.HTML
    )


@dataclass(frozen=True, slots=True)
class Derived:
    """The answer that marks as the processing does, worth `points`; `model` marks a response by it, 0..1.

    `gaps` are its gaps by slot, where the interaction is one of gaps. `told` is the feedback that found its
    place. `exact` is false when some responses are marked otherwise than they were.
    """

    answer: Answer | None
    points: Fraction
    model: Callable[[Given], Fraction]
    tried: tuple[Given, ...]
    told: frozenset[str] = frozenset()
    gaps: tuple[tuple[int, Gap], ...] = ()
    notes: tuple[str, ...] = ()
    lead: str = ""


def clamped(value: Fraction) -> Fraction:
    return min(max(value, ZERO), ONE)


def mismatches(
    part: Part, points: Fraction, model: Callable[[Given], Fraction], tried: Iterable[Given]
) -> int:
    """Count the responses that the model marks otherwise; a mark below nothing is none."""
    return sum(clamped(part.mark(one) / points) != clamped(model(one)) for one in tried)
