"""Pages on which trainers bring in question banks of other programs and take quizzes out."""

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from lms.assessment import authored
from lms.assessment.authored import Authored
from lms.assessment.exchange import previews, released
from lms.assessment.views.blueprint import bp
from lms.catalogue import contents
from lms.content.quiz import slug
from lms.errors import LmsError, NotFound
from lms.exchange import formats
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, session, settings

DESK = "lms.assessment.desk"


@bp.get("/pengajar/impor")
@roles("trainer", "admin")
def import_questions() -> ResponseReturnValue:
    return _form()


@bp.post("/pengajar/impor")
@roles("trainer", "admin")
def import_preview() -> ResponseReturnValue:
    """Show what the upload would become; it lives no longer than this request."""
    file = request.files.get("file")
    data = file.read() if file else b""
    if file:
        file.close()
    form, title = request.form.get("format", ""), request.form.get("title", "").strip()[:200]
    if not data:
        return _form(_("Choose a file that is not empty.")), 422
    try:
        made = previews.read(data, (file.filename if file else "") or "", form=form, title=title)
    except LmsError as error:
        return _form(f"{error.text(language())} {error.remedy(language())}".strip()), 422
    return render("lms/assessment/import_preview.html", made=made, words=language())


def _form(problem: str = "") -> str:
    return render(
        "lms/assessment/import.html",
        problem=problem,
        formats=formats.readable(),
        chosen=request.form.get("format", ""),
        title=request.form.get("title", ""),
        size=min(settings().max_upload_mb, previews.MEGABYTES),
        most=previews.MOST,
    )


@bp.get("/pengajar/ekspor/<path:key>")
@roles("trainer", "admin")
def export(key: str) -> ResponseReturnValue:
    """Choose a format, and see what it cannot hold before anything is downloaded."""
    quiz = _authored(key)
    chosen = request.args.get("format", "")
    bank = released.bank(session(), installation().files, quiz)
    known = {one.name for one in formats.writable()}
    written = formats.write(bank, chosen, bank.title) if chosen in known else None
    remarks = [*bank.remarks, *(written.remarks if written else ())]
    return render(
        "lms/assessment/export.html",
        quiz=quiz,
        desk=url_for(DESK, key=key) if DESK in current_app.view_functions else "",
        title=contents.body(session(), quiz.hash)["title"],
        formats=formats.writable(),
        chosen=formats.formats()[chosen] if written else None,
        count=len(bank.items) - sum(one.is_error for one in (written.remarks if written else ())),
        all=len(bank.items) + sum(one.is_error for one in bank.remarks),
        left=[one for one in remarks if one.is_error],
        changed=[one for one in remarks if not one.is_error],
        words=language(),
    )


@bp.get("/pengajar/unduh-soal/<target>/<path:key>")
@roles("trainer", "admin")
def export_file(target: str, key: str) -> ResponseReturnValue:
    quiz = _authored(key)
    found = formats.formats().get(target)
    if found is None or found.write is None:
        raise NotFound
    bank = released.bank(session(), installation().files, quiz)
    written = formats.write(bank, target, bank.title)
    response = Response(written.data, mimetype=found.media_type)
    name = f"{slug(key.rpartition('/')[2])}{found.suffix}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _authored(key: str) -> Authored:
    return authored.of_trainer(session(), me().person_id, key, everything=me().may("admin"))
