"""Texts from elsewhere look the same as Markdown of ours: words to the letter, the usual marks as marks."""

import re

import pytest
from exchange_builders import a_quiz
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.exchange.model import Markup, Text
from lms.exchange.quizfile import rich
from lms.questions.text import plain

PIECES = re.findall(
    r"\S+",
    "<p> </p> <b> </b> <ul> <li> </ul> <pre> </pre> <table> <td> </table> <br> <a> a b* </i> <blockquote> "
    "</blockquote> <code> </code> <h2> # - 1. &lt; <script> </script> <img>",
)
HEAD = "---\ntitle: x\nkind: practice\n---\n"


def shown(text: str, markup: Markup) -> str:
    """Return the HTML that our page makes of it."""
    markdown = rich.markdown(Text(text, markup)).markdown
    return a_quiz(f"{HEAD}## S {{#s}}\nAwal\n\n{markdown}\n\n- (x) a\n- ( ) b\n").questions[0].prompt


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a <b>b</b> <i>c </i>d</p><p>e</p>", "<p>a <strong>b</strong> <em>c</em> d</p>\n<p>e</p>"),
        ("a<br>b", "<p>a<br>\nb</p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("1 &lt; 2 &amp;amp; 3", "<p>1 &lt; 2 &amp;amp; 3</p>"),
        ("<code>a*b</code> <code>a`b</code>", "<p><code>a*b</code> <code>a`b</code></p>"),
        ("<b>a*</b><b></b> <i> </i>x", "<p><b>a*</b> x</p>"),
        (
            '<a href="https://a.id/b_c">x</a> <a href="javascript:y">z</a>',
            '<p><a href="https://a.id/b_c">x</a> z</p>',
        ),
        ("<ul><li>a<li>b</ul>c", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>"),
        ("<script>x</script>y</script>", "<p>y</p>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"),
        ("<table><tr><td>a</td></table>&amp;b &lt;c", "<p>&amp;b &lt;c</p>"),
        ("a<b><i>b</b>c</i>", "<p>a<b><em>b</em></b>c</p>"),
        ("a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "<ol>\n<li>a\nb</li>\n</ol>"),
        ("<span>a</span><u>b</u>", "<p>ab</p>"),
        (r"<p>\(x^2\) dan $5</p>", "x^2"),
        ("<h1>Judul</h1>isi", "Judul</h"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>d", "<li>c</li>\n</ul>\n<p>d</p>"),
        ("</ul><li>a", "<li>a</li>"),
        ("a<![if !supportLists]>b<![endif]>c<![CDx[d", "<p>abc&lt;![CDx[d</p>"),
    ],
)
def test_html_becomes_the_markdown_one_would_write(html: str, wanted: str) -> None:
    assert wanted in shown(f"{html}", Markup.HTML)


def test_preformatted_text_keeps_its_spaces_and_signs() -> None:
    assert "  a*b\n    c" in shown("<pre>\n  a*b<br>\n    c\n</pre>", Markup.HTML).replace(" \n", "\n")


def test_a_table_stays_a_table() -> None:
    html = shown("<table><tr><td style='x'>a <b>b</b></td><td>1 < 2</td></tr></table>", Markup.HTML)

    assert "<td>a <b>b</b></td>" in html
    assert "1 &lt; 2" in html


def test_pictures_and_layout_are_reported() -> None:
    written = rich.markdown(
        Text('<font>a</font><img src="@@PLUGINFILE@@/x.png" alt="peta"><audio>', Markup.HTML)
    )

    assert written.markdown == "apeta"
    assert written.pictures == ["@@PLUGINFILE@@/x.png"]
    assert written.layout


def test_in_moodles_own_markup_tags_count_and_line_ends_break() -> None:
    assert shown("a <b>b</b>\nc", Markup.AUTO).endswith("<p>a <strong>b</strong><br>\nc</p>")
    assert shown("a\n<p>b</p>\nc", Markup.AUTO).endswith("<p>a</p>\n<p>b</p>\n<p>c</p>")
    assert shown("2 < 3 > 1\nx", Markup.AUTO).endswith("<p>2 &lt; 3 &gt; 1<br>\nx</p>")


def test_a_flood_of_tags_or_formulas_keeps_its_words() -> None:
    assert plain(shown("<b>x" * 100, Markup.HTML)).count("x") == 100
    assert "$" not in rich.markdown(Text("$$a$$ " * 200)).markdown.replace("\\$", "")


def test_words_alone() -> None:
    assert rich.words(Text("<p>a</p><b>b&amp;c</b>", Markup.HTML)) == "a b&c"
    assert rich.words(Text(" a \n b <c ")) == "a b <c"


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_nesting_of_tags_makes_it_stumble(parts: list[str]) -> None:
    shown(" ".join(parts) + "x", Markup.HTML)


@settings(deadline=None)
@given(st.text(st.sampled_from(list("ab1 *_`#>-+=:.()[]<&;|~$@/\\\n")), max_size=30))
def test_plain_words_are_shown_to_the_letter(text: str) -> None:
    assert plain(shown(text, Markup.PLAIN)) == f"Awal {' '.join(text.split())}".strip()
