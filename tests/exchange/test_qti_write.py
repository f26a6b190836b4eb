"""What is written as QTI: packages with the same bytes for the same questions, and losses by name."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from xml.etree.ElementTree import tostring
from zipfile import ZipFile

import pytest

from lms.exchange import qti, xml
from lms.exchange.model import (
    Accepted,
    Answer,
    Bank,
    Choice,
    Gap,
    Gaps,
    Item,
    Markup,
    Number,
    Option,
    Ordering,
    ShortText,
    Span,
    Text,
    TrueFalse,
    gap_sign,
)
from lms.exchange.qti import names
from lms.exchange.qti.writing import xhtml
from lms.exchange.qti.writing.tree import element

ONE, HALF = Fraction(1), Fraction(1, 2)
SINGLE = Choice((Option(Text("Lima"), Fraction(0), Text("Kurang.")), Option(Text("Tujuh"), ONE)))
ITEM = Item("Prinsip", Text("Berapa?"), SINGLE, id="prinsip", explanation=Text("Perpres 95/2018."))
PNG = b"\x89PNG\r\n\x1a\n0"


def files(bank: Bank, version: str = "2.2") -> dict[str, bytes]:
    with ZipFile(BytesIO(qti.write(bank, version=version, title="Kuis").data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("version", ["2.2", "3.0"])
def test_equal_banks_make_equal_bytes(version: str) -> None:
    bank = Bank((ITEM, replace(ITEM, id="")), files={"a.png": PNG})

    assert qti.write(bank, version=version) == qti.write(bank, version=version)


def test_a_package_holds_manifest_test_items_and_the_pictures_they_show() -> None:
    prompt = Text('<p>Lihat <img src="files/a.png" alt="Alur"></p>', Markup.HTML)
    bank = Bank((replace(ITEM, prompt=prompt), replace(ITEM, id="")), files={"a.png": PNG, "b.png": PNG})
    found = files(bank)

    assert list(found) == [
        "imsmanifest.xml",
        "test.xml",
        "items/prinsip.xml",
        "items/Prinsip-2.xml",
        "images/a.png",
    ]
    assert b'<file href="images/a.png"' in found["imsmanifest.xml"]
    assert b'src="../images/a.png"' in found["items/prinsip.xml"]
    assert qti.read(qti.write(bank).data).files == {"a.png": PNG}


@pytest.mark.parametrize("mixed", [True, False])
def test_whether_options_are_mixed_comes_back(mixed: bool) -> None:
    back = qti.read(qti.write(Bank((replace(ITEM, shuffle=mixed),))).data)

    assert back.items[0].shuffle is mixed


def test_sections_are_the_categories_and_come_back() -> None:
    bank = Bank(
        tuple(replace(ITEM, id=f"i{at}", category=name) for at, name in enumerate(("A", "A", "B", "")))
    )
    bank = replace(bank, draws={"A": 1}, title="Ujian")
    back = qti.read(qti.write(bank).data)

    assert (back.title, back.draws) == ("Ujian", {"A": 1})
    assert [(one.id, one.category) for one in back.items] == [
        ("i0", "A"),
        ("i1", "A"),
        ("i2", "B"),
        ("i3", ""),
    ]
    assert back.remarks == ()


@pytest.mark.parametrize(
    ("version", "root", "inner"),
    [("2.2", "assessmentItem", "modalFeedback"), ("3.0", "qti-assessment-item", "qti-modal-feedback")],
)
def test_each_version_spells_its_names(version: str, root: str, inner: str) -> None:
    item = xml.parse(files(Bank((ITEM,)), version)["items/prinsip.xml"])

    assert item.name == root
    assert len(item.children(inner)) == 2
    order = [names.local(names.plain(one).tag) for one in item.children()]
    assert order == sorted(order, key=ORDER.index)


ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]


def written(answer: Answer, **more: object) -> tuple[list[str], list[Answer]]:
    bank = Bank((replace(ITEM, answer=answer, **more),))  # type: ignore[arg-type] # fields of an item
    out = qti.write(bank, version="3.0")
    return [one.code for one in out.remarks], [one.answer for one in qti.read(out.data).items]


@pytest.mark.parametrize(
    "answer",
    [
        SINGLE,
        TrueFalse(right=False, if_true=Text("Bukan.")),
        Choice(
            tuple(Option(Text(name), weight) for name, weight in (("a", HALF), ("b", HALF), ("c", -HALF))),
            several=True,
        ),
        Choice((Option(Text("a"), ONE), Option(Text("b"), Fraction(1, 3)))),
        ShortText((Accepted("Solo"), Accepted("kota*", HALF, Text("Hampir.")))),
        ShortText((Accepted("*Solo*"),), case=True),
        Number((Span(Fraction(1, 8), Fraction(7, 8)),), Text("Bukan.")),
        Ordering((Text("a"), Text("b"), Text("c")), "relative"),
        Ordering((Text("a"), Text("b"), Text("c")), "longest"),
    ],
)
def test_what_is_written_is_read_back(answer: Answer) -> None:
    assert written(answer) == ([], [answer])


@pytest.mark.parametrize(
    ("item", "codes", "kept"),
    [
        (replace(ITEM, tags=("a",)), ["exchange.tags"], 1),
        (replace(ITEM, hints=(Text("x"),)), ["qti.hints"], 1),
        (replace(ITEM, prompt=Text("*x*", Markup.MARKDOWN)), ["exchange.layout"], 1),
        (replace(ITEM, answer=Number((Span(ONE, ONE, unit="jam"),), units="optional")), ["exchange.unit"], 1),
        (
            replace(ITEM, answer=Number((Span(ONE, ONE, unit="jam"),), units="required")),
            ["exchange.unwritable"],
            0,
        ),
        (replace(ITEM, answer=Ordering(tuple(Text(one) for one in "abcdef"), "longest")), ["qti.rule"], 0),
        (replace(ITEM, answer=Gaps((Gap(SINGLE),))), ["exchange.unwritable"], 0),
        (
            replace(ITEM, prompt=Text(gap_sign(0)), answer=Gaps((Gap(replace(SINGLE, several=True)),))),
            ["exchange.gap-several"],
            0,
        ),
    ],
)
def test_what_is_lost_is_named(item: Item, codes: list[str], kept: int) -> None:
    out = qti.write(Bank((item,)))

    assert [one.code for one in out.remarks] == codes
    assert all(one.text("id") and one.remedy("en") for one in out.remarks)
    assert len(qti.read(out.data).items) == kept


def shown(text: str, markup: Markup = Markup.HTML) -> str:
    made = xhtml.blocks(element("div"), Text(text, markup))
    return "".join(tostring(one, encoding="unicode") for one in made)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("kata", "<p>kata</p>"),
        ("a<br>b", "<p>a<br />b</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("a<ul><li>b<li>c</ul>d", "<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>"),
        ("<b>a<p>b</p></b>", "<p><b>a</b></p><p>b</p>"),
        ("<li>a</li>", "<ul><li>a</li></ul>"),
        ("<table><tr><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("<u>a</u> <font>b</font><script>x</script>", "<p><em>a</em> b</p>"),
        ('<a>a</a><a href="x">b</a>', '<p><span>a</span><a href="x">b</a></p>'),
        ('<img src="http://x/y.png" alt="gambar">', "<p>gambar</p>"),
        ("a < b &amp; c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_any_html_becomes_what_qti_allows(source: str, result: str) -> None:
    assert shown(source) == result


def test_plain_lines_are_kept() -> None:
    assert shown("a\nb\n\n<c>", Markup.PLAIN) == "<p>a<br />b</p><p>&lt;c&gt;</p>"
    assert shown("a\nb <i>c</i>", Markup.AUTO) == "<p>a<br />\nb <i>c</i></p>"
