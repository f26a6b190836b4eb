"""The extension `LMS(app, url_prefix=…)` for a host application, and `create_app()` for a site of its own."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from lms import config, flow
from lms.assessment import views as assessment
from lms.books import views as books
from lms.catalogue import views as catalogue
from lms.certification import views as certification
from lms.config import Settings
from lms.errors import Message, SetUpError
from lms.home import views as home
from lms.hr import views as hr
from lms.learning import views as learning
from lms.ledger import views as ledger
from lms.needs import views as needs
from lms.people import persons
from lms.people import views as people
from lms.questions import registry
from lms.studio import views as studio
from lms.upkeep import views as upkeep
from lms.voice import views as voice
from lms.web import errors, i18n, pages, security, shell
from lms.web import views as web
from lms.web.assets import shared_assets
from lms.web.i18n import Catalogues, lazy
from lms.web.shell import EXTENSION, Identify, Link, Site

ROOMS = (
    *(web, people, catalogue, voice, assessment, learning, books, certification),
    *(needs, ledger, hr, home, studio, upkeep),
)
STATIC = "lms.web.static"
# These look the same to everybody: who asks is not looked up.
IMPERSONAL = frozenset(
    {
        "lms.catalogue.asset",
        "lms.certification.did",
        "lms.certification.jwks",
        "lms.certification.issuer_profile",
        "lms.certification.badge_status",
        "lms.certification.badge_picture",
        "lms.certification.claim_keys",
    }
)
ROSTER_PAGES = ("roster", "roster_upload", "roster_preview", "codes", "codes_sheet")
DESK_PAGES = (
    *("voice.survey_desk", "voice.service", "voice.add_service", "voice.add_period"),
    *("voice.survey_reports", "voice.survey_report", "voice.plan_line"),
    *("voice.keying", "voice.key_sheet", "voice.sheets", "voice.bring_sheets"),
    *("voice.desk", "voice.cases", "voice.case", "voice.case_act"),
    *("voice.desk_settings", "voice.settings_of", "voice.add_setting"),
    *("voice.setting", "voice.change_setting"),
)
CITIZENS_PAGES = ("questionnaire", "thanks", "report", "find_ticket", "ticket", "complaint_figures")
# Of quizzes the rest is for trainers.
LEARNER_PAGES = ("attempt", "save", "check", "hand_in", "submit", "review")
LINKS = (
    Link("lms.home.start", lazy("Home"), "house"),
    Link(
        "lms.learning.mine",
        lazy("My courses"),
        "book-open",
        rooms=("learning", "books.shelf", *(f"assessment.{page}" for page in LEARNER_PAGES)),
    ),
    Link("lms.catalogue.listing", lazy("Catalogue"), "library-big", public=True),
    Link(
        "lms.voice.voice",
        lazy("Citizens’ voice"),
        "message-circle",
        rooms=tuple(f"voice.{page}" for page in CITIZENS_PAGES),
        visitors=True,
    ),
    Link("lms.certification.mine", lazy("Certificates"), "award", rooms=("certification", "ledger")),
    Link(
        "lms.home.trainer",
        lazy("Trainer's desk"),
        "pencil",
        frozenset({"trainer", "admin"}),
        rooms=("catalogue.authored", "catalogue.desk", "assessment", "studio", "books.desk"),
    ),
    Link(
        "lms.voice.desk",
        lazy("Citizens’ desk"),
        "message-circle",
        frozenset({"desk", "admin"}),
        rooms=DESK_PAGES,
    ),
    Link(
        "lms.hr.people",
        lazy("HR desk"),
        "users",
        frozenset({"hr", "admin"}),
        rooms=("hr", "needs", *(f"people.{page}" for page in ROSTER_PAGES)),
    ),
)
TWO_LOG_INS = Message(
    "Aplikasi induk sudah punya Flask-Login sendiri.",
    "The host application has a Flask-Login of its own.",
    "Beri LMS(app, identify=…), fungsi yang menyebut NIP atau e-mail orang yang sedang masuk.",
    "Give LMS(app, identify=…), a function that names the NIP or e-mail of who is signed in.",
)


class LMS:
    """Mounts the whole engine in a Flask application, beside its own routes, log-in and database.

    `settings` are keys of `lms.config.Settings` (they win over instance/config.py and `LMS_*`);
    `identify` returns the NIP or e-mail of who is signed in at the host, None for a visitor;
    `sign_in` is the address of the host's sign-in page, which gets `?next=`.
    """

    def __init__(
        self,
        app: Flask | None = None,
        *,
        url_prefix: str = "",
        settings: Settings | Mapping[str, object] | None = None,
        identify: Identify | None = None,
        sign_in: str | None = None,
    ) -> None:
        self.url_prefix = url_prefix.rstrip("/")
        self.settings = settings
        self.identify = identify
        self.sign_in = sign_in
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Open the installation, mount every room, guard every view."""
        settings = self.settings if isinstance(self.settings, Settings) else config.load(given=self.settings)
        app.extensions[EXTENSION] = Site(
            installation=flow.open_site(settings),
            catalogues=Catalogues(*(kind.folder for kind in registry.brought()), Path(__file__).parent),
            assets=shared_assets(),
            environment=pages.shared_environment(),
            load_viewer=persons.load_viewer,
            find_viewer=persons.find_viewer,
            identify=self.identify,
            sign_in=self.sign_in,
            links=LINKS,
        )
        if self.identify is None:
            _own_log_in(app)
        app.register_blueprint(_root(), url_prefix=self.url_prefix or None)
        security.refuse_unguarded(app, f"{EXTENSION}.")


