"""Units that measure the same thing, tolerances of four sorts, and numbers in every habit of writing them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from question_builders import a_question, codes, parsed

from lms.questions import selftest
from lms.questions.kinds.number.reading import echo, read
from lms.questions.kinds.number.units import FOLDED, SIZES, factor, spelled
from lms.questions.response import Malformed
from lms.questions.score import State


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("jam", "menit", 60),
        ("menit", "jam", Fraction(1, 60)),
        ("JAM", "hours", 1),
        ("km", "m", 1000),
        ("KG", "gram", 1000),
        ("kilometer persegi", "ha", 100),
        ("m³", "liter", 1000),
        ("km/jam", "m/detik", Fraction(5, 18)),
        ("kilometer per jam", "km/h", 1),
        ("mW", "MW", Fraction(1, 10**9)),
        ("mw", "MW", 1),
        ("GB", "KB", 10**6),
        ("Mb", "MB", None),
        ("persen", "%", 1),
        ("‰", "%", Fraction(1, 10)),
        ("Rp", "rupiah", 1),
        ("triwulan", "bulan", 3),
        ("bulan", "hari", None),
        ("jam", "km", None),
        ("prinsip", "Prinsip", 1),
        ("prinsip", "asas", None),
        ("°C", "°", None),
        ("a/b/c", "a/b", None),
    ],
)
def test_a_unit_is_so_many_of_another(one: str, other: str, expected: Fraction | None) -> None:
    assert factor(one, other) == expected


UNITS = st.sampled_from([*SIZES, *FOLDED])


@given(UNITS, UNITS, UNITS)
def test_factors_undo_and_follow_each_other(one: str, other: str, third: str) -> None:
    there, back, on = factor(one, other), factor(other, one), factor(other, third)

    assert (there is None) is (back is None)
    assert there is None or back is None or there * back == 1
    assert there is None or on is None or factor(one, third) == there * on


@pytest.mark.parametrize(
    ("asked", "response", "state"),
    [
        ("required", "900 menit", State.RIGHT),
        ("required", "54000 s", State.RIGHT),
        ("required", "0,625 hari", State.RIGHT),
        ("required", "901 menit", State.WRONG),
        ("required", "15", State.WRONG),
        ("optional", "900 menit", State.RIGHT),
        ("optional", "900", State.WRONG),
        ("optional", "15 km", State.WRONG),
    ],
)
def test_an_answer_may_come_in_another_size_of_unit(asked: str, response: str, state: State) -> None:
    kind, body = a_question("= 15 jam", unit=asked)

    assert kind.score(body, response, language="id").state is state


def test_a_percent_sign_is_refused_where_a_number_alone_is_asked_for() -> None:
    kind, body = a_question("= 80")

    with pytest.raises(Malformed, match="unit"):
        kind.accept(body, {"answer": ["80%"]})


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        ("80 ×/ 1,25", ["64", "100", "80"], ["63,99", "100,01"]),
        ("80 x/ 25%", ["64", "100"], ["63,99", "100,01"]),
        ("80 ×/÷ 1,25", ["64", "100"], ["63", "101"]),
        ("-80 ×/ 1,25", ["-64", "-100"], ["80", "-63"]),
        ("10 km ×÷ 2", ["5 km", "20000 m"], ["4,9 km", "21 km"]),
        ("15 jam ± 30 menit", ["14,5 jam", "930 menit", "15"], ["14,4 jam", "931 menit"]),
        ("30 menit..1 jam", ["0,5 jam", "60 menit", "1"], ["29 menit", "61 menit"]),
        ("80 persen ± 5 persen", ["75%", "85"], ["74%", "86"]),
    ],
)
def test_a_tolerance_may_be_a_ratio_or_stand_in_another_unit(
    answer: str, right: list[str], wrong: list[str]
) -> None:
    kind, body = a_question(f"= {answer}", signed="")

    assert {kind.score(body, text, language="id").state for text in right} == {State.RIGHT}
    assert {kind.score(body, text, language="id").state for text in wrong} == {State.WRONG}
    assert selftest.failures(kind, body) == []


@pytest.mark.parametrize(
    "text", ["80 ×/ 0,5", "80 ×/ 2 kg", "15 jam ± 3 km", "1 jam..3 km", "dua..3", "a ×/ 2"]
)
def test_a_tolerance_that_makes_no_sense_is_unreadable(text: str) -> None:
    kind, _, problems = parsed(f"= {text}", unit="optional")

    assert kind.name == "number"
    assert [problem.code for problem in problems] == ["number.unreadable"]


def test_answers_in_other_units_are_seen_to_overlap() -> None:
    assert codes("= 15 jam\n= (50%) 900 menit") == ["number.unreachable"]
    assert codes("= 15 jam\n= (50%) 901 menit") == []


def test_a_kind_finds_a_wrong_number_for_itself_among_mixed_units() -> None:
    kind, body = a_question("= 900 menit\n= 16 jam ± 1 jam")

    assert selftest.failures(kind, body) == []
    assert kind.specimens(body).wrong


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10^8", 10**8),
        ("10⁸", 10**8),
        ("-10^-2", Fraction(-1, 100)),
        ("3×10^8", 3 * 10**8),
        ("3x10^8", 3 * 10**8),
        ("3*10^8", 3 * 10**8),
        ("3·10⁸", 3 * 10**8),
        ("3 × 10^(-8)", Fraction(3, 10**8)),
        ("3×10^{8}", 3 * 10**8),
        ("3×10^−2", Fraction(3, 100)),
        ("1e3.", 1000),
        ("–5", -5),
        ("Rp 5.000,-", 5000),
        ("Rp1.000.000,50", Fraction(2000001, 2)),
        ("10 m^2", 10),
    ],
)
def test_a_number_is_read_in_every_habit_of_writing_it(text: str, value: Fraction) -> None:
    reading = read(text, "id")

    assert reading is not None
    assert reading.value == value


@pytest.mark.parametrize("text", ["10^", "10^400000", "10^401", "2^8", "10^2^3", "10^3,5", "100^2", "10^-"])
def test_a_power_that_is_none_is_not_read(text: str) -> None:
    assert read(text) is None


STYLES = st.sampled_from(
    [(".", ","), (",", "."), (" ", ","), (" ", "."), ("\u00a0", ","), ("'", "."), ("’", ",")]
)


@given(st.integers(0, 10**15), st.text("0123456789", max_size=6), STYLES, st.sampled_from(["", "-", "−"]))
def test_a_number_with_thousands_marks_is_read_as_it_was_meant(
    whole: int, decimals: str, style: tuple[str, str], sign: str
) -> None:
    """Both languages agree, unless one mark alone stands before three digits: then the doubt is told."""
    thousands, point = style
    text = f"{sign}{whole:,}".replace(",", thousands) + (point + decimals if decimals else "")
    meant = Fraction(f"{whole}.{decimals}" if decimals else whole) * (-1 if sign else 1)

    readings = {language: read(text, language) for language in ("id", "en")}
    found = {language: reading.value for language, reading in readings.items() if reading}

    assert set(found) == {"id", "en"}
    assert meant in found.values()
    if found["id"] != found["en"]:
        assert echo(text, "id")
        assert echo(text, "en")


@given(st.text(" 0123456789.,'eE×^-+%mRp", max_size=24), st.sampled_from(["id", "en"]))
def test_whatever_is_read_stays_the_same_with_a_space_around_it(text: str, language: str) -> None:
    assert read(f" {text} ", language) == read(text.strip(), language)


def test_a_power_in_a_unit_is_written_small() -> None:
    assert [spelled(text) for text in ("m2", "km^2", "m3/detik", "CO2")] == ["m²", "km²", "m³/detik", "CO2"]
