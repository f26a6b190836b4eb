"""The first page of everybody, the trainer's desk, the privacy notice, the figures that are open to all."""

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.bahasa import numbers
from lms.catalogue import courses
from lms.errors import NotFound
from lms.home import learner
from lms.home import trainer as teaching
from lms.home.openness import page
from lms.home.openness.datasets import DATASETS, DAY, NUMBER, TEXT, Cell, Dataset
from lms.hr import spreadsheet
from lms.hr.spreadsheet import Column
from lms.voice.rules.satisfaction_index import Grade
from lms.web.filters import CENT, local
from lms.web.i18n import language, lazy
from lms.web.pages import render
from lms.web.security import public, roles
from lms.web.shell import me, now, session, viewer

bp = Blueprint("home", __name__)
OFFERED = 6
GRADES = {
    Grade.A: lazy("A, very good"),
    Grade.B: lazy("B, good"),
    Grade.C: lazy("C, not so good"),
    Grade.D: lazy("D, not good"),
}
KINDS = {TEXT: lazy("text"), NUMBER: lazy("number"), DAY: lazy("date")}
# What stands where a figure is left out.
FEW = "<5"
YEAR, SHORT = re.compile(r"20[0-9]{2}"), 12


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """Lead a visitor to the catalogue, a learner on, an HR officer without a course to the desk."""
    person = viewer()
    if person is None:
        shelf = courses.listed(session(), limit=OFFERED)
        return render("lms/home/visitor.html", shelf=shelf, field_name=courses.field_name)
    found = learner.start(session(), person.person_id, at=now())
    if person.may("hr") and not person.may("trainer", "admin") and not found.going:
        return redirect(url_for("lms.hr.people"))
    return render(
        "lms/home/learner.html", start=found, field_name=courses.field_name, today=local(now()).date()
    )


@bp.get("/pengajar")
@roles("trainer", "admin")
def trainer() -> str:
    """Show the courses that one teaches, with their learners."""
    taught = teaching.taught(session(), me().person_id, everything=me().may("admin"))
    return render("lms/home/trainer.html", taught=taught, field_name=courses.field_name)


@bp.get("/privasi")
@public
def privacy() -> str:
    """Say what is kept about people, why, and who sees it."""
    return render("lms/home/privacy.html")


@bp.get("/terbuka")
@public
def openness() -> str:
    """Show anybody what staff learn, how services are judged, how complaints are answered."""
    today = local(now()).date()
    found = page.gather(session(), year=_number("tahun") or today.year, today=today, after=_number("setelah"))
    return render(
        "lms/home/openness/openness.html",
        page=found,
        today=today,
        grades=GRADES,
        kinds=KINDS,
        datasets=DATASETS,
        few=FEW,
        short=_short,
        two=_two,
        field_name=courses.field_name,
    )


@bp.get("/terbuka/data/<name>.<form>")
@public
def open_data(name: str, form: str) -> Response:
    """Give one of the open tables as a file, explained column by column in the JSON."""
    wanted = DATASETS.get(name)
    if wanted is None or form not in {"csv", "json"}:
        raise NotFound
    rows = list(wanted.rows(session(), local(now()).date()))
    if form == "csv":
        columns = [Column(one.name) for one in wanted.columns]
        body: Response = Response(spreadsheet.as_csv(columns, rows), content_type=spreadsheet.CSV)
    else:
        body = Response(_as_json(wanted, rows), content_type="application/json; charset=utf-8")
    body.headers["Content-Disposition"] = f'attachment; filename="{wanted.key}.{form}"'
    return body


def _as_json(wanted: Dataset, rows: Iterable[tuple[Cell, ...]]) -> str:
    names = [one.name for one in wanted.columns]
    spoken = language()
    said = {
        "dataset": wanted.key,
        "title": wanted.title.text(spoken),
        "columns": [
            {"name": one.name, "kind": one.kind, "says": one.says.text(spoken)} for one in wanted.columns
        ],
        "rows": [dict(zip(names, map(_plain, row), strict=True)) for row in rows],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _number(name: str) -> int:
    """Return a small number of the address; 0 for anything else."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _two(value: float | Decimal) -> str:
    """Write an index with both its decimals, as the regulation does."""
    return numbers.decimal(Decimal(str(value)).quantize(CENT), language())


def _short(name: str) -> tuple[str, str]:
    """Split `Triwulan III 2026` into what stands above and below under a drawing: the year is below."""
    words = name.split()
    place = next((number for number, word in enumerate(words) if YEAR.fullmatch(word)), 0)
    return (words[place - 1], words[place]) if place else (name[:SHORT], "")
