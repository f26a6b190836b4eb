"""Regrades that were: their list for the trainer, what a learner is told, and what has changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, Regrade, Step, StepKind
from lms.assessment.regrades import plans
from lms.assessment.regrades.records import FINISHED
from lms.assessment.rules import marking
from lms.catalogue import contents
from lms.catalogue.rules.impact import key_in_words
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Past:
    """One regrade as a list shows it; `by` is empty for one from the command line."""

    run: Regrade
    by: str

    @property
    def reason(self) -> str:
        return str(self.run.options.get("reason", ""))

    @property
    def allow_falls(self) -> bool:
        return bool(self.run.options["allow_falls"])

    @property
    def only(self) -> tuple[str, ...]:
        return tuple(self.run.options["only"])

    @property
    def void(self) -> tuple[str, ...]:
        return tuple(self.run.options["void"])

    @property
    def restore(self) -> tuple[str, ...]:
        return tuple(self.run.options["restore"])


@dataclass(frozen=True, slots=True)
class Note:
    """What a learner is told of one regrade of an attempt."""

    at: datetime
    reason: str
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True, slots=True)
class Drift:
    """So many questions have another key now than the one by which so many attempts were marked."""

    questions: int
    attempts: int


def of_quiz(session: Session, quiz: str) -> list[Past]:
    """Return the regrades of a quiz, newest first."""
    rows = session.execute(
        select(Regrade, Person)
        .outerjoin(Person, Person.id == Regrade.by_id)
        .where(Regrade.quiz == quiz)
        .order_by(Regrade.id.desc())
    )
    return [Past(run, _name(person)) for run, person in rows]


def notes(session: Session, attempt: Attempt) -> list[Note]:
    """Return what regrades did to an attempt, oldest first; a trainer's own change of a mark is none."""
    steps = session.execute(
        select(Step.at, Step.detail)
        .where(Step.learner_id == attempt.learner_id, Step.attempt_id == attempt.id)
        .where(Step.kind == StepKind.REGRADED)
        .order_by(Step.number)
    ).all()
    ours = [step for step in steps if (step.detail or {}).get("regrade") is not None]
    if not ours:
        return []
    wanted = {step.detail["regrade"] for step in ours}
    rows = session.execute(select(Regrade.id, Regrade.options).where(Regrade.id.in_(wanted)))
    reasons = {id_: options.get("reason", "") for id_, options in rows}
    return [_note(step, reasons, Fraction(attempt.rules["pass"])) for step in ours]


def corrected(session: Session, attempt: Attempt) -> dict[str, str]:
    """Return the keys, in words, that the last regrade since had corrected; of this attempt's questions."""
    since = session.scalars(
        select(Regrade)
        .where(Regrade.quiz == attempt.quiz, Regrade.began_at >= attempt.submitted_at)
        .where(Regrade.finished_at.is_not(None))
        .order_by(Regrade.id.desc())
        .limit(1)
    ).one_or_none()
    if since is None or since.quiz_hash == attempt.quiz_hash:
        return {}
    paper = {item["id"]: item["hash"] for item in attempt.paper}
    only = set(since.options["only"]) or set(paper)
    return dict(_other_keys(session, paper, since.quiz_hash, only))


def drift(session: Session, quiz: str, quiz_hash: str) -> Drift | None:
    """Compare the keys of a quiz with those of attempts not yet marked by them; None when nothing differs."""
    whole = select(Regrade).where(Regrade.quiz == quiz, Regrade.quiz_hash == quiz_hash)
    last = max((run.began_at for run in session.scalars(whole) if not run.options["only"]), default=None)
    marked = select(Attempt.quiz_hash, func.count()).where(
        Attempt.quiz == quiz, Attempt.state.in_(FINISHED), Attempt.quiz_hash != quiz_hash
    )
    if last is not None:
        marked = marked.where(Attempt.submitted_at > last)
    questions: set[str] = set()
    attempts = 0
    for began_with, count in session.execute(marked.group_by(Attempt.quiz_hash)):
        paper = plans.question_ids(session, began_with)
        changed = dict(_other_keys(session, paper, quiz_hash, set(paper)))
        questions |= changed.keys()
        attempts += count if changed else 0
    return Drift(len(questions), attempts) if questions else None


def _other_keys(
    session: Session, paper: Mapping[str, str], quiz_hash: str, only: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the questions whose key in words is another in a later quiz."""
    now = plans.question_ids(session, quiz_hash)
    differing = [id_ for id_ in paper if id_ in only and now.get(id_, paper[id_]) != paper[id_]]
    bodies = contents.bodies(session, [hash_ for id_ in differing for hash_ in (paper[id_], now[id_])])
    for id_ in differing:
        key = key_in_words(bodies[now[id_]])
        if key != key_in_words(bodies[paper[id_]]):
            yield id_, key


def _name(person: Person | None) -> str:
    return "" if person is None else person.full_name


def _note(step: Row[*tuple[Any, ...]], reasons: Mapping[int, str], pass_mark: Fraction) -> Note:
    detail = step.detail
    before, after = (_shown(detail[name], pass_mark) for name in ("before", "percent"))
    return Note(step.at, reasons.get(detail["regrade"], ""), before, after)


def _shown(text: str | None, pass_mark: Fraction) -> Fraction | None:
    return None if text is None else marking.shown(Fraction(text), pass_mark)
