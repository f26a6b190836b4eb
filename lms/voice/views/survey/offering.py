"""The desk's side of the survey: services, periods, and what the citizens said so far."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, LmsError, Message, NotFound
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import Period
from lms.voice.rules import elements, masking
from lms.voice.rules.satisfaction_index import Weighting
from lms.voice.satisfaction import answers, services, standings
from lms.voice.satisfaction.standings import Standing
from lms.voice.views.blueprint import bp
from lms.voice.views.survey import counter, handing, questions
from lms.web.filters import local
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session, settings

LONGEST_ID = 18
PAGE = 50
MOST_SERVED = 10**8

NO_UNIT = Message("Pilih unit di lingkungan Anda.", "Choose a unit of yours.")
NO_DAY = Message("Tanggal itu tidak terbaca.", "That date cannot be read.")
NO_NUMBER = Message(
    "Jumlah orang ditulis dengan angka saja, paling banyak 100.000.000.",
    "Write the number of people in digits, at most 100,000,000.",
)


@bp.get("/meja-warga/survei")
@roles("desk", "admin")
def survey_desk() -> str:
    """List the branch's services and all periods."""
    return _desk({}, [])


@bp.post("/meja-warga/survei")
@roles("desk", "admin")
def add_service() -> ResponseReturnValue:
    """Add a service to a unit of the officer's branch."""
    form = request.form
    unit = session().get(Unit, _number(form.get("unit", "")))
    try:
        if unit is None or not units.reaches(me().desk_scope, unit.path):
            raise InvalidInput(NO_UNIT, "service.unit", "unit")
        made = services.add(
            session(), unit.id, form.get("nama", ""), name_en=form.get("nama_en", ""),
            asked=form.getlist("unsur"), at=now(), by=me().person_id,
        )  # fmt: skip
    except LmsError as error:
        return _desk(form.to_dict(), [(getattr(error, "field", "nama"), error.text(language()))]), 422
    flash(_("The service is added; its questionnaire is open."), "success")
    return redirect(url_for("lms.voice.service", service_id=made.id), 303)


@bp.post("/meja-warga/survei/periode")
@roles("desk", "admin")
def add_period() -> ResponseReturnValue:
    """Make a period; periods are the whole site's, so only a desk for the whole site does it."""
    _whole_site()
    form = request.form
    try:
        days = _day(form.get("mulai", ""), "mulai"), _day(form.get("sampai", ""), "sampai")
        services.begin(session(), form.get("periode", ""), *days, at=now(), by=me().person_id)
    except LmsError as error:
        return _desk(form.to_dict(), [(getattr(error, "field", "periode"), error.text(language()))]), 422
    flash(_("The period is made."), "success")
    return redirect(url_for("lms.voice.survey_desk"), 303)


@bp.post("/meja-warga/survei/periode/<int:period_id>/tutup")
@roles("desk", "admin")
def close_period(period_id: int) -> ResponseReturnValue:
    """Close a period that is over: its figures stand from now on."""
    _whole_site()
    period = _period(period_id)
    services.close(session(), period, today=local(now()).date(), at=now(), by=me().person_id)
    flash(_("The period is closed; its figures stand."), "success")
    return redirect(url_for("lms.voice.survey_desk"), 303)


@bp.get("/meja-warga/survei/<int:service_id>")
@roles("desk", "admin")
def service(service_id: int) -> str:
    """Show one service: its link, and what was answered in a period."""
    offered = services.within(session(), service_id, me().desk_scope)
    known = services.periods(session())
    wanted = _number(request.args.get("periode", ""))
    period = next((one for one in known if one.id == wanted), known[0] if known else None)
    weighting = Weighting.OLD if request.args.get("bobot") == "0.11" else Weighting.EXACT
    standing = standings.of_service(session(), service_id, period.id, weighting) if period else None
    link = settings().base_url + url_for("lms.voice.questionnaire", code=offered.service.code)
    return render(
        "lms/voice/survey/service.html",
        offered=offered,
        known=elements.BY_KEY,
        periods=known,
        period=period,
        standing=standing,
        suggestions=_suggestions(service_id, period, standing),
        old=weighting is Weighting.OLD,
        link=link,
        **counter.at_desk(offered),
        **handing.at_desk(offered, period),
        **questions.at_desk(offered, period, standing),
    )


@bp.post("/meja-warga/survei/<int:service_id>/layanan")
@roles("desk", "admin")
def count_served(service_id: int) -> ResponseReturnValue:
    """Note how many people the service served in a period."""
    offered = services.within(session(), service_id, me().desk_scope)
    period = _period(_number(request.form.get("periode", "")))
    people = _number(request.form.get("orang", "").replace(".", ""))
    if not 0 < people <= MOST_SERVED:
        raise InvalidInput(NO_NUMBER, "served.number", "orang")
    services.count_served(session(), period.id, offered.service.id, people, at=now(), by=me().person_id)
    return redirect(url_for("lms.voice.service", service_id=service_id, periode=period.id), 303)


@bp.post("/meja-warga/survei/<int:service_id>/tampil")
@roles("desk", "admin")
def retire_service(service_id: int) -> ResponseReturnValue:
    """Ask no more about a service, or again."""
    offered = services.within(session(), service_id, me().desk_scope)
    back = offered.service.retired_at is not None
    services.retire(session(), offered.service, back=back, at=now(), by=me().person_id)
    return redirect(url_for("lms.voice.service", service_id=service_id), 303)


def _desk(given: dict[str, str], wrong: list[tuple[str, str]]) -> str:
    after = _number(request.args.get("sesudah", ""))
    found = services.listed(session(), me().desk_scope, after=after, limit=PAGE)
    branch = units.tree(session(), me().desk_scope)
    return render(
        "lms/voice/survey/desk.html",
        services=found,
        periods=services.periods(session()),
        units=sorted(branch.written.items(), key=lambda one: one[1].casefold()),
        elements=elements.ELEMENTS,
        today=local(now()).date(),
        given=given,
        wrong=wrong,
        whole_site=not me().desk_scope,
        next_url=url_for("lms.voice.survey_desk", sesudah=found[-1].service.id) if len(found) == PAGE else "",
    )


def _suggestions(service_id: int, period: Period | None, standing: Standing | None) -> list[str]:
    """Return citizens' words with numbers covered; none while too few answered to stay unknown."""
    if period is None or standing is None or standing.suppressed:
        return []
    return [masking.masked(one) for one in answers.suggestions(session(), service_id, period.id)]


def _whole_site() -> None:
    if me().desk_scope:
        raise NotFound


def _period(period_id: int) -> Period:
    period = session().get(Period, period_id)
    if period is None:
        raise NotFound
    return period


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(NO_DAY, "period.day", field) from None
