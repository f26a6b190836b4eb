"""What citizens wrote in a survey is erased two years after its period; what they chose stays."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.db.installation import Installation
from lms.jobs import queue
from lms.voice.models import Period, Service, SurveyAnswer
from lms.voice.retention import years_before

JOB = f"{queue.DAILY}survey-texts"
YEARS = 2
BATCH = 500


def work(installation: Installation, payload: Mapping[str, Any]) -> None:  # noqa: ARG001 # a handler's signature
    """Do a day's run; its handler."""
    run(installation, at=datetime.now(UTC))


def run(installation: Installation, *, at: datetime) -> int:
    """Erase the words of all periods that are old enough, a batch a transaction; return of how many answers.

    Broken off, the next run goes on: a period is marked when nothing of it is left.
    """
    today = at.astimezone(installation.settings.zone).date()
    erased = 0
    with installation.database.read() as session:
        due = select(Period.id).where(
            Period.ends < years_before(today, YEARS), Period.texts_erased_at.is_(None)
        )
        period_ids = session.scalars(due.order_by(Period.id)).all()
        service_ids = session.scalars(select(Service.id).order_by(Service.id)).all() if period_ids else ()
    for period_id in period_ids:
        found = sum(_erase(installation, period_id, service_id) for service_id in service_ids)
        with installation.database.write() as session:
            session.get_one(Period, period_id).texts_erased_at = at
            trail.note(session, None, "survey.erased", f"period:{period_id}", {"answers": found}, at=at)
        erased += found
    return erased


def _erase(installation: Installation, period_id: int, service_id: int) -> int:
    """Go through the answers about one service in one period along their index."""
    after, erased = 0, 0
    while True:
        with installation.database.write() as session:
            rows = select(SurveyAnswer.id, SurveyAnswer.suggestion, SurveyAnswer.extras).where(
                SurveyAnswer.service_id == service_id,
                SurveyAnswer.period_id == period_id,
                SurveyAnswer.id > after,
            )
            found = session.execute(rows.order_by(SurveyAnswer.id).limit(BATCH)).all()
            erased += _blank(session, found)
        if len(found) < BATCH:
            return erased
        after = found[-1].id


def _blank(session: Session, rows: Sequence[Row[int, str, dict[str, Any]]]) -> int:
    """Empty what was written; a rating among a unit's own questions is a figure and stays."""
    emptied = [
        {"id": answer_id, "suggestion": "", "extras": rest}
        for answer_id, suggestion, extras in rows
        if (rest := {key: said for key, said in extras.items() if not isinstance(said, str)}) != extras
        or suggestion
    ]
    if emptied:
        session.execute(update(SurveyAnswer), emptied)
    return len(emptied)
