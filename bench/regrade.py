"""A regrade of ten thousand attempts at twenty questions after one key was corrected.

`python bench/regrade.py sqlite postgresql --attempts 10000`. The dry run and the application are timed, and a
second regrade that finds nothing to do. Three in ten had given what the corrected key asks.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import town
from databases import empty
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from lms import flow
from lms.assessment import authored, papers
from lms.assessment.models import Answer, Attempt, Mark, Regrade
from lms.assessment.regrades import dry_runs, plans, runs
from lms.assessment.regrades.plans import Plan, Wish
from lms.catalogue import drafts
from lms.config import Settings
from lms.content import reader
from lms.db import revisions
from lms.db.installation import Installation
from lms.learning.models import Enrolment

COURSE, EXAM = "ujian-besar", "ujian-besar/ujian"
QUESTIONS = 20
GAINING, KNOWING = 0.3, 0.7
FIRST = 2
FRONT = "---\ntitle: {title}\n{more}---\n"
QUESTION = """
## Soal {number} {{#soal-{number}}}
Berapa hari kerja paling lama untuk layanan nomor {number}?
- ({a}) {number} hari
- ({b}) 1{number} hari
- ( ) 2{number} hari
"""


def write_course(root: Path, *, corrected: bool) -> None:
    """Write a course of one module that its quiz completes; corrected, question 1 has another key."""
    course, quizzes = root / "courses" / COURSE, root / "quizzes" / COURSE
    course.mkdir(parents=True, exist_ok=True)
    quizzes.mkdir(parents=True, exist_ok=True)
    front = "field: e-government\nkind: course\nlevel: 1\ntrainers: [Rahma]\n"
    (course / "course.md").write_text(FRONT.format(title="Ujian besar", more=front) + "Bagi semua.\n")
    (course / "01-bahan.md").write_text(
        FRONT.format(title="Bahan", more=f"jp: 1\noutcomes: [Tahu]\nquiz: {EXAM}\n") + "Baca.\n"
    )
    keys = [("x", " ") if corrected and not number else (" ", "x") for number in range(QUESTIONS)]
    asked = "".join(QUESTION.format(number=place, a=a, b=b) for place, (a, b) in enumerate(keys, start=1))
    (quizzes / "ujian.md").write_text(FRONT.format(title="Ujian", more="kind: module\npass: 70\n") + asked)


def publish(session: Session, root: Path, installation: Installation) -> int:
    at = datetime.now(UTC)
    library = reader.read(root)
    return drafts.of_library(session, library, COURSE, installation.files, by=None, at=at).id


def fill(session: Session, learners: range, release_id: int) -> None:
    """Write finished attempts straight into the tables; who passed has completed the course."""
    at, dice = datetime.now(UTC), random.Random(1)
    quiz = authored.of_trainer(session, 0, EXAM, everything=True)
    dealt = papers.deal(session, quiz.hash, seed=1, language="id", time_factor=Fraction(1), at=at)
    common = {"quiz": EXAM, "quiz_hash": quiz.hash, "course_id": quiz.course_id, "number": 1, "seed": 1}
    common |= {
        "state": "graded",
        "began_at": at,
        "submitted_at": at,
        "rules": dealt.rules,
        "paper": dealt.paper,
    }
    for start in range(0, len(learners), 1000):
        rows: dict[type, list[dict[str, Any]]] = {Enrolment: [], Attempt: [], Answer: [], Mark: []}
        for learner_id in learners[start : start + 1000]:
            key = {"learner_id": learner_id, "attempt_id": learner_id}
            right = _answers(rows, key, dealt.paper, dice, at)
            percent = Fraction(right * 100, QUESTIONS)
            figures = {"points": Fraction(right), "points_max": Fraction(QUESTIONS), "percent": percent}
            own = {"learner_id": learner_id, "id": key["attempt_id"], "sequence": QUESTIONS}
            rows[Attempt].append(common | own | figures | {"passed": percent >= 70})
            rows[Enrolment].append(_enrolment(learner_id, quiz.course_id, release_id, at, done=percent >= 70))
        for table, some in rows.items():
            session.execute(insert(table), some)


def _answers(
    rows: dict[type, list[dict[str, Any]]],
    key: dict[str, int],
    paper: Sequence[dict[str, Any]],
    dice: random.Random,
    at: datetime,
) -> int:
    right = 0
    for place, item in enumerate(paper):
        knows = dice.random() < (1 - GAINING if not place else KNOWING)
        right += knows
        chosen = 1 if knows else 0 if not place else 2
        state = {"state": "right" if knows else "wrong", "question_hash": item["hash"], "revision": 1}
        score = {"fraction": Fraction(knows), "points": Fraction(knows), "graded_at": at}
        rows[Answer].append(
            key | {"sequence": place + 1, "question": item["id"], "response": [chosen], "given_at": at}
        )
        rows[Mark].append(key | {"question": item["id"]} | state | score)
    return right


def _enrolment(
    learner_id: int, course_id: int, release_id: int, at: datetime, *, done: bool
) -> dict[str, Any]:
    course = {"learner_id": learner_id, "course_id": course_id, "release_id": release_id, "done": int(done)}
    return course | {"state": "completed" if done else "active", "began_at": at, "last_seen_at": at}


def prepared(folder: Path, kind: str, count: int) -> tuple[Installation, Plan]:
    settings = Settings(
        instance=folder / "instance", content_root=folder, database_url=empty(kind), secret_key="b" * 64,
        base_url="http://localhost",
    )  # fmt: skip
    installation = flow.open_site(settings)
    revisions.upgrade(installation.database)
    (folder / "certificates").symlink_to(Path(__file__).parent.parent / "certificates")
    write_course(folder, corrected=False)
    with installation.database.write() as session:
        release_id = publish(session, folder, installation)
        town.offices(session)
        town.people(session, range(1, count + FIRST), datetime.now(UTC))
        fill(session, range(FIRST, count + FIRST), release_id)
    write_course(folder, corrected=True)
    with installation.database.write() as session:
        publish(session, folder, installation)
        quiz = authored.of_trainer(session, 0, EXAM, everything=True)
        plan = plans.make(session, quiz, Wish(reason="Kunci diperbaiki."))
    with installation.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return installation, plan


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(kind: str, count: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="ampera-regrade-") as name:
        installation, plan = prepared(Path(name), kind, count)

        def apply() -> None:
            at = datetime.now(UTC)
            with installation.database.write() as session:
                run = runs.begin(session, plan, shown=plan.digest, by=None, at=at)
            runs.go_on(installation, run.id, at=at)

        steps: dict[str, Callable[[], object]] = {
            "dry run": lambda: dry_runs.propose(installation, plan, at=datetime.now(UTC)),
            "applied": apply,
            "again": apply,
        }
        for step, work in steps.items():
            took = seconds(work)
            yield f"{kind:<12}{step:<12}{took:>9.1f}{count / took:>14,.0f}"
        with installation.database.read() as session:
            run = session.get_one(Regrade, 1)
            yield f"{'':<12}{run.rose:,} rose, {run.crossed:,} came to pass and got their certificates"
        installation.database.dispose()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--attempts", type=int, default=10_000)
    asked = parser.parse_args()
    print(f"{asked.attempts:,} attempts at {QUESTIONS} questions")
    print(f"{'database':<12}{'step':<12}{'seconds':>9}{'attempts/s':>14}")
    for kind in asked.databases:
        for line in measure(kind, asked.attempts):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
