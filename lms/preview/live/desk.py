"""The pages of `lms preview`: the shelf, the desk of a course with its frames, the news of what changed."""

import json
from collections.abc import Iterator
from typing import cast

from flask import Blueprint, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from lms.catalogue import assets, drafts
from lms.catalogue.assets import File
from lms.content.reader import Library
from lms.errors import LmsError, NotFound
from lms.preview import pages, quizzes, rendering
from lms.preview.addresses import NOWHERE, Addresses, Place, View
from lms.preview.live import leaves
from lms.preview.live.leaves import Leaf, Sight
from lms.preview.live.shelf import Shelf
from lms.preview.mends import in_turn, mend, mends
from lms.questions.problem import Severity
from lms.web import i18n
from lms.web import pages as web
from lms.web.security import same_site

bp = Blueprint("preview", __name__)
SHELF = "lms_preview"
THEME, LANGUAGE = "lms_preview_theme", "lms_preview_language"
YEAR = 365 * 24 * 3600
# Seconds between two signs of life to a page that listens.
PULSE = 10
ELSEWHERE = Addresses(lambda _name: NOWHERE, lambda _key: NOWHERE, lambda: "/", lambda _path: NOWHERE)


@bp.get("/")
def start() -> str:
    """Show every course of the folder with what is to be mended in it; their names before they are read."""
    shelf = _shelf()
    version, known = shelf.version, shelf.read_yet
    library = known or Library()
    slugs = sorted({*drafts.slugs(shelf.root), *(course.slug for course in library.courses)})
    found = {slug: leaves.findings(library, slug) for slug in slugs}
    told = {id(finding) for some in found.values() for finding in some}
    rest = [finding for finding in library.findings if id(finding) not in told]
    return _page(
        "start",
        root=str(shelf.root),
        version=version,
        reading=known is None,
        shelves=[
            {
                "slug": slug,
                "course": leaves.course_of(library, slug),
                "url": leaves.on_desk(Leaf(slug, "")),
                "errors": sum(one.is_error for one in found[slug]),
                "hints": sum(one.severity is Severity.WARNING for one in found[slug]),
            }
            for slug in slugs
        ],
        rest=mends(rest),
    )


@bp.get("/kursus/<slug>")
def course(slug: str) -> ResponseReturnValue:
    """Show a page of a course on a phone and on a desk, side by side."""
    shelf, library = _shelf(), _shelf().library
    leaf, sight = Leaf(slug, request.args.get("halaman", "")), _sight(request.args.get("tampilan", ""))
    found = leaves.findings(library, slug)
    if leaves.course_of(library, slug) is None and not found:
        raise NotFound
    return _page(
        "desk",
        leaf=leaf,
        sight=sight,
        sights=list(Sight),
        address=lambda other: leaves.on_desk(leaf, other),
        first=leaves.framed(leaf, sight),
        frames=leaves.framed(Leaf(slug, ""), sight),
        entries=leaves.entries(library, slug, found),
        version=shelf.version,
        panel=_panel(leaf),
    )


@bp.get("/perbaikan/<slug>")
def panel(slug: str) -> str:
    """Return what stands over the frames: the errors of the page, and the rest quietly."""
    return _panel(Leaf(slug, request.args.get("halaman", "")))


@bp.route("/bingkai/<sight>/<slug>", methods=["GET", "POST"])
@bp.route("/bingkai/<sight>/<slug>/<path:name>", methods=["GET", "POST"])
def frame(sight: str, slug: str, name: str = "") -> ResponseReturnValue:
    """Show one page as it stands in a frame; what an answered quiz sends is marked and forgotten."""
    library, leaf = _shelf().library, Leaf(slug, name)
    if name.startswith(f"{leaves.FILES}/"):
        return _asset(slug, name.removeprefix(f"{leaves.FILES}/"))
    try:
        html, status = _shown(leaf, _sight(sight)), 200
    except NotFound:
        broken = [one for one in leaves.findings(library, slug) if leaf.made_of(one.path) and one.is_error]
        html, status = pages.broken(broken, theme=_theme()), 422 if broken else 404
    return pages.framed(Response(html, status, mimetype="text/html"))


