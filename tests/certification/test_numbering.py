"""Certificate numbers: the pattern, the roman month, the year of the local date."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lms.certification.rules import numbering

WIB = ZoneInfo("Asia/Jakarta")


def test_the_usual_pattern():
    text = numbering.number(
        "800.2/{sequence:05d}/{organiser}/{year}", 123, organiser="BKPSDM", day=date(2026, 3, 17)
    )

    assert text == "800.2/00123/BKPSDM/2026"


def test_the_month_is_roman():
    assert (
        numbering.number("{sequence}/{month}/{year}", 7, organiser="", day=date(2026, 12, 1)) == "7/XII/2026"
    )


def test_the_count_grows_past_its_zeros():
    assert (
        numbering.number("{sequence:05d}/{year}", 100_000, organiser="", day=date(2026, 1, 1))
        == "100000/2026"
    )


def test_new_year_comes_at_midnight_in_palembang():
    assert numbering.local_day(datetime(2026, 12, 31, 16, 59, tzinfo=UTC), WIB) == date(2026, 12, 31)
    assert numbering.local_day(datetime(2026, 12, 31, 17, 0, tzinfo=UTC), WIB) == date(2027, 1, 1)


def test_a_number_becomes_part_of_a_file_name():
    assert numbering.in_file_name("800.2/00123/BKPSDM/2026") == "800.2_00123_BKPSDM_2026"
    assert numbering.in_file_name("../..") == "_"


@given(st.text())
def test_no_text_makes_a_file_name_that_leaves_its_folder(text):
    name = numbering.in_file_name(text)

    assert name
    assert not set(name) & set("/\\:\0")
    assert not name.startswith(".")


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_two_counts_never_give_one_number(one, other):
    day = date(2026, 5, 1)
    pattern = "800.2/{sequence:05d}/{organiser}/{month}/{year}"

    same = numbering.number(pattern, one, organiser="B", day=day) == numbering.number(
        pattern, other, organiser="B", day=day
    )

    assert same == (one == other)
