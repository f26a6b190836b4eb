"""The questionnaire: for anybody, without an account, on a phone, with or without JavaScript."""

import secrets
from datetime import timedelta

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import Conflict, InvalidInput
from lms.voice.complaints.models import Kind
from lms.voice.models import Channel
from lms.voice.satisfaction import answers, services
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints import words
from lms.voice.views.survey import filling
from lms.web import limits
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.security import public
from lms.web.shell import installation, keep, now, session

DEVICE = "lms_device"
# An office's whole counter may stand behind one address.
TRIES, PER = 120, timedelta(minutes=10)
LONGEST_MARK, LONGEST_ID = 64, 18
# Services on a page, and how many need neither search nor folds.
PAGE, FEW = 60, 8
ICONS = {"complaint": "circle-alert", "aspiration": "lightbulb", "information": "circle-question-mark"}


@bp.get("/suara")
@public
def voice() -> str:
    """Ask what a citizen wants to say; find the service that is to be judged."""
    text = request.args.get("cari", "").strip()[:LONGEST_MARK]
    after = request.args.get("sesudah", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) <= LONGEST_ID else 0
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
def questionnaire(code: str) -> str:
    """Show the questionnaire of one service; the code stands in its link and on its poster."""
    return filling.page(services.by_code(session(), code), {}, [])


@bp.post("/survei/<code>")
@public
def answer(code: str) -> ResponseReturnValue:
    """Keep the answer; the same one sent twice is one, a second one of this device is refused."""
    with installation().database.write() as counting:
        limits.hit(counting, f"survey:{request.remote_addr}", at=now(), allowed=TRIES, per=PER)
    offered = services.by_code(session(), code)
    period = filling.running()
    if period is None:
        return filling.page(offered, request.form, [])
    device = request.cookies.get(DEVICE, "")[:LONGEST_MARK] or secrets.token_hex(16)
    wrong = filling.left_out(offered)
    if wrong:
        return filling.page(offered, request.form, wrong), 422
    try:
        answers.take(
            session(), offered.service, period, filling.filled(offered),
            channel=Channel.LINK, once=filling.mark(), at=now(), device=device,
        )  # fmt: skip
    except InvalidInput as error:
        return filling.page(offered, request.form, [(error.field, error.text(language()))]), 422
    except Conflict as error:
        return render("lms/voice/survey/thanks.html", offered=offered, twice=error.text(language())), 409
    response = redirect(url_for("lms.voice.thanks", code=code), 303)
    keep(response, DEVICE, device)
    return response


@bp.get("/survei/<code>/terima-kasih")
@public
def thanks(code: str) -> str:
    """Say that the answer is kept, and what happens with it."""
    return render("lms/voice/survey/thanks.html", offered=services.by_code(session(), code), twice="")
