"""The decision made again from a pack alone, line by line: what the pack says, what its own parts come to.

The rules are the engine's own: marks of questions add up to an attempt (assessment), attempts to what counts
of a quiz by its `keep`, modules and exam to a completed course (learning), the day of completion to dates and
credit hours. Course and quizzes stand in the pack in canonical form, so that their digests bind the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lms.assessment.rules import earning, history, marking, reveal
from lms.assessment.rules.history import Entry
from lms.certification.rules import numbering, validity
from lms.content import canonical
from lms.learning.rules.completion import Requirements
from lms.questions.score import NOTHING, State

Part = Mapping[str, Any]
COMPLETE = "complete"


class Check(StrEnum):
    """What a line is about."""

    RELEASE = "release"
    QUIZ = "quiz"
    PAPER = "paper"
    RULES = "rules"
    MARK = "mark"
    TOLD = "told"
    COUNTS = "counts"
    MODULE = "module"
    EXAM = "exam"
    RESULT = "result"
    COMPLETE = "complete"
    COMPLETED_AT = "completed-at"
    BEGAN_ON = "began-on"
    COMPLETED_ON = "completed-on"
    EXPIRES_ON = "expires-on"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Line:
    """One point of the decision; `about` names module, quiz or attempt."""

    check: Check
    about: str
    said: str
    found: str

    @property
    def equal(self) -> bool:
        return self.said == self.found


@dataclass(frozen=True, slots=True)
class Standing:
    """What the attempts at a quiz come to: when it was passed first, and what counts at the end."""

    passed_at: datetime | None
    marks: tuple[tuple[datetime, Fraction], ...]

    def mark(self, until: datetime | None = None) -> Fraction | None:
        """Return what counted at a moment, by default at the end."""
        told = [mark for at, mark in self.marks if until is None or at <= until]
        return told[-1] if told else None


def withheld(pack: Part) -> bool:
    """Tell whether it holds marks of questions whose answers the learner may not see: a fraction is a key."""
    return not all(
        reveal.answers_open(quiz["body"]["feedback"], graded=True, passed=attempt["passed"] is True)
        for quiz in pack["quizzes"].values()
        for attempt in quiz["attempts"]
    )


def weigh(pack: Part, zone: tzinfo) -> list[Line]:
    """Make the decision again; the certificate follows from the pack when every line is equal."""
    manifest = pack["release"]["manifest"]
    found = {key: _standing(quiz["attempts"]) for key, quiz in pack["quizzes"].items()}
    lines = [Line(Check.RELEASE, manifest["slug"], pack["release"]["digest"], canonical.digest(manifest))]
    for key, quiz in pack["quizzes"].items():
        lines += _quiz(key, quiz, manifest["quizzes"].get(key, ""))
    done: dict[str, datetime | None] = {}
    for module in manifest["modules"]:
        name, row = module["name"], pack["modules"].get(module["name"])
        standing = found.get(module["quiz"] or "")
        done[name] = _done(row, standing)
        if row is not None:
            lines.append(Line(Check.MODULE, name, row["done_at"] or "", _text(done[name])))
            if standing is not None:
                lines.append(Line(Check.COUNTS, name, row["mark"] or "", _exact(standing.mark())))
    exam = found.get(manifest["exam"] or "")
    return [*lines, *_exam(pack, exam), *_course(pack, done, exam), *_certified(pack, zone)]


def _quiz(key: str, quiz: Part, digest: str) -> Iterator[Line]:
    body = quiz["body"]
    yield Line(Check.QUIZ, key, digest, canonical.digest(body))
    for attempt in quiz["attempts"]:
        about = f"{key} #{attempt['number']}"
        if attempt["quiz"] == digest:
            yield Line(Check.PAPER, about, str(len(attempt["questions"])), str(_dealt(body, attempt)))
            yield Line(Check.RULES, about, _rules(attempt["rules"]), _rules(body))
        outcome = _outcome(attempt)
        said = f"{attempt['points']}/{attempt['out_of']} {attempt['percent']} {attempt['passed']}"
        found = f"{outcome.points}/{outcome.points_max} {outcome.percent} {outcome.passed}"
        yield Line(Check.MARK, about, said, found)
        for told in attempt["told"]:
            then = _outcome(attempt, until=_moment(told["at"]))
            yield Line(Check.TOLD, f"{about}, {told['at']}", told["percent"], _exact(then.percent))


def _dealt(body: Part, attempt: Part) -> int:
    """Count what the quiz deals, if all that the paper asks is the quiz's; else what of it is."""
    pools = body["pools"]
    known = {(one["id"], one["hash"], one["points"]) for pool in pools for one in pool["questions"]}
    own = {(one["id"], one["hash"], one["points"]) for one in attempt["questions"]} & known
    if len(own) < len(attempt["questions"]):
        return len(own)
    return sum(min(pool["draw"] or len(pool["questions"]), len(pool["questions"])) for pool in pools)


