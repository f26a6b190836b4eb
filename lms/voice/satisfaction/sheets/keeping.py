"""Keep sheets of a service and a period: one number is one sheet, however often it is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, InvalidInput
from lms.people.roster import files
from lms.voice.models import Channel, Period, Service, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.satisfaction import answers, extras
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.sheets import columns, reading
from lms.voice.satisfaction.sheets.reading import Sheet
from lms.voice.satisfaction.sheets.remarks import MESSAGES, Remark

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file: sheets that came in, those that were there; or what is wrong, and none came."""

    new: int
    known: int
    refused: tuple[Sheet, ...]


def open_periods(session: Session, today: date) -> list[Period]:
    """Return the periods that still take sheets, the newest first: begun, and not yet closed."""
    rows = select(Period).where(Period.begins <= today, Period.closed_at.is_(None))
    return list(session.scalars(rows.order_by(Period.begins.desc())))


def key_in(
    session: Session,
    service: Service,
    period: Period,
    number: str,
    filled: Filled,
    *,
    at: datetime,
    by: int | None,
) -> bool:
    """Keep a sheet that was keyed in; False when the same one was there.

    Raises `InvalidInput` for a number that will not do or a score off the scale, `Conflict` for a number
    whose sheet says something else and for a closed period.
    """
    clean = " ".join(number.split())
    if (wrong := reading.refused_number(clean)) is not None:
        raise InvalidInput(MESSAGES[wrong.code], wrong.code, "lembar", **wrong.values)
    once = _once(service, period, clean)
    known = _known(session, [once])
    if once in known:
        if known[once] != _answered(filled):
            raise Conflict(MESSAGES["sheet.other"], "sheet.other")
        return False
    kept = answers.take(session, service, period, filled, channel=Channel.PAPER, once=once, at=at)
    trail.note(session, by, "sheet.keyed", f"service:{service.id}", {"period": period.id}, at=at)
    return kept


def bring(
    session: Session, service: Service, period: Period, data: bytes, *, at: datetime, by: int | None
) -> Kept:
    """Keep all sheets of a spreadsheet, or none of them when one is refused; the same file twice is one."""
    asked = elements.in_order(service.elements)
    own = extras.asked(session, service.id)
    found = reading.read(columns.named(files.rows(data), asked, own), asked, own)
    marks = {_once(service, period, sheet.number): sheet for sheet in found}
    known = _known(session, marks)
    for once, answered in known.items():
        if answered != _answered(marks[once].filled):
            marks[once].refusals.append(Remark("sheet.other"))
    refused = tuple(sheet for sheet in found if sheet.refusals)
    if refused:
        return Kept(0, len(known), refused)
    given = {once: sheet.filled for once, sheet in marks.items() if once not in known}
    new = answers.take_many(session, service, period, given, channel=Channel.IMPORT, at=at)
    if new:
        told = {"period": period.id, "sheets": new}
        trail.note(session, by, "sheets.brought", f"service:{service.id}", told, at=at)
    return Kept(new, len(found) - new, ())


def count(session: Session, service_id: int, period_id: int) -> int:
    """Return how many sheets of paper a service has in a period, both ways."""
    rows = select(func.count()).where(
        SurveyAnswer.service_id == service_id,
        SurveyAnswer.period_id == period_id,
        SurveyAnswer.channel.in_((Channel.PAPER, Channel.IMPORT)),
    )
    return session.scalar(rows) or 0


def _once(service: Service, period: Period, number: str) -> str:
    return f"sheet:{service.id}:{period.id}:{number.casefold()}"


def _answered(filled: Filled) -> dict[str, int | str]:
    """Return what makes a sheet another one: its scores, and the answers to the service's own questions."""
    scores = {key: score for key, score in filled.scores.items() if score is not None}
    return {**scores, **filled.extras}


def _known(session: Session, marks: Iterable[str]) -> Mapping[str, dict[str, int | str]]:
    """Return what sheets that came before say, by the mark that they were sent with."""
    by_hash = {answers.marked(once): once for once in marks}
    hashes = list(by_hash)
    columns_ = [getattr(SurveyAnswer, key) for key in elements.KEYS]
    found: dict[str, dict[str, int | str]] = {}
    for start in range(0, len(hashes), CHUNK):
        rows = select(SurveyAnswer.once, SurveyAnswer.extras, *columns_).where(
            SurveyAnswer.once.in_(hashes[start : start + CHUNK])
        )
        for mark, own, *scores in session.execute(rows):
            said = zip(elements.KEYS, scores, strict=True)
            found[by_hash[mark]] = {key: score for key, score in said if score is not None} | own
    return found
