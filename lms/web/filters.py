"""How values are written for the reader: dates, times, numbers, credit hours."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from lms.bahasa import dates, numbers
from lms.web.i18n import _, language, ngettext
from lms.web.shell import settings

# Zones of Indonesia have names of their own; elsewhere the zone's abbreviation is shown.
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
CENT = Decimal("0.01")


def local(moment: datetime) -> datetime:
    return moment.astimezone(settings().zone)


def show_date(value: date | datetime) -> str:
    """`3 Maret 2026`, in the zone of law."""
    day = local(value).date() if isinstance(value, datetime) else value
    return dates.long(day, language())


def show_time(moment: datetime) -> str:
    """`14.05 WIB`."""
    there = local(moment)
    mark = ":" if language() == "en" else "."
    zone = ZONES.get(settings().time_zone, there.tzname() or "")
    return f"{there:%H}{mark}{there:%M} {zone}".rstrip()


def show_datetime(moment: datetime) -> str:
    return _("%(date)s, %(time)s", date=show_date(moment), time=show_time(moment))


def show_number(value: float | Decimal | Fraction) -> str:
    """Group thousands and mark decimals as the language does; at most two decimals."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(value)
    rounded = exact.quantize(CENT, ROUND_HALF_UP).normalize()
    return numbers.decimal(rounded, language())


def show_duration(minutes: int) -> str:
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return ngettext("%(num)s minute", "%(num)s minutes", rest)
    if not rest:
        return ngettext("%(num)s hour", "%(num)s hours", hours)
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)


FILTERS = {
    "date": show_date,
    "time": show_time,
    "datetime": show_datetime,
    "number": show_number,
    "jp": show_number,
    "percent": show_number,
    "duration": show_duration,
}
