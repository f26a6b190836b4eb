"""One finished attempt marked again by today's content: what changes, what stays and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from lms.assessment import grades
from lms.assessment.grades import Earned
from lms.assessment.models import Attempt, AttemptState
from lms.assessment.refusals import Given
from lms.assessment.regrades import plans
from lms.assessment.regrades.plans import Plan
from lms.assessment.regrades.records import Record, Stood, fraction
from lms.assessment.rules import earning, history, regrading
from lms.assessment.rules.history import Entry, Outcome
from lms.assessment.rules.paper import Item
from lms.assessment.rules.regrading import Reason, Weighed
from lms.catalogue import contents
from lms.questions import registry
from lms.questions.kind import Marker
from lms.questions.response import Malformed
from lms.questions.score import NOTHING, State

Body = Mapping[str, Any]
# Long texts are seldom given twice; the memory is emptied when so many answers are in it.
REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Changed:
    """One question whose mark changes; `void` when it counts no more."""

    question: str
    before: Fraction
    after: Fraction
    void: bool

    @property
    def rose(self) -> bool:
        return not self.void and self.after > self.before

    @property
    def fell(self) -> bool:
        return not self.void and self.after < self.before


@dataclass(frozen=True, slots=True)
class Remarked:
    """What a regrade does to one attempt; nothing, when it brings no `marks`."""

    attempt: Attempt
    marks: tuple[Earned, ...]
    changes: tuple[Changed, ...]
    kept: tuple[tuple[str, Reason], ...]
    before: Fraction | None
    passed: bool | None
    outcome: Outcome

    @property
    def after(self) -> Fraction | None:
        return self.outcome.percent

    @property
    def rose(self) -> bool:
        return self.before is not None and self.after is not None and self.after > self.before

    @property
    def fell(self) -> bool:
        return self.before is not None and self.after is not None and self.after < self.before

    @property
    def crossed(self) -> bool:
        return self.passed is not None and self.passed != self.outcome.passed


@dataclass(frozen=True, slots=True)
class _Question:
    """One question of a paper: the mark that stands, and the one that would take its place."""

    item: Item
    stood: Stood
    counted: Stood | None
    fresh: Earned | None
    counts: bool

    @property
    def same(self) -> bool:
        """Tell whether there is nothing to decide: most questions of most attempts."""
        return (
            self.counts
            and self.stood.state != earning.VOID
            and (self.fresh is None or self.fresh.fraction == self.stood.fraction)
        )

    def weighed(self) -> Weighed:
        before = self.counted.fraction if self.counted else self.fresh.fraction if self.fresh else NOTHING
        unscored = self.counted is not None and self.counted.state == State.UNSCORED
        return Weighed(
            worth=NOTHING if unscored else fraction(self.item["points"]),
            before=before,
            after=self.fresh.fraction if self.fresh else before,
            counted=self.stood.state != earning.VOID,
            counts=self.counts,
        )


class Remarker:
    """Marks attempts again by one plan; remembers answers that it has marked, for many give the same."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self.plan = plan
        self.hashes = plans.question_ids(session, plan.quiz_hash)
        self.bodies = contents.bodies(session, self.hashes.values())
        self._known: dict[object, Earned | Reason | None] = {}

    def remark(self, session: Session, record: Record) -> Remarked:
        """Mark one attempt again."""
        attempt = record.attempt
        self._read(session, attempt)
        kept: dict[str, Reason] = {}
        questions = list(self._questions(record, kept))
        if all(question.same for question in questions):
            stands = Outcome(
                attempt.state, attempt.points, attempt.points_max, attempt.percent, attempt.passed
            )
            return Remarked(attempt, (), (), tuple(kept.items()), attempt.percent, attempt.passed, stands)
        verdict = regrading.decide(
            [question.weighed() for question in questions],
            allow_falls=self.plan.wish.allow_falls,
            whole=attempt.state == AttemptState.GRADED,
        )
        kept |= {questions[place].item["id"]: Reason.SPARED for place in verdict.spared}
        pairs = list(zip(questions, verdict.questions, strict=True))
        marks = tuple(mark for question, final in pairs if (mark := _mark(question, final)) is not None)
        return Remarked(
            attempt=attempt,
            marks=marks,
            changes=tuple(_changes(pairs)),
            kept=tuple(kept.items()),
            before=attempt.percent,
            passed=attempt.passed,
            outcome=_outcome(record, marks),
        )

    def _read(self, session: Session, attempt: Attempt) -> None:
        """Have the bodies at hand that the attempt began with."""
        missing = {item["hash"] for item in attempt.paper} - self.bodies.keys()
        if missing:
            self.bodies |= contents.bodies(session, missing)

    def _questions(self, record: Record, kept: dict[str, Reason]) -> Iterator[_Question]:
        for item in record.attempt.paper:
            id_ = item["id"]
            stood, counted = record.marks.get(id_), record.counted.get(id_)
            if stood is None:
                continue
            fresh = self._fresh(record, item, stood)
            if isinstance(fresh, Reason):
                kept[id_] = fresh
                fresh = None
            # One that was void from the start needs a mark to come back.
            chosen = self._asked(id_) and (counted is not None or fresh is not None)
            counts = id_ not in self.plan.voided if chosen else stood.state != earning.VOID
            yield _Question(item, stood, counted, fresh, counts)

    def _asked(self, question: str) -> bool:
        return not self.plan.wish.only or question in self.plan.wish.only

    def _fresh(self, record: Record, item: Item, stood: Stood) -> Earned | Reason | None:
        """Mark one answer by today's body; a reason where it keeps its mark, None where none is due."""
        id_ = item["id"]
        if not self._asked(id_) or id_ in self.plan.voided:
            return None
        if id_ not in self.hashes:
            return Reason.GONE
        if stood.by_trainer:
            return Reason.TRAINER
        given, rules = record.given.get(id_), record.attempt.rules
        said = (given.response, given.tried, given.used, given.certainty) if given else None
        by = (rules["language"], rules.get("penalty"), rules.get("certainty"))
        known = (id_, item["hash"], repr(said), by)
        if known not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[known] = self._judged(record.attempt, item, given)
        return self._known[known]

    def _judged(self, attempt: Attempt, item: Item, given: Given | None) -> Earned | Reason | None:
        old, hash_ = self.bodies[item["hash"]], self.hashes[item["id"]]
        new, kinds = self.bodies[hash_], registry.kinds()
        if new["kind"] not in kinds or old["kind"] not in kinds:
            return Reason.UNINSTALLED
        if new["kind"] != old["kind"]:
            return Reason.KIND
        marker = kinds[new["kind"]].marked_by
        if marker is not Marker.MACHINE:
            return Reason.TRAINER if marker is Marker.TRAINER else None
        try:
            if given is not None:
                given = given if item["hash"] == hash_ else _carried(old, new, given)
                given = _retried(attempt, new, given)
        except Malformed:
            return Reason.UNSAID
        return grades.marked(attempt, item, new, given, question_hash=hash_)


