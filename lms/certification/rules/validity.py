"""How long a certificate holds: the course's `valid:` counted from the day of completion."""

import calendar
import re
from datetime import date

SPAN = re.compile(r"([1-9][0-9]*)([my])")


def runs_out(expires_on: date | None, today: date, days: int) -> bool:
    """Tell whether its last day is over, or at most so many days away."""
    return expires_on is not None and (expires_on - today).days <= days


def last_day(completed_on: date, valid: str | None) -> date | None:
    """Return the last day on which it holds; None when it does not expire.

    `2y` from 29 February 2028 ends on 28 February 2030: a month without that day gives its last one.
    """
    found = SPAN.fullmatch(valid or "")
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    months = completed_on.year * 12 + completed_on.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    day = min(completed_on.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)
