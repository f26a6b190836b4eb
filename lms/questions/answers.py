"""Answers written on lines of their own: `= jawaban`, with part of the mark as `= (50%) jawaban`."""

import re
from dataclasses import dataclass
from fractions import Fraction

from lms.questions.block import Block, Entry, entries
from lms.questions.problem import Problem
from lms.questions.score import ONE, weight_of

# Not `==`, which underlines a heading.
LINE = re.compile(r"=(?![=>])\s*(?:\(\s*(?P<weight>[+\-−]?\d[\d.,]*\s*%)\s*\)\s*)?(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One accepted answer; the first that matches a response decides its mark."""

    line: int
    text: str
    weight: Fraction
    feedback: str


def opens(line: str) -> bool:
    return LINE.match(line) is not None


def texts(block: Block) -> list[str]:
    """Return what stands after the signs, to see what kind of answers these are."""
    found = (LINE.fullmatch(line.rstrip()) for _, line in block.lines)
    return [match["text"] for match in found if match]


def read(block: Block, problems: list[Problem]) -> list[Answer]:
    """Read the lines; report what cannot be read, and the lack of a full mark."""
    found = [answer for entry in entries(block) if (answer := _answer(entry, problems))]
    if found and not problems and all(answer.weight < ONE for answer in found):
        problems.append(Problem(found[0].line, "question.no-full-mark"))
    return found


def _answer(entry: Entry, problems: list[Problem]) -> Answer | None:
    match = LINE.fullmatch(entry.head)
    if match is None or entry.more.strip():
        problems.append(Problem(entry.line, "question.answer-unreadable", {"text": entry.head[:60]}))
        return None
    weight = weight_of(match["weight"]) if match["weight"] else ONE
    if weight is None or weight < 0:
        problems.append(Problem(entry.line, "question.weight", {"weight": match["weight"]}))
        return None
    if not match["text"].strip():
        problems.append(Problem(entry.line, "question.answer-empty"))
        return None
    return Answer(entry.line, match["text"].strip(), weight, entry.feedback)
