"""The dry run: every finished attempt marked again in memory, and what would follow. Nothing is kept."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment.regrades import records
from lms.assessment.regrades.plans import Plan
from lms.assessment.regrades.proposals import Follow, Kept, Line, Proposal, QuestionLine
from lms.assessment.regrades.records import Place
from lms.assessment.regrades.rehearsals import overhearing
from lms.assessment.regrades.remarking import Remarked, Remarker
from lms.assessment.regrades.runs import BATCH, Progress, apply_one, silent
from lms.assessment.rules import marking
from lms.assessment.rules.regrading import Reason
from lms.catalogue import contents
from lms.catalogue.rules.impact import excerpt, key_in_words
from lms.db.installation import Installation
from lms.events import CertificateIssued, CourseCompleted
from lms.people.models import Person

CHUNK = 500
# Set by lms.flow, for certificates stand above: learner -> the number of a certificate of this course.
CERTIFIED = "certified"
Certified = Callable[[Session, int, Collection[int]], Mapping[int, str]]


def propose(installation: Installation, plan: Plan, *, at: datetime, told: Progress = silent) -> Proposal:
    """Say what a plan would do, and rehearse what follows for whoever comes to pass."""
    database, sums = installation.database, _Sums()
    with database.read() as session:
        remarker = Remarker(session, plan)
        places = records.places(session, plan.quiz)
    for batch in records.batches(places, BATCH):
        with database.read() as session:
            found = [remarker.remark(session, record) for record in records.load(session, batch)]
        for _, group in groupby(found, key=lambda one: one.attempt.learner_id):
            sums.add(list(group))
        told(len(batch))
    for learner in sums.reaching:
        sums.heard += _rehearse(installation, remarker, learner, at)
    with database.read() as session:
        return _proposal(session, remarker, sums)


@dataclass(slots=True)
class _Sums:
    """What the walk over all attempts adds up to."""

    seen: int = 0
    lines: list[Line] = field(default_factory=list)
    rose: Counter[str] = field(default_factory=Counter)
    fell: Counter[str] = field(default_factory=Counter)
    voided: Counter[str] = field(default_factory=Counter)
    kept: Counter[tuple[str, Reason]] = field(default_factory=Counter)
    # Of each question that changes, the body that its first attempt began with.
    began_with: dict[str, str] = field(default_factory=dict)
    reaching: list[list[Place]] = field(default_factory=list)
    # Learner and course of those whose counted mark passed and would pass no more.
    dropping: list[tuple[int, int | None]] = field(default_factory=list)
    heard: list[object] = field(default_factory=list)

    def add(self, group: Sequence[Remarked]) -> None:
        """Add one learner's attempts."""
        self.seen += len(group)
        changing = [one for one in group if one.marks]
        for one in group:
            self.kept.update(one.kept)
        for one in changing:
            self._changed(one)
        counted = [_passing(group, one) for one in changing]
        if any(now and not before for before, now in counted):
            self.reaching.append([(one.attempt.learner_id, one.attempt.id) for one in changing])
        if any(before and not now for before, now in counted):
            self.dropping.append((group[0].attempt.learner_id, group[0].attempt.course_id))

    def _changed(self, one: Remarked) -> None:
        self.lines.append(_line(one))
        hashes = {item["id"]: item["hash"] for item in one.attempt.paper}
        for change in one.changes:
            self.rose[change.question] += change.rose
            self.fell[change.question] += change.fell
            self.voided[change.question] += change.void
            self.began_with.setdefault(change.question, hashes[change.question])


def _passing(group: Sequence[Remarked], one: Remarked) -> tuple[bool, bool]:
    """Tell whether what counts of a learner's attempts passed and would pass, by the rules of one."""
    keep, pass_mark = one.attempt.rules["keep"], Fraction(one.attempt.rules["pass"])
    in_order = sorted(group, key=lambda other: other.attempt.number)
    marks = [other.before for other in in_order], [other.after for other in in_order]
    before, after = (marking.kept([mark for mark in some if mark is not None], keep) for some in marks)
    return _reaches(before, pass_mark), _reaches(after, pass_mark)


