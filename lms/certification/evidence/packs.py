"""The pack "why certified": one canonical JSON (RFC 8785) per certificate, taken when it is issued.

It holds all that the decision was made from, so that it can be made again without this database: the
course's manifest and its quizzes in canonical form (their digests are their names), every attempt that
counted with the marks of its questions, when each module was done. It names neither person nor NIP, and no
answer, only what answers earned: whose it is the register knows.

Moments are ISO 8601 in UTC, points and percents exact fractions (`7/3`), credit hours decimals, all as text.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from itertools import groupby
from typing import Any

import rfc8785
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState, FreshStart, Mark, Step
from lms.assessment.standings import AFRESH, COUNTS
from lms.catalogue import contents
from lms.catalogue.models import Release
from lms.certification.evidence import reading
from lms.certification.models import Certificate
from lms.certification.signing import ring
from lms.certification.signing.ring import Ring
from lms.config import Settings
from lms.db.files import FileStore
from lms.learning.models import Enrolment, ModuleProgress

FORMAT = 1
DISTRIBUTION = "ampera-lms"
ENGINE, CORRECTION = "engine", "correction"
Part = dict[str, Any]


def keep(session: Session, certificate: Certificate, *, replaced: Certificate | None = None) -> None:
    """Take the pack and keep its bytes, their SHA-256 on the certificate, in the transaction of its issue."""
    files: FileStore = session.info["files"]
    certificate.pack_sha256 = files.put(take(session, certificate, replaced=replaced))
    session.flush()


def take(session: Session, certificate: Certificate, *, replaced: Certificate | None = None) -> bytes:
    """Return the pack of a certificate; a corrected one rests on what the one it `replaced` rested on."""
    before = None if replaced is None else reading.of(session.info["files"], replaced)
    facts = gather(session, certificate) if before is None else {key: before[key] for key in reading.FACTS}
    pack = {
        "format": FORMAT,
        "engine": f"{DISTRIBUTION} {version(DISTRIBUTION)}",
        "certificate": certified(certificate),
        "decision": _decision(session, certificate, replaced),
        **facts,
    }
    return rfc8785.dumps(pack)


def gather(session: Session, certificate: Certificate) -> Part:
    """Return what a decision about this certificate is made from, as the database has it now."""
    settings: Settings = session.info["settings"]
    learner_id, course_id = certificate.learner_id, certificate.course_id
    release = session.get_one(Release, certificate.release_id)
    enrolment = session.get(Enrolment, (learner_id, course_id))
    manifest = release.manifest
    keys = [line["quiz"] for line in manifest["modules"] if line["quiz"]]
    keys += [manifest["exam"]] if manifest["exam"] else []
    return {
        "zone": settings.time_zone,
        "release": {
            "edition": release.number,
            "published_at": _moment(release.published_at),
            "digest": release.hash,
            "manifest": manifest,
        },
        "course": {
            "began_at": _moment(enrolment.began_at if enrolment else None),
            "completed_at": _moment(enrolment.completed_at if enrolment else None),
            "exam_passed_at": _moment(enrolment.exam_passed_at if enrolment else None),
        },
        "modules": _modules(session, learner_id, course_id),
        "quizzes": _quizzes(session, certificate, {key: manifest["quizzes"][key] for key in keys}),
    }


def certified(certificate: Certificate) -> Part:
    """Return what the pack says of the certificate itself."""
    return {
        "id": certificate.public_id,
        "number": certificate.number,
        "revision": certificate.revision,
        "began_on": _day(certificate.began_on),
        "completed_on": _day(certificate.completed_on),
        "expires_on": _day(certificate.expires_on),
        "issued_at": _moment(certificate.issued_at),
        "jp": _hours(certificate.jp),
        "result": certificate.snapshot.get("percent"),
    }


def _decision(session: Session, certificate: Certificate, replaced: Certificate | None) -> Part:
    """Say who decided, what was replaced, and which key signs: the one of the day of issue."""
    settings: Settings = session.info["settings"]
    key = ring.current(settings, Ring.DOCUMENTS) if certificate.mark == "own" else None
    return {
        "by": ENGINE if replaced is None else CORRECTION,
        "replaces": None if replaced is None else {"id": replaced.public_id, "number": replaced.number},
        "mark": str(certificate.mark),
        "key": key,
    }


def _modules(session: Session, learner_id: int, course_id: int) -> Part:
    rows = select(ModuleProgress).where(
        ModuleProgress.learner_id == learner_id, ModuleProgress.course_id == course_id
    )
    return {
        row.module: {
            "opened_at": _moment(row.opened_at),
            "read_at": _moment(row.read_at),
            "done_at": _moment(row.done_at),
            "mark": _exact(row.percent),
        }
        for row in session.scalars(rows)
    }


def _quizzes(session: Session, certificate: Certificate, hashes: Mapping[str, str]) -> Part:
    bodies = contents.bodies(session, hashes.values())
    found: dict[str, Part] = {
        key: {"body": dict(bodies[hash_]), "attempts": []} for key, hash_ in hashes.items()
    }
    rows = (
        select(Attempt)
        .outerjoin(FreshStart, AFRESH)
        .where(Attempt.learner_id == certificate.learner_id, Attempt.quiz.in_(list(hashes)), COUNTS)
        .where(Attempt.state == AttemptState.GRADED)
        .order_by(Attempt.number)
    )
    attempts = session.scalars(rows).all()
    whose = and_(Mark.learner_id == certificate.learner_id, Mark.attempt_id.in_([one.id for one in attempts]))
    marks = _by_attempt(session.scalars(select(Mark).where(whose).order_by(Mark.attempt_id, Mark.revision)))
    whose = and_(Step.learner_id == certificate.learner_id, Step.attempt_id.in_([one.id for one in attempts]))
    steps = _by_attempt(session.scalars(select(Step).where(whose).order_by(Step.attempt_id, Step.number)))
    for attempt in attempts:
        here = attempt.course_id == certificate.course_id
        part = _attempt(attempt, marks.get(attempt.id, []), steps.get(attempt.id, []))
        found[attempt.quiz]["attempts"].append({**part, "here": here})
    return found


def _attempt(attempt: Attempt, marks: Collection[Mark], steps: Collection[Step]) -> Part:
    told = [step for step in steps if step.detail and step.detail.get("percent") is not None]
    return {
        "number": attempt.number,
        "began_at": _moment(attempt.began_at),
        "submitted_at": _moment(attempt.submitted_at),
        "quiz": attempt.quiz_hash,
        "rules": {name: attempt.rules[name] for name in ("pass", "keep")},
        "points": _exact(attempt.points),
        "out_of": _exact(attempt.points_max),
        "percent": _exact(attempt.percent),
        "passed": attempt.passed,
        "told": [{"at": _moment(step.at), "percent": step.detail["percent"]} for step in told],
        "questions": [
            {
                "id": item["id"],
                "hash": item["hash"],
                "points": item["points"],
                "marks": [_mark(mark) for mark in marks if mark.question == item["id"]],
            }
            for item in attempt.paper
        ],
    }


def _mark(mark: Mark) -> Part:
    return {
        "revision": mark.revision,
        "at": _moment(mark.graded_at),
        "hash": mark.question_hash,
        "state": mark.state,
        "fraction": _exact(mark.fraction),
        "points": _exact(mark.points),
    }


def _by_attempt(rows: Iterable[Any]) -> dict[int, list[Any]]:
    return {attempt_id: list(group) for attempt_id, group in groupby(rows, key=lambda row: row.attempt_id)}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _hours(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat()


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
