"""Numbers that people read: by the site's pattern, counted per year of the local date."""

import hashlib
import re
from datetime import date, datetime, tzinfo

from lms.bahasa import dates

NO_IDENTITY = "tanpa-nip"
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


class FileNames:
    """Gives each file `{nip}_{number}.pdf`, with a count where two would be one on a disk that ignores case.

    Of a name given only eight bytes are kept, so that a hundred thousand names are a few megabytes.
    """

    def __init__(self) -> None:
        self._given: set[int] = set()

    def give(self, identity: str, number: str) -> str:
        stem = f"{in_file_name(identity or NO_IDENTITY)}_{in_file_name(number)}"
        name, count = stem, 1
        while (mark := _mark(name)) in self._given:
            count += 1
            name = f"{stem}_{count}"
        self._given.add(mark)
        return f"{name}.pdf"


def _mark(name: str) -> int:
    digest = hashlib.blake2b(name.casefold().encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")
