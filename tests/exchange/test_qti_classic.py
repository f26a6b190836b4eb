"""QTI 1.2 as Canvas, Common Cartridge and others write it."""

from fractions import Fraction

import pytest
from qti_builders import (
    answer,
    canvas,
    condition,
    equal,
    html,
    item,
    listed,
    read,
    refused,
    told,
    typed,
    weights,
)

from lms.exchange.model import (
    Accepted,
    Choice,
    Description,
    Essay,
    Gaps,
    Matching,
    Number,
    Ordering,
    Pair,
    ShortText,
    Text,
    gap_sign,
)

HALF = Fraction(1, 2)
PROMPT = html("<p>Berapa <b>prinsip</b>?</p>")
THREE = {"a1": "lima", "a2": "tujuh", "a3": "sembilan"}


def test_one_right_option_with_its_feedback() -> None:
    conditions = "".join(
        [
            condition("<other/>", "", go="Yes", shown="general_fb"),
            condition(equal("r", "a1"), "", go="Yes", shown="a1_fb"),
            condition(equal("r", "a2"), shown="correct_fb"),
            condition("<other/>", "", go="Yes", shown="general_incorrect_fb"),
        ]
    )
    notes = told("general_fb", "Perpres 95/2018.") + told("a1_fb", "Kurang.") + told("correct_fb", "Tepat.")
    found = item(
        canvas(
            "multiple_choice_question", PROMPT + listed("r", **THREE), conditions, points="2.5", more=notes
        )
    )

    assert found.prompt.text == "Berapa <b>prinsip</b>?"
    assert (found.points, found.category, found.explanation) == (
        Fraction(5, 2),
        "",
        Text("Perpres 95/2018."),
    )
    assert weights(found.answer) == [0, 1, 0]
    assert isinstance(found.answer, Choice)
    assert [one.feedback for one in found.answer.options] == [Text("Kurang."), Text("Tepat."), Text()]


def test_several_right_options_are_right_together() -> None:
    right = f"<and>{equal('r', 'a1')}{equal('r', 'a2')}<not>{equal('r', 'a3')}</not></and>"
    found = answer(
        canvas("multiple_answers_question", PROMPT + listed("r", "Multiple", **THREE), condition(right))
    )

    assert isinstance(found, Choice)
    assert (found.rule, weights(found)) == ("all", [HALF, HALF, 0])


@pytest.mark.parametrize("words", [equal("response1", "Jakarta") + equal("response1", "DKI"), None])
def test_any_of_several_words_is_accepted(words: str | None) -> None:
    conditions = (
        condition(words)
        if words
        else "".join(condition(equal("response1", one)) for one in ("Jakarta", "DKI"))
    )
    found = answer(canvas("short_answer_question", PROMPT + typed(), conditions))

    assert found == ShortText((Accepted("Jakarta"), Accepted("DKI")))


def test_capitals_count_where_it_is_said() -> None:
    exact = '<varequal respident="response1" case="Yes">DKI</varequal>'

    assert answer(canvas("", PROMPT + typed(), condition(exact))) == ShortText((Accepted("DKI"),), case=True)


def test_parts_of_words_become_stars() -> None:
    part = '<varsubstring respident="response1" case="No">kota</varsubstring>'

    assert answer(canvas("", PROMPT + typed(), condition(part))) == ShortText((Accepted("*kota*"),))


def bounds(name: str, low: str, high: str, over: str = "vargte") -> str:
    return f'<{over} respident="{name}">{low}</{over}><varlte respident="{name}">{high}</varlte>'


def test_numbers_and_their_margins() -> None:
    exact = f"<or>{equal('response1', '4.0')}<and>{bounds('response1', '3.5', '4.5')}</and></or>"
    conditions = condition(exact) + condition(bounds("response1", "10", "12", "vargt"))
    found = answer(canvas("numerical_question", PROMPT + typed(), conditions))

    assert isinstance(found, Number)
    assert [(one.low, one.high, one.weight) for one in found.spans] == [
        (10, 10, 0),
        (Fraction(7, 2), Fraction(9, 2), 1),
        (10, 12, 1),
    ]


def test_lists_with_the_same_partners_are_a_matching() -> None:
    rows = (("response_1", "Jawa", "a1"), ("response_2", "Bali", "a2"))
    presentation = PROMPT + "".join(listed(name, "Single", html(word), **THREE) for name, word, _ in rows)
    conditions = "".join(condition(equal(name, key), "33.33", action="Add") for name, _, key in rows)
    found = item(canvas("matching_question", presentation, conditions))

    assert found.answer == Matching(
        (Pair(Text("Jawa"), "lima"), Pair(Text("Bali"), "tujuh"), Pair(Text(), "sembilan"))
    )
    assert found.points == 1


