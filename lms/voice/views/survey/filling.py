"""The questionnaire as a form: how it is shown, and what stands in it when it comes back."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from lms.errors import NotFound
from lms.voice.models import Period
from lms.voice.rules import elements
from lms.voice.satisfaction import answers, extras, services
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.services import Offered
from lms.web.filters import local
from lms.web.i18n import _, lazy
from lms.web.pages import render
from lms.web.shell import now, session

LONGEST_MARK = 64
LONGEST_ID = 18
SEXES = {"perempuan": lazy("Woman"), "laki-laki": lazy("Man")}
EDUCATIONS = {
    "sd": lazy("Primary school"),
    "smp": lazy("Lower secondary school"),
    "sma": lazy("Upper secondary school"),
    "s1": lazy("Bachelor’s degree"),
    "s2": lazy("Master’s degree"),
    "s3": lazy("Doctorate"),
}
OCCUPATIONS = {
    "pns": lazy("Civil servant"),
    "tni": lazy("Armed forces"),
    "polri": lazy("Police"),
    "swasta": lazy("Employee of a company"),
    "wirausaha": lazy("Self-employed"),
    "lainnya": lazy("Something else"),
}
# What 1 to 4 mean where a unit asks a question of its own.
RATINGS = (lazy("Not good"), lazy("Less good"), lazy("Good"), lazy("Very good"))
# The field of an own question carries its id.
OWN = "t-"


@dataclass(frozen=True, slots=True)
class Way:
    """How an answer comes, where that makes the page another one.

    `kiosk` is the address at which the counter begins anew, `code` the code that was handed out for this
    answer; each empty where there is none.
    """

    kiosk: str = ""
    code: str = ""

    @property
    def layout(self) -> str:
        return "lms/voice/survey/counter/layout.html" if self.kiosk else "lms/web/layout.html"

    def draft(self, offered: Offered, period: Period | None) -> str:
        """Name the draft on the device; many people's device keeps none."""
        if self.kiosk or period is None:
            return ""
        # Two who share a phone and have a code each do not find each other's answers.
        own = f"-{hashlib.sha256(self.code.encode()).hexdigest()[:8]}" if self.code else ""
        return f"{offered.service.code}-{period.id}{own}"


LINK = Way()


def page(offered: Offered, given: Mapping[str, str], wrong: list[tuple[str, str]], *, way: Way = LINK) -> str:
    """Show the questionnaire, with what was chosen before and what is wrong with it."""
    period = running()
    return render(
        "lms/voice/survey/form.html",
        offered=offered,
        period=period,
        way=way,
        draft=way.draft(offered, period),
        asked=[elements.BY_KEY[key] for key in elements.in_order(offered.service.elements)],
        own=extras.asked(session(), offered.service.id),
        ratings=RATINGS,
        longest_text=extras.LONGEST_TEXT,
        given=given,
        wrong=wrong,
        mark=given.get("tanda") or secrets.token_hex(16),
        sexes=SEXES,
        educations=EDUCATIONS,
        occupations=OCCUPATIONS,
        longest=answers.LONGEST_TEXT,
    )


def running() -> Period | None:
    """Return the period that today belongs to."""
    return services.running(session(), local(now()).date())


def period(period_id: int) -> Period:
    """Return a period by its id; raises `NotFound`."""
    found = session().get(Period, period_id)
    if found is None:
        raise NotFound
    return found


def number(text: str) -> int:
    """Read an id or a count; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def mark() -> str:
    """Return the sender's own random mark, or one that makes this sending unlike every other."""
    return request.form.get("tanda", "")[:LONGEST_MARK] or secrets.token_hex(16)


def left_out(offered: Offered) -> list[tuple[str, str]]:
    """Name the elements without an answer, each with what to do."""
    return [(key, _("Choose one answer.")) for key in offered.service.elements if _score(key) is None]


def filled(offered: Offered) -> Filled:
    """Read what was filled in."""
    form = request.form
    return Filled(
        {key: _score(key) for key in offered.service.elements},
        sex=form.get("kelamin"),
        education=form.get("pendidikan"),
        occupation=form.get("pekerjaan"),
        extras={name.removeprefix(OWN): text for name, text in form.items() if name.startswith(OWN) and text},
        suggestion=form.get("saran", ""),
    )


def _score(key: str) -> int | None:
    text = request.form.get(key, "")
    return int(text) if text in {"1", "2", "3", "4"} else None