def _outcome(attempt: Part, until: datetime | None = None) -> history.Outcome:
    """Add an attempt up from the newest marks of a moment, by default the newest of all.

    A question without a mark counts as blank: leaving one out makes nobody better.
    """
    points = {one["id"]: Fraction(one["points"]) for one in attempt["questions"]}
    entries = {}
    for one in attempt["questions"]:
        marks = [mark for mark in one["marks"] if until is None or _moment(mark["at"]) <= until]
        newest = max(marks, key=lambda mark: int(mark["revision"]), default=None)
        entries[one["id"]] = _entry(one["id"], points[one["id"]], newest)
    return history.outcome(points, entries, Fraction(attempt["rules"]["pass"]))


def _entry(id_: str, points: Fraction, mark: Part | None) -> Entry:
    if mark is None:
        return Entry(id_, State.BLANK, NOTHING)
    return Entry(id_, mark["state"], Fraction(mark["fraction"]) * earning.worth(points, mark["state"]))


def _standing(attempts: Sequence[Part]) -> Standing:
    """Go through what was told of the attempts in the order of time, as the course heard of it."""
    told = [(_moment(one["at"]), attempt, one) for attempt in attempts for one in attempt["told"]]
    percents: dict[int, Fraction] = {}
    passed_at: datetime | None = None
    marks: list[tuple[datetime, Fraction]] = []
    for at, attempt, one in sorted(told, key=lambda row: (row[0], row[1]["number"])):
        percents[attempt["number"]] = Fraction(one["percent"])
        rules = attempt["rules"]
        mark = marking.kept([percents[number] for number in sorted(percents)], rules["keep"])
        if mark is None or not attempt["here"]:
            continue
        marks.append((at, mark))
        if passed_at is None and marking.passes(mark, Fraction(rules["pass"])):
            passed_at = at
    return Standing(passed_at, tuple(marks))


def _done(row: Part | None, standing: Standing | None) -> datetime | None:
    """Return when a module was done: its quiz passed, or without one read to the end.

    A mark without a quiz is of an earlier edition, from which the learner moved: what is done stays done.
    """
    if row is None or row["done_at"] is None:
        return None
    if standing is not None:
        return standing.passed_at
    return _moment(row["done_at"]) if row["read_at"] or row["mark"] else None


def _exam(pack: Part, standing: Standing | None) -> Iterator[Line]:
    course, result = pack["course"], pack["certificate"]["result"] or ""
    if standing is None:
        yield Line(Check.RESULT, "", result, "")
        return
    key = pack["release"]["manifest"]["exam"]
    yield Line(Check.EXAM, key, course["exam_passed_at"] or "", _text(standing.passed_at))
    at = course["completed_at"]
    yield Line(Check.RESULT, key, result, _exact(standing.mark(_moment(at) if at else None)))


def _course(pack: Part, done: Mapping[str, datetime | None], exam: Standing | None) -> Iterator[Line]:
    manifest = pack["release"]["manifest"]
    wanted = Requirements(manifest["kind"], tuple(done), bool(manifest["exam"]))
    finished = {name: at for name, at in done.items() if at is not None}
    passed_at = exam.passed_at if exam else None
    missing = [*wanted.unfinished(finished), *([manifest["exam"]] if exam and passed_at is None else [])]
    complete = wanted.done(finished, exam_passed=passed_at is not None)
    yield Line(Check.COMPLETE, ", ".join(missing), COMPLETE, COMPLETE if complete else "")
    last = max([*finished.values(), *([passed_at] if passed_at else [])], default=None)
    said = pack["course"]["completed_at"] or ""
    early = bool(said and last and _moment(said) < last)
    yield Line(Check.COMPLETED_AT, "", said, _text(last) if early or not said else said)


def _certified(pack: Part, zone: tzinfo) -> Iterator[Line]:
    given, course, manifest = pack["certificate"], pack["course"], pack["release"]["manifest"]
    began, ended = (_local(course[name], zone) for name in ("began_at", "completed_at"))
    yield Line(Check.BEGAN_ON, "", given["began_on"], min(began, ended))
    yield Line(Check.COMPLETED_ON, "", given["completed_on"], ended)
    last = validity.last_day(date.fromisoformat(given["completed_on"]), manifest["valid"])
    yield Line(Check.EXPIRES_ON, "", given["expires_on"] or "", last.isoformat() if last else "")
    hours = sum((Decimal(module["jp"]) for module in manifest["modules"]), Decimal(0))
    for text in (given["jp"], manifest["jp"]):
        yield Line(Check.HOURS, "", f"{Decimal(text).normalize():f}", f"{hours.normalize():f}")


def _rules(rules: Part) -> str:
    return f"{Fraction(rules['pass'])} {rules['keep']}"


def _local(moment: str | None, zone: tzinfo) -> str:
    return numbering.local_day(_moment(moment), zone).isoformat() if moment else ""


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)
