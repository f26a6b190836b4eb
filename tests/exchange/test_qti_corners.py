"""Corners of QTI: rarer templates and rules, texts of 1.2, pictures that lie elsewhere, patterns."""

from fractions import Fraction

import pytest
from qti_builders import (
    answer,
    base,
    canvas,
    choice,
    condition,
    declared,
    document,
    equal,
    html,
    item,
    listed,
    packed,
    read,
    refused,
    rules,
    variable,
    weights,
)

from lms.exchange.model import Number, Ordering, Text
from lms.exchange.qti.asking import Unsound
from lms.exchange.qti.patterns import regex, wildcards

KEY = declared("single", "identifier", "B")


def outcome(name: str, value: str, kind: str = "float") -> str:
    default = f"<defaultValue><value>{value}</value></defaultValue>" if value else ""
    head = f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="{kind}">'
    return f"{head}{default}</outcomeDeclaration>"


def test_the_templates_of_cartridges_give_the_most_there_is() -> None:
    template = '<responseProcessing template="http://x/CC2_match.xml"/>'
    told = '<modalFeedback outcomeIdentifier="FEEDBACKBASIC" identifier="{0}">{0}</modalFeedback>'
    more = told.format("correct") + told.format("incorrect")
    declarations = KEY + outcome("MAXSCORE", "3") + outcome("FEEDBACKBASIC", "", "identifier")
    found = item(document(declarations, choice("A", "B"), template, more=more))

    assert (found.points, weights(found.answer)) == (3, [0, 1])
    assert [one.feedback.text for one in found.answer.options] == ["incorrect", "correct"]


def test_rules_stop_where_they_say_so() -> None:
    out = f"<match>{variable()}{base('B', 'identifier')}</match>"
    stop = rules((out, "2")).replace("</responseIf>", "<exitResponse/></responseIf>")
    after = f'<setOutcomeValue identifier="SCORE">{base("1")}</setOutcomeValue>'
    processing = stop.replace("</responseProcessing>", f"{after}</responseProcessing>")

    assert weights(answer(document(KEY, choice("A", "B"), processing), "qti.blank")) == [Fraction(1, 2), 1]


def test_a_table_of_matches_and_a_fragment() -> None:
    table = (
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
        '<matchTable defaultValue="0"><matchTableEntry sourceValue="2" targetValue="5"/></matchTable>'
        "</outcomeDeclaration>"
    )
    counted = f"<product>{base('2')}<mapResponse identifier='RESPONSE'/></product>"
    rule = f'<lookupOutcomeValue identifier="SCORE">{counted}</lookupOutcomeValue>'
    fragment = f"<responseProcessingFragment>{rule}</responseProcessingFragment>"
    processing = f"<responseProcessing>{fragment}</responseProcessing>"
    found = item(
        document(declared("single", "identifier", "B", mapped="B=1") + table, choice("A", "B"), processing)
    )

    assert (found.points, weights(found.answer)) == (5, [0, 1])


def test_a_score_by_another_name_counts() -> None:
    named = rules((f"<match>{variable()}<correct identifier='RESPONSE'/></match>", "4")).replace(
        "SCORE", "NILAI"
    )

    assert (
        item(document(KEY + outcome("NILAI", "0"), choice("A", "B"), named).replace(b"SCORE", b"X")).points
        == 4
    )


def test_tolerances_may_be_kept_in_outcomes() -> None:
    condition_ = f'<equal toleranceMode="absolute" tolerance="T">{base("10")}{variable()}</equal>'
    body = '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    found = answer(document(declared("single", "float") + outcome("T", "2"), body, rules((condition_, "1"))))

    assert isinstance(found, Number)
    assert [(one.low, one.high) for one in found.spans] == [(8, 12)]


def test_long_orders_are_sampled() -> None:
    names = [f"n{at}" for at in range(9)]
    options = "".join(f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in names)
    body = f'<orderInteraction responseIdentifier="RESPONSE">{options}</orderInteraction>'

    assert answer(document(declared("ordered", "identifier", *names), body)) == Ordering(
        tuple(Text(name) for name in names), "all"
    )


def test_long_lists_are_sampled() -> None:
    names = [f"n{at}" for at in range(12)]
    mapped = ";".join(f"{name}={1 if at < 4 else -1}" for at, name in enumerate(names))
    response = declared("multiple", "identifier", *names[:4], mapped=mapped, bounds='lowerBound="0"')
    template = '<responseProcessing template="http://x/map_response"/>'
    found = answer(document(response, choice(*names, most=0), template))

    assert weights(found) == [Fraction(1, 4)] * 4 + [-Fraction(1, 4)] * 8


