"""From a row of cells to what it wishes for a person, or to the reasons why it is refused."""

import re
from dataclasses import dataclass, field
from datetime import date

from lms.asn import kinds, nip, ranks
from lms.asn.kinds import LABELS, EmployeeKind
from lms.people import identities, units
from lms.people.roster import columns
from lms.people.roster.columns import RawRow
from lms.people.roster.remarks import Remark
from lms.people.units import DEEPEST, LONGEST, Names

# A blank cell leaves alone what is known; this sign empties it.
ERASE = "-"
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,59}")
LONGEST_TEXTS = {
    columns.NAME: ("name", 200),
    columns.FRONT: ("front_title", 100),
    columns.BACK: ("back_title", 150),
    columns.POSITION: ("position", 200),
    columns.BKN_ID: ("bkn_person_id", 64),
}
NULLABLE = frozenset({"rank", "email", "bkn_person_id"})


@dataclass(slots=True)
class Wish:
    """What a row says: `values` are fields of Person; a field that is not there stays as it is."""

    row: int
    name: str = ""
    number: str = ""
    kind: EmployeeKind | None = None
    values: dict[str, str | None] = field(default_factory=dict)
    unit: Names = ()
    refusals: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def refuse(self, code: str, **values: str | int) -> None:
        self.refusals.append(Remark(code, values))


def read(row: RawRow, today: date) -> Wish:
    """Read one row; all that is wrong with it is said at once."""
    wish = Wish(row.number)
    _texts(row, wish)
    _kind(row, wish)
    if wish.kind is not None:
        _number(row, wish, wish.kind, today)
        _rank(row, wish, wish.kind)
    _email(row, wish)
    _unit(row, wish)
    return wish


def _texts(row: RawRow, wish: Wish) -> None:
    for column, (key, longest) in LONGEST_TEXTS.items():
        text = row.text(column)
        if len(text) > longest:
            wish.refuse("row.too-long", column=column, longest=longest)
        elif text:
            _set(wish.values, key, text)
    wish.name = row.text(columns.NAME)
    if wish.name in {"", ERASE}:
        wish.refuse("row.no-name")


def _set(values: dict[str, str | None], key: str, text: str) -> None:
    values[key] = text if text != ERASE else (None if key in NULLABLE else "")


def _kind(row: RawRow, wish: Wish) -> None:
    text = row.text(columns.KIND)
    wish.kind = kinds.read(text)
    if not text:
        wish.refuse("row.no-kind")
    elif wish.kind is None:
        wish.refuse("row.unknown-kind", text=text[:40])
    else:
        wish.values["kind"] = wish.kind.value


def _number(row: RawRow, wish: Wish, kind: EmployeeKind, today: date) -> None:
    raw = row.cells.get(columns.NIP, "")
    if kind is EmployeeKind.NON_ASN and row.text(columns.NIP) in {"", ERASE}:
        _login(row, wish)
        return
    reading = nip.read(raw, kind, today)
    if reading.problem is not None:
        wish.refuse(reading.problem.code, **reading.problem.values)
    elif reading.nip is not None:
        wish.number = reading.nip
        wish.remarks += [Remark(remark.code, remark.values) for remark in reading.remarks]


def _login(row: RawRow, wish: Wish) -> None:
    login = identities.folded(row.text(columns.LOGIN))
    if LOGIN.fullmatch(login):
        wish.number = login
    elif login.isdigit():
        wish.refuse("row.login-digits")
    else:
        wish.refuse("row.no-login")


def _rank(row: RawRow, wish: Wish, kind: EmployeeKind) -> None:
    rank, name = row.text(columns.RANK), row.text(columns.RANK_NAME)
    if ERASE in {rank, name}:
        _set(wish.values, "rank", ERASE)
        return
    # PPPK have no pangkat; rosters repeat the golongan there.
    text = rank if rank and (rank == name or kind.is_pppk) else f"{name} {rank}".strip()
    if not text:
        return
    code = ranks.read(text, kind)
    if code is None or not ranks.fits(kind, code):
        wish.refuse("row.rank", text=text[:60], kind=LABELS[kind])
    else:
        wish.values["rank"] = code


def _email(row: RawRow, wish: Wish) -> None:
    email = row.text(columns.EMAIL).casefold()
    if email and email != ERASE and (not EMAIL.fullmatch(email) or len(email) > LONGEST):
        wish.refuse("row.email")
    elif email:
        _set(wish.values, "email", email)


def _unit(row: RawRow, wish: Wish) -> None:
    steps: list[str] = []
    for column in (columns.AGENCY, columns.PARENT, columns.UNIT):
        found = units.names(row.text(column)) if row.text(column) != ERASE else ()
        if any(len(name) > LONGEST for name in found):
            wish.refuse("row.too-long", column=column, longest=LONGEST)
        # `unit_kerja` of people at the top of an agency repeats the agency's name.
        steps += [name for name in found if name.casefold() not in {step.casefold() for step in steps[-1:]}]
    if len(steps) > DEEPEST:
        wish.refuse("row.deep", deepest=DEEPEST)
    wish.unit = tuple(steps)
