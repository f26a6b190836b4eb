from fractions import Fraction

import pytest
from question_builders import a_question, codes, parsed, words

from lms.questions import registry
from lms.questions.block import Block
from lms.questions.response import Malformed
from lms.questions.score import State


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
