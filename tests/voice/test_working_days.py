"""Limits are counted in working days of an Indonesian office; the day of receipt never counts."""

from datetime import date

import pytest

from lms.voice.rules import working_days

MONDAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (MONDAY, True),
        (date(2026, 6, 13), False),  # Saturday
        (date(2026, 6, 14), False),  # Sunday
        (date(2026, 6, 16), False),  # 1 Muharam 1448
        (date(2026, 3, 20), False),  # joint leave before Idulfitri
        (date(2026, 12, 24), False),  # joint leave before Christmas
        (date(2026, 8, 17), False),
    ],
)
def test_offices_are_closed_on_weekends_national_holidays_and_joint_leave(day, works):
    assert working_days.is_working(day) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, date(2026, 6, 9)),
        (MONDAY, 3, date(2026, 6, 11)),
        (MONDAY, 5, date(2026, 6, 15)),  # over a weekend
        (MONDAY, 6, date(2026, 6, 17)),  # and over 16 June
        (date(2026, 6, 12), 1, date(2026, 6, 15)),  # Friday
        (date(2026, 6, 13), 1, date(2026, 6, 15)),  # what comes on a Saturday begins as if on Friday
        (date(2026, 3, 17), 3, date(2026, 3, 27)),  # Nyepi and Idulfitri with joint leave: 18–24 March
        (date(2026, 12, 23), 5, date(2027, 1, 4)),  # into a year with holidays of its own
    ],
)
def test_a_limit_ends_after_so_many_working_days(start, days, end):
    assert working_days.after(start, days) == end


def test_the_site_s_own_day_off_moves_a_limit_and_its_own_working_day_too():
    flood, saturday = date(2026, 6, 10), date(2026, 6, 13)

    assert working_days.after(MONDAY, 3, {flood: False}) == date(2026, 6, 12)
    assert working_days.after(MONDAY, 5, {saturday: True}) == saturday
    assert working_days.after(MONDAY, 6, {date(2026, 6, 16): True}) == date(2026, 6, 16)


def test_counting_is_the_inverse_of_the_limit():
    site = {date(2026, 6, 10): False, date(2026, 6, 13): True}
    for days in range(80):
        assert working_days.between(MONDAY, working_days.after(MONDAY, days, site), site) == days


def test_nothing_lies_between_a_day_and_itself_or_an_earlier_one():
    assert working_days.between(MONDAY, MONDAY) == 0
    assert working_days.between(MONDAY, date(2026, 6, 1)) == 0
