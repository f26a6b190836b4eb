"""The editor: a text with its front matter, saved as one types, what is to be mended, who else is there."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, g, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import drafts
from lms.content.findings import Finding
from lms.content.reader import Library
from lms.errors import InvalidInput, LmsError, NotFound
from lms.studio import clashes, copies
from lms.studio.copies import Clash, Copy, Saved
from lms.studio.editor import desk, fields, inserts, matter, presence
from lms.studio.editor.desk import Shelf
from lms.studio.views.blueprint import DESK, bp, copy_of
from lms.web import security
from lms.web.filters import show_time
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, now, session

JSON = "application/json"
DIGITS = 10


@dataclass(frozen=True, slots=True)
class Desk:
    """A copy with what was read of it."""

    copy: Copy
    library: Library
    findings: tuple[Finding, ...]
    shelf: Shelf

    @property
    def quizzes(self) -> dict[str, str]:
        """Return what each quiz is called, by its key."""
        return {
            one.path.removeprefix("quizzes/").removesuffix(".md"): one.title for one in self.shelf.quizzes
        }


@bp.get("/pengajar/studio/<slug>")
@roles("trainer", "admin")
def edit(slug: str) -> Response:
    """Files left, the text in the middle, beside it what a learner will see."""
    found = opened(slug)
    path = request.args.get("berkas") or f"courses/{slug}/course.md"
    entry = found.shelf.entry(path)
    if entry is None:
        raise NotFound
    picture = entry.sort == desk.PICTURE
    file, text = (
        (copies.file(session(), found.copy, path), "")
        if picture
        else copies.text(session(), found.copy, path)
    )
    quiz = entry.sort == desk.QUIZ
    page = render(
        "lms/studio/desk/edit.html",
        endpoint=DESK,
        slug=slug,
        copy=found.copy,
        shelf=found.shelf,
        entry=entry,
        file=file,
        text=text,
        form=None if picture else fields.filled(path, text, found.quizzes),
        prefix=fields.PREFIX,
        before=fields.BEFORE,
        told=desk.told(found.findings, path, language()),
        others=presence.others(session(), file, me().person_id, at=now()),
        groups=inserts.groups(quiz=quiz),
        saved=clock(file.at),
        line=request.args.get("baris", ""),
        waiting=[one[0] for one in clashes.waiting(session(), found.copy, me().person_id) if one[1] == path],
    )
    return styled(page)


@bp.post("/pengajar/studio/<slug>/simpan")
@roles("trainer", "admin")
def save(slug: str) -> ResponseReturnValue:
    """Keep the text; JSON for the editor, else back to the page. A clash leads to where it is settled."""
    copy = copy_of(slug)
    path, text = request.form.get("berkas") or f"courses/{slug}/course.md", request.form.get("teks")
    if text is None:
        return redirect(here(slug, path), 303)
    try:
        asked = fields.changes(path, request.form)
        text = matter.edited(text, asked) if asked else text
        saved = copies.save(session(), copy, path, text, base=_base(), by=me().person_id, at=now())
    except Clash as clash:
        # What was written is set aside in this transaction: the request ends well.
        return clashed(slug, clash)
    except InvalidInput as refusal:
        if wants_json():
            raise
        flash(f"{refusal.text(language())} {refusal.remedy(language())}", "error")
        return redirect(here(slug, path), 303)
    if wants_json():
        return jsonify(_told(slug, saved, text, formed=bool(asked)))
    if saved.merged_with:
        flash(_("Saved, together with what %(name)s wrote meanwhile.", name=saved.merged_with), "success")
    else:
        flash(_("Saved."), "success")
    return redirect(here(slug, saved.file.path), 303)


@bp.get("/pengajar/studio/<slug>/temuan")
@roles("trainer", "admin")
def findings(slug: str) -> Response:
    """What is to be mended in a file, and how many things in each."""
    found = opened(slug)
    path = request.args.get("berkas", "")
    return jsonify(
        findings=desk.told(found.findings, path, language()),
        counts=desk.counts(found.shelf),
    )


@bp.post("/pengajar/studio/<slug>/hadir")
@roles("trainer", "admin")
def here_am_i(slug: str) -> Response:
    """Say that one has a file open; be told who else has, and of a newer text."""
    copy = copy_of(slug)
    try:
        file, text = copies.text(session(), copy, request.form.get("berkas", ""))
    except NotFound:
        return jsonify(gone=True)
    presence.note(session(), file, me().person_id, at=now())
    others = presence.others(session(), file, me().person_id, at=now())
    # In another window of one's own it is nobody else.
    by = "" if file.by == me().name else file.by
    newer = {"text": text, "by": by} if file.version > _base() else {}
    return jsonify(others=others, version=file.version, **newer)


def opened(slug: str) -> Desk:
    """Read the copy of a course of mine."""
    copy = copy_of(slug)
    library = copies.library(installation(), session(), copy)
    findings = drafts.working(library, slug).findings
    shelf = desk.shelf(copies.files(session(), copy), library, slug, findings)
    return Desk(copy, library, findings, shelf)


def here(slug: str, path: str) -> str:
    return url_for("lms.studio.edit", slug=slug, berkas=path)


def clock(moment: Any) -> str:
    """Return `10.42`, without the zone: beside a text it is today's."""
    return show_time(moment).partition(" ")[0]


def styled(page: str) -> Response:
    """Let the editor bring its styles under this page's nonce; nothing else is loosened."""
    response = make_response(page)
    nonce = f" 'nonce-{g.csp_nonce}'"
    policy = security.POLICY.format(nonce=nonce).replace("style-src 'self'", f"style-src 'self'{nonce}")
    response.headers["Content-Security-Policy"] = policy
    return response


def wants_json() -> bool:
    return request.accept_mimetypes.best_match([JSON, "text/html"], "text/html") == JSON


def _base() -> int:
    text = request.form.get("versi", "")
    return int(text) if text.isdecimal() and len(text) < DIGITS else 0


def _told(slug: str, saved: Saved, sent: str, *, formed: bool) -> dict[str, Any]:
    """Tell the editor what is kept now; the text only if it is not what was sent, or if a form changed it."""
    form = fields.filled(saved.file.path, saved.text)
    text = {} if saved.text == sent and not formed else {"text": saved.text}
    return {
        "version": saved.file.version,
        "saved": clock(now()),
        "merged": saved.merged_with,
        "path": saved.file.path,
        "fields": None if form is None else fields.shown(form),
        "preview": url_for("lms.studio.preview_page", slug=slug, berkas=saved.file.path),
        **text,
    }


def clashed(slug: str, clash: Clash) -> ResponseReturnValue:
    url = url_for("lms.studio.clash", slug=slug, aside_id=clash.aside)
    if wants_json():
        return jsonify(clash=url, text=clash.text(language()), remedy=clash.remedy(language()))
    return redirect(url, 303)


def refused(error: LmsError) -> None:
    """Show on the page that follows why nothing was done."""
    flash(f"{error.text(language())} {error.remedy(language())}", "error")
