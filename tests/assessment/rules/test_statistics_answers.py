from fractions import Fraction

import numpy as np
import pytest

from lms.assessment.rules.statistics.advice import Need, advise, letter, need
from lms.assessment.rules.statistics.distractors import Choices, bands, tabulate
from lms.assessment.rules.statistics.figures import Figure
from lms.assessment.rules.statistics.item_statistics import ItemFigures
from lms.assessment.rules.statistics.scores import Column, table
from lms.assessment.rules.statistics.versions import Drift, drifts
from lms.questions.kind import ResponseClass

OPTIONS = [
    ResponseClass("", "0", "Lima", Fraction(0)),
    ResponseClass("", "1", "Tujuh", Fraction(1)),
    ResponseClass("", "2", "Sembilan", Fraction(0)),
]


def item(n: int = 100, facility: float = 60.0, sharp: float = 40.0, guess: int | None = None) -> ItemFigures:
    level = Figure(facility, facility - 8, facility + 8)
    rest = Figure(sharp, sharp - 9, sharp + 9)
    return ItemFigures(
        Column("q1", Fraction(1)), n, level, level, rest, rest, 20.0, level,
        None if guess is None else Fraction(guess), 50.0,
    )  # fmt: skip


def choices(*counts: tuple[int, int, int], asked: tuple[int, int, int] = (40, 30, 30)) -> Choices:
    tallies = [({"": (str(place),)}, count) for place, count in enumerate(counts)]
    return tabulate(OPTIONS, tallies, asked)


def codes(found: ItemFigures, answers: Choices | None = None, *drift: Drift) -> list[str]:
    return [one.code for one in advise(found, answers, drift)]


def test_answers_are_counted_by_class_and_third() -> None:
    found = choices((10, 5, 0), (20, 20, 25), (5, 5, 5))

    assert [one.count for one in found.classes] == [15, 65, 15]
    assert found.blank == (5, 0, 0)
    assert found.share(found.classes[1]) == 0.65


def test_several_choices_at_once_are_each_counted_and_one_learner_is_no_blank() -> None:
    found = tabulate(OPTIONS, [({"": ("0", "2")}, (1, 0, 2)), ({}, (0, 1, 0))], (1, 1, 2))

    assert [one.bands for one in found.classes] == [(1, 0, 2), (0, 0, 0), (1, 0, 2)]
    assert found.blank == (0, 1, 0)


def test_an_answer_that_no_class_holds_any_more_is_no_blank() -> None:
    found = tabulate(OPTIONS, [({"": ("gone",)}, (1, 0, 0))], (1, 1, 1))

    assert [one.count for one in found.classes] == [0, 0, 0]
    assert found.blank == (0, 1, 1)


def test_where_marks_are_equal_nobody_is_strong() -> None:
    assert codes(item(), choices((0, 20, 0), (0, 60, 0), (0, 20, 0), asked=(0, 100, 0))) == []


def test_a_key_that_most_choose_is_not_doubted() -> None:
    assert codes(item(), choices((10, 5, 5), (24, 22, 24), (4, 2, 1))) == []


def test_equal_marks_fall_into_one_third() -> None:
    assert bands(np.array([1, 2, 3, 4, 5, 6])).tolist() == [0, 0, 1, 1, 2, 2]
    assert bands(np.array([5, 5, 5])).tolist() == [1, 1, 1]
    assert bands(np.array([0, 9, 9, 9, 9])).tolist() == [0, 1, 1, 1, 1]
    assert bands(np.array([], dtype=np.int64)).tolist() == []


def test_a_wrong_answer_that_most_choose_casts_doubt_on_the_key() -> None:
    found = advise(item(), choices((30, 24, 23), (8, 5, 5), (2, 1, 2)), [])

    assert found[0].code == "key-doubted"
    assert (found[0].need, found[0].answer, found[0].share) == (Need.NOW, "Lima", pytest.approx(77))


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (item(facility=97.0), "too-easy"),
        (item(facility=4.0), "too-hard"),
        (item(facility=24.0, guess=33), "below-guess"),
        (item(sharp=12.0), "tells-little"),
        (item(sharp=-4.0), "tells-little"),
        (item(sharp=-30.0), "weak-win"),
    ],
)
def test_a_figure_beyond_its_threshold_is_told(figures: ItemFigures, code: str) -> None:
    assert codes(figures) == [code]


def test_a_sound_question_is_left_alone() -> None:
    assert codes(item(guess=33), choices((12, 8, 2), (20, 17, 26), (8, 5, 2))) == []


def test_nothing_is_said_of_too_few_answers() -> None:
    assert codes(item(n=19, facility=100.0)) == []


def test_distractors_that_do_no_work_or_draw_the_strong_are_named() -> None:
    found = advise(item(), choices((0, 0, 0), (34, 24, 15), (6, 6, 15)), [])

    assert [(one.code, one.answer) for one in found] == [("draws-strong", "Sembilan"), ("unused", "Lima")]
    assert codes(item(), choices((2, 1, 0), (30, 23, 25), (8, 6, 5))) == ["little-used"]


def test_many_blanks_are_told() -> None:
    assert codes(item(), choices((6, 4, 3), (14, 18, 22), (6, 4, 2))) == ["left-blank"]


def test_what_needs_attention_most_comes_first() -> None:
    urgent = advise(item(sharp=-30.0), None, [])
    note = advise(item(facility=97.0), choices((0, 0, 0), (39, 29, 29), (0, 0, 0)), [])

    assert need(urgent) > need(note) > need([]) == 0


def test_two_versions_differ_only_when_chance_would_not_do_it() -> None:
    columns = [Column("q1", Fraction(1), version=one) for one in "abc"] + [Column("q2", Fraction(1))]
    rows = []
    for version, right in (("a", 20), ("b", 30), ("c", 3)):
        for n in range(40 if version != "c" else 4):
            own = [Fraction(int(n < right)) if one == version else None for one in "abc"]
            rows.append([*own, Fraction(n % 2)])
    found = drifts(table(columns, rows), {"q1": ("a", "b", "c"), "q2": ("",)})

    assert [(one.old, one.new) for one in found] == [("a", "b")]
    assert found[0].difference == 25
    assert found[0].low < 25 < found[0].high
    assert not found[0].differs
    assert codes(item(), None, *found) == []


def test_a_clear_difference_of_versions_is_told() -> None:
    columns = [Column("q1", Fraction(1), version=one) for one in "ab"]
    rows = [[Fraction(int(n < 10)), None] for n in range(50)] + [
        [None, Fraction(int(n < 40))] for n in range(50)
    ]

    found = drifts(table(columns, rows), {"q1": ("a", "b")})

    assert found[0].differs
    assert codes(item(), None, *found) == ["versions-differ"]


def test_a_question_without_worth_does_not_drift() -> None:
    columns = [Column("q1", Fraction(0), version=one) for one in "ab"]
    rows = [[Fraction(0), None]] * 20 + [[None, Fraction(0)]] * 20

    assert not drifts(table(columns, rows), {"q1": ("a", "b")})[0].differs


def test_options_have_the_names_of_the_alphabet() -> None:
    assert [letter(place) for place in (0, 1, 25, 26, 27)] == ["A", "B", "Z", "AA", "AB"]
