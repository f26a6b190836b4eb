"""Plain builders: a question block from the text an author writes."""

from collections.abc import Mapping

from lms.questions import registry
from lms.questions.block import Block
from lms.questions.kind import Body, Kind
from lms.questions.problem import Problem


def a_block(text: str, language: str = "id", **attributes: str) -> Block:
    lines = tuple(enumerate(text.strip("\n").splitlines(), start=1))
    return Block(lines, attributes, language)


def parsed(text: str, language: str = "id", **attributes: str) -> tuple[Kind, Body | None, list[Problem]]:
    block = a_block(text, language, **attributes)
    kind = registry.claimant(block)
    assert kind is not None
    return kind, *kind.parse(block)


def a_question(text: str, language: str = "id", **attributes: str) -> tuple[Kind, Body]:
    kind, body, problems = parsed(text, language, **attributes)
    assert body is not None, problems
    return kind, body


def codes(text: str, language: str = "id", **attributes: str) -> list[str]:
    return [problem.code for problem in parsed(text, language, **attributes)[2]]


def words(node: object) -> set[str]:
    """Every key and every text inside plain JSON."""
    if isinstance(node, Mapping):
        return {str(key) for key in node} | {word for value in node.values() for word in words(value)}
    if isinstance(node, list | tuple):
        return {word for value in node for word in words(value)}
    return {str(node)}
