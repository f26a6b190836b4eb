"""The catalogue, the pictures of courses, and the trainer's page where a folder becomes a release."""

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import assets, courses, drafts, letters, releases
from lms.catalogue.models import Course
from lms.content import schemas
from lms.errors import NotFound, Refused
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import public, roles
from lms.web.shell import abandon, installation, me, now, session, settings

bp = Blueprint("catalogue", __name__)
# Where in the navigation the pages for writing stand.
DESK = "lms.home.trainer"
KEEP = "public, max-age=31536000, immutable"


@bp.get("/katalog")
@public
def listing() -> str:
    """Search first; fields as chips; every card says what it costs and for whom it is."""
    query, field = request.args.get("q", "").strip()[:200], request.args.get("bidang", "")[:60]
    shelf = courses.listed(session(), query, field, after=request.args.get("sesudah", ""))
    counts = courses.fields(session(), query)
    return render(
        "lms/catalogue/listing.html",
        query=query,
        field=field,
        shelf=shelf,
        counts=counts,
        total=sum(counts.values()),
        name_of=courses.field_name,
        first="sesudah" not in request.args,
        guess="" if shelf.courses or not query else courses.guess(session(), query),
        manuals=[] if query or field else courses.manuals(session()),
    )


@bp.get("/aset/<sha256>.<extension>")
@public
def asset(sha256: str, extension: str) -> Response:  # noqa: ARG001 # for people who save the file
    """Serve a released file by what it is: the address never means anything else, so it is kept a year."""
    found = assets.get(session(), installation().files, sha256)
    return assets.served(found, sha256, keep=KEEP)


@bp.get("/skema/<matter>.json")
@public
def schema(matter: str) -> Response:
    """Tell an editor what the front matter of a course, a module or a quiz may hold."""
    if matter not in schemas.MODELS:
        raise NotFound
    response = jsonify(schemas.of(matter, language()))
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@bp.get("/pengajar/kursus")
@roles("trainer", "admin")
def authored() -> str:
    """The courses given to a trainer; an administrator sees every course and every new folder."""
    admin = me().may("admin")
    mine = courses.every(session()) if admin else courses.of_trainer(session(), me().person_id)
    known = {course.slug for course in mine}
    new = [slug for slug in drafts.slugs(settings().content_root) if slug not in known] if admin else []
    return render(
        "lms/catalogue/authored.html", endpoint=DESK, courses=mine, new=new, name_of=courses.field_name
    )


@bp.get("/pengajar/kursus/<slug>")
@roles("trainer", "admin")
def desk(slug: str) -> str:
    """What is published, what the folder holds now, and what publishing it would change."""
    course = _course_of_mine(slug)
    found = drafts.of(settings().content_root, slug)
    impact = drafts.weigh(session(), found.draft) if found.draft else None
    return render(
        "lms/catalogue/desk.html",
        endpoint=DESK,
        slug=slug,
        course=course,
        history=releases.history(session(), course.id) if course else [],
        found=found,
        files=drafts.by_file(found.findings),
        impact=impact,
        letter=letters.letter(impact, found.draft, language()) if impact and found.draft else [],
    )


@bp.post("/pengajar/kursus/<slug>/terbitkan")
@roles("trainer", "admin")
def publish(slug: str) -> ResponseReturnValue:
    """Read the folder again and publish it, if it is clean and still what was shown."""
    try:
        release = drafts.publish(
            session(),
            settings().content_root,
            slug,
            installation().files,
            trainer=None if me().may("admin") else me().person_id,
            expected=request.form.get("hash", "-"),
            by=me().person_id,
            at=now(),
        )
    except Refused as refusal:
        # The page that the refusal speaks of is the desk itself.
        abandon()
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "error")
    else:
        number = release.number
        flash(_("Release %(number)s is published. New learners begin with it.", number=number), "success")
    return redirect(url_for("lms.catalogue.desk", slug=slug), 303)


def _course_of_mine(slug: str) -> Course | None:
    """Return the course's row; None for a new folder, which only an administrator sees."""
    if not me().may("admin"):
        return courses.assigned(session(), slug, me().person_id)
    course = courses.row(session(), slug)
    if course is None and slug not in drafts.slugs(settings().content_root):
        raise NotFound
    return course
