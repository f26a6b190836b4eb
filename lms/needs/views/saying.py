"""What a learner and a supervisor say: right after a course, and three months later."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import courses
from lms.catalogue.models import Course
from lms.errors import InvalidInput, NotFound
from lms.needs.levels import later_forms, reactions
from lms.needs.levels.later_forms import ASKED, Due
from lms.needs.models import LaterView
from lms.needs.rules import questionnaires
from lms.needs.views.blueprint import bp
from lms.web.filters import local
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import signed_in
from lms.web.shell import me, now, session


@bp.get("/kursus/<slug>/tanggapan")
@signed_in
def reaction(slug: str) -> str:
    """Ask who has finished a course what it was like."""
    return _reaction(_finished(slug), [])


@bp.post("/kursus/<slug>/tanggapan")
@signed_in
def react(slug: str) -> ResponseReturnValue:
    """Keep what was said of a course."""
    course = _finished(slug)
    try:
        reactions.give(
            session(), course, me().person_id, request.form, request.form.get("saran", ""), at=now()
        )
    except InvalidInput as error:
        return _reaction(course, [(error.field, error.text(language()))]), 422
    flash(_("Thank you. What you said is shown without your name."), "success")
    return redirect(url_for("lms.learning.course", slug=slug), 303)


@bp.get("/tanggapan")
@signed_in
def later_list() -> str:
    """List the questionnaires that wait for this person."""
    waiting = later_forms.due(session(), me().person_id, local(now()).date())
    return render("lms/needs/later_list.html", waiting=waiting, views=LaterView)


@bp.get("/tanggapan/<int:form_id>")
@signed_in
def later(form_id: int) -> str:
    """Ask what changed at work."""
    return _later(later_forms.of(session(), me().person_id, form_id), [])


@bp.post("/tanggapan/<int:form_id>")
@signed_in
def answer_later(form_id: int) -> ResponseReturnValue:
    """Keep what changed at work, and ask the supervisor whom the learner names."""
    due, form = later_forms.of(session(), me().person_id, form_id), request.form
    number = form.get("atasan", "").strip()
    try:
        later_forms.answer(
            session(), due.form, form, form.get("saran", ""), today=local(now()).date(), at=now()
        )
        if number and due.form.view == LaterView.OWN:
            later_forms.name_supervisor(session(), due.form, number, at=now())
    except InvalidInput as error:
        session().rollback()
        due = later_forms.of(session(), me().person_id, form_id)
        return _later(due, [(error.field, error.text(language()))]), 422
    flash(_("Thank you. What you said is shown without your name."), "success")
    return redirect(url_for("lms.needs.later_list"), 303)


def _finished(slug: str) -> Course:
    course = courses.by_slug(session(), slug)
    if not reactions.may(session(), course, me().person_id):
        raise NotFound
    return course


def _reaction(course: Course, wrong: list[tuple[str, str]]) -> str:
    said = reactions.of(session(), course, me().person_id)
    return render(
        "lms/needs/reaction.html",
        course=course,
        asked=questionnaires.REACTION,
        options=questionnaires.OPTIONS,
        scores=_given() or (said.scores if said else {}),
        text=request.form.get("saran", said.text if said else ""),
        wrong=wrong,
    )


def _later(due: Due, wrong: list[tuple[str, str]]) -> str:
    return render(
        "lms/needs/later.html",
        due=due,
        own=due.form.view == LaterView.OWN,
        early=local(now()).date() < due.form.due_on,
        asked=ASKED[LaterView(due.form.view)],
        options=questionnaires.OPTIONS,
        scores=_given() or due.form.scores or {},
        text=request.form.get("saran", due.form.text),
        number=request.form.get("atasan", ""),
        wrong=wrong,
    )


def _given() -> dict[str, int]:
    """Return the scores that a refused form had, so that nothing is chosen twice."""
    scores = {str(score): score for score in questionnaires.SCORES}
    return {key: scores[text] for key, text in request.form.items() if text in scores}
