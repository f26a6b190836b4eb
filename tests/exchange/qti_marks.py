"""How the neutral model marks, said once more and plainly, to hold questions against each other."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, islice, pairwise, permutations

from lms.exchange import patterns
from lms.exchange.model import (
    Accepted,
    Answer,
    Choice,
    Gaps,
    Grouping,
    Matching,
    Number,
    Option,
    Ordering,
    Pair,
    ShortText,
    TrueFalse,
)
from lms.exchange.quizfile import rich
from lms.questions.kinds.shorttext.pattern import matches

FINE = Fraction(1, 10**6)


def choice(answer: Choice, given: tuple[int, ...]) -> Fraction:
    options = answer.options
    if answer.rule == "all":
        return Fraction({place for place, one in enumerate(options) if one.weight > 0} == set(given))
    if answer.rule == "each":
        keys = {place for place, one in enumerate(options) if one.weight > 0}
        return Fraction(len(options) - len(keys ^ set(given)), len(options))
    total = sum((options[place].weight for place in given), Fraction(0))
    return min(max(total, Fraction(0)), Fraction(1))


def shorttext(answer: ShortText, given: str) -> Fraction:
    def fold(text: str) -> str:
        return text if answer.case else text.casefold()

    for one in answer.answers:
        if matches([fold(part) for part in patterns.pieces(one.pattern)], fold(given)):
            return max(one.weight, Fraction(0))
    return Fraction(0)


def number(answer: Number, given: Fraction) -> Fraction:
    found = (one.weight for one in answer.spans if one.low <= given <= one.high)
    return max(next(found, Fraction(0)), Fraction(0))


def ordering(answer: Ordering, given: tuple[int, ...]) -> Fraction:
    count = len(given)
    match answer.rule:
        case "all":
            return Fraction(given == tuple(range(count)))
        case "position":
            return Fraction(sum(at == place for at, place in enumerate(given)), count)
        case "relative":
            return Fraction(sum(after == before + 1 for before, after in pairwise(given)), count - 1)
    rising = (
        size for size in range(count, 1, -1) for one in combinations(given, size) if list(one) == sorted(one)
    )
    return Fraction(next(rising, 0), count)


def pairs(answer: Matching | Grouping) -> Mapping[str, str]:
    rows: tuple[Pair, ...] = answer.pairs if isinstance(answer, Matching) else answer.items
    return {rich.words(one.left): " ".join(one.right.split()) for one in rows if one.left}


def options(answer: Choice | TrueFalse) -> Choice:
    if isinstance(answer, Choice):
        return answer
    weights = (Fraction(answer.right), Fraction(not answer.right))
    return Choice(tuple(Option(answer.if_true, weight) for weight in weights))


def sets(answer: Choice) -> Iterator[tuple[int, ...]]:
    places = range(len(answer.options))
    most = len(answer.options) if answer.several else 1
    return chain.from_iterable(combinations(places, size) for size in range(1, most + 1))


def texts(answers: tuple[Accepted, ...]) -> Iterator[str]:
    for one in answers:
        for fill in ("", "¬", "a b"):
            text = fill.join(patterns.pieces(one.pattern))
            yield from (text, text.swapcase(), f"{text}z", f"z{text}")
    yield "¬"


def numbers(answer: Number) -> Iterator[Fraction]:
    for one in answer.spans:
        for end in (one.low, one.high, (one.low + one.high) / 2):
            yield from (end, end - FINE, end + FINE)


def rows(answer: Answer) -> list[Fraction]:
    """Return the marks of a fixed list of responses, which depends on what is asked, not on its key."""
    match answer:
        case Choice() | TrueFalse():
            asked = options(answer)
            return [choice(asked, given) for given in sets(asked)]
        case Ordering(items=items):
            return [ordering(answer, given) for given in permutations(range(len(items)))]
        case _:
            return []


def typed(one: Answer, other: Answer) -> bool:
    match one, other:
        case (ShortText(), ShortText()):
            grid = islice(chain(texts(one.answers), texts(other.answers)), 200)
            return all(
                shorttext(one, text.strip()) == shorttext(other, text.strip())
                for text in grid
                if text.strip()
            )
        case (Number(), Number()):
            grid_ = chain(numbers(one), numbers(other))
            return all(number(one, value) == number(other, value) for value in grid_)
    return False


def same(one: Answer, other: Answer) -> bool:
    """Tell whether two answers mark every response of a grid alike."""
    if isinstance(one, ShortText | Number):
        return typed(one, other)
    match one, other:
        case (Choice() | TrueFalse(), Choice() | TrueFalse()):
            return rows(one) == rows(other) and options(one).several == options(other).several
        case (Ordering(), Ordering()):
            words = [[rich.words(item) for item in side.items] for side in (one, other)]
            return words[0] == words[1] and rows(one) == rows(other)
        case (Gaps(gaps=ours), Gaps(gaps=theirs)):
            return len(ours) == len(theirs) and all(
                same(gap.answer, their.answer)
                and gap.weight * theirs[0].weight == their.weight * ours[0].weight
                for gap, their in zip(ours, theirs, strict=True)
            )
    if isinstance(one, Matching | Grouping) and isinstance(other, Matching | Grouping):
        return type(one) is type(other) and pairs(one) == pairs(other)
    return one == other
