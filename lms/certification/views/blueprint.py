"""The blueprint that the room's pages hang on, and what they share."""

from datetime import date

from flask import Blueprint

from lms.certification.rules import numbering
from lms.web.shell import now, settings

bp = Blueprint("certification", __name__)


def today() -> date:
    return numbering.local_day(now(), settings().zone)
