"""The page on which a trainer marks a quiz again: what would change, the button, what was done before."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from lms.assessment import authored, grades
from lms.assessment.authored import Authored
from lms.assessment.regrades import dry_runs, letters, past, plans, records, runs
from lms.assessment.regrades.plans import Wish
from lms.assessment.regrades.proposals import Proposal
from lms.assessment.regrades.refusals import NO_CHOICE
from lms.assessment.views.blueprint import bp
from lms.catalogue import contents
from lms.catalogue.rules.impact import excerpt
from lms.errors import InvalidInput, LmsError, Refused
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, installation, me, now, session

# What is done: mark again, void a question, let it count again.
MARK, VOID, RESTORE = "nilai", "batal", "kembali"
ROWS = 200
# So many attempts are looked at in a second, at least; a wait of some seconds is told beforehand.
PER_SECOND, WORTH_TELLING = 400, 5


@bp.get("/pengajar/nilai-ulang/<path:key>")
@roles("trainer", "admin")
def regrade(key: str) -> ResponseReturnValue:
    """Show the regrades of a quiz; with a wish in the address, what it would change.

    Showing keeps nothing, though what follows from it is rehearsed in transactions that are rolled back.
    """
    quiz = _authored(key)
    if "tindakan" not in request.args:
        return _page(quiz)
    try:
        plan = plans.make(session(), quiz, _wish(request.args))
    except LmsError as refusal:
        return _page(quiz, refusal=refusal), 422
    return _page(quiz, dry_runs.propose(installation(), plan, at=now()))


@bp.post("/pengajar/nilai-ulang/<path:key>")
@roles("trainer", "admin")
def apply_regrade(key: str) -> ResponseReturnValue:
    """Begin what was shown, or go on with what was cut off; the job process does the rest."""
    quiz = _authored(key)
    here = url_for("lms.assessment.regrade", key=key)
    going = runs.unfinished(session(), key)
    if going is not None:
        runs.promise(session(), going, at=now())
        return redirect(here)
    try:
        plan = plans.make(session(), quiz, _wish(request.form))
        run = runs.begin(session(), plan, shown=request.form.get("hash", ""), by=me().person_id, at=now())
    except (InvalidInput, Refused) as refusal:
        abandon()
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "warning")
        return redirect(url_for("lms.assessment.regrade", key=key, **_asked(request.form)))
    runs.promise(session(), run, at=now())
    return redirect(here)


def _authored(key: str) -> Authored:
    return authored.of_trainer(session(), me().person_id, key, everything=me().may("admin"))


def _wish(given: MultiDict[str, str]) -> Wish:
    """Read what is asked for; a question can only be voided when it is named."""
    action, question = given.get("tindakan", MARK), given.get("soal", "")
    one = frozenset({question} if question else ())
    if action in {VOID, RESTORE} and not one:
        raise InvalidInput(NO_CHOICE, "regrade.no-choice", "soal")
    return Wish(
        only=one,
        void=one if action == VOID else frozenset(),
        restore=one if action == RESTORE else frozenset(),
        allow_falls="turun" in given,
        reason=given.get("reason", ""),
    )


def _asked(given: MultiDict[str, str]) -> dict[str, Any]:
    """Return the wish as an address holds it."""
    return {name: given[name] for name in ("tindakan", "soal", "turun") if given.get(name)}


def _page(quiz: Authored, proposal: Proposal | None = None, refusal: LmsError | None = None) -> str:
    going = runs.unfinished(session(), quiz.key)
    attempts = records.count(session(), quiz.key)
    wait = attempts // PER_SECOND
    return render(
        "lms/assessment/regrade.html",
        quiz=quiz,
        title=contents.body(session(), quiz.hash)["title"],
        questions=_questions(quiz),
        voided=grades.voided(session(), quiz.key),
        attempts=attempts,
        wait=wait if wait >= WORTH_TELLING else 0,
        drift=letters.hint(session(), quiz, language()),
        history=past.of_quiz(session(), quiz.key),
        going=going,
        asked=_asked(request.args),
        proposal=proposal,
        letter=letters.letter(proposal, language()) if proposal else (),
        rows=ROWS,
        mark=lambda value, line: letters.mark(value, line, language()),
        refusal=refusal,
    )


def _questions(quiz: Authored) -> list[tuple[str, str]]:
    """Return the questions to choose from: those of the quiz now, and voided ones that it has no more."""
    known: dict[str, Any] = plans.question_ids(session(), quiz.hash)
    bodies = contents.bodies(session(), known.values())
    listed = [(id_, excerpt(bodies[hash_]["prompt"])) for id_, hash_ in known.items()]
    return listed + [(id_, "") for id_ in sorted(grades.voided(session(), quiz.key) - known.keys())]
