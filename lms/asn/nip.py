"""Employee numbers, NIP of PNS and NI PPPK: what is damaged, what is only odd (domain.md §1.1-1.4)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NewType

from lms.asn.kinds import LABELS, EmployeeKind
from lms.asn.nip_messages import MESSAGES
from lms.errors import Worded

Nip = NewType("Nip", str)

PATTERN = re.compile(r"[0-9]{18}")
# Excel and people write these between the groups; none of them carries meaning.
SEPARATORS = re.compile("[\\s.\\-'’‘`\u00a0\u2007\u202f\u200b\u200e\u200f\u2060\ufeff]")
AS_NUMBER = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}|\d{15,}[.,]0+", re.ASCII)
SEXES = {"1": "male", "2": "female"}
YOUNGEST, OLDEST = 17, 70
FIRST_PPPK_YEAR = 2019
MONTHS_AHEAD = 2


class Remark(Worded):
    """Something to say about a number: why it is refused, or what looks odd about it."""

    __slots__ = ()
    messages = MESSAGES


@dataclass(frozen=True, slots=True)
class NipReading:
    """What a cell held: a number, or the reason why it is none. Remarks never refuse."""

    nip: Nip | None
    problem: Remark | None = None
    remarks: tuple[Remark, ...] = ()


def read(raw: object, kind: EmployeeKind, today: date) -> NipReading:
    """Read a cell. A number from a spreadsheet is refused whatever its value: its last digits are lost."""
    if not isinstance(raw, str):
        return NipReading(None, Remark("nip.numeric"))
    text = SEPARATORS.sub("", raw)
    problem = _shape(raw, text) or _parts(text, kind, today)
    if problem is not None:
        return NipReading(None, problem)
    return NipReading(Nip(text), remarks=tuple(_remarks(text, kind, today)))


def grouped(nip: str) -> str:
    """Write `19680411 199303 1 009`, as it is printed."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if PATTERN.fullmatch(nip) else nip


def masked(value: str) -> str:
    """Show the last four alone: the rest tells birth date and sex."""
    return f"••••{value[-4:]}" if len(value) > 4 else value


def born(nip: str) -> date:
    return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))


def sex(nip: str) -> str:
    return SEXES[nip[14]]


def looks_like_nik(text: str) -> bool:
    """Sixteen digits with a day (women: plus 40) and a month where NIK has them; we never collect one."""
    digits = SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]{16}", digits):
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def _shape(raw: str, text: str) -> Remark | None:
    if AS_NUMBER.fullmatch(raw.strip().lstrip("'")):
        return Remark("nip.numeric")
    if any(letter.isdigit() and not letter.isascii() for letter in text):
        return Remark("nip.odd-digits")
    if not text:
        return Remark("nip.missing")
    if not text.isdigit():
        return Remark("nip.not-digits")
    return None if len(text) == 18 else _length(text)


def _length(digits: str) -> Remark:
    if len(digits) == 9:
        return Remark("nip.old")
    return Remark("nip.nik") if looks_like_nik(digits) else Remark("nip.length", {"count": len(digits)})


def _parts(nip: str, kind: EmployeeKind, today: date) -> Remark | None:
    """Refuse what no office ever gave out; Excel's signature first, for it explains itself best."""
    if nip[15:] == "000":
        return Remark("nip.numeric")
    if kind is EmployeeKind.NON_ASN:
        return Remark("nip.non-asn")
    birth = _day(nip[:8])
    if birth is None or birth > today:
        return Remark("nip.birth", {"part": nip[:8]})
    if kind is EmployeeKind.PNS and not 1 <= int(nip[12:14]) <= 12:
        return Remark("nip.month", {"part": nip[12:14]})
    if nip[14] not in SEXES:
        return Remark("nip.sex", {"part": nip[14]})
    latest = today.year * 12 + today.month - 1 + MONTHS_AHEAD
    first_month = int(nip[8:12]) * 12 + (int(nip[12:14]) - 1 if kind is EmployeeKind.PNS else 0)
    return Remark("nip.ahead", {"part": nip[8:14]}) if first_month > latest else None


def _remarks(nip: str, kind: EmployeeKind, today: date) -> list[Remark]:
    birth, year = born(nip), int(nip[8:12])
    found = []
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    if not YOUNGEST <= age <= OLDEST:
        found.append(Remark("nip.age", {"age": age}))
    if year < birth.year + YOUNGEST:
        found.append(Remark("nip.young", {"year": year}))
    if kind.is_pppk and int(nip[12:14]) <= 12:
        found.append(Remark("nip.looks-pns", {"kind": LABELS[kind]}))
    if kind.is_pppk and year < FIRST_PPPK_YEAR:
        found.append(Remark("nip.early-pppk", {"year": year}))
    return found


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
