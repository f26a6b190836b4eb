import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from content_builders import document, html
from hypothesis import given, settings
from hypothesis import strategies as st

UNSAFE = re.compile(r"<script|<style|<iframe|<object|<form|<svg|\son\w+\s*=|javascript:", re.IGNORECASE)


# Below this, in seconds, a share of a quarter's cost says nothing.
NOTICEABLE = 0.2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\n<script>alert(1)</script>", "<script>"),
        ("\nTeks <img src=x onerror=alert(1) alt=a>", "onerror=…"),
        ('\n<a href="javascript:alert(1)">k</a>', "javascript:…"),
        ('\n<iframe src="https://x.id"></iframe>', "<iframe>"),
        ("\n<p onclick=x>a</p>", "onclick=…"),
        ('\n<form action="/keluar"><button>x</button></form>', "<form>"),
    ],
)
def test_what_is_not_on_the_list_is_dropped_and_named_at_its_line(text: str, what: str) -> None:
    found = [one for one in document(text)[1] if one.code == "markdown.dropped"]

    assert UNSAFE.search(html(text)) is None
    assert found[0].values["what"] == what
    assert found[0].line == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H<sub>2</sub>O <kbd>Ctrl</kbd>", "<p>H<sub>2</sub>O <kbd>Ctrl</kbd></p>"),
        ('<p class="button" id="isi" style="color:red">a</p>', "<p>a</p>"),
        ("a <!-- catatan --> b", "<p>a b</p>"),
        ("`<script>` & <", "<p><code>&lt;script&gt;</code> &amp; &lt;</p>"),
        ("<abbr>SPBE</abbr>", "<p><span>SPBE</span></p>"),
    ],
)
def test_what_is_on_the_list_stays_without_classes_and_ids_of_the_page(text: str, expected: str) -> None:
    assert html(text) == expected


def test_signs_that_the_renderer_uses_itself_cannot_be_written() -> None:
    assert html("a \ue0000\ue001 b\x00") == "<p>a 0 b</p>"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "![" * 20_000,
        ">" * 40_000,
        "> - " * 10_000,
        "- " * 20_000,
        "\n".join(" " * (2 * level) + "- a" for level in range(190)),
        "**a" * 13_000,
        "`" * 40_000,
        "".join("`" * count + " " for count in range(280)),
        "<" * 40_000,
        "<!--" * 10_000,
        "<b>" * 13_000,
        "<b>" * 300,
        '<div markdown="1">\n' * 2_000,
        "$" * 40_000,
        "a\n: b\n" * 6_000,
        "a\n=\n" * 10_000,
        "## a\n" * 8_000,
        "|a|b|\n|-|-|\n" + "|a|b|\n" * 6_000,
        "~~a" * 13_000,
        "[a]: b\n" * 6_000,
        "&#" * 20_000,
        "\\" * 40_000,
    ],
)
def test_malice_costs_in_proportion_to_its_length(text: str, seconds: Callable[[], float]) -> None:
    html(text[: len(text) // 4])
    quarter = seconds()
    shown = html(text)

    assert UNSAFE.search(shown) is None
    # Four times the text; what grows with the square would cost sixteen times as much.
    assert seconds() - quarter < 10 * max(quarter, NOTICEABLE)


PIECES = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<img src=x onerror=a>",
        "[a](javascript:b)",
        "```",
        "- (x) a",
        "> ",
        "    ",
        "- ",
        "1. ",
        "$",
        "# ",
        "<details>",
        "[^1]",
        "[^1]: ",
        "*[a]: b",
        "<div>",
        "</p>",
        "<svg onload=a>",
        "`",
        "**",
        "_",
        "\\",
        "a",
        " ",
        ":   ",
        "{#id}",
        "<!--",
        "&lt;",
        "![a](assets/a.svg)",
        "<a href='javascript:a'>",
        "<p onclick=a>",
        "1) ",
        "> [!TIP]",
        "~~",
        "https://a.id",
        "<b>",
        "\n",
        "\n\n",
        "\t",
        "```quiz\n",
        "~~~\n",
        "$$\n",
        "## x\n",
        "!!! note\n",
        "| a |\n|---|\n",
    ]
)


class Unsafe(HTMLParser):
    """Collects what a browser could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "form", "svg", "base", "link", "meta"}:
            self.found.append(tag)
        self.found += [
            name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "")
        ]


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_mixture_of_markup_breaks_the_renderer_or_slips_through(pieces: list[str]) -> None:
    shown = document("".join(pieces))[0].html

    reader = Unsafe()
    reader.feed(shown)
    assert reader.found == []
    assert "\ue000" not in shown
