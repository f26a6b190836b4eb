"""What the sums are for: the index of a unit with a million answers, and the needs of a nation's units.

The index, its page and its report are read through the verbs and the site, beside a count of the very answers
by the database. The needs of 5,000 units are reckoned by the job itself, with its bar; so are those of 500,
for what is asked a unit must not grow with their number.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click
import commits
import databases
import numpy as np
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from lms.db import revisions
from lms.db.installation import Installation
from lms.needs import calculation
from lms.people.models import Unit
from lms.voice.complaints import defaults
from lms.voice.complaints.models import Category, Complaint, Kind, State
from lms.voice.models import ElementSum, Period, Served, Service, TotalSum
from lms.voice.rules import elements
from lms.voice.satisfaction import standings
from lms.voice.satisfaction.reporting import figures

WANTED_MS = 200
ROUNDS = 21
SERVICES, SERVED = 20, 1000
NOW = datetime(2026, 7, 3, 2, tzinfo=UTC)
QUARTERS = (
    ("Triwulan I", date(2026, 1, 1), date(2026, 3, 31)), ("Triwulan II", date(2026, 4, 1), date(2026, 6, 30)),
)  # fmt: skip
# Answers drawn by the database: random scores, everybody of some sex, schooling and work.
ANSWERS = """
INSERT INTO survey_answer (service_id, unit_id, period_id, at, channel, once, sex, education, occupation,
  {columns}, extras, suggestion)
SELECT 1 + n % {services}, 1, 1, now(), 'link', 'b' || n,
  (ARRAY['laki-laki', 'perempuan', NULL])[1 + n % 3], (ARRAY['sma', 's1', 'sd'])[1 + n % 3],
  (ARRAY['wirausaha', 'pns', 'lainnya'])[1 + n / 3 % 3], {scores}, '{{}}', ''
FROM generate_series(1, {answers}) AS n
"""
ELEMENT = """
INSERT INTO element_sum (period_id, service_id, element, n1, n2, n3, n4)
SELECT period_id, service_id, '{key}', count(*) FILTER (WHERE {key} = 1), count(*) FILTER (WHERE {key} = 2),
  count(*) FILTER (WHERE {key} = 3), count(*) FILTER (WHERE {key} = 4) FROM survey_answer GROUP BY 1, 2
