"""Orders: which of our rules marks every arrangement as the processing does."""

import random
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from lms.exchange.model import Ordering
from lms.exchange.qti.asking import Arrange, Given, NotCarried
from lms.exchange.qti.derive.part import ONE, ZERO, Derived, Part, mismatches

FEW = 5
MOST = 40
SAMPLE = 120


def derive(part: Part, arrange: Arrange) -> Derived:
    names = [one.id for one in arrange.options]
    if len(names) < 2:
        raise NotCarried("exchange.few-options")
    if len(names) > MOST or len(set(names)) < len(names):
        raise NotCarried("qti.large" if len(names) > MOST else "qti.identifiers")
    tried = orders(names, part.best)
    best = max(tried, key=part.mark)
    points = part.mark(best)
    if points <= 0:
        raise NotCarried("qti.no-key")
    misses = {name: mismatches(part, points, _by(rule, best), tried) for name, rule in RULES.items()}
    name = min(misses, key=lambda one: misses[one])
    if misses[name] * 2 > len(tried):
        raise NotCarried("qti.unlike")
    texts = {one.id: one.text for one in arrange.options}
    notes = ("qti.unlike-some",) * bool(misses[name])
    answer = Ordering(tuple(texts[one] for one in best), name)
    return Derived(answer, points, _by(RULES[name], best), tuple(tried), notes=notes)


def orders(names: Sequence[str], best: Given) -> list[Given]:
    """Return all arrangements where they are few, else those near the best and a sample."""
    if len(names) <= FEW:
        return list(permutations(names))
    start = best if sorted(best) == sorted(names) else tuple(names)
    rng = random.Random(0)  # noqa: S311 # a sample, the same every time
    found = [start, start[::-1], (*start[1:], start[0])]
    found += [(*start[:at], start[at + 1], start[at], *start[at + 2 :]) for at in range(len(start) - 1)]
    found += [tuple(rng.sample(start, len(start))) for _ in range(SAMPLE)]
    return list(dict.fromkeys(found))


def _by(rule: Callable[[Sequence[int]], Fraction], best: Given) -> Callable[[Given], Fraction]:
    places = {name: place for place, name in enumerate(best)}
    return lambda given: rule([places[name] for name in given]) if len(given) == len(places) else ZERO


def _position(places: Sequence[int]) -> Fraction:
    return Fraction(sum(at == place for at, place in enumerate(places)), len(places))


def _relative(places: Sequence[int]) -> Fraction:
    return Fraction(sum(after == before + 1 for before, after in pairwise(places)), len(places) - 1)


def longest(places: Sequence[int]) -> Fraction:
    lengths: list[int] = []
    for at, place in enumerate(places):
        lengths.append(1 + max((lengths[one] for one in range(at) if places[one] < place), default=0))
    return Fraction(max(lengths), len(places)) if max(lengths) > 1 else ZERO


def _all(places: Sequence[int]) -> Fraction:
    return ONE if list(places) == sorted(places) else ZERO


RULES: Mapping[str, Callable[[Sequence[int]], Fraction]] = {
    "all": _all,
    "position": _position,
    "relative": _relative,
    "longest": longest,
}
