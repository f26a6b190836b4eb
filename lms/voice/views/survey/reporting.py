"""The official report of a unit on a period: looked at, printed, taken away, its plan written."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.bahasa import numbers
from lms.errors import InvalidInput, Message, NotFound
from lms.people.models import Unit
from lms.voice.models import Period
from lms.voice.paper import printing
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import FEWEST, Weighting
from lms.voice.satisfaction import plans, services
from lms.voice.satisfaction.reporting import drawing, figures, filing, subjects, workbook
from lms.voice.satisfaction.reporting.figures import Report
from lms.voice.satisfaction.reporting.filing import State
from lms.voice.satisfaction.reporting.subjects import Subject
from lms.voice.views.blueprint import bp
from lms.voice.views.survey.filling import EDUCATIONS, OCCUPATIONS, SEXES
from lms.web.i18n import _, language, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, now, session, settings

OLD = "0.11"
LONGEST_SEARCH = 80
PROFILE = {
    "sex": (lazy("Sex"), SEXES),
    "education": (lazy("Education"), EDUCATIONS),
    "occupation": (lazy("Occupation"), OCCUPATIONS),
    "channel": (
        lazy("How they answered"),
        {
            "link": lazy("By the link or QR code"),
            "token": lazy("By a code that was handed out"),
            "kiosk": lazy("On the screen at the counter"),
            "paper": lazy("On paper, keyed in"),
            "import": lazy("From a spreadsheet"),
        },
    ),
}
UNTOLD = lazy("Did not say")
NO_DUE = Message("Isi tenggatnya sebagai tanggal.", "Give the day by which it is due.")


@bp.get("/meja-warga/survei/laporan")
@roles("desk", "admin")
def survey_reports() -> str:
    """List the units of the branch whose report can be opened, for one period."""
    known = services.periods(session())
    wanted = request.args.get("periode", 0, type=int)
    closed = next((one for one in known if one.closed_at), None)
    period = next((one for one in known if one.id == wanted), closed or (known[0] if known else None))
    sought = request.args.get("cari", "").strip()[:LONGEST_SEARCH]
    after = request.args.get("sesudah", 0, type=int)
    found = subjects.listed(session(), me().desk_scope, sought=sought, after=after) if period else []
    last = found[-1] if period and len(found) == subjects.PAGE else None
    return render(
        "lms/voice/survey/reports.html",
        periods=known,
        period=period,
        sought=sought,
        subjects=found,
        next_url=_listed(period, sought, last) if period and last else "",
    )


@bp.get("/meja-warga/survei/laporan/<int:unit_id>/<int:period_id>")
@roles("desk", "admin")
def survey_report(unit_id: int, period_id: int) -> str:
    """Show the report as it stands now."""
    return _page(*subjects.one(session(), unit_id, period_id, me().desk_scope), {}, [])


@bp.get("/meja-warga/survei/laporan/<int:unit_id>/<int:period_id>.<any(xlsx, pdf):form>")
@roles("desk", "admin")
def survey_report_file(unit_id: int, period_id: int, form: str) -> ResponseReturnValue:
    """Send the workbook, or the print of these very figures once it is made."""
    unit, period = subjects.one(session(), unit_id, period_id, me().desk_scope)
    found = figures.gather(session(), unit, period, _weighting())
    name = f"laporan-skm-{unit.id}-{period.begins:%Y-%m}.{form}"
    if form == "xlsx":
        return _download(workbook.make(found, settings().government), name, workbook.MEDIA_TYPE)
    filed = filing.of(session(), installation().files, found)
    if filed.state is not State.READY:
        return redirect(_address(unit, period), 303)
    return _download(installation().files.get(filed.sha256), name, printing.MEDIA_TYPE)


@bp.post("/meja-warga/survei/laporan/<int:unit_id>/<int:period_id>/cetak")
@roles("desk", "admin")
def print_survey_report(unit_id: int, period_id: int) -> ResponseReturnValue:
    """Have the PDF of these figures made; the page shows it by itself."""
    unit, period = subjects.one(session(), unit_id, period_id, me().desk_scope)
    found = figures.gather(session(), unit, period, _weighting())
    filing.ask(session(), installation().files, found, unit, at=now())
    return redirect(_address(unit, period) + "#berkas", 303)


@bp.post("/meja-warga/survei/laporan/<int:unit_id>/<int:period_id>/rencana")
@roles("desk", "admin")
def plan_line(unit_id: int, period_id: int) -> ResponseReturnValue:
    """Add a line to the unit's plan."""
    unit, period = subjects.one(session(), unit_id, period_id, me().desk_scope)
    form = request.form
    try:
        plans.add(
            session(), unit, period, element=form.get("unsur", ""), action=form.get("tindakan", ""),
            by_whom=form.get("penanggung", ""), due_on=_due(), at=now(), by=me().person_id,
        )  # fmt: skip
    except InvalidInput as error:
        return _page(unit, period, form, [(error.field, error.text(language()))]), 422
    flash(_("The plan has one more line."), "success")
    return redirect(_address(unit, period) + "#rencana", 303)


