"""Typed answers of QTI 2: words and their patterns, numbers and their spans, sliders, essays."""

from fractions import Fraction

import pytest
from qti_builders import (
    MAP,
    answer,
    base,
    compared,
    declared,
    document,
    entry,
    item,
    refused,
    rounded,
    rules,
    variable,
)

from lms.exchange.model import Accepted, Criterion, Essay, Number, ShortText, Span, Text

HALF = Fraction(1, 2)
ALONE = f"<p>Isi.</p><p>{entry()}</p>"


def accepted(data: bytes, *codes: str) -> tuple[bool, dict[str, Fraction]]:
    found = answer(data, *codes)
    assert isinstance(found, ShortText)
    return found.case, {one.pattern: one.weight for one in found.answers}


def spans(data: bytes, *codes: str) -> list[tuple[Fraction, Fraction, Fraction]]:
    found = answer(data, *codes)
    assert isinstance(found, Number)
    return [(one.low, one.high, one.weight) for one in found.spans]


def test_a_word_in_a_text_leaves_a_blank() -> None:
    found = item(document(declared("single", "string", "York"), f"<p>Kota <b>{entry()}</b>.</p>"))

    assert found.prompt.text == "Kota <b>_____</b>."
    assert found.answer == ShortText((Accepted("York"),), case=True)


def test_a_mapping_names_words_and_whether_capitals_count() -> None:
    data = document(declared("single", "string", mapped="York=1;Yorkshire=0.5"), ALONE, MAP)
    assert accepted(data) == (True, {"York": 1, "Yorkshire": HALF})

    folded = data.replace(b'mappedValue="', b'caseSensitive="false" mappedValue="')
    assert accepted(folded) == (False, {"York": 1, "Yorkshire": HALF})


def test_every_other_word_may_earn_something() -> None:
    data = document(declared("single", "string", mapped="York=2", bounds='defaultValue="1"'), ALONE, MAP)

    assert accepted(data) == (True, {"York": 1, "*": HALF})


def test_a_part_of_a_word_becomes_stars() -> None:
    part = base("kota", "string")
    condition = compared("stringMatch", variable(), part, caseSensitive="false", substring="true")

    assert accepted(document(declared("single", "string"), ALONE, rules((condition, "1")))) == (
        False,
        {"*kota*": 1},
    )


@pytest.mark.parametrize(
    ("pattern", "codes", "expected"),
    [
        ("colou?r", (), {"color": 1, "colour": 1}),
        ("(satu|dua).*", (), {"satu*": 1, "dua*": 1}),
        ("\\s*tiga\\s*", ("qti.pattern",), {"tiga": 1}),
        ("a\\*b", (), {"a\\*b": 1}),
    ],
)
def test_a_pattern_becomes_words_and_stars(
    pattern: str, codes: tuple[str, ...], expected: dict[str, int]
) -> None:
    condition = f'<patternMatch pattern="{pattern}">{variable()}</patternMatch>'
    data = document(declared("single", "string"), ALONE, rules((condition, "1")))

    assert accepted(data, *codes) == (True, expected)


def test_a_pattern_of_too_many_words_is_named() -> None:
    condition = f'<patternMatch pattern="[a-z]+@[a-z]+">{variable()}</patternMatch>'

    assert refused(document(declared("single", "string"), ALONE, rules((condition, "1")))) == ["qti.regex"]


