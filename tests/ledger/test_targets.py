"""Yearly targets are dated law: domain.md §2."""

import pytest

from lms.asn.kinds import EmployeeKind
from lms.ledger.rules import targets


@pytest.mark.parametrize(
    ("kind", "year", "minimum", "ceiling"),
    [
        (EmployeeKind.PNS, 2016, 0, None),
        (EmployeeKind.PNS, 2017, 20, None),
        (EmployeeKind.PNS, 2026, 20, None),
        (EmployeeKind.PPPK, 2017, 0, None),
        (EmployeeKind.PPPK, 2026, 20, 24),
        (EmployeeKind.PPPK_PW, 2024, 0, None),
        (EmployeeKind.PPPK_PW, 2026, 20, 24),
        (EmployeeKind.NON_ASN, 2026, 0, None),
    ],
)
def test_what_a_year_asks(kind, year, minimum, ceiling):
    target = targets.target(kind, year)

    assert (target.minimum, target.ceiling) == (minimum, ceiling)


def test_what_is_asked_names_its_law():
    assert targets.target(EmployeeKind.PNS, 2026).basis == "PP 11/2017 Pasal 203 ayat (4)"
    assert targets.target(EmployeeKind.NON_ASN, 2026).basis == ""
