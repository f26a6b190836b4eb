"""JSON lines of responses, and JSON lines of their marks: one for one, whatever stands in a line."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any

from lms.content.quiz import Quiz
from lms.exchange import grading
from lms.exchange.grading import Row
from lms.questions.text import plain

DECIMALS = 12


class Trouble(StrEnum):
    """Why a line could not be given to a question."""

    NO_OBJECT = "no-object"
    NO_RESPONSE = "no-response"
    UNKNOWN = "unknown"


Tell = Callable[[int, Trouble, str], object]


def graded(quiz: Quiz, lines: Iterable[bytes], tell: Tell) -> Iterator[bytes]:
    """Mark every line that is not empty; `tell` hears the number of each that no question could be given.

    A scenario is one question, whatever a line calls it.
    """
    known = {question.id: question for question in quiz.questions}
    story = next(iter(quiz.questions), None) if quiz.kind == "scenario" else None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _entry(line)
        name = entry.get("question")
        name = name if isinstance(name, str) else ""
        question = known.get(name, story)
        trouble = _trouble(entry, question is not None)
        if question is None or trouble:
            tell(number, trouble or Trouble.UNKNOWN, name[:80])
            yield written(grading.refused(name))
        else:
            row = grading.one(question, entry["response"], quiz.language)
            yield written(replace(row, question=name))


def _entry(line: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _trouble(entry: dict[str, Any], known: bool) -> Trouble | None:
    if not entry:
        return Trouble.NO_OBJECT
    if not known:
        return Trouble.UNKNOWN
    return None if "response" in entry else Trouble.NO_RESPONSE


def written(row: Row) -> bytes:
    """Write a mark: the fraction as a decimal of twelve places and exactly, the feedback as plain words."""
    line = {
        "question": row.question,
        "state": row.state,
        "fraction": round(float(row.fraction), DECIMALS),
        "exact": str(row.fraction),
        "feedback": "\n".join(plain(html) for html in row.feedback),
    }
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
