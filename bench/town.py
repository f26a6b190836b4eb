"""A town's personnel in bulk: people, a published course, learners on their way, papers to hand in."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from lms import flow
from lms.assessment import attempts
from lms.assessment.models import Answer, Attempt, Mark
from lms.catalogue import contents, drafts
from lms.config import Settings
from lms.content import reader
from lms.db import revisions
from lms.db.base import Base
from lms.db.installation import Installation
from lms.learning import enrolments
from lms.learning.models import Enrolment
from lms.people.models import Identity, IdentityKind, Person, Role, RoleName, Unit
from lms.questions import registry

ROOT = Path(__file__).parent.parent
COURSE, MODULE, QUIZ = "dasar-spbe", "01-konsep-prinsip", "dasar-spbe/konsep"
UNITS = 50
CHUNK = 5000
EPOCH = "bench"
# One learner for each connection of the load client.
LEARNERS = 8
FIRST = 2
KINDS = ("pns", "pns", "pppk", "non_asn")
GIVEN = ("Siti", "Ahmad", "Rina", "Budi", "Dewi", "Hasan", "Nyimas", "Kemas", "Masayu", "Yusuf")
FAMILY = ("Nurhaliza", "Pratama", "Wulandari", "Saputra", "Anggraini", "Fauzi", "Zahra", "Ramadhan")


@dataclass(frozen=True, slots=True)
class Paper:
    """An open attempt and, for each question, a right and a wrong response and its points."""

    learner_id: int
    attempt_id: int
    questions: tuple["Asked", ...]


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    right: Any
    wrong: Any
    points: Fraction


def found(instance: Path, database_url: str) -> Installation:
    """Make an installation with its schema, its key and the published course."""
    instance.mkdir(parents=True)
    values = {"SECRET_KEY": "bench-" + "0" * 58, "DATABASE_URL": database_url}
    lines = [f"{name} = {value!r}\n" for name, value in values.items()]
    (instance / "config.py").write_text("".join(lines))
    settings = Settings(
        instance=instance, content_root=ROOT, **{name.lower(): value for name, value in values.items()}
    )
    installation = flow.open_site(settings)
    if revisions.head() is None:
        Base.metadata.create_all(installation.database.engine)
    else:
        revisions.upgrade(installation.database)
    library = reader.read(ROOT, [COURSE])
    with installation.database.write() as session:
        _publish(session, library, installation)
        offices(session)
    return installation


def populate(installation: Installation, count: int, at: datetime) -> None:
    """Fill up to so many people, each enrolled in the course."""
    with installation.database.write() as session:
        have = session.scalar(select(func.max(Person.id))) or 0
        for low in range(have + 1, count + 1, CHUNK):
            people(session, range(low, min(low + CHUNK, count + 1)), at)
        enrolments.enrol(session, FIRST, COURSE, at=at)
        pattern = _values(session, Enrolment, Enrolment.learner_id == FIRST)[0]
        taken = set(session.scalars(select(Enrolment.learner_id)))
        rows = [{**pattern, "learner_id": who} for who in range(FIRST, count + 1) if who not in taken]
        _add(session, Enrolment.__table__, rows)
        session.flush()


def begin(session: Session, learner_id: int, at: datetime) -> Paper:
    """Begin the module's quiz by the real verb."""
    attempt = enrolments.begin_quiz(session, learner_id, COURSE, QUIZ, at=at, seed=7, language="id")
    bodies = contents.bodies(session, [item["hash"] for item in attempt.paper])
    return Paper(learner_id, attempt.id, tuple(_asked(item, bodies) for item in attempt.paper))


def copies(session: Session, paper: Paper, learners: Sequence[int]) -> list[Paper]:
    """Give others the same paper, as begun and answered as it is, in bulk."""
    attempt = _values(session, Attempt, Attempt.id == paper.attempt_id)[0]
    answers = _values(session, Answer, Answer.attempt_id == paper.attempt_id)
    made = [Paper(who, 10**12 + who, paper.questions) for who in learners]
    _add(
        session,
        Attempt.__table__,
        [{**attempt, "learner_id": one.learner_id, "id": one.attempt_id} for one in made],
    )
    rows = [
        {**answer, "learner_id": one.learner_id, "attempt_id": one.attempt_id}
        for one in made
        for answer in answers
    ]
    _add(session, Answer.__table__, rows)
    return made


