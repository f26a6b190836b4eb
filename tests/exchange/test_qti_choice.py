"""Choices of QTI 2: weights and rules are read off the marks that the processing gives."""

from fractions import Fraction

import pytest
from qti_builders import (
    MAP,
    MATCH,
    answer,
    base,
    choice,
    declared,
    document,
    entry,
    item,
    refused,
    rules,
    variable,
    weights,
)

from lms.exchange.model import Choice, Markup, Text, TrueFalse

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def test_one_right_option() -> None:
    found = item(document(declared("single", "identifier", "B"), "<p>Mana?</p>" + choice("A", "B", "C")))

    assert found.prompt == Text("Mana?")
    assert (found.id, found.shuffle) == ("i1", False)
    assert weights(found.answer) == [0, 1, 0]
    assert isinstance(found.answer, Choice)
    assert found.answer.options[1].text == Text("Opsi B")


def test_a_mapping_gives_part_of_the_points() -> None:
    data = document(declared("single", "identifier", "A", mapped="A=4;B=2;C=-1"), choice("A", "B", "C"), MAP)
    found = item(data)

    assert weights(found.answer) == [1, HALF, Fraction(-1, 4)]
    assert found.points == 4


def test_all_the_right_options_and_no_other() -> None:
    found = answer(document(declared("multiple", "identifier", "A", "B"), choice("A", "B", "C", most=0)))

    assert isinstance(found, Choice)
    assert (found.several, found.rule, weights(found)) == (True, "all", [HALF, HALF, 0])


@pytest.mark.parametrize(
    ("mapped", "bounds", "expected"),
    [
        ("A=1;B=1;C=-1", 'lowerBound="0"', [HALF, HALF, -HALF]),
        ("A=1;B=1", 'lowerBound="0" defaultValue="-2"', [HALF, HALF, -1]),
        (
            "A=8;B=8;C=-9",
            'lowerBound="0" upperBound="10"',
            [Fraction(4, 5), Fraction(4, 5), Fraction(-9, 10)],
        ),
        ("A=2;B=1;C=1", 'upperBound="3" lowerBound="0"', [Fraction(2, 3), THIRD, THIRD]),
    ],
)
def test_bounds_and_defaults_of_a_mapping_are_honoured(
    mapped: str, bounds: str, expected: list[Fraction]
) -> None:
    body = choice("A", "B", "C", most=0)
    found = answer(
        document(declared("multiple", "identifier", "A", "B", mapped=mapped, bounds=bounds), body, MAP)
    )

    assert weights(found) == expected


def test_a_limit_of_choices_is_named_where_all_might_be_ticked() -> None:
    data = document(declared("multiple", "identifier", "A", mapped="A=1"), choice("A", "B", "C", most=2), MAP)

    assert weights(answer(data, "qti.most")) == [1, 0, 0]


def test_true_and_false_are_told_by_their_names() -> None:
    body = choice("true", "false").replace("Opsi true", "True").replace("Opsi false", "False")

    assert answer(document(declared("single", "identifier", "false"), body)) == TrueFalse(right=False)


def test_words_of_a_text_become_a_list() -> None:
    body = (
        '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><p>Ibu '
        '<hottext identifier="A">pergi</hottext> ke '
        '<hottext identifier="B">pasar</hottext></p></hottextInteraction>'
    )
    found = item(document(declared("single", "identifier", "B"), body), "qti.hottext")

    assert found.prompt == Text("Ibu pergi ke pasar")
    assert weights(found.answer) == [0, 1]


def test_a_lone_drop_down_leaves_a_blank() -> None:
    body = (
        '<p>Ibu kota <inlineChoiceInteraction responseIdentifier="RESPONSE">'
        '<inlineChoice identifier="A">Jakarta</inlineChoice>'
        '<inlineChoice identifier="B">Bogor</inlineChoice></inlineChoiceInteraction>!</p>'
    )
    found = item(document(declared("single", "identifier", "A"), body))

    assert found.prompt == Text("Ibu kota _____!")
    assert weights(found.answer) == [1, 0]


FEEDBACK = '<outcomeDeclaration identifier="FB" cardinality="single" baseType="identifier"/>'


def shown(name: str, text: str, how: str = "show") -> str:
    return (
        f'<modalFeedback outcomeIdentifier="FB" identifier="{name}" showHide="{how}">{text}</modalFeedback>'
    )


def test_feedback_goes_to_the_options_that_show_it() -> None:
    copied = f'<setOutcomeValue identifier="FB">{variable()}</setOutcomeValue>'
    right = rules((f"<match>{variable()}{base('B', 'identifier')}</match>", "1"))
    data = document(
        declared("single", "identifier", "B") + FEEDBACK,
        choice("A", "B"),
        right.replace("<responseProcessing>", f"<responseProcessing>{copied}"),
        more=shown("A", "<p>Bukan.</p>") + shown("Z", "Sebab.", "hide"),
    )
    found = item(data)

    assert isinstance(found.answer, Choice)
    assert [one.feedback for one in found.answer.options] == [Text("Bukan."), Text()]
    assert found.explanation == Text("Sebab.")


def test_feedback_without_a_place_is_named() -> None:
    data = document(declared("single", "identifier", "B") + FEEDBACK, choice("A", "B"), more=shown("A", "x"))

    assert weights(answer(data, "exchange.feedback")) == [0, 1]


def test_a_key_without_processing_is_believed_and_named() -> None:
    data = document(declared("single", "identifier", "B"), choice("A", "B"), "")

    assert weights(answer(data, "qti.no-processing")) == [0, 1]


def test_points_that_nobody_can_reach_are_named() -> None:
    score = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="5"/>'
    found = item(document(declared("single", "identifier", "B") + score, choice("A", "B")), "qti.points")

    assert found.points == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (document(declared("single", "identifier"), choice("A", "B")), "qti.no-key"),
        (document(declared("single", "identifier", "A"), choice("A")), "exchange.few-options"),
        (document(declared("single", "identifier", "A"), choice("A", "A")), "qti.identifiers"),
        (
            document(declared("single", "identifier", "A"), choice(*(f"n{at}" for at in range(61)))),
            "qti.large",
        ),
        (
            document(declared("single", "file"), '<uploadInteraction responseIdentifier="RESPONSE"/>'),
            "qti.interaction",
        ),
        (document(declared("single", "string"), entry("OTHER")), "qti.interaction"),
        (document(declared("single", "string"), "<p>Kosong</p>"), "qti.interaction"),
        (
            document(
                '<templateDeclaration identifier="T"/>' + declared("single", "identifier", "A"),
                choice("A", "B"),
            ),
            "qti.template",
        ),
        (
            document(declared("single", "identifier", "A"), choice("A", "B"), MATCH.replace("match_", "my_")),
            "qti.processing",
        ),
    ],
)
def test_what_cannot_be_asked_here_is_named(data: bytes, code: str) -> None:
    assert refused(data) == [code]


def test_a_rich_option_stays_html() -> None:
    body = choice("A", "B").replace("Opsi A", "<b>Opsi</b> A")
    found = answer(document(declared("single", "identifier", "B"), body))

    assert isinstance(found, Choice)
    assert found.options[0].text == Text("<b>Opsi</b> A", Markup.HTML)