def equal(mode: str, wanted: str = "10") -> str:
    return f"<equal {mode}>{base(wanted)}{variable()}</equal>"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (equal('toleranceMode="exact"'), [(10, 10, 1)]),
        (equal('toleranceMode="absolute" tolerance="0.5 1"'), [(Fraction(19, 2), 11, 1)]),
        (equal('toleranceMode="relative" tolerance="10"'), [(9, 11, 1)]),
        (
            equal(
                'toleranceMode="absolute" tolerance="1" includeLowerBound="false" includeUpperBound="false"'
            ),
            [(9, 9, 0), (11, 11, 0), (9, 11, 1)],
        ),
        (
            f"<and><gte>{variable()}{base('3')}</gte><lt>{variable()}{base('4')}</lt></and>",
            [(4, 4, 0), (3, 4, 1)],
        ),
        (
            rounded("decimalPlaces", 1, "1.2"),
            [(Fraction(5, 4), Fraction(5, 4), 0), (Fraction(23, 20), Fraction(5, 4), 1)],
        ),
        (
            rounded("significantFigures", 2, "1200"),
            [(1250, 1250, 0), (1150, 1250, 1)],
        ),
    ],
)
def test_tolerances_become_spans(condition: str, expected: list[tuple[Fraction, Fraction, Fraction]]) -> None:
    assert spans(document(declared("single", "float"), ALONE, rules((condition, "1")))) == expected


def test_less_exact_numbers_may_earn_less() -> None:
    branches = rules(
        (equal('toleranceMode="absolute" tolerance="1"'), "2"),
        (equal('toleranceMode="absolute" tolerance="3"'), "1"),
    )
    found = spans(document(declared("single", "float"), ALONE, branches))

    assert sorted(found) == [(7, 9, HALF), (9, 9, 1), (9, 11, 1), (11, 11, 1), (11, 13, HALF)]


def test_whole_numbers_are_stretches_of_whole_numbers() -> None:
    condition = f"<and><gt>{variable()}{base('3')}</gt><lt>{variable()}{base('8')}</lt></and>"

    assert spans(document(declared("single", "integer"), ALONE, rules((condition, "1")))) == [(4, 7, 1)]


def test_numbers_without_an_end_are_named() -> None:
    condition = f"<gte>{variable()}{base('3')}</gte>"
    found = spans(document(declared("single", "float"), ALONE, rules((condition, "1"))), "qti.unbounded")

    assert found == [(3, 10**12, 1)]


def test_a_slider_asks_for_a_number() -> None:
    slider = '<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="100" step="5"/>'

    assert spans(document(declared("single", "integer", "35"), slider)) == [(35, 35, 1)]


def test_a_long_text_is_an_essay_with_its_rubric() -> None:
    body = (
        '<extendedTextInteraction responseIdentifier="RESPONSE" label="words=50-100">'
        '<prompt>Jelaskan.</prompt></extendedTextInteraction><rubricBlock view="scorer">'
        "<ul><li>[2] dasar hukum</li><li>[1.5] contoh</li></ul></rubricBlock>"
    )
    found = item(document(declared("single", "string"), body, ""))

    rubric = (Criterion(Fraction(2), Text("dasar hukum")), Criterion(Fraction(3, 2), Text("contoh")))
    assert found.answer == Essay((50, 100), rubric)
    assert found.prompt == Text("Jelaskan.")


def test_a_long_text_with_a_key_is_no_essay() -> None:
    body = (
        '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>?</prompt></extendedTextInteraction>'
    )

    assert answer(document(declared("single", "string", "ya"), body)) == ShortText(
        (Accepted("ya"),), case=True
    )


def test_feedback_goes_to_the_answers_that_show_it() -> None:
    told = '<setOutcomeValue identifier="FB"><baseValue baseType="identifier">F</baseValue></setOutcomeValue>'
    outcome = '<outcomeDeclaration identifier="FB" cardinality="single" baseType="identifier"/>'
    branch = rules((equal('toleranceMode="exact"'), "1")).replace("</responseIf>", f"{told}</responseIf>")
    more = '<modalFeedback outcomeIdentifier="FB" identifier="F" showHide="show">Tepat.</modalFeedback>'

    found = answer(document(declared("single", "float") + outcome, ALONE, branch, more=more))

    assert found == Number((Span(Fraction(10), Fraction(10), Fraction(1), Text("Tepat.")),))