def create_app(settings: Settings | Mapping[str, object] | None = None) -> Flask:
    """Make a site of its own: the same extension on an empty host."""
    loaded = settings if isinstance(settings, Settings) else config.load(given=settings)
    config.require_key(loaded)
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=loaded.secret_key,
        SESSION_COOKIE_NAME="__Host-lms" if loaded.secure else "lms",
        SESSION_COOKIE_SECURE=loaded.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=loaded.session_days),
    )
    if loaded.trusted_proxies:
        hops = loaded.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # Flask's documented way
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    LMS(app, settings=loaded)
    _guard_outside(app)
    return app


def _root() -> Blueprint:
    root = Blueprint(EXTENSION, __name__)
    root.before_request(_begin)
    root.after_request(_finish)
    root.teardown_request(_teardown)
    errors.install(root)
    for room in ROOMS:
        root.register_blueprint(room.bp)
    return root


def _guard_outside(app: Flask) -> None:
    """Answer in our way where no view of ours was found: an address that does not exist, a wrong method."""

    def begin() -> None:
        if request.blueprint is None:
            _language()

    def finish(response: Response) -> Response:
        return _finish(response) if request.blueprint is None else response

    app.before_request(begin)
    app.after_request(finish)
    app.teardown_request(_teardown)
    errors.install(app)


def _own_log_in(app: Flask) -> None:
    if hasattr(app, "login_manager"):
        raise SetUpError(TWO_LOG_INS, "host.two-log-ins")
    manager = LoginManager(app)
    # The sign-in ends by its age or by the person's epoch; a phone changes its address all day.
    manager.session_protection = None
    manager.user_loader(shell.load_viewer)


def _begin() -> BaseResponse | None:
    if request.endpoint == STATIC:
        return None
    request.max_content_length = shell.settings().max_upload_mb * 1024 * 1024
    _language()
    return security.guard()


def _language() -> None:
    if request.endpoint == STATIC:
        return
    chosen = i18n.asked_for()
    if chosen is None:
        person = None if request.endpoint in IMPERSONAL else shell.viewer()
        chosen = (person.language if person else None) or shell.settings().language
    i18n.use(shell.site().catalogues, chosen)


def _finish(response: Response) -> Response:
    """Commit before the answer leaves: what is acknowledged is kept."""
    if request.endpoint == STATIC:
        return response
    shell.close(failed=response.status_code >= 500)
    return security.harden(response)


def _teardown(_: BaseException | None) -> None:
    shell.close(failed=True)
