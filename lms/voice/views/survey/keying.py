"""Sheets of paper at the desk: keyed in by digits alone, or brought as a spreadsheet."""

from collections.abc import Mapping, Sequence

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, LmsError, NotFound
from lms.people.roster.files import MOST_ROWS
from lms.voice.models import ExtraKind, ExtraQuestion, Period
from lms.voice.rules import elements
from lms.voice.satisfaction import extras, services
from lms.voice.satisfaction.answers import EDUCATIONS, LONGEST_TEXT, OCCUPATIONS, SEXES, Filled
from lms.voice.satisfaction.services import Offered
from lms.voice.satisfaction.sheets import keeping, reading, template
from lms.voice.satisfaction.sheets.keeping import Kept
from lms.voice.views.blueprint import bp
from lms.voice.views.survey import filling
from lms.web.filters import local
from lms.web.i18n import _, language, lazy, ngettext
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session, settings

SHOWN = 200
# What is keyed for an element that the citizen left out.
LEFT_OUT = "0"
DIGITS = {LEFT_OUT, *(str(score) for score in elements.SCORES)}
# Questions about the citizen: the field, its heading, what each digit stands for, and its words.
PERSON = (
    ("kelamin", lazy("Sex"), SEXES, filling.SEXES),
    ("pendidikan", lazy("Education"), EDUCATIONS, filling.EDUCATIONS),
    ("pekerjaan", lazy("Occupation"), OCCUPATIONS, filling.OCCUPATIONS),
)
Wrong = list[tuple[str, str]]


@bp.get("/meja-warga/survei/<int:service_id>/kertas")
@roles("desk", "admin")
def keying(service_id: int) -> str:
    """Ask for one sheet, by digits alone."""
    offered = services.within(session(), service_id, me().desk_scope)
    return _keying(offered, {"lembar": request.args.get("lembar", "")[: reading.LONGEST_NUMBER]}, [])


@bp.post("/meja-warga/survei/<int:service_id>/kertas")
@roles("desk", "admin")
def key_sheet(service_id: int) -> ResponseReturnValue:
    """Keep the sheet and ask for the next one."""
    offered = services.within(session(), service_id, me().desk_scope)
    period = _period()
    number = " ".join(request.form.get("lembar", "").split())
    wrong: Wrong = [
        (key, _("%(element)s: key 1 to 4, or 0 for no answer.", element=_name(key)))
        for key in elements.in_order(offered.service.elements)
        if request.form.get(key, "").strip() not in DIGITS
    ]
    wrong += [
        (name, _("%(element)s: key 1 to 4, or 0 for no answer.", element=one.wording))
        for name, one in _own(offered).items()
        if one.kind == ExtraKind.RATING and request.form.get(name, "").strip() not in {"", *DIGITS}
    ]
    wrong += [
        (field, _("%(question)s: key 0 to %(last)s.", question=heading, last=len(values)))
        for field, heading, values, _words in PERSON
        if _chosen(field, values) is None
    ]
    if wrong:
        return _keying(offered, request.form, wrong), 422
    try:
        new = keeping.key_in(
            session(), offered.service, period, number, _filled(offered), at=now(), by=me().person_id
        )
    except LmsError as error:
        field = error.field if isinstance(error, InvalidInput) else "lembar"
        return _keying(offered, request.form, [(field, error.text(language()))]), 422
    if new:
        flash(_("Sheet %(number)s is kept.", number=number), "success")
    else:
        flash(_("Sheet %(number)s had come in already.", number=number), "info")
    following = str(int(number) + 1) if number.isascii() and number.isdigit() else None
    return redirect(
        url_for("lms.voice.keying", service_id=service_id, periode=period.id, lembar=following), 303
    )


@bp.get("/meja-warga/survei/<int:service_id>/impor")
@roles("desk", "admin")
def sheets(service_id: int) -> str:
    """Offer the template, and take it filled in."""
    return _sheets(services.within(session(), service_id, me().desk_scope), [], None)


