from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from lms.assessment.rules.clock import Deadline, deadline
from lms.assessment.rules.reveal import answers_open, checks
from lms.assessment.rules.tries import Tries, tries

NINE = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_last_moment_is_in_time() -> None:
    until = deadline(NINE, 30)

    assert not until.passed(NINE + timedelta(minutes=30))
    assert until.passed(NINE + timedelta(minutes=30, microseconds=1))


def test_a_grace_is_given_only_when_asked_for() -> None:
    until = Deadline(NINE)

    assert until.passed(NINE + SECOND)
    assert not until.passed(NINE + SECOND, grace=SECOND)


@pytest.mark.parametrize("minutes", [None, 0])
def test_without_minutes_there_is_no_end(minutes: int | None) -> None:
    endless = deadline(NINE, minutes)

    assert not endless.passed(NINE + timedelta(days=9999))
    assert endless.left(NINE) is None
    assert endless.ends(NINE) == NINE


@pytest.mark.parametrize(
    ("factor", "seconds"),
    [(Fraction(1), 600), (Fraction(5, 4), 750), (Fraction(4, 3), 800), (Fraction(10, 7), 858)],
)
def test_an_accommodation_is_exact_and_rounded_up_to_a_second(factor: Fraction, seconds: int) -> None:
    assert deadline(NINE, 10, factor).at == NINE + timedelta(seconds=seconds)


def test_the_time_left_is_never_less_than_none() -> None:
    until = Deadline(NINE)

    assert until.left(NINE - SECOND) == SECOND
    assert until.left(NINE + SECOND) == timedelta(0)
    assert until.ends(NINE + SECOND) == NINE


@pytest.mark.parametrize(
    ("feedback", "graded", "passed", "shown"),
    [
        ("never", True, True, False),
        ("after-attempt", False, False, False),
        ("after-attempt", True, False, True),
        ("after-pass", False, False, False),
        ("after-pass", True, False, False),
        ("after-pass", True, True, True),
        ("after-each", False, False, False),
        ("after-each", True, False, True),
    ],
)
def test_when_answers_may_be_seen(feedback: str, graded: bool, passed: bool, shown: bool) -> None:
    assert answers_open(feedback, graded=graded, passed=passed) is shown


def test_only_one_rule_checks_questions_one_by_one() -> None:
    assert [rule for rule in ("never", "after-each", "after-attempt", "after-pass") if checks(rule)] == [
        "after-each"
    ]


@pytest.mark.parametrize(
    ("used", "limit", "ended", "wait", "expected"),
    [
        (0, 0, None, 0, Tries(None, None)),
        (5, 0, NINE - SECOND, 0, Tries(None, None)),
        (1, 3, NINE, 3600, Tries(2, NINE + timedelta(hours=1))),
        (1, 3, NINE - timedelta(hours=1), 3600, Tries(2, None)),
        (3, 3, NINE, 3600, Tries(0, None)),
        (4, 3, NINE, 0, Tries(0, None)),
        (1, 3, None, 3600, Tries(2, None)),
    ],
)
def test_tries_left_and_waits(used, limit, ended, wait, expected) -> None:
    found = tries(used, limit, ended, timedelta(seconds=wait), NINE)

    assert found == expected
    assert found.used_up == (expected.left == 0)
