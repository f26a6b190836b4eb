"""Packages: what the manifest names, pictures, tests and sections, version 3, cartridges, hostile files."""

import pytest
from qti_builders import (
    canvas,
    choice,
    condition,
    declared,
    document,
    equal,
    html,
    listed,
    packed,
    read,
    refused,
    weights,
)

from lms.exchange import qti
from lms.exchange.model import Bank, Markup, Text

ITEM = document(declared("single", "identifier", "B"), "<p>Mana?</p>" + choice("A", "B"))
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def manifest(*names: str) -> str:
    rows = "".join(
        f'<resource identifier="r{at}" type="imsqti_item_xmlv2p2" href="{name}">'
        f'<file href="{name}"/></resource>'
        for at, name in enumerate(names)
    )
    return (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{rows}</resources></manifest>'
    )


def named(name: str) -> bytes:
    return document(declared("single", "identifier", "B"), choice("A", "B"), name=name)


def test_items_come_in_the_order_of_the_manifest() -> None:
    files = {"imsmanifest.xml": manifest("b.xml", "a.xml"), "a.xml": named("a"), "b.xml": named("b")}

    assert [one.id for one in read(packed(files)).items] == ["b", "a"]


def test_the_manifest_may_say_from_where_its_addresses_count() -> None:
    based = manifest("a.xml").replace("<resources", '<resources xml:base="soal/"')

    assert [
        one.id for one in read(packed({"x/imsmanifest.xml": based, "x/soal/a.xml": named("a")})).items
    ] == ["a"]


def test_a_file_that_is_missing_or_broken_is_named_and_the_rest_comes_in() -> None:
    files = {
        "imsmanifest.xml": manifest("a.xml", "b.xml", "c.xml"),
        "a.xml": named("a"),
        "b.xml": "<assessmentItem>",
    }
    bank = read(packed(files))

    assert [one.id for one in bank.items] == ["a"]
    assert [(one.code, one.values["name"]) for one in bank.remarks] == [
        ("qti.absent", "c.xml"),
        ("qti.file", "b.xml"),
    ]


def test_tests_put_items_on_shelves() -> None:
    test = (
        '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="t" title="Tes">'
        '<testPart><assessmentSection identifier="s" title="Satu"><selection select="1"/>'
        '<assessmentItemRef href="b.xml"/>'
        '<assessmentSection identifier="u" title="Dua/tiga"><assessmentItemRef href="a.xml">'
        '<weight identifier="W" value="2"/></assessmentItemRef></assessmentSection></assessmentSection>'
        '<assessmentSectionRef href="lain.xml"/></testPart></assessmentTest>'
    )
    files = {"test.xml": test, "a.xml": named("a"), "b.xml": named("b"), "c.xml": named("c")}
    bank = read(packed(files))

    assert [(one.id, one.category) for one in bank.items] == [
        ("b", "Satu"),
        ("a", "Satu/Dua//tiga"),
        ("c", ""),
    ]
    assert [one.code for one in bank.remarks] == ["qti.weight", "qti.absent"]
    assert (bank.title, bank.draws) == ("Tes", {"Satu": 1})


def test_pictures_come_along_under_names_of_their_own() -> None:
    data = document(
        declared("single", "identifier", "B"),
        '<p>Lihat <img src="../gambar/alur.png" alt="Alur"/> '
        '<img src="x.png" alt="tak ada"/></p>'
        '<p><object data="../lain/alur.png" type="image/png">Alur lain</object></p>' + choice("A", "B"),
    )
    other = PNG + b"1"
    bank = read(packed({"soal/a.xml": data, "gambar/alur.png": PNG, "lain/alur.png": other}))

    assert bank.items[0].prompt == Text(
        '<p>Lihat <img src="files/alur.png" alt="Alur"> tak ada</p>'
        '<p><img src="files/alur-2.png" alt="Alur lain"></p>',
        Markup.HTML,
    )
    assert bank.files == {"alur.png": PNG, "alur-2.png": other}
    assert [one.code for one in bank.remarks] == ["exchange.picture"]


