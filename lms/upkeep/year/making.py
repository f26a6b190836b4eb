"""Makes the generated year: drawn from a seed, laid in one transaction, then lived through by the engine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.db.installation import Installation
from lms.errors import Conflict, Message
from lms.needs import calculation
from lms.upkeep.year import desk, people, survey, training
from lms.upkeep.year.days import Calendar
from lms.upkeep.year.rules import plan, voices
from lms.upkeep.year.rules.names import GOVERNMENT
from lms.upkeep.year.rules.plan import Size
from lms.upkeep.year.scene import Scene
from lms.voice.complaints.models import Complaint
from lms.voice.models import Period, SurveyAnswer

AT_ONCE = 100
# Deadlines of the last complaints lie after the last quarter, and some are missed: up to 125 working days.
AHEAD = timedelta(days=250)
USED = Message(
    "Situs ini sudah mempunyai periode survei, jawaban, atau pengaduan.",
    "This site has survey periods, answers or complaints already.",
    "Pakai pemasangan baru: data buatan tidak boleh bercampur dengan suara warga yang sungguh.",
    "Use a new installation: generated data must not mix with what citizens truly said.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made."""

    units: int
    people: int
    answers: int
    complaints: int
    needs: int
    completions: int


def make(
    installation: Installation,
    size: Size,
    *,
    seed: int,
    at: datetime,
    tell: Callable[[int], object] = lambda _: None,
) -> Made:
    """Make the four quarters that ended last before `at`; `tell` hears of so many rows more.

    Raises `Conflict` on a site where citizens have spoken already.
    """
    zone = installation.settings.zone
    today = at.astimezone(zone).date()
    quarters = plan.quarters(today)
    scene = Scene(
        chance=np.random.default_rng([seed, 1]),
        year=voices.draw(seed, size),
        quarters=quarters,
        calendar=Calendar(quarters[0].begins, quarters[-1].ends + AHEAD, zone),
        today=today,
        at=at,
        tell=tell,
    )
    with installation.database.write() as session:
        if _is_used(session):
            raise Conflict(USED, "year.used")
        district = people.lay(session, scene, size.people)
        asked = survey.lay(session, scene, district)
        desk.lay(session, scene, district, asked)
        details = {
            "seed": seed,
            "people": size.people,
            "answers": size.answers,
            "complaints": size.complaints,
        }
        trail.note(session, None, "demo.year", GOVERNMENT, details, at=at)
    needs = sum(calculation.run(installation, period_id).found for period_id in asked.periods)
    with installation.database.write() as session:
        taken = training.lay(session, scene, district, asked)
    rest = iter(taken)
    while some := list(islice(rest, AT_ONCE)):
        with installation.database.write() as session:
            training.complete(session, scene, some)
    return Made(len(district.units), size.people, size.answers, size.complaints, needs, len(taken))


def length(size: Size) -> int:
    """Return of how many rows `tell` hears at least; completions come on top."""
    return size.people + size.answers + size.complaints


def is_used(installation: Installation) -> bool:
    """Tell whether the site has periods, answers or reports."""
    with installation.database.read() as session:
        return _is_used(session)


def _is_used(session: Session) -> bool:
    return any(
        session.scalar(select(model.id).limit(1)) is not None for model in (Period, SurveyAnswer, Complaint)
    )
