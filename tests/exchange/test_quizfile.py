"""Our quiz files from banks, and banks from our quiz files: what is lost is said."""

from dataclasses import replace

import pytest
from exchange_builders import a_quiz, carried

from lms.exchange import gift
from lms.exchange.model import Bank, Choice, Text, TrueFalse
from lms.exchange.quizfile import reading, writing

MATTER = "---\ntitle: Kuis\nkind: practice\nlanguage: id\n---\n\n"


def losses(text: str, lang: str = "id") -> list[str]:
    return [one.code for one in writing.write(gift.read(text), title="Kuis", lang=lang).remarks]


def sent(markdown: str) -> Bank:
    return reading.bank(a_quiz(MATTER + markdown))


def test_questions_lie_in_pools_named_after_their_categories() -> None:
    written = writing.write(
        gift.read("$CATEGORY: $course$/top/A\n\nSoal{T}\n\nLagi{F}\n\n$CATEGORY: top/B {x}\n\nSoal{T}\n"),
        title='Kuis "satu"',
    )

    quiz = a_quiz(written.markdown)
    assert quiz.title == 'Kuis "satu"'
    assert [(pool.title, [one.id for one in pool.questions]) for pool in quiz.pools] == [
        ("A", ["soal", "lagi"]),
        ("B {x}", ["soal-2"]),
    ]


def test_identity_explanation_and_feedback_are_kept() -> None:
    (question,) = carried("// [id:bab1-3]\nSoal{=a#baik ~b####sebab}").questions

    assert question.id == "bab1-3"
    assert question.explanation == "<p>sebab</p>"
    assert question.body["options"][0]["feedback"] == "<p>baik</p>"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Soal{}", []),
        ("Cerita saja.", []),
        ("Soal{#=1 ~#lain}", ["exchange.otherwise"]),
        ("Soal{=a =%-50%b}", ["exchange.negative"]),
        ("Soal{#=1 =%-50%2}", ["exchange.negative"]),
        ("Soal{=a ~%-50%b}", ["exchange.negative"]),
        ("// [tag:x]\nSoal{T}", ["exchange.tags"]),
        ("::Judul::{T}", ["exchange.prompt"]),
        (
            '[html]<p style\\="color\\:red">Soal <img src\\="a.png"></p>{T}',
            ["exchange.picture", "exchange.layout"],
        ),
        ("Soal{=a->b =a->b}", ["exchange.unwritable"]),
        ("Soal{#=%50%3}", ["exchange.unwritable"]),
        ("Soal{~a ~b}", ["exchange.unwritable"]),
    ],
)
def test_what_is_lost_is_said(text: str, codes: list[str]) -> None:
    assert losses(text) == codes


def test_english_takes_a_point_as_its_only_decimal_mark_and_indonesian_both() -> None:
    assert "decimal=point" in writing.write(gift.read("How many?{#3.5}"), title="x").markdown
    text = writing.write(gift.read("Berapa jumlah yang benar?{#3.5:-0.5}"), title="x").markdown
    assert "language: id" in text
    assert "= 3,5 ± 0,5" in text
    assert "decimal" not in text


def test_true_and_false_are_said_in_the_language_of_the_quiz_and_come_back() -> None:
    quiz = carried("Soal{F#salah#benar}", "id")

    assert [option["text"] for option in quiz.questions[0].body["options"]] == ["Benar", "Salah"]
    answer = reading.bank(quiz).items[0].answer
    assert isinstance(answer, TrueFalse)
    assert not answer.right
    assert answer.if_true.text == "salah"


def test_net_marks_become_weights_that_mark_the_same() -> None:
    (item,) = sent("## S {#s}\nSoal\n\n- [x] a\n- [x] b\n- [ ] c\n").items

    assert isinstance(item.answer, Choice)
    assert [str(one.weight) for one in item.answer.options] == ["1/2", "1/2", "-1/2"]


@pytest.mark.parametrize(
    ("markdown", "codes"),
    [
        ("## S {#s}\nSoal\n\n= dua kata\n", ["exchange.spaces"]),
        ("## S {#s}\nSoal\n\n= x\\\\*\n", ["exchange.unwritable"]),
        ("## S {#s}\nSoal\n\n- a -> b\n  > c\n- d -> e\n", ["exchange.feedback"]),
    ],
)
def test_what_others_cannot_ask_is_said(markdown: str, codes: list[str]) -> None:
    assert [one.code for one in sent(markdown).remarks] == codes


