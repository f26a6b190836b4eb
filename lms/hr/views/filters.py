"""What the filter of the HR desk holds, as its address says it."""

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import request, url_for
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.hr import branches
from lms.hr.staff import Key, Sort, Standing, Wanted
from lms.web.filters import local
from lms.web.i18n import lazy
from lms.web.shell import me, now, session

Choice = TypeVar("Choice", bound=StrEnum)

FIRST_YEAR = 2020
LONGEST_ID = 15
STANDINGS = {
    Standing.REACHED: lazy("Target reached"),
    Standing.BEGUN: lazy("Under way"),
    Standing.NOTHING: lazy("No hours yet"),
}
KINDS = {
    EmployeeKind.PNS: lazy("PNS"),
    EmployeeKind.PPPK: lazy("PPPK"),
    EmployeeKind.PPPK_PW: lazy("PPPK part-time"),
    EmployeeKind.NON_ASN: lazy("Not ASN"),
}


def this_year() -> int:
    return local(now()).year


def wanted(reading: Session | None = None) -> tuple[Wanted, int | None]:
    """Read the filter from the address; what is not understood is left out, the page shows what is used.

    Whoever will write later gives a session that only reads, so that the write lock is not taken yet.
    """
    args = request.args
    scope = me().scope
    unit_id, path = unit(reading or session())
    year = args.get("tahun", this_year(), type=int)
    wanted = Wanted(
        year=year if FIRST_YEAR < year <= this_year() else this_year(),
        scope=scope,
        unit_path=path,
        text=args.get("cari", "").strip()[:100],
        kind=one_of(EmployeeKind, args.get("jenis", "")),
        standing=one_of(Standing, args.get("capaian", "")),
        sort=one_of(Sort, args.get("urut", "")) or Sort.NAME,
    )
    return wanted, unit_id


def unit(reading: Session) -> tuple[int | None, str]:
    """Return the unit of the address with its path; None and empty when it is not one of the scope."""
    unit_id = request.args.get("unit", type=int)
    path = branches.path_within(reading, unit_id, me().scope) if unit_id else ""
    return (unit_id, path) if path else (None, "")


def one_of(kind: type[Choice], text: str) -> Choice | None:
    return kind(text) if text in set(kind) else None


def after() -> Key | None:
    person_id, mark, value = request.args.get("sesudah", "").partition("~")
    known = mark and person_id.isascii() and person_id.isdigit() and len(person_id) <= LONGEST_ID
    return Key(value, int(person_id)) if known else None


def here(endpoint: str = "lms.hr.people", **changed: str | int) -> str:
    """Return this list's address with some filters changed; a new filter begins at the first page."""
    kept = {key: value for key, value in request.args.items() if key != "sesudah"}
    form = changed.pop("form", None)
    query = {key: value for key, value in (kept | changed).items() if value != ""}
    address = url_for(endpoint, form=form) if form else url_for(endpoint)
    return address + (f"?{urlencode(query)}" if query else "")
