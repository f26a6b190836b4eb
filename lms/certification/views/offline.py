"""The page that a phone keeps: it checks a certificate without a network, and knows our keys.

The page is the same for everybody who opens it: no name, no token, nothing of a sign-in is in what is kept.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, jsonify, make_response, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification.offline import published, shell
from lms.certification.rules import claim
from lms.certification.rules.claim import ClaimRefused
from lms.certification.views.blueprint import bp
from lms.web import i18n, pages
from lms.web.i18n import Lazy, _, lazy
from lms.web.security import public
from lms.web.shell import settings, site

# Cameras are closed to every other page of the site.
CAMERA = "camera=(self), geolocation=(), microphone=()"


@dataclass(frozen=True, slots=True)
class Doubt:
    """How a refusal looks: colour of a verdict, icon, and the word that is read at arm's length."""

    cause: type[ClaimRefused]
    tone: str
    icon: str
    word: Lazy


DOUBTS = (
    Doubt(claim.Forged, "revoked", "ban", lazy("Not genuine")),
    Doubt(claim.Unreadable, "superseded", "triangle-alert", lazy("Not readable")),
    Doubt(claim.UnknownKey, "unknown", "shield-question-mark", lazy("Not known")),
    Doubt(claim.NotOurs, "unknown", "circle-question-mark", lazy("Not a certificate’s code")),
    Doubt(claim.TooLarge, "unknown", "circle-question-mark", lazy("Not a certificate’s code")),
)


@bp.get("/periksa/")
@bp.get("/periksa/<any(id, en):language>")
@public
def offline(language: str | None = None) -> ResponseReturnValue:
    """Show the page, in the site's language or in the one that the address names."""
    response = make_response(_page(language or settings().language))
    response.headers["Permissions-Policy"] = CAMERA
    return _renewed(response)


@bp.get("/periksa/kunci.json")
@public
def claim_keys() -> ResponseReturnValue:
    """Publish the keys that sign codes here; every site and program may read them."""
    response = jsonify(published.document(settings()))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return _renewed(response, "public, max-age=300")


@bp.get("/periksa/pekerja.js")
@public
def offline_worker() -> ResponseReturnValue:
    """Send the service worker; its folder is its scope, under a prefix too."""
    start = url_for("lms.certification.offline")
    languages = {url_for("lms.certification.offline", language=one): one for one in i18n.LANGUAGES}
    kept = {start: _page(settings().language)} | {at: _page(one) for at, one in languages.items()}
    files = [
        *(pages.asset(name) for name in shell.KEPT),
        *(url_for("lms.certification.offline_manifest", language=one) for one in i18n.LANGUAGES),
    ]
    source = site().assets.files[shell.WORKER].data.decode()
    return _renewed(Response(shell.worker(source, kept, files), mimetype="text/javascript"))


@bp.get("/periksa/<any(id, en):language>.webmanifest")
@public
def offline_manifest(language: str) -> ResponseReturnValue:
    """Describe the page as an app for the home screen of a phone."""
    i18n.use(site().catalogues, language)
    described = shell.manifest(
        _("Check a certificate"),
        language=language,
        scope=url_for("lms.certification.offline"),
        start=url_for("lms.certification.offline", language=language),
        icons={name: pages.asset(name) for name in (shell.ICON, *shell.LARGE_ICONS)},
    )
    response = jsonify(described)
    response.mimetype = "application/manifest+json"
    return _renewed(response)


def _page(language: str) -> str:
    i18n.use(site().catalogues, language)
    return str(
        pages.piece(
            "lms/certification/offline.html",
            doubts=DOUBTS,
            scripts=shell.SCRIPTS,
            styles=shell.STYLES,
            decoder=shell.DECODER,
            host=urlsplit(settings().base_url).netloc,
        )
    )


def _renewed(response: Response, control: str = "no-cache") -> ResponseReturnValue:
    """Let it be kept, and asked for anew by what it holds."""
    response.headers["Cache-Control"] = control
    response.add_etag()
    return response.make_conditional(request)
