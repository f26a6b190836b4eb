"""Pairs: matching, sorting into groups, gaps with a list each, or a list of pairs to choose from."""

import random
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from lms.exchange.model import EMPTY, Choice, Gap, Grouping, Markup, Matching, Option, Pair, Text, gap_sign
from lms.exchange.qti.asking import Alternative, Given, Join, NotCarried, Pick
from lms.exchange.qti.derive import picks
from lms.exchange.qti.derive.part import ZERO, Derived, Part, clamped, mismatches
from lms.exchange.quizfile import rich

MOST_PAIRS = 900
MOST_LISTED = 30
SAMPLE = 120


@dataclass(frozen=True, slots=True)
class _Table:
    """What every pair earns in the company of the best others."""

    part: Part
    join: Join
    points: Fraction

    @property
    def keys(self) -> dict[str, list[str]]:
        """Return what belongs to each left one, by the best response."""
        best = set(self.part.best)
        if self.join.loose:
            best |= {" ".join(reversed(pair.split())) for pair in best}
        return {
            left.id: [right.id for right in self.join.right if self.join.pair(left.id, right.id) in best]
            for left in self.join.left
        }

    @property
    def single(self) -> bool:
        """Tell whether no left one has two partners."""
        known = [name for names in self.keys.values() for name in names]
        return all(len(names) < 2 for names in self.keys.values()) and bool(known)

    def worth(self, left: str) -> dict[str, Fraction]:
        """Return what each partner of a left one adds."""
        own = {self.join.pair(left, right.id) for right in self.join.right}
        own |= {" ".join(reversed(pair.split())) for pair in own} if self.join.loose else set()
        rest = tuple(pair for pair in self.part.best if pair not in own)
        base = self.part.mark(rest) if rest else ZERO
        return {
            right.id: self.part.mark((*rest, self.join.pair(left, right.id))) - base
            for right in self.join.right
        }

    def tried(self) -> tuple[Given, ...]:
        """Return responses that use each right one as often as it may be used."""
        rng = random.Random(0)  # noqa: S311 # a sample, the same every time
        found = [self.part.best, *((pair,) for pair in self.part.best)]
        found += [self._sampled(rng) for _ in range(SAMPLE)]
        return tuple(dict.fromkeys(one for one in found if one))

    def _sampled(self, rng: random.Random) -> Given:
        used: Counter[str] = Counter()
        pairs = []
        keys = self.keys
        for left in self.join.left:
            free = [one.id for one in self.join.right if not one.most or used[one.id] < one.most]
            if not free or rng.random() < 0.15:
                continue
            right = keys[left.id][0] if keys[left.id] and rng.random() < 0.5 else rng.choice(free)
            if right in free:
                used[right] += 1
                pairs.append(self.join.pair(left.id, right))
        return tuple(pairs)

    def chosen(self, given: Given) -> dict[str, str]:
        """Return the right one that a response gives to each left one."""
        found = {}
        for pair in given:
            one, _, other = pair.partition(" ")
            left, right = (other, one) if self.join.turned else (one, other)
            found[left] = right
        return found


def derive(part: Part, join: Join) -> Derived:
    if not join.left or not join.right:
        raise NotCarried("exchange.few-pairs")
    if len(join.left) * len(join.right) > MOST_PAIRS:
        raise NotCarried("qti.large")
    points = part.mark(part.best)
    if points <= 0:
        raise NotCarried("qti.no-key")
    table = _Table(part, _taut(part, join) if join.loose else join, points)
    return _gaps(table) if join.gaps else _sided(table)


def _sided(table: _Table) -> Derived:
    """Ask for the partner of each left one, or of each right one; else for pairs out of a list."""
    join = table.join
    turned = Join(join.response, join.slots, join.right, join.left, turned=not join.turned)
    tables = [table] if join.loose else [table, _Table(table.part, turned, table.points)]
    for one in tables:
        made = (_equal(one) or _uneven(one)) if one.single else None
        if made is not None:
            return made
    if table.single and all(table.keys.values()):
        return _together(table)
    return _listed(table.part, join)


def _taut(part: Part, join: Join) -> Join:
    """Part loose options into two sides, by the best pairs: the first of each left, all others right."""
    pairs = [pair.split() for pair in part.best if len(pair.split()) == 2]
    first = list(dict.fromkeys(one for one, _ in pairs))
    second = {other for _, other in pairs}
    if second & set(first):
        raise NotCarried("qti.unlike")
    left = tuple(one for name in first for one in join.left if one.id == name)
    right = tuple(one for one in join.right if one.id not in first)
    return Join(join.response, join.slots, left, right, loose=True)


def _words(option: Alternative) -> str:
    return rich.words(option.text)


def _equal(table: _Table) -> Derived | None:
    """Matching or grouping, where each item has one partner and all are worth the same."""
    keys, names = table.keys, {one.id: _words(one) for one in table.join.right}
    if not all(keys.values()) or len(set(names.values())) < len(names) or not all(names.values()):
        return None
    items = {left: right for left, (right,) in keys.items()}

    def model(given: Given) -> Fraction:
        chosen = table.chosen(given)
        return Fraction(sum(chosen.get(left) == right for left, right in items.items()), len(items))

    tried = table.tried()
    if mismatches(table.part, table.points, model, tried):
        return None
    return Derived(_paired(table, items, names), table.points, model, tried)


