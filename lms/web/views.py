"""Pages of no room: static files, the switches of language and theme."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.web import i18n, pages
from lms.web.security import public, same_site
from lms.web.shell import keep, site

bp = Blueprint("web", __name__)


@bp.get("/static/<version>/<path:name>")
@public
def static(version: str, name: str) -> Response:
    return site().assets.respond(version, name) or abort(404)


@bp.post("/tampilan")
@public
def look() -> ResponseReturnValue:
    """Keep the language or the theme that the reader chose, on this browser."""
    back = same_site(request.form.get("next")) or url_for("lms.home.start")
    response = redirect(back, 303)
    chosen, theme = request.form.get("language", ""), request.form.get("theme")
    if chosen in i18n.LANGUAGES:
        keep(response, i18n.COOKIE, chosen)
    if theme is not None:
        keep(response, pages.THEME, pages.theme({pages.THEME: theme}))
    return response
