"""Marks responses to a quiz file without the web: what was written becomes the forms of our kinds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.content.question import Question
from lms.content.quiz import Quiz
from lms.questions import registry
from lms.questions.kind import Body
from lms.questions.response import FIELD, PART, Form, Malformed
from lms.questions.text import fold, plain

MALFORMED = "malformed"
Given = Any


@dataclass(frozen=True, slots=True)
class Row:
    """One response's mark; `state` is right, partly, wrong, blank or malformed, feedback is HTML."""

    question: str
    state: str
    fraction: Fraction
    feedback: tuple[str, ...] = ()


def grade(quiz: Quiz, responses: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Mark each `{"question": id, "response": …}`; one that no learner could send is malformed, not wrong.

    A choice is given by the option's words or its position from 1, or by a list of either; text and numbers
    as a string; matching and sorting as an object of left to right; null is a blank.
    """
    known = {question.id: question for question in quiz.questions}
    for entry in responses:
        name = str(entry.get("question", ""))
        if name in known:
            yield one(known[name], entry.get("response"), quiz.language)
        else:
            yield Row(name, MALFORMED, Fraction(0))


def one(question: Question, given: Given, language: str) -> Row:
    """Mark one response by the question's own kind."""
    kind = registry.get(question.kind)
    try:
        response = kind.accept(question.body, form_of(question, given))
        score = kind.score(question.body, response, language=language)
    except Malformed:
        return Row(question.id, MALFORMED, Fraction(0))
    return Row(question.id, str(score.state), score.fraction, score.feedback)


def form_of(question: Question, given: Given) -> Form:
    """Return the values that a page would send for what was given."""
    if given is None or given in ("", [], {}):
        return {}
    return FORMS.get(question.kind, _text)(question.body, given)


def _text(body: Body, given: Given) -> Form:  # noqa: ARG001 # the signature that FORMS share
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise Malformed("response.form")
    return {FIELD: [str(given)]}


def _choice(body: Body, given: Given) -> Form:
    texts = [fold(plain(option["text"]), case=True) for option in body["options"]]
    wanted = given if isinstance(given, list) else [given]
    return {FIELD: [str(_place(texts, text)) for text in wanted]}


def _place(texts: list[str], given: Given) -> int:
    """Find an option by its words, or else by its position from 1."""
    if isinstance(given, str) and fold(given, case=True) in texts:
        return texts.index(fold(given, case=True))
    position = int(given) if isinstance(given, str) and given.isascii() and given.isdigit() else given
    if isinstance(position, bool) or not isinstance(position, int) or not 0 < position <= len(texts):
        raise Malformed("response.form")
    return position - 1


def _assignments(body: Body, given: Given) -> Form:
    if not isinstance(given, Mapping):
        raise Malformed("response.form")
    items = {fold(plain(item["text"]), case=True): item["id"] for item in body["items"]}
    labels = {fold(label["text"], case=True): label["id"] for label in body["labels"]}
    try:
        return {
            PART + items[fold(str(left), case=True)]: [labels[fold(str(right), case=True)]]
            for left, right in given.items()
            if right not in (None, "")
        }
    except KeyError:
        raise Malformed("response.form") from None


FORMS: dict[str, Callable[[Body, Given], Form]] = {
    "choice": _choice,
    "pairs": _assignments,
    "grouping": _assignments,
}
