"""The blueprint that the room's pages hang on, and what they share."""

from flask import Blueprint, request

from lms.errors import LmsError, Message
from lms.web.i18n import language
from lms.web.shell import abandon

bp = Blueprint("people", __name__)

Errors = list[tuple[str, str]]


def address() -> str:
    return request.remote_addr or ""


def refused(error: LmsError, field: str = "") -> Errors:
    """Undo what the request did, and return what the form says beside its fields."""
    abandon()
    name = getattr(error, "field", "") or field
    return [(name, f"{error.text(language())} {error.remedy(language())}".strip())]


def missing(message: Message, field: str) -> Errors:
    abandon()
    return [(field, message.text(language()))]
