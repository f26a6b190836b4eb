"""What the desk prints and hands out: codes, made for a service and period and printed once; the poster."""

from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import NotFound
from lms.voice.models import Period
from lms.voice.paper.printing import MEDIA_TYPE
from lms.voice.satisfaction import extras, services
from lms.voice.satisfaction.counter import poster, slips, tokens
from lms.voice.satisfaction.counter.poster import Poster
from lms.voice.satisfaction.counter.slips import PART, Sheet
from lms.voice.satisfaction.services import Offered
from lms.voice.views.blueprint import bp
from lms.voice.views.survey import filling
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session, settings


@bp.get("/meja-warga/survei/<int:service_id>/kode/<int:period_id>/<batch>")
@roles("desk", "admin")
def token_batch(service_id: int, period_id: int, batch: str) -> str:
    """Show the files of a batch; a used code is on none of them."""
    offered, period, found = _batch(service_id, period_id, batch)
    parts = [
        (number, start + 1, min(start + PART, len(found)))
        for number, start in enumerate(range(0, len(found), PART), 1)
    ]
    return render(
        "lms/voice/survey/counter/batch.html",
        offered=offered,
        period=period,
        batch=batch,
        count=len(found),
        parts=parts,
    )


@bp.get("/meja-warga/survei/<int:service_id>/kode/<int:period_id>/<batch>/<int:part>.pdf")
@roles("desk", "admin")
def token_sheet(service_id: int, period_id: int, batch: str, part: int) -> Response:
    """Send one file of slips; it is made anew each time and kept nowhere."""
    offered, period, found = _batch(service_id, period_id, batch)
    given = found[(part - 1) * PART : part * PART] if 0 < part <= tokens.MOST else []
    if not given:
        raise NotFound
    link = settings().base_url + url_for("lms.voice.questionnaire", code=offered.service.code)
    sheet = Sheet(offered.service.name, offered.unit, period.name, settings().government, link)
    response = Response(slips.make(sheet, given), mimetype=MEDIA_TYPE)
    name = f"kode-{offered.service.code}-{part}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/meja-warga/survei/<int:service_id>/kode-wajib")
@roles("desk", "admin")
def ask_tokens(service_id: int) -> ResponseReturnValue:
    """Let the link answer with a code only, or without one too."""
    offered = services.within(session(), service_id, me().desk_scope)
    only = request.form.get("wajib") == "1"
    tokens.ask(session(), offered.service, only=only, at=now(), by=me().person_id)
    flash(_("The link asks for a code now.") if only else _("The link asks for no code any more."), "success")
    return redirect(url_for("lms.voice.service", service_id=service_id, _anchor="kode"), 303)


def at_desk(offered: Offered, period: Period | None) -> dict[str, Any]:
    """Return what the service's page at the desk shows of its codes."""
    found = tokens.count(session(), offered.service.id, period.id) if period else None
    return {"codes": found, "most_codes": tokens.MOST}


@bp.get("/meja-warga/survei/<int:service_id>/poster.pdf")
@roles("desk", "admin")
def survey_poster(service_id: int) -> Response:
    """Make the poster of a service: the unit's name, a QR code of the questionnaire, one of complaints."""
    offered = services.within(session(), service_id, me().desk_scope)
    site = settings()
    made = poster.make(
        Poster(
            service=offered.service.name,
            service_en=offered.service.name_en,
            unit=offered.unit,
            government=site.government,
            questions=len(offered.service.elements) + len(extras.asked(session(), service_id)),
            with_code=offered.service.tokens_asked,
            address=site.base_url + url_for("lms.voice.questionnaire", code=offered.service.code),
            complaints=site.base_url + url_for("lms.voice.report"),
        )
    )
    response = Response(made, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="poster-{offered.service.code}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _batch(service_id: int, period_id: int, batch: str) -> tuple[Offered, Period, list[str]]:
    offered = services.within(session(), service_id, me().desk_scope)
    period = filling.period(period_id)
    found = tokens.unused(session(), offered.service, period, batch, secret=settings().secret_key)
    return offered, period, found
