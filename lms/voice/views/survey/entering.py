"""The code that a citizen was handed: scanned or typed before the questions, used up by the answer."""

from datetime import timedelta

from flask import request

from lms.errors import InvalidInput, LmsError, Message
from lms.voice.models import Channel, Period
from lms.voice.satisfaction import answers
from lms.voice.satisfaction.counter import codes, tokens
from lms.voice.satisfaction.services import Offered
from lms.voice.views.survey import filling
from lms.voice.views.survey.filling import Way
from lms.web import limits
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.shell import installation, now, session, settings

# Wrong codes of one address; a right one is given back, for a hall of people may share an address.
TRIES, PER = 60, timedelta(minutes=10)

NO_CODE = Message(
    "Kode belum diisi.",
    "There is no code yet.",
    "Ketik kode pada kertas Anda.",
    "Type the code on your slip.",
)


def asked(offered: Offered, period: Period, text: str) -> tuple[str, int]:
    """Show the questionnaire to who has a code that is good; else ask for one, and say what is wrong."""
    if not text:
        return page(offered, "", None), 200
    key = f"survey-code:{request.remote_addr}"
    with installation().database.write() as counting:
        limits.hit(counting, key, at=now(), allowed=TRIES, per=PER)
    try:
        tokens.fresh(session(), offered.service, period, text, secret=settings().secret_key)
    except LmsError as error:
        return page(offered, text, error), 422
    with installation().database.write() as counting:
        limits.give_back(counting, key, at=now(), per=PER)
    return filling.page(offered, {}, [], way=Way(code=codes.read(text))), 200


def page(offered: Offered, text: str, error: LmsError | None) -> str:
    """Ask for the code."""
    wrong = [("kode", error.text(language()))] if error else []
    remedy = error.remedy(language()) if error else ""
    return render(
        "lms/voice/survey/counter/code.html",
        offered=offered,
        given=codes.typed(text),
        wrong=wrong,
        remedy=remedy,
    )


def way(offered: Offered) -> Way:
    """Return the way of what was sent; raises `InvalidInput` where a code is asked for and there is none."""
    text = request.form.get("kode", "")
    if offered.service.tokens_asked and not text:
        raise InvalidInput(NO_CODE, "token.none", "kode")
    return Way(code=codes.typed(text))


def again(offered: Offered, error: InvalidInput) -> str:
    """Show what was sent once more, with what is wrong: the code alone, or the questions."""
    if error.field == "kode":
        return page(offered, request.form.get("kode", ""), error)
    return filling.page(offered, request.form, [(error.field, error.text(language()))], way=way(offered))


def keep(offered: Offered, period: Period, way: Way, device: str) -> None:
    """Keep the answer of a code, or of a device where no code came; raises like `answers.take`."""
    filled, once = filling.filled(offered), filling.mark()
    service = offered.service
    if not way.code:
        answers.take(
            session(), service, period, filled, channel=Channel.LINK, once=once, at=now(), device=device
        )
        return
    token = tokens.find(session(), service, period, way.code, secret=settings().secret_key)
    tokens.take(session(), token, service, period, filled, once=once, at=now())
