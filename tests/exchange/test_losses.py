"""What a format has no place for is named, question by question, and everything else goes out."""

import io
import zipfile
from fractions import Fraction

import pytest
from exchange_builders import a_quiz

from lms.exchange import aiken, archives, gift, moodlexml, text2qti
from lms.exchange.model import (
    Accepted,
    Bank,
    Choice,
    Description,
    Essay,
    Gap,
    Gaps,
    Item,
    Markup,
    Option,
    Ordering,
    ShortText,
    Text,
    TrueFalse,
    gap_sign,
)
from lms.exchange.quizfile import rich, writing

ONE, NOTHING = Fraction(1), Fraction(0)
DRAWN = Text('Lihat <img src="files/x.png" alt="peta">!', Markup.HTML)
CHOICE = Choice((Option(Text("a"), ONE), Option(Text("b"), NOTHING)))
WRITERS = {"gift": gift.write, "aiken": aiken.write, "text2qti": text2qti.write}


@pytest.mark.parametrize("name", WRITERS)
def test_pictures_and_hints_have_no_place_in_text(name: str) -> None:
    bank = Bank((Item("Soal", DRAWN, CHOICE, hints=(Text("x"),)),), files={"x.png": b"x"})

    written = WRITERS[name](bank)

    codes = {one.code for one in written.remarks}
    assert {"exchange.picture", "exchange.hints"} <= codes
    assert "Lihat peta" in written.text
    assert "files/" not in written.text


@pytest.mark.parametrize(
    ("text", "plain", "names"),
    [
        (Text("<b>a</b><img alt=\"\"><audio src='x.mp3'></audio>", Markup.HTML), "<b>a</b>", ["?", "x.mp3"]),
        (Text("![peta](x.png) b", Markup.MARKDOWN), "peta b", ["x.png"]),
        (Text("![peta](x.png) <img>", Markup.PLAIN), "![peta](x.png) <img>", []),
    ],
)
def test_words_stand_where_pictures_stood(text: Text, plain: str, names: list[str]) -> None:
    assert rich.unpictured(text) == (Text(plain, text.markup), names)


def test_an_order_goes_into_gift_and_an_essay_without_its_rubric() -> None:
    order = Item("Urut", Text("Urutkan"), Ordering((Text("a"), Text("b = c")), "longest"))
    written = gift.write(Bank((order, Item("Esai", Text("Tulis"), Essay((1, 9))))))

    assert [one.code for one in written.remarks] == ["exchange.rubric"]
    assert gift.read(written.text).items[0].answer == order.answer


def test_true_and_false_are_two_options_of_aiken() -> None:
    written = aiken.write(
        Bank((Item("S", Text("Apakah itu benar?"), TrueFalse(right=False, if_true=Text("x"))),))
    )

    assert written.text == "Apakah itu benar?\nA) Benar\nB) Salah\nANSWER: B\n"
    assert [one.code for one in written.remarks] == ["exchange.feedback"]


def test_a_pool_that_is_drawn_from_says_so() -> None:
    items = tuple(Item(name, Text(name), CHOICE, category="Bab") for name in "xy")

    written = writing.write(
        Bank(items, draws={"Bab": 1}, intro=Text("# Judul\nisi", Markup.MARKDOWN)), title=""
    )

    quiz = a_quiz(written.markdown)
    assert (quiz.pools[0].title, quiz.pools[0].draw, quiz.title) == ("Bab", 1, "Kuis")
    assert "Judul" in quiz.intro_html


def test_gaps_in_markdown_stay_markdown() -> None:
    gaps = Gaps((Gap(ShortText((Accepted("a"),))),))
    item = Item("Soal", Text(f"*Isi* {gap_sign(0)}", Markup.MARKDOWN), gaps)

    (back,) = moodlexml.read(moodlexml.write(Bank((item,))).data).items

    assert back.prompt == item.prompt


def test_a_question_whose_pictures_are_too_large_for_the_door_stays_out() -> None:
    item = Item("Soal", DRAWN, Description())

    written = moodlexml.write(Bank((item,), files={"x.png": bytes(25 * 2**20)}))

    assert [one.code for one in written.remarks] == ["exchange.unwritable"]


def test_an_archive_gives_no_more_than_its_limit_however_often_it_is_asked() -> None:
    archive = archives.Archive(zipped({"x": bytes(range(256)) * 2400}), megabytes=1)
    archive.read("x")

    with pytest.raises(archives.Refused) as refused:
        archive.read("x")

    assert refused.value.code == "archive.large"


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()
