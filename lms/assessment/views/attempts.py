"""Pages of an attempt: the questions, handing in, the result. Saves answer a form and a script alike."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Response, flash, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.assessment import attempts, rereading, sheets
from lms.assessment.models import Attempt, AttemptState
from lms.assessment.refusals import LATE_SAVE, STALE_SAVE, Given, NotYet, Stale
from lms.assessment.regrades import past
from lms.assessment.rules import earning
from lms.assessment.rules.clock import Deadline
from lms.assessment.views import pieces
from lms.assessment.views.addresses import link
from lms.assessment.views.blueprint import bp
from lms.errors import InvalidInput, Message
from lms.questions import registry
from lms.questions.kind import Growing
from lms.questions.response import FIELD, PART, Form, Malformed
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import signed_in
from lms.web.shell import installation, me, now, session

LAYOUT = "lms_quiz_layout"
WHOLE, ONE = "semua", "satu"
HAND_IN = "kumpul"
CERTAINTY = "certainty-"
YEAR_SECONDS = 365 * 24 * 3600


@bp.get("/percobaan/<int:attempt_id>")
@signed_in
def attempt(attempt_id: int) -> ResponseReturnValue:
    """Show a question, or all of them; what ran out or is handed in has a result instead."""
    going = attempts.of(session(), me().person_id, attempt_id)
    if _ended(going):
        return redirect(url_for("lms.assessment.review", attempt_id=attempt_id))
    response = make_response(_paper(going, request.args.get("soal", type=int)))
    if request.args.get("tampilan") in {WHOLE, ONE}:
        response.set_cookie(
            LAYOUT, request.args["tampilan"], max_age=YEAR_SECONDS, httponly=True, samesite="Lax"
        )
    return response


@bp.post("/percobaan/<int:attempt_id>/jawaban")
@signed_in
def save(attempt_id: int) -> ResponseReturnValue:
    """Save answers: one from a script, acknowledged in JSON; a page of them from a form."""
    if _is_script():
        return _acknowledge(attempt_id)
    try:
        saved = attempts.answer_page(
            session(),
            me().person_id,
            attempt_id,
            _forms(),
            sequence=_sequence(),
            at=now(),
            certainties=_certainties(),
        )
    except Stale:
        return _back_to_newer(attempt_id)
    if saved.late:
        flash(_words(LATE_SAVE), "warning")
        return redirect(url_for("lms.assessment.review", attempt_id=attempt_id))
    if saved.unreadable:
        going = attempts.of(session(), me().person_id, attempt_id)
        return _paper(going, request.form.get("soal", type=int), saved.unreadable), 422
    return redirect(_onward(attempt_id))


@bp.post("/percobaan/<int:attempt_id>/periksa")
@signed_in
def check(attempt_id: int) -> ResponseReturnValue:
    """Try one question: show its feedback, and its key when it is right or the last try."""
    place, question_id = request.form.get("soal", type=int), request.form.get("periksa", "")
    try:
        attempts.check(
            session(),
            me().person_id,
            attempt_id,
            question_id,
            _form(question_id),
            sequence=_sequence() + 1,
            at=now(),
            certainty=_certainties().get(question_id),
        )
    except Stale:
        return _back_to_newer(attempt_id)
    except (Malformed, NotYet) as problem:
        going = attempts.of(session(), me().person_id, attempt_id)
        return _paper(going, place, {question_id: problem}), 422
    return redirect(url_for("lms.assessment.attempt", attempt_id=attempt_id, soal=place))


@bp.get("/percobaan/<int:attempt_id>/kumpulkan")
@signed_in
def hand_in(attempt_id: int) -> ResponseReturnValue:
    """Ask once before handing in, with the questions that are blank and the numbers that were in doubt."""
    going = attempts.of(session(), me().person_id, attempt_id)
    if _ended(going):
        return redirect(url_for("lms.assessment.review", attempt_id=attempt_id))
    sheet = sheets.sheet(session(), going, link(), at=now(), place=1, whole=False)
    return render("lms/assessment/hand_in.html", sheet=sheet, doubts=sheets.doubts(session(), going))


@bp.post("/percobaan/<int:attempt_id>/kumpulkan")
@signed_in
def submit(attempt_id: int) -> ResponseReturnValue:
    """Hand in the paper; unanswered questions count as blank."""
    attempts.submit(session(), me().person_id, attempt_id, at=now())
    return redirect(url_for("lms.assessment.review", attempt_id=attempt_id))


@bp.get("/percobaan/<int:attempt_id>/hasil")
@signed_in
def review(attempt_id: int) -> ResponseReturnValue:
    """Show the mark, and what may be seen of answers and explanations."""
    done = attempts.of(session(), me().person_id, attempt_id)
    if done.state == AttemptState.OPEN:
        page = "review" if _ended(done) else "attempt"
        return redirect(url_for(f"lms.assessment.{page}", attempt_id=attempt_id))
    quizzes = {done.quiz: done.quiz_hash}
    shown = sheets.review(session(), done, link())
    return render(
        "lms/assessment/review.html",
        review=shown,
        regraded=past.notes(session(), done),
        corrected=past.corrected(session(), done) if shown.answers_open else {},
        standing=attempts.standings(session(), me().person_id, quizzes, at=now())[done.quiz],
        source=rereading.source(session(), done),
    )


def _ended(own: Attempt) -> bool:
    """Tell whether an attempt is over; whoever looks first at one that ran out closes it.

    That is done in a transaction of its own: the page being read writes nothing.
    """
    if own.state == AttemptState.OPEN and Deadline(own.deadline).passed(now()):
        with installation().database.write() as closing:
            attempts.close_if_over(closing, own.learner_id, own.id, at=now())
        return True
    return own.state != AttemptState.OPEN


def _paper(going: Attempt, place: int | None, unreadable: Mapping[str, InvalidInput] | None = None) -> str:
    whole = request.args.get("tampilan", request.cookies.get(LAYOUT, ONE)) == WHOLE
    sheet = sheets.sheet(session(), going, link(), at=now(), place=place, whole=whole)
    problems = {
        question_id: (_given(question_id, problem), _words(problem.message, problem.values))
        for question_id, problem in (unreadable or {}).items()
    }
    told = all(isinstance(registry.kinds().get(one.kind), Growing) for one in sheet.questions)
    page = "scenario" if told and sheet.count == 1 else "attempt"
    return render(
        f"lms/assessment/{page}.html",
        sheet=sheet,
        whole=whole,
        problems=problems,
        piece=partial(pieces.question, sheet),
        clock=pieces.clock,
    )


def _acknowledge(attempt_id: int) -> ResponseReturnValue:
    question_id = request.form.get("question", "")
    try:
        saved = attempts.answer(
            session(),
            me().person_id,
            attempt_id,
            question_id,
            _form(question_id),
            sequence=_sequence() + 1,
            at=now(),
            certainty=_certainties().get(question_id),
        )
    except Stale as stale:
        return _newer(stale), 409
    if saved.late:
        text, mend = LATE_SAVE.text(language()), LATE_SAVE.remedy(language())
        return jsonify(code="assessment.late", message=text, mend=mend), 409
    return jsonify(
        sequence=saved.sequence,
        at=pieces.clock(saved.at),
        read_as=_("Read as %(value)s", value=saved.read_as) if saved.read_as else "",
    )


def _newer(stale: Stale) -> Response:
    return jsonify(
        code=stale.code,
        message=stale.text(language()),
        mend=stale.remedy(language()),
        sequence=stale.sequence,
        answers={question: _plain(given) for question, given in stale.answers.items()},
    )


def _plain(given: Given) -> dict[str, Any]:
    return {
        "response": given.response,
        "certainty": given.certainty,
        "sequence": given.sequence,
        "at": pieces.clock(given.at),
    }


def _back_to_newer(attempt_id: int) -> ResponseReturnValue:
    flash(_words(STALE_SAVE), "warning")
    place = request.form.get("soal", type=int)
    return redirect(url_for("lms.assessment.attempt", attempt_id=attempt_id, soal=place))


def _onward(attempt_id: int) -> str:
    """Return where the button that was pressed leads."""
    target = request.form.get("lanjut", "")
    if target == HAND_IN:
        return url_for("lms.assessment.hand_in", attempt_id=attempt_id)
    place = int(target) if target.isascii() and target.isdigit() else None
    return url_for("lms.assessment.attempt", attempt_id=attempt_id, soal=place)


def _is_script() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _sequence() -> int:
    """Return the last sequence that the page knew of; what is no number is known to nobody."""
    return request.form.get("sequence", -1, type=int)


def _forms() -> dict[str, Form]:
    return {question_id: _form(question_id) for question_id in request.form.getlist("question")}


def _certainties() -> dict[str, int]:
    """Return how sure somebody is of each answer posted; what is no degree of certainty was not said."""
    said = {
        key.removeprefix(CERTAINTY): request.form[key] for key in request.form if key.startswith(CERTAINTY)
    }
    known = {str(sure): sure for sure in earning.CERTAINTIES}
    return {question_id: known[value] for question_id, value in said.items() if value in known}


def _form(question_id: str) -> dict[str, list[str]]:
    """Return what was posted for one question, under the names that kinds know: whole, or part by part."""
    name = f"{FIELD}-{question_id}"
    parts = [key for key in request.form if key.startswith(f"{name}.")]
    return {FIELD + key.removeprefix(name): request.form.getlist(key) for key in [name, *parts]}


def _given(question_id: str, problem: InvalidInput) -> Any:
    """Return what was given, to show it again beside what is wrong with it."""
    return problem.response if isinstance(problem, NotYet) else _typed(question_id)


def _typed(question_id: str) -> str | dict[str, str]:
    """Return what was typed, as it was."""
    form = _form(question_id)
    whole = " ".join(form.pop(FIELD))
    return {name.removeprefix(PART): " ".join(values) for name, values in form.items()} or whole


def _words(message: Message, values: Mapping[str, str | int] | None = None) -> str:
    return f"{message.text(language(), values)} {message.remedy(language(), values)}"
