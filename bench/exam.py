"""An exam that everybody begins in the same minute, beside what the database can commit at all.

Two thousand learners begin a paper of 40 questions, each in a transaction of its own, from as many processes
and threads as a small server has. The stick is a bare INSERT and COMMIT from the same processes and threads.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import town
from databases import empty
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lms import config, flow
from lms.assessment.models import Attempt
from lms.catalogue import drafts
from lms.content import reader
from lms.db import revisions
from lms.db.installation import Installation
from lms.learning import enrolments

COURSE, EXAM = "ujian-besar", "ujian-besar/ujian"
POOLS, EACH, DRAWN = 4, 15, 10
LEARNERS = 2000
PROCESSES, THREADS = 2, 4
ROUNDS = 3
WANTED = Fraction(1, 2)
FRONT = "---\ntitle: {title}\n{more}---\n"
QUESTION = """
## Soal {pool}-{number} {{#soal-{pool}-{number}}}
Berapa hari kerja paling lama untuk layanan nomor {number} di loket {pool}?
- ( ) {number} hari
- (x) 1{number} hari
- ( ) 2{number} hari
- ( ) 3{number} hari
"""


def write_course(root: Path) -> None:
    """Write a manual, which everybody may take, of one module whose quiz draws 40 of 60 questions."""
    course, quizzes = root / "courses" / COURSE, root / "quizzes" / COURSE
    course.mkdir(parents=True)
    quizzes.mkdir(parents=True)
    front = FRONT.format(title="Ujian besar", more="field: e-government\nkind: manual\n")
    (course / "course.md").write_text(front + "Bagi semua pegawai.\n", encoding="utf-8")
    module = FRONT.format(title="Bahan", more=f"quiz: {EXAM}\n")
    (course / "01-bahan.md").write_text(module + "Baca.\n", encoding="utf-8")
    pools = "".join(
        f"\n# Loket {pool} {{draw={DRAWN}}}\n"
        + "".join(QUESTION.format(pool=pool, number=number) for number in range(1, EACH + 1))
        for pool in range(1, POOLS + 1)
    )
    rules = "kind: module\nminutes: 60\nattempts: 1\nshuffle: [questions, options]\n"
    (quizzes / "ujian.md").write_text(FRONT.format(title="Ujian", more=rules) + pools, encoding="utf-8")


def found(folder: Path, kind: str) -> Installation:
    """Make an installation with the course and everybody who will sit the exam."""
    write_course(folder)
    instance = folder / "instance"
    instance.mkdir()
    values = {"SECRET_KEY": "bench-" + "0" * 58, "DATABASE_URL": empty(kind), "CONTENT_ROOT": str(folder)}
    (instance / "config.py").write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()))
    installation = open_at(instance)
    revisions.upgrade(installation.database)
    library = reader.read(folder)
    with installation.database.write() as session:
        drafts.of_library(session, library, COURSE, installation.files, by=None, at=datetime.now(UTC))
        town.offices(session)
        town.people(session, range(1, LEARNERS * (ROUNDS + 1) + 2), datetime.now(UTC))
        session.execute(text(BARE[kind]))
    return installation


BARE = {
    "sqlite": "CREATE TABLE bench_row (id INTEGER PRIMARY KEY, words VARCHAR(200) NOT NULL)",
    "postgresql": "CREATE TABLE bench_row (id BIGSERIAL PRIMARY KEY, words VARCHAR(200) NOT NULL)",
}
INSERT = text("INSERT INTO bench_row (words) VALUES ('jawaban')")


def open_at(instance: Path) -> Installation:
    return flow.open_site(config.load(instance))


def begin(session: Session, learner_id: int) -> None:
    now = datetime.now(UTC)
    enrolments.begin_quiz(session, learner_id, COURSE, EXAM, at=now, seed=learner_id, language="id")


def commit(session: Session, _: int) -> None:
    session.connection().execute(INSERT)


WORK: dict[str, Callable[[Session, int], None]] = {"begin": begin, "bare": commit}


def drive(instance: Path, name: str, learners: range, at: float) -> float:
    """Do the work of these learners, shared out over threads; gives the moment when it was done."""
    installation, work = open_at(instance), WORK[name]
    with installation.database.read() as session:
        session.execute(select(1))

    def run(own: range) -> None:
        for learner_id in own:
            with installation.database.write() as session:
                work(session, learner_id)

    threads = [threading.Thread(target=run, args=(learners[place::THREADS],)) for place in range(THREADS)]
    time.sleep(max(0.0, at - time.time()))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    installation.database.dispose()
    return time.time()


def per_second(pool: ProcessPoolExecutor, instance: Path, name: str, learners: range) -> float:
    """Let every process begin at the same moment; count until the last one is done."""
    at = time.time() + 2
    parts = [learners[place::PROCESSES] for place in range(PROCESSES)]
    ends = list(pool.map(drive, *zip(*((instance, name, part, at) for part in parts), strict=True)))
    return len(learners) / (max(ends) - at)


def rounds(instance: Path) -> Iterator[tuple[float, float]]:
    """Measure both in turn, so that they have the same weather; the first round warms up."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        for turn in range(ROUNDS + 1):
            learners = range(turn * LEARNERS + 2, (turn + 1) * LEARNERS + 2)
            bare = per_second(pool, instance, "bare", learners)
            began = per_second(pool, instance, "begin", learners)
            if turn:
                yield bare, began


def measure(kind: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="ampera-exam-") as name:
        installation = found(Path(name), kind)
        pairs = list(rounds(Path(name) / "instance"))
        with installation.database.read() as session:
            papers = session.scalar(select(func.count()).select_from(Attempt))
        installation.database.dispose()
    bare, began = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    verdict = "met" if ratio >= WANTED else "MISSED"
    print(f"{kind:<12}{bare:>14.0f}{began:>14.0f}{ratio:>9.2f}  ≥ {float(WANTED)} {verdict}", flush=True)
    return papers == LEARNERS * (ROUNDS + 1)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    print(f"{POOLS * DRAWN} questions, {LEARNERS:,} learners, {PROCESSES} processes of {THREADS} threads")
    print(f"{'database':<12}{'commits/s':>14}{'papers/s':>14}{'ratio':>9}  wanted")
    right = [measure(kind) for kind in parser.parse_args().databases]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
