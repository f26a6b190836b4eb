"""Codes that the desk hands out, one answer each; nothing is kept of them but a hash, and not who got one.

A batch has a random name that is kept nowhere: codes are a keyed hash of it and of their number. Who has the
address of its page can make the sheet of the codes that are not used yet; without it nobody can, neither
from the database nor from a backup.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, InvalidInput, Message, NotFound
from lms.voice.models import Channel, Period, Service, SurveyToken
from lms.voice.satisfaction import answers
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.counter import codes

MOST = 1000

TOO_MANY = Message(
    "Banyaknya kode ditulis dengan angka, 1 sampai {most}.",
    "Write how many codes in digits, 1 to {most}.",
    "Untuk lebih banyak, buat beberapa kali.",
    "For more, make them several times.",
)
UNKNOWN = Message(
    "Kode itu tidak berlaku untuk layanan ini pada periode ini.",
    "This code is not valid for this service in this period.",
    "Periksa hurufnya: I, O, 0, dan 1 tidak dipakai. Kode hanya untuk layanan dan periode pada kertasnya. "
    "Bila tetap ditolak, minta kode lain di loket.",
    "Check its letters: I, O, 0 and 1 do not occur. A code is for the service and period on its slip alone. "
    "If it is refused again, ask for another one at the counter.",
)
USED = Message(
    "Kode ini sudah dipakai untuk satu jawaban.",
    "This code has been used for an answer already.",
    "Jawaban itu tersimpan. Bila bukan Anda yang menjawab, minta kode lain di loket.",
    "That answer is kept. If it was not yours, ask for another code at the counter.",
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many codes of a service were made for a period, and how many of them have answered."""

    made: int
    used: int


def make(
    session: Session,
    service: Service,
    period: Period,
    count: int,
    *,
    secret: str,
    at: datetime,
    by: int | None,
) -> str:
    """Make codes for a service and period; return the name of the batch, which is kept nowhere.

    Raises `InvalidInput` for none or more than `MOST`, `Conflict` for a period that is closed.
    """
    if not 1 <= count <= MOST:
        raise InvalidInput(TOO_MANY, "tokens.count", "jumlah", most=MOST)
    if period.closed_at is not None:
        raise Conflict(answers.CLOSED, "survey.closed", name=period.name)
    batch = secrets.token_urlsafe(16)
    rows = [
        {"service_id": service.id, "period_id": period.id, "code_hash": _hash(secret, code), "made_at": at}
        for code in _codes(secret, service.id, period.id, batch, count)
    ]
    session.execute(insert(SurveyToken), rows)
    trail.note(
        session, by, "tokens.made", f"service:{service.id}", {"period": period.id, "count": count}, at=at
    )
    return batch


def unused(session: Session, service: Service, period: Period, batch: str, *, secret: str) -> list[str]:
    """Return the codes of a batch that nobody has answered with; raises `NotFound` where there is none."""
    made = {_hash(secret, code): code for code in _codes(secret, service.id, period.id, batch, MOST)}
    rows = select(SurveyToken.code_hash, SurveyToken.used_at).where(SurveyToken.code_hash.in_(made))
    found = {row.code_hash: row.used_at for row in session.execute(rows)}
    if not found:
        raise NotFound
    return [code for digest, code in made.items() if digest in found and found[digest] is None]


def find(session: Session, service: Service, period: Period, text: str, *, secret: str) -> SurveyToken:
    """Return the token of a typed code, used or not; raises `InvalidInput` for one of no or other service."""
    code = codes.read(text)
    token = session.scalars(
        select(SurveyToken).where(
            SurveyToken.code_hash == _hash(secret, code),
            SurveyToken.service_id == service.id,
            SurveyToken.period_id == period.id,
        )
    ).one_or_none()
    if token is None:
        raise InvalidInput(UNKNOWN, "token.unknown", "kode")
    return token


def fresh(session: Session, service: Service, period: Period, text: str, *, secret: str) -> SurveyToken:
    """Return the token of a code that has not answered yet; raises like `find`, `Conflict` for a used one."""
    token = find(session, service, period, text, secret=secret)
    if token.used_at is not None:
        raise Conflict(USED, "token.used")
    return token


def take(
    session: Session,
    token: SurveyToken,
    service: Service,
    period: Period,
    filled: Filled,
    *,
    once: str,
    at: datetime,
) -> bool:
    """Keep the one answer of a token and mark it used, both or neither; False when the same came before.

    Of two that come at once the database keeps one: an answer's token is unique. Raises like `answers.take`.
    """
    kept = answers.take(
        session, service, period, filled, channel=Channel.TOKEN, once=once, at=at, token_id=token.id
    )
    if kept:
        session.execute(update(SurveyToken).where(SurveyToken.id == token.id).values(used_at=at))
    return kept


def count(session: Session, service_id: int, period_id: int) -> Count:
    """Count the codes of a service and period."""
    rows = select(func.count(), func.count(SurveyToken.used_at)).where(
        SurveyToken.service_id == service_id, SurveyToken.period_id == period_id
    )
    made, used = session.execute(rows).one()
    return Count(made, used)


def ask(session: Session, service: Service, *, only: bool, at: datetime, by: int | None) -> None:
    """Let the link answer with a code only, or without one too."""
    service.tokens_asked = only
    session.flush()
    trail.note(session, by, "tokens.asked", f"service:{service.id}", {"only": only}, at=at)


def _codes(secret: str, service_id: int, period_id: int, batch: str, count: int) -> list[str]:
    return [codes.made(secret, "token", service_id, period_id, batch, number) for number in range(count)]


def _hash(secret: str, code: str) -> str:
    """A keyed hash: who has the database alone cannot try codes against it."""
    return codes.keyed(secret, "token-kept", code).hex()
