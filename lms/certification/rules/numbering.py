"""Numbers that people read: by the site's pattern, counted per year of the local date."""

import re
from datetime import date, datetime, tzinfo

from lms.bahasa import dates

UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def local_day(moment: datetime, zone: tzinfo) -> date:
    """Return the day of law: at 23.30 WIB on 31 December the year is still the old one."""
    return moment.astimezone(zone).date()


def number(pattern: str, sequence: int, *, organiser: str, day: date) -> str:
    """Write `800.2/00123/BKPSDM/2026`; the count grows wider than its zeros when it must."""
    return pattern.format(sequence=sequence, organiser=organiser, year=day.year, month=dates.roman_month(day))


def in_file_name(text: str) -> str:
    """`800.2/00123/BKPSDM/2026` as part of a file's name: `800.2_00123_BKPSDM_2026`."""
    return UNSAFE.sub("_", text).strip("._") or "_"
