"""Lays the survey of a generated year: periods, services, people served, answers, and the sums of all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert
from sqlalchemy.orm import Session

from lms.upkeep.year.rules import plan
from lms.upkeep.year.rules.names import OFFICES
from lms.upkeep.year.rules.voices import Scores
from lms.upkeep.year.rules.words import SUGGESTIONS
from lms.upkeep.year.scene import District, Offered, Scene, Survey
from lms.voice.models import Channel, ElementSum, Period, Served, Service, SurveyAnswer, TotalSum
from lms.voice.rules import elements
from lms.voice.satisfaction import answers
from lms.voice.satisfaction.services import CODE_LENGTH, LETTERS

CHANNELS = (Channel.LINK, Channel.KIOSK, Channel.PAPER)
CHANNEL_SHARES = (0.6, 0.3, 0.1)
TELLS_PROFILE, SUGGESTS = 0.9, 0.06
# From the last day of a period to its closing.
CLOSED_AFTER = timedelta(days=5, hours=9)
# Whoever sees a figure of such a period sees that it is not a real one.
INVENTED = "(contoh)"
COST = "biaya"
FREE = tuple(key for key in elements.KEYS if key != COST)
COLUMNS = ("n1", "n2", "n3", "n4")
# A hash in hexadecimal digits.
MARK = 64


def lay(session: Session, scene: Scene, district: District) -> Survey:
    """Lay it all, a quarter of a unit at a time."""
    periods = _periods(session, scene)
    services = tuple(
        _services(session, scene, place, unit_id) for place, unit_id in enumerate(district.units)
    )
    for number, period_id in enumerate(periods):
        quarter = scene.quarters[number]
        days = scene.calendar.within(quarter.begins, quarter.ends)
        for place, offered in enumerate(services):
            people = int(scene.year.served[place, number])
            _served(session, scene, period_id, people, offered)
            scores = scene.year.of(place, number)
            chosen = scene.chance.integers(0, len(offered), len(scores))
            for turn, one in enumerate(offered):
                own = scores[chosen == turn][:, [elements.KEYS.index(key) for key in one.asked]]
                picked = scene.chance.integers(0, len(days), len(own)).tolist()
                moments = [scene.calendar.moment(scene.chance, days[day]) for day in picked]
                _answers(session, scene, one, period_id, list(zip(own.tolist(), moments, strict=True)))
                _sums(session, own, one, period_id)
    return Survey(periods, services)


def _periods(session: Session, scene: Scene) -> tuple[int, ...]:
    """Make the four closed quarters, and the one that runs, for whoever tries the questionnaire."""
    rows: list[dict[str, Any]] = [
        {
            "name": f"{quarter.name} {INVENTED}",
            "begins": quarter.begins,
            "ends": quarter.ends,
            "closed_at": datetime.combine(quarter.ends, datetime.min.time(), scene.calendar.zone)
            + CLOSED_AFTER,
        }
        for quarter in scene.quarters
    ]
    now = plan.running(scene.today)
    rows.append({"name": f"{now.name} {INVENTED}", "begins": now.begins, "ends": now.ends, "closed_at": None})
    made = session.scalars(insert(Period).returning(Period.id, sort_by_parameter_order=True), rows)
    return tuple(made)[:-1]


def _services(session: Session, scene: Scene, place: int, unit_id: int) -> tuple[Offered, ...]:
    office = OFFICES[place]
    asked = elements.KEYS if office.paid else FREE
    rows = [
        {"unit_id": unit_id, "name": name, "name_en": "", "code": _code(scene), "elements": list(asked)}
        for name in office.services
    ]
    made = session.scalars(insert(Service).returning(Service.id, sort_by_parameter_order=True), rows)
    return tuple(
        Offered(service_id, unit_id, place, name, asked)
        for service_id, name in zip(made, office.services, strict=True)
    )


def _served(session: Session, scene: Scene, period_id: int, people: int, offered: Sequence[Offered]) -> None:
    shares = scene.chance.dirichlet([8.0] * len(offered))
    counts = scene.chance.multinomial(people, shares).tolist()
    rows = [
        {"period_id": period_id, "service_id": one.id, "people": count}
        for one, count in zip(offered, counts, strict=True)
    ]
    session.execute(insert(Served), rows)


def _answers(
    session: Session, scene: Scene, one: Offered, period_id: int, given: Sequence[tuple[list[int], datetime]]
) -> None:
    marks = scene.chance.bytes(MARK // 2 * len(given)).hex()
    channels = scene.chance.choice(len(CHANNELS), len(given), p=CHANNEL_SHARES).tolist()
    rows: list[dict[str, Any]] = []
    for row, (scores, at) in enumerate(given):
        channel, mark = CHANNELS[channels[row]], marks[row * MARK : (row + 1) * MARK]
        known = scene.happens(TELLS_PROFILE)
        rows.append({
            "service_id": one.id, "unit_id": one.unit_id, "period_id": period_id, "at": at,
            "channel": channel, "once": mark, "token_id": None,
            "device_hash": mark[::-1] if channel is Channel.LINK else None,
            "sex": scene.one(answers.SEXES) if known else None,
            "education": scene.one(answers.EDUCATIONS) if known else None,
            "occupation": scene.one(answers.OCCUPATIONS) if known else None,
            COST: None, **dict(zip(one.asked, (score or None for score in scores), strict=True)),
            "extras": {}, "suggestion": scene.one(SUGGESTIONS) if scene.happens(SUGGESTS) else "",
        })  # fmt: skip
    if rows:
        session.execute(insert(SurveyAnswer), rows)
    scene.tell(len(rows))


def _sums(session: Session, scores: Scores, one: Offered, period_id: int) -> None:
    """Lay what `answers.take` would have counted, one answer after the other."""
    complete = scores[(scores > 0).all(axis=1)]
    place = {"period_id": period_id, "service_id": one.id}
    totals = [
        place | {"used": len(one.asked), "total": total, "n": count}
        for total, count in _counted(complete.sum(axis=1, dtype=np.int64))
    ]
    if len(complete) < len(scores):
        totals.append(place | {"used": 0, "total": 0, "n": len(scores) - len(complete)})
    if totals:
        session.execute(insert(TotalSum), totals)
    if len(complete):
        counts = [np.bincount(column, minlength=5)[1:].tolist() for column in complete.T]
        rows = [
            place | {"element": key} | dict(zip(COLUMNS, numbers, strict=True))
            for key, numbers in zip(one.asked, counts, strict=True)
        ]
        session.execute(insert(ElementSum), rows)


def _counted(totals: NDArray[np.int64]) -> list[tuple[int, int]]:
    values, counts = np.unique(totals, return_counts=True)
    return list(zip(values.tolist(), counts.tolist(), strict=True))


def _code(scene: Scene) -> str:
    return "".join(LETTERS[place] for place in scene.chance.integers(0, len(LETTERS), CODE_LENGTH))
