"""The days until which a report must be verified, planned and finished, by its class and the site's days."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.voice.complaints.models import Holiday
from lms.voice.rules import working_days
from lms.voice.rules.working_days import SiteDays


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Last days, all counted from the day of receipt, which does not count itself."""

    verify_by: date
    plan_by: date
    finish_by: date


def site_days(session: Session) -> SiteDays:
    """Return the site's own days off and days worked; a handful a year."""
    return {own.day: own.worked for own in session.scalars(select(Holiday))}


class Limits(Protocol):
    """Whatever says how many working days each step has, such as a handling class."""

    @property
    def verify_days(self) -> int: ...
    @property
    def plan_days(self) -> int: ...
    @property
    def finish_days(self) -> int: ...


def of_class(handled: Limits, received_on: date, site: SiteDays, waited: int = 0) -> Deadlines:
    """Return a report's deadlines; `waited` working days spent waiting for the citizen are added.

    The plan's days begin when those of the verification end (a unit cannot plan what it has not got); nothing
    is due later than the end.
    """
    finish = handled.finish_days
    verify = min(handled.verify_days, finish)
    plan = min(handled.verify_days + handled.plan_days, finish)
    return Deadlines(
        *(working_days.after(received_on, days + waited, site) for days in (verify, plan, finish))
    )
