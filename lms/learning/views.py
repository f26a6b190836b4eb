"""Pages of learning: a course, its modules, the door of a quiz, my courses."""

import secrets

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask import Response as FlaskResponse
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from lms.catalogue import courses
from lms.errors import Refused
from lms.learning import enrolments, openings, paths, progress, quizzes, sheets, texts
from lms.learning.paths import CoursePath, ModulePage
from lms.learning.quizzes import Offer
from lms.learning.rules import completion
from lms.learning.sheets import Reader
from lms.web import i18n
from lms.web.i18n import _, language, ngettext, reading_language
from lms.web.pages import render, theme
from lms.web.security import public, signed_in
from lms.web.shell import Viewer, keep, me, now, session, settings, site, viewer

bp = Blueprint("learning", __name__)
# Stands in an address where a name will be; no slug, name or hash holds it.
GAP = "__"


@bp.after_request
def keep_reading(response: FlaskResponse) -> FlaskResponse:
    """Remember the language that a course was asked for in; the interface keeps its own."""
    asked = request.args.get(i18n.ASKED, "")
    if asked in i18n.LANGUAGES:
        keep(response, i18n.READING, asked)
    return response


@bp.get("/kursus-saya")
@signed_in
def mine() -> str:
    """Show my courses, the one seen last first."""
    return render("lms/learning/mine.html", courses=paths.mine(session(), me().person_id))


@bp.get("/kursus/<slug>")
@public
def course(slug: str) -> FlaskResponse:
    """Show a course as this person finds it; a visitor sees what it holds."""
    person = viewer()
    path = paths.of(session(), slug, person.person_id if person else None).in_language(reading_language())
    before = enrolments.unfinished_before(session(), person.person_id if person else None, path.edition)
    before = {} if path.taken else before
    offers = quizzes.offers(session(), path, person.person_id if person else None, at=now())
    key = (_course_key(path, before, person), offers)
    return sheets.sent(key, Reader(person), lambda shown, _opened: _course(path, before, offers, shown))


@bp.get("/kursus/<slug>/ikuti")
@signed_in
def join(slug: str) -> Response:
    """Bring a visitor who has just signed in back to the course."""
    return redirect(url_for("lms.learning.course", slug=slug), 303)


@bp.get("/kursus/<slug>/lanjut")
@signed_in
def onward(slug: str) -> Response:
    """Lead straight to the next step; to the course page when there is none."""
    path = paths.of(session(), slug, me().person_id)
    if not path.taken or path.step is None:
        return redirect(url_for("lms.learning.course", slug=slug), 303)
    if path.step.quiz and path.step.kind != "read":
        return redirect(url_for("lms.learning.quiz", slug=slug, key=path.step.quiz), 303)
    return redirect(_after(path), 303)


@bp.post("/kursus/<slug>/ikuti")
@signed_in
def enrol(slug: str) -> Response:
    """Take the course, and begin with its first module, or where one left off."""
    enrolments.enrol(session(), me().person_id, slug, at=now())
    return redirect(url_for("lms.learning.course", slug=slug), 303)


@bp.post("/kursus/<slug>/berhenti")
@signed_in
def withdraw(slug: str) -> Response:
    enrolments.withdraw(session(), me().person_id, slug, at=now())
    flash(_("You have left this course. Your progress is kept, should you come back."), "success")
    return redirect(url_for("lms.learning.course", slug=slug), 303)


@bp.post("/kursus/<slug>/edisi-baru")
@signed_in
def move(slug: str) -> Response:
    """Go on in the newest edition, if nothing is lost."""
    enrolments.move(session(), me().person_id, slug, at=now())
    flash(_("You now follow the newest edition. Everything you have done still counts."), "success")
    return redirect(url_for("lms.learning.course", slug=slug), 303)


@bp.get("/kursus/<slug>/modul/<name>")
@public
def module(slug: str, name: str) -> ResponseReturnValue:
    """Show a module to who takes the course; a manual's to everybody."""
    person = viewer()
    try:
        page = paths.page(
            session(), slug, name, person.person_id if person else None, language=reading_language()
        )
    except Refused as refusal:
        flash(refusal.remedy(language()), "info")
        return redirect(url_for("lms.learning.course", slug=slug), 303)
    reader = Reader(person, _seal(page) if page.path.taken else "")
    return sheets.sent(_key(page, person), reader, lambda shown, opened: _module(page, shown, opened))


@bp.post("/kursus/<slug>/modul/<name>/tempat")
@signed_in
def place(slug: str, name: str) -> ResponseReturnValue:
    """Keep the reading place; sent by the page while one reads."""
    path = paths.of(session(), slug, me().person_id)
    section = request.form.get("section", "")
    progress.read(session(), me().person_id, path.course_id, name, section=section, at=now())
    return "", 204


