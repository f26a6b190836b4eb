"""Two addresses for whoever watches the server: alive, and ready to serve."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lms.db import revisions
from lms.web.security import public
from lms.web.shell import installation

bp = Blueprint("upkeep", __name__)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """Answer that the process runs; asks nobody."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """Answer 200 when the database answers and its schema is this program's, else 503."""
    database = installation().database
    try:
        with database.read() as session:
            session.execute(text("SELECT 1"))
            current = revisions.current(session.connection())
    except SQLAlchemyError:
        return jsonify(status="no database"), 503
    if current != revisions.head():
        return jsonify(status="schema", found=current, wanted=revisions.head()), 503
    return jsonify(status="ok"), 200
