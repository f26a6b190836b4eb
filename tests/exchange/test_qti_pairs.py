"""Pairs and orders of QTI 2: matching, groups, gaps to fill from a list, arrangements."""

from fractions import Fraction

import pytest
from qti_builders import MAP, answer, base, declared, document, item, refused, rules, variable, weights

from lms.exchange.model import Choice, Gaps, Grouping, Matching, Ordering, Pair, Text, gap_sign


def side(most: int, *names: str) -> str:
    options = (
        f'<simpleAssociableChoice identifier="{name}" matchMax="{most}">kata {name}</simpleAssociableChoice>'
        for name in names
    )
    return f"<simpleMatchSet>{''.join(options)}</simpleMatchSet>"


def match(left: str = "AB", right: str = "XYZ") -> str:
    return sides(side(1, *left), side(0, *right))


def sides(*both: str) -> str:
    return f'<matchInteraction responseIdentifier="RESPONSE">{"".join(both)}</matchInteraction>'


def pairs(mapped: str = "", *keys: str, bounds: str = "") -> str:
    return declared("multiple", "directedPair", *keys, mapped=mapped, bounds=bounds)


def pair(left: str, right: str) -> Pair:
    return Pair(Text(f"kata {left}") if left else Text(), f"kata {right}")


def test_equal_pairs_are_a_matching_with_distractors() -> None:
    found = item(document(pairs("A X=1;B Y=1", "A X", "B Y"), match(), MAP))

    assert found.answer == Matching((pair("A", "X"), pair("B", "Y"), pair("", "Z")))
    assert found.points == 2


def test_partners_of_several_items_are_groups() -> None:
    found = answer(document(pairs("A X=1;B X=1;C Y=1", "A X", "B X", "C Y"), match("ABC", "XY"), MAP))

    assert found == Grouping((pair("A", "X"), pair("B", "X"), pair("C", "Y")))


def test_the_asking_side_may_be_the_right_one() -> None:
    body = sides(side(0, "A", "B"), side(1, "X", "Y", "Z"))
    found = answer(document(pairs("A X=1;A Y=1;B Z=1", "A X", "A Y", "B Z"), body, MAP))

    assert found == Grouping((pair("X", "A"), pair("Y", "A"), pair("Z", "B")))


def test_all_or_nothing_comes_in_with_a_remark() -> None:
    found = answer(document(pairs("", "A X", "B Y"), match("AB", "XY")), "qti.together")

    assert found == Matching((pair("A", "X"), pair("B", "Y")))


def test_pairs_of_different_worth_become_gaps() -> None:
    found = item(document(pairs("A X=3;A Y=1;B Y=1", "A X", "B Y"), match("AB", "XY"), MAP), "qti.lines")

    assert isinstance(found.answer, Gaps)
    assert [gap.weight for gap in found.answer.gaps] == [3, 1]
    assert weights(found.answer.gaps[0].answer) == [1, Fraction(1, 3)]
    assert found.prompt.text.startswith(f"<ul><li>kata A {gap_sign(0)}</li>")


def test_several_partners_become_a_choice_among_pairs() -> None:
    found = answer(
        document(pairs("A X=1;A Y=1;B X=1", "A X", "A Y", "B X"), match("AB", "XY"), MAP), "qti.pairs"
    )

    assert isinstance(found, Choice)
    assert [(one.text.text, one.weight) for one in found.options][:3] == [
        ("kata A – kata X", Fraction(1, 3)),
        ("kata A – kata Y", Fraction(1, 3)),
        ("kata B – kata X", Fraction(1, 3)),
    ]


def test_loose_options_get_two_sides() -> None:
    options = "".join(
        f'<simpleAssociableChoice identifier="{name}" matchMax="1">kata {name}</simpleAssociableChoice>'
        for name in "ABCDE"
    )
    head = '<associateInteraction responseIdentifier="RESPONSE" maxAssociations="2">'
    body = f"{head}{options}</associateInteraction>"
    data = document(declared("multiple", "pair", "A B", "D C", mapped="A B=1;D C=1"), body, MAP)

    assert answer(data) == Matching((pair("A", "B"), pair("D", "C"), pair("", "E")))


def gap_match(*names: str) -> str:
    words = "".join(f'<gapText identifier="{name}" matchMax="1">kata {name}</gapText>' for name in names)
    return (
        f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}<p>Satu <gap identifier="G1"/> dua '
        '<gap identifier="G2"/>.</p></gapMatchInteraction>'
    )


def test_gaps_are_filled_from_a_list() -> None:
    found = item(document(pairs("W G1=2;S G2=1", "W G1", "S G2"), gap_match("W", "S", "D"), MAP))

    assert found.prompt.text == f"Satu {gap_sign(0)} dua {gap_sign(1)}."
    assert isinstance(found.answer, Gaps)
    assert [(gap.weight, weights(gap.answer)) for gap in found.answer.gaps] == [
        (2, [1, 0, 0]),
        (1, [0, 1, 0]),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (document(pairs("W G1=1", "W G1"), gap_match("W", "S"), MAP), "qti.gap"),
        (
            document(pairs("", "W G1"), gap_match("W", "S").replace("<gap ", "<b ")),
            "exchange.few-pairs",
        ),
        (document(pairs(), match(), MAP), "qti.no-key"),
    ],
)
def test_pairs_without_a_key_are_named(data: bytes, code: str) -> None:
    assert refused(data) == [code]


def order(*names: str) -> str:
    options = "".join(f'<simpleChoice identifier="{name}">kata {name}</simpleChoice>' for name in names)
    return f'<orderInteraction responseIdentifier="RESPONSE">{options}</orderInteraction>'


def test_an_order_is_right_as_a_whole_or_not_at_all() -> None:
    found = answer(document(declared("ordered", "identifier", "C", "A", "B"), order("A", "B", "C")))

    assert found == Ordering((Text("kata C"), Text("kata A"), Text("kata B")), "all")


def test_places_of_an_order_may_count_one_by_one() -> None:
    more = "".join(
        f'<responseCondition><responseIf><match><index n="{place}">{variable()}</index>'
        f'{base(name, "identifier")}</match><setOutcomeValue identifier="SCORE"><sum>'
        f'{variable("SCORE")}<baseValue baseType="float">1</baseValue></sum></setOutcomeValue></responseIf>'
        "</responseCondition>"
        for place, name in enumerate("BCA", start=1)
    )
    data = document(
        declared("ordered", "identifier"),
        order("A", "B", "C"),
        f"<responseProcessing>{more}</responseProcessing>",
    )
    found = item(data)

    assert found.answer == Ordering((Text("kata B"), Text("kata C"), Text("kata A")), "position")
    assert found.points == 3


def test_an_order_of_some_only_is_named() -> None:
    body = order("A", "B", "C").replace("<orderInteraction ", '<orderInteraction maxChoices="2" ')

    assert refused(document(declared("ordered", "identifier", "A", "B"), body)) == ["qti.interaction"]


def test_rules_that_no_order_of_ours_has_are_named() -> None:
    condition = (
        f'<match><index n="1">{variable()}</index><baseValue baseType="identifier">A</baseValue></match>'
    )
    data = document(
        declared("ordered", "identifier", "A", "B", "C"), order("A", "B", "C"), rules((condition, "1"))
    )

    assert answer(data, "qti.unlike-some") == Ordering(
        (Text("kata A"), Text("kata B"), Text("kata C")), "all"
    )
