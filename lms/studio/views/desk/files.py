"""Files of a course: added, renamed, put in order, taken away."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, Refused
from lms.studio import copies
from lms.studio.editor import desk, naming
from lms.studio.views.blueprint import DESK, bp, copy_of
from lms.studio.views.desk.editing import here, opened, refused
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, me, now, session


@bp.get("/pengajar/studio/<slug>/berkas")
@roles("trainer", "admin")
def manage(slug: str) -> str:
    """One page on which files are added, renamed, moved and removed."""
    found = opened(slug)
    path = request.args.get("berkas", "")
    entry = found.shelf.entry(path)
    return render(
        "lms/studio/desk/files.html", endpoint=DESK, slug=slug, shelf=found.shelf, entry=entry, path=path
    )


@bp.post("/pengajar/studio/<slug>/berkas")
@roles("trainer", "admin")
def change(slug: str) -> ResponseReturnValue:
    """Do what one button of that page says."""
    copy = copy_of(slug)
    form, by, at = request.form, me().person_id, now()
    path, act = form.get("berkas", ""), form.get("aksi", "")
    try:
        if act == "tambah":
            sort = desk.QUIZ if form.get("jenis") == desk.QUIZ else desk.MODULE
            return redirect(
                here(slug, naming.add(session(), copy, sort, form.get("judul", ""), by=by, at=at).path), 303
            )
        if act == "nama":
            path = naming.rename(session(), copy, path, form.get("nama", ""), by=by, at=at).path
            flash(_("Renamed; links to it follow."), "success")
        elif act in ("naik", "turun"):
            path = naming.move(session(), copy, path, -1 if act == "naik" else 1, by=by, at=at).path
        elif act == "hapus":
            copies.remove(session(), copy, path, by=by, at=at)
            flash(_("Removed. Its history stays and brings it back."), "success")
            path = f"courses/{slug}/course.md"
    except (InvalidInput, Refused) as error:
        abandon()
        refused(error)
    return redirect(here(slug, path), 303)