@bp.post("/kursus/<slug>/modul/<name>/selesai")
@signed_in
def finish(slug: str, name: str) -> Response:
    """Finish a module that was read to the end, and go on to what comes next."""
    person_id = me().person_id
    path = paths.of(session(), slug, person_id)
    token = request.form.get("opened", "")
    served_at = openings.unseal(_secret(), token, person_id, path.course_id, name)
    missing = progress.finish(session(), person_id, path.course_id, name, served_at=served_at, at=now())
    if missing:
        flash(
            ngettext(
                "That was quick. Please read on for %(num)s second, then press the button again.",
                "That was quick. Please read on for %(num)s seconds, then press the button again.",
                missing,
            ),
            "info",
        )
        return redirect(url_for("lms.learning.module", slug=slug, name=name, _anchor="selesai"), 303)
    return redirect(_after(paths.of(session(), slug, person_id)), 303)


@bp.get("/kursus/<slug>/kuis/<path:key>")
@signed_in
def quiz(slug: str, key: str) -> ResponseReturnValue:
    """Show the rules of a quiz and the earlier tries, before one starts."""
    try:
        door = quizzes.before(session(), me().person_id, slug, key, at=now())
    except Refused as refusal:
        flash(refusal.remedy(language()), "info")
        return redirect(url_for("lms.learning.course", slug=slug), 303)
    intro = texts.text(door.quiz["intro"], *_prefixes(slug))
    return render("lms/learning/quiz.html", door=door, path=door.path, intro=intro)


@bp.post("/kursus/<slug>/kuis/<path:key>")
@signed_in
def begin(slug: str, key: str) -> Response:
    """Start a quiz, or go on with the attempt that is open."""
    attempt = enrolments.begin_quiz(
        session(),
        me().person_id,
        slug,
        key,
        at=now(),
        seed=secrets.randbits(62),
        language=language(),
    )
    return redirect(url_for("lms.assessment.attempt", attempt_id=attempt.id), 303)


def _course(path: CoursePath, before: dict[str, str], offers: tuple[Offer, ...], shown: Viewer | None) -> str:
    return render(
        "lms/learning/course.html",
        viewer=shown,
        path=path,
        before=before,
        offers=offers,
        field_name=courses.field_name,
        competencies=[texts.competency(entry) for entry in path.edition.competencies],
        intro=texts.text(path.edition.intro, *_prefixes(path.edition.slug)),
    )


def _course_key(path: CoursePath, before: dict[str, str], person: Viewer | None) -> tuple[object, ...]:
    """Name all that a course page depends on, but for the holes."""
    stops = tuple((stop.state, stop.place, stop.percent) for stop in path.stops)
    exam = (path.step, path.percent, path.exam_state, path.exam_percent, path.completed_at, path.waiting)
    course = (path.edition.id, path.reading, path.newest_id, path.retired, path.state, tuple(before.items()))
    return "course", course, stops, exam, person and person.roles, _where()


def _module(page: ModulePage, shown: Viewer | None, opened: str) -> str:
    assets, modules = _prefixes(page.path.edition.slug)
    return render(
        "lms/learning/module.html",
        viewer=shown,
        page=page,
        path=page.path,
        text=texts.text(page.body["html"], assets, modules),
        modules=modules,
        opened=opened,
        seconds=int(completion.shortest_reading(page.words).total_seconds()),
    )


def _key(page: ModulePage, person: Viewer | None) -> tuple[object, ...]:
    """Name all that a module page depends on, but for the holes; the edition stands for its content."""
    stop = page.stop
    who = (person.roles, page.path.taken) if person else None
    text = page.path.edition.id, page.path.reading, stop.module.name
    return *text, stop.state, stop.place, stop.percent, who, _where()


def _where() -> tuple[object, ...]:
    """Name the site, its mount, and how this browser wants to see it."""
    return site(), request.script_root, theme(request.cookies), language()


def _after(path: CoursePath) -> str:
    """Return where one goes from a finished module: to the next step, to the course when all is done."""
    if path.step is None or path.next_stop is None:
        return url_for("lms.learning.course", slug=path.edition.slug)
    return url_for("lms.learning.module", slug=path.edition.slug, name=path.next_stop.module.name)


def _prefixes(slug: str) -> tuple[str, str]:
    """Return what pictures' and modules' addresses begin with, wherever the engine is mounted."""
    asset = url_for("lms.catalogue.asset", sha256=GAP, extension=GAP)
    module = url_for("lms.learning.module", slug=slug, name=GAP)
    return asset.removesuffix(f"{GAP}.{GAP}"), module.removesuffix(GAP)


def _seal(page: ModulePage) -> str:
    return openings.seal(_secret(), me().person_id, page.path.course_id, page.stop.module.name, now())


def _secret() -> str:
    """Return the key that signs tokens; a host application's own when the engine has none."""
    return settings().secret_key or str(current_app.secret_key)