def test_a_formula_goes_out_as_tex_and_comes_back() -> None:
    (item,) = sent("## S {#s}\nHitung $x^2$ bila $x=3$.\n\n= 9\n").items

    assert r"\(x^2\)" in item.prompt.text
    text = writing.write(Bank((item,)), title="x").markdown
    assert "Hitung $x^2$ bila $x=3$." in text


def test_distractors_points_and_pools_go_out() -> None:
    bank = sent("# Bab {draw=1}\n## S {#s points=2}\nSoal\n\n- a -> b\n- c -> d\n- -> e\n")

    assert bank.items[0].category == "Bab"
    written = gift.write(bank)
    assert [one.code for one in written.remarks] == ["exchange.points"]
    assert written.text.startswith(
        "$CATEGORY: Bab\n\n// [id:s]\n::S::Soal{\n\t=a -> b\n\t=c -> d\n\t= -> e\n}"
    )


def test_gift_says_what_it_loses() -> None:
    case = gift.write(sent("## S {#s case}\nSoal\n\n= a\n"))
    told = gift.write(gift.read("Cerita."))
    hidden = gift.write(sent("## S {#s}\nSoal\n\n= a->b\n= c\n"))
    unit = gift.write(sent("## S {#s}\nSoal\n\n= 15 jam\n"))
    each = gift.write(sent("## S {#s score=each}\nSoal\n\n- [x] a\n- [ ] c\n"))
    rule = gift.write(sent("## S {#s score=all}\nSoal\n\n- [x] a\n- [ ] c\n"))

    assert [one.code for one in case.remarks] == ["exchange.case"]
    assert told.text == "::Cerita.::Cerita.\n"
    assert [one.code for one in hidden.remarks] == ["exchange.unwritable"]
    assert hidden.remarks[0].line == 7
    assert [one.code for one in unit.remarks] == ["exchange.unit"]
    assert [(one.code, one.values["rule"]) for one in each.remarks] == [("exchange.rule", "each")]
    assert [one.code for one in rule.remarks] == ["exchange.rule"]


def test_markdown_of_theirs_keeps_no_heading_of_ours() -> None:
    (question,) = carried("[markdown]# Judul\n*tebal* ![alt](x.png){=a ~b}").questions

    assert "<em>tebal</em> alt" in question.prompt


def test_pictures_of_ours_stay_behind_and_are_named() -> None:
    quiz = a_quiz(MATTER + "## S {#s}\nSoal\n\n= a\n")
    (question,) = quiz.questions
    prompt = '<p>Lihat <img src="lms-asset:1.png" alt="peta"><video src="v.mp4"></video><img></p>'
    drawn = replace(question, prompt=prompt)
    pool = replace(quiz.pools[0], questions=(drawn, replace(drawn, kind="rating")))

    bank = reading.bank(replace(quiz, pools=(pool,)))

    assert [one.values.get("name") for one in bank.remarks[:3]] == ["peta", "v.mp4", "?"]
    assert bank.remarks[-1].code == "exchange.kind"
    assert bank.items[0].prompt.text.startswith("<p>Lihat peta")


def test_a_formula_without_its_source_stays_as_it_is() -> None:
    quiz = a_quiz(MATTER + "## S {#s}\nSoal\n\n= a\n")
    prompt = '<p><math><mi>x</mi></math> <math display="block" alttext="y"></math></p>'
    question = replace(quiz.questions[0], prompt=prompt)
    pool = replace(quiz.pools[0], questions=(question,))

    (item,) = reading.bank(replace(quiz, pools=(pool,))).items

    assert item.prompt.text == r"<p><math><mi>x</mi></math> \[y\]</p>"


def test_what_gift_has_no_place_for_is_said() -> None:
    bracket = gift.read("::A::Soal{=[plain]\\[x =b}\n")
    told = replace(gift.read("Cerita.").items[0], explanation=Text("sebab"))

    assert [one.code for one in gift.write(Bank((told,))).remarks] == ["exchange.explanation"]
    assert gift.read(gift.write(bracket).text) == bracket


@pytest.mark.parametrize(
    "text", ["Soal{}", "Soal{####sebab}", "Soal{#=1 ~#lain}", "Cerita", "Soal{%50%a =b}"]
)
def test_kinds_that_only_they_know_come_back_from_gift(text: str) -> None:
    bank = gift.read(text)

    assert [replace(one, line=1) for one in gift.read(gift.write(bank).text).items] == list(bank.items)
