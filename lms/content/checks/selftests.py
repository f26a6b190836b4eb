"""Every question's kind tried on it: a kind that fails its promises is named before anyone is examined."""

from collections.abc import Iterator

from lms.content.findings import Finding
from lms.content.quiz import Quiz
from lms.questions import registry, selftest


def check(quiz: Quiz) -> Iterator[Finding]:
    for question in quiz.questions:
        kind = registry.get(question.kind)
        for problem in selftest.failures(kind, question.body, question.span.line):
            yield Finding(question.span.path, problem.line, 1, problem.code, problem.values)
