"""Who has reached the year's hours, one person, the recapitulation."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.audit import trail
from lms.errors import NotFound
from lms.hr import branches, recap, staff, transcript, waiting
from lms.hr.staff import Wanted
from lms.hr.views import filters
from lms.hr.views.blueprint import bp
from lms.hr.views.filters import FIRST_YEAR, KINDS, STANDINGS
from lms.learning import sheets
from lms.learning.sheets import Reader
from lms.people import accommodations, persons
from lms.web.filters import local
from lms.web.i18n import _, language
from lms.web.pages import render, theme
from lms.web.security import roles
from lms.web.shell import Viewer, me, now, session, settings, site


@bp.get("/kepegawaian")
@roles("hr", "admin")
def people() -> str:
    """List who needs something; kept until the next act of the trail, or the next day."""
    wanted, unit_id = filters.wanted()
    where = (site(), request.script_root, theme(request.cookies), language(), me().roles)
    key = (
        "hr",
        trail.head(session()),
        wanted,
        unit_id,
        filters.after(),
        request.query_string,
        local(now()).date(),
        where,
    )
    return sheets.printed(key, Reader(me()), lambda shown, _opened: _people(wanted, unit_id, shown))


def _people(wanted: Wanted, unit_id: int | None, shown: Viewer | None) -> str:
    page = staff.page(session(), wanted, filters.after())
    days = settings().certificate_reminder_days
    return render(
        "lms/hr/people.html",
        viewer=shown,
        page=page,
        wanted=wanted,
        unit_id=unit_id,
        figures=staff.figures(session(), wanted),
        units=branches.choices(session(), wanted.scope),
        standings=STANDINGS,
        kinds=KINDS,
        years=range(filters.this_year(), FIRST_YEAR, -1),
        here=filters.here,
        waiting=waiting.counts(session(), wanted.scope, today=local(now()).date(), days=days),
        next_url=filters.here(sesudah=f"{page.next.person_id}~{page.next.value}") if page.next else "",
    )


@bp.get("/kepegawaian/orang/<int:person_id>")
@roles("hr", "admin")
def person(person_id: int) -> str:
    wanted = Wanted(filters.this_year(), me().scope)
    row = staff.one(session(), wanted, person_id)
    if row is None:
        raise NotFound
    return render(
        "lms/hr/person.html",
        row=row,
        factor=accommodations.factor_of(session(), person_id),
        known=persons.snapshot(session(), person_id),
        year=wanted.year,
        record=transcript.of(session(), person_id),
        standings=STANDINGS,
        kinds=KINDS,
    )


@bp.post("/kepegawaian/orang/<int:person_id>/waktu")
@roles("hr", "admin")
def accommodate(person_id: int) -> ResponseReturnValue:
    """Give a person of one's scope more time for quizzes."""
    if staff.one(session(), Wanted(filters.this_year(), me().scope), person_id) is None:
        raise NotFound
    factor = accommodations.read(request.form.get("factor", ""))
    reason = request.form.get("reason", "")
    if accommodations.give(session(), person_id, factor, reason, at=now(), by=me().person_id):
        flash(_("The time for quizzes is changed."), "success")
    return redirect(url_for("lms.hr.person", person_id=person_id), 303)


@bp.get("/kepegawaian/rekap")
@roles("hr", "admin")
def recapitulation() -> str:
    """Per agency with all units below it, as of now."""
    year = request.args.get("tahun", type=int) or filters.this_year()
    return render(
        "lms/hr/recap.html",
        year=year,
        years=range(filters.this_year(), FIRST_YEAR, -1),
        rows=recap.by_unit(session(), year, me().scope),
    )
