"""The HR office's import: upload, look at every row, apply."""

import csv
import io

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import Conflict, LmsError
from lms.exchange.cells import harmless
from lms.people import persons
from lms.people.models import RosterUpload
from lms.people.roster import columns, files, uploads
from lms.people.roster.applying import apply
from lms.people.roster.comparing import Plan, State, plan
from lms.people.views.blueprint import Errors, bp, refused
from lms.web.i18n import _, language, ngettext
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, now, session, settings

SHOWN = 200


@bp.get("/kepegawaian/impor")
@roles("hr", "admin")
def roster() -> ResponseReturnValue:
    return _form()


@bp.post("/kepegawaian/impor")
@roles("hr", "admin")
def roster_upload() -> ResponseReturnValue:
    """Keep the file and go to its preview; what cannot be read is refused here."""
    file = request.files.get("file")
    data = file.read() if file else b""
    try:
        columns.named(files.rows(data))
    except LmsError as error:
        return _form(refused(error, "file")), 422
    name = (file.filename if file else "") or "roster"
    upload = uploads.keep(session(), installation().files, data, name, at=now(), by=me().person_id)
    return redirect(url_for("lms.people.roster_preview", upload_id=upload.id), 303)


@bp.get("/kepegawaian/impor/<int:upload_id>")
@roles("hr", "admin")
def roster_preview(upload_id: int) -> ResponseReturnValue:
    upload = uploads.of(session(), me().person_id, upload_id, at=now())
    found = _plan(upload)
    return render(
        "lms/people/roster_preview.html",
        upload=upload,
        plan=found,
        counts=[
            (state, found.counts[state])
            for state in (State.NEW, State.CHANGED, State.UNCHANGED, State.REFUSED)
        ],
        groups=[(state, found.of(state)) for state in (State.REFUSED, State.CHANGED, State.NEW)],
        shown=SHOWN,
    )


@bp.get("/kepegawaian/impor/<int:upload_id>/ditolak.csv")
@roles("hr", "admin")
def roster_refused(upload_id: int) -> ResponseReturnValue:
    """Give the refused rows as a list to mend, without numbers."""
    upload = uploads.of(session(), me().person_id, upload_id, at=now())
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow([_("Row"), _("Name"), _("Reason"), _("How to mend it")])
    for row in _plan(upload).of(State.REFUSED):
        for remark in row.wish.refusals:
            cells = [row.wish.name, remark.text(language()), remark.remedy(language())]
            rows.writerow([row.wish.row, *map(harmless, cells)])
    headers = {"Content-Disposition": "attachment; filename=baris-ditolak.csv"}
    return Response("\ufeff" + out.getvalue(), mimetype="text/csv", headers=headers)


@bp.post("/kepegawaian/impor/<int:upload_id>/terapkan")
@roles("hr", "admin")
def roster_apply(upload_id: int) -> ResponseReturnValue:
    """Apply what was shown; when the data have moved on, show the new preview instead."""
    upload = uploads.of(session(), me().person_id, upload_id, at=now())
    seen = request.form.get("digest", "")
    try:
        done = apply(session(), _plan(upload), at=now(), by=me().person_id, seen=seen)
    except Conflict as error:
        refused(error)
        flash(f"{error.text(language())} {error.remedy(language())}", "warning")
        return redirect(url_for("lms.people.roster_preview", upload_id=upload_id), 303)
    uploads.drop(session(), installation().files, upload)
    new = ngettext("%(num)s person added", "%(num)s people added", done.new)
    changed = ngettext("%(num)s person changed", "%(num)s people changed", done.changed)
    flash(_("Applied: %(new)s, %(changed)s.", new=new, changed=changed), "success")
    return redirect(url_for("lms.people.codes" if done.new else "lms.hr.people"), 303)


def _plan(upload: RosterUpload) -> Plan:
    today = persons.local_day(session(), now())
    return plan(session(), installation().files.get(upload.sha256), today=today, scope=me().scope)


def _form(errors: Errors | None = None) -> str:
    size = settings().max_upload_mb
    return render("lms/people/roster.html", errors=errors or [], most=files.MOST_ROWS, size=size)
