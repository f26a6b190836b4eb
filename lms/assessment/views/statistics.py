"""The trainer's desk of a quiz, and the page of its statistics."""

from functools import partial
from typing import Any

from flask import current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue

from lms.assessment import authored
from lms.assessment.authored import Authored, Counts
from lms.assessment.regrades import letters
from lms.assessment.rules.statistics.advice import letter
from lms.assessment.rules.statistics.figures import ENOUGH
from lms.assessment.statistics import drawing, reports, words
from lms.assessment.statistics.gathering import Which
from lms.assessment.statistics.report import Report
from lms.assessment.statistics.reports import Wanted
from lms.assessment.views.blueprint import bp
from lms.catalogue import courses
from lms.web.i18n import language, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, now, session

# A report that is being reckoned is looked for again after so many seconds.
AGAIN = 5
# What a desk leads to: the endpoint, its picture, its words and what it is for.
DOORS = (
    ("statistics", "chart-column", lazy("Statistics"), lazy("How hard and how sharp each question is.")),
    ("essays", "notebook-pen", lazy("Mark by hand"), lazy("Answers that wait for a trainer.")),
    ("regrade", "rotate-ccw", lazy("Re-mark"), lazy("After a corrected key, or to void a question.")),
    ("export", "download", lazy("Export"), lazy("As a file for other systems.")),
    ("import_questions", "upload", lazy("Import questions"), lazy("From a file of another system.")),
)
WHICH = {
    Which.FIRST: lazy("First attempt of each learner"),
    Which.LAST: lazy("Last attempt of each learner"),
    Which.ALL: lazy("All attempts"),
}
KINDS = {
    "practice": lazy("Practice"),
    "module": lazy("Module quiz"),
    "pretest": lazy("Pre-test"),
    "exam": lazy("Exam"),
    "survey": lazy("Survey"),
    "scenario": lazy("Scenario"),
}


@bp.get("/pengajar/kursus/<slug>/kuis")
@roles("trainer", "admin")
def quizzes(slug: str) -> str:
    """List a course's quizzes, with how many have taken them."""
    found = authored.listed(session(), me().person_id, slug, everything=me().may("admin"))
    title = courses.by_slug(session(), slug).title
    return render("lms/assessment/quizzes.html", slug=slug, title=title, quizzes=found, kinds=KINDS)


@bp.get("/pengajar/kuis/<path:key>")
@roles("trainer", "admin")
def desk(key: str) -> str:
    """Say what a quiz is, how many have taken it, and what can be done with it."""
    quiz = _authored(key)
    return render(
        "lms/assessment/desk.html",
        quiz=quiz,
        body=authored.body(session(), quiz),
        counts=authored.counts(session(), [key]).get(key, Counts()),
        drift=letters.hint(session(), quiz, language()),
        doors=[(_address(name, key), icon, title, text) for name, icon, title, text in DOORS if _built(name)],
        kinds=KINDS,
    )


@bp.get("/pengajar/statistik/<path:key>")
@roles("trainer", "admin")
def statistics(key: str) -> ResponseReturnValue:
    """Show a report; one that takes long is reckoned by the job process, and the page looks for it again."""
    quiz = _authored(key)
    wanted = Wanted(key, _which(), request.args.get("bentuk", ""))
    kept = reports.look(session(), wanted, at=now())
    if not kept.fresh:
        reports.order(installation(), wanted, at=now())
    response = make_response(
        render(
            "lms/assessment/statistics.html",
            quiz=quiz,
            title=authored.body(session(), quiz)["title"],
            kept=kept,
            report=kept.report,
            wanted=wanted,
            whiches=WHICH,
            enough=ENOUGH,
            **(_drawn(kept.report) if kept.report and kept.report["attempts"] else {}),
        )
    )
    if kept.report is None:
        response.headers["Refresh"] = str(AGAIN)
    return response


def _authored(key: str) -> Authored:
    return authored.of_trainer(session(), me().person_id, key, everything=me().may("admin"))


def _which() -> Which:
    asked = request.args.get("percobaan", "")
    return Which(asked) if asked in set(Which) else Which.FIRST


def _built(name: str) -> bool:
    return f"lms.assessment.{name}" in current_app.view_functions


def _address(name: str, key: str) -> str:
    endpoint = f"lms.assessment.{name}"
    return url_for(endpoint) if name == "import_questions" else url_for(endpoint, key=key)


def _drawn(report: Report) -> dict[str, Any]:
    """Return the drawings, and the words in the reader's language."""
    tongue = language()
    questions = sorted(report["questions"], key=lambda one: one["place"])
    numbers = _numbers([*questions, *report["surveyed"]])
    return (_drawings(report, questions, numbers) if report["whole"] else {}) | {
        "few": report["attempts"] < ENOUGH,
        "questions": questions,
        "numbers": numbers,
        "needy": sorted((one for one in questions if one["advice"]), key=lambda one: -one["need"]),
        "letter": letter,
        "whole": words.WHOLE,
        "in_points": words.IN_POINTS,
        "in_percent": words.IN_PERCENT,
        "item": words.ITEM,
        "name": partial(words.name, language=tongue),
        "num": partial(words.number, language=tongue),
        "interval": partial(words.interval, language=tongue),
        "reason": partial(words.reason, language=tongue),
        "say": partial(words.sentence, language=tongue),
        "explain": partial(words.explanation, language=tongue),
        "grade": partial(words.grade, language=tongue),
    }


def _drawings(
    report: Report, questions: list[dict[str, Any]], numbers: dict[tuple[str, str], str]
) -> dict[str, Any]:
    labels = [numbers[one["id"], one["version"]] for one in questions]
    return {
        "histogram": drawing.histogram(report["histogram"], report["pass"]),
        "map": drawing.plot(questions, labels),
    }


def _numbers(questions: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Number questions by their place; those in several versions get a letter too, oldest first: 3a, 3b."""
    versions: dict[str, list[str]] = {}
    for one in questions:
        versions.setdefault(one["id"], []).append(one["version"])
    return {
        (one["id"], one["version"]): f"{one['place']}{_letter(versions[one['id']], one['version'])}"
        for one in questions
    }


def _letter(versions: list[str], version: str) -> str:
    return letter(versions.index(version)).lower() if len(versions) > 1 else ""