@bp.get("/kejadian")
def events() -> Response:
    """Tell a page that listens what was read anew, as soon as it was."""
    response = Response(_news(_shelf(), request.args.get("versi", "")), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/tampilan")
def look() -> BaseResponse:
    """Keep the language or the theme that was chosen, on this browser and for the preview alone."""
    response = redirect(same_site(request.form.get("next")) or "/", 303)
    language, theme = request.form.get("language", ""), request.form.get("theme")
    if language in i18n.LANGUAGES:
        response.set_cookie(LANGUAGE, language, max_age=YEAR, httponly=True, samesite="Strict")
    if theme is not None:
        chosen = web.theme({web.THEME: theme})
        response.set_cookie(THEME, chosen, max_age=YEAR, httponly=True, samesite="Strict")
    return response


def refused(error: Exception) -> ResponseReturnValue:
    """Say what is not there; in a frame too."""
    words = error if isinstance(error, LmsError) else NotFound()
    text = _page("refused", text=words.text(i18n.language()), remedy=words.remedy(i18n.language()))
    return pages.framed(Response(text, 404, mimetype="text/html"))


def failed(error: Exception) -> ResponseReturnValue:
    """Answer what is no page of ours: an unknown address, a wrong method."""
    code = error.code if isinstance(error, HTTPException) else None
    response = cast(Response, refused(NotFound()))
    response.status_code = code or 500
    return response


def _shown(leaf: Leaf, sight: Sight) -> str:
    library, where, theme = _shelf().library, leaves.addresses(leaf.slug, sight, _tongue()), _theme()
    if leaf.module:
        return pages.module(library, leaf.slug, leaf.module, view=sight.view, addresses=where, theme=theme)
    if leaf.quiz:
        return pages.quiz(
            library,
            leaf.slug,
            leaf.quiz,
            view=sight.view,
            addresses=where,
            seed=request.args.get(quizzes.SEED, 0, type=int),
            given=request.form.to_dict(flat=False) if request.method == "POST" else None,
            whole=bool(request.args.get(quizzes.WHOLE)),
            theme=theme,
        )
    if leaf.name:
        raise NotFound
    return pages.course(library, leaf.slug, view=sight.view, addresses=where, theme=theme)


def _asset(slug: str, path: str) -> Response:
    data, media_type = pages.asset(_shelf().library, slug, path)
    return assets.served(File(data, media_type), _shelf().version, keep="no-cache")


def _panel(leaf: Leaf) -> str:
    found = leaves.findings(_shelf().library, leaf.slug)
    here = [one for one in found if leaf.made_of(one.path) and one.is_error]
    rest = [one for one in found if one not in here]
    return rendering.part(
        "lms/preview/panel.html",
        Place(leaf.slug, ELSEWHERE, {}),
        _looks(),
        leaf=leaf,
        entries=leaves.entries(_shelf().library, leaf.slug, found),
        errors=mends(here),
        rest=[(mend(one), _link(leaves.leaf_of(one, leaf.slug))) for one in in_turn(rest)],
        counts={sort: sum(one.severity is sort for one in rest) for sort in Severity},
    )


def _tongue() -> str:
    """Return the language of the text that was asked for; the switch of the page names it in the address."""
    wish = request.args.get(i18n.ASKED, "")
    return wish if wish in i18n.LANGUAGES else ""


def _link(leaf: Leaf | None) -> str:
    return leaves.on_desk(leaf) if leaf else ""


def _news(shelf: Shelf, known: str) -> Iterator[str]:
    """Yield server-sent events until the preview ends or nobody listens."""
    yield "retry: 400\n\n"
    while not shelf.closed:
        change = shelf.change_after(known, PULSE)
        if change is None:
            yield ": ada\n\n"
            continue
        known = change.version
        told = {"version": known, "paths": change.paths, "lost": leaves.lost(shelf.library)}
        yield f"data: {json.dumps(told)}\n\n"


def _page(name: str, **values: object) -> str:
    return rendering.page(
        f"lms/preview/{name}.html", Place("", ELSEWHERE, {}), _looks(), here_url=request.full_path, **values
    )


def _looks() -> rendering.Look:
    return rendering.look(View.LEARNER, _theme())


def _theme() -> str:
    return web.theme({web.THEME: request.cookies.get(THEME, "")})


def _sight(name: str) -> Sight:
    return Sight(name) if name in set(Sight) else Sight.LEARNER


def _shelf() -> Shelf:
    return cast(Shelf, current_app.extensions[SHELF])
