"""The learners' own templates in a frame of the preview's: nobody signed in, no way out, nothing kept."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import g, request
from jinja2 import Environment

from lms.preview import addresses
from lms.preview.addresses import Place, View
from lms.web import pages
from lms.web.i18n import _, language, translator
from lms.web.pages import Frame
from lms.web.shell import Viewer, now, settings

LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to be seen; an empty `theme` leaves it to the system."""

    view: View
    theme: str = ""

    @property
    def printed(self) -> bool:
        return self.view is View.PRINTED


def look(view: View, theme: str | None = None) -> Look:
    """Return the look that was asked for, else the reader's own; paper is white."""
    if view is View.PRINTED:
        return Look(view, LIGHT)
    return Look(view, pages.theme(request.cookies) if theme is None else theme)


def page(name: str, here: Place, seen: Look, /, **values: object) -> str:
    """Render a whole page of the preview at this place."""
    token = addresses.entered(here)
    try:
        shared = _shared(here, seen) | values
        frame = Frame(*(_part(part, shared) for part in ("head", "masthead", "foot")))
        return here.finished(_environment().get_template(name).render(shared, frame=frame))
    finally:
        addresses.left(token)


def part(name: str, here: Place, seen: Look, /, **values: object) -> str:
    """Render a part of a page."""
    token = addresses.entered(here)
    try:
        return _environment().get_template(name).render(_shared(here, seen) | values)
    finally:
        addresses.left(token)


def _part(name: str, shared: dict[str, Any]) -> str:
    return _environment().get_template(f"lms/preview/{name}.html").render(shared)


def _shared(here: Place, seen: Look) -> dict[str, Any]:
    """What every page of ours is given by the shell, as an unknown learner would get it."""
    return {
        "viewer": Viewer(0, _("A learner"), frozenset()),
        "settings": settings(),
        "language": language(),
        "_": translator(),
        "now": now(),
        "nonce": g.get("csp_nonce", ""),
        "theme": seen.theme,
        "host_signs_in": False,
        "seen": seen,
        "here": here,
    }


@lru_cache(1)
def _environment() -> Environment:
    """Make an environment of our own: its addresses are a preview's, and it takes no flashed message away."""
    environment = pages.make_environment()
    environment.globals.update(url_for=addresses.routed, flashes=list)
    return environment
