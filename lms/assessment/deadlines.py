"""More time for attempts that are under way."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState
from lms.assessment.rules.clock import deadline
from lms.events import TimeFactorChanged


def extend(session: Session, event: TimeFactorChanged) -> None:
    """Follow a person's new time factor: what is open gets the longer time from its start, never a shorter.

    What has run out by then stays so, also when nobody has looked at it yet.
    """
    going = session.scalars(
        select(Attempt)
        .where(Attempt.learner_id == event.person_id, Attempt.state == AttemptState.OPEN)
        .where(Attempt.deadline >= event.at)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for attempt in going:
        longer = deadline(attempt.began_at, attempt.rules["minutes"], event.factor).at
        if longer is not None and attempt.deadline is not None and longer > attempt.deadline:
            attempt.deadline = longer
            attempt.rules = attempt.rules | {"factor": str(event.factor)}
    session.flush()
