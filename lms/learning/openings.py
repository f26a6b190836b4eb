"""The token on a module page that holds the server's time of serving, bound to learner and module."""

from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeSerializer

from lms.errors import InvalidInput
from lms.learning.refusals import STALE_PAGE

SALT = "lms.learning.opening"


def seal(secret: str, learner_id: int, course_id: int, module: str, at: datetime) -> str:
    """Sign that this learner was sent this module at this moment."""
    return str(URLSafeSerializer(secret, SALT).dumps([learner_id, course_id, module, int(at.timestamp())]))


def unseal(secret: str, token: str, learner_id: int, course_id: int, module: str) -> datetime:
    """Return when the page was sent; refuses a token that is forged, another's or of another module."""
    try:
        *owner, moment = URLSafeSerializer(secret, SALT).loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise InvalidInput(STALE_PAGE, "learning.stale-page", "opened") from error
    if owner != [learner_id, course_id, module]:
        raise InvalidInput(STALE_PAGE, "learning.stale-page", "opened")
    return datetime.fromtimestamp(moment, UTC)