def _paired(table: _Table, items: dict[str, str], names: dict[str, str]) -> Matching | Grouping:
    texts = {one.id: one.text for one in table.join.left}
    pairs = [Pair(texts[left], names[right]) for left, right in items.items()]
    pairs += [Pair(EMPTY, words) for name, words in names.items() if name not in items.values()]
    # A partner of two items is a group; groups that stay empty are partners that nobody has.
    repeated = len(set(items.values())) < len(items) and len(pairs) == len(items)
    grouped = table.join.label == "grouping" or (table.join.label != "matching" and repeated)
    return Grouping(tuple(pairs)) if grouped else Matching(tuple(pairs))


def _weighed(table: _Table) -> dict[str, tuple[Fraction, Choice]]:
    """Return each left one's share and its list."""
    found = {}
    for left in table.join.left:
        worth = table.worth(left.id)
        most = max(worth.values())
        if most > 0:
            options = tuple(Option(one.text, worth[one.id] / most) for one in table.join.right)
            found[left.id] = (most, Choice(options))
    return found


def _summed(table: _Table, weighed: dict[str, tuple[Fraction, Choice]]) -> Derived:
    whole = sum((share for share, _ in weighed.values()), ZERO)
    places = {one.id: place for place, one in enumerate(table.join.right)}

    def model(given: Given) -> Fraction:
        chosen = table.chosen(given)
        earned = (
            share * clamped(choice.options[places[chosen[left]]].weight)
            for left, (share, choice) in weighed.items()
            if chosen.get(left) in places
        )
        return sum(earned, ZERO) / whole

    tried = table.tried()
    notes: tuple[str, ...] = ()
    if missed := mismatches(table.part, table.points, model, tried):
        notes = ("qti.together" if _all_or_nothing(table) else "qti.unlike-some",)
        if missed * 2 > len(tried) and notes != ("qti.together",):
            raise NotCarried("qti.unlike")
    return Derived(None, table.points, model, tried, notes=notes)


def _all_or_nothing(table: _Table) -> bool:
    return all(table.part.mark(one) in {0, table.points} for one in table.tried())


def _gaps(table: _Table) -> Derived:
    if not table.single:
        raise NotCarried("qti.partners")
    weighed = _weighed(table)
    summed = _summed(table, weighed)
    slots = dict(zip((one.id for one in table.join.left), table.join.slots, strict=True))
    if len(weighed) < len(slots):
        raise NotCarried("qti.gap")
    gaps = tuple((slots[left], Gap(choice, share)) for left, (share, choice) in weighed.items())
    return Derived(None, summed.points, summed.model, summed.tried, gaps=gaps, notes=summed.notes)


def _uneven(table: _Table) -> Derived | None:
    """A list of lines, each with its gap, where items differ in worth or have several right partners."""
    if not all(table.keys.values()):
        return None
    weighed = _weighed(table)
    if len(weighed) < len(table.join.left):
        return None
    summed = _summed(table, weighed)
    if summed.notes:
        return None
    slot = table.join.slots[0]
    # Signs beyond all slots of the text: they are numbered anew when the question is put together.
    numbers = {left: 1000 * (slot + 1) + place for place, left in enumerate(weighed)}
    lines = "".join(f"<li>{_html(one.text)} {gap_sign(numbers[one.id])}</li>" for one in table.join.left)
    gaps = tuple((numbers[left], Gap(choice, share)) for left, (share, choice) in weighed.items())
    return Derived(
        None,
        summed.points,
        summed.model,
        summed.tried,
        gaps=gaps,
        notes=("qti.lines",),
        lead=f"<ul>{lines}</ul>",
    )


def _together(table: _Table) -> Derived:
    """Matching where the original marks all pairs together, or marks some responses otherwise."""
    keys, names = table.keys, {one.id: _words(one) for one in table.join.right}
    items = {left: rights[0] for left, rights in keys.items() if rights}
    if len(set(names.values())) < len(names) or not all(names.values()):
        raise NotCarried("qti.labels")
    if len(items) < len(keys):
        raise NotCarried("qti.partner")

    def model(given: Given) -> Fraction:
        chosen = table.chosen(given)
        return Fraction(sum(chosen.get(left) == right for left, right in items.items()), len(items))

    tried = table.tried()
    missed = mismatches(table.part, table.points, model, tried)
    together = _all_or_nothing(table)
    if missed * 2 > len(tried) and not together:
        raise NotCarried("qti.unlike")
    notes = ("qti.together" if together else "qti.unlike-some",) * bool(missed)
    return Derived(_paired(table, items, names), table.points, model, tried, notes=notes)


def _listed(part: Part, join: Join) -> Derived:
    """Choose among all pairs, where an item may have several partners."""
    if join.loose or len(join.left) * len(join.right) > MOST_LISTED:
        raise NotCarried("qti.partners")
    options = tuple(
        Alternative(join.pair(left.id, right.id), _pair_text(left, right))
        for left in join.left
        for right in join.right
    )
    derived = picks.derive(part, Pick(join.response, join.slots, options, most=0))
    return Derived(
        derived.answer,
        derived.points,
        derived.model,
        derived.tried,
        derived.told,
        notes=(*derived.notes, "qti.pairs"),
    )


def _pair_text(left: Alternative, right: Alternative) -> Text:
    if Markup.HTML in {left.text.markup, right.text.markup}:
        return Text(f"{_html(left.text)} – {_html(right.text)}", Markup.HTML)
    return Text(f"{left.text.text} – {right.text.text}")


def _html(text: Text) -> str:
    return text.text if text.markup is Markup.HTML else escape(text.text, quote=False)
