"""Typed words: patterns and their weights, found by marking every text that the item names, and others."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from lms.exchange import patterns
from lms.exchange.model import Accepted, ShortText
from lms.exchange.qti.asking import Entry, Given, NotCarried, Sort, Unsound
from lms.exchange.qti.derive.part import ZERO, Derived, Part, clamped, mismatches
from lms.exchange.qti.patterns import regex, wildcards
from lms.questions.text import fold

NOISE = "¬q"
STAR = "*"
MOST_PATTERNS = 200


def derive(part: Part, entry: Entry) -> Derived:  # noqa: ARG001 # the signature that all kinds share
    found = dict.fromkeys(_patterns(part))
    if len(found) > MOST_PATTERNS:
        raise NotCarried("qti.large")
    marks = {pattern: part.mark((example(pattern),)) for pattern in found}
    other = part.mark((NOISE,))
    points = max([*marks.values(), other])
    if points <= 0:
        raise NotCarried("qti.no-key")
    wanted = [pattern for pattern, mark in marks.items() if mark != other]
    named = [example(pattern) for pattern in [*found][:40]]
    tried = tuple((text,) for text in dict.fromkeys((NOISE, *named, *_texts(wanted))))
    rivals = []
    for case in (False, True):
        kept = _kept(wanted, marks, case)
        weighed = [(pattern, marks[pattern] / points) for pattern in kept]
        weighed += [(STAR, other / points)] if other else []
        model = _model(weighed, case)
        rivals.append((mismatches(part, points, model, tried), case, weighed, model))
    missed, case, weighed, model = min(rivals, key=lambda one: (one[0], one[1]))
    if missed * 2 > len(tried):
        raise NotCarried("qti.unlike")
    told = {pattern: part.shown((example(pattern),)) for pattern, _ in weighed}
    always = frozenset.intersection(*told.values()) & part.shown((NOISE,))
    answers = tuple(
        Accepted(pattern, weight, part.told(told[pattern] - always)) for pattern, weight in weighed
    )
    heard = frozenset[str]().union(*told.values())
    notes = ("qti.unlike-some",) * bool(missed)
    if any(_loose(part, pattern) for pattern, _ in weighed):
        notes = (*notes, "qti.pattern")
    return Derived(ShortText(answers, case), points, model, tried, heard, notes=notes)


def example(pattern: str) -> str:
    """Return a text that the pattern takes; its stars stand for letters that nobody asks for."""
    return NOISE.join(patterns.pieces(pattern))


def _patterns(part: Part) -> Iterator[str]:
    for text in part.known:
        yield _escaped(text)
    for clue in part.clues:
        match clue.sort:
            case Sort.WORD | Sort.NUMBER:
                yield _escaped(clue.text)
            case Sort.PART:
                yield _escaped(clue.text)
                yield from (f"{_escaped(clue.text)}*", f"*{_escaped(clue.text)}", f"*{_escaped(clue.text)}*")
            case Sort.PATTERN:
                yield from worded(clue.text)


def worded(pattern: str) -> list[str]:
    try:
        words = wildcards.words(regex.read(pattern).tree)
    except Unsound:
        words = None
    if words is None:
        raise NotCarried("qti.regex", pattern=pattern[:60])
    return list(dict.fromkeys(word.strip() or word for word in words if word.strip()))


def _escaped(text: str) -> str:
    return text.replace(STAR, "\\*")


def _kept(wanted: list[str], marks: dict[str, Fraction], case: bool) -> list[str]:
    """Put words before patterns, and leave out what an earlier one takes at the same worth."""
    ordered = sorted(wanted, key=lambda one: (STAR in one.replace("\\*", ""), -len(one)))
    kept: list[str] = []
    for pattern in ordered:
        taken = next((one for one in kept if _takes(one, example(pattern), case)), None)
        if taken is None:
            kept.append(pattern)
    wild = [one for one in kept if STAR in one.replace("\\*", "")]
    # A word that a wider pattern takes for as much need not be said.
    spare = {
        one
        for one in kept
        for wide in wild
        if wide != one and marks[wide] == marks[one] and _takes(wide, example(one), case)
    }
    return [one for one in sorted(kept, key=lambda one: (one in wild, wanted.index(one))) if one not in spare]


def _takes(pattern: str, text: str, case: bool) -> bool:
    parts = [
        fold(piece, case=case, spaces=True) if len(piece.strip()) == len(piece) else _spaced(piece, case)
        for piece in patterns.pieces(pattern)
    ]
    return matches(parts, _spaced(text, case))


def _spaced(text: str, case: bool) -> str:
    return text if case else text.casefold()


def matches(parts: list[str], text: str) -> bool:
    """Tell whether the text is made of the parts in order, with anything between them."""
    if len(parts) == 1:
        return text == parts[0]
    first, *middle, last = parts
    end = len(text) - len(last)
    if end < len(first) or not text.startswith(first) or not text.endswith(last):
        return False
    place = len(first)
    for piece in middle:
        place = text.find(piece, place, end)
        if place < 0:
            return False
        place += len(piece)
    return True


def _model(weighed: list[tuple[str, Fraction]], case: bool) -> Callable[[Given], Fraction]:
    def model(given: Given) -> Fraction:
        if not given:
            return ZERO
        found = (weight for pattern, weight in weighed if _takes(pattern, given[0], case))
        return clamped(next(found, ZERO))

    return model


def _texts(wanted: list[str]) -> Iterator[str]:
    """Yield what each pattern takes, and what stands beside it."""
    for pattern in wanted[:40]:
        text = example(pattern)
        bare = "".join(patterns.pieces(pattern))
        yield from (text, text.swapcase(), text.upper(), text.lower(), f"{text}x", f"x{text}", bare)


def _loose(part: Part, pattern: str) -> bool:
    """Tell whether a pattern of theirs was put into ours with its spaces made simple."""
    return any(
        clue.sort is Sort.PATTERN
        and wildcards.loose(regex.read(clue.text).tree)
        and pattern in worded(clue.text)
        for clue in part.clues
    )
