"""Who may open what, deny by default; the headers and the token that guard every page."""

import secrets
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, abort, current_app, g, request, url_for
from flask import session as cookie
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as BaseResponse
from wtforms.validators import ValidationError

from lms.errors import Forbidden, LmsError, Message
from lms.web.shell import READS, Site, site, viewer

View = TypeVar("View", bound=Callable[..., object])

PUBLIC = "public"
SIGNED_IN = "signed-in"
MACHINE = "machine"
# The token lives as long as the sign-in: a learner may read a page for hours before pressing a button.
TOKEN_SECONDS = 10**9
POLICY = (
    "default-src 'self'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)

STALE_FORM = Message(
    "Halaman ini sudah terlalu lama terbuka atau Anda masuk di jendela lain.",
    "This page was open too long, or you signed in in another window.",
    "Muat ulang halaman, lalu kirim lagi. Yang sudah tersimpan tetap aman.",
    "Reload the page and send again. What was saved is safe.",
)


def public(view: View) -> View:
    """Anybody may open this view."""
    return _allow(view, frozenset({PUBLIC}))


def machine(view: View) -> View:
    """Another program posts here: it has no form and no token, the view itself asks for its signature."""
    return _allow(view, frozenset({PUBLIC, MACHINE}))


def signed_in(view: View) -> View:
    """Anybody with an account may; what is whose is decided by the queries."""
    return _allow(view, frozenset({SIGNED_IN}))


def roles(*names: str) -> Callable[[View], View]:
    """Only people with one of these roles may."""

    def decorate(view: View) -> View:
        return _allow(view, frozenset(names))

    return decorate


def access_of(app: Flask, endpoint: str) -> frozenset[str]:
    """Return who may open an endpoint; raises `LookupError` when it never said."""
    rule: frozenset[str] | None = getattr(app.view_functions[endpoint], "lms_access", None)
    if rule is None:
        raise LookupError(f"view {endpoint} states no access rule: add @public, @signed_in or @roles(…)")
    return rule


def refuse_unguarded(app: Flask, prefix: str) -> None:
    """Refuse to start when a view of ours states no access rule."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(prefix):
            access_of(app, rule.endpoint)


def guard() -> BaseResponse | None:
    """Let pass, send to the sign-in page, or refuse; runs before every view of the engine."""
    g.csp_nonce = secrets.token_urlsafe(16)
    rule = access_of(current_app, request.endpoint or "")
    if PUBLIC not in rule:
        person = viewer()
        if person is None:
            return _to_sign_in()
        if SIGNED_IN not in rule and not person.may(*rule):
            raise Forbidden
    if request.method not in READS and MACHINE not in rule:
        _check_token()
    return None


def csrf_token() -> str:
    """Return the token of this browser's forms; signed once, for it lives as long as the sign-in."""
    raw = cookie.get("csrf_token")
    return _signed(site(), raw) if isinstance(raw, str) else str(generate_csrf())


@lru_cache(8192)
def _signed(_site: Site, _raw: str) -> str:
    return str(generate_csrf())


def harden(response: Response) -> Response:
    """Set the headers of safety.md; a page of ours asks no other host for anything."""
    # An address that is none of ours has passed no guard, and has no script either.
    nonce = f" 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else ""
    headers = response.headers
    present = {name.lower() for name, _ in headers}
    for name, value in HEADERS:
        if name.lower() not in present:
            headers.add(name, value)
    if "content-security-policy" not in present:
        headers.add("Content-Security-Policy", POLICY.format(nonce=nonce))
    if "cache-control" not in present:
        headers.add("Cache-Control", "no-store" if viewer_known() else "no-cache")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def viewer_known() -> bool:
    return g.get("lms_viewer") is not None


def same_site(target: str | None) -> str | None:
    """Return `target` when it is a path on this site, else None: redirects lead nowhere else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    return None if any(ord(letter) < 32 for letter in target) else target


def _allow(view: View, rule: frozenset[str]) -> View:
    view.lms_access = rule  # type: ignore[attr-defined] # the rule travels with the view
    return view


def _check_token() -> None:
    token = request.form.get("csrf_token") or request.headers.get("X-CSRF-Token")
    try:
        validate_csrf(token, time_limit=TOKEN_SECONDS)
    except ValidationError as error:
        raise LmsError(STALE_FORM, "stale-form") from error


def _to_sign_in() -> BaseResponse:
    if request.method not in READS:
        abort(401)
    target = request.full_path.rstrip("?") if request.query_string else request.path
    back = request.script_root + target
    host_page = site().sign_in
    if host_page is not None:
        return redirect(f"{host_page}{'&' if '?' in host_page else '?'}{urlencode({'next': back})}")
    return redirect(url_for("lms.people.sign_in", next=back))