@bp.post("/meja-warga/survei/rencana/<int:line_id>")
@roles("desk", "admin")
def settle_line(line_id: int) -> ResponseReturnValue:
    """Note that a line of a plan is done, or not after all; or take it out."""
    line = plans.within(session(), line_id, me().desk_scope)
    row, by = line.row, me().person_id
    # The page that was open is of this unit or of one above it.
    unit_id = request.form.get("laporan", row.unit_id, type=int)
    unit, period = subjects.one(session(), unit_id, row.period_id, me().desk_scope)
    match request.form.get("lakukan"):
        case "selesai" | "belum" as word:
            plans.settle(session(), row, back=word == "belum", at=now(), by=by)
        case "hapus":
            plans.drop(session(), row, at=now(), by=by)
        case _:
            raise NotFound
    return redirect(_address(unit, period) + "#rencana", 303)


def _page(unit: Unit, period: Period, given: Mapping[str, str], wrong: list[tuple[str, str]]) -> str:
    found = figures.gather(session(), unit, period, _weighting())
    filed = filing.of(session(), installation().files, found)
    return render(
        "lms/voice/survey/report.html",
        unit=unit,
        report=found,
        standing=found.standing,
        drawing=drawing.bars(found.lines, "." if language() == "en" else ","),
        canvas=drawing,
        known=elements.BY_KEY,
        names={key: one.name.text(language()) for key, one in elements.BY_KEY.items()},
        profile=_profile(found),
        fewest=FEWEST,
        figure=partial(numbers.decimal, language=language()),
        filed=filed,
        reason=filed.reason[language()] if filed.reason else "",
        weight=OLD if found.weighting is Weighting.OLD else None,
        given=given,
        wrong=wrong,
    )


def _profile(found: Report) -> list[tuple[object, list[tuple[object, int | None]]]]:
    """Put the questions about the citizen, their answers and how many gave them into words."""
    return [
        (heading, [({**words, "": UNTOLD}[value], count) for value, count in found.profile[name].items()])
        for name, (heading, words) in PROFILE.items()
    ]


def _listed(period: Period, sought: str, last: Subject) -> str:
    return url_for("lms.voice.survey_reports", periode=period.id, cari=sought or None, sesudah=last.unit_id)


def _weighting() -> Weighting:
    return Weighting.OLD if request.values.get("bobot") == OLD else Weighting.EXACT


def _address(unit: Unit, period: Period) -> str:
    weight = OLD if _weighting() is Weighting.OLD else None
    return url_for("lms.voice.survey_report", unit_id=unit.id, period_id=period.id, bobot=weight)


def _due() -> date:
    try:
        return date.fromisoformat(request.form.get("tenggat", ""))
    except ValueError:
        raise InvalidInput(NO_DUE, "plan.day", "tenggat") from None


def _download(data: bytes, name: str, media_type: str) -> Response:
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
