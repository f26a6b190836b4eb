"""Working days of an Indonesian government office: the day of receipt never counts.

Off are Saturday, Sunday, the national holidays and the days of joint leave (cuti bersama) that the package
`holidays` knows; it estimates the days of the moon for years whose decree is not out. A site's own table is
read over it: a day off there, or a day that is worked although the list says off.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays
from holidays.constants import GOVERNMENT, PUBLIC

SATURDAY = 5
ONE_DAY = timedelta(days=1)

# The site's own table: a day, and whether it is worked.
SiteDays = Mapping[date, bool]
NO_SITE_DAYS: SiteDays = {}


def is_working(day: date, site: SiteDays = NO_SITE_DAYS) -> bool:
    """Tell whether the office works on a day; the site's own word goes before the national list."""
    own = site.get(day)
    if own is not None:
        return own
    return day.weekday() < SATURDAY and day not in _national(day.year)


def after(start: date, days: int, site: SiteDays = NO_SITE_DAYS) -> date:
    """Return the last day of a limit of so many working days, `start` not counted; 0 days end on `start`."""
    end, left = start, days
    while left > 0:
        end += ONE_DAY
        left -= is_working(end, site)
    return end


def between(start: date, end: date, site: SiteDays = NO_SITE_DAYS) -> int:
    """Count the working days after `start` up to and with `end`; 0 when `end` is not later."""
    return sum(is_working(start + ONE_DAY * step, site) for step in range(1, (end - start).days + 1))


@lru_cache(64)
def _national(year: int) -> frozenset[date]:
    return frozenset(country_holidays("ID", years=year, categories=(GOVERNMENT, PUBLIC)))
