"""Moodle XML is read as Moodle reads it; what cannot come in is named by its line."""

from fractions import Fraction

import pytest
from exchange_builders import refusals

from lms.errors import Refused
from lms.exchange import moodlexml
from lms.exchange.model import (
    Accepted,
    Bank,
    Choice,
    Criterion,
    Description,
    Essay,
    Item,
    Markup,
    Matching,
    Number,
    Option,
    Ordering,
    Pair,
    ShortText,
    Span,
    Text,
    TrueFalse,
)

ONE, NOTHING, HALF, THIRD = Fraction(1), Fraction(0), Fraction(1, 2), Fraction(1, 3)
ALL = Fraction(10**30)


def html(text: str) -> Text:
    return Text(text, Markup.HTML) if text else Text()


def question(kind: str, inner: str, *, name: str = "Nama", prompt: str = "Soal") -> str:
    asked = f'<questiontext format="html"><text><![CDATA[{prompt}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>{name}</text></name>{asked}{inner}</question>'


def answer(text: str, fraction: object = 0, told: str = "", more: str = "") -> str:
    feedback = f"<feedback><text>{told}</text></feedback>" if told else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{feedback}{more}</answer>'


def bank_of(*questions: str) -> Bank:
    return moodlexml.read(f'<?xml version="1.0"?>\n<quiz>\n{"".join(questions)}</quiz>', "bank.xml")


def asked(text: str) -> Item:
    bank = bank_of(text)
    assert [one for one in bank.remarks if one.is_error] == []
    return bank.items[0]


def pair(left: str, right: str) -> str:
    return f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"


def unit(name: str, by: object) -> str:
    return f"<unit><multiplier>{by}</multiplier><unit_name>{name}</unit_name></unit>"


RUBRIC = "<ul><li>[2] dasar</li><li>[0.5] rapi</li></ul>"
CHOICE = answer("a", 100, "ya") + answer("b", 33.33333) + answer("c", -50)


def test_a_question_brings_all_that_stands_around_it() -> None:
    inner = (
        '<generalfeedback format="markdown"><text>*sebab*</text></generalfeedback>'
        "<defaultgrade>2.5</defaultgrade><penalty>0.3333333</penalty><idnumber>a-1</idnumber><single>true</single>"
        "<shuffleanswers>1</shuffleanswers>"
        '<hint format="plain_text"><text>satu</text></hint><hint><text/></hint>'
        "<hint><hintcontent><text>dua</text></hintcontent></hint>"
        "<tags><tag><text>x</text></tag></tags><coursetags><tag><text>x</text></tag></coursetags>"
    )
    bank = bank_of(
        '<question type="category"><category><text>$course$/top/A</text></category></question>',
        question("multichoice", CHOICE + inner),
    )

    assert bank.remarks == ()
    (item,) = bank.items
    assert item.answer == Choice(
        (Option(html("a"), ONE, html("ya")), Option(html("b"), THIRD), Option(html("c"), -HALF))
    )
    assert item.explanation == Text("*sebab*", Markup.MARKDOWN)
    assert item.hints == (Text("satu", Markup.PLAIN), html("dua"))
    assert (item.id, item.tags, item.points, item.penalty) == ("a-1", ("x",), Fraction(5, 2), THIRD)
    assert (item.category, item.shuffle, item.title, item.line) == ("$course$/top/A", True, "Nama", 3)


