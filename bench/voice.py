"""Answers and reports of citizens, beside what the database can commit at all.

The stick is a bare INSERT and COMMIT of a row of the same columns and contents, into a table that has
nothing but its primary key, through the same connections, with the same durability, from the same threads.
"kept" is the verb that keeps an answer or a report, with its commit; "posted" the whole request, from the
form that comes in to the answer that goes out, with its limits and its proof against forgery. "route" is the
least that a Flask site can do with such a form: a bare route that inserts and commits, asked the same way.
The stick's own rounds and ours take turns.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import commits
import databases
from commits import Crowd, Work
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from pages import Browser
from sqlalchemy import Column, MetaData, Table, func, select, text
from sqlalchemy.orm import Session

from lms import app, config
from lms.db import revisions
from lms.db.base import Base
from lms.db.installation import Installation
from lms.people import units
from lms.voice.complaints import defaults, reports
from lms.voice.complaints.models import Complaint, Kind
from lms.voice.complaints.reports import Told
from lms.voice.models import Channel, Period, Service, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.satisfaction import answers, services
from lms.voice.satisfaction.answers import Filled

WANTED = Fraction(2, 5)
SERVICES = 40
CROWDS = (Crowd(1, 1), Crowd(2, 4))
ROUNDS, EACH = 5, 240
SUGGESTION = "Tambah petugas loket pada hari Senin, antrean sampai ke halaman kantor."
STORY = (
    "Saya datang pukul delapan untuk mengurus kartu keluarga yang hilang, lengkap dengan surat kehilangan. "
    "Loket baru dibuka pukul setengah sepuluh, lalu diminta kembali hari Kamis karena blangko habis. "
    "Hari Kamis diminta fotokopi lagi, padahal berkasnya sudah diterima. Mohon dijelaskan tahapnya."
)


def found(folder: Path, kind: str) -> Installation:
    """Make an installation with a town's services, a running period, and the bare tables."""
    installation = commits.found(folder, databases.empty(kind, "bench_voice"))
    revisions.upgrade(installation.database)
    now = datetime.now(UTC)
    with installation.database.write() as session:
        office = units.find_or_make(session, "Kecamatan Plaju", at=now, by=None)
        for number in range(1, SERVICES + 1):
            services.add(session, office.id, f"Layanan {number}", at=now, by=None)
        services.begin(session, "Tahun ini", date(now.year, 1, 1), date(now.year, 12, 31), at=now, by=None)
        defaults.lay(session)
    keep_answer(installation, 0)
    file_report(installation, 0)
    for table in STICKS:
        _bare(table).create(installation.database.engine)
    return installation


STICKS: tuple[Table, ...] = (SurveyAnswer.__table__, Complaint.__table__)  # type: ignore[assignment] # tables


def _bare(table: Table) -> Table:
    own = [Column(one.name, one.type, primary_key=one.primary_key) for one in table.columns]
    return Table(f"bench_{table.name}", MetaData(), *own)


@cache
def _row(instance: Path, table: str) -> tuple[Any, dict[str, Any]]:
    """Return the bare INSERT and the contents of the first row that was kept, as the driver takes them."""
    kept = Base.metadata.tables[table]
    with commits.opened(instance).database.read() as session:
        first = session.execute(select(kept).limit(1)).mappings().one()
    names = [column.name for column in kept.columns if not column.primary_key]
    values = ", ".join(f":{name}" for name in names)
    return text(f"INSERT INTO bench_{table} ({', '.join(names)}) VALUES ({values})"), {
        name: _plain(first[name]) for name in names
    }


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime, str)):
        return str(value)
    return json.dumps(value) if isinstance(value, (dict, list)) else value


def bare_answer(installation: Installation, _: int) -> None:
    _insert(installation, SurveyAnswer.__tablename__)


def bare_report(installation: Installation, _: int) -> None:
    _insert(installation, Complaint.__tablename__)


def _insert(installation: Installation, table: str) -> None:
    statement, values = _row(installation.settings.instance, table)
    with installation.database.write() as session:
        session.connection().execute(statement, values)


def keep_answer(installation: Installation, number: int) -> None:
    """Keep an answer about the one or other service."""
    _keep(installation, number, number % SERVICES)


def keep_hot_answer(installation: Installation, number: int) -> None:
    """Keep an answer about the one service that all are asked about."""
    _keep(installation, number, 0)


def _keep(installation: Installation, number: int, place: int) -> None:
    asked = _asked(installation.settings.instance)
    with installation.database.write() as session:
        kept = answers.take(
            session, asked.services[place], asked.period, FILLED, channel=Channel.LINK,
            once=f"satu-{number}-{place}", device=f"gawai-{number}-{place}", at=datetime.now(UTC),
        )  # fmt: skip
    if not kept:
        raise RuntimeError(f"answer {number} had come before")


@dataclass(frozen=True, slots=True)
class Asked:
    services: list[Service]
    period: Period


@cache
def _asked(instance: Path) -> Asked:
    with commits.opened(instance).database.read() as session:
        rows = session.scalars(select(Service).order_by(Service.id)).all()
        return Asked(list(rows), session.scalars(select(Period)).one())


SCORES = dict.fromkeys(elements.KEYS, 3) | {"waktu": 2, "biaya": 4}
FILLED = Filled(
    SCORES, sex="perempuan", education="sma", occupation="wirausaha", suggestion=SUGGESTION
)  # fmt: skip


def file_report(installation: Installation, number: int) -> None:
    service = _asked(installation.settings.instance).services[number % SERVICES]
    told = Told(
        Kind.COMPLAINT, "waktu", STORY, service_id=service.id, place="Loket 3", name="Rina Wulandari",
        contact="0812-7100-0000",
    )  # fmt: skip
    with installation.database.write() as session:
        filed = reports.file(session, told, once=f"tanda-laporan-{number:09}", at=datetime.now(UTC))
    if not filed.new:
        raise RuntimeError(f"report {number} had come before")


