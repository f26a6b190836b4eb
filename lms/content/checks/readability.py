"""A prompt that is far harder to read than what was taught: the longest sentence of each is compared."""

import re
from collections.abc import Iterator

from lms.content.checks.shelf import Shelf
from lms.content.findings import Finding
from lms.questions.problem import Severity
from lms.questions.text import plain

LONG = 40
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")


def check(shelf: Shelf) -> Iterator[Finding]:
    for key, known in _taught(shelf).items():
        for question in shelf.quizzes[key].questions if key in shelf.quizzes else ():
            words = max(len(sentence.split()) for sentence in SENTENCE.split(plain(question.prompt)))
            if words > LONG and words * 2 > known * 3:
                yield Finding(
                    question.span.path,
                    question.span.line,
                    1,
                    "check.readability",
                    {"words": words},
                    Severity.WARNING,
                )


def _taught(shelf: Shelf) -> dict[str, int]:
    """Return, for each quiz in use, the longest sentence of the modules that prepare for it."""
    found: dict[str, int] = {}
    for course in shelf.courses:
        for module in course.modules:
            for key in (module.quiz, course.exam):
                if key:
                    found[key] = max(found.get(key, 0), module.longest_sentence)
    return found
