"""HR's list of needs, one need with its evidence, and the decision about it."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, LmsError, Message, NotFound
from lms.jobs import queue
from lms.needs import assignments, calculation, effects, mapping, sources, training_needs
from lms.needs.models import TAKEN_UP, NeedState
from lms.needs.training_needs import Shown
from lms.needs.views.addresses import chosen, number
from lms.needs.views.blueprint import bp
from lms.needs.views.verdicts import LOOKS, VERDICTS
from lms.voice.models import Period
from lms.web.filters import local
from lms.web.i18n import _, language, lazy, ngettext
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session

USUAL_DAYS = 45
STATES = {
    NeedState.PROPOSED: lazy("To decide"),
    NeedState.ACCEPTED: lazy("Accepted"),
    NeedState.CHANGED: lazy("Accepted with changes"),
    NeedState.REJECTED: lazy("Rejected"),
}
NO_DAY = Message("Tanggal itu tidak terbaca.", "That date cannot be read.")


@bp.get("/kepegawaian/kebutuhan")
@roles("hr", "admin")
def needs() -> str:
    """List the needs of a closed period in the officer's branch."""
    known = training_needs.periods(session())
    period = chosen(known, "periode")
    text = request.args.get("status", "")
    state = NeedState(text) if text in set(NeedState) else None
    states = (state,) if state else ()
    after = number(request.args.get("sesudah", ""))
    scope, period_id = me().scope, period.id if period else 0
    found, last = training_needs.listed(session(), scope, period_id, states, after=after)
    return render(
        "lms/needs/needs.html",
        needs=found,
        periods=known,
        period=period,
        state=state,
        states=STATES,
        counts=training_needs.counts(session(), scope, period_id),
        run=calculation.of(session(), period_id),
        known=sources.every(session()),
        named=sources.named,
        whole_site=not scope,
        next_url=_next(period_id, text, last) if last else "",
    )


@bp.post("/kepegawaian/kebutuhan/<int:period_id>/hitung")
@roles("hr", "admin")
def calculate(period_id: int) -> ResponseReturnValue:
    """Have a period's needs reckoned again; the whole site's, so only HR for the whole site does it."""
    if me().scope:
        raise NotFound
    period = session().get(Period, period_id)
    if period is None or period.closed_at is None:
        raise NotFound
    calculation.again(session(), period_id, by=me().person_id, at=now())
    payload = {"period_id": period_id}
    key = f"{calculation.JOB}:{period_id}:{now().isoformat()}"
    queue.promise(session(), calculation.JOB, payload, key=key, at=now())
    flash(_("The needs are being reckoned; look again in a minute."), "success")
    return redirect(url_for("lms.needs.needs", periode=period_id), 303)


@bp.get("/kepegawaian/kebutuhan/<int:need_id>")
@roles("hr", "admin")
def need(need_id: int) -> str:
    """Show one need with its evidence."""
    return _page(training_needs.of(session(), me().scope, need_id), {}, [])


@bp.post("/kepegawaian/kebutuhan/<int:need_id>")
@roles("hr", "admin")
def decide(need_id: int) -> ResponseReturnValue:
    """Take a need up with its courses and due date, or lay it aside with the reason."""
    shown = training_needs.of(session(), me().scope, need_id)
    form = request.form
    try:
        _decide(shown)
    except LmsError as error:
        session().rollback()
        again = training_needs.of(session(), me().scope, need_id)
        field = "alasan-tolak" if form.get("putusan") == "tolak" else getattr(error, "field", "alasan")
        told = f"{error.text(language())} {error.remedy(language())}".strip()
        return _page(again, form.to_dict(), [(field, told)], _ticked()), 422
    return redirect(url_for("lms.needs.need", need_id=need_id), 303)


def _next(period_id: int, status: str, last: int) -> str:
    return url_for("lms.needs.needs", periode=period_id, status=status or None, sesudah=last)


def _ticked() -> list[str]:
    return [one for one in request.form.getlist("kursus") if one]


def _decide(shown: Shown) -> None:
    form, by = request.form, me().person_id
    before = assignments.open_tasks(session(), shown.need.id)
    if form.get("putusan") == "tolak":
        training_needs.reject(session(), shown.need, form.get("alasan-tolak", ""), at=now(), by=by)
        flash(_("The need is rejected; the reason stays on record."), "success")
        _withdrawn(before)
        return
    try:
        due_on = date.fromisoformat(form.get("tenggat", ""))
    except ValueError:
        raise InvalidInput(NO_DAY, "need.day", "tenggat") from None
    asked = training_needs.accept(
        session(),
        shown.need,
        _ticked(),
        due_on,
        reason=form.get("alasan", ""),
        today=local(now()).date(),
        at=now(),
        by=by,
    )
    flash(
        ngettext("Assigned; %(num)s task is new.", "Assigned; %(num)s tasks are new.", asked),
        "success",
    )
    _withdrawn(before + asked - assignments.open_tasks(session(), shown.need.id))


def _withdrawn(count: int) -> None:
    if count:
        flash(
            ngettext("%(num)s open task was withdrawn.", "%(num)s open tasks were withdrawn.", count), "info"
        )


def _page(
    shown: Shown, given: dict[str, str], wrong: list[tuple[str, str]], ticked: Sequence[str] | None = None
) -> str:
    need = shown.need
    line = mapping.lines(session(), [need.source])[need.source]
    if ticked is None:
        kept = training_needs.chosen(session(), need) if need.state in TAKEN_UP else line.courses
        ticked = [one.slug for one in kept]
    known_slugs = {one.slug for one in (*line.courses, *line.near)}
    known = sources.every(session())
    taken_up = need.state in TAKEN_UP
    period = session().get_one(Period, need.period_id)
    after = effects.later(session(), period) if taken_up else []
    return render(
        "lms/needs/need.html",
        shown=shown,
        need=need,
        source=sources.named(known, need.source),
        line=line,
        ticked=ticked,
        others=[one for one in training_needs.offered(session()) if one.slug not in known_slugs],
        open_tasks=assignments.open_tasks(session(), need.id),
        next_id=training_needs.next_proposed(session(), me().scope, need),
        shortest=training_needs.SHORTEST_REASON,
        counts=assignments.counts(session(), need.id),
        came=effects.of_need(session(), shown, after[0]) if after else None,
        before=period,
        after=after[0] if after else None,
        states=STATES,
        verdicts=VERDICTS,
        looks=LOOKS,
        taken_up=taken_up,
        due=given.get("tenggat")
        or (need.due_on or local(now()).date() + timedelta(days=USUAL_DAYS)).isoformat(),
        given=given,
        wrong=wrong,
    )
