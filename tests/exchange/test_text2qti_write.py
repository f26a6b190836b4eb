"""What text2qti can ask is written and read back; what it cannot ask stays out and is named."""

from fractions import Fraction

import pytest

from lms.exchange import gift, text2qti
from lms.exchange.model import (
    Accepted,
    Bank,
    Choice,
    Essay,
    Gap,
    Gaps,
    Item,
    Markup,
    Number,
    Option,
    ShortText,
    Span,
    Text,
    TrueFalse,
    gap_sign,
)

ONE, NOTHING, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


def test_what_is_written_is_read_back() -> None:
    text = (
        "Quiz title: Kuis\n\nQuiz description: Untuk *semua*.\n\nShuffle answers: true\n\n"
        "Text title: Petunjuk\nText: Baca.\n\n  Lagi.\n\n"
        "GROUP\npick: 1\npoints per question: 2\n\nTitle: A\n1.  A\n*a) ya\n... benar\nb)  tidak\n\n"
        "Title: B\n2.  B\n\n    dua\n... sebab\n[*] x\n[ ] y\n\nEND_GROUP\n\n"
        "Title: C\nPoints: 1.5\n3.  C\n=   [1, 2]\n\nTitle: D\n4.  D\n*   a *b*\n\nTitle: E\n5.  E\n____\n\n"
        "Title: F\n6.  F\n=   5\n\nTitle: G\n7.  G\n=   0.5 +- 0\n"
    )

    written = text2qti.write(text2qti.read(text))

    assert written.remarks == ()
    assert written.text == text


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Choice((Option(Text("a"), ONE), Option(Text("b"), HALF))), "exchange.shares"),
        (
            Choice((Option(Text("a"), HALF), Option(Text("b"), Fraction(1, 4))), several=True),
            "exchange.shares",
        ),
        (Choice(tuple(Option(Text(str(at)), Fraction(at == 0)) for at in range(27))), "aiken.too-many"),
        (ShortText((Accepted("a"), Accepted("b", HALF))), "exchange.shares"),
        (ShortText((Accepted("a*"),)), "exchange.wildcard"),
        (Number((Span(ONE, ONE), Span(NOTHING, ONE, HALF))), "exchange.shares"),
        (Number((Span(Fraction(1, 3), Fraction(2, 3)),)), "exchange.unwritable"),
        (Gaps((Gap(ShortText((Accepted("a"),))),)), "exchange.kind"),
    ],
)
def test_what_it_cannot_ask_stays_out(answer: object, code: str) -> None:
    written = text2qti.write(Bank((Item("Soal", Text(f"Soal {gap_sign(0)}"), answer),)))

    assert [one.code for one in written.remarks] == [code]
    assert written.text == ""


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        (
            Choice((Option(Text("a"), ONE), Option(Text("b"), -ONE)), several=True),
            ["exchange.all-or-nothing"],
        ),
        (Choice((Option(Text("a"), ONE), Option(Text("b"), -HALF))), ["exchange.negative"]),
        (ShortText((Accepted("A"),), case=True), ["exchange.case"]),
        (Essay((1, 2)), ["exchange.rubric"]),
        (
            Number((Span(NOTHING, ONE, feedback=Text("x"), unit="m"),), Text("y"), "required"),
            ["exchange.unit", "exchange.feedback", "exchange.otherwise", "exchange.near-zero"],
        ),
    ],
)
def test_what_is_lost_is_said(answer: object, codes: list[str]) -> None:
    written = text2qti.write(Bank((Item("Soal", Text("Soal"), answer),)))

    assert [one.code for one in written.remarks] == codes
    assert written.text


def test_the_rest_of_a_question_that_is_lost_is_said_too() -> None:
    item = Item(
        "",
        Text('<img src="x.png" alt="">', Markup.HTML),
        TrueFalse(right=False, if_true=Text("bukan")),
        category="Bab",
        tags=("satu",),
        points=Fraction(1, 4),
        hints=(Text("petunjuk"),),
    )

    written = text2qti.write(Bank((item,), draws={"Bab": 3}))

    assert [one.code for one in written.remarks] == [
        "exchange.half-points",
        "exchange.hints",
        "exchange.tags",
        "exchange.picture",
        "exchange.category",
    ]
    assert "b)  False" not in written.text
    assert "*b) False" in written.text or "*b) Salah" in written.text


def test_gift_goes_to_canvas() -> None:
    written = text2qti.write(gift.read("Satu{=a#ya ~b####sebab}\n\nDua{T}\n\nTiga{#5}\n\nEmpat{=x =y}\n"))

    assert written.remarks == ()
    assert len(text2qti.read(written.text).items) == 4
