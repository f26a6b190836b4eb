"""The whole ring of an installation's keys: made and replaced together or one by one, each act audited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from lms.audit import trail
from lms.certification.models import Mark
from lms.certification.signing import keys, purposes
from lms.certification.signing.keys import SigningKey
from lms.certification.signing.purposes import Purpose
from lms.config import Settings
from lms.errors import Conflict, Refused


class Ring(StrEnum):
    """What the keys of an installation sign."""

    DOCUMENTS = "documents"
    CLAIMS = "claims"
    BADGES = "badges"


@dataclass(frozen=True, slots=True)
class Made:
    """A key that signs from now on."""

    signs: Ring
    kid: str


def create(session: Session, settings: Settings, *, by: int | None, at: datetime) -> Sequence[Made]:
    """Make every key that is missing; refuse when none is."""
    made = complete(session, settings, by=by, at=at)
    if not made:
        raise Conflict(keys.EXISTS, "key.exists", kid=keys.current_kid(settings) or "")
    return made


def complete(session: Session, settings: Settings, *, by: int | None, at: datetime) -> Sequence[Made]:
    """Make every key that is missing; a ring that is whole stays as it is."""
    missing = [signs for signs in Ring if current(settings, signs) is None]
    return [_make(session, settings, signs, "key.created", by=by, at=at) for signs in missing]


def rotate(
    session: Session, settings: Settings, chosen: Sequence[Ring], *, by: int | None, at: datetime
) -> Sequence[Made]:
    """Replace the chosen keys; the old ones stay, to verify what they have signed."""
    if any(current(settings, signs) is None for signs in chosen):
        raise Refused(keys.NONE_YET, "key.none")
    return [_make(session, settings, signs, "key.rotated", by=by, at=at) for signs in chosen]


def bring(
    session: Session, settings: Settings, data: bytes, password: str, *, by: int | None, at: datetime
) -> SigningKey:
    """Sign documents with the key of a PKCS#12 file from now on; its password is used once."""
    key = keys.bring(settings, data, password, at=at)
    trail.note(session, by, "key.imported", key.public.kid, _about(Ring.DOCUMENTS), at=at)
    return key


def current(settings: Settings, signs: Ring) -> str | None:
    """Name the key that signs, or none."""
    if signs == Ring.DOCUMENTS:
        return keys.current_kid(settings)
    return purposes.current_kid(settings, Purpose(signs))


def mark(settings: Settings) -> Mark:
    """Return whose signature a certificate that is issued now will bear."""
    if settings.signing == "own":
        return Mark.NONE if keys.current_kid(settings) is None else Mark.OWN
    return Mark(settings.signing)


def _make(
    session: Session, settings: Settings, signs: Ring, act: str, *, by: int | None, at: datetime
) -> Made:
    if signs == Ring.DOCUMENTS:
        make = keys.create if keys.current_kid(settings) is None else keys.rotate
        kid = make(settings, at=at).public.kid
    else:
        kid = purposes.create(settings, Purpose(signs))
    made = Made(signs, kid)
    trail.note(session, by, act, made.kid, _about(signs), at=at)
    return made


def _about(signs: Ring) -> Mapping[str, str]:
    return {"signs": str(signs)}
