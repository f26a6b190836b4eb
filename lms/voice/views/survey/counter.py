"""The counter's device: one questionnaire after another, with nothing of the one before."""

from datetime import timedelta
from typing import Any

from flask import Response, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, Message, NotFound
from lms.press.codes import rows
from lms.press.pictures import Picture
from lms.voice.models import Channel
from lms.voice.satisfaction import answers, services
from lms.voice.satisfaction.counter import kiosk
from lms.voice.satisfaction.counter.kiosk import Length
from lms.voice.satisfaction.services import Offered
from lms.voice.views.blueprint import bp
from lms.voice.views.survey import filling
from lms.voice.views.survey.filling import Way
from lms.web import limits
from lms.web.filters import local
from lms.web.i18n import _, language, lazy
from lms.web.pages import render
from lms.web.security import public, roles
from lms.web.shell import installation, me, now, session, settings

# A device that is used well takes one answer a minute; a hall of forty devices is not stopped either.
TRIES, PER = 1200, timedelta(minutes=10)
# How long thanks stand before the page begins anew by itself.
SECONDS = 15
# What the counter's pages answer a sending themselves.
OWN_ANSWERS = frozenset({200, 303, 404, 422})
INK = "#1b1f23"
LENGTHS = {
    Length.DAY: lazy("Until 16.00 today"),
    Length.FOUR_HOURS: lazy("For 4 hours"),
    Length.EIGHT_HOURS: lazy("For 8 hours"),
    Length.PERIOD: lazy("Until I close it, at most to the end of the period"),
}
NO_LENGTH = Message("Pilih sampai kapan layar loket terbuka.", "Choose until when the device is open.")


@bp.get("/survei/<code>/loket/<door>")
@public
def kiosk_page(code: str, door: str) -> Response:
    """Show the questionnaire on the counter's device, empty for whoever comes."""
    try:
        offered = kiosk.entered(session(), code, door, settings().secret_key, at=now())
    except NotFound as error:
        return _shut(error)
    return _unkept(filling.page(offered, {}, [], way=_way(code, door)))


@bp.post("/survei/<code>/loket/<door>")
@public
def kiosk_answer(code: str, door: str) -> ResponseReturnValue:
    """Keep an answer from the counter; no cookie marks the device."""
    try:
        offered = _counted(code, door)
    except NotFound as error:
        return _shut(error)
    way, period = _way(code, door), filling.running()
    if period is None:
        return _unkept(filling.page(offered, {}, [], way=way))
    wrong = filling.left_out(offered)
    if wrong:
        return _unkept(filling.page(offered, request.form, wrong, way=way), 422)
    try:
        answers.take(
            session(), offered.service, period, filling.filled(offered),
            channel=Channel.KIOSK, once=filling.mark(), at=now(),
        )  # fmt: skip
    except InvalidInput as error:
        wrong = [(error.field, error.text(language()))]
        return _unkept(filling.page(offered, request.form, wrong, way=way), 422)
    return redirect(url_for("lms.voice.kiosk_thanks", code=code, door=door), 303)


@bp.get("/survei/<code>/loket/<door>/terima-kasih")
@public
def kiosk_thanks(code: str, door: str) -> Response:
    """Thank, and begin anew after some seconds; a link stops that (WCAG 2.2.1)."""
    try:
        offered = kiosk.entered(session(), code, door, settings().secret_key, at=now(), leniently=True)
    except NotFound as error:
        return _shut(error)
    way, stays = _way(code, door), "diam" in request.args
    page = render(
        "lms/voice/survey/counter/thanks.html", offered=offered, way=way, seconds=0 if stays else SECONDS
    )
    response = _unkept(page)
    if not stays:
        response.headers["Refresh"] = f"{SECONDS}; url={way.kiosk}"
    return response


@bp.after_request
def back_to_the_start(response: Response) -> Response:
    """Lead a counter whose sending was refused elsewhere (form too old, too many, busy) back by itself.

    Such a page is the site's, with ways to everywhere: a device that nobody tends would stay there.
    """
    if request.endpoint == "lms.voice.kiosk_answer" and response.status_code not in OWN_ANSWERS:
        given = request.view_args or {}
        response.headers["Refresh"] = f"{SECONDS}; url={_way(**given).kiosk}"
    return response


@bp.post("/meja-warga/survei/<int:service_id>/loket")
@roles("desk", "admin")
def open_kiosk(service_id: int) -> ResponseReturnValue:
    """Open the counter's device for a time; its address before, if any, is dead from now on."""
    offered = services.within(session(), service_id, me().desk_scope)
    wanted = request.form.get("lama", "")
    if wanted not in set(Length):
        raise InvalidInput(NO_LENGTH, "kiosk.length", "lama")
    until = kiosk.end(Length(wanted), filling.running(), at=local(now()))
    kiosk.open_until(session(), offered.service, until, at=now(), by=me().person_id)
    flash(_("The counter’s device is open; open its address there."), "success")
    return redirect(url_for("lms.voice.service", service_id=service_id, _anchor="loket"), 303)


@bp.post("/meja-warga/survei/<int:service_id>/loket/tutup")
@roles("desk", "admin")
def shut_kiosk(service_id: int) -> ResponseReturnValue:
    """Close the counter's device."""
    offered = services.within(session(), service_id, me().desk_scope)
    kiosk.shut(session(), offered.service, at=now(), by=me().person_id)
    flash(_("The counter’s device is closed; its address leads nowhere any more."), "success")
    return redirect(url_for("lms.voice.service", service_id=service_id, _anchor="loket"), 303)


def at_desk(offered: Offered) -> dict[str, Any]:
    """Return what the service's page at the desk shows of its counter."""
    key = kiosk.key(offered.service, settings().secret_key, at=now())
    address = settings().base_url + _way(offered.service.code, key).kiosk if key else ""
    over = local(now()).time() >= kiosk.END_OF_WORK
    return {
        "kiosk": address,
        "kiosk_code": Picture(rows(address), INK).address() if address else "",
        "kiosk_lengths": [(one, name) for one, name in LENGTHS.items() if one is not Length.DAY or not over],
    }


def _counted(code: str, door: str) -> Offered:
    """Check the key before anything is written, then count the sending."""
    secret = settings().secret_key
    with installation().database.read() as reading:
        service_id = kiosk.entered(reading, code, door, secret, at=now(), leniently=True).service.id
    with installation().database.write() as counting:
        limits.hit(counting, f"kiosk:{service_id}", at=now(), allowed=TRIES, per=PER)
    return kiosk.entered(session(), code, door, secret, at=now(), leniently=True)


def _way(code: str, door: str) -> Way:
    return Way(kiosk=url_for("lms.voice.kiosk_page", code=code, door=door))


def _shut(error: NotFound) -> Response:
    page = render(
        "lms/voice/survey/counter/shut.html",
        way=filling.LINK,
        why=error.text(language()),
        remedy=error.remedy(language()),
    )
    return _unkept(page, 404)


def _unkept(page: str, status: int = 200) -> Response:
    """No browser keeps it: the back button shows nobody's answers."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
