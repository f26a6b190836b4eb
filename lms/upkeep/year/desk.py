"""Lays the complaints of a generated year with their steps and answers: most are done in time, some not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from lms.upkeep.year import steps
from lms.upkeep.year.rules import names, words
from lms.upkeep.year.rules.truth import CATEGORIES
from lms.upkeep.year.scene import District, Offered, Scene, Survey
from lms.voice.complaints import defaults
from lms.voice.complaints.models import (
    Author,
    Category,
    Complaint,
    ComplaintAct,
    ComplaintMessage,
    HandlingClass,
    Kind,
    State,
)
from lms.voice.rules import tickets

CHUNK = 500
WISHES, QUESTIONS = 0.04, 0.10
ANONYMOUS, CONFIDENTIAL, CONFIDENTIAL_GRAVE = 0.35, 0.08, 0.4
GRAVE = frozenset({"pungli", "kode-etik"})


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint that was drawn: when, about what, in which class, under which number."""

    day: date
    service: Offered
    category: str
    kind: Kind
    limit: HandlingClass
    number: str

    @property
    def spoken(self) -> dict[str, str]:
        """What texts are filled with."""
        office = names.OFFICES[self.service.place].name
        return {"service": self.service.name.lower(), "office": office, "position": names.HEADS[-1]}


@dataclass(frozen=True, slots=True)
class Report:
    """A complaint about to be laid: its row, its steps and messages without the row's id."""

    row: dict[str, Any]
    acts: list[dict[str, Any]]
    messages: list[dict[str, Any]]


def lay(session: Session, scene: Scene, district: District, survey: Survey) -> None:
    """Lay every complaint in the order of the day it came, so that numbers rise with days."""
    defaults.lay(session)
    limits = {one.key: one for one in session.scalars(select(HandlingClass))}
    classes = dict(session.execute(select(Category.key, Category.class_key)).all())
    last = session.scalar(select(func.max(Complaint.id))) or 0
    waiting: list[Report] = []
    wanted = sorted(_wanted(scene, survey), key=lambda wanted: wanted[0])
    for number, (day, service, category) in enumerate(wanted, last + 1):
        told = Told(
            day, service, category, _kind(scene), limits[classes[category]],
            tickets.number(day.year, number),
        )  # fmt: skip
        waiting.append(_report(scene, told, district.people[service.place]))
        if len(waiting) == CHUNK:
            _keep(session, scene, waiting)
            waiting = []
    _keep(session, scene, waiting)


def _wanted(scene: Scene, survey: Survey) -> Iterator[tuple[date, Offered, str]]:
    """Yield the day, the service and the category of each complaint that was drawn."""
    for number, quarter in enumerate(scene.quarters):
        days = scene.calendar.within(quarter.begins, quarter.ends)
        for place, offered in enumerate(survey.services):
            for row, category in enumerate(CATEGORIES):
                count = int(scene.year.complaints[place, number, row])
                for day in scene.chance.integers(0, len(days), count).tolist():
                    yield days[day], offered[int(scene.chance.integers(len(offered)))], category


def _report(scene: Scene, told: Told, people: tuple[int, ...]) -> Report:
    """Draw all that becomes of a report; the unit's first person is the desk's, its last one handles."""
    officer, handler = people[0], people[-1]
    received = scene.calendar.moment(scene.chance, told.day)
    finish_by = scene.calendar.after(told.day, told.limit.finish_days)
    walked = steps.walk(scene, received, told.limit)
    anonymous = scene.happens(ANONYMOUS)
    row = {
        "number": told.number, "secret_hash": scene.chance.bytes(32).hex(),
        "once": scene.chance.bytes(32).hex(), "kind": told.kind, "category_key": told.category,
        "class_key": told.limit.key, "service_id": told.service.id, "unit_id": told.service.unit_id,
        "desk_unit_id": told.service.unit_id, "place": told.spoken["office"], "happened_on": told.day,
        "text": scene.one(_texts(told)).format_map(told.spoken), "anonymous": anonymous,
        "confidential": scene.happens(CONFIDENTIAL_GRAVE if told.category in GRAVE else CONFIDENTIAL),
        "reporter_name": "" if anonymous else _name(scene),
        "reporter_contact": "" if anonymous else f"warga{told.number[-5:]}@contoh.id",
        "received_at": received, "received_on": told.day, "finish_by": finish_by,
        "verify_by": scene.calendar.after(told.day, told.limit.verify_days),
        "plan_by": scene.calendar.after(told.day, told.limit.plan_days),
        **steps.standing(scene, walked, finish_by, handler),
    }  # fmt: skip
    last = walked[-1]
    answer = {
        "author": Author.DESK, "person_id": handler, "internal": False, "at": last.at,
        "text": scene.one(_answers(told)).format_map(told.spoken),
    }  # fmt: skip
    said = [answer] if last.state is State.DONE else []
    return Report(row, steps.acts(walked, officer, handler), said)


def _keep(session: Session, scene: Scene, reports: list[Report]) -> None:
    if not reports:
        return
    adding = insert(Complaint).returning(Complaint.id, sort_by_parameter_order=True)
    made = list(session.scalars(adding, [report.row for report in reports]))
    both = list(zip(made, reports, strict=True))
    acts = [{"complaint_id": one, **act} for one, report in both for act in report.acts]
    messages = [{"complaint_id": one, **said} for one, report in both for said in report.messages]
    session.execute(insert(ComplaintAct), acts)
    if messages:
        session.execute(insert(ComplaintMessage), messages)
    scene.tell(len(reports))


def _kind(scene: Scene) -> Kind:
    turn = scene.chance.random()
    if turn < WISHES:
        return Kind.ASPIRATION
    return Kind.INFORMATION if turn < WISHES + QUESTIONS else Kind.COMPLAINT


def _texts(told: Told) -> tuple[str, ...]:
    if told.kind is Kind.ASPIRATION:
        return words.ASPIRATIONS
    return words.QUESTIONS if told.kind is Kind.INFORMATION else words.COMPLAINTS[told.category]


def _answers(told: Told) -> tuple[str, ...]:
    return words.INFORMATION if told.kind is Kind.INFORMATION else words.ANSWERS


def _name(scene: Scene) -> str:
    return f"{scene.one(names.GIVEN_WOMEN + names.GIVEN_MEN)} {scene.one(names.FAMILY)}"
