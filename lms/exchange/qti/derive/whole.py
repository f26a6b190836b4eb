"""A whole item put together: one question, a text with gaps, or several questions one after another."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

from lms.content.findings import shortened
from lms.exchange.gift.numbers import write as decimal
from lms.exchange.model import (
    EMPTY,
    Answer,
    Choice,
    Description,
    Essay,
    Gap,
    Gaps,
    Item,
    Number,
    ShortText,
    Text,
    gap_sign,
)
from lms.exchange.qti.asking import (
    Arrange,
    Asked,
    Entry,
    Given,
    Interaction,
    Join,
    NotCarried,
    Pick,
    Slide,
    Unsound,
)
from lms.exchange.qti.derive import best, joins, numbers, orders, picks, prompts, words
from lms.exchange.qti.derive.part import ZERO, Derived, Part, clamped, joined
from lms.exchange.qti.markup import bare
from lms.exchange.qti.modern.values import NUMERIC
from lms.exchange.remarks import Remarks

MOST_CHECKED = 100
MOST_PARTS = 60
# Decimals of a program that says a third.
NEAR = Fraction(1, 10**6)


def items(asked: Asked, remarks: Remarks) -> list[Item]:
    """Return the questions that an item becomes; what cannot be is named in the remarks."""
    desk = _Desk(asked, remarks)
    if len(asked.interactions) > MOST_PARTS:
        desk.refuse("qti.large")
        return []
    for name in asked.refused:
        desk.refuse("qti.interaction", name=name)
    if asked.refused:
        return []
    try:
        found = desk.items()
    except NotCarried as reason:
        desk.refuse(reason.code, **reason.values)
        return []
    except Unsound as reason:
        desk.refuse("qti.processing", name=str(reason))
        return []
    for code, name in asked.notes if found else ():
        desk.warn(code, **({"name": name} if name else {}))
    return found


@dataclass(frozen=True, slots=True)
class _Desk:
    asked: Asked
    remarks: Remarks

    def refuse(self, code: str, **values: str | int) -> None:
        self.remarks.refuse(code, self.asked.line, title=shortened(self.asked.title), **values)

    def warn(self, code: str, **values: str | int) -> None:
        self.remarks.warn(code, self.asked.line, title=shortened(self.asked.title), **values)

    def items(self) -> list[Item]:
        asked = self.asked
        if not asked.interactions:
            explanation = joined(asked.feedback.values())
            made = self._item(
                Description(), asked.body, points=asked.points or Fraction(1), explanation=explanation
            )
            return [made] if asked.body.strip() else []
        essay = _essay(asked)
        if essay:
            explanation = joined(asked.feedback.values())
            body = prompts.filled(asked.body, asked.interactions[0])
            return [self._item(essay, body, points=asked.points or Fraction(1), explanation=explanation)]
        if any(isinstance(one, Entry) and one.long for one in asked.interactions) and asked.by_hand:
            raise NotCarried("qti.mixed")
        if not asked.processed:
            if not any(asked.known.values()):
                raise NotCarried("qti.no-key")
            self.warn("qti.no-processing")
        whole = best.response(asked)
        total = asked.grade(whole).score
        if total <= 0:
            raise NotCarried("qti.no-key")
        found = self._alone(whole) if len(asked.interactions) == 1 else self._together(whole, total)
        self._points(total)
        if asked.worth is None:
            return found
        return [replace(one, points=one.points * asked.worth / total) for one in found]

    def _points(self, total: Fraction) -> None:
        """Name an item that says it is worth something else than its processing can give."""
        said = self.asked.points
        if said and self.asked.processed and abs(said - total) > NEAR:
            self.warn("qti.points", points=decimal(said), total=decimal(total))

    def _alone(self, whole: Mapping[str, Given]) -> list[Item]:
        asked, (one,) = self.asked, self.asked.interactions
        blank = asked.grade({}).score
        if blank > 0:
            self.warn("qti.blank")
        part = Part(asked, one, {}, whole[one.response], ZERO)
        derived = _derived(part)
        self._note([derived])
        explanation, heard = _common(asked, part, derived.tried)
        self._unheard(heard | derived.told)
        gaps = _as_gaps(derived, one) if isinstance(one, Pick | Entry) and one.gap else derived
        if gaps is not None and gaps.gaps:
            return [self._gapped([gaps], derived.points, explanation)]
        if derived.answer is None:
            raise NotCarried("qti.mixed")
        body = prompts.filled(asked.body, one)
        return [self._item(derived.answer, body, points=derived.points, explanation=explanation)]

    def _together(self, whole: Mapping[str, Given], total: Fraction) -> list[Item]:
        asked = self.asked
        parts = []
        for one in asked.interactions:
            others = {name: given for name, given in whole.items() if name != one.response}
            base = asked.grade(others).score
            parts.append(Part(asked, one, others, whole[one.response], base))
        derived = [_derived(part) for part in parts]
        exact = self._checked(parts, derived, total)
        self._note(derived)
        # What even no answer shows belongs to no part.
        heard = asked.grade({}).shown & _common(asked, parts[0], derived[0].tried)[1]
        explanation = parts[0].told(heard)
        self._unheard(heard.union(*(one.told for one in derived)))
        gaps = [_as_gaps(one, part.interaction) for one, part in zip(derived, parts, strict=True)]
        if all(gaps):
            return [self._gapped([one for one in gaps if one], total, explanation)]
        if not exact:
            raise NotCarried("qti.combined")
        self.warn("qti.parted", count=len(parts))
        return self._apart(parts, derived, explanation)

    def _checked(self, parts: Sequence[Part], derived: Sequence[Derived], total: Fraction) -> bool:
        """Mark whole responses both ways; name an item that marks its parts together."""
        whole = sum((one.points for one in derived), ZERO)
        missed = partly = False
        for row in _rows(parts, derived):
            earned = sum(
                (one.points * clamped(one.model(given)) for one, given in zip(derived, row, strict=True)),
                ZERO,
            )
            response = {part.interaction.response: given for part, given in zip(parts, row, strict=True)}
            score = clamped(self.asked.grade(response).score / total)
            if score > clamped(earned / whole):
                # What is right there would be wrong here.
                raise NotCarried("qti.combined")
            missed |= score != clamped(earned / whole)
            partly |= score not in {0, 1}
        if missed:
            self.warn("qti.unlike-some" if partly else "qti.together")
        return not missed

    def _gapped(self, derived: Sequence[Derived], points: Fraction, explanation: Text) -> Item:
        """Number the gaps anew, in the order of the text; lists of lines stand where their slot was."""
        body = self.asked.body
        for one, interaction in zip(derived, self.asked.interactions, strict=True):
            if one.lead:
                body = prompts.replaced(body, interaction.slots[0], one.lead)
        known = {slot: gap for one in derived for slot, gap in one.gaps}
        order = [int(slot) for slot in prompts.SIGN.findall(body) if int(slot) in known]
        numbers_ = {slot: place for place, slot in enumerate(order)}
        body = prompts.SIGN.sub(
            lambda found: gap_sign(numbers_[int(found[1])]) if int(found[1]) in numbers_ else "", body
        )
        gaps = [known[slot] for slot in order]
        least = min(gap.weight for gap in gaps)
        answer = Gaps(tuple(replace(gap, weight=gap.weight / least) for gap in gaps))
        return self._item(answer, body, points=points, explanation=explanation)

    def _apart(self, parts: Sequence[Part], derived: Sequence[Derived], explanation: Text) -> list[Item]:
        """Part an item of several questions: the text up to each of them is its prompt."""
        found = []
        slots = [part.interaction.slots[-1] for part in parts]
        for number, one in enumerate(derived, start=1):
            if one.answer is None:
                raise NotCarried("qti.mixed")
            body = prompts.between(self.asked.body, slots, number - 1)
            name = f"{self.asked.title} ({number}/{len(parts)})"
            identity = f"{self.asked.id}-{number}" if self.asked.id else ""
            last = explanation if number == len(parts) else EMPTY
            found.append(
                self._item(
                    one.answer, body, points=one.points, explanation=last, title=name, identity=identity
                )
            )
        return found

    def _note(self, derived: Sequence[Derived]) -> None:
        for code in dict.fromkeys(code for one in derived for code in one.notes):
            self.warn(code)

    def _unheard(self, heard: frozenset[str]) -> None:
        """Name an item whose feedback found no place."""
        if set(self.asked.feedback) - heard:
            self.warn("exchange.feedback")

    def _item(
        self,
        answer: Answer,
        body: str,
        *,
        points: Fraction,
        explanation: Text = EMPTY,
        title: str = "",
        identity: str = "",
    ) -> Item:
        asked = self.asked
        return Item(
            title=title or asked.title,
            prompt=bare(body),
            answer=answer,
            explanation=explanation,
            category=asked.category,
            id=identity or asked.id,
            tags=asked.tags,
            points=points,
            line=asked.line,
            shuffle=_mixed(asked.interactions) if isinstance(answer, Choice) else None,
        )


def _rows(parts: Sequence[Part], derived: Sequence[Derived]) -> Iterator[tuple[Given, ...]]:
    """Yield responses to all parts: every combination where they are few, else a sample."""
    choices = [
        tuple(dict.fromkeys((*one.tried, part.best, ()))) for one, part in zip(derived, parts, strict=True)
    ]
    if prod(len(one) for one in choices) <= 2 * MOST_CHECKED:
        yield from product(*choices)
        return
    rng = random.Random(0)  # noqa: S311 # a sample, the same every time
    for _ in range(MOST_CHECKED):
        yield tuple(rng.choice(one) for one in choices)


def _mixed(interactions: Sequence[Interaction]) -> bool | None:
    """Tell whether options are shown in any order, if the file says so."""
    said = [one.shuffle for one in interactions if isinstance(one, Pick) and one.shuffle is not None]
    return any(said) if said else None


def _essay(asked: Asked) -> Essay | None:
    """Tell what a person marks: one long text that no key and no processing judges."""
    one = asked.interactions[0]
    if len(asked.interactions) > 1 or not isinstance(one, Entry) or not one.long:
        return None
    if asked.by_hand or not (asked.processed or any(asked.known.values())):
        return Essay(one.words, asked.rubric)
    texts = [clue.text for clue in asked.clues] + list(asked.known.get(one.response, ()))
    scores = {asked.grade({one.response: (text,)}).score for text in (*texts[:50], words.NOISE)}
    return Essay(one.words, asked.rubric) if max(scores) <= 0 else None


def _derived(part: Part) -> Derived:
    match part.interaction:
        case Pick() as one:
            return picks.derive(part, one)
        case Arrange() as one:
            return orders.derive(part, one)
        case Join() as one:
            return joins.derive(part, one)
        case Slide() as one:
            return numbers.derive(part, one)
        case Entry() as one:
            return numbers.derive(part, one) if one.base in NUMERIC else words.derive(part, one)


def _as_gaps(derived: Derived, interaction: Interaction) -> Derived | None:
    """Return a part as gaps; None for what has no place in a text."""
    if derived.gaps:
        return derived
    answer = derived.answer
    fits = isinstance(answer, ShortText | Number) or (isinstance(answer, Choice) and not answer.several)
    if not fits or not isinstance(answer, Choice | ShortText | Number):
        return None
    gap = Gap(answer, derived.points)
    return Derived(None, derived.points, derived.model, derived.tried, gaps=((interaction.slots[0], gap),))


def _common(asked: Asked, part: Part, tried: Sequence[Given]) -> tuple[Text, frozenset[str]]:
    """Return what every response shows: the explanation."""
    if not asked.feedback or not tried:
        return EMPTY, frozenset()
    always = frozenset.intersection(*(part.shown(one) for one in tried[:MOST_CHECKED]))
    return part.told(always), always