def test_formulas_keep_their_source() -> None:
    tex = '<m:annotation encoding="application/x-tex">x^2</m:annotation>'
    maths = f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi>{tex}</m:math>'
    body = f"<p>Hitung {maths}.</p>" + choice("A", "B")

    assert read(document(declared("single", "identifier", "B"), body)).items[0].prompt == Text(
        "Hitung \\(x^2\\)."
    )


def test_a_text_that_items_share_is_put_before_each() -> None:
    reference = '<assessmentStimulusRef identifier="s" href="teks.xml"/><itemBody>'
    body = "<stimulusBody><p>Bacalah.</p></stimulusBody>"
    stimulus = f'<assessmentStimulus identifier="s" title="Teks">{body}</assessmentStimulus>'
    bank = read(packed({"a.xml": ITEM.replace(b"<itemBody>", reference.encode()), "teks.xml": stimulus}))

    assert bank.items[0].prompt.text == "<p>Bacalah.</p><p>Mana?</p>"


def test_version_three_is_the_same_under_other_names() -> None:
    data = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" '
        'identifier="i" title="Soal">'
        '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string">'
        '<qti-mapping default-value="0"><qti-map-entry map-key="Solo" mapped-value="1"/></qti-mapping>'
        "</qti-response-declaration>"
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'
        '<qti-item-body><p data-x-y="1">Kota?</p>'
        '<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>'
        '</qti-item-body><qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/'
        'map_response.xml"/></qti-assessment-item>'
    )
    bank = read(data.encode())

    assert bank.remarks == ()
    assert bank.items[0].prompt == Text("Kota?")
    assert (bank.items[0].answer.case, bank.items[0].answer.answers[0].pattern) == (False, "Solo")


@pytest.mark.parametrize("space", ["imsqti_v2p0", "imsqti_v2p1", "qti/qtiv2p2", ""])
def test_every_namespace_of_version_two_and_none_is_read(space: str) -> None:
    xmlns = f'xmlns="http://www.imsglobal.org/xsd/{space}"' if space else ""
    data = ITEM.replace(b'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"', xmlns.encode())

    assert weights(read(data).items[0].answer) == [0, 1]


def test_of_canvas_the_fuller_twin_of_a_quiz_is_read() -> None:
    quiz = canvas(
        "multiple_choice_question", html("Mana?") + listed("r", a="x", b="y"), condition(equal("r", "a"))
    )
    files = {
        "imsmanifest.xml": manifest("g1/assessment_qti.xml"),
        "g1/assessment_qti.xml": quiz,
        "g1/assessment_meta.xml": "<quiz/>",
        "non_cc_assessments/g1.xml.qti": quiz,
    }

    assert len(read(packed(files)).items) == 1


def test_pictures_of_a_course_are_found_on_its_shelf() -> None:
    picture = '<img src="$IMS-CC-FILEBASE$/alur%20kerja.png?x=1" alt="Alur">'
    prompt = html(f'<p>{picture} <img class="equation_image" title="x^2"></p>')
    quiz = canvas("multiple_choice_question", prompt + listed("r", a="x", b="y"), condition(equal("r", "a")))
    bank = read(packed({"q.xml": quiz, "web_resources/alur kerja.png": PNG}))

    assert bank.items[0].prompt.text == '<img src="files/alur-kerja.png" alt="Alur"> \\(x^2\\)'
    assert bank.files == {"alur-kerja.png": PNG}


def test_files_that_hold_no_questions_are_named() -> None:
    assert refused(packed({"a.xml": "<lom/>"})) == ["exchange.empty"]
    assert refused(b"<html/>") == ["qti.unknown"]


def test_no_bank_is_written_as_no_bank() -> None:
    assert read(qti.write(Bank(), version="3.0").data).items == ()
