"""What decides a question's mark, bare of layout: two answers alike in it mark every response alike."""

from typing import Any

from lms.exchange.model import (
    Answer,
    Choice,
    Description,
    Essay,
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


def of(answer: Answer) -> tuple[Any, ...]:
    """Return the essence of an answer; groups are pairs whose partners repeat."""
    match answer:
        case Matching(pairs=pairs) | Grouping(items=pairs):
            return ("pairs", *(_pair(one) for one in pairs))
        case Ordering(items=items, rule=rule):
            return ("ordering", rule, *(rich.words(one) for one in items))
        case Gaps(gaps=gaps):
            whole = sum(one.weight for one in gaps)
            return ("gaps", *((one.weight / whole, of(one.answer)) for one in gaps))
        case Essay() | Description():
            return (type(answer).__name__,)
    return _plain(answer)


def _plain(answer: Choice | TrueFalse | ShortText | Number) -> tuple[Any, ...]:
    match answer:
        case Choice(options=options, several=several, rule=rule):
            return ("choice", several, rule, *(_option(one) for one in options))
        case TrueFalse(right=right):
            return ("truefalse", right)
        case ShortText(answers=answers, case=case):
            return ("shorttext", case, *((one.pattern, one.weight) for one in answers))
        case Number(spans=spans, units=units):
            return ("number", units, *((one.low, one.high, one.weight, one.unit) for one in spans))


def _option(option: Option) -> tuple[Any, ...]:
    return rich.words(option.text), option.weight


def _pair(pair: Pair) -> tuple[str, str]:
    return rich.words(pair.left), " ".join(pair.right.split())