"""
TOTAL = """
INSERT INTO total_sum (period_id, service_id, used, total, n)
SELECT period_id, service_id, 9, {total}, count(*) FROM survey_answer GROUP BY period_id, service_id, {total}
"""
COUNT = "SELECT count(*), {sums} FROM survey_answer WHERE unit_id = 1 AND period_id = 1"


def found(folder: Path, kind: str) -> Installation:
    installation = commits.found(folder, databases.empty(kind, "bench_citizens"))
    revisions.upgrade(installation.database)
    with installation.database.write() as session:
        session.add_all(
            Period(name=name, begins=begins, ends=ends, closed_at=NOW) for name, begins, ends in QUARTERS
        )
        defaults.lay(session)
    return installation


def lay_units(session: Session, count: int, services: int) -> None:
    """Add so many units at the top, each with its services."""
    ids = range(1, count + 1)
    session.execute(
        insert(Unit),
        [{"id": one, "name": f"Unit {one}", "parent_id": None, "path": f"/{one}/"} for one in ids],
    )
    rows = [
        {
            "unit_id": unit, "name": f"Layanan {number}", "code": f"u{unit}s{number}", "name_en": "",
            "elements": list(elements.KEYS),
        }
        for unit in ids for number in range(services)
    ]  # fmt: skip
    session.execute(insert(Service), rows)


def lay_answers(session: Session, answers: int) -> None:
    lay_units(session, 1, SERVICES)
    scores = ", ".join(["1 + floor(random() * 4)::int"] * len(elements.KEYS))
    columns = ", ".join(elements.KEYS)
    session.execute(text(ANSWERS.format(columns=columns, scores=scores, services=SERVICES, answers=answers)))
    for key in elements.KEYS:
        session.execute(text(ELEMENT.format(key=key)))
    session.execute(text(TOTAL.format(total=" + ".join(elements.KEYS))))


def time_index(answers: int) -> bool:
    """Time what is read of one unit with so many answers; tells whether the index is right and in time."""
    with tempfile.TemporaryDirectory(prefix="ampera-citizens-") as name:
        installation = found(Path(name), "postgresql")
        with installation.database.write() as session:
            lay_answers(session, answers)
        with installation.database.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            connection.execute(text("VACUUM ANALYZE"))
        with installation.database.read() as session:
            unit, period = session.get_one(Unit, 1), session.get_one(Period, 1)
            standing = standings.of_unit(session, unit.path, period.id)
            sums = ", ".join(f"sum({key})" for key in elements.KEYS)
            counted = session.execute(text(COUNT.format(sums=sums))).one()
            read = {
                "index with its interval": lambda: standings.of_unit(session, unit.path, period.id),
                "report: index, services, who answered": lambda: figures.gather(session, unit, period),
                "the same counted from the answers": lambda: session.execute(text(COUNT.format(sums=sums))),
            }
            right = standing.complete == counted[0] and [
                sum(score * n for score, n in zip(elements.SCORES, one.counts, strict=True))
                for one in standing.elements
            ] == list(counted[1:])
            times = {what: _milliseconds(work) for what, work in read.items()}
        installation.database.dispose()
    print(f"\nPostgreSQL, one unit with {answers:,} answers about {SERVICES} services; median of {ROUNDS}")
    for what, taken in times.items():
        print(f"  {what:<42}{taken:>10,.1f} ms")
    index = times["index with its interval"]
    met = index < WANTED_MS
    print(f"  index in {WANTED_MS} ms: {'met' if met else 'MISSED'}; equal to the count: {right}", flush=True)
    return right and met


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def lay_needs(session: Session, count: int) -> None:
    """Give so many units sums of 60 answers, people served and two complaints or so, in two quarters."""
    lay_units(session, count, 1)
    chance = np.random.default_rng(6)
    places = [{"period_id": period, "service_id": unit} for period in (1, 2) for unit in range(1, count + 1)]
    sums, totals, served, reports = [], [], [], []
    keys = list(session.scalars(select(Category.key)))
    for place in places:
        for key in elements.KEYS:
            drawn = chance.multinomial(
                60, (0.05, 0.15, 0.5, 0.3) if chance.random() < 0.9 else (0.2, 0.3, 0.4, 0.1)
            )
            sums.append(place | {"element": key} | {f"n{score}": int(n) for score, n in enumerate(drawn, 1)})
        totals.append(place | {"used": 9, "total": 27, "n": 60})
        served.append(place | {"people": SERVED})
        day = QUARTERS[place["period_id"] - 1][1]
        for _ in range(int(chance.poisson(2))):
            number = f"b{len(reports)}"
            reports.append({
                "number": number, "secret_hash": number, "once": number, "kind": Kind.COMPLAINT,
                "category_key": keys[int(chance.integers(len(keys)))], "class_key": defaults.SIMPLE,
                "service_id": place["service_id"], "unit_id": place["service_id"], "place": "",
                "text": "Lama.", "anonymous": True, "confidential": False, "reporter_name": "",
                "reporter_contact": "",
                "state": State.NEW, "received_at": NOW, "received_on": day, "verify_by": day, "plan_by": day,
                "finish_by": day,
            })  # fmt: skip
    for table, rows in ((ElementSum, sums), (TotalSum, totals), (Served, served), (Complaint, reports)):
        session.execute(insert(table), rows)


def time_needs(kind: str, count: int) -> tuple[float, bool]:
    """Reckon the needs of so many units; gives milliseconds a unit, and whether all were gone through."""
    with tempfile.TemporaryDirectory(prefix="ampera-citizens-") as name:
        installation = found(Path(name), kind)
        with installation.database.write() as session:
            lay_needs(session, count)
            reports = session.scalar(select(func.count()).select_from(Complaint))
        start = time.perf_counter()
        with click.progressbar(length=count, label=f"{kind}, {count:,} units", file=sys.stderr) as bar:
            run = calculation.run(installation, 2, told=lambda done, _: bar.update(done - bar.pos))
        taken = time.perf_counter() - start
        installation.database.dispose()
    print(f"  {kind:<12}{count:>7,} units, {reports:>7,} reports{run.found:>8,} needs{taken:>8.1f} s"
          f"{1000 * taken / count:>8.2f} ms a unit", flush=True)  # fmt: skip
    return 1000 * taken / count, run.done == count and run.finished_at is not None


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=5_000)
    chosen = parser.parse_args()
    right = [time_index(chosen.answers)] if "postgresql" in chosen.databases else []
    print("\nThe needs of all units, one job")
    for kind in chosen.databases:
        few, whole = time_needs(kind, chosen.units // 10)
        many, all_ = time_needs(kind, chosen.units)
        print(f"  {kind:<12}a unit among ten times as many takes {many / few:.2f} times as long", flush=True)
        right += [whole, all_]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
