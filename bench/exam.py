"""An exam that everybody begins in the same minute, beside what the database can commit at all.

Two thousand learners begin a paper of 40 questions, each in a transaction of its own, from as many processes
and threads as a small server has. The stick is a bare INSERT and COMMIT from the same processes and threads.
"""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import commits
import town
from commits import Crowd
from databases import empty
from sqlalchemy import func, select, text

from lms.assessment.models import Attempt
from lms.catalogue import drafts
from lms.content import reader
from lms.db import revisions
from lms.db.installation import Installation
from lms.learning import enrolments

COURSE, EXAM = "ujian-besar", "ujian-besar/ujian"
POOLS, EACH, DRAWN = 4, 15, 10
LEARNERS = 2000
CROWD = Crowd(processes=2, threads=4)
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
    installation = commits.found(folder, empty(kind))
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


def begin(installation: Installation, learner_id: int) -> None:
    now = datetime.now(UTC)
    with installation.database.write() as session:
        enrolments.begin_quiz(session, learner_id, COURSE, EXAM, at=now, seed=learner_id, language="id")


def commit(installation: Installation, _: int) -> None:
    with installation.database.write() as session:
        session.connection().execute(INSERT)


def measure(kind: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="ampera-exam-") as name:
        installation = found(Path(name), kind)
        learners = range(town.FIRST, town.FIRST + LEARNERS * (ROUNDS + 1))
        pairs = list(
            commits.turns(installation.settings.instance, (commit, begin), CROWD, learners, each=LEARNERS)
        )
        with installation.database.read() as session:
            papers = session.scalar(select(func.count()).select_from(Attempt))
        installation.database.dispose()
    bare, began = commits.medians(pairs)
    ratio = commits.ratios(pairs)[1]
    verdict = "met" if ratio >= WANTED else "MISSED"
    print(f"{kind:<12}{bare:>14.0f}{began:>14.0f}{ratio:>9.2f}  ≥ {float(WANTED)} {verdict}", flush=True)
    return papers == LEARNERS * (ROUNDS + 1)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    print(f"{POOLS * DRAWN} questions, {LEARNERS:,} learners, {CROWD}")
    print(f"{'database':<12}{'commits/s':>14}{'papers/s':>14}{'ratio':>9}  wanted")
    right = [measure(kind) for kind in parser.parse_args().databases]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
