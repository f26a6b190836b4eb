from datetime import timedelta
from fractions import Fraction

import pytest
from build import NINE

from lms.learning.rules import completion
from lms.learning.rules.completion import Requirements

COURSE = Requirements("course", ("a", "b", "c"), has_exam=False)
WITH_EXAM = Requirements("course", ("a", "b", "c"), has_exam=True)


@pytest.mark.parametrize(
    ("wanted", "finished", "exam_passed", "done"),
    [
        (COURSE, {"a", "b", "c"}, False, True),
        (COURSE, {"a", "b"}, False, False),
        (COURSE, set(), False, False),
        (COURSE, {"a", "b", "c", "of an older edition"}, False, True),
        (WITH_EXAM, {"a", "b", "c"}, False, False),
        (WITH_EXAM, {"a", "b", "c"}, True, True),
        (WITH_EXAM, {"a", "b"}, True, False),
        (Requirements("manual", ("a",), has_exam=False), {"a"}, True, False),
    ],
)
def test_a_course_is_done_when_every_module_is_and_the_exam_passed(
    wanted: Requirements, finished: set[str], exam_passed: bool, done: bool
) -> None:
    assert wanted.done(finished, exam_passed=exam_passed) is done


@pytest.mark.parametrize(
    ("wanted", "finished", "exam_passed", "percent"),
    [
        (COURSE, set(), False, Fraction(0)),
        (COURSE, {"a"}, False, Fraction(100, 3)),
        (COURSE, {"a", "b", "c"}, False, Fraction(100)),
        (WITH_EXAM, {"a", "b", "c"}, False, Fraction(75)),
        (WITH_EXAM, {"a", "b", "c"}, True, Fraction(100)),
        (Requirements("course", (), has_exam=False), set(), False, Fraction(0)),
    ],
)
def test_the_share_of_a_course_is_exact(
    wanted: Requirements, finished: set[str], exam_passed: bool, percent: Fraction
) -> None:
    assert wanted.percent(finished, exam_passed=exam_passed) == percent


@pytest.mark.parametrize(
    ("words", "seconds"), [(0, 10), (100, 10), (500, 30), (1000, 60), (3000, 180), (90_000, 180)]
)
def test_reading_takes_a_fifth_of_its_words_within_bounds(words: int, seconds: int) -> None:
    assert completion.shortest_reading(words) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("after", "missing"),
    [
        (timedelta(0), 60),
        (timedelta(seconds=59, milliseconds=1), 1),
        (timedelta(seconds=60), 0),
        (timedelta(days=3), 0),
        (timedelta(seconds=-5), 65),
    ],
)
def test_what_is_missing_is_counted_up_to_whole_seconds(after: timedelta, missing: int) -> None:
    assert completion.seconds_missing(1000, NINE, NINE + after) == missing
