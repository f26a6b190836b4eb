from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules.statistics.scores import Column, table
from lms.assessment.statistics import sheets
from lms.errors import InvalidInput

EXAMPLE = "peserta;s1;s2;s3;s4\nmax;1;1;2;1\nani;1;1;2;0\nbudi;1;0;1;1\n"
POINTS = st.one_of(st.none(), st.fractions(-2, 3, max_denominator=9))


def test_a_sheet_of_a_spreadsheet_program_is_read() -> None:
    found, most = sheets.read(EXAMPLE, lines=False)

    assert most == 5
    assert [item.column.question for item in found.items] == ["s1", "s2", "s3", "s4"]
    assert found.totals.tolist() == [4, 3]


def test_lines_of_json_say_the_same() -> None:
    lines = '{"max": {"s1": 1, "s2": 2}}\n\n{"s1": "1/3", "s2": 0.5}\n{"s1": 1, "s2": null}\n'

    found, most = sheets.read(lines, lines=True)

    assert (found.unit, found.totals.tolist()) == (6, [5, 6])
    assert most == Fraction(2)


def test_a_decimal_comma_and_an_empty_cell_are_understood() -> None:
    found, _ = sheets.read("x\ta\tb\nmax\t1\t1\n1\t0,5\t\n", lines=False)

    assert [len(item.who) for item in found.items] == [1, 0]
    assert found.totals.tolist() == [1]


@pytest.mark.parametrize(
    ("text", "lines", "code"),
    [
        ("", False, "sheet.no-max"),
        ("x,a\n1,1\n", False, "sheet.no-max"),
        ("x,a\nmax,1\n", False, "sheet.no-rows"),
        ("x,a\nmax,1\n1,satu\n", False, "sheet.number"),
        ("x,a\nmax,0\n1,0\n", False, "sheet.number"),
        ("x,a\nmax,1\n1,1/0\n", False, "sheet.number"),
        ("x,a\nmax,1\n1,1,1\n", False, "sheet.line"),
        ("{", True, "sheet.line"),
        ("[1]", True, "sheet.line"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(text: str, *, lines: bool, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        sheets.read(text, lines=lines)

    assert refusal.value.code == code
    assert refusal.value.remedy("id")


@given(st.lists(st.lists(POINTS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_is_written_is_read_as_it_was(rows: list[list[Fraction | None]]) -> None:
    columns = [Column(f"q{n}", Fraction(3)) for n in range(3)]
    found = table(columns, rows)

    again, _ = sheets.read("".join(sheets.write(found)), lines=False)

    assert [one.earned.tolist() for one in again.items] == [one.earned.tolist() for one in found.items]
    assert [one.who.tolist() for one in again.items] == [one.who.tolist() for one in found.items]
