"""The page on which a colleague reads the draft, remarks on lines and decides."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import courses
from lms.errors import InvalidInput, NotFound, Refused
from lms.studio import reviews, versus
from lms.studio.models import ReviewState
from lms.studio.views.blueprint import DESK, bp, copy_of
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, me, now, session, settings


@bp.get("/pengajar/studio/<slug>/telaah")
@roles("trainer", "admin")
def review(slug: str) -> str:
    """What differs from the release that stands, with every remark at its line."""
    copy = copy_of(slug)
    changes = versus.standing(session(), copy)
    path = request.args.get("berkas", "") or (changes[0].path if changes else f"courses/{slug}/course.md")
    shown = versus.file(session(), copy, path)
    past = reviews.past(session(), copy)
    course = courses.row(session(), slug)
    return render(
        "lms/studio/review.html",
        endpoint=DESK,
        slug=slug,
        title=course.title if course else slug,
        copy=copy,
        changes=changes,
        path=path,
        shown=shown,
        remarks=reviews.remarks(session(), copy, path) if shown.present else [],
        counts=reviews.counts(session(), copy),
        line=request.args.get("baris", 0, type=int),
        open=next((one for one in past if one.row.state == ReviewState.OPEN), None),
        past=[one for one in past if one.row.state != ReviewState.OPEN],
        own=bool(past) and past[0].row.asked_by == me().person_id,
        published=course is not None and course.release_id is not None,
        required=settings().studio_review,
        alone=course is not None and len(courses.trainers_of(session(), course.id)) < 2,
    )


@bp.post("/pengajar/studio/<slug>/telaah")
@roles("trainer", "admin")
def decide_review(slug: str) -> ResponseReturnValue:
    """Ask, approve, give back or withdraw."""
    copy, form, by, at = copy_of(slug), request.form, me().person_id, now()
    action = form.get("tindakan", "")
    try:
        if action == "minta":
            reviews.ask(session(), copy, form.get("pesan", ""), by=by, at=at)
            flash(_("The review is asked for. Your colleagues see it in the studio."), "success")
        elif action == "setujui":
            reviews.approve(session(), copy, form.get("versi", 0, type=int), by=by, at=at)
            flash(_("The text is approved and may be published."), "success")
        elif action == "kembalikan":
            reviews.give_back(session(), copy, form.get("alasan", ""), by=by, at=at)
            flash(_("The text is given back with your reason."), "success")
        elif action == "batalkan":
            reviews.withdraw(session(), copy, by=by, at=at)
            flash(_("The review is called off."), "success")
    except (Refused, InvalidInput) as refusal:
        abandon()
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "error")
    return redirect(url_for("lms.studio.review", slug=slug), 303)


@bp.post("/pengajar/studio/<slug>/catatan")
@roles("trainer", "admin")
def remark(slug: str) -> ResponseReturnValue:
    """Remark on a line."""
    copy, form = copy_of(slug), request.form
    path, line = form.get("berkas", ""), form.get("baris", 1, type=int)
    try:
        reviews.remark(session(), copy, path, line, form.get("catatan", ""), by=me().person_id, at=now())
    except NotFound:
        abandon()
        return redirect(url_for("lms.studio.review", slug=slug), 303)
    except InvalidInput as refusal:
        abandon()
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "error")
    return redirect(url_for("lms.studio.review", slug=slug, berkas=path, _anchor=f"baris-{line}"), 303)


@bp.post("/pengajar/studio/<slug>/catatan-selesai")
@roles("trainer", "admin")
def resolve(slug: str) -> ResponseReturnValue:
    """Note that a remark is dealt with, or open it again."""
    copy, form = copy_of(slug), request.form
    comment = form.get("id", 0, type=int)
    if comment:
        reviews.resolve(session(), copy, comment, by=me().person_id, at=now())
    return redirect(url_for("lms.studio.review", slug=slug, berkas=form.get("berkas", "")), 303)
