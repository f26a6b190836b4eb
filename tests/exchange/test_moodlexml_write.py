"""What goes out as Moodle XML comes back: marks, files, hints, units; what Moodle cannot ask is named."""

import base64
from dataclasses import replace
from fractions import Fraction

import pytest

from lms.exchange import essence, moodlexml
from lms.exchange.model import (
    Accepted,
    Bank,
    Choice,
    Criterion,
    Description,
    Essay,
    Grouping,
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

ONE, NOTHING, HALF, TWO = Fraction(1), Fraction(0), Fraction(1, 2), Fraction(2)
PNG = b"\x89PNG\r\n\x1a\nxx"
PAIRS = (Pair(Text("a < b"), "satu & dua"), Pair(Text("c"), "tiga"), Pair(Text("d"), "tiga"))
NUMBER = Number((Span(ONE, Fraction(3), feedback=Text("x")), Span(NOTHING, Fraction(4), HALF)), Text("lain"))
STRANGE = (Span(ONE, ONE, unit="m"), Span(TWO, TWO, unit="hasta"), Span(ONE, ONE))


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sent(item: Item) -> Item:
    written = moodlexml.write(Bank((item,)))
    assert [one for one in written.remarks if one.is_error] == []
    return moodlexml.read(written.data).items[0]


@pytest.mark.parametrize(
    "answer",
    [
        Choice((Option(Text("a]]>&"), ONE, Text("ya")), Option(Text("b"), Fraction(1, 3)))),
        Choice((Option(Text("a"), HALF), Option(Text("b"), HALF), Option(Text("c"), -ONE)), several=True),
        TrueFalse(right=False, if_true=Text("t"), if_false=Text("f")),
        ShortText((Accepted("a*\\*"), Accepted("b", HALF, Text("x"))), case=True),
        NUMBER,
        Number((Span(Fraction(-(10**30)), Fraction(10**30)),)),
        Number((Span(ONE, ONE, unit="m"),), units="optional"),
        Number((Span(ONE, ONE, unit="m"),), units="required"),
        Number((Span(ONE, ONE, unit="m"), Span(ONE, ONE, HALF)), units="required"),
        Number(STRANGE, units="required"),
        Matching((*PAIRS, Pair(Text(), "empat"))),
        Grouping(PAIRS),
        Ordering((Text("a"), Text("b")), "all"),
        Ordering((Text("a"), Text("b")), "longest"),
        Ordering((Text("a"), Text("b")), "relative"),
        Ordering((Text("a"), Text("b"))),
        Essay((0, 20)),
        Description(),
    ],
)
def test_the_marks_come_back(answer: object) -> None:
    item = Item("Judul & <x>", Text("Soal", Markup.MARKDOWN), answer)

    back = sent(item)

    assert essence.of(back.answer) == essence.of(answer)
    assert (back.title, back.prompt) == (item.title, item.prompt)


def test_a_rubric_comes_back() -> None:
    line = Text("dasar <hukum>")

    back = sent(Item("Esai", Text("Soal"), Essay((10, 20), (Criterion(HALF, line),))))

    assert back.answer == Essay((10, 20), (Criterion(HALF, Text("dasar &lt;hukum&gt;", Markup.HTML)),))


def test_all_that_stands_around_comes_back() -> None:
    item = Item(
        "Judul",
        Text("Baris satu\nbaris dua", Markup.AUTO),
        NUMBER,
        explanation=Text("sebab"),
        category="Bab 1/2",
        id="a-1",
        tags=("x", "y & z"),
        points=Fraction(5, 2),
        hints=(Text("satu"), Text("<b>dua</b>", Markup.HTML)),
        penalty=Fraction(1, 4),
    )

    back = sent(item)

    assert replace(back, line=0, category="") == replace(item, category="")
    assert back.category == "$course$/top/Bab 1//2"
    assert sent(replace(item, category="$course$/top/Bab")).category == "$course$/top/Bab"


def test_files_travel_inside() -> None:
    html = '<p><img src="files/peta%20kota.png" alt="peta"> <a href="files/lain.pdf">lain</a></p>'
    drawn = Text(html, Markup.HTML)
    item = Item("Soal", drawn, Choice((Option(drawn, ONE), Option(Text("b"), NOTHING))))

    written = moodlexml.write(Bank((item,), files={"peta kota.png": PNG}))
    bank = moodlexml.read(written.data)

    assert written.text.count("@@PLUGINFILE@@/peta%20kota.png") == 2
    assert "files/lain.pdf" in written.text
    assert bank.files == {"peta kota.png": PNG}
    assert bank.items[0].prompt.text == html


def test_files_of_one_name_are_told_apart_and_old_pictures_come_along() -> None:
    def question(data: bytes, extra: str = "") -> str:
        file = f"<file name='x.png' path='/a/'>{coded(data)}</file><file name='y'>a</file>"
        asked = f"<text>@@PLUGINFILE@@/a/x.png @@PLUGINFILE@@/none.png?x=1</text>{file}"
        return f"<question type='description'><name/><questiontext>{asked}</questiontext>{extra}</question>"

    old = f"<image>a/b.png</image><image_base64>{coded(PNG)}</image_base64>"
    bank = moodlexml.read(f"<quiz>{question(PNG)}{question(PNG + b'y')}{question(PNG, old)}</quiz>")

    assert bank.files == {"a-x.png": PNG, "a-x-2.png": PNG + b"y", "a_b.png": PNG}
    assert [one.prompt.text.split()[0] for one in bank.items[:2]] == ["files/a-x.png", "files/a-x-2.png"]
    assert bank.items[0].prompt.text.endswith("@@PLUGINFILE@@/none.png?x=1")
    assert '<img src="files/a_b.png">' in bank.items[2].prompt.text


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Choice((Option(Text("a"), ONE), Option(Text("b"), Fraction(45, 100)))), "exchange.weight-off"),
        (Choice((Option(Text("a"), ONE), Option(Text("b"), NOTHING)), True, "all"), "exchange.rule"),
        (Number((Span(Fraction(1, 7), Fraction(1, 3)),)), "exchange.unwritable"),
        (Number((STRANGE[0], Span(NOTHING, TWO, HALF, unit="s")), units="required"), "exchange.unwritable"),
        (Grouping(PAIRS), "exchange.as-matching"),
    ],
)
def test_what_moodle_cannot_ask_is_named(answer: object, code: str) -> None:
    written = moodlexml.write(Bank((Item("Soal", Text("Soal"), answer),)))

    assert [one.code for one in written.remarks] == [code]
    assert written.remarks[0].text("id")