def answer(session: Session, paper: Paper, *, right: bool, at: datetime) -> None:
    """Answer the whole paper by the real verb."""
    for place, question in enumerate(paper.questions, 1):
        form = {"answer": values(question.right if right else question.wrong)}
        attempts.answer(session, paper.learner_id, paper.attempt_id, question.id, form, sequence=place, at=at)


def values(response: Any) -> list[str]:
    """Return a canonical response as a form posts it."""
    return [str(one) for one in response] if isinstance(response, list) else [str(response)]


def marks(session: Session, attempt_ids: Sequence[int]) -> dict[int, dict[str, Fraction]]:
    """Return the points that are stored, by attempt and question."""
    found: dict[int, dict[str, Fraction]] = {}
    for low in range(0, len(attempt_ids), 500):
        rows = select(Mark.attempt_id, Mark.question, Mark.points).where(
            Mark.attempt_id.in_(attempt_ids[low : low + 500])
        )
        for attempt_id, question, points in session.execute(rows):
            found.setdefault(attempt_id, {})[question] = points
    return found


def _publish(session: Session, library: Any, installation: Installation) -> None:
    drafts.of_library(session, library, COURSE, installation.files, by=None, at=datetime.now(UTC))


def offices(session: Session) -> None:
    """Add the town and its offices."""
    city = Unit(id=1, name="Kota Palembang", path="/1/")
    session.add(city)
    session.flush()
    _add(
        session,
        Unit.__table__,
        [{"id": n, "parent_id": 1, "name": f"Dinas {n}", "path": f"/1/{n}/"} for n in range(2, UNITS + 2)],
    )


def people(session: Session, ids: range, at: datetime) -> None:
    """Add people with these ids, in the offices; the first is the HR officer."""
    rows, numbers = [], []
    for who in ids:
        name = f"{GIVEN[who % len(GIVEN)]} {FAMILY[who // len(GIVEN) % len(FAMILY)]} {who}"
        rows.append({"id": who, "name": name, "sort_name": name.casefold(), "kind": KINDS[who % len(KINDS)],
                       "unit_id": 2 + who % UNITS, "position": "Analis", "time_factor": Fraction(1),
                       "session_epoch": EPOCH, "front_title": "", "back_title": "S.Kom.",
                       "created_at": at})  # fmt: skip
        numbers.append({"person_id": who, "kind": IdentityKind.LOGIN, "value": f"bench-{who}",
                        "valid_from": date(2020, 1, 1)})  # fmt: skip
    _add(session, Person.__table__, rows)
    _add(session, Identity.__table__, numbers)
    if ids.start == 1:
        session.add(Role(person_id=1, name=RoleName.HR, unit_id=1))
        session.flush()


def _asked(item: Mapping[str, Any], bodies: Mapping[str, Mapping[str, Any]]) -> Asked:
    question = bodies[item["hash"]]
    kind = registry.get(question["kind"])
    specimens = kind.specimens(question["body"])
    wrong = next(
        (one for one in specimens.wrong if kind.score(question["body"], one, language="id").fraction == 0),
        None,
    )
    if wrong is None:
        sys.exit(f"the kind {kind.name} makes no wrong answer for {item['id']}")
    return Asked(item["id"], specimens.right[0], wrong, Fraction(item["points"]))


def _values(session: Session, model: type[Base], where: Any) -> list[dict[str, Any]]:
    table = model.__table__
    return [dict(row) for row in session.execute(select(table).where(where)).mappings()]


def _add(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    kept: Table = table
    for low in range(0, len(rows), CHUNK):
        session.execute(insert(kept), rows[low : low + CHUNK])