def _reaches(mark: Fraction | None, pass_mark: Fraction) -> bool:
    return mark is not None and marking.passes(mark, pass_mark)


def _line(one: Remarked) -> Line:
    attempt, outcome = one.attempt, one.outcome
    return Line(
        learner_id=attempt.learner_id,
        name="",
        attempt_id=attempt.id,
        number=attempt.number,
        before=one.before,
        after=outcome.percent,
        passed=one.passed,
        passes=outcome.passed,
        pass_mark=Fraction(attempt.rules["pass"]),
    )


def _rehearse(
    installation: Installation, remarker: Remarker, learner: Sequence[Place], at: datetime
) -> list[object]:
    """Do it for one learner, listen to what is told, and leave nothing behind."""
    with installation.database.session(writes=True) as session, overhearing(session) as heard:
        for place in learner:
            apply_one(session, remarker, place, at=at)
        session.rollback()
    return heard


def _proposal(session: Session, remarker: Remarker, sums: _Sums) -> Proposal:
    completes = [event.learner_id for event in sums.heard if isinstance(event, CourseCompleted)]
    issued = [event.learner_id for event in sums.heard if isinstance(event, CertificateIssued)]
    resting = _resting(session, sums.dropping)
    names = _names(session, [line.learner_id for line in sums.lines])
    return Proposal(
        plan=remarker.plan,
        title=str(contents.body(session, remarker.plan.quiz_hash)["title"]),
        seen=sums.seen,
        lines=tuple(
            sorted(
                (replace(line, name=names[line.learner_id]) for line in sums.lines),
                key=lambda line: (line.name.casefold(), line.learner_id, line.number),
            )
        ),
        questions=tuple(_question(session, remarker, sums, id_) for id_ in sums.began_with),
        kept=tuple(Kept(id_, reason, count) for (id_, reason), count in sorted(sums.kept.items())),
        completes=_follows(Follow(id_, names[id_]) for id_ in completes),
        certificates=_follows(Follow(id_, names[id_]) for id_ in issued),
        resting=_follows(Follow(id_, names[id_], number) for id_, number in resting.items()),
    )


def _follows(found: Iterable[Follow]) -> tuple[Follow, ...]:
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.learner_id)))


def _question(session: Session, remarker: Remarker, sums: _Sums, id_: str) -> QuestionLine:
    before = contents.body(session, sums.began_with[id_])
    after = remarker.bodies[remarker.hashes[id_]] if id_ in remarker.hashes else before
    return QuestionLine(
        id=id_,
        excerpt=excerpt(after["prompt"]),
        key_before=key_in_words(before),
        key_after=key_in_words(after),
        rose=sums.rose[id_],
        fell=sums.fell[id_],
        voided=sums.voided[id_],
        spared=sums.kept[id_, Reason.SPARED],
    )


def _resting(session: Session, dropping: Sequence[tuple[int, int | None]]) -> dict[int, str]:
    """Return the certificates that are there although the mark they rest on would fall."""
    certified: Certified | None = session.info.get(CERTIFIED)
    found: dict[int, str] = {}
    if certified is None:
        return found
    for course_id in {course for _, course in dropping if course is not None}:
        learners = [learner for learner, course in dropping if course == course_id]
        for start in range(0, len(learners), CHUNK):
            found |= certified(session, course_id, learners[start : start + CHUNK])
    return found


def _names(session: Session, learners: Sequence[int]) -> dict[int, str]:
    wanted = list(dict.fromkeys(learners))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = session.scalars(select(Person).where(Person.id.in_(wanted[start : start + CHUNK])))
        found |= {person.id: person.full_name for person in rows}
    return found
