"""Statistics of 100,000 attempts × 40 questions beside a bare SQL scan of the same rows, on both databases.

`make bench`, or `python bench/figures.py sqlite --attempts 20000`. The scan reads, through the
same driver, the attempts, marks and answers that a report is made of, and does nothing with them.
"""

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import databases
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from lms import flow
from lms.assessment.models import Answer, Attempt, AttemptState, Mark
from lms.assessment.statistics import report
from lms.assessment.statistics.columns import FETCHED
from lms.assessment.statistics.gathering import Which
from lms.catalogue.models import Content
from lms.config import Settings
from lms.db import revisions
from lms.db.installation import Installation
from lms.people.models import Person

QUIZ, QUESTIONS, OPTIONS = "dasar-spbe/besar", 40, 4
ROOT = Path(__file__).parent.parent
KEY = "bench-" + "0" * 58
CHUNK = 500
BASE = 2000
MOVED = {
    "person": {"id"},
    "attempt": {"learner_id", "id"},
    "answer": {"learner_id", "attempt_id"},
    "mark": {"learner_id", "attempt_id"},
}
ROUNDS = 3
JOIN = (
    " JOIN attempt a ON a.learner_id = x.learner_id AND a.id = x.attempt_id"
    " WHERE a.quiz = :quiz AND a.state = 'graded'"
)
SCANS = (
    "SELECT id, learner_id, number, quiz_hash FROM attempt WHERE quiz = :quiz AND state = 'graded'",
    "SELECT x.attempt_id, x.question, x.points FROM mark x" + JOIN,
    "SELECT x.attempt_id, x.question, x.sequence, CAST(x.response AS VARCHAR) FROM answer x" + JOIN,
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--attempts", type=int, default=100_000)
    chosen = parser.parse_args()
    for kind in chosen.databases:
        with tempfile.TemporaryDirectory(prefix="ampera-figures-") as folder:
            measure(kind, Path(folder), chosen.attempts)
    return 0


def measure(kind: str, folder: Path, attempts: int) -> None:
    installation = _found(folder / "instance", databases.empty(kind, "bench_figures"))
    fill(installation, attempts)
    scan = min(timed(lambda: _scan(installation)) for _ in range(ROUNDS))
    before = _memory("VmRSS")
    # Forget the highest there was (Linux, proc(5)).
    Path("/proc/self/clear_refs").write_text("5")
    own = min(timed(lambda: _report(installation)) for _ in range(ROUNDS))
    peak = _memory("VmHWM") - before
    rows = attempts * QUESTIONS
    print(
        f"{kind}: {attempts:,} attempts × {QUESTIONS} questions: report {own:.1f} s, bare scan {scan:.1f} s,"
        f" ratio {scan / own:.2f}; {rows / own:,.0f} marks per second; {peak:.0f} MB more memory",
        flush=True,
    )
    installation.database.dispose()


def _found(instance: Path, database_url: str) -> Installation:
    settings = Settings(instance=instance, content_root=ROOT, database_url=database_url, secret_key=KEY)
    installation = flow.open_site(settings)
    revisions.upgrade(installation.database)
    return installation


def _memory(name: str) -> float:
    """Return a figure of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def fill(installation: Installation, attempts: int) -> None:
    """Let some people take a quiz, the able answer right more often; then as many more just like them."""
    at, dice = datetime.now(UTC), random.Random(3)
    first = min(attempts, BASE)
    with installation.database.write() as session:
        hash_, questions = _quiz(session)
        session.execute(insert(Person), [_person(who, at) for who in range(1, first + 1)])
        for low in range(1, first + 1, CHUNK):
            learners = range(low, min(low + CHUNK, first + 1))
            _take(session, hash_, {who: list(_answers(who, questions, dice, at)) for who in learners}, at)
    for more in range(first, attempts, first):
        with installation.database.write() as session:
            for table in (Person.__table__, Attempt.__table__, Answer.__table__, Mark.__table__):
                session.execute(text(_copy(table)), {"more": more, "first": min(first, attempts - more)})
    with installation.database.write() as session:
        session.execute(text("ANALYZE"))


def _copy(table: Any) -> str:
    """Say all rows of the first learners again, for others."""
    own = "id" if table.name == "person" else "learner_id"
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    moved = ", ".join(
        f'"{column.name}" + :more' if column.name in MOVED[table.name] else f'"{column.name}"'
        for column in table.columns
    )
    return f'INSERT INTO "{table.name}" ({names}) SELECT {moved} FROM "{table.name}" WHERE "{own}" <= :first'


def _person(who: int, at: datetime) -> dict[str, Any]:
    return {"id": who, "name": f"Peserta {who}", "sort_name": f"peserta {who}", "kind": "non_asn",
            "time_factor": Fraction(1), "session_epoch": "bench", "created_at": at}  # fmt: skip


def _quiz(session: Session) -> tuple[str, list[str]]:
    questions = [_stored(session, "question", _question(n)) for n in range(QUESTIONS)]
    pool = {
        "title": "",
        "draw": None,
        "questions": [{"id": f"soal-{n}", "hash": one, "points": "1"} for n, one in enumerate(questions)],
    }
    body = {"format": 1, "title": "Besar", "kind": "exam", "pass": "60", "attempts": 0, "wait": 0,
            "minutes": None, "shuffle": [], "feedback": "after-attempt", "keep": "highest", "language": "id",
            "intro": "", "pools": [pool]}  # fmt: skip
    return _stored(session, "quiz", body), questions


def _question(n: int) -> dict[str, Any]:
    options = [
        {"text": f"Pilihan {letter}", "right": place == n % OPTIONS, "weight": str(int(place == n % OPTIONS)),
         "shown": "", "feedback": ""}
        for place, letter in enumerate("ABCD")
    ]  # fmt: skip
    body = {"mode": "single", "rule": "weights", "options": options}
    return {"format": 1, "kind": "choice", "prompt": f"<p>Soal {n}?</p>", "body": body, "explanation": ""}


def _stored(session: Session, kind: str, body: dict[str, Any]) -> str:
    hash_ = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    session.add(Content(hash=hash_, kind=kind, body=body))
    session.flush()
    return hash_


def _take(
    session: Session, hash_: str, taken: dict[int, list[tuple[dict[str, Any], dict[str, Any]]]], at: datetime
) -> None:
    attempts: list[dict[str, Any]] = []
    for who, own in taken.items():
        points = sum((mark["points"] for _, mark in own), Fraction(0))
        percent = points / QUESTIONS * 100
        attempts.append(
            {"learner_id": who, "id": who, "quiz": QUIZ, "quiz_hash": hash_, "course_id": None, "number": 1,
             "seed": 1, "state": AttemptState.GRADED, "sequence": QUESTIONS, "began_at": at, "deadline": None,
             "submitted_at": at + timedelta(seconds=who % 3600), "points": points,
             "points_max": Fraction(QUESTIONS), "percent": percent, "passed": percent >= 60, "rules": {},
             "paper": []}
        )  # fmt: skip
    session.execute(insert(Attempt), attempts)
    session.execute(insert(Answer), [answer for own in taken.values() for answer, _ in own])
    session.execute(insert(Mark), [mark for own in taken.values() for _, mark in own])


def _answers(
    who: int, questions: list[str], dice: random.Random, at: datetime
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    able = dice.gauss(0, 1)
    for n, hash_ in enumerate(questions):
        right = able + dice.gauss(0, 1.5) > (n - QUESTIONS / 2) / QUESTIONS
        place = n % OPTIONS if right else (n + 1 + int(dice.random() ** 2 * 3)) % OPTIONS
        key = {"learner_id": who, "attempt_id": who, "question": f"soal-{n}"}
        fraction = Fraction(int(right))
        yield (
            {**key, "sequence": n + 1, "response": [place], "given_at": at},
            {**key, "revision": 1, "question_hash": hash_, "state": "right" if right else "wrong",
             "fraction": fraction, "points": fraction, "graded_at": at},
        )  # fmt: skip


def _scan(installation: Installation) -> None:
    with installation.database.read() as session:
        for scan in SCANS:
            counted = text(scan).execution_options(yield_per=FETCHED)
            result = session.connection().execute(counted, {"quiz": QUIZ})
            for _ in result.partitions():
                pass


def _report(installation: Installation) -> None:
    with installation.database.read() as session:
        made = report.compute(session, QUIZ, Which.FIRST)
    if made["attempts"] == 0 or len(made["questions"]) != QUESTIONS:
        sys.exit(f"the report is of {made['attempts']} attempts and {len(made['questions'])} questions")


if __name__ == "__main__":
    sys.exit(main())
