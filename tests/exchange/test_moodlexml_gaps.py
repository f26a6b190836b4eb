"""Embedded questions and missing words of Moodle become gaps, and go out as embedded questions."""

from fractions import Fraction

import pytest
from exchange_builders import refusals

from lms.exchange import essence, moodlexml
from lms.exchange.model import (
    Accepted,
    Bank,
    Choice,
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

ONE, NOTHING, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
ALL = Fraction(10**30)


def html(text: str) -> Text:
    return Text(text, Markup.HTML) if text else Text()


def read(kind: str, prompt: str, inner: str = "") -> Bank:
    asked = f"<questiontext format='html'><text><![CDATA[{prompt}]]></text></questiontext>"
    return moodlexml.read(
        f"<quiz><question type='{kind}'><name><text>N</text></name>{asked}{inner}</question></quiz>"
    )


def embedded(prompt: str) -> Gap:
    (item,) = read("cloze", f"<p>Satu {prompt} dua</p>").items
    assert item.prompt == html(f"<p>Satu {gap_sign(0)} dua</p>")
    assert isinstance(item.answer, Gaps)
    (gap,) = item.answer.gaps
    return gap


@pytest.mark.parametrize("name", ["SHORTANSWER", "SA", "MW"])
def test_a_word_is_asked_for(name: str) -> None:
    inner = r"=Jakarta#ya~%50%Bata\}via#ham\#pir~%33,33333%x&amp;y~Bandung"
    gap = embedded(f"{{2:{name}:{inner}}}")

    assert gap == Gap(
        ShortText(
            (
                Accepted("Jakarta", ONE, html("ya")),
                Accepted("Bata}via", HALF, html("ham#pir")),
                Accepted("x&y", Fraction(1, 3)),
                Accepted("Bandung", NOTHING),
            )
        ),
        Fraction(2),
    )


@pytest.mark.parametrize("name", ["SHORTANSWER_C", "SAC", "MWC"])
def test_letters_may_count(name: str) -> None:
    assert embedded(f"{{:{name}:%100%A}}") == Gap(ShortText((Accepted("A"),), case=True))


@pytest.mark.parametrize("name", ["NUMERICAL", "NM"])
def test_a_number_is_asked_for(name: str) -> None:
    gap = embedded(f"{{1:{name}:=5:0.5#ya~%50%-1,5~*#lain}}")

    assert gap.answer == Number(
        (
            Span(Fraction(9, 2), Fraction(11, 2), ONE, html("ya")),
            Span(Fraction(-3, 2), Fraction(-3, 2), HALF),
        ),
        html("lain"),
    )
    assert embedded("{1:NM:=1~%50%*}").answer == Number((Span(ONE, ONE), Span(-ALL, ALL, HALF)))


@pytest.mark.parametrize("name", ["MULTICHOICE", "MC", "MCV", "MULTICHOICE_HS", "MCS"])
def test_one_option_is_asked_for(name: str) -> None:
    assert embedded(f"{{:{name}:<b>a</b>~=b#ya~%-50%c~&#39;d}}").answer == Choice(
        (
            Option(html("<b>a</b>"), NOTHING),
            Option(html("b"), ONE, html("ya")),
            Option(html("c"), -HALF),
            Option(html("&#39;d"), NOTHING),
        )
    )


@pytest.mark.parametrize(
    ("inner", "weights"),
    [("=a~=b~c", [HALF, HALF, -HALF]), ("%50%a~%100%b~%-25%c", [Fraction(1, 3), Fraction(2, 3), -HALF / 2])],
)
def test_several_options_share_the_mark(inner: str, weights: list[Fraction]) -> None:
    answer = embedded(f"{{:MULTIRESPONSE:{inner}}}").answer

    assert isinstance(answer, Choice)
    assert answer.several
    assert [one.weight for one in answer.options] == weights


def test_a_cloze_is_worth_the_sum_of_its_gaps() -> None:
    (item,) = read("multianswer", "{2:SA:=a} {:SA:=b}", "<defaultgrade>9</defaultgrade>").items

    assert item.points == Fraction(3)


CHOICES = "".join(
    f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
    for text, group in (("a", 1), ("b", 1), ("c", 2), ("d", 2))
)


@pytest.mark.parametrize("kind", ["gapselect", "ddwtos"])
def test_missing_words_offer_the_choices_of_their_group(kind: str) -> None:
    choices = CHOICES if kind == "gapselect" else CHOICES.replace("selectoption", "dragbox")
    (item,) = read(kind, "Satu [[3]] dua [[2]].", f"{choices}<defaultgrade>2</defaultgrade>").items

    assert item.prompt == html(f"Satu {gap_sign(0)} dua {gap_sign(1)}.")
    assert item.points == Fraction(2)
    assert item.answer == Gaps(
        (
            Gap(Choice((Option(html("c"), ONE), Option(html("d"), NOTHING)))),
            Gap(Choice((Option(html("a"), NOTHING), Option(html("b"), ONE)))),
        )
    )


@pytest.mark.parametrize(
    ("kind", "prompt", "code"),
    [
        ("cloze", "tanpa rumpang", "exchange.cloze"),
        ("cloze", "{1:SHORTANSWER:=a", "exchange.cloze"),
        ("cloze", "{1:SA:a}", "exchange.no-full-mark"),
        ("cloze", "{1:NM:=a}", "gift.number"),
        ("cloze", "{1:NM:2}", "exchange.no-full-mark"),
        ("cloze", "{1:MC:=a}", "exchange.few-options"),
        ("cloze", "{1:MC:a~b}", "exchange.no-full-mark"),
        ("cloze", "{1:MR:a~b}", "exchange.no-full-mark"),
        ("gapselect", "tanpa", "exchange.gap"),
        ("gapselect", "[[9]]", "exchange.gap"),
        ("ddwtos", "[[1]]", "exchange.gap"),
    ],
)
def test_gaps_that_cannot_be_read_are_named(kind: str, prompt: str, code: str) -> None:
    bank = read(kind, prompt, CHOICES)

    assert bank.items == ()
    assert refusals(bank) == [(1, code)]


def test_a_gap_with_one_choice_is_named() -> None:
    alone = "<selectoption><text>a</text><group>1</group></selectoption>"

    assert refusals(read("gapselect", "[[1]]", alone)) == [(1, "exchange.few-options")]


@pytest.mark.parametrize("name", ["~", "}", "#", "{", "=", "%50%", "&lt;", "<", '"', "/"])
def test_gaps_go_out_and_come_back(name: str) -> None:
    words = (Accepted(f"a{name}b"), Accepted("c*", HALF, Text(f"x{name}")))
    options = (Option(Text(f"{name}a"), NOTHING), Option(Text("b"), ONE, Text(name)), Option(Text("c"), HALF))
    several = (Option(html("a"), HALF), Option(html("b"), HALF), Option(html("c"), -HALF))
    answer = Gaps(
        (
            Gap(ShortText(words, case=True), Fraction(2)),
            Gap(Number((Span(ONE, Fraction(2)), Span(-ALL, ALL, HALF)))),
            Gap(Choice(options)),
            Gap(Choice(several, several=True)),
        )
    )
    prompt = Text(" ".join(f"x < y {gap_sign(at)}" for at in range(4)))

    written = moodlexml.write(Bank((Item("Soal", prompt, answer, points=Fraction(5)),)))

    assert written.remarks == ()
    (item,) = moodlexml.read(written.data).items
    assert essence.of(item.answer) == essence.of(answer)


def test_what_would_be_read_otherwise_stays_out() -> None:
    answer = Gaps((Gap(ShortText((Accepted("a\\"),))),))

    written = moodlexml.write(Bank((Item("Soal", Text(gap_sign(0)), answer),)))

    assert [one.code for one in written.remarks] == ["exchange.unwritable"]
