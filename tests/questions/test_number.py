from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from question_builders import a_question, codes, parsed, words

from lms.questions import registry
from lms.questions.block import Block
from lms.questions.kinds.number.reading import echo, read, write
from lms.questions.response import Malformed
from lms.questions.score import State


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


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        ("20", ["20", "20,0", "2e1"], ["20,0000001", "19"]),
        ("91,475 ± 0,005", ["91,47", "91,48", "91,475"], ["91,4699", "91,4801"]),
        ("91,475 +/- 0,005", ["91,47"], ["91,46"]),
        ("80 ± 5%", ["76", "84"], ["75,9", "84,1"]),
        ("-80 ± 5%", ["-76", "-84"], ["-85", "80"]),
        ("80% ± 5%", ["75", "85 %"], ["74", "86 %"]),
        ("15..16", ["15", "16", "15,5"], ["14,9", "16,1"]),
        ("-2..-1", ["-1,5"], ["1,5"]),
        ("1.000", ["1000", "1.000", "1 000"], ["1", "1,000"]),
        ("0,1", ["0,1", ".1", "1e-1"], ["0,10000000000000001"]),
    ],
)
def test_the_bounds_of_an_answer_belong_to_it_and_nothing_beyond(
    answer: str, right: list[str], wrong: list[str]
) -> None:
    kind, body = a_question(f"= {answer}")

    assert kind.name == "number"
    assert {kind.score(body, text, language="id").state for text in right} == {State.RIGHT}
    assert {kind.score(body, text, language="id").state for text in wrong} == {State.WRONG}


def test_the_language_of_the_attempt_reads_an_ambiguous_answer() -> None:
    kind, body = a_question("= 1000")

    assert kind.score(body, "1.000", language="id").state is State.RIGHT
    assert kind.score(body, "1.000", language="en").state is State.WRONG
    assert kind.read_as(body, "1.000", language="en") == "1"


@pytest.mark.parametrize(
    ("asked", "response", "state"),
    [
        ("optional", "15", State.RIGHT),
        ("optional", "15 Jam", State.RIGHT),
        ("optional", "15 hari", State.WRONG),
        ("required", "15", State.WRONG),
        ("required", "15jam", State.RIGHT),
        ("", "15", State.RIGHT),
    ],
)
def test_a_unit_is_asked_for_as_the_heading_says(asked: str, response: str, state: State) -> None:
    kind, body = a_question("= 15 jam", **({"unit": asked} if asked else {}))

    assert kind.score(body, response, language="id").state is state


def test_the_first_answer_that_holds_the_number_decides() -> None:
    kind, body = a_question("= 80 ± 1\n  > tepat\n= (50%) 80 ± 5\n  > dekat")

    assert kind.score(body, "81", language="id").fraction == 1
    assert kind.score(body, "84", language="id").fraction == Fraction(1, 2)
    assert kind.score(body, "84", language="id").feedback == ("<p>dekat</p>",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("= 20", "number"),
        ("= 20\n= 30 ± 1", "number"),
        ("= 15 jam", "number"),
        ("= 20\n= dua puluh", "shorttext"),
        ("= 17 Agustus 1945", "shorttext"),
        ("= 12 ± x", "number"),
    ],
)
def test_a_block_of_numbers_alone_is_a_number_question(text: str, kind: str) -> None:
    assert parsed(text)[0].name == kind


@pytest.mark.parametrize("flag", ["case", "shorttext"])
def test_the_heading_can_say_that_a_number_is_meant_as_a_text(flag: str) -> None:
    assert parsed("= 17 Agustus", **{flag: ""})[0].name == "shorttext"


@pytest.mark.parametrize(
    ("text", "attributes", "expected"),
    [
        ("= 12 ± x", {}, ["number.unreadable"]),
        ("= 12 ± -1", {}, ["number.unreadable"]),
        ("= dua", {"unit": "required"}, ["number.unreadable"]),
        ("= 16..15", {}, ["number.reversed"]),
        ("= 15", {"unit": "required"}, ["number.no-unit"]),
        ("= -15", {}, ["number.signed"]),
        ("= -15", {"signed": ""}, []),
        ("= 15..20\n= 18", {}, ["number.unreachable"]),
        ("= 15..20\n= 20..25", {}, ["number.overlapping"]),
        ("= 18\n= (50%) 15..20", {}, []),
        ("= 15 jam\n= 15 hari", {}, []),
        ("= (50%) 15", {}, ["question.no-full-mark"]),
    ],
)
def test_what_is_wrong_with_numbers_is_said_by_its_code(
    text: str, attributes: dict[str, str], expected: list[str]
) -> None:
    assert codes(text, **attributes) == expected


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["dua puluh"], "response.not-a-number"),
        (["15 jam"], "response.unit-unasked"),
        (["1", "2"], "response.form"),
    ],
)
def test_a_response_that_is_no_number_is_refused_with_its_reason(values: list[str], code: str) -> None:
    kind, body = a_question("= 20")

    with pytest.raises(Malformed) as refusal:
        kind.accept(body, {"answer": values})

    assert refusal.value.code == code


def test_a_number_is_kept_as_it_was_typed_and_a_blank_as_none() -> None:
    kind, body = a_question("= 20")

    assert kind.accept(body, {"answer": [" 1.000 "]}) == "1.000"
    assert kind.accept(body, {"answer": [""]}) is None
    assert kind.score(body, None, language="id").state is State.BLANK
    assert kind.score(body, " ", language="id").state is State.BLANK


def test_a_stored_response_of_another_form_is_refused() -> None:
    kind, body = a_question("= 20")

    with pytest.raises(Malformed):
        kind.score(body, [20], language="id")


@pytest.mark.parametrize(("asked", "unit"), [("optional", "jam"), ("required", "")])
def test_the_widget_names_a_unit_only_when_it_may_be_left_out(asked: str, unit: str) -> None:
    kind, body = a_question("= 15 jam\n  > rahasia", unit=asked)

    assert words(kind.show(body, [])) == {"asks", "unit", "signed", asked, unit, "False"}


def test_the_review_shows_what_was_typed_how_it_was_read_and_the_answer() -> None:
    kind, body = a_question("= 91,475 ± 0,005")

    revealed = kind.reveal(body, [], "91.475", language="id")

    assert (revealed["state"], revealed["read_as"]) == ("wrong", "91475")
    assert revealed["answer"] == "91,475 ± 0,005"


def test_an_empty_block_is_nobodys() -> None:
    assert registry.claimant(Block(())) is None
