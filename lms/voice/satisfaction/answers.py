"""One citizen's answers: taken once, counted at once in the sums that every figure is read from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.errors import Conflict, InvalidInput, Message
from lms.voice.models import Channel, Period, Service, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.satisfaction import extras, sums

SEXES = ("perempuan", "laki-laki")
EDUCATIONS = ("sd", "smp", "sma", "s1", "s2", "s3")
OCCUPATIONS = ("pns", "tni", "polri", "swasta", "wirausaha", "lainnya")
LONGEST_TEXT = 1000
MOST_SUGGESTIONS = 30
# Rows of one statement: a database counts its variables.
CHUNK = 500

OUT_OF_SCALE = Message(
    "Jawaban untuk “{element}” harus 1 sampai 4, bukan {value}.",
    "The answer for “{element}” must be 1 to 4, not {value}.",
)
NOTHING_SAID = Message(
    "Belum ada satu pun jawaban.",
    "Nothing has been answered yet.",
    "Pilih jawaban paling sedikit untuk satu pertanyaan.",
    "Choose an answer to one question at least.",
)
CLOSED = Message(
    "Periode “{name}” sudah ditutup.",
    "The period “{name}” is closed.",
    "Jawaban yang terlambat tidak mengubah angka yang sudah diumumkan.",
    "A late answer does not change figures that are published.",
)
TWICE = Message(
    "Perangkat atau kode ini sudah menjawab untuk layanan ini pada periode ini.",
    "This device or code has answered about this service in this period already.",
    "Jawaban yang pertama tersimpan. Bila Anda berbagi perangkat, minta lembar kertas di loket.",
    "The first answer is kept. If you share the device, ask for a sheet of paper at the counter.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A questionnaire as it was filled in: scores by element key, what is known of the citizen, words.

    `extras` are answers to the unit's own questions, by the question's id as text.
    """

    scores: Mapping[str, int | None]
    sex: str | None = None
    education: str | None = None
    occupation: str | None = None
    extras: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str = ""


def take(
    session: Session,
    service: Service,
    period: Period,
    filled: Filled,
    *,
    channel: Channel,
    once: str,
    at: datetime,
    device: str | None = None,
    token_id: int | None = None,
) -> bool:
    """Keep an answer and count it in the same transaction; False when it had come before (`once`).

    Raises `InvalidInput` for a score off the scale or nothing said at all, `Conflict` for a closed period and
    for a second answer of the same device or code.
    """
    _refuse_closed(period)
    scores = _scores(service, filled.scores)
    mark = marked(once)
    more = extras.checked(extras.asked(session, service.id), filled.extras) if filled.extras else {}
    values = _values(service, period, filled, scores, mark=mark, channel=channel, at=at) | {
        "extras": more,
        "device_hash": marked(device) if device else None,
        "token_id": token_id,
    }
    connection = session.connection()
    if connection.scalar(INSERT_ONCE[connection.dialect.name], values) is None:
        if session.scalar(select(SurveyAnswer.id).where(SurveyAnswer.once == mark)) is not None:
            return False
        raise Conflict(TWICE, "survey.twice")
    extras.count(session, period.id, [more])
    sums.add(session, _place(service, period), service.elements, [scores])
    return True


def take_many(
    session: Session,
    service: Service,
    period: Period,
    given: Mapping[str, Filled],
    *,
    channel: Channel,
    at: datetime,
) -> int:
    """Keep many answers, each under its own `once`; return how many had not come before.

    All or none: raises like `take`, before anything is kept.
    """
    _refuse_closed(period)
    by_mark = {marked(once): filled for once, filled in given.items()}
    own = extras.asked(session, service.id) if any(one.extras for one in given.values()) else ()
    scores = {mark: _scores(service, filled.scores) for mark, filled in by_mark.items()}
    more = {mark: extras.checked(own, filled.extras) for mark, filled in by_mark.items()}
    rows = [
        _values(service, period, filled, scores[mark], mark=mark, channel=channel, at=at)
        | {"extras": more[mark]}
        for mark, filled in by_mark.items()
    ]
    fresh: list[str] = []
    for start in range(0, len(rows), CHUNK):
        kept = _dialect(session).insert(SurveyAnswer).values(rows[start : start + CHUNK])
        fresh += session.scalars(kept.on_conflict_do_nothing().returning(SurveyAnswer.once))
    if fresh:
        extras.count(session, period.id, [more[mark] for mark in fresh])
        sums.add(session, _place(service, period), service.elements, [scores[mark] for mark in fresh])
    return len(fresh)


def answered(session: Session, service: Service, period: Period, device: str) -> bool:
    """Tell whether this device has answered about the service in the period."""
    rows = select(SurveyAnswer.id).where(
        SurveyAnswer.service_id == service.id,
        SurveyAnswer.period_id == period.id,
        SurveyAnswer.device_hash == marked(device),
    )
    return session.scalar(rows) is not None


def marked(secret: str) -> str:
    """Return the hash under which a sender's mark or a device is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _refuse_closed(period: Period) -> None:
    if period.closed_at is not None:
        raise Conflict(CLOSED, "survey.closed", name=period.name)


def _values(
    service: Service,
    period: Period,
    filled: Filled,
    scores: Mapping[str, int | None],
    *,
    mark: str,
    channel: Channel,
    at: datetime,
) -> dict[str, Any]:
    return {
        **_place(service, period),
        "unit_id": service.unit_id,
        "at": at,
        "channel": channel,
        "once": mark,
        "sex": filled.sex if filled.sex in SEXES else None,
        "education": filled.education if filled.education in EDUCATIONS else None,
        "occupation": filled.occupation if filled.occupation in OCCUPATIONS else None,
        "suggestion": filled.suggestion.strip()[:LONGEST_TEXT],
        **scores,
    }


def _place(service: Service, period: Period) -> dict[str, int]:
    return {"service_id": service.id, "period_id": period.id}


def suggestions(session: Session, service_id: int, period_id: int) -> list[str]:
    """Return what citizens said should be better, the newest first, at most `MOST_SUGGESTIONS`."""
    rows = (
        select(SurveyAnswer.suggestion)
        .where(
            SurveyAnswer.service_id == service_id,
            SurveyAnswer.period_id == period_id,
            SurveyAnswer.suggestion != "",
        )
        .order_by(SurveyAnswer.id.desc())
        .limit(MOST_SUGGESTIONS)
    )
    return list(session.scalars(rows))


def _scores(service: Service, given: Mapping[str, int | None]) -> dict[str, int | None]:
    scores = {key: given.get(key) for key in service.elements}
    for key, score in scores.items():
        if score is not None and score not in elements.SCORES:
            name = elements.BY_KEY[key].name.id
            raise InvalidInput(OUT_OF_SCALE, "survey.scale", key, element=name, value=score)
    if all(score is None for score in scores.values()):
        raise InvalidInput(NOTHING_SAID, "survey.nothing", service.elements[0])
    return scores


# By the database, put together once: that costs more than to execute it.
INSERT_ONCE = {
    name: dialect.insert(SurveyAnswer.__table__).on_conflict_do_nothing().returning(SurveyAnswer.id)
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}


def _dialect(session: Session) -> ModuleType:
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
