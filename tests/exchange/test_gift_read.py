"""GIFT is read as Moodle reads it; what is broken is named by its line and nothing else is lost."""

from fractions import Fraction

import pytest
from exchange_builders import an_item, auto, refusals

from lms.exchange import gift
from lms.exchange.model import (
    Accepted,
    Choice,
    Description,
    Essay,
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

HALF = Fraction(1, 2)


def test_a_single_choice_has_an_equals_sign() -> None:
    item = an_item("Siapa?{~Ani#bukan =Budi#ya ~%50%Cici}")

    assert item.answer == Choice(
        (
            Option(auto("Ani"), Fraction(0), auto("bukan")),
            Option(auto("Budi"), Fraction(1), auto("ya")),
            Option(auto("Cici"), HALF),
        )
    )


def test_without_an_equals_sign_several_may_be_chosen_and_thirds_are_exact() -> None:
    answer = an_item("Pilih{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}").answer

    assert isinstance(answer, Choice)
    assert answer.several
    assert [one.weight for one in answer.options] == [Fraction(1, 3)] * 3 + [Fraction(-1)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("{T}", TrueFalse(right=True)),
        ("{FALSE#salah#benar}", TrueFalse(False, if_true=auto("salah"), if_false=auto("benar"))),
        ("{TRUE# #benar}", TrueFalse(True, if_true=auto("benar"))),
        ("{}", Essay()),
        ("", Description()),
        ("{dua}", ShortText((Accepted("dua"),))),
        (
            "{=%50%*#hampir =dua#ya}",
            ShortText((Accepted("*", HALF, auto("hampir")), Accepted("dua", feedback=auto("ya")))),
        ),
        (
            "{=a -> 1 =b->2 = -> 3}",
            Matching((Pair(auto("a"), "1"), Pair(auto("b"), "2"), Pair(Text(), "3"))),
        ),
        ("{=a->1 =b->2 = -> }", Matching((Pair(auto("a"), "1"), Pair(auto("b"), "2")))),
        ("{#1822}", Number((Span(Fraction(1822), Fraction(1822)),))),
        ("{#-3.5:0.5}", Number((Span(Fraction(-4), Fraction(-3)),))),
        ("{#5..1}", Number((Span(Fraction(1), Fraction(5)),))),
        (
            "{#=1e3 =%50%.5:5.#dekat ~#jauh}",
            Number(
                (
                    Span(Fraction(1000), Fraction(1000)),
                    Span(Fraction(-9, 2), Fraction(11, 2), HALF, auto("dekat")),
                ),
                auto("jauh"),
            ),
        ),
        ("{>3 ALL VERTICAL ALL_OR_NOTHING SHOW none\na\nb\\=c}", Ordering((auto("a"), auto("b=c")), "all")),
        ("{>2\na\n b}", Ordering((auto("a"), auto("b")))),
        ("{#=3 =%0%*#lain}", Number((Span(Fraction(3), Fraction(3)),), auto("lain"))),
    ],
)
def test_the_first_sign_tells_the_kind(text: str, answer: object) -> None:
    assert an_item(f"Soal {text}").answer == answer


def test_another_rule_of_an_order_and_items_that_are_drawn_are_named() -> None:
    bank = gift.read("Urut{>2 RANDOM HORIZONTAL RELATIVE_TO_CORRECT HIDE abc\na\nb\nc}")

    assert bank.items[0].answer == Ordering((auto("a"), auto("b"), auto("c")))
    assert [one.code for one in bank.remarks] == ["exchange.order-rule", "exchange.order-drawn"]
    assert refusals(gift.read("Urut{>2\na\n[html]}"))[0][1] == "exchange.few-options"


def test_the_blank_stands_where_the_answers_stood() -> None:
    assert an_item("Ibu kota {=Jakarta} ada di Jawa.").prompt.text == "Ibu kota _____ ada di Jawa."
    assert an_item("Ibu kota {=Jakarta}").prompt.text == "Ibu kota"


