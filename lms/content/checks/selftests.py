"""Every question's kind tried on it: a kind that fails its promises is named before anyone is examined."""

from collections.abc import Iterator

from lms.content.checks.shelf import Shelf
from lms.content.findings import Finding
from lms.questions import registry, selftest


def check(shelf: Shelf) -> Iterator[Finding]:
    for quiz in shelf.quizzes.values():
        for question in quiz.questions:
            kind = registry.get(question.kind)
            for problem in selftest.failures(kind, question.body, question.span.line):
                yield Finding(question.span.path, problem.line, 1, problem.code, problem.values)
