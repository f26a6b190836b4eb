"""The processing of QTI runs as it stands: every operator, tolerance and rounding, and NULL."""

from fractions import Fraction

import pytest
from qti_builders import base, choice, declared, document, refused, rounded, rules, variable

from lms.exchange import xml
from lms.exchange.qti import names
from lms.exchange.qti.asking import Unsound
from lms.exchange.qti.modern.rules import Processing
from lms.exchange.qti.program import Budget


def run(data: bytes, given: tuple[str, ...] = ()) -> Fraction:
    item = names.plain(xml.parse(data))
    return Processing(item, Budget(), case=True).grade({"RESPONSE": given}).score


def number(value: str) -> str:
    return base(value)


def graded(
    condition: str, base_type: str, *given: str, cardinality: str = "single", key: tuple[str, ...] = ()
) -> bool:
    """Tell whether a condition holds for a response."""
    data = document(declared(cardinality, base_type, *key), choice("A", "B"), rules((condition, "1")))
    return bool(run(data, given))


def equal(mode: str, wanted: str = "10") -> str:
    return f"<equal {mode}>{number(wanted)}{variable()}</equal>"


def any_one(first: str, second: str) -> str:
    above = "".join(f"<gt>{variable()}{number(one)}</gt>" for one in (first, second))
    return f'<anyN min="1" max="1">{above}</anyN>'


@pytest.mark.parametrize(
    ("condition", "given", "true"),
    [
        (equal('toleranceMode="exact"'), "10.0", True),
        (equal('toleranceMode="exact"'), "10.1", False),
        (equal('toleranceMode="absolute" tolerance="0.5"'), "9.5", True),
        (equal('toleranceMode="absolute" tolerance="0.5 1"'), "11", True),
        (equal('toleranceMode="absolute" tolerance="0.5 1"'), "9.4", False),
        (equal('toleranceMode="absolute" tolerance="1" includeLowerBound="false"'), "9", False),
        (equal('toleranceMode="absolute" tolerance="1" includeUpperBound="false"'), "11", False),
        (equal('toleranceMode="relative" tolerance="10"'), "9", True),
        (equal('toleranceMode="relative" tolerance="10"'), "11.01", False),
        (equal('toleranceMode="relative" tolerance="10"', "-10"), "-11", True),
        (
            rounded("decimalPlaces", 1, "1.23"),
            "1.249",
            True,
        ),
        (
            rounded("decimalPlaces", 1, "1.23"),
            "1.25",
            False,
        ),
        (
            rounded("significantFigures", 2, "1234"),
            "1249",
            True,
        ),
        (
            rounded("significantFigures", 3, "0.00123"),
            "0.001234",
            True,
        ),
        (f"<gt>{variable()}{number('5')}</gt>", "5", False),
        (f"<gte>{variable()}{number('5')}</gte>", "5", True),
        (f"<lt>{variable()}{number('5')}</lt>", "4.9", True),
        (f"<lte>{variable()}{number('5')}</lte>", "5.1", False),
        (
            f"<gt><sum>{variable()}{number('1')}</sum><product>{number('2')}{number('3')}</product></gt>",
            "5.5",
            True,
        ),
        (
            f"<gt><subtract>{variable()}{number('1')}</subtract><divide>{number('6')}{number('2')}</divide></gt>",
            "4.5",
            True,
        ),
        (f"<gt><divide>{variable()}{number('0')}</divide>{number('0')}</gt>", "4", False),
        (f"<gt><power>{variable()}{number('2')}</power>{number('8')}</gt>", "3", True),
        (f"<gt><max>{variable()}{number('7')}</max>{number('6')}</gt>", "1", True),
        (f"<lt><min>{variable()}{number('7')}</min>{number('6')}</lt>", "1", True),
        (f"<equal toleranceMode='exact'><round>{variable()}</round>{number('3')}</equal>", "2.5", True),
        (
            f"<equal toleranceMode='exact'><truncate>{variable()}</truncate>{number('-2')}</equal>",
            "-2.9",
            True,
        ),
        (
            f"<lt><integerModulus>{variable()}{number('4')}</integerModulus>{number('2')}</lt>",
            "9",
            True,
        ),
        (
            any_one("1", "9"),
            "5",
            True,
        ),
        (
            any_one("1", "2"),
            "5",
            False,
        ),
    ],
)
def test_numbers_are_compared_exactly(condition: str, given: str, true: bool) -> None:
    assert graded(condition, "float", given) is true


def text(value: str) -> str:
    return base(value, "string")


