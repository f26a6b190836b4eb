"""What a pack tells, as one reads it: the course, what it asked for, how each part of it was met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lms.assessment.rules import marking

Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt that counted."""

    number: int
    submitted_at: datetime
    percent: Fraction


@dataclass(frozen=True, slots=True)
class Examined:
    """A quiz: its rules, the attempts at it. `keep` is a key of `marking.Keep`."""

    title: str
    pass_mark: Fraction
    keep: str
    tries: tuple[Try, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the course asked for; `quiz` is None where reading to the end was enough."""

    title: str
    met_at: datetime | None
    jp: Decimal | None
    quiz: Examined | None


@dataclass(frozen=True, slots=True)
class Account:
    """The whole of it."""

    course: str
    edition: int
    digest: str
    engine: str
    key: str | None
    corrects: str | None
    began_at: datetime | None
    completed_at: datetime | None
    requirements: tuple[Requirement, ...]


def of(pack: Part) -> Account:
    """Read a pack for people; nothing of it is judged here."""
    manifest, course, decision = pack["release"]["manifest"], pack["course"], pack["decision"]
    wanted = [_module(pack, module) for module in manifest["modules"]]
    if manifest["exam"]:
        quiz = _examined(pack["quizzes"][manifest["exam"]])
        wanted.append(Requirement(quiz.title, _moment(course["exam_passed_at"]), None, quiz))
    return Account(
        course=manifest["title"],
        edition=pack["release"]["edition"],
        digest=pack["release"]["digest"],
        engine=pack["engine"],
        key=decision["key"],
        corrects=decision["replaces"]["number"] if decision["replaces"] else None,
        began_at=_moment(course["began_at"]),
        completed_at=_moment(course["completed_at"]),
        requirements=tuple(wanted),
    )


def _module(pack: Part, module: Part) -> Requirement:
    row = pack["modules"].get(module["name"])
    quiz = _examined(pack["quizzes"][module["quiz"]]) if module["quiz"] else None
    return Requirement(module["title"], _moment(row["done_at"] if row else None), Decimal(module["jp"]), quiz)


def _examined(quiz: Part) -> Examined:
    body = quiz["body"]
    pass_mark = Fraction(body["pass"])
    tries = [
        Try(
            one["number"],
            datetime.fromisoformat(one["submitted_at"]),
            marking.shown(Fraction(one["percent"]), pass_mark),
        )
        for one in quiz["attempts"]
    ]
    return Examined(body["title"], pass_mark, body["keep"], tuple(tries))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
