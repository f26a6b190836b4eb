"""The desk's side of the survey: the periods, and the services that citizens judge in them."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, LmsError, Message, NotFound
from lms.people import units
from lms.people.units import Tree
from lms.voice.rules import elements
from lms.voice.satisfaction import services
from lms.voice.views.blueprint import bp
from lms.voice.views.survey import filling
from lms.web.filters import local
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session

PAGE = 50
# More units than these are no list to choose from: theirs is written.
CHOSEN_FROM = 200
# Fewer services than these are seen at a glance.
FEW = 12
LONGEST_SEARCH = 64

NO_UNIT = Message(
    "Unit itu tidak ada di lingkungan Anda.",
    "That unit is none of yours.",
    "Tulis dari atas, misalnya: Dinas Kesehatan > Puskesmas Plaju.",
    "Write it from the top, such as: Dinas Kesehatan > Puskesmas Plaju.",
)
NO_DAY = Message("Tanggal itu tidak terbaca.", "That date cannot be read.")


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
    try:
        made = services.add(
            session(), _unit(form.get("unit", "")), form.get("nama", ""), name_en=form.get("nama_en", ""),
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
    period = filling.period(period_id)
    services.close(session(), period, today=local(now()).date(), at=now(), by=me().person_id)
    flash(_("The period is closed; its figures stand."), "success")
    return redirect(url_for("lms.voice.survey_desk"), 303)


def _unit(text: str) -> int:
    """Return the id of a unit of the officer's branch, chosen by its id or written from the top."""
    branch = units.tree(session(), me().desk_scope)
    unit_id = filling.number(text) or branch.find(units.names(text))
    if unit_id not in branch.paths:
        raise InvalidInput(NO_UNIT, "service.unit", "unit")
    return unit_id


def _desk(given: dict[str, str], wrong: list[tuple[str, str]]) -> str:
    after = filling.number(request.args.get("sesudah", ""))
    text = request.args.get("cari", "").strip()[:LONGEST_SEARCH]
    found = services.listed(session(), me().desk_scope, text, after=after, limit=PAGE)
    branch = units.tree(session(), me().desk_scope)
    return render(
        "lms/voice/survey/desk.html",
        services=found,
        periods=services.periods(session()),
        text=text,
        searched=bool(text or after) or len(found) > FEW,
        units=_choices(branch),
        elements=elements.ELEMENTS,
        today=local(now()).date(),
        given=given,
        wrong=wrong,
        whole_site=not me().desk_scope,
        next_url=url_for("lms.voice.survey_desk", cari=text, sesudah=found[-1].service.id)
        if len(found) == PAGE
        else "",
    )


def _choices(branch: Tree) -> list[tuple[int, str]]:
    """Return the units to choose from by name; none when they are too many for a list."""
    if len(branch.written) > CHOSEN_FROM:
        return []
    return sorted(branch.written.items(), key=lambda one: one[1].casefold())


def _whole_site() -> None:
    if me().desk_scope:
        raise NotFound


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(NO_DAY, "period.day", field) from None
