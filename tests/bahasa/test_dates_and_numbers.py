from datetime import date
from decimal import Decimal

import pytest

from lms.bahasa import dates, numbers


@pytest.mark.parametrize(
    ("start", "end", "indonesian", "english"),
    [
        (date(2026, 3, 17), date(2026, 3, 17), "17 Maret 2026", "17 March 2026"),
        (date(2026, 3, 3), date(2026, 3, 17), "3 s.d. 17 Maret 2026", "3 to 17 March 2026"),
        (
            date(2026, 2, 28),
            date(2026, 3, 1),
            "28 Februari 2026 s.d. 1 Maret 2026",
            "28 February 2026 to 1 March 2026",
        ),
        (
            date(2025, 3, 3),
            date(2026, 3, 17),
            "3 Maret 2025 s.d. 17 Maret 2026",
            "3 March 2025 to 17 March 2026",
        ),
    ],
)
def test_a_span_of_days_says_nothing_twice(start: date, end: date, indonesian: str, english: str) -> None:
    assert dates.span(start, end) == indonesian
    assert dates.span(start, end, "en") == english


def test_a_span_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        dates.span(date(2026, 3, 2), date(2026, 3, 1))


def test_months_have_their_names_in_both_languages_and_roman_numbers() -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]

    assert dates.long(days[11]) == "1 Desember 2026"
    assert dates.long(days[4], "en") == "1 May 2026"
    assert [len({dates.month(month, lang) for month in range(1, 13)}) for lang in ("id", "en")] == [12, 12]
    assert [dates.roman_month(day) for day in days][::11] == ["I", "XII"]


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Decimal("1.5"), "1,5", "1.5"),
        (Decimal("1234.50"), "1.234,50", "1,234.50"),
        (Decimal("1E+1"), "10", "10"),
        (Decimal("-0.25"), "-0,25", "-0.25"),
        (1234567, "1.234.567", "1,234,567"),
        (0, "0", "0"),
    ],
)
def test_numbers_carry_the_marks_of_the_language(value: Decimal | int, indonesian: str, english: str) -> None:
    assert numbers.decimal(value) == indonesian
    assert numbers.decimal(value, "en") == english


@pytest.mark.parametrize(
    ("text", "value"), [("1,5", "1.5"), ("1.5", "1.5"), (" 12 ", "12"), ("3,", "3"), ("0,0", "0.0")]
)
def test_a_plain_number_is_read(text: str, value: str) -> None:
    assert numbers.read(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", ",5", "1.000,5", "-1", "1,2,3", "x", "²", "1,²"])
def test_what_is_no_plain_number_is_not_read(text: str) -> None:
    assert numbers.read(text) is None
