"""Badges: one's own to take away, and what anybody's program reads to verify one.

A badge says the result, which the verification page withholds: so only its owner takes it from here, and
whoever is handed it has it from them. Keys, lists and the issuer's profile are open to every program.
"""

import json
from hashlib import sha256
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from lms.certification import certificates
from lms.certification.badges import credentials, images, issuer, status
from lms.certification.rules import numbering
from lms.certification.views.blueprint import bp
from lms.errors import Message, NotFound
from lms.web.security import public, signed_in
from lms.web.shell import installation, me, now, session, settings

NO_BADGE = Message(
    "Sertifikat ini belum punya lencana.",
    "This certificate has no badge yet.",
    "Minta admin menjalankan lms keys create; sesudah itu lencananya ada.",
    "Ask the administrator to run lms keys create; then there is one.",
)
# Media types of the W3C (VCDM 2.0 §C.1, VC-JOSE-COSE §6.1).
CREDENTIAL, TOKEN, PICTURE = "application/vc", "application/vc+jwt", "image/svg+xml"
# How long a revocation or a new key may go unseen by who asked before.
SECONDS = 300


@bp.get("/sertifikat/<string(length=32):public_id>/lencana.<any(json,jwt,svg):form>")
@signed_in
def badge(public_id: str, form: str) -> ResponseReturnValue:
    """Send the badge of a certificate of mine: the credential, the same as a JWT, or baked into a picture."""
    certificate = certificates.own(session(), me().person_id, public_id)
    credential = credentials.kept(session(), installation().files, certificate)
    if credential is None:
        raise NotFound(NO_BADGE, "badge.none")
    response = Response(_in_form(credential, form), mimetype=_type(form))
    name = f"Lencana-{numbering.in_file_name(certificate.number)}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.get("/.well-known/did.json")
@bp.get("/did.json")
@public
def did() -> ResponseReturnValue:
    """Publish the DID document; under a prefix it lies at the second address (did:web, "Read")."""
    return _published(_json(issuer.document(settings())), "application/did+json")


@bp.get("/.well-known/jwks.json")
@public
def jwks() -> ResponseReturnValue:
    """Publish the keys of badges as a JWK set."""
    return _published(_json(issuer.key_set(settings())), "application/jwk-set+json")


@bp.get("/lencana/penerbit.json")
@public
def issuer_profile() -> ResponseReturnValue:
    """Publish who issues badges here."""
    return _published(_json(issuer.profile(settings())), "application/ld+json")


@bp.get("/lencana/status/<int:number>.<any(json,jwt):form>")
@public
def badge_status(number: int, form: str) -> ResponseReturnValue:
    """Publish a list of which badges no longer hold."""
    return _published(status.of(session(), number, form, at=now()), _type(form))


@bp.get("/lencana/gambar.svg")
@public
def badge_picture() -> ResponseReturnValue:
    """Publish the picture that programs show beside a badge."""
    response = Response(images.plain(settings()), mimetype=PICTURE)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def _in_form(credential: bytes, form: str) -> bytes:
    if form == "json":
        return credential
    if form == "svg":
        return images.baked(credential)
    token = credentials.as_token(credential, settings())
    if token is None:
        raise NotFound(NO_BADGE, "badge.none")
    return token.encode()


def _type(form: str) -> str:
    return {"json": CREDENTIAL, "jwt": TOKEN, "svg": PICTURE}[form]


def _json(document: dict[str, Any] | None) -> bytes | None:
    return None if document is None else json.dumps(document, ensure_ascii=False).encode()


def _published(data: bytes | None, media_type: str) -> ResponseReturnValue:
    """Answer any program, also a script of another site's page; there is nothing here to protect."""
    if data is None:
        raise NotFound
    response = Response(data, mimetype=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.set_etag(sha256(data).hexdigest())
    return response.make_conditional(request)
