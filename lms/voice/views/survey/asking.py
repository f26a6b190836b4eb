"""The questionnaire: for anybody, without an account, on a phone, with or without JavaScript."""

import secrets
from datetime import timedelta

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import Conflict, InvalidInput
from lms.voice.complaints.models import Kind
from lms.voice.satisfaction import answers, services
from lms.voice.satisfaction.services import Offered
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints import words
from lms.voice.views.survey import entering, filling
from lms.web import limits
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.security import public
from lms.web.shell import installation, keep, now, session

DEVICE = "lms_device"
# An office's whole counter may stand behind one address.
TRIES, PER = 120, timedelta(minutes=10)
LONGEST_MARK = 64
# Services on a page, and how many need neither search nor folds.
PAGE, FEW = 60, 8
ICONS = {"complaint": "circle-alert", "aspiration": "lightbulb", "information": "circle-question-mark"}


@bp.get("/suara")
@public
def voice() -> str:
    """Ask what a citizen wants to say; find the service that is to be judged."""
    text = request.args.get("cari", "").strip()[:LONGEST_MARK]
    place = filling.number(request.args.get("sesudah", ""))
    found = services.open_to_all(session(), text, after=place, limit=PAGE)
    return render(
        "lms/voice/survey/voice.html",
        kinds=[(kind.value, words.KINDS[kind], words.KINDS_MEAN[kind]) for kind in Kind],
        icons=ICONS,
        services=found,
        text=text,
        few=len(found) <= FEW and not place,
        period=filling.running(),
        next_url=url_for("lms.voice.voice", cari=text, sesudah=found[-1].service.id)
        if len(found) == PAGE
        else "",
    )


@bp.get("/survei/<code>")
@public
def questionnaire(code: str) -> ResponseReturnValue:
    """Show the questionnaire of one service; where that is so, first ask for the code that was handed out."""
    offered, period = services.by_code(session(), code), filling.running()
    text = request.args.get("kode", "")
    if period is not None and (text or offered.service.tokens_asked):
        return entering.asked(offered, period, text)
    device = request.cookies.get(DEVICE, "")[:LONGEST_MARK]
    if period is not None and device and answers.answered(session(), offered.service, period, device):
        return _twice(offered, answers.TWICE.text(language()), answers.TWICE.remedy(language()))
    return filling.page(offered, {}, [])


@bp.post("/survei/<code>")
@public
def answer(code: str) -> ResponseReturnValue:
    """Keep the answer; the same one sent twice is one, a second one of this device or code is refused."""
    with installation().database.write() as counting:
        limits.hit(counting, f"survey:{request.remote_addr}", at=now(), allowed=TRIES, per=PER)
    offered = services.by_code(session(), code)
    period = filling.running()
    if period is None:
        return filling.page(offered, request.form, [])
    device = request.cookies.get(DEVICE, "")[:LONGEST_MARK] or secrets.token_hex(16)
    wrong = filling.left_out(offered)
    try:
        way = entering.way(offered)
        if wrong:
            return filling.page(offered, request.form, wrong, way=way), 422
        entering.keep(offered, period, way, device)
    except InvalidInput as error:
        return entering.again(offered, error), 422
    except Conflict as error:
        return _twice(offered, error.text(language()), error.remedy(language())), 409
    response = redirect(url_for("lms.voice.thanks", code=code), 303)
    if not way.code:
        keep(response, DEVICE, device)
    return response


@bp.get("/survei/<code>/terima-kasih")
@public
def thanks(code: str) -> str:
    """Say that the answer is kept, and what happens with it."""
    return render("lms/voice/survey/thanks.html", offered=services.by_code(session(), code), twice="")


def _twice(offered: Offered, told: str, remedy: str) -> str:
    return render("lms/voice/survey/thanks.html", offered=offered, twice=f"{told} {remedy}".strip())
