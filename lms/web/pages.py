"""One Jinja environment of the engine's own, so that a host's templates and globals never meet ours."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import g, get_flashed_messages, request, url_for
from jinja2 import Environment, FunctionLoader, StrictUndefined

from lms.questions import registry
from lms.web.filters import FILTERS
from lms.web.i18n import _, language, ngettext
from lms.web.security import csrf_token
from lms.web.shell import Site, now, settings, site, viewer

PACKAGE = Path(__file__).parent.parent
THEME = "lms_theme"


def make_environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals.update(
        url_for=address,
        asset=asset,
        _=_,
        ngettext=ngettext,
        csrf_token=csrf_token,
        flashes=lambda: get_flashed_messages(with_categories=True),
    )
    environment.filters.update(FILTERS)
    return environment


def render(name: str, /, **values: object) -> str:
    """Render a page of ours, `lms/<room>/<file>.html`."""
    return site().environment.get_template(name).render(_shared() | values)


def address(endpoint: str, **values: Any) -> str:
    """Return what `url_for` returns; a page asks for some thirty addresses, most of them the same for all."""
    if any(key.startswith("_") for key in values):
        return url_for(endpoint, **values)
    return _address(site(), request.script_root, endpoint, *values.items())


@lru_cache(4096)
def _address(_site: Site, _root: str, endpoint: str, *values: tuple[str, Any]) -> str:
    return url_for(endpoint, **dict(values))


def asset(name: str) -> str:
    """Return the address of a file of `static/`."""
    return address("lms.web.static", version=site().assets.version, name=name)


def _shared() -> dict[str, Any]:
    return {
        "viewer": viewer(),
        "settings": settings(),
        "language": language(),
        "now": now(),
        "nonce": g.get("csp_nonce", ""),
        "theme": theme(request.cookies),
        "links": site().links,
        "host_signs_in": site().identify is not None,
        "request_path": request.script_root + request.path,
        "endpoint": request.endpoint or "",
    }


def theme(cookies: Mapping[str, str]) -> str:
    """Return `light` or `dark` when the reader chose one, else empty: the system decides."""
    chosen = cookies.get(THEME, "")
    return chosen if chosen in {"light", "dark"} else ""


def _source(name: str) -> str | None:
    if name.startswith(registry.PREFIX):
        return registry.template(name)
    package, _slash, rest = name.partition("/")
    room, _slash, file = rest.partition("/")
    if package != "lms" or not room.isidentifier() or ".." in file:
        return None
    path = PACKAGE / room / "templates" / file
    return path.read_text(encoding="utf-8") if path.is_file() else None
