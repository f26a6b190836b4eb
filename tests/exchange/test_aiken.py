"""Aiken: good questions come in, errors are named by their line, and what it cannot hold stays out."""

from dataclasses import replace
from fractions import Fraction

import pytest
from exchange_builders import an_item, refusals

from lms.exchange import aiken, gift
from lms.exchange.model import Bank, Choice, Option, Text

GOOD = "Ibu kota Indonesia?\nA) Bandung\nB. Jakarta\nC) Surabaya\nANSWER: B\n"


def test_options_are_lettered_and_the_answer_names_one() -> None:
    bank = aiken.read("\ufeff" + GOOD.replace("\n", "\r\n"))

    assert bank.remarks == ()
    assert bank.items[0].prompt == Text("Ibu kota Indonesia?")
    assert bank.items[0].answer == Choice(
        (
            Option(Text("Bandung"), Fraction(0)),
            Option(Text("Jakarta"), Fraction(1)),
            Option(Text("Surabaya"), Fraction(0)),
        )
    )


def test_a_prompt_may_take_several_lines() -> None:
    assert aiken.read("Satu\ndua\nA) x\nB) y\nANSWER: a").items[0].prompt.text == "Satu\ndua"


@pytest.mark.parametrize(
    ("broken", "line", "code"),
    [
        ("Soal\nA) x\nB) y\n\n", 1, "aiken.no-answer"),
        ("Soal\n\n", 1, "aiken.no-answer"),
        ("A) x\n", 1, "aiken.no-question"),
        ("ANSWER: A\n", 1, "aiken.no-question"),
        ("Soal\nA) x\nANSWER: A\n", 1, "exchange.few-options"),
        ("Soal\nA) x\nB) y\nANSWER: C\n", 4, "aiken.answer"),
        ("Soal\nA) x\nB) y\nANSWER:\n", 4, "aiken.answer"),
        ("Soal\nA) x\nC) y\nD) z\nANSWER: A\n", 3, "aiken.order"),
    ],
)
def test_an_error_is_named_and_the_good_questions_come_in(broken: str, line: int, code: str) -> None:
    bank = aiken.read(broken + GOOD, "soal.txt")

    assert [one.prompt.text for one in bank.items] == ["Ibu kota Indonesia?"]
    assert refusals(bank) == [(line, code)]
    assert bank.remarks[0].text("id")


def test_the_last_question_without_its_answer_is_named_too() -> None:
    assert refusals(aiken.read(GOOD + "\nLagi?\nA) x\nB) y")) == [(7, "aiken.no-answer")]
    assert refusals(aiken.read("\n")) == [(0, "exchange.empty")]


def test_what_is_written_is_read_back() -> None:
    bank = aiken.read(GOOD)
    written = aiken.write(bank)

    assert written.remarks == ()
    assert aiken.read(written.text) == bank


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Soal{~%50%a ~%50%b}", ["exchange.kind"]),
        ("Soal{=a =b ~c}", ["exchange.kind"]),
        ("Soal{~%50%a =b}", ["exchange.kind"]),
        ("Soal{=kata}", ["exchange.kind"]),
        ("Soal{" + "~a" * 26 + "=b}", ["aiken.too-many"]),
        ("Soal{=a#baik ~b####sebab}", ["exchange.explanation", "exchange.feedback"]),
        ("[html]<b>Soal</b>{=[plain]a ~[plain]b}", ["exchange.layout"]),
    ],
)
def test_what_aiken_cannot_hold_is_named(text: str, codes: list[str]) -> None:
    written = aiken.write(gift.read(text))

    assert [one.code for one in written.remarks] == codes
    assert bool(written.text) is (codes[0] not in {"exchange.kind", "aiken.too-many"})


def test_points_are_named() -> None:
    item = replace(an_item("Soal{=[plain]a ~[plain]b}"), points=Fraction(2), prompt=Text("Soal"))

    assert [one.code for one in aiken.write(Bank((item,))).remarks] == ["exchange.points"]
