"""Typed numbers: the spans that earn the same, found between all places where a mark may change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from lms.exchange.gift.numbers import read, write
from lms.exchange.model import Number, Span
from lms.exchange.qti.asking import Clue, Entry, Given, NotCarried, Slide, Sort
from lms.exchange.qti.derive.part import ZERO, Derived, Part, mismatches

MOST_PLACES = 400
FAR = Fraction(10**12)
FINE = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Numbers that earn and show the same, from low to high; `closed` tells which ends belong to them."""

    low: Fraction
    high: Fraction
    mark: Fraction
    shown: frozenset[str]
    closed: tuple[bool, bool]


def derive(part: Part, asked: Entry | Slide) -> Derived:
    places = sorted(set(_places((*part.known, *part.best), part.clues, asked)))
    if not places:
        raise NotCarried("qti.no-key")
    if len(places) > MOST_PLACES:
        raise NotCarried("qti.large")
    stretches = _stretches(part, places, whole=asked.base == "integer")
    points = max(one.mark for one in stretches)
    if points <= 0:
        raise NotCarried("qti.no-key")
    # Outside of all places, both ways, is what any other number earns.
    other = stretches[0]
    notes: tuple[str, ...] = ()
    if stretches[0].mark or stretches[-1].mark:
        notes = ("qti.unbounded",)
    spans = _spans(part, stretches, points)
    tried = tuple((write(number),) for number in _tried(places, whole=asked.base == "integer"))
    model = _model(spans)
    missed = mismatches(part, points, model, tried)
    if missed * 2 > len(tried):
        raise NotCarried("qti.unlike")
    notes = (*notes, *("qti.unlike-some",) * bool(missed))
    shown = {one.shown for one in stretches}
    always = frozenset.intersection(*shown)
    otherwise = part.told(other.shown - always) if not other.mark else part.told(())
    return Derived(
        Number(tuple(spans), otherwise), points, model, tried, frozenset[str]().union(*shown), notes=notes
    )


def candidates(known: Given, clues: Iterable[Clue], asked: Entry | Slide) -> list[Given]:
    """Return a number of each stretch in which a mark may be had."""
    places = sorted(set(_places(known, clues, asked)))[:MOST_PLACES]
    rows = (_whole_samples(places) if asked.base == "integer" else _samples(places)) if places else ()
    return [(write(sample),) for _, _, sample in rows]


def _places(known: Given, clues: Iterable[Clue], asked: Entry | Slide) -> Iterator[Fraction]:
    """Yield every number where a mark may change: constants, and they with every tolerance and rounding."""
    sorts = {sort: [one.text for one in clues if one.sort is sort] for sort in Sort}
    texts = (*known, *sorts[Sort.NUMBER], *sorts[Sort.WORD])
    centres = [found for text in dict.fromkeys(texts) if (found := read(text)) is not None]
    widths = [abs(found) for text in sorts[Sort.TOLERANCE] if (found := read(text)) is not None]
    decimals = [int(text) for text in sorts[Sort.PLACES] if text.isdigit()]
    figures = [int(text) for text in sorts[Sort.FIGURES] if text.isdigit()]
    for centre in centres[:60]:
        yield centre
        for width in widths[:10]:
            yield from (centre - width, centre + width)
            yield from (centre * (1 - width / 100), centre * (1 + width / 100))
        for count in decimals[:5]:
            yield from _rounded(centre, -count)
        for count in figures[:5]:
            yield from _rounded(centre, _magnitude(centre) - count + 1)
    if isinstance(asked, Slide):
        yield from (asked.low, asked.high)


def _rounded(centre: Fraction, power: int) -> tuple[Fraction, Fraction]:
    """Return the ends of the numbers that are rounded to the same."""
    unit = Fraction(10) ** power
    middle = round(centre / unit) * unit
    return middle - unit / 2, middle + unit / 2


def _magnitude(value: Fraction) -> int:
    digits = write(abs(value)).partition(".")
    if digits[0] != "0":
        return len(digits[0]) - 1
    decimals = digits[2]
    return -(len(decimals) - len(decimals.lstrip("0")) + 1) if decimals else 0


def _stretches(part: Part, places: list[Fraction], *, whole: bool) -> list[_Stretch]:
    """Mark each place and what lies between two; neighbours that earn the same are one."""
    found: list[_Stretch] = []
    for low, high, sample in _whole_samples(places) if whole else _samples(places):
        given = (write(sample),)
        mark, shown = part.mark(given), part.shown(given)
        closed = whole or low == high
        last = found[-1] if found else None
        if last is not None and (last.mark, last.shown) == (mark, shown):
            found[-1] = _Stretch(last.low, high, mark, shown, (last.closed[0], closed))
        else:
            found.append(_Stretch(low, high, mark, shown, (closed, closed)))
    return found


def _samples(places: list[Fraction]) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Yield stretches in order with a number of each."""
    yield -FAR, places[0], places[0] - 1
    for place, after in zip(places, [*places[1:], None], strict=True):
        yield place, place, place
        if after is not None:
            yield place, after, (place + after) / 2
    yield places[-1], FAR, places[-1] + 1


def _whole_samples(places: list[Fraction]) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Yield stretches of whole numbers; around a place that is none stand its neighbours."""
    whole = sorted({Fraction(near) for place in places for near in (floor(place), ceil(place))})
    yield -FAR, whole[0] - 1, whole[0] - 1
    for place, after in zip(whole, [*whole[1:], None], strict=True):
        yield place, place, place
        if after is not None and after - place > 1:
            yield place + 1, after - 1, place + 1
    yield whole[-1] + 1, FAR, whole[-1] + 1


def _spans(part: Part, stretches: list[_Stretch], points: Fraction) -> list[Span]:
    """Write stretches as spans; the number at an end that does not belong to one is said before it."""
    always = frozenset.intersection(*(one.shown for one in stretches))
    other = stretches[0]
    ends: list[Span] = []
    spans: list[Span] = []

    def at(number: Fraction, other: _Stretch) -> Span:
        return Span(number, number, other.mark / points, part.told(other.shown - always))

    for place, one in enumerate(stretches):
        if not one.mark and one.shown == other.shown:
            continue
        spans.append(Span(one.low, one.high, one.mark / points, part.told(one.shown - always)))
        if not one.closed[0] and place:
            ends.append(at(one.low, stretches[place - 1]))
        if not one.closed[1] and place + 1 < len(stretches):
            ends.append(at(one.high, stretches[place + 1]))
    return [*dict.fromkeys(ends), *spans]


def _tried(places: list[Fraction], *, whole: bool) -> Iterable[Fraction]:
    if whole:
        return sorted({Fraction(floor(place) + step) for place in places for step in (-1, 0, 1, 2)})
    found = {*places, places[0] - 1, places[-1] + 1}
    found |= {(one + other) / 2 for one, other in pairwise(places)}
    for place in places:
        found |= {place - FINE, place + FINE}
    return sorted(found)


def _model(spans: list[Span]) -> Callable[[Given], Fraction]:
    def model(given: Given) -> Fraction:
        number = read(given[0]) if given else None
        if number is None:
            return ZERO
        return next((one.weight for one in spans if one.low <= number <= one.high), ZERO)

    return model
