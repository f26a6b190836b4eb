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
from lms.voice.models import Channel, ElementSum, Period, Service, SurveyAnswer, TotalSum
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import complete

SEXES = ("perempuan", "laki-laki")
EDUCATIONS = ("sd", "smp", "sma", "s1", "s2", "s3")
OCCUPATIONS = ("pns", "tni", "polri", "swasta", "wirausaha", "lainnya")
LONGEST_TEXT = 1000

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
    "Jawaban yang pertama tersimpan. Petugas loket dapat memberi kode bila Anda berbagi perangkat.",
    "The first answer is kept. Staff at the counter can give you a code if you share the device.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A questionnaire as it was filled in: scores by element key, what is known of the citizen, words."""

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
    if period.closed_at is not None:
        raise Conflict(CLOSED, "survey.closed", name=period.name)
    scores = _scores(service, filled.scores)
    mark = _hash(once)
    values = {
        "service_id": service.id,
        "unit_id": service.unit_id,
        "period_id": period.id,
        "at": at,
        "channel": channel,
        "once": mark,
        "device_hash": _hash(device) if device else None,
        "token_id": token_id,
        "sex": filled.sex if filled.sex in SEXES else None,
        "education": filled.education if filled.education in EDUCATIONS else None,
        "occupation": filled.occupation if filled.occupation in OCCUPATIONS else None,
        "extras": dict(filled.extras),
        "suggestion": filled.suggestion.strip()[:LONGEST_TEXT],
        **scores,
    }
    kept = _dialect(session).insert(SurveyAnswer).values(values).on_conflict_do_nothing()
    if session.scalar(kept.returning(SurveyAnswer.id)) is None:
        if session.scalar(select(SurveyAnswer.id).where(SurveyAnswer.once == mark)) is not None:
            return False
        raise Conflict(TWICE, "survey.twice")
    _count(session, service, period, scores)
    return True


def _scores(service: Service, given: Mapping[str, int | None]) -> dict[str, int | None]:
    scores = {key: given.get(key) for key in service.elements}
    for key, score in scores.items():
        if score is not None and score not in elements.SCORES:
            name = elements.BY_KEY[key].name.id
            raise InvalidInput(OUT_OF_SCALE, "survey.scale", key, element=name, value=score)
    if all(score is None for score in scores.values()):
        raise InvalidInput(NOTHING_SAID, "survey.nothing", service.elements[0])
    return scores


def _count(session: Session, service: Service, period: Period, scores: Mapping[str, int | None]) -> None:
    """Add one answer to the sums, rows in one order for everybody: nobody waits in a circle."""
    place = {"period_id": period.id, "service_id": service.id}
    if not complete(scores, service.elements):
        _add(session, TotalSum, [place | {"used": 0, "total": 0, "n": 1}], ("n",))
        return
    chosen = [(key, score) for key, score in sorted(scores.items()) if score is not None]
    columns = ("n1", "n2", "n3", "n4")
    rows = [
        place | {"element": key} | {name: int(name == f"n{score}") for name in columns}
        for key, score in chosen
    ]
    _add(session, ElementSum, rows, columns)
    total = sum(score for _, score in chosen)
    _add(session, TotalSum, [place | {"used": len(chosen), "total": total, "n": 1}], ("n",))


def _add(
    session: Session,
    table: type[ElementSum] | type[TotalSum],
    rows: list[dict[str, Any]],
    columns: tuple[str, ...],
) -> None:
    statement = _dialect(session).insert(table).values(rows)
    more = {name: getattr(table, name) + statement.excluded[name] for name in columns}
    keys = [column.name for column in table.__table__.primary_key]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=more))


def _dialect(session: Session) -> ModuleType:
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
