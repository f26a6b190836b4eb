"""A document that somebody brings becomes a course in the studio: its starter's texts make room for it."""

from datetime import datetime
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from lms.content.findings import shortened
from lms.errors import InvalidInput, Message
from lms.studio import copies
from lms.studio.copies import Copy
from lms.studio.rules import names

if TYPE_CHECKING:
    from lms.books.arrivals import Arrival

STALE = Message(
    "Unggahan ini sudah lama atau bukan milik Anda.",
    "This upload is old, or is not yours.",
    "Unggah berkasnya sekali lagi.",
    "Upload the file once more.",
)
SALT = "lms.studio.first-draft"
# As long as one may think over what was not carried.
SECONDS = 3600
TITLE = 150
Upload = tuple[str, str, str, str]


def seal(secret: str, person_id: int, upload: Upload) -> str:
    """Sign what was uploaded: the file's hash and name, the course's name and field."""
    return str(URLSafeTimedSerializer(secret, SALT).dumps([person_id, *upload]))


def unseal(secret: str, token: str, person_id: int) -> Upload:
    """Return what was uploaded; refuses a token that is forged, somebody else's or too old."""
    try:
        owner, sha256, name, slug, field = URLSafeTimedSerializer(secret, SALT).loads(token, max_age=SECONDS)
    except (BadSignature, ValueError, TypeError) as error:
        raise InvalidInput(STALE, "studio.stale-upload", "file") from error
    if owner != person_id:
        raise InvalidInput(STALE, "studio.stale-upload", "file")
    return sha256, name, slug, field


def settle(session: Session, arrival: "Arrival", field: str, *, by: int, at: datetime) -> Copy:
    """Begin the course of an arrival; raises Conflict when its name is taken."""
    copy = copies.begin(session, arrival.slug, shortened(arrival.title, TITLE), field, by=by, at=at)
    begun = {file.path: file for file in copies.files(session, copy)}
    for path in set(begun) - set(arrival.files):
        copies.remove(session, copy, path, by=by, at=at)
    for path, data in sorted(arrival.files.items()):
        if not path.endswith(".md"):
            copies.put_asset(session, copy, path, data, by=by, at=at)
        elif path in begun:
            text = names.decoded(path, data)
            copies.save(session, copy, path, text, base=begun[path].version, by=by, at=at)
        else:
            copies.add(session, copy, path, names.decoded(path, data), by=by, at=at)
    return copy
