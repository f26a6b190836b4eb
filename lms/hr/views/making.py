"""How far the making of certificates' files has come in the scope, live; what failed, tried again."""

from flask import Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification.bulk import progress
from lms.hr.views.blueprint import bp
from lms.web.i18n import _, language, ngettext
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session


@bp.get("/kepegawaian/sertifikat/pembuatan")
@roles("hr", "admin")
def making() -> str:
    """Show how many files are made and how many are not, and why some cannot be."""
    found = progress.failures(session(), me().scope, language(), request.args.get("sesudah", 0, type=int))
    last = found[progress.SHOWN - 1] if len(found) > progress.SHOWN else None
    return render(
        "lms/hr/making.html",
        figures=progress.figures(session(), me().scope, now()),
        failures=found[: progress.SHOWN],
        next_url=url_for("lms.hr.making", sesudah=last.certificate_id) if last else "",
        at_once=progress.AT_ONCE,
        live=bool(request.args.get("segar")),
    )


@bp.get("/kepegawaian/sertifikat/pembuatan.json")
@roles("hr", "admin")
def making_figures() -> Response:
    """The counts alone, for a page that is open."""
    counted = progress.figures(session(), me().scope, now())
    return jsonify(
        unmade=counted.unmade, lately=counted.lately, failed=counted.failed, unsigned=counted.unsigned
    )


@bp.post("/kepegawaian/sertifikat/pembuatan")
@roles("hr", "admin")
def make_again() -> ResponseReturnValue:
    """Have what was given up tried again."""
    count = progress.try_again(session(), me().scope, by=me().person_id, at=now())
    if count:
        flash(ngettext("%(num)s PDF is tried again.", "%(num)s PDFs are tried again.", count), "success")
    else:
        flash(_("Nothing was given up."), "info")
    return redirect(url_for("lms.hr.making"), 303)