@pytest.mark.parametrize(
    ("condition", "given", "true"),
    [
        (f'<stringMatch caseSensitive="true">{variable()}{text("Solo")}</stringMatch>', "solo", False),
        (f'<stringMatch caseSensitive="false">{variable()}{text("Solo")}</stringMatch>', "solo", True),
        (
            f'<stringMatch caseSensitive="true" substring="true">{variable()}{text("ol")}</stringMatch>',
            "Solo",
            True,
        ),
        (f'<substring caseSensitive="true">{text("ol")}{variable()}</substring>', "Solo", True),
        (f'<patternMatch pattern="[A-Z]\\w+"> {variable()}</patternMatch>', "Solo", True),
        (f'<patternMatch pattern="[A-Z]\\w+">{variable()}</patternMatch>', "ke Solo", False),
        (f'<patternMatch pattern="(a|b){{2,3}}c?">{variable()}</patternMatch>', "abac", True),
        (f'<patternMatch pattern="[^0-9\\-]*">{variable()}</patternMatch>', "a-b", False),
        (f"<not><isNull>{variable()}</isNull></not>", "x", True),
        (f"<or><isNull>{variable()}</isNull><match>{variable()}{text('x')}</match></or>", "x", True),
        (
            f"<and><not><isNull>{variable()}</isNull></not><match>{variable()}{text('y')}</match></and>",
            "x",
            False,
        ),
    ],
)
def test_words_are_compared_as_they_are_said_to_be(condition: str, given: str, true: bool) -> None:
    assert graded(condition, "string", given) is true


NAMED = base("A", "identifier")


@pytest.mark.parametrize(
    ("condition", "cardinality", "given", "true"),
    [
        (f"<member>{NAMED}{variable()}</member>", "multiple", "AB", True),
        (f"<contains>{variable()}<multiple>{NAMED}</multiple></contains>", "multiple", "B", False),
        (
            f"<equal toleranceMode='exact'><containerSize>{variable()}</containerSize>{number('2')}</equal>",
            "multiple",
            "AB",
            True,
        ),
        (f"<match><index n='2'>{variable()}</index>{NAMED}</match>", "ordered", "BA", True),
        (f"<match>{variable()}<correct identifier='RESPONSE'/></match>", "ordered", "BA", False),
        (f"<match>{variable()}<correct identifier='RESPONSE'/></match>", "multiple", "BA", True),
        (f"<isNull><delete>{NAMED}{variable()}</delete></isNull>", "multiple", "A", True),
    ],
)
def test_containers_are_bags_or_rows(condition: str, cardinality: str, given: str, true: bool) -> None:
    assert graded(condition, "identifier", *given, cardinality=cardinality, key=("A", "B")) is true


def test_null_is_neither_true_nor_false() -> None:
    for condition in (
        f"<match>{variable()}{NAMED}</match>",
        f"<not><match>{variable()}{NAMED}</match></not>",
    ):
        assert graded(condition, "identifier") is False


def test_the_first_branch_decides_and_what_is_set_stays() -> None:
    branches = rules(
        (f"<gt>{variable()}{number('5')}</gt>", "2"), (f"<gt>{variable()}{number('1')}</gt>", "1")
    )
    data = document(declared("single", "float"), choice("A", "B"), branches)

    assert [run(data, (given,)) for given in ("6", "3", "1")] == [2, 1, 0]


def test_a_look_up_table_turns_marks_into_others() -> None:
    table = (
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
        '<interpolationTable defaultValue="0">'
        '<interpolationTableEntry sourceValue="10" targetValue="3"/><interpolationTableEntry sourceValue="5" '
        'targetValue="1"/></interpolationTable></outcomeDeclaration>'
    )
    rule = f'<lookupOutcomeValue identifier="SCORE">{variable()}</lookupOutcomeValue>'
    looked = f"<responseProcessing>{rule}</responseProcessing>"
    data = document(declared("single", "float") + table, choice("A", "B"), looked)

    assert [run(data, (given,)) for given in ("12", "7", "4")] == [3, 1, 0]


@pytest.mark.parametrize(
    "rule",
    [
        "<customOperator/>",
        "<random><multiple/></random>",
        f"<gt>{variable('LAIN')}{number('1')}</gt>",
        f"<gt>{variable()}</gt>",
        f'<patternMatch pattern="(?:a)">{variable()}</patternMatch>',
        f'<equal toleranceMode="absolute">{variable()}{number("1")}</equal>',
    ],
)
def test_what_cannot_be_followed_is_refused_by_name(rule: str) -> None:
    data = document(
        declared("single", "float", "1"),
        '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>',
        rules((rule, "1")),
    )

    with pytest.raises(Unsound):
        run(data, ("1",))
    assert refused(data) == ["qti.processing"]