def test_an_item_in_steps_is_named() -> None:
    data = document(KEY, choice("A", "B")).replace(b'adaptive="false"', b'adaptive="true"')

    assert weights(answer(data, "qti.adaptive")) == [0, 1]


def test_notes_to_markers_and_media_are_named() -> None:
    body = (
        '<rubricBlock view="candidate"><p>Bacalah.</p></rubricBlock>'
        '<rubricBlock view="scorer">Lihat kunci.</rubricBlock>'
        '<object data="a.mp4" type="video/mp4">Video</object><math><mi>x</mi></math>' + choice("A", "B")
    )
    bank = read(document(KEY, body))

    assert bank.items[0].prompt.text == "<p>Bacalah.</p>Videox"
    assert [one.code for one in bank.remarks] == ["qti.rubric", "exchange.picture", "qti.formula"]


@pytest.mark.parametrize(
    "address", ["../../a.png", "http://x/a.png", "a.exe", "data:image/png;base64,*", "a.png"]
)
def test_pictures_that_are_not_in_the_package_are_named(address: str) -> None:
    data = document(KEY, f'<p>x <img src="{address}" alt="gambar"/></p>' + choice("A", "B"))
    bank = read(packed({"soal/i.xml": data}))

    assert bank.items[0].prompt == Text("x gambar")
    assert [one.code for one in bank.remarks] == ["exchange.picture"]


def test_a_picture_within_the_text_comes_along() -> None:
    inline = "data:image/png;base64,iVBORw0KGgo="
    bank = read(document(KEY, f'<p><img src="{inline}" alt="titik"/></p>' + choice("A", "B")))

    assert bank.files == {"picture.png": b"\x89PNG\r\n\x1a\n"}


def test_materials_of_every_sort_are_a_text() -> None:
    prompt = (
        "<material><mattext>Satu &lt; dua</mattext><matbreak/><matemtext>tiga</matemtext>"
        '<matimage uri="a.png"/><mataudio uri="b.mp3"/></material>'
        "<material><mattext><p>empat</p></mattext></material>"
    )
    quiz = canvas("multiple_choice_question", prompt + listed("r", a="x", b="y"), condition(equal("r", "a")))
    bank = read(packed({"q.xml": quiz, "a.png": b"1"}))

    assert bank.items[0].prompt.text == (
        '<p>Satu &lt; dua<br><em>tiga</em><img src="files/a.png" alt=""></p><p>empat</p>'
    )
    assert [one.code for one in bank.remarks] == ["exchange.picture"]


def test_a_slider_of_classic_qti_asks_for_a_number() -> None:
    asked = '<render_slider lowerbound="0" upperbound="10" step="1"/>'
    slider = f'<response_num ident="r" rcardinality="Single">{asked}</response_num>'
    found = answer(canvas("", html("Berapa?") + slider, condition(equal("r", "7"))))

    assert isinstance(found, Number)
    assert [(one.low, one.high) for one in found.spans] == [(7, 7)]
    assert refused(canvas("", slider.replace('"10"', '"0"'), condition(equal("r", "7")))) == [
        "qti.interaction"
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "taken"),
    [
        ("a{2,}", "aaa", True),
        ("a{2}", "aaa", False),
        ("[a-c\\d]+", "b2", True),
        ("[^a-c]", "b", False),
        ("\\S\\s\\D", "a b", True),
        ("x|y|", "", True),
        ("(ab)+$", "abab", True),
        ("\\t\\.", "\t.", True),
        ("[\\]\\-]", "]", True),
        (".", "\n", False),
    ],
)
def test_patterns_take_what_the_schema_says(pattern: str, text: str, taken: bool) -> None:
    assert regex.read(pattern).matches(text) is taken


@pytest.mark.parametrize(
    "pattern", ["(", "a)", "[a", "[a[b]]", "[a-[b]]", "[\\S]", "*a", "a{x}", "\\p{L}", "\\", "(a{999}){9}"]
)
def test_patterns_that_are_none_are_refused(pattern: str) -> None:
    with pytest.raises(Unsound):
        regex.read(pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("a(b|c)?", ["a", "ab", "ac"]),
        ("[Aa]b", ["Ab", "ab"]),
        ("a{1,2}", ["a", "aa"]),
        ("[0-9]{3}", None),
        ("a{4,9}", None),
        ("\\w", None),
        ("a +b", ["a b"]),
    ],
)
def test_patterns_are_words_where_there_are_few(pattern: str, words: list[str] | None) -> None:
    assert wildcards.words(regex.read(pattern).tree) == words


@pytest.mark.parametrize("pattern", ["[^a]b{2,}", "(x|y)z?", "\\d\\w\\s"])
def test_an_example_is_taken_by_its_pattern(pattern: str) -> None:
    read_ = regex.read(pattern)

    assert read_.matches(wildcards.example(read_.tree))