def post_answer(installation: Installation, number: int) -> None:
    codes = _asked(installation.settings.instance).services
    form = {key: str(score) for key, score in SCORES.items()} | {
        "tanda": f"kirim-{number}", "kelamin": "perempuan", "pendidikan": "sma", "pekerjaan": "wirausaha",
        "saran": SUGGESTION,
    }  # fmt: skip
    _post(installation, f"/survei/{codes[number % SERVICES].code}", form, number)


def route_answer(installation: Installation, _: int) -> None:
    _to_bare_route(
        installation, SurveyAnswer.__tablename__, dict.fromkeys(SCORES, "3") | {"saran": SUGGESTION}
    )


def route_report(installation: Installation, _: int) -> None:
    _to_bare_route(installation, Complaint.__tablename__, {"isi": STORY, "tempat": "Loket 3"})


def post_report(installation: Installation, number: int) -> None:
    service = _asked(installation.settings.instance).services[number % SERVICES]
    form = {
        "jenis": "complaint", "kategori": "waktu", "isi": STORY, "tujuan": f"s{service.id}",
        "tempat": "Loket 3", "nama": "Rina Wulandari", "kontak": "0812-7100-0000",
        "tanda": f"tanda-kiriman-{number:09}",
    }  # fmt: skip
    _post(installation, "/lapor", form, number)


def _post(installation: Installation, path: str, form: Mapping[str, str], number: int) -> None:
    """Send a form from an address of its own, as the limits of one address would hold up the bench."""
    client, headers = _client(installation.settings.instance)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    sent = client.test_client(use_cookies=False).post(
        path, data=form, headers=headers, environ_base={"REMOTE_ADDR": address}
    )
    if sent.status_code != 303:
        raise RuntimeError(f"{path} answered {sent.status}")


def _to_bare_route(installation: Installation, table: str, form: Mapping[str, str]) -> None:
    sent = (
        _bare_site(installation.settings.instance).test_client(use_cookies=False).post(f"/{table}", data=form)
    )
    if sent.status_code != 303:
        raise RuntimeError(f"the bare route answered {sent.status}")


@cache
def _bare_site(instance: Path) -> Flask:
    site = Flask("bare")

    @site.post("/<table>")
    def insert(table: str) -> ResponseReturnValue:
        if not request.form:
            raise RuntimeError("nothing was sent")
        _insert(commits.opened(instance), table)
        return redirect("/", 303)

    return site


@cache
def _client(instance: Path) -> tuple[Flask, dict[str, str]]:
    site = app.create_app(config.load(instance))
    return site, Browser(site).stranger()


@dataclass(frozen=True, slots=True)
class Race:
    """What is kept, and its rivals: the stick, the verb, a bare route, the whole request."""

    name: str
    rivals: tuple[Work, ...]


RACES = (
    Race(f"answers, {SERVICES} services", (bare_answer, keep_answer, route_answer, post_answer)),
    Race("answers, one service", (bare_answer, keep_hot_answer)),
    Race("reports", (bare_report, file_report, route_report, post_report)),
)
HEADER = (
    f"{'database':<12}{'what':<24}{'threads':>8}{'bare/s':>9}"
    f"{'kept/s':>9}{'ratio':>7}  {'wanted':<13}{'route/s':>9}{'posted/s':>9}{'of route':>9}"
)


def measure(kind: str, rounds: int, each: int) -> bool:
    """Race on one database; tells whether everything that was acknowledged is there."""
    with tempfile.TemporaryDirectory(prefix="ampera-voice-") as name:
        installation = found(Path(name), kind)
        first = 1
        for race in RACES:
            for crowd in CROWDS:
                numbers = range(first, first + each * (rounds + 1))
                turns = commits.turns(installation.settings.instance, race.rivals, crowd, numbers, each=each)
                _say(kind, race, crowd, list(turns))
                first = numbers.stop
        with installation.database.read() as session:
            right = _all_there(session, each * (rounds + 1) * len(CROWDS))
        installation.database.dispose()
    return right


def _say(kind: str, race: Race, crowd: Crowd, found: list[list[float]]) -> None:
    speeds, ratios = commits.medians(found), commits.ratios(found)
    verdict = f"≥ {float(WANTED)} " + ("met" if ratios[1] >= WANTED else "MISSED")
    bare = f"{kind:<12}{race.name:<24}{crowd.size:>8}{speeds[0]:>9.0f}"
    kept = f"{speeds[1]:>9.0f}{ratios[1]:>7.2f}  {verdict:<13}"
    more = f"{speeds[2]:>9.0f}{speeds[3]:>9.0f}{speeds[3] / speeds[2]:>9.2f}" if len(speeds) > 2 else ""
    print(bare + kept + more, flush=True)


def _all_there(session: Session, each: int) -> bool:
    answered, reported = (
        session.scalar(select(func.count()).select_from(table)) for table in (SurveyAnswer, Complaint)
    )
    sums = session.scalar(text("SELECT SUM(n) FROM total_sum"))
    print(f"  acknowledged {each * 3 + 1:,} answers and {each * 2 + 1:,} reports; found {answered:,}"
          f" answers, {sums:,} in the sums, {reported:,} reports", flush=True)  # fmt: skip
    return answered == sums == each * 3 + 1 and reported == each * 2 + 1


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--each", type=int, default=EACH, help="pieces of work in a round")
    chosen = parser.parse_args()
    print(HEADER)
    right = [measure(kind, chosen.rounds, chosen.each) for kind in chosen.databases]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
