"""What every page stands in: one session per request committed once, the viewer, the clock, the language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import Flask, current_app, g, request, url_for
from flask_login import UserMixin, current_user
from jinja2 import Environment
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from lms.config import Settings
from lms.db.installation import Installation
from lms.db.session import commit
from lms.errors import Forbidden
from lms.web.assets import Assets
from lms.web.i18n import Catalogues, Lazy

EXTENSION = "lms"
READS = frozenset({"GET", "HEAD", "OPTIONS"})
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Viewer(UserMixin):  # type: ignore[misc] # flask-login ships no types
    """Who is looking: what a page needs of the person signed in, loaded in one query.

    `scope` is the path of the unit that an HR officer's right is limited to, `desk_scope` that of an officer
    of the citizens' desk; empty means everywhere.
    """

    person_id: int
    name: str
    roles: frozenset[str]
    unit_id: int | None = None
    scope: str = ""
    desk_scope: str = ""
    language: str | None = None
    epoch: str = ""

    def get_id(self) -> str:
        return f"{self.person_id}.{self.epoch}"

    def may(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))


# (session, the token that `Viewer.get_id` gave) -> the viewer, None when the sign-in has ended
LoadViewer = Callable[[Session, str], Viewer | None]
# a host's own log-in: -> the NIP or e-mail of who is signed in there
Identify = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation; `roles` empty means everybody who is signed in, `public` visitors too.

    What is for `visitors` alone is left out of the navigation of who is signed in.

    Under it belong the pages of `rooms`, each a room (`hr`) or one page of another (`people.roster`).
    """

    endpoint: str
    label: Lazy
    icon: str
    roles: frozenset[str] = frozenset()
    rooms: tuple[str, ...] = ()
    public: bool = False
    visitors: bool = False

    def open_to(self, person: "Viewer | None") -> bool:
        if person is None:
            return self.public or self.visitors
        return not self.visitors and (not self.roles or person.may(*self.roles))

    def leads_to(self, endpoint: str) -> bool:
        """Tell whether a page belongs under this entry."""
        page = endpoint.removeprefix(f"{EXTENSION}.")
        return endpoint == self.endpoint or not {page, page.partition(".")[0]}.isdisjoint(self.rooms)


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """What the extension keeps in `app.extensions["lms"]`.

    `sign_in` is the host's own sign-in page when the host says who is signed in (`identify`).
    """

    installation: Installation
    catalogues: Catalogues
    assets: Assets
    environment: Environment
    load_viewer: LoadViewer
    find_viewer: LoadViewer
    identify: Identify | None = None
    sign_in: str | None = None
    links: tuple[Link, ...] = ()


def site(app: Flask | None = None) -> Site:
    return cast(Site, (app or current_app).extensions[EXTENSION])


def installation() -> Installation:
    return site().installation


def settings() -> Settings:
    return site().installation.settings


def session() -> Session:
    """Return this request's session, opened at first use; it writes only where the request may."""
    if "lms_session" not in g:
        g.lms_session = installation().database.session(writes=request.method not in READS)
    return cast(Session, g.lms_session)


def now() -> datetime:
    """Return the server's clock, the same moment for the whole request."""
    if "lms_now" not in g:
        g.lms_now = clock()
    return cast(datetime, g.lms_now)


def clock() -> datetime:
    return datetime.now(UTC)


def load_viewer(token: str) -> Viewer | None:
    """Load who is signed in, in a session of its own when the request will write.

    On SQLite the write lock is then held for the verb alone, not for the look-up before it.
    """
    return _viewer(site().load_viewer, token)


def viewer() -> Viewer | None:
    """Return who is signed in; None for a visitor. In a host with its own log-in the host says who it is."""
    if "lms_viewer" not in g:
        identify = site().identify
        if identify is None:
            person = current_user._get_current_object()  # noqa: SLF001 # LocalProxy's documented way
            g.lms_viewer = person if isinstance(person, Viewer) else None
        else:
            name = identify()
            g.lms_viewer = _viewer(site().find_viewer, name) if name else None
    return cast(Viewer | None, g.lms_viewer)


def me() -> Viewer:
    """Return who is signed in; the access rule of the view has made sure that somebody is."""
    person = viewer()
    if person is None:
        raise Forbidden
    return person


def _viewer(load: LoadViewer, token: str) -> Viewer | None:
    if request.method in READS:
        return load(session(), token)
    with installation().database.read() as reading:
        return load(reading, token)


def abandon() -> None:
    """Mark the request as refused: what its session did is rolled back."""
    g.lms_abandoned = True


def close(*, failed: bool) -> None:
    """Commit the request's session once, or roll it back."""
    opened: Session | None = g.pop("lms_session", None)
    if opened is None:
        return
    try:
        if failed or g.pop("lms_abandoned", False):
            opened.rollback()
        elif request.method not in READS:
            commit(opened)
    finally:
        opened.close()


def keep(response: Response, name: str, value: str) -> None:
    """Let this browser remember a choice for a year."""
    path = url_for("lms.home.start") or "/"
    response.set_cookie(
        name, value, max_age=YEAR, path=path, secure=settings().secure, httponly=True, samesite="Lax"
    )
