"""Calculated questions are asked for the first set of their values; formulas are reckoned, never run."""

import time
from fractions import Fraction

import pytest
from exchange_builders import refusals

from lms.exchange import moodlexml
from lms.exchange.model import Bank, Choice, Markup, Number, Text
from lms.exchange.moodlexml import formulas
from lms.exchange.moodlexml.formulas import Unsound

DATA = "".join(
    f"<dataset_definition><name><text>{name}</text></name><dataset_items>"
    f"<dataset_item><number>2</number><value>9</value></dataset_item>"
    f"<dataset_item><number>1</number><value>{value}</value></dataset_item></dataset_items></dataset_definition>"
    for name, value in (("a", "2.5"), ("b", "-4"))
)


def read(
    kind: str, answers: str, prompt: str = "Jumlah {a} dan {b}, jadi {={a}*2}?", data: str = DATA
) -> Bank:
    asked = f"<questiontext format='html'><text>{prompt}</text></questiontext>"
    sets = f"<dataset_definitions>{data}</dataset_definitions>"
    return moodlexml.read(f"<quiz><question type='{kind}'><name/>{asked}{answers}{sets}</question></quiz>")


def answer(formula: str, fraction: int = 100, **fields: object) -> str:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f"<answer fraction='{fraction}'><text>{formula}</text>{inner}</answer>"


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"tolerance": "0.5", "tolerancetype": 2}, "-2", "-1"),
        ({"tolerance": "0.1", "tolerancetype": 1}, "-1.65", "-1.35"),
        ({"tolerance": "1", "tolerancetype": 3}, "-3", "-0.75"),
        ({}, "-1.5", "-1.5"),
    ],
)
def test_a_number_is_asked_for_with_the_first_values(fields: dict[str, object], low: str, high: str) -> None:
    bank = read("calculatedsimple", answer("{a}+{b}", **fields))

    assert bank.items[0].prompt == Text("Jumlah 2.5 dan -4, jadi 5?", Markup.HTML)
    found = bank.items[0].answer
    assert isinstance(found, Number)
    assert [(one.low, one.high) for one in found.spans] == [(Fraction(low), Fraction(high))]
    assert [one.code for one in bank.remarks] == ["exchange.calculated"]
    assert bank.remarks[0].values["values"] == "a = 2.5, b = -4"


def test_options_are_rounded_as_they_say() -> None:
    bank = read(
        "calculatedmulti",
        answer("{={a}/3} m", correctanswerlength=2, correctanswerformat=1)
        + answer("{={b}*1234.5}", 0, correctanswerlength=2, correctanswerformat=2),
    )

    found = bank.items[0].answer
    assert isinstance(found, Choice)
    assert [one.text.text for one in found.options] == ["0.83 m", "-4900"]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", "7"),
        ("-(2 - 5) ** 2", "-9"),
        ("--2", "2"),
        ("7 % 4 + .5", "3.5"),
        ("pow(2, -1) + abs(-1e1) + 3.", "13.5"),
        ("round(2.345, 2) + round(-0.5)", "1.35"),
        ("max(1, 2, {a}) - min({b}, 0)", "6.5"),
        ("sqrt(16) + floor(pi()) + log10(100)", "9"),
        ("pow(4, 0.5)", "2"),
    ],
)
def test_a_formula_is_reckoned(formula: str, value: str) -> None:
    assert formulas.reckoned(formula, {"a": Fraction(5, 2), "b": Fraction(-4)}) == Fraction(value)


DEEP = ["(" * 100 + "1" + ")" * 100, "2**" * 100 + "1", "1+" * 600 + "1"]
ODD = "|1/0|1 2|(1|sin(1|sin|x(1)|system(1)|{z}|1;2|9**9**9|pow(10**300*10**300, 2)|round(1, 99)|sqrt(-1)"


@pytest.mark.parametrize("formula", [*ODD.split("|"), *DEEP])
def test_what_cannot_be_reckoned_is_refused_at_once(formula: str) -> None:
    started = time.monotonic()

    with pytest.raises(Unsound):
        formulas.reckoned(formula, {})

    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("kind", "answers", "data", "code"),
    [
        ("calculated", answer("system({a})"), DATA, "exchange.formula"),
        ("calculated", answer("{a}", 50), DATA, "exchange.no-full-mark"),
        ("calculated", "", DATA, "gift.no-number"),
        ("calculated", answer("{a}"), "<dataset_definition><name/></dataset_definition>", "exchange.dataset"),
        ("calculatedmulti", answer("{a}"), DATA, "exchange.few-options"),
    ],
)
def test_a_question_that_cannot_be_reckoned_is_named(kind: str, answers: str, data: str, code: str) -> None:
    assert refusals(read(kind, answers, data=data)) == [(1, code)]