def test_blanks_stand_where_the_text_names_them() -> None:
    presentation = html("<p>Merah [satu], [dua]</p>") + "".join(
        [
            listed("response_satu", "Single", html("satu"), b1="putih", b2="Putih"),
            listed("response_dua", "Single", html("dua"), b3="hijau"),
        ]
    )
    conditions = "".join(
        condition(equal(name, key), "50", action="Add")
        for name, key in (("response_satu", "b1"), ("response_satu", "b2"), ("response_dua", "b3"))
    )
    found = item(canvas("fill_in_multiple_blanks_question", presentation, conditions))

    assert found.prompt == Text(f"Merah {gap_sign(0)}, {gap_sign(1)}")
    assert isinstance(found.answer, Gaps)
    assert [(gap.weight, gap.answer) for gap in found.answer.gaps] == [
        (1, ShortText((Accepted("putih"),))),
        (1, ShortText((Accepted("hijau"),))),
    ]


def test_drop_downs_stand_where_the_text_names_them() -> None:
    presentation = html("Merah [w]") + listed("response_w", "Single", html("w"), b1="putih", b2="hijau")
    found = item(canvas("multiple_dropdowns_question", presentation, condition(equal("response_w", "b1"))))

    assert found.prompt == Text("Merah _____")
    assert weights(found.answer) == [1, 0]


def test_an_order_is_the_row_of_its_equal_signs() -> None:
    conditions = condition("".join(equal("r", name) for name in ("a3", "a1", "a2")))
    found = answer(canvas("ordering_question", PROMPT + listed("r", "Ordered", **THREE), conditions))

    assert found == Ordering((Text("sembilan"), Text("lima"), Text("tujuh")), "all")


def test_essays_and_texts() -> None:
    essay = item(canvas("essay_question", PROMPT + typed(), condition("<other/>", ""), points="5"))
    text = item(canvas("text_only_question", PROMPT, "", points="0"))

    assert (essay.answer, essay.points) == (Essay(), 5)
    assert text.answer == Description()


@pytest.mark.parametrize(
    ("kind", "presentation", "conditions", "code"),
    [
        ("calculated_question", PROMPT + typed(), condition("<other/>"), "qti.interaction"),
        ("file_upload_question", PROMPT, "", "qti.interaction"),
        ("", PROMPT + '<response_xy ident="r"/>', condition(equal("r", "a1")), "qti.interaction"),
        ("", PROMPT + listed("r", **THREE), condition('<varextension respident="r"/>'), "qti.processing"),
        ("", PROMPT + listed("r", **THREE), condition(equal("r", "a1"), "x"), "qti.processing"),
        ("", PROMPT + listed("r", **THREE), "", "qti.no-key"),
    ],
)
def test_what_cannot_be_asked_here_is_named(kind: str, presentation: str, conditions: str, code: str) -> None:
    assert refused(canvas(kind, presentation, conditions)) == [code]


def test_marks_may_be_added_taken_and_multiplied() -> None:
    steps = [("a1", "Add", "4"), ("a2", "Add", "2"), ("a3", "Subtract", "1")]
    conditions = "".join(condition(equal("r", key), value, action=action) for key, action, value in steps[:2])
    taken = '<setvar action="Subtract" varname="SCORE">2</setvar>'
    conditions += condition(equal("r", "a3"), "").replace("</respcondition>", f"{taken}</respcondition>")
    found = answer(canvas("", PROMPT + listed("r", "Multiple", **THREE), conditions))

    assert weights(found) == [Fraction(2, 3), Fraction(1, 3), -Fraction(1, 3)]


def test_banks_and_groups_are_categories() -> None:
    quiz = canvas(
        "true_false_question", PROMPT + listed("r", t="True", f="False"), condition(equal("r", "t"))
    )
    group = (
        b'<section ident="s1" title="Grup"><selection_ordering><selection>'
        b"<selection_number>1</selection_number>"
        b"<selection_extension><points_per_item>3</points_per_item></selection_extension></selection>"
        b'</selection_ordering><item ident="g1"'
    )
    grouped = quiz.replace(b'<item ident="g1"', group).replace(b"</item>", b"</item></section>")
    bank = read(grouped)

    assert [(one.category, one.points) for one in bank.items] == [("Grup", 3)]
    assert (bank.title, bank.draws, bank.remarks) == ("Kuis", {"Grup": 1}, ())
