"""The page before a release, and the page before an earlier one comes back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import courses, drafts
from lms.errors import NotFound, Refused
from lms.studio import reviews
from lms.studio.publishing import publishes, rollbacks, write_backs
from lms.studio.views.blueprint import DESK, bp, copy_of
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, installation, me, now, session


@bp.get("/pengajar/studio/<slug>/terbit")
@roles("trainer", "admin")
def publish(slug: str) -> str:
    """A careful colleague's letter: what publishing would change, and what stands in the way."""
    copy = copy_of(slug)
    prospect = publishes.prospect(installation(), session(), copy, language())
    course = courses.row(session(), slug)
    return render(
        "lms/studio/publish.html",
        endpoint=DESK,
        slug=slug,
        copy=copy,
        prospect=prospect,
        title=prospect.found.course.title if prospect.found.course else (course.title if course else slug),
        files=drafts.by_file(prospect.found.findings),
        remarks=sum(reviews.counts(session(), copy).values()),
        past=rollbacks.past(session(), course.id) if course else [],
        current=course.release_id if course else None,
        retired=course.retired_at if course else None,
        write=write_backs.newest(session(), [copy.id]).get(copy.id),
    )


@bp.post("/pengajar/studio/<slug>/terbit")
@roles("trainer", "admin")
def release(slug: str) -> ResponseReturnValue:
    """Publish the draft, if it is clean and still what was shown."""
    copy = copy_of(slug)
    try:
        made = publishes.publish(
            installation(),
            session(),
            copy,
            expected=request.form.get("hash", "-"),
            by=me().person_id,
            at=now(),
        )
    except Refused as refusal:
        abandon()
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "error")
    else:
        flash(
            _("Release %(number)s is published. New learners begin with it.", number=made.number), "success"
        )
    return redirect(url_for("lms.studio.publish", slug=slug), 303)


@bp.get("/pengajar/studio/<slug>/terbitan-lama")
@roles("trainer", "admin")
def rollback(slug: str) -> str:
    """What bringing an earlier release back would change."""
    copy = copy_of(slug)
    number = request.args.get("nomor", 0, type=int)
    course = courses.row(session(), slug)
    past = rollbacks.past(session(), course.id) if course else []
    asked = next((one for one in past if one.release.number == number and one.kept), None)
    if number and asked is None:
        raise NotFound
    back = (
        rollbacks.prospect(installation(), session(), copy, asked.release.id, language()) if asked else None
    )
    return render(
        "lms/studio/rollback.html",
        endpoint=DESK,
        slug=slug,
        title=course.title if course else slug,
        past=past,
        current=course.release_id if course else None,
        back=back,
        number=number,
    )


@bp.post("/pengajar/studio/<slug>/terbitan-lama")
@roles("trainer", "admin")
def roll_back(slug: str) -> ResponseReturnValue:
    """Publish an earlier release anew."""
    copy = copy_of(slug)
    number = request.form.get("nomor", 0, type=int)
    course = courses.row(session(), slug)
    past = rollbacks.past(session(), course.id) if course else []
    asked = next((one for one in past if one.release.number == number and one.kept), None)
    if asked is None:
        return redirect(url_for("lms.studio.rollback", slug=slug), 303)
    try:
        made = rollbacks.roll_back(
            installation(), session(), copy, asked.release.id,
            expected=request.form.get("hash", "-"), by=me().person_id, at=now(),
        )  # fmt: skip
    except Refused as refusal:
        abandon()
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "error")
        return redirect(url_for("lms.studio.rollback", slug=slug, nomor=number), 303)
    flash(_("Release %(number)s holds what release %(old)s held.", number=made.number, old=number), "success")
    return redirect(url_for("lms.studio.publish", slug=slug), 303)