def _carried(old: Body, new: Body, given: Given) -> Given:
    """Say the same answer, and every try before it, in the words of the corrected question."""
    kind = registry.kinds()[new["kind"]]

    def carry(response: Any) -> Any:
        return None if response is None else kind.carried(old["body"], new["body"], response)

    return replace(
        given, response=carry(given.response), tried=tuple(carry(response) for response in given.tried)
    )


def _retried(attempt: Attempt, new: Body, given: Given) -> Given:
    """Stop at the first try that today's key finds right: the learner would not have had to try again."""
    kind, language = registry.kinds()[new["kind"]], attempt.rules["language"]
    for used, response in enumerate(given.tried, start=1):
        if kind.score(new["body"], response, language=language).state == State.RIGHT:
            return replace(given, response=response, used=used, tried=given.tried[:used])
    return given


def _mark(question: _Question, final: Weighed) -> Earned | None:
    """Return the new mark; None when the one that stands is as good."""
    id_, stood = question.item["id"], question.stood
    if not final.counts:
        void = Earned(id_, stood.question_hash, earning.VOID, NOTHING)
        return void if final.counted else None
    if final.counted and final.after == stood.fraction:
        return None
    # Of a question that counts again, the better of what it had and what it would get now.
    if question.fresh is not None and question.fresh.fraction == final.after:
        return question.fresh
    had = question.counted
    return Earned(id_, had.question_hash, had.state, had.fraction) if had else None


def _changes(pairs: list[tuple[_Question, Weighed]]) -> Iterator[Changed]:
    for question, final in pairs:
        if final.counted != final.counts or (final.counts and final.before != final.after):
            yield Changed(question.item["id"], final.before, final.after, void=not final.counts)


def _outcome(record: Record, marks: tuple[Earned, ...]) -> Outcome:
    """Add the attempt up as it would stand."""
    points = {item["id"]: fraction(item["points"]) for item in record.attempt.paper}
    now = {id_: (stood.state, stood.fraction) for id_, stood in record.marks.items()}
    now |= {mark.question: (mark.state, mark.fraction) for mark in marks}
    entries = {
        id_: Entry(id_, state, part * earning.worth(points[id_], state)) for id_, (state, part) in now.items()
    }
    return history.outcome(points, entries, fraction(record.attempt.rules["pass"]))
