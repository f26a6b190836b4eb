"""Marks responses to a quiz file without the web: what was written becomes the forms of our kinds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.content.question import Question
from lms.content.quiz import Quiz
from lms.exchange.grading.forms import Given, form_of
from lms.questions import registry
from lms.questions.response import Malformed

MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Row:
    """One response's mark; `state` is one of score.State or malformed, feedback is HTML."""

    question: str
    state: str
    fraction: Fraction
    feedback: tuple[str, ...] = ()


def grade(quiz: Quiz, responses: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Mark each `{"question": id, "response": …}`; one that no learner could send is malformed, not wrong."""
    known = {question.id: question for question in quiz.questions}
    for entry in responses:
        name = str(entry.get("question", ""))
        if name in known:
            yield one(known[name], entry.get("response"), quiz.language)
        else:
            yield refused(name)


def one(question: Question, given: Given, language: str) -> Row:
    """Mark one response by the question's own kind."""
    kind = registry.get(question.kind)
    try:
        response = kind.accept(question.body, form_of(kind.name, question.body, given))
        score = kind.score(question.body, response, language=language)
    except Malformed:
        return refused(question.id)
    return Row(question.id, str(score.state), score.fraction, score.feedback)


def refused(question: str) -> Row:
    return Row(question, MALFORMED, Fraction(0))
