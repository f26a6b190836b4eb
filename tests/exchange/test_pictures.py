"""Pictures come along as assets of ours; what we do not take stays behind, and is named."""

from dataclasses import replace

from exchange_builders import a_quiz

from lms.exchange.model import (
    Bank,
    Choice,
    Grouping,
    Item,
    Markup,
    Option,
    Ordering,
    Pair,
    Text,
)
from lms.exchange.quizfile import reading, writing
from lms.questions.score import NOTHING, ONE

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
CHOICE = Choice((Option(Text("a"), ONE), Option(Text("b"), NOTHING)))


def shown(html: str, **files: bytes) -> writing.Written:
    item = Item("Soal", Text(html, Markup.HTML), CHOICE)
    return writing.write(Bank((item,), files=files), title="Kuis", lang="id")


def test_a_picture_lies_in_assets_under_a_plain_name() -> None:
    written = shown('Lihat <img src="files/Peta%20Kota.PNG" alt="peta [1]">', **{"Peta Kota.PNG": PNG})

    assert "Lihat ![peta \\[1\\]](assets/peta-kota.png)" in written.markdown
    assert written.files == {"assets/peta-kota.png": PNG}
    assert written.remarks == ()
    assert "lms-asset:" in written.questions[0][1].prompt


def test_names_that_meet_are_told_apart_and_the_same_picture_lies_once() -> None:
    files = {"a b.png": PNG, "a-b.png": PNG, "A_b.png": PNG + b"y"}

    written = shown("".join(f'<img src="files/{name}" alt="x">' for name in files), **files)

    assert written.files == {"assets/a-b.png": PNG, "assets/a-b-2.png": PNG + b"y"}


def test_a_picture_without_words_gets_its_name_and_a_remark() -> None:
    written = shown('<table><tr><td><img src="files/x.png"></td></tr></table>', **{"x.png": PNG})

    assert '<img src="assets/x.png" alt="x">' in written.markdown
    assert [one.code for one in written.remarks] == ["exchange.alt"]


def test_what_is_no_picture_stays_behind() -> None:
    files = {"x.exe": b"MZ", "y.png": b"GIF", "z.svg": b"<svg onload='x'/>", "unused.png": PNG}

    written = shown(
        "".join(f'<img src="files/{name}" alt="x">' for name in files if name != "unused.png"), **files
    )

    assert written.files == {}
    assert [one.code for one in written.remarks] == ["exchange.picture"] * 3


def test_a_sound_and_a_download_come_along() -> None:
    files = {"a.mp3": b"ID3x", "b.pdf": b"%PDF-1", "c.mp4": b"0000ftypx"}
    html = (
        '<audio src="files/a.mp3"></audio> <a href="files/b.pdf">unduh</a> <video src="files/c.mp4"></video>'
    )

    written = shown(html, **files)

    assert set(written.files) == {"assets/a.mp3", "assets/b.pdf"}
    assert "[unduh](assets/b.pdf)" in written.markdown
    assert [one.code for one in written.remarks] == ["exchange.picture", "exchange.alt"]


def test_markdown_of_theirs_keeps_its_pictures_too() -> None:
    item = Item("Soal", Text("![peta](files/x.png) ![lain](y.png)", Markup.MARKDOWN), CHOICE)

    written = writing.write(Bank((item,), files={"x.png": PNG}), title="Kuis")

    assert "![peta](assets/x.png) lain" in written.markdown


def test_pictures_of_ours_go_out_as_files() -> None:
    written = shown('<img src="files/x.png" alt="peta"> <img src="files/x.png" alt="sama">', **{"x.png": PNG})
    drawn = written.questions[0][1]
    address = drawn.prompt.partition("lms-asset:")[2].partition('"')[0]
    plain = a_quiz("---\ntitle: Kuis\nkind: practice\n---\n## S {#s}\nSoal\n\n- (x) a\n- ( ) b\n")
    quiz = replace(plain, pools=(replace(plain.pools[0], questions=(drawn,)),))

    bank = reading.bank(quiz, {address: ("peta kota.png", PNG)})

    assert bank.files == {"peta kota.png": PNG}
    assert 'src="files/peta%20kota.png"' in bank.items[0].prompt.text
    assert bank.remarks == ()


def test_orders_and_groups_are_written_and_read_back() -> None:
    items = (
        Item("Urut", Text("Urutkan"), Ordering((Text("a -> b"), Text("1. c"), Text("d")), "relative")),
        Item(
            "Kelompok",
            Text("Pilah"),
            Grouping(
                (Pair(Text("a -> b"), "x => y"), Pair(Text("c ⇒ d"), "lain"), Pair(Text("e → f"), "lain"))
            ),
        ),
        Item(
            "Pasang",
            Text("Kosong"),
            Grouping((Pair(Text("a"), "x"), Pair(Text("b"), "y"), Pair(Text(), "z"))),
        ),
    )

    written = writing.write(Bank(items), title="Kuis")

    assert [one.code for one in written.remarks] == ["exchange.unwritable"]
    back = reading.bank(a_quiz(written.markdown))
    order, groups = (one.answer for one in back.items)
    assert isinstance(order, Ordering)
    assert ([one.text for one in order.items], order.rule) == (["a -> b", "1. c", "d"], "relative")
    assert isinstance(groups, Grouping)
    assert [(one.left.text, one.right) for one in groups.items] == [
        ("a -> b", "x => y"),
        ("c ⇒ d", "lain"),
        ("e → f", "lain"),
    ]
