"""The page on which two texts become one, piece by piece."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput
from lms.studio import clashes
from lms.studio.clashes import CHOICES, Open
from lms.studio.copies import Clash
from lms.studio.rules import merging
from lms.studio.views.blueprint import DESK, bp, copy_of, title_of
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session


@bp.get("/pengajar/studio/<slug>/bentrok/<int:aside_id>")
@roles("trainer", "admin")
def clash(slug: str, aside_id: int) -> str:
    """Both texts of each disputed piece, and four ways to decide it."""
    copy = copy_of(slug)
    return _page(slug, clashes.of(session(), copy, aside_id))


@bp.post("/pengajar/studio/<slug>/bentrok/<int:aside_id>")
@roles("trainer", "admin")
def decide(slug: str, aside_id: int) -> ResponseReturnValue:
    """Save what was chosen; when the file moved on meanwhile in the same place, ask about that."""
    copy = copy_of(slug)
    form = request.form
    if form.get("tindakan") == "biarkan":
        clashes.leave(session(), copy, aside_id, by=me().person_id, at=now())
        flash(_("The file stays as it is. The other text is kept in its history."), "success")
        return redirect(url_for("lms.studio.history", slug=slug), 303)
    version = form.get("versi", 0, type=int)
    found = clashes.of(session(), copy, aside_id, version)
    count = len(found.merge.disputes)
    choices = [(form.get(f"pilih-{at}", ""), form.get(f"tulis-{at}", "")) for at in range(1, count + 1)]
    try:
        saved = clashes.decide(session(), copy, aside_id, version, choices, by=me().person_id, at=now())
    except InvalidInput as refusal:
        return _page(slug, found, refusal, dict(form)), 422
    except Clash as again:
        # The text that was just put together is set aside now, and takes the place of the one before.
        flash(_("The file changed again meanwhile. What you chose is kept."), "info")
        return redirect(url_for("lms.studio.clash", slug=slug, aside_id=again.aside), 303)
    flash(_("Both texts are brought together."), "success")
    return redirect(url_for("lms.studio.edit", slug=slug, berkas=saved.file.path), 303)


def _page(
    slug: str, found: Open, refusal: InvalidInput | None = None, given: dict[str, str] | None = None
) -> str:
    return render(
        "lms/studio/clash.html",
        endpoint=DESK,
        slug=slug,
        title=title_of(slug),
        found=found,
        mine=found.author_id == me().person_id,
        choices=CHOICES,
        joined=merging.text_of,
        given=given or {},
        wrong=refusal.field if refusal else "",
        refusal=f"{refusal.text(language())} {refusal.remedy(language())}" if refusal else "",
    )
