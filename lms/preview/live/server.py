"""A site for one reader on this machine, without database, people or instance folder; and its server."""

import secrets
import socket
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any, NoReturn

from flask import Flask, Response, abort, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from lms.config import Settings
from lms.db.files import Folder
from lms.db.installation import Installation
from lms.db.session import Database
from lms.errors import LmsError, Message, NotFound, SetUpError
from lms.preview.addresses import STATIC
from lms.preview.live import desk, guards
from lms.preview.live.shelf import Shelf
from lms.questions import registry
from lms.web import i18n, pages
from lms.web.assets import shared_assets
from lms.web.i18n import Catalogues
from lms.web.shell import EXTENSION, Site, site

HOST = "127.0.0.1"
PORTS = range(1024, 65536)
# How far to look for a port that is free.
NEAR = 50
ROOMS = Path(__file__).parents[2]
PORT_TAKEN = Message(
    "Port {port} sudah dipakai program lain, mungkin pratinjau yang masih berjalan.",
    "Another program already uses port {port}, perhaps a preview that still runs.",
    "Hentikan program itu, atau jalankan lms preview --port {free}.",
    "Stop that program, or run lms preview --port {free}.",
)
NO_ROWS = Message("Pratinjau tidak memakai basis data.", "A preview uses no database.")


class NoDatabase(Database):
    """Stands where a page would ask for rows; a page of a preview never does."""

    def __init__(self) -> None:
        self.journey, self.carried = {}, {}

    def session(self, *, writes: bool) -> Session:  # noqa: ARG002 # Database's signature
        _refuse_rows()

    def dispose(self) -> None:
        """Let go of nothing."""


class Quiet(WSGIRequestHandler):
    """Keeps connections open, and says nothing of each request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Say nothing: a trainer reads findings here, not addresses."""


def make_app(shelf: Shelf, settings: Settings, language: str, port: int) -> Flask:
    app = Flask("lms.preview", static_folder=None)
    app.config.update(
        SECRET_KEY=secrets.token_hex(32),
        SESSION_COOKIE_NAME="lms_preview",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 1024 * 1024,
    )
    app.extensions[desk.SHELF] = shelf
    app.extensions[EXTENSION] = Site(
        installation=Installation(settings, NoDatabase(), Folder(settings.files)),
        catalogues=Catalogues(*(kind.folder for kind in registry.brought()), ROOMS),
        assets=shared_assets(),
        environment=pages.shared_environment(),
        load_viewer=lambda _session, _token: None,
        find_viewer=lambda _session, _name: None,
        identify=lambda: None,
    )
    guards.install(app, port)

    def speak() -> None:
        chosen = request.cookies.get(desk.LANGUAGE)
        i18n.use(site().catalogues, chosen if chosen in i18n.LANGUAGES else language)

    app.before_request(speak)
    app.add_url_rule("/static/<version>/<path:name>", STATIC, _static)
    app.register_blueprint(desk.bp)
    app.register_error_handler(LmsError, desk.refused)
    app.register_error_handler(HTTPException, desk.failed)
    return app


def bound(port: int) -> socket.socket:
    """Take the port before anything starts, or say which one is free."""
    try:
        return _listening(port)
    except OSError as error:
        free = next((one for one in range(port + 1, port + NEAR) if one in PORTS and _is_free(one)), port + 1)
        raise SetUpError(PORT_TAKEN, "preview.port", port=port, free=free) from error


class Serving:
    """The folder served until it is stopped: one thread reads, the others answer."""

    def __init__(self, shelf: Shelf, app: Flask, listening: socket.socket) -> None:
        self._shelf = shelf
        self._stop = Event()
        self._reading = Thread(target=shelf.watch, args=(self._stop,), name="lms-preview", daemon=True)
        host, port = listening.getsockname()
        self._listening = listening
        self._server: BaseWSGIServer = make_server(
            host, port, app, threaded=True, request_handler=Quiet, fd=listening.fileno()
        )

    def run(self) -> None:
        """Serve until interrupted, then end in order: nobody waits for a page that listens."""
        self._reading.start()
        try:
            self._server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            pass
        finally:
            self._stop.set()
            self._shelf.close()
            self._server.server_close()
            self._listening.close()
            self._reading.join(timeout=2)

    def stop(self) -> None:
        """End from another thread."""
        self._server.shutdown()


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _is_free(port: int) -> bool:
    try:
        with closing(_listening(port)):
            return True
    except OSError:
        return False


def _static(version: str, name: str) -> Response:
    return site().assets.respond(version, name) or abort(404)


def _refuse_rows() -> NoReturn:
    raise NotFound(NO_ROWS, "preview.no-rows")
