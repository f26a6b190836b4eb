import re

import pytest
from content_builders import html

from lms.content.markdown.markup import svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<title>a</title><use href="#x"/><path fill="url(#g)" d="M0 0"/>', None),
        ("<style>.a{fill:red}</style>", None),
        ('<image href="data:image/png;base64,AAAA"/>', None),
        ("<script>1</script>", "<script>"),
        ("<foreignObject/>", "<foreignobject>"),
        ('<a href="#x"/>', "<a>"),
        ('<path onload="x"/>', "onload=…"),
        ('<image href="https://x.id/a.png"/>', "href=…"),
        ('<use xlink:href="a.svg#x"/>', "href=…"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "href=…"),
        ('<path fill="url(https://x.id)"/>', "url(…)"),
        ('<path style="background:URL( //x )"/>', "url(…)"),
        ("<style>@import 'x'</style>", "url(…)"),
        ("<style>a{}<g/>@import 'x';</style>", "url(…)"),
        (r"<style>@\69mport 'x';</style>", "url(…)"),
        (r"<style>*{background:u\72l(//x.id)}</style>", "url(…)"),
        ("<style>*{background:image-set('//x.id' 1x)}</style>", "url(…)"),
        (r'<path fill="u\72l(//x.id)"/>', "url(…)"),
        (r'<path style="fill:u\rl(//x.id)"/>', "url(…)"),
        (r'<style>@\import "//x.id";</style>', "url(…)"),
        (r'<g label="C:\data (lama)" fill="red"/>', "url(…)"),
        (r'<g xmlns:i="urn:x" i:export="C:\data (lama)"/>', None),
        ("<animateColor/>", "<animatecolor>"),
        ("<g>", "broken"),
    ],
)
def test_a_picture_that_runs_or_reaches_out_is_refused(inside: str, expected: str | None) -> None:
    assert svg.objection(f"{OPEN}{inside}</svg>".encode()) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_picture_brings_no_style_sheet_from_elsewhere(encoding: str) -> None:
    sheet = f'<?xml version="1.0"?><?xml-stylesheet href="https://x.id/a.css"?>{OPEN}</svg>'

    assert svg.objection(sheet.encode(encoding)) == "<?xml-stylesheet?>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0" encoding="aneh"?><svg/>',
        b"\x00\xff",
    ],
)
def test_what_is_no_plain_svg_is_broken(data: bytes) -> None:
    assert svg.objection(data) == "broken"


CHOICE = "```quiz\nBerapa?\n- ( ) 5\n  > Salah.\n- (x) *7*\n> Tujuh.\n```\n"


def test_a_choice_is_answered_in_place_and_opens_without_script() -> None:
    shown = html(CHOICE)

    assert shown.startswith(
        '<div class="selfcheck" role="group" data-selfcheck="choice-single" aria-labelledby="cek-1-title">'
    )
    assert '<input type="radio" id="cek-1-1" name="cek-1" value="1" data-right>' in shown
    assert '<div class="selfcheck-feedback" data-feedback="0" hidden><p>Salah.</p></div>' in shown
    assert "<p>Jawaban yang benar: <strong>7</strong></p><p>Tujuh.</p></details></div>" in shown


def test_numbers_and_texts_bring_what_the_page_accepts() -> None:
    shown = html('```quiz\nBerapa?\n= 15..16\n```\n\n```quiz\nApa?\n= "a" & *b*\n  > Ya.\n```')

    assert 'data-accept="[{&quot;low&quot;:15.0,&quot;high&quot;:16.0' in shown
    assert 'data-selfcheck="text"' in shown
    assert 'data-feedback="0" hidden><p>Ya.</p>' in shown


def test_several_on_a_page_have_their_own_ids() -> None:
    ids = re.findall(
        r' id="([^"]+)"',
        html("## Isi A\n" + CHOICE + "\n" + CHOICE + "\n- x\n\n  " + CHOICE.replace("\n", "\n  ")),
    )

    assert len(ids) == len(set(ids))
    assert "cek-3-title" in ids


def test_an_english_course_checks_in_english() -> None:
    assert "Check yourself" in html(CHOICE.replace("( ) 5", "[ ] 5").replace("(x)", "[x]"), language="en")


@pytest.mark.parametrize("sign", ["->", "=>"])
def test_what_belongs_together_is_listed_and_its_answer_opens(sign: str) -> None:
    shown = html(f"```quiz\nApa artinya?\n- *A* {sign} z < 1\n- B {sign} y\n- C {sign} y\n```\n")

    question, answer = shown.split("<details")
    assert 'data-selfcheck="reveal"' in question
    assert {"<li><em>A</em></li>", "<li>B</li>", "<li>C</li>"} == set(re.findall(r"<li>.*?</li>", question))
    assert "Pilihannya: y; z &lt; 1</p>" in question
    assert "Jawaban yang benar:" in answer
