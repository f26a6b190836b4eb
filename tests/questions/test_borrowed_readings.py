"""Attributes by which our kinds read a response as the program does that a question was brought in from."""

import pytest

from lms.questions.block import Block
from lms.questions.kind import Body, Kind
from lms.questions.kinds.number import NUMBER
from lms.questions.kinds.shorttext import SHORTTEXT
from lms.questions.response import FIELD, Malformed


def parsed(kind: Kind, text: str, language: str = "en", **attributes: str) -> Body:
    lines = tuple(enumerate(text.split("\n"), start=1))
    body, problems = kind.parse(Block(lines, attributes, language))
    assert not problems
    assert body is not None
    return body


def state(kind: Kind, body: Body, response: str, language: str = "en") -> str:
    return str(kind.score(body, kind.accept(body, {FIELD: [response]}), language=language).state)


@pytest.mark.parametrize(
    ("response", "expected"),
    [("no one", "right"), ("  NO ONE ", "right"), ("no\tone", "right"), ("no  one", "wrong")],
)
def test_with_spaces_two_spaces_are_not_one(response: str, expected: str) -> None:
    body = parsed(SHORTTEXT, "= no one", spaces="")

    assert state(SHORTTEXT, body, response) == expected
    assert SHORTTEXT.reveal(body, [], response)["spaces"]


def test_without_spaces_nothing_changes() -> None:
    body = parsed(SHORTTEXT, "= no one")

    assert "spaces" not in body
    assert state(SHORTTEXT, body, "no  one") == "right"
    assert not SHORTTEXT.reveal(body, [], "no one")["spaces"]


def test_an_ignored_unit_may_be_anything() -> None:
    body = parsed(NUMBER, "= 15 ± 1", unit="ignored")

    assert state(NUMBER, body, "15") == "right"
    assert state(NUMBER, body, "15 m") == "right"
    assert state(NUMBER, body, "17 m") == "wrong"


@pytest.mark.parametrize(
    ("decimal", "response", "expected", "read_as"),
    [
        ("point", "3.1415", "right", ""),
        ("point", "3,1415", "wrong", "31415"),
        ("comma", "3,1415", "right", "3.1415"),
        ("comma", "3.1415", "wrong", "31415"),
    ],
)
def test_a_named_decimal_mark_is_the_only_one(
    decimal: str, response: str, expected: str, read_as: str
) -> None:
    body = parsed(NUMBER, "= 3.1415", decimal=decimal)

    assert state(NUMBER, body, response) == expected
    assert NUMBER.read_as(body, response, language="en") == read_as


def test_two_decimal_marks_are_no_number() -> None:
    with pytest.raises(Malformed):
        state(NUMBER, parsed(NUMBER, "= 3", decimal="point"), "1.2.3")


def test_a_number_named_shorttext_or_spaces_is_a_text() -> None:
    assert not NUMBER.claims(Block(((1, "= 07"),), {"spaces": ""}))