@pytest.mark.parametrize(
    ("kind", "inner", "wanted"),
    [
        ("multichoice", f"<single>false</single>{CHOICE}", "several"),
        (
            "truefalse",
            answer("true", 0, "t") + answer("false", 100, "f"),
            TrueFalse(right=False, if_true=html("t"), if_false=html("f")),
        ),
        ("truefalse", answer("Benar", 100) + answer("Salah", 0), TrueFalse(right=True)),
        (
            "shortanswer",
            "<usecase>1</usecase>" + answer("*a", 50) + answer("b", 100, "x"),
            ShortText((Accepted("*a", HALF), Accepted("b", ONE, html("x"))), case=True),
        ),
        ("shortanswer", '<answer fraction="100">kata</answer>', ShortText((Accepted("kata"),))),
        (
            "numerical",
            answer("2.5", 100, "", "<tolerance>0.5</tolerance>") + answer("*", 0, "lain"),
            Number((Span(Fraction(2), Fraction(3)),), html("lain")),
        ),
        (
            "numerical",
            answer("1e2", 100) + answer("*", 50),
            Number((Span(Fraction(100), Fraction(100)), Span(-ALL, ALL, HALF))),
        ),
        (
            "numerical",
            "<answer><text>3</text><fraction>1</fraction></answer>",
            Number((Span(Fraction(3), Fraction(3)),)),
        ),
        (
            "matching",
            pair("a", "1") + pair("b", "2") + pair("", "3") + pair("", ""),
            Matching((Pair(html("a"), "1"), Pair(html("b"), "2"), Pair(Text(), "3"))),
        ),
        ("ordering", answer("a", 1) + answer("b", 2), Ordering((html("a"), html("b")))),
        (
            "ordering",
            "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>" + answer("a") + answer("b"),
            Ordering((html("a"), html("b")), "relative"),
        ),
        ("essay", "<minwordlimit>10</minwordlimit><maxwordlimit>20</maxwordlimit>", Essay((10, 20))),
        (
            "essay",
            f"<graderinfo><text><![CDATA[{RUBRIC}]]></text></graderinfo>",
            Essay(None, (Criterion(Fraction(2), html("dasar")), Criterion(HALF, html("rapi")))),
        ),
        ("description", "", Description()),
    ],
)
def test_every_kind_is_read(kind: str, inner: str, wanted: object) -> None:
    found = asked(question(kind, inner)).answer

    if wanted == "several":
        assert isinstance(found, Choice)
        assert found.several
    else:
        assert found == wanted


ONE_UNIT = f"<units>{unit('m', 1)}</units>"
KNOWN = f"<units>{unit('m', 1)}{unit('cm', 100)}</units>"
STRANGE = f"<units>{unit('m', 1)}{unit('hasta', 2)}</units>"


@pytest.mark.parametrize(
    ("units", "rule", "spans"),
    [
        (f"{ONE_UNIT}<showunits>3</showunits>", "ignored", [(5, "", 1)]),
        (ONE_UNIT, "optional", [(5, "m", 1)]),
        (KNOWN, "optional", [(5, "m", 1)]),
        (STRANGE, "required", [(5, "m", 1), (10, "hasta", 1), (5, "", 1)]),
        (
            f"{ONE_UNIT}<unitgradingtype>1</unitgradingtype><unitpenalty>1</unitpenalty>",
            "required",
            [(5, "m", 1)],
        ),
        (
            f"{KNOWN}<unitgradingtype>2</unitgradingtype><unitpenalty>0.5</unitpenalty>",
            "required",
            [(5, "m", 1), (5, "", HALF)],
        ),
    ],
)
def test_units_keep_their_factors_and_what_a_missing_one_costs(
    units: str, rule: str, spans: list[tuple[object, ...]]
) -> None:
    found = asked(question("numerical", answer("5", 100) + units)).answer

    assert isinstance(found, Number)
    assert found.units == rule
    assert [(one.low, one.unit, one.weight) for one in found.spans] == spans


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (question("multichoice", answer("a", 45) + answer("b", 100)), "exchange.weight"),
        (question("multichoice", answer("a", "x") + answer("b", 100)), "exchange.weight"),
        (question("multichoice", answer("a", 100)), "exchange.few-options"),
        (question("truefalse", ""), "exchange.few-options"),
        (question("shortanswer", answer("a", 50)), "exchange.no-full-mark"),
        (question("numerical", answer("a", 100)), "gift.number"),
        (question("numerical", answer("1", 50)), "exchange.no-full-mark"),
        (question("numerical", answer("*", 0)), "gift.no-number"),
        (question("matching", "<subquestion><text>a</text></subquestion>"), "gift.pair"),
        (question("matching", ""), "exchange.few-pairs"),
        (question("ordering", answer("a")), "exchange.few-options"),
        (question("ddmarker", ""), "exchange.kind-unknown"),
        (question("randomsamatch", ""), "exchange.kind-unknown"),
        (question("calculated", answer("{a}", 100)), "exchange.formula"),
        ("<question><name/></question>", "exchange.kind-unknown"),
    ],
)
def test_what_moodle_refuses_or_we_cannot_ask_is_named_and_the_rest_comes_in(text: str, code: str) -> None:
    bank = bank_of(question("description", ""), "\n", text, question("description", ""))

    assert len(bank.items) == 2
    assert refusals(bank) == [(4, code)]
    assert bank.remarks[0].text("id")
    assert bank.remarks[0].remedy("en")


def test_broken_xml_is_refused_and_an_empty_bank_says_so() -> None:
    with pytest.raises(Refused):
        moodlexml.read("<quiz>")

    assert refusals(moodlexml.read("<quiz/>")) == [(0, "exchange.empty")]
    assert refusals(bank_of('<question type="category"><category><text>A</text></category></question>')) == []
