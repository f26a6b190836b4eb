"""Texts that no author writes, and long ones that some do: time, and that nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from content_builders import bare, document, problems

from lms.content.markdown import renderer

ROOT = Path(__file__).parents[2]
SIZE, SHELF = 50_000, 500_000
# Seconds of processor time: 1 for a hostile text and 2 for half a megabyte are promised, on a machine at
# rest. `seconds` counts for how slow this machine is now, and twice that is left for what it counts badly.
HOSTILE, BOOK = 2 * 1.0, 2 * 2.0


def times(piece: str) -> str:
    return piece * (SIZE // len(piece))


HOSTILE_TEXTS = {
    "emphasis in emphasis": times("*a **a ") + "b" + times(" a** a*"),
    "emphasis closed only": times("a_ "),
    "emphasis opened only": times("_a "),
    "emphasis mismatched": times("*a_ "),
    "emphasis of threes": "a**b" + times("c* "),
    "links closed only": times("a]"),
    "links opened only": times("[a"),
    "links and emphasis": times("[ a_"),
    "links half written": times("[ (]("),
    "pictures nested": times("![[]()"),
    "brackets nested": "[" * (SIZE // 2) + "a" + "]" * (SIZE // 2),
    "link to a bracket": times("[a](<b"),
    "link without end": times("[a](b"),
    "quotations nested": times("> ") + "a",
    "quotation with lazy lines": "> " * 30 + times("a\n"),
    "lists nested": "".join("  " * level + "* a\n" for level in range(220)),
    "lists on one line": times("- ") + "x" + "\n" * 1000,
    "backticks of every length": "".join("e" + "`" * count for count in range(1, 310)),
    "comments opened": "</" + times("<!--"),
    "instructions opened": times("<?"),
    "tags opened": times("<b>"),
    "divisions nested": times("<div>\n\n"),
    "folds nested": "<details>\n\n" * 2_000 + "</details>\n\n" * 2_000,
    "definitions of references": "".join(f"[{number}]: u\n" for number in range(4_000)),
    "references": "[1]: u\n\n" + times("[1] "),
    "definitions on one line": times(": "),
    "notes": "".join(f"[^{number}]: u\n\n" for number in range(2_000)) + times("[^1] "),
    "table that lacks cells": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + times("|a\n"),
    "formulas": times("$a$ ") + times("$"),
    "addresses": times("http://a.b/ ") + times("a@"),
    "nulls": times("a\0"),
    "boxes": times("> [!NOTE]\n> x\n\n"),
    "boxes to tick": times("- [ ] a\n"),
    "fences": times("```\n"),
}


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_hostile_text_is_read_in_time(name: str, seconds: Callable[[], float]) -> None:
    bare(HOSTILE_TEXTS[name])

    assert seconds() < HOSTILE


@pytest.mark.parametrize("as_module", [True, False])
def test_half_a_megabyte_of_manuals_is_read_in_time(as_module: bool, seconds: Callable[[], float]) -> None:
    files = sorted((ROOT / "courses").glob("*/*.md"))
    manuals = "".join(file.read_text(encoding="utf-8").split("---", 2)[2] for file in files)
    text = (manuals * (SHELF // len(manuals) + 1))[:SHELF]

    shown = document(text)[0].html if as_module else bare(text)

    assert seconds() < BOOK
    assert len(shown) > SHELF


@pytest.mark.parametrize(
    "text",
    [
        "> " * 60 + "kata",
        "- " * 60 + "kata",
        "*a **b " * 60 + "kata" + "***" * 60,
        "[" * 3000 + "kata",
        "<b>" * 90 + "kata",
    ],
)
def test_what_is_nested_beyond_sense_is_named_and_its_words_stay(text: str) -> None:
    assert "kata" in bare(text)
    assert "markdown.too-deep" in {code for _, code in problems(text)}


def test_a_text_longer_than_the_limit_is_refused_with_its_length() -> None:
    document_, found = document("a" * (renderer.LONGEST + 1))

    assert document_.html == ""
    assert [one.text("id") for one in found] == ["Naskah ini 600001 huruf; paling banyak 600000."]


@pytest.mark.parametrize("text", ["a\n\n<div id=x\nkata\n\nlanjut", "a\n\n<!-- kata\n\nlanjut"])
def test_a_tag_or_comment_without_an_end_swallows_nothing(text: str) -> None:
    assert "kata" in bare(text)
    assert "lanjut" in bare(text)
    assert (3, "markdown.tag-unclosed") in problems(text)


def test_a_comment_never_reaches_a_learner_and_never_breaks_out() -> None:
    assert document("a\n\n<!-- kunci: B -->\n\nb")[0].html == "<p>a</p>\n\n<p>b</p>"
    assert "<script" not in bare("a <!-- x --!><script>alert(1)</script> -->")


def test_a_list_that_misses_its_numbered_item_is_named() -> None:
    assert problems("Teks\n\n1. a\n  - b\n2. c") == [(4, "markdown.list-indent")]
    assert problems("1. a\n   - b\n2. c\n\n- d") == []


def test_a_note_that_nothing_refers_to_is_shown_and_named() -> None:
    text = "Teks.\n\n[^1]: Isi."

    assert "Isi." in document(text)[0].html
    assert problems(text) == [(3, "markdown.footnote-unused")]
