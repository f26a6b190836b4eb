"""How many credit hours (JP) a year asks of whom: the law as dated data, newest last (domain.md §2)."""

from dataclasses import dataclass
from decimal import Decimal

from lms.asn.kinds import EmployeeKind


@dataclass(frozen=True, slots=True)
class Target:
    """Credit hours of a calendar year. `ceiling` is shown, never blocks learning; `basis` names the law."""

    minimum: Decimal
    ceiling: Decimal | None
    basis: str


@dataclass(frozen=True, slots=True)
class Since:
    """A target and the first year in which it holds."""

    year: int
    target: Target


# PP 11/2017 Ps 203(4), in force since 7 April 2017: every PNS, at least 20 JP a year.
PNS = Target(Decimal(20), None, "PP 11/2017 Pasal 203 ayat (4)")
# PP 49/2018: 24 JP is the most that a PPPK is given, not the least; 20 is what HR aims at.
PPPK = Target(Decimal(20), Decimal(24), "PP 49/2018")
# Nothing is asked: of those who are no ASN, and of all before the law.
FREE = Target(Decimal(0), None, "")
TARGETS: dict[EmployeeKind, tuple[Since, ...]] = {
    EmployeeKind.PNS: (Since(2017, PNS),),
    EmployeeKind.PPPK: (Since(2018, PPPK),),
    EmployeeKind.PPPK_PW: (Since(2025, PPPK),),
    EmployeeKind.NON_ASN: (),
}


def target(kind: EmployeeKind, year: int) -> Target:
    """Return what this kind of employee should reach in that year; a minimum of 0 asks nothing."""
    found = FREE
    for since in TARGETS[kind]:
        if since.year <= year:
            found = since.target
    return found
