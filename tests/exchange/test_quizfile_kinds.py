"""Every kind goes into our quiz files and comes back as it was: gaps, essays, texts, hints, units, rules."""

from fractions import Fraction

import pytest
from exchange_builders import a_quiz

from lms.exchange import essence
from lms.exchange.model import (
    Accepted,
    Answer,
    Bank,
    Choice,
    Criterion,
    Description,
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
    gap_sign,
)
from lms.exchange.quizfile import reading, writing

ONE, NOTHING, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
PROMPT = Text(f"<p>Satu {gap_sign(0)} dua {gap_sign(1)}.</p>", Markup.HTML)
CHOSEN = Choice((Option(Text("a / (b) [c] # d"), ONE, Text("baik [1]")), Option(Text("b|c"), NOTHING)))
TYPED = ShortText(
    (Accepted("= x | y # z"), Accepted("(a): b*", HALF, Text("hampir")), Accepted("\\*[]", NOTHING)),
)
MEASURED = Number((Span(Fraction(2), Fraction(3)), Span(Fraction(-5), Fraction(5), HALF, Text("jauh"))))
SEVERAL = Choice((Option(Text("a"), HALF), Option(Text("b"), HALF), Option(Text("c"), NOTHING)), several=True)


def brought(*items: Item, lang: str = "id") -> tuple[Bank, writing.Written]:
    written = writing.write(Bank(items), title="Kuis", lang=lang)
    return (reading.bank(a_quiz(written.markdown)) if written.questions else Bank()), written


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "answer",
    [
        Gaps((Gap(CHOSEN, Fraction(2)), Gap(TYPED))),
        Gaps((Gap(MEASURED), Gap(CHOSEN, HALF))),
        Gaps((Gap(ShortText((Accepted("A"),), case=True)), Gap(ShortText((Accepted("B c"),), case=True)))),
        Essay((100, 300), (Criterion(Fraction(2), Text("dasar hukum")), Criterion(HALF, Text("rapi")))),
        Essay((0, 300)),
        Essay((100, 0)),
        Essay(),
        Description(),
        Choice(SEVERAL.options, several=True, rule="all"),
        Number(
            (Span(Fraction(15), Fraction(15), unit="jam"), Span(NOTHING, Fraction(20), HALF, unit="jam")),
            units="required",
        ),
        Number((Span(Fraction(80), Fraction(90), unit="%"),), units="optional"),
    ],
)
def test_a_question_of_every_kind_comes_back(answer: Answer, lang: str) -> None:
    item = Item("Soal", PROMPT if isinstance(answer, Gaps) else Text("Soal"), answer)

    bank, written = brought(item, lang=lang)

    assert written.remarks == ()
    assert [essence.of(one.answer) for one in bank.items] == [essence.of(answer)]
    if isinstance(answer, Gaps):
        assert bank.items[0].prompt == Text("Satu \ue0100\ue011 dua \ue0101\ue011.", Markup.AUTO)
    if isinstance(answer, Essay):
        assert bank.items[0].answer == Essay(
            answer.words,
            tuple(Criterion(one.points, Text(one.text.text, Markup.AUTO)) for one in answer.rubric),
        )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Gaps((Gap(SEVERAL), Gap(TYPED))), "exchange.gap-several"),
        (Gaps((Gap(ShortText((Accepted("A"),), case=True)), Gap(TYPED))), "exchange.unwritable"),
        (Gaps((Gap(TYPED), Gap(Choice((Option(Text("a"), ONE),))))), "exchange.unwritable"),
        (Number((Span(ONE, ONE, unit="m7"),), units="optional"), "exchange.unwritable"),
        (Choice(tuple(Option(Text(str(at)), Fraction(at == 0)) for at in range(201))), "exchange.too-many"),
        (Choice((Option(Text("a"), ONE), Option(Text("b" * 100_001), NOTHING))), "exchange.too-long"),
    ],
)
def test_what_our_kinds_cannot_ask_is_named(answer: Answer, code: str) -> None:
    prompt = PROMPT if isinstance(answer, Gaps) else Text("Soal")
    _, written = brought(Item("Soal", prompt, answer))

    assert [one.code for one in written.remarks] == [code]
    assert written.questions == ()


def test_hints_bring_tries_and_what_each_costs() -> None:
    third, tenth = Fraction(1, 3), Fraction(1, 10)
    hints = (Text("Lihat\n\npasal 1"), Text("<p>a</p><p>b</p>", Markup.HTML))
    items = [
        Item(
            "Satu", Text("Soal"), CHOSEN, explanation=Text("sebab"), hints=hints, penalty=third, shuffle=True
        ),
        Item("Dua", Text("Soal"), MEASURED, hints=hints[:1], penalty=tenth, shuffle=False),
        Item("Tiga", PROMPT, Gaps((Gap(TYPED), Gap(CHOSEN))), hints=hints[:1], penalty=third),
    ]

    bank, written = brought(*items)

    assert "feedback: after-each\npenalty: 33.33333\n" in written.markdown
    assert "shuffle: [options]" in written.markdown
    assert [one.code for one in written.remarks] == ["exchange.shuffle", "exchange.penalty"]
    assert [len(one.hints) for one in bank.items] == [2, 1, 1]
    assert bank.items[0].hints[1].text == "<p>a</p>\n<p>b</p>"
    assert {one.penalty for one in bank.items} == {third}
    assert bank.items[0].explanation == Text("sebab", Markup.AUTO)


def test_a_hint_without_a_penalty_costs_nothing() -> None:
    _, written = brought(Item("Satu", Text("Soal"), CHOSEN, hints=(Text("x"),)))

    assert "penalty" not in written.markdown


@pytest.mark.parametrize(
    ("points", "written"),
    [
        ("1", ""),
        ("2.5", " points=2.5"),
        ("1.6666667", " points=5/3"),
        ("0.3333333333", " points=1/3"),
        ("1.23456", " points=1.2346"),
    ],
)
def test_points_are_written_as_they_are_meant(points: str, written: str) -> None:
    _, made = brought(Item("Soal", Text("Soal"), CHOSEN, points=Fraction(points)))

    assert f"{{#soal{written}}}" in made.markdown
