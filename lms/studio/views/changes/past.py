"""The history of a course's files, and the way back to an older text."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import NotFound
from lms.studio import clashes, copies
from lms.studio import history as texts
from lms.studio.models import Cause
from lms.studio.views.blueprint import DESK, bp, copy_of, title_of
from lms.web.i18n import _, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session

CAUSES = {
    Cause.BEGUN: lazy("First text"),
    Cause.EDIT: lazy("Written"),
    Cause.MERGE: lazy("Brought together"),
    Cause.RESTORE: lazy("Older text brought back"),
    Cause.FOLDER: lazy("From the folder"),
    Cause.RENAME: lazy("Renamed"),
    Cause.REMOVE: lazy("Removed"),
    Cause.RELEASE: lazy("From an earlier release"),
    Cause.ASIDE: lazy("Set aside in a clash"),
}


@bp.get("/pengajar/studio/<slug>/riwayat")
@roles("trainer", "admin")
def history(slug: str) -> str:
    """Every file, every text that it had, who wrote it and when."""
    copy = copy_of(slug)
    files, gone = copies.files(session(), copy), texts.removed(session(), copy)
    asked = request.args.get("berkas", "")
    # Without a name: what was written last.
    latest = max(files, key=lambda one: one.at, default=None)
    chosen = next((one for one in (*files, *gone) if one.path == asked), None if asked else latest)
    if chosen is None:
        raise NotFound
    return render(
        "lms/studio/history.html",
        endpoint=DESK,
        slug=slug,
        title=title_of(slug),
        files=files,
        gone=gone,
        chosen=chosen,
        present=chosen in files,
        entries=texts.of(session(), copy, chosen.id),
        causes=CAUSES,
        clashes=clashes.waiting(session(), copy, me().person_id),
    )


@bp.get("/pengajar/studio/<slug>/beda")
@roles("trainer", "admin")
def diff(slug: str) -> str:
    """Two texts of a file, what came and what went."""
    copy = copy_of(slug)
    file_id, old, new = (request.args.get(name, 0, type=int) for name in ("id", "dari", "ke"))
    row = texts.file_row(session(), copy, file_id) if file_id else None
    difference = texts.difference(session(), copy, file_id, old, new) if row is not None else None
    return render(
        "lms/studio/diff.html",
        endpoint=DESK,
        slug=slug,
        title=title_of(slug),
        file=row,
        old=old,
        new=new,
        difference=difference,
        latest=row is not None and new == row.version and not row.removed,
    )


@bp.post("/pengajar/studio/<slug>/kembalikan")
@roles("trainer", "admin")
def restore(slug: str) -> ResponseReturnValue:
    """Make an older text the newest; nothing that came after it is lost."""
    copy = copy_of(slug)
    file_id, version = (request.form.get(name, 0, type=int) for name in ("id", "versi"))
    if not file_id:
        return redirect(url_for("lms.studio.history", slug=slug), 303)
    file = copies.restore(session(), copy, file_id, version, by=me().person_id, at=now())
    flash(_("“%(path)s” has its older text again.", path=file.path), "success")
    return redirect(url_for("lms.studio.history", slug=slug, berkas=file.path), 303)
