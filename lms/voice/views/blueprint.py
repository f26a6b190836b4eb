"""Where the pages of this room are gathered."""

from flask import Blueprint

bp = Blueprint("voice", __name__)
