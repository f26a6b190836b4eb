from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.questions.kinds.number.reading import echo, read, write


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("20", "20", "20"),
        ("-3", "-3", "-3"),
        ("− 3", "-3", "-3"),
        ("+3", "3", "3"),
        ("1.000", "1000", "1"),
        ("1,000", "1", "1000"),
        ("91,475", "91.475", "91475"),
        ("0,500", "0.5", "0.5"),
        ("0.500", "0.5", "0.5"),
        ("1234.567", "1234.567", "1234.567"),
        ("12.34", "12.34", "12.34"),
        ("1.000,5", "1000.5", "1000.5"),
        ("1,000.5", "1000.5", "1000.5"),
        ("1.000.000", "1000000", "1000000"),
        ("1,234,567.891", "1234567.891", "1234567.891"),
        ("1 000 000", "1000000", "1000000"),
        ("1 000,5", "1000.5", "1000.5"),
        ("1\u00a0000", "1000", "1000"),
        ("1'000", "1000", "1000"),
        (".5", "0.5", "0.5"),
        ("5.", "5", "5"),
        ("1e3", "1000", "1000"),
        ("1,5E-3", "0.0015", "0.0015"),
        ("3×10^8", "300000000", "300000000"),
        ("3 x 10^8", "300000000", "300000000"),
        ("2,5×10⁻³", "0.0025", "0.0025"),
    ],
)
def test_a_number_is_read_exactly(text: str, indonesian: str, english: str) -> None:
    readings = [read(text, language) for language in ("id", "en")]

    assert [reading and reading.value for reading in readings] == [Fraction(indonesian), Fraction(english)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.00.000",
        "1.2.3",
        "1,2,3",
        "1.000,5,5",
        "12.345,6,7",
        "15 16",
        "1 0000",
        "1e9999",
        "1e401",
        "17 Agustus 1945",
        "15..16",
        "--3",
        "1/0",
        "5 !",
        "٣",
        "1" * 81,
        "Rp 5 ribu",
        "NaN",
        "inf",
        "1_000",
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("15 jam", "jam"),
        ("15jam", "jam"),
        ("7 prinsip.", "prinsip"),
        ("80 %", "%"),
        ("10 m²", "m²"),
        ("Rp1.000", "Rp"),
        ("Rp. 500", "Rp"),
        ("5 km/jam", "km/jam"),
        ("5 e", "e"),
        ("3 orang  hari", "orang hari"),
    ],
)
def test_what_follows_a_number_or_a_currency_before_it_is_its_unit(text: str, unit: str) -> None:
    reading = read(text)

    assert reading is not None
    assert reading.unit == unit


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.000", "id", "1000"),
        ("1.000", "en", "1"),
        ("1,000", "id", "1"),
        ("91,475 kg", "id", "91,475 kg"),
        ("91.475", "en", "91.475"),
        ("1.000,5", "id", ""),
        ("20", "id", ""),
        ("tujuh", "id", ""),
    ],
)
def test_a_doubtful_number_is_shown_back_as_it_was_read(text: str, language: str, expected: str) -> None:
    assert echo(text, language) == expected


NUMBERS = st.builds(lambda digits, places: Fraction(digits, 10**places), st.integers(), st.integers(0, 60))


@given(NUMBERS, st.sampled_from(["id", "en"]))
@settings(max_examples=200)
def test_a_written_number_is_read_back_the_same(value: Fraction, language: str) -> None:
    text = write(value, language)
    # `1,234` is what one reads in its own language, which is the only one it is shown in.
    reading = read(text, language)

    assert len(text) > 80 or (reading is not None and reading.value == value)


@given(st.text(max_size=30))
@settings(max_examples=200)
def test_any_text_is_read_or_refused_without_a_stumble(text: str) -> None:
    reading = read(text)

    assert reading is None or isinstance(reading.value, Fraction)
