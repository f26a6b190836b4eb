"""What the desk's filter holds, as its address says it, and who looks."""

from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import request, url_for

from lms.people import units
from lms.people.models import Unit
from lms.voice.complaints import limits
from lms.voice.complaints.desk import lists
from lms.voice.complaints.desk.lists import Days, Due, Group, Key, Officer, Wanted
from lms.voice.complaints.models import Kind, State
from lms.web.filters import local
from lms.web.i18n import lazy
from lms.web.shell import me, now, session

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_ID, LONGEST_TEXT = 15, 100
# More units than this are no help in a select box; the search finds a unit's reports all the same.
MOST_UNITS = 400
GROUPS = {Group.OPEN: lazy("Open"), Group.ENDED: lazy("Ended"), Group.ALL: lazy("All")}
DUES = {Due.LATE: lazy("Overdue"), Due.NEAR: lazy("Due soon")}


def officer() -> Officer:
    """Return who looks at the desk, with the branch that the right is limited to."""
    return lists.officer(session(), me().person_id, me().desk_scope, me().unit_id)


def days() -> Days:
    return lists.days(local(now()).date(), limits.site_days(session()))


def wanted() -> Wanted:
    """Read the filter from the address; what is not understood is left out, the page shows what is used."""
    args = request.args
    handler = "petugas" in args
    return Wanted(
        group=one_of(Group, args.get("kelompok", "")) or Group.OPEN,
        state=one_of(State, args.get("status", "")),
        category=args.get("kategori", "")[:LONGEST_TEXT],
        kind=one_of(Kind, args.get("jenis", "")),
        unit_path=_unit_path(number(args.get("unit", ""))),
        due=one_of(Due, args.get("tenggat", "")),
        handler_id=number(args["petugas"]) if handler else None,
        text=args.get("cari", "").strip()[:LONGEST_TEXT],
    )


def after() -> Key | None:
    """Return where the page before ended: a day and a report."""
    day, _, complaint_id = request.args.get("sesudah", "").partition("~")
    try:
        return Key(date.fromisoformat(day), number(complaint_id))
    except ValueError:
        return None


def here(endpoint: str = "lms.voice.cases", **changed: str) -> str:
    """Return this list's address with some filters changed; a new filter begins at the first page."""
    kept = {key: value for key, value in request.args.items() if key != "sesudah"}
    query = {key: value for key, value in (kept | changed).items() if value != ""}
    return url_for(endpoint) + (f"?{urlencode(query)}" if query else "")


def branch() -> list[tuple[int, str]]:
    """Return the officer's units by name; none when they are too many to choose from."""
    written = units.tree(session(), me().desk_scope).written
    return sorted(written.items(), key=lambda one: one[1].casefold()) if len(written) <= MOST_UNITS else []


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def one_of(kind: type[Choice], text: str) -> Choice | None:
    return kind(text) if text in set(kind) else None


def _unit_path(unit_id: int) -> str:
    unit = session().get(Unit, unit_id) if unit_id else None
    return unit.path if unit is not None and units.reaches(me().desk_scope, unit.path) else ""
