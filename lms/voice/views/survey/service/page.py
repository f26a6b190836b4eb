"""The page of one service at the desk: its link, what was answered, and everything that is done with it."""

from typing import Any

from flask import request, url_for

from lms.errors import LmsError
from lms.voice.models import ExtraKind, Period
from lms.voice.rules import elements, masking
from lms.voice.rules.satisfaction_index import Weighting
from lms.voice.satisfaction import answers, extras, services, standings
from lms.voice.satisfaction.extras import Result
from lms.voice.satisfaction.services import Offered
from lms.voice.satisfaction.standings import Standing
from lms.voice.views.survey import counter, filling
from lms.voice.views.survey.service import handing
from lms.web.i18n import language, lazy
from lms.web.pages import render
from lms.web.shell import session, settings

KINDS = {ExtraKind.RATING: lazy("Four faces, 1 to 4"), ExtraKind.TEXT: lazy("In their own words")}


def show(offered: Offered, refused: LmsError | None = None, field: str = "") -> str:
    """Show the service in the period that is wanted; after a refusal with what was typed, at its `field`."""
    known = services.periods(session())
    wanted = filling.number(request.values.get("periode", ""))
    period = next((one for one in known if one.id == wanted), known[0] if known else None)
    weighting = Weighting.OLD if request.args.get("bobot") == "0.11" else Weighting.EXACT
    service_id = offered.service.id
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
        given=request.form.to_dict() if refused else {},
        ticked=request.form.getlist("unsur") if refused else offered.service.elements,
        wrong=[(getattr(refused, "field", field) or field, _told(refused))] if refused else [],
        **counter.at_desk(offered),
        **handing.at_desk(offered, period),
        **_own(offered, period, standing),
    )


def _told(refused: LmsError) -> str:
    return f"{refused.text(language())} {refused.remedy(language())}".strip()


def _own(offered: Offered, period: Period | None, standing: Standing | None) -> dict[str, Any]:
    """Return what the service's page at the desk shows of its own questions."""
    asked = extras.asked(session(), offered.service.id)
    may_read = standing is not None and not standing.suppressed
    found = extras.of_service(session(), offered.service.id, period.id, with_words=may_read) if period else []
    return {
        "own": asked,
        "own_kinds": KINDS,
        "own_ratings": filling.RATINGS,
        "own_results": [(one, _masked(one)) for one in found if one.n or one.words],
        "most_own": extras.MOST,
        "longest_own": extras.LONGEST_WORDING,
    }


def _masked(result: Result) -> list[str]:
    return [masking.masked(one) for one in result.words]


def _suggestions(service_id: int, period: Period | None, standing: Standing | None) -> list[str]:
    """Return citizens' words with numbers covered; none while too few answered to stay unknown."""
    if period is None or standing is None or standing.suppressed:
        return []
    return [masking.masked(one) for one in answers.suggestions(session(), service_id, period.id)]