@bp.get("/meja-warga/survei/<int:service_id>/impor/contoh.xlsx")
@roles("desk", "admin")
def sheets_template(service_id: int) -> Response:
    """Send the spreadsheet to fill in."""
    offered = services.within(session(), service_id, me().desk_scope)
    made = template.make(offered.service, offered.unit, extras.asked(session(), service_id))
    response = Response(made, mimetype=template.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="lembar-skm-{offered.service.code}.xlsx"'
    return response


@bp.post("/meja-warga/survei/<int:service_id>/impor")
@roles("desk", "admin")
def bring_sheets(service_id: int) -> ResponseReturnValue:
    """Keep every sheet of a spreadsheet; or say of each row what is wrong, and keep none."""
    offered = services.within(session(), service_id, me().desk_scope)
    period = _period()
    file = request.files.get("berkas")
    data = file.read() if file else b""
    try:
        kept = keeping.bring(session(), offered.service, period, data, at=now(), by=me().person_id)
    except LmsError as error:
        told = f"{error.text(language())} {error.remedy(language())}".strip()
        return _sheets(offered, [("berkas", told)], None), 422
    if kept.refused:
        return _sheets(offered, [], kept), 422
    new = ngettext("%(num)s sheet came in", "%(num)s sheets came in", kept.new)
    flash(_("%(new)s, %(known)s were there already.", new=new, known=kept.known), "success")
    return redirect(url_for("lms.voice.sheets", service_id=service_id, periode=period.id), 303)


def _keying(offered: Offered, given: Mapping[str, str], wrong: Wrong) -> str:
    known, period = _known()
    count = keeping.count(session(), offered.service.id, period.id) if period else 0
    return render(
        "lms/voice/survey/keying.html",
        offered=offered,
        periods=known,
        period=period,
        asked=[elements.BY_KEY[key] for key in elements.in_order(offered.service.elements)],
        own=_own(offered),
        ratings=filling.RATINGS,
        longest_own=extras.LONGEST_TEXT,
        person=[
            (field, heading, [words[value] for value in values]) for field, heading, values, words in PERSON
        ],
        count=count,
        number=given.get("lembar") or count + 1,
        longest_number=reading.LONGEST_NUMBER,
        longest=LONGEST_TEXT,
        given=given,
        wrong=wrong,
    )


def _sheets(offered: Offered, wrong: Wrong, kept: Kept | None) -> str:
    known, period = _known()
    return render(
        "lms/voice/survey/sheets.html",
        offered=offered,
        periods=known,
        period=period,
        count=keeping.count(session(), offered.service.id, period.id) if period else 0,
        most=MOST_ROWS,
        size=settings().max_upload_mb,
        kept=kept,
        shown=SHOWN,
        wrong=wrong,
    )


def _known() -> tuple[list[Period], Period | None]:
    """Return the periods that take sheets, and the one that is wanted or else the newest."""
    known = keeping.open_periods(session(), local(now()).date())
    wanted = request.values.get("periode", 0, type=int)
    return known, next((one for one in known if one.id == wanted), known[0] if known else None)


def _period() -> Period:
    """Return the period that a form is about; one that takes no sheets does not exist for it."""
    period = _known()[1]
    if period is None or str(period.id) != request.form.get("periode"):
        raise NotFound
    return period


def _filled(offered: Offered) -> Filled:
    scores = {key: int(request.form[key]) or None for key in offered.service.elements}
    sex, education, occupation = (_chosen(field, values) or None for field, _h, values, _w in PERSON)
    return Filled(
        scores,
        sex=sex,
        education=education,
        occupation=occupation,
        extras=_told(offered),
        suggestion=request.form.get("saran", ""),
    )


def _own(offered: Offered) -> dict[str, ExtraQuestion]:
    """Return the service's own questions by the name of their field."""
    return {f"{filling.OWN}{one.id}": one for one in extras.asked(session(), offered.service.id)}


def _told(offered: Offered) -> dict[str, int | str]:
    """Return what was keyed for the service's own questions; what was left out is not in it."""
    found: dict[str, int | str] = {}
    for name, one in _own(offered).items():
        text = request.form.get(name, "").strip()
        if one.kind == ExtraKind.TEXT and text:
            found[str(one.id)] = text
        elif text not in {"", LEFT_OUT}:
            found[str(one.id)] = int(text)
    return found


def _chosen(field: str, values: Sequence[str]) -> str | None:
    """Return what a digit stands for, nothing for 0 or no digit; None for one that stands for nothing."""
    text = request.form.get(field, "").strip() or LEFT_OUT
    if not (text.isascii() and text.isdigit() and int(text) <= len(values)):
        return None
    return values[int(text) - 1] if int(text) else ""


def _name(key: str) -> str:
    return elements.BY_KEY[key].name.text(language())
