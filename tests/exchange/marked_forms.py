"""Responses to any question, as the forms that a page would send, and the marks our kinds give them."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, combinations, islice, permutations
from typing import Any

from lms.content.question import Question
from lms.questions import registry
from lms.questions.kind import Body
from lms.questions.response import FIELD, PART, Form, Malformed

# By place, so that the same answer can be given to two readings of one question.
Answer = Any


def answers(question: Question) -> Iterator[Answer]:
    """Yield answers right and wrong, at most some dozens."""
    if question.kind in TRIED:
        yield from TRIED[question.kind](question.body)


def _choices(body: Body) -> Iterator[Answer]:
    places = range(len(body["options"]))
    most = 1 if body["mode"] == "single" else len(places)
    sets = chain.from_iterable(combinations(places, count) for count in range(1, most + 1))
    yield from islice(sets, 40)


def _words(body: Body) -> Iterator[Answer]:
    for one in body["answers"]:
        plain = one["text"].replace("\\*", "*").replace("\\\\", "\\")
        yield from (plain, plain.upper(), f"x{plain}", plain.replace("*", "kata"))


def _numbers(body: Body) -> Iterator[Answer]:
    for one in body["answers"]:
        low, high = Fraction(one["low"]), Fraction(one["high"])
        yield from (low, high, (low + high) / 2, low - Fraction(1, 1000), high + Fraction(1, 1000))


def _labels(body: Body) -> Iterator[Answer]:
    right = {one["id"]: one["text"] for one in body["labels"]}
    keys = [right[one["label"]] for one in body["items"]]
    yield from (tuple(keys), tuple(reversed(keys)), *((name,) * len(keys) for name in right.values()))


def _orders(body: Body) -> Iterator[Answer]:
    yield from islice(permutations(range(len(body["items"]))), 24)


def _fillings(body: Body) -> Iterator[Answer]:
    yield from zip(*(list(islice(answers(_inner(gap)), 6)) * 6 for gap in body["gaps"]), strict=False)


TRIED: dict[str, Callable[[Body], Iterator[Answer]]] = {
    "choice": _choices,
    "shorttext": _words,
    "number": _numbers,
    "pairs": _labels,
    "grouping": _labels,
    "ordering": _orders,
    "gaps": _fillings,
}


def _inner(gap: dict[str, Any]) -> Question:
    return Question("", "", Fraction(1), gap["kind"], "", gap["body"], "", None)


def form(question: Question, answer: Answer) -> Form:
    body = question.body
    match question.kind:
        case "choice":
            return {FIELD: [str(place) for place in answer]}
        case "shorttext":
            return {FIELD: [answer]}
        case "number":
            return {FIELD: [typed(answer)]}
        case "pairs" | "grouping":
            ids = {one["text"]: one["id"] for one in body["labels"]}
            pairs = zip(body["items"], answer, strict=True)
            return {PART + item["id"]: [ids[label]] for item, label in pairs}
        case "ordering":
            return {PART + body["items"][at]["id"]: [str(place)] for place, at in enumerate(answer, start=1)}
    parts = (
        (gap["id"], form(_inner(gap), one)[FIELD]) for gap, one in zip(body["gaps"], answer, strict=False)
    )
    return {PART + name: values for name, values in parts}


def typed(value: Fraction) -> str:
    places = 0
    while (value * 10**places).denominator != 1 and places < 60:
        places += 1
    return f"{round(value * 10**places)}e-{places}"


def mark(question: Question, answer: Answer) -> Fraction | str:
    """Return the fraction, or `malformed`."""
    kind = registry.get(question.kind)
    try:
        response = kind.accept(question.body, form(question, answer))
        return kind.score(question.body, response, language="en").fraction
    except Malformed:
        return "malformed"
