"""Refusals become pages or JSON here, and nowhere else are status numbers known."""

import logging

from flask import Blueprint, Flask, Response, g, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DataError, OperationalError, TimeoutError  # noqa: A004 # the pool's, not the language's
from werkzeug.exceptions import HTTPException, InternalServerError

from lms.errors import (
    NOT_FOUND,
    Conflict,
    Forbidden,
    InvalidInput,
    LmsError,
    Message,
    NotFound,
    Refused,
    SetUpError,
    TooMany,
)
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.shell import READS, abandon, close

log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[LmsError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (TooMany, 429),
    (Conflict, 409),
    (Refused, 409),
    (InvalidInput, 422),
    (SetUpError, 503),
    (LmsError, 400),
)
BROKEN = Message(
    "Ada yang rusak di pihak kami.",
    "Something broke on our side.",
    "Yang sudah ditandai tersimpan tetap aman. Coba lagi sebentar lagi; bila terulang, hubungi admin.",
    "What was marked as saved is safe. Try again in a moment; if it happens again, tell the administrator.",
)
BUSY = Message(
    "Layanan sedang tidak dapat menyimpan.",
    "The service cannot save at the moment.",
    "Yang sudah ditandai tersimpan tetap aman. Tunggu sebentar, lalu coba lagi.",
    "What was marked as saved is safe. Wait a moment, then try again.",
)
METHOD = Message(
    "Alamat ini tidak menerima permintaan seperti itu.",
    "This address does not take such a request.",
    "Kembali ke halaman sebelumnya, lalu muat ulang.",
    "Go back to the page before, then reload it.",
)
TOO_LARGE = Message(
    "Berkas ini terlalu besar.",
    "This file is too large.",
    "Kirim berkas yang lebih kecil.",
    "Send a smaller file.",
)
UNFIT = Message(
    "Ada isian yang tidak dapat disimpan.",
    "Something that was sent cannot be kept.",
    "Hapus karakter yang tidak terlihat atau angka yang terlalu panjang, lalu kirim lagi.",
    "Take out invisible characters and numbers that are too long, then send again.",
)
SIGNED_OUT = Message(
    "Masa masuk Anda sudah berakhir.",
    "Your sign-in has ended.",
    "Masuk lagi; jawaban yang sudah ditandai tersimpan tetap aman.",
    "Sign in again; answers marked as saved are safe.",
)
WORDS = {401: SIGNED_OUT, 404: NOT_FOUND, 405: METHOD, 413: TOO_LARGE}


def install(where: Blueprint | Flask) -> None:
    """Catch what views refuse, what the web server refuses, and what breaks."""
    where.register_error_handler(LmsError, refused)
    where.register_error_handler(OperationalError, unavailable)
    where.register_error_handler(TimeoutError, unavailable)
    where.register_error_handler(DataError, unfit)
    where.register_error_handler(OverflowError, unfit)
    where.register_error_handler(HTTPException, http)


def refused(error: LmsError) -> ResponseReturnValue:
    abandon()
    status = next(number for kind, number in STATUS if isinstance(error, kind))
    response = _answer(error.code, error.text(language()), error.remedy(language()), status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def unavailable(_: OperationalError | TimeoutError) -> ResponseReturnValue:
    """Answer that the database is away, locked or full: a clean 503, nothing half-written."""
    abandon()
    # The page must not ask the database who is looking.
    g.lms_viewer = None
    response = _answer("unavailable", BUSY.text(language()), BUSY.remedy(language()), 503)
    response.headers["Retry-After"] = "5"
    return response


def unfit(error: DataError | OverflowError) -> ResponseReturnValue:
    """Answer to a value that no row can hold: a null character, a number beyond 64 bits. Nothing has it."""
    if isinstance(error, OverflowError) and "SQLite" not in str(error):
        raise error
    log.warning("%s %r: %s", request.method, request.path[:200], type(error).__name__)
    # PostgreSQL answers nothing more in a transaction that met such a value.
    close(failed=True)
    asked = request.method in READS
    words = NOT_FOUND if asked else UNFIT
    return _answer("unfit", words.text(language()), words.remedy(language()), 404 if asked else 422)


def http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    abandon()
    words = WORDS.get(error.code or 500, BROKEN if isinstance(error, InternalServerError) else METHOD)
    return _answer(f"http-{error.code}", words.text(language()), words.remedy(language()), error.code or 500)


def _answer(code: str, text: str, remedy: str, status: int) -> Response:
    g.lms_refused = True
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        response = jsonify(code=code, message=text, mend=remedy)
    else:
        page = render("lms/web/error.html", text=text, remedy=remedy, status=status, back=_back())
        response = make_response(page)
    response.status_code = status
    return response


def _back() -> str:
    """Return the page of this site whose form was refused; empty for what was only looked at."""
    came, here = request.referrer or "", request.host_url
    if request.method in READS or not came.startswith(here):
        return ""
    return "/" + came.removeprefix(here).lstrip("/")
