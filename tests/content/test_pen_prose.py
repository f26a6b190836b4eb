import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.findings import Findings
from lms.content.markdown import renderer
from lms.content.markdown.document import Setting
from lms.content.markdown.finish import Finish
from lms.content.markdown.places import Places
from lms.content.markdown.renderer import Pen
from lms.content.source import Source

PLAIN = ("Lima.", "Satu\ndua, tiga", "3–5 hari", "a -- b", "(_a_)")
SIGNED = ("1. satu", "1.", "1) a", "a\n1. b", "-", "- a", "a\n- b", ": a", "a\n: b", " a", "a ", "a  \nb")
SIGNS = "ab1 Z.,:;()?!%'’“”/–-_wWhtps\n+*"


def setting() -> Setting:
    return Setting(Source.of("x.md", ""), Findings("x.md"))


def converted(text: str) -> str:
    """Return what the converter makes of a text, whatever it looks like."""
    given = setting()
    hand = Finish(given, Places(1, text), fragment=True)
    return renderer._Rendering(given, text, 1, hand).document().html


@pytest.mark.parametrize(
    "text",
    [*PLAIN, *SIGNED, "a\n\nb", "www.a.id", "https://a.id", "HTTP://a.id"],
)
def test_prose_is_written_as_the_converter_writes_it(text: str) -> None:
    assert Pen(setting()).block(text, 1) == converted(text)


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=SIGNS, max_size=40))
def test_no_prose_is_taken_for_less_than_it_is(text: str) -> None:
    assert Pen(setting()).block(text, 1) == converted(text)
