"""One Jinja environment of the engine's own, so that a host's templates and globals never meet ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import g, get_flashed_messages, request, url_for
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from lms.questions import registry
from lms.web.filters import FILTERS
from lms.web.i18n import _, language, ngettext, translator
from lms.web.security import csrf_token
from lms.web.shell import Site, Viewer, now, settings, site, viewer

PACKAGE = Path(__file__).parent.parent
THEME = "lms_theme"
# No text holds a control character: content is sanitised, names are cleaned at import.
TOKEN, PATH, NAME = "\x02frame-token\x03", "\x02frame-path\x03", "\x02frame-name\x03"


@cache
def shared_environment() -> Environment:
    """Return what compiles our pages; it knows of no site, so every site of this process shares it."""
    return make_environment()


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
        kept=kept,
        flashes=lambda: get_flashed_messages(with_categories=True),
    )
    environment.filters.update(FILTERS)
    return environment


def render(name: str, /, **values: object) -> str:
    """Render a page of ours, `lms/<room>/<file>.html`."""
    shared = _shared() | values
    return site().environment.get_template(name).render(shared, frame=_frame(shared["viewer"]))


def piece(name: str, /, **values: object) -> Markup:
    """Render a part of a page alone, without the frame."""
    return Markup(site().environment.get_template(name).render(_shared() | values))  # noqa: S704 # a template's


def kept(name: str) -> Markup:
    """Return a part of a page that the language alone decides; rendered once."""
    return _kept(site(), request.script_root, language(), name)


@lru_cache(256)
def _kept(_site: Site, _root: str, _language: str, name: str) -> Markup:
    return piece(name)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page, as HTML."""

    head: str
    masthead: str
    foot: str


def _frame(person: Viewer | None) -> Frame:
    """Fill the reader's token, name and place into the frame that all who see the same share."""
    roles = None if person is None else person.roles
    parts = _parts(site(), request.script_root, language(), theme(request.cookies), roles, request.endpoint)
    path = str(escape(request.script_root + request.path))
    name = "" if person is None else str(escape(person.name))
    masthead = parts[1].replace(TOKEN, csrf_token()).replace(PATH, path).replace(NAME, name)
    return Frame(parts[0].replace(TOKEN, csrf_token()), masthead, parts[2])


@lru_cache(2048)
def _parts(
    here: Site,
    _root: str,
    chosen: str,
    colours: str,
    roles: frozenset[str] | None,
    endpoint: str | None,
) -> tuple[str, str, str]:
    """Render the frame with holes; kept by everything that it depends on."""
    person = None if roles is None else Viewer(0, NAME, roles)
    links = [link for link in here.links if link.open_to(person)]
    values = {
        "viewer": person,
        "settings": here.installation.settings,
        "language": chosen,
        "theme": colours,
        "links": links,
        "current": next((link for link in links if link.leads_to(endpoint or "")), None),
        "host_signs_in": here.identify is not None,
        "TOKEN": TOKEN,
        "PATH": PATH,
        "NAME": NAME,
    }
    head, masthead, foot = (
        here.environment.get_template(f"lms/web/{part}.html").render(values)
        for part in ("head", "masthead", "foot")
    )
    return head, masthead, foot


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
        "_": translator(),
        "now": now(),
        "nonce": g.get("csp_nonce", ""),
        "theme": theme(request.cookies),
        "host_signs_in": site().identify is not None,
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
