"""What is done about one service: renamed, given codes, asked no more; how many it served."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, LmsError, Message
from lms.voice.satisfaction import services
from lms.voice.satisfaction.counter import tokens
from lms.voice.views.blueprint import bp
from lms.voice.views.survey import filling
from lms.voice.views.survey.service import page
from lms.web.i18n import _
from lms.web.security import roles
from lms.web.shell import me, now, session, settings

MOST_SERVED = 10**8
NO_NUMBER = Message(
    "Jumlah orang ditulis dengan angka saja, paling banyak 100.000.000.",
    "Write the number of people in digits, at most 100,000,000.",
)


@bp.get("/meja-warga/survei/<int:service_id>")
@roles("desk", "admin")
def service(service_id: int) -> str:
    """Show one service: its link, and what was answered in a period."""
    return page.show(services.within(session(), service_id, me().desk_scope))


@bp.post("/meja-warga/survei/<int:service_id>/ubah")
@roles("desk", "admin")
def change_service(service_id: int) -> ResponseReturnValue:
    """Rename a service, or ask other elements from now on."""
    offered = services.within(session(), service_id, me().desk_scope)
    form = request.form
    try:
        services.change(
            session(), offered.service, name=form.get("nama", ""), name_en=form.get("nama_en", ""),
            asked=form.getlist("unsur"), at=now(), by=me().person_id,
        )  # fmt: skip
    except LmsError as error:
        return page.show(offered, error, "nama"), 422
    flash(_("The service is changed."), "success")
    return redirect(url_for("lms.voice.service", service_id=service_id), 303)


@bp.post("/meja-warga/survei/<int:service_id>/layanan")
@roles("desk", "admin")
def count_served(service_id: int) -> ResponseReturnValue:
    """Note how many people the service served in a period."""
    offered = services.within(session(), service_id, me().desk_scope)
    period = filling.period(filling.number(request.form.get("periode", "")))
    people = filling.number(request.form.get("orang", "").replace(".", ""))
    if not 0 < people <= MOST_SERVED:
        return page.show(offered, InvalidInput(NO_NUMBER, "served.number", "orang")), 422
    services.count_served(session(), period.id, offered.service.id, people, at=now(), by=me().person_id)
    flash(_("The number of people served is kept."), "success")
    return redirect(url_for("lms.voice.service", service_id=service_id, periode=period.id), 303)


@bp.post("/meja-warga/survei/<int:service_id>/kode")
@roles("desk", "admin")
def make_tokens(service_id: int) -> ResponseReturnValue:
    """Make codes; the page that follows is the only one that can print them."""
    offered = services.within(session(), service_id, me().desk_scope)
    period = filling.period(filling.number(request.form.get("periode", "")))
    count = filling.number(request.form.get("jumlah", "").replace(".", ""))
    try:
        batch = tokens.make(
            session(), offered.service, period, count,
            secret=settings().secret_key, at=now(), by=me().person_id,
        )  # fmt: skip
    except LmsError as error:
        return page.show(offered, error, "jumlah"), 422
    address = url_for("lms.voice.token_batch", service_id=service_id, period_id=period.id, batch=batch)
    return redirect(address, 303)


@bp.post("/meja-warga/survei/<int:service_id>/tampil")
@roles("desk", "admin")
def retire_service(service_id: int) -> ResponseReturnValue:
    """Ask no more about a service, or again."""
    offered = services.within(session(), service_id, me().desk_scope)
    back = offered.service.retired_at is not None
    services.retire(session(), offered.service, back=back, at=now(), by=me().person_id)
    return redirect(url_for("lms.voice.service", service_id=service_id), 303)
