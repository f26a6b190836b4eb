"""My courses in the studio, and the way to a new one."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import courses
from lms.errors import InvalidInput, LmsError, NotFound, Refused
from lms.studio import copies, shelves
from lms.studio.copies import starting
from lms.studio.git import acts, repository
from lms.studio.publishing import write_backs
from lms.studio.rules import names
from lms.studio.views import opening
from lms.studio.views.blueprint import DESK, bp, copy_of, trainer
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, me, now, session, settings

TITLE = 150


@bp.get("/pengajar/studio")
@roles("trainer", "admin")
def shelf() -> str:
    """The courses that I write: who wrote last, what is published, how folder and git stand."""
    lines = shelves.mine(session(), trainer(), me().person_id, at=now())
    mine = {line.slug for line in lines}
    return render(
        "lms/studio/shelf.html",
        endpoint=DESK,
        lines=lines,
        name_of=courses.field_name,
        git=repository.of(settings()),
        acts=acts.latest(session()),
        pulls=[
            (act, {slug: act.report[slug] for slug in act.report if slug in mine})
            for act in acts.pulls(session())
        ],
        hooked=bool(settings().git_webhook_secret),
        admin=me().may("admin"),
    )


@bp.get("/pengajar/kursus-baru")
@roles("trainer", "admin")
def new() -> str:
    """Ask for title and field of a new course; the short name is proposed."""
    return _new({}, None)


@bp.post("/pengajar/kursus-baru")
@roles("trainer", "admin")
def begin() -> ResponseReturnValue:
    """Begin the course with texts that say what to write where."""
    form = request.form
    try:
        field = opening.field(form.get("field", ""))
        slug = form.get("slug", "").strip() or _free(names.proposed_slug(form.get("title", "")))
        copy = copies.begin(session(), slug, form.get("title", ""), field, by=me().person_id, at=now())
    except (InvalidInput, Refused) as refusal:
        abandon()
        return _new(form.to_dict(), refusal), 422
    flash(_("The course is begun. Replace the hints by your own words."), "success")
    return redirect(url_for("lms.studio.edit", slug=copy.slug), 303)


@bp.post("/pengajar/studio/<slug>/buang")
@roles("trainer", "admin")
def discard(slug: str) -> ResponseReturnValue:
    """Throw a draft away that nobody has ever seen; only when it is said twice."""
    copy = copy_of(slug)
    if request.form.get("yakin") != slug:
        flash(_("Write the short name of the course to throw it away."), "error")
        return redirect(url_for("lms.studio.shelf"), 303)
    shelves.discard(session(), copy, by=me().person_id, at=now())
    flash(_("The draft “%(slug)s” is thrown away.", slug=slug), "success")
    return redirect(url_for("lms.studio.shelf"), 303)


@bp.post("/pengajar/studio/<slug>/tulis-ulang")
@roles("trainer", "admin")
def write_again(slug: str) -> ResponseReturnValue:
    """Try to write the last release into the folder once more."""
    copy = copy_of(slug)
    try:
        write_backs.again(session(), copy.id, by=me().person_id, at=now())
    except NotFound:
        flash(_("Nothing waits to be written any more."), "info")
    else:
        flash(_("The files are being written. Look again in a moment."), "success")
    return redirect(url_for("lms.studio.shelf"), 303)


def _new(given: dict[str, str], refusal: LmsError | None) -> str:
    return opening.form("lms/studio/new.html", given, refusal, "slug", title_length=TITLE)


def _free(slug: str) -> str:
    """Return the proposal, numbered when the name is taken."""
    if not slug or not starting.taken(session(), slug):
        return slug
    numbered = (f"{slug[: names.SLUG_LENGTH - 4]}-{number}" for number in range(2, 100))
    return next((one for one in numbered if not starting.taken(session(), one)), slug)