def test_a_meant_sign_is_text() -> None:
    item = an_item(r"::A\:B::[html]<b>x</b> \{\}\ny\\z{=[plain]a\=b\~c#[markdown]*d* ~e}")

    assert item.title == "A:B"
    assert item.prompt == Text("<b>x</b> {}\ny\\z", Markup.HTML)
    assert item.answer == Choice(
        (
            Option(Text("a=b~c"), Fraction(1), Text("*d*", Markup.MARKDOWN)),
            Option(Text("e", Markup.HTML), Fraction(0)),
        )
    )


def test_general_feedback_is_the_explanation() -> None:
    assert an_item("Soal{=a ~b#c####[html]<i>d</i>}").explanation == Text("<i>d</i>", Markup.HTML)
    assert an_item("Soal{####catatan}").answer == Essay()


def test_comments_carry_identity_and_tags_and_categories_last() -> None:
    bank = gift.read(
        "$CATEGORY: $course$/top/A\n\n// [id:x\\]1] [tag:satu]\n// [tag:dua] [tag:satu]\nSoal{T}\n"
        "\n$CATEGORY: B\n\nLain{F}\n"
    )

    first, other = bank.items
    assert (first.id, first.tags, first.category, first.line) == ("x]1", ("satu", "dua"), "$course$/top/A", 5)
    assert (other.id, other.tags, other.category) == ("", (), "B")


def test_a_category_needs_no_empty_line_after_it() -> None:
    assert an_item("$CATEGORY: B\nLain{F}").category == "B"


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    text = "Satu{\n=a\n// catatan\n~b\n}\n\nDua{T}\n"

    assert gift.read("\ufeff" + text.replace("\n", "\r\n")) == gift.read(text)
    assert len(gift.read(text.replace("\n", "\r")).items) == 2


def test_a_long_prompt_lends_a_short_title() -> None:
    title = an_item("kata " * 40 + "{T}").title

    assert title.endswith("kata ...")
    assert len(title) <= 80
    assert an_item("x" * 100 + "{T}").title == "x" * 77 + "..."
    assert an_item("{=Asia ~b}").title == "=Asia ~b"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Soal {T", "gift.braces"),
        ("::judul tanpa akhir } Soal {", "gift.braces"),
        ("Soal{~%45%a =b}", "exchange.weight"),
        ("Soal{=%33%a}", "exchange.weight"),
        ("Soal{#%--50%3 }", "exchange.weight"),
        ("Soal{#=%33%3}", "exchange.weight"),
        ("Soal{~%--50%a =b}", "exchange.weight"),
        ("Soal{~a}", "exchange.few-options"),
        ("Soal{=a ~}", "exchange.few-options"),
        ("Soal{=a->b =c}", "gift.pair"),
        ("Soal{=a-> =c->d}", "gift.pair"),
        ("Soal{=a->b}", "exchange.few-pairs"),
        ("Soal{=%50%a}", "exchange.no-full-mark"),
        ("Soal{=}", "exchange.no-full-mark"),
        ("Soal{#}", "gift.no-number"),
        ("Soal{#dua}", "gift.number"),
        ("Soal{#1,5}", "gift.number"),
        ("Soal{#=*}", "gift.number"),
        ("Soal{#1..}", "gift.number"),
        ("Soal{#1:x}", "gift.number"),
        (f"Soal{{#{'1' * 500}}}", "gift.number"),
    ],
)
def test_what_moodle_refuses_is_refused_by_its_line_and_the_rest_comes_in(text: str, code: str) -> None:
    bank = gift.read(f"Baik{{T}}\n\n// catatan\n{text}\n\nJuga baik{{F}}\n", "soal.gift")

    assert [one.prompt.text for one in bank.items] == ["Baik", "Juga baik"]
    assert refusals(bank) == [(4, code)]
    assert bank.remarks[0].path == "soal.gift"
    assert bank.remarks[0].text("id")
    assert bank.remarks[0].remedy("en")


def test_a_question_that_only_means_harm_is_refused_at_once() -> None:
    bank = gift.read(f"// {'[id:' * 20_000}\n[html]{'<b>x' * 50_000}{{T}}\n\nBaik{{T}}")

    assert refusals(bank) == [(2, "exchange.too-long")]
    assert len(bank.items) == 1


def test_a_file_without_questions_says_so() -> None:
    assert refusals(gift.read("// hanya catatan\n\n\n")) == [(0, "exchange.empty")]
    assert refusals(gift.read("$CATEGORY: A\n")) == []
