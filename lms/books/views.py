"""Pages where a book is fetched: a learner's, of the edition taken; a trainer's, with keys and a zip."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.books import impressions, volumes
from lms.books import zip as zips
from lms.books.binding import epub, single
from lms.books.binding.layout import Imprint
from lms.books.impressions import Impression, State
from lms.books.volumes import Volume
from lms.catalogue import courses, drafts
from lms.catalogue.models import Course, Release
from lms.errors import NotFound
from lms.learning import paths
from lms.learning.paths import CoursePath
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles, signed_in
from lms.web.shell import installation, me, now, session, settings

bp = Blueprint("books", __name__)
WRITERS: Mapping[str, Callable[[Volume, Imprint], bytes]] = {"html": single.make, "epub": epub.make}
TYPES = {"html": single.MEDIA_TYPE, "epub": epub.MEDIA_TYPE, "zip": zips.MEDIA_TYPE, "pdf": "application/pdf"}


@bp.get("/kursus/<slug>/buku")
@signed_in
def shelf(slug: str) -> ResponseReturnValue:
    """Show in which shapes a course that I take can be carried away."""
    path = _path(slug)
    if path is None:
        return _to_course(slug)
    made = impressions.of(session(), installation().files, _release(path), tests=False)
    return render("lms/books/shelf.html", edition=path.edition, slug=slug, made=made, reason=_reason(made))


@bp.post("/kursus/<slug>/buku")
@signed_in
def ask(slug: str) -> ResponseReturnValue:
    """Have the PDF made; the page shows it by itself."""
    path = _path(slug)
    if path is None:
        return _to_course(slug)
    impressions.ask(session(), installation().files, _release(path), tests=False, at=now())
    return redirect(url_for("lms.books.shelf", slug=slug), 303)


@bp.get("/kursus/<slug>/buku/<any(html,epub,pdf):form>")
@signed_in
def file(slug: str, form: str) -> ResponseReturnValue:
    """Send a book of the edition that I take, without quizzes."""
    path = _path(slug)
    if path is None:
        return _to_course(slug)
    found = _sent(_release(path), slug, form, tests=False)
    return found or redirect(url_for("lms.books.shelf", slug=slug), 303)


@bp.get("/pengajar/kursus/<slug>/unduh")
@roles("trainer", "admin")
def desk(slug: str) -> str:
    """Show what a trainer may take out: the release in every shape, keys on wish, and the course's zip."""
    course = _course(slug)
    release = session().get(Release, course.release_id) if course.release_id else None
    files = installation().files
    made = {
        tests: impressions.of(session(), files, release, tests=tests) if release else Impression(State.ABSENT)
        for tests in (False, True)
    }
    return render(
        "lms/books/desk.html",
        course=course,
        slug=slug,
        release=release,
        made=made,
        reasons={tests: _reason(one) for tests, one in made.items()},
        written=slug in drafts.slugs(settings().content_root),
    )


@bp.post("/pengajar/kursus/<slug>/unduh")
@roles("trainer", "admin")
def desk_ask(slug: str) -> ResponseReturnValue:
    """Have a PDF made, with the quizzes and their keys if they are wanted."""
    course = _course(slug)
    if course.release_id:
        release, tests = session().get_one(Release, course.release_id), bool(request.form.get("kunci"))
        impressions.ask(session(), installation().files, release, tests=tests, at=now())
    return redirect(url_for("lms.books.desk", slug=slug), 303)


@bp.get("/pengajar/kursus/<slug>/unduh/<any(html,epub,pdf,zip):form>")
@roles("trainer", "admin")
def desk_file(slug: str, form: str) -> ResponseReturnValue:
    """Send the release that stands, or the working folder's files as a zip."""
    course = _course(slug)
    if form == "zip":
        return _download(zips.make(settings().content_root, slug), f"{slug}.zip", TYPES["zip"])
    if not course.release_id:
        raise NotFound
    release = session().get_one(Release, course.release_id)
    found = _sent(release, slug, form, tests=bool(request.args.get("kunci")))
    return found or redirect(url_for("lms.books.desk", slug=slug), 303)


def _path(slug: str) -> CoursePath | None:
    """Return the course as I take it; a manual is everybody's."""
    path = paths.of(session(), slug, me().person_id)
    return path if path.taken or path.is_manual else None


def _to_course(slug: str) -> ResponseReturnValue:
    flash(_("Take the course first; then you can carry it along as a book."), "info")
    return redirect(url_for("lms.learning.course", slug=slug), 303)


def _release(path: CoursePath) -> Release:
    return session().get_one(Release, path.edition.id)


def _course(slug: str) -> Course:
    """Return a course of mine; an administrator sees every one."""
    if not me().may("admin"):
        return courses.assigned(session(), slug, me().person_id)
    course = courses.row(session(), slug)
    if course is None:
        raise NotFound
    return course


def _sent(release: Release, slug: str, form: str, *, tests: bool) -> Response | None:
    """Send a book; None for a PDF that is still to be made."""
    name = f"{slug}-{release.number}{'-kunci' if tests else ''}.{form}"
    files = installation().files
    if form == "pdf":
        made = impressions.of(session(), files, release, tests=tests)
        return _download(files.get(made.sha256), name, TYPES[form]) if made.state is State.READY else None
    volume = volumes.of_release(session(), files, release)
    imprint = Imprint(settings().organiser, settings().government)
    return _download(WRITERS[form](volume, imprint), name, TYPES[form])


def _download(data: bytes, name: str, media_type: str) -> Response:
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _reason(made: Impression) -> str:
    return made.reason[language()] if made.reason else ""
