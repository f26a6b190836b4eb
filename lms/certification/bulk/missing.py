"""Certificates without their file, found some hundreds at a time: no list of them is ever held."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, select

from lms.certification.models import Certificate
from lms.db.installation import Installation

CHUNK = 500


def unmade() -> ColumnElement[bool]:
    """Say in SQL that no file was made yet; one that waits for a foreign signature has its plain file."""
    return and_(Certificate.sha256.is_(None), Certificate.plain_sha256.is_(None))


def walk(installation: Installation) -> Iterator[int]:
    """Yield the ids of those whose file is still to be made or was lost, oldest first.

    Each chunk is read in a session of its own, so that what others write meanwhile is seen and held up by
    nothing. One that is issued after the walk has passed is found by the next.
    """
    after = 0
    while True:
        rows = (
            select(Certificate.id, Certificate.sha256, Certificate.plain_sha256)
            .where(Certificate.id > after)
            .order_by(Certificate.id)
            .limit(CHUNK)
        )
        with installation.database.read() as session:
            chunk = session.execute(rows).all()
        for row_id, sha256, plain_sha256 in chunk:
            kept = sha256 or plain_sha256
            if kept is None or not installation.files.has(kept):
                yield row_id
        if len(chunk) < CHUNK:
            return
        after = chunk[-1][0]


def count(installation: Installation) -> int:
    """Count them: a look at each row and each file's name."""
    return sum(1 for _ in walk(installation))
