"""text2qti is read by its signs, errors by their lines; what it cannot ask stays out and is named."""

from fractions import Fraction

import pytest
from exchange_builders import refusals

from lms.exchange import text2qti
from lms.exchange.model import (
    Accepted,
    Choice,
    Description,
    Essay,
    Item,
    Markup,
    Number,
    Option,
    ShortText,
    Span,
    Text,
)

ONE, NOTHING, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


def marked(text: str) -> Text:
    return Text(text, Markup.MARKDOWN) if text else Text()


def asked(text: str) -> Item:
    bank = text2qti.read(text)
    assert refusals(bank) == []
    return bank.items[0]


def test_a_choice_has_letters_and_a_star_and_feedback_of_every_sort() -> None:
    item = asked(
        "Title: Jumlah\nPoints: 2.5\n1.  Berapa 2+3?\n\n    Hitung\n... Umum\n+   Betul\n-   Salah\n! Sebab\n"
        "a)  6\n... Terlalu\n    besar\n*b) 5\n"
    )

    assert (item.title, item.points, item.line) == ("Jumlah", Fraction(5, 2), 3)
    assert item.prompt == marked("Berapa 2+3?\n\nHitung")
    assert item.explanation == marked("Umum\n\nSebab")
    assert item.answer == Choice(
        (
            Option(marked("6"), NOTHING, marked("Terlalu\nbesar\n\nSalah")),
            Option(marked("5"), ONE, marked("Betul")),
        )
    )


def test_of_several_exactly_the_right_ones_earn_the_mark() -> None:
    answer = asked("1. Mana?\n[ ] a\n[*] b\n[*] c\n[] d\n").answer

    assert isinstance(answer, Choice)
    assert (answer.several, answer.rule) == (True, "all")
    assert [one.weight for one in answer.options] == [NOTHING, HALF, HALF, NOTHING]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("=   5", Number((Span(Fraction(5), Fraction(5)),))),
        ("=   -1_000", Number((Span(Fraction(-1000), Fraction(-1000)),))),
        ("=   1.5 +- 0.25", Number((Span(Fraction(5, 4), Fraction(7, 4)),))),
        ("=   -200 +- 5%", Number((Span(Fraction(-210), Fraction(-190)),))),
        ("=   [1.5, 2e1]", Number((Span(Fraction(3, 2), Fraction(20)),))),
        ("*   Santa *Claus*\n*   Santa", ShortText((Accepted("Santa \\*Claus\\*"), Accepted("Santa")))),
        ("____", Essay()),
        ("___   ", Essay()),
    ],
)
def test_the_sign_tells_the_kind(text: str, answer: object) -> None:
    assert asked(f"1. Soal\n{text}\n").answer == answer


def test_a_number_tells_whoever_is_outside() -> None:
    answer = asked("1. Soal\n+ ya\n- bukan\n= 5\n").answer

    assert answer == Number(
        (Span(Fraction(5), Fraction(5), feedback=marked("ya")),), otherwise=marked("bukan")
    )


def test_texts_groups_titles_and_comments() -> None:
    bank = text2qti.read(
        "\ufeffQuiz title: Kuis  satu\r\nQuiz description: Untuk *semua*.\r\nshuffle answers: True\r\n"
        "show correct answers: false\r\n% catatan\r\nCOMMENT\r\n1. bukan\r\nEND_COMMENT\r\n"
        "Text title: Petunjuk\r\nText: Baca.\r\n\r\n  Lagi.\r\nGROUP\r\npick: 1\r\nsolutions pick: 2\r\n"
        "points per question: 3\r\n1. A\r\n*a) ya\r\nb) tidak\r\n2. B\r\n*a) ya\r\nb) tidak\r\nEND_GROUP\r\n"
        "3. C\r\n= 1\r\nText: Selesai sudah\r\n"
    )

    assert (bank.title, bank.intro, bank.draws) == ("Kuis satu", marked("Untuk *semua*."), {"Group 1": 1})
    assert [(one.title, one.category, one.points) for one in bank.items] == [
        ("Petunjuk", "", ONE),
        ("A", "Group 1", Fraction(3)),
        ("B", "Group 1", Fraction(3)),
        ("C", "", ONE),
        ("Selesai sudah", "", ONE),
    ]
    assert bank.items[0].prompt == marked("Baca.\n\nLagi.")
    assert isinstance(bank.items[4].answer, Description)
    assert all(one.shuffle for one in bank.items)


def test_units_are_written_out() -> None:
    text = asked(
        r"1. \num{1.2e5}, \si{m/s}, \SI{5}{N.m}, \SI{20}{\celsius}, \si{m^2}, \alpha" + "\n= 1\n"
    ).prompt.text

    assert text == r"1.2×10<sup>5</sup>, m/s, 5 N·m, 20 °C, m<sup>2</sup>, \alpha"


@pytest.mark.parametrize(
    ("broken", "line", "code"),
    [
        ("a) x\n", 1, "text2qti.no-question"),
        ("teks liar\n", 1, "text2qti.stray"),
        ("1. A\nteks liar\n*a) x\nb) y\n", 2, "text2qti.line"),
        ("1. A\na) x\n", 1, "exchange.few-options"),
        ("1. A\na) x\nb) y\n", 1, "text2qti.keys"),
        ("1. A\n*a) x\n*b) y\n", 1, "text2qti.keys"),
        ("1. A\n[ ] x\n[ ] y\n", 1, "text2qti.keys"),
        ("1. A\n*a) x\n[ ] y\n", 3, "text2qti.mixed"),
        ("1. A\n... a\n... b\n= 1\n", 3, "text2qti.twice"),
        ("1. A\n*a) x\n... a\n... b\nb) y\n", 4, "text2qti.twice"),
        ("1. A\n= 1.5\n", 1, "text2qti.number"),
        ("1. A\n= [2, 1]\n", 1, "text2qti.number"),
        ("1. A\n= [a, 1]\n", 1, "text2qti.number"),
        ("1. A\n= 1 +- -1\n", 1, "text2qti.number"),
        ("1. A\n= " + "1" * 200 + "\n", 1, "text2qti.number"),
        ("1. A\n= 1\n= 2\n", 1, "text2qti.number"),
        ("Points: nol\n1. A\n= 1\n", 2, "text2qti.points"),
        ("1. A\n", 1, "text2qti.no-answers"),
        ("```{.python .run}\nprint(1)\n```\n", 1, "text2qti.code"),
    ],
)
def test_an_error_is_named_and_the_good_questions_come_in(broken: str, line: int, code: str) -> None:
    bank = text2qti.read(f"{broken}\n9. Baik\n= 5\n", "soal.txt")

    assert [one.prompt.text for one in bank.items] == ["Baik"]
    assert refusals(bank) == [(line, code)]
    assert bank.remarks[0].text("id")
    assert bank.remarks[0].remedy("en")


def test_what_is_odd_about_groups_is_said() -> None:
    bank = text2qti.read("pick: 2\nGROUP\npick: x\n1. A\n= 1\n")

    assert [one.code for one in bank.remarks] == ["text2qti.group", "text2qti.group", "text2qti.group-open"]
    assert refusals(text2qti.read("% tidak ada\n")) == [(0, "exchange.empty")]


def test_what_has_no_place_beside_an_answer_is_said() -> None:
    bank = text2qti.read("1. A\n+ ya\n[*] x\n[ ] y\n\n2. B\n- bukan\n* x\n\n3. C\n^^^\n")

    assert [one.code for one in bank.remarks] == [
        "exchange.overall",
        "exchange.overall",
        "exchange.attachments",
    ]