def test_letters_that_xml_cannot_hold_are_replaced() -> None:
    item = Item("Soal", Text("a\x01b\ud800c", Markup.AUTO), Description())

    assert sent(item).prompt.text == "a\ufffdb\ufffdc"


NOTES = "<graderinfo><text>catatan</text></graderinfo>"
TOLD = "<generalfeedback format='plain_text'><text>a &lt; b</text></generalfeedback>"
TEMPLATE = "<responsetemplate><text>x</text></responsetemplate>"


@pytest.mark.parametrize(
    ("inner", "codes"),
    [
        (NOTES, ["exchange.graderinfo"]),
        (TOLD + NOTES, ["exchange.graderinfo"]),
        ("<minwordlimit>5</minwordlimit>", ["exchange.words"]),
        (f"<attachments>1</attachments>{TEMPLATE}", ["exchange.attachments", "exchange.template"]),
        ("<correctfeedback><text>Hebat sekali</text></correctfeedback>", ["exchange.overall"]),
        ("<correctfeedback><text>Your answer is correct.</text></correctfeedback>", []),
    ],
)
def test_what_an_essay_loses_on_its_way_in_is_said(inner: str, codes: list[str]) -> None:
    bank = moodlexml.read(f"<quiz><question type='essay'><name/><questiontext/>{inner}</question></quiz>")

    assert [one.code for one in bank.remarks] == codes
    if TOLD in inner:
        assert bank.items[0].explanation.text == "<div>a &lt; b</div><div>catatan</div>"


def test_other_rules_of_an_order_become_the_place_and_are_named() -> None:
    inner = "<gradingtype>7</gradingtype><selecttype>RANDOM</selecttype><selectcount>2</selectcount>"
    answers = "<answer><text>a</text></answer><answer><text>b</text></answer>"
    bank = moodlexml.read(f"<quiz><question type='ordering'><name/>{inner}{answers}</question></quiz>")

    assert [one.code for one in bank.remarks] == ["exchange.order-rule", "exchange.order-drawn"]
    assert bank.remarks[0].values["rule"] == "RELATIVE_TO_CORRECT"
    assert bank.items[0].title == "ordering"
