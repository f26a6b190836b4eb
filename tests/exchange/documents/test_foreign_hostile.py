"""Texts that are made to keep a reader busy are read in a moment, whatever sign they repeat."""

import time
from contextlib import suppress

import pytest

from lms.errors import Refused
from lms.exchange.documents import first_draft

SIZE = 200_000
REPEATED = [
    "[", "![a](", "[[a", "{{ ", "{% ", '<a href="x">', "<img ", ":::note\n", "``a` ", "[a]: <", "```\n",
    "\\[", "{{< notice >}}", '{% hint style="a" %}', "{% highlight a %}", "<A ", "# a {#a}\n", "a\n==\n",
    "> ",
    "%% a ",
    "!!! note\n    a\n", "<iframe ", "<!--", "{/*", " \n", "   ", "    a\n", "[a [b](c) ](d) ", '[a](b "',
]  # fmt: skip
STRETCHED = [
    "# a{}b",
    "[a]: x{}y",
    '!!! note{}"',
    "::: a{}{{",
    "[x]({}",
    "<a{}",
    "1. a?\n\na. b{}\n\nJawaban: {}",
]


@pytest.mark.parametrize("sign", REPEATED)
def test_a_sign_repeated(sign):
    read_soon((sign * (SIZE // len(sign))).encode())


@pytest.mark.parametrize("text", STRETCHED)
def test_spaces_without_end(text):
    read_soon(text.format(" " * SIZE, " " * SIZE).encode())


def read_soon(data):
    begun = time.process_time()
    # Of nothing but spaces there is nothing to make.
    with suppress(Refused):
        first_draft(data, "a.md", "a")
    # A linear reader takes a second at most; a backtracking one minutes.
    assert time.process_time() - begun < 15
