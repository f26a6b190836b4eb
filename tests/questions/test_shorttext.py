import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from question_builders import a_question, codes, words

from lms.questions.kinds.shorttext.pattern import covers, matches, pieces
from lms.questions.response import Malformed
from lms.questions.score import State


@pytest.mark.parametrize(
    ("pattern", "response", "expected"),
    [
        ("Tujuh", "tujuh", True),
        ("Tujuh", "  TUJUH ", True),
        ("Wali Kota", "wali   kota", True),
        ("Wali Kota", "wali\u00a0kota", True),
        ("Wali Kota", "walikota", False),
        ("caf\u00e9", "cafe\u0301", True),
        ("café", "cafe", False),
        ("Peraturan*95*2018", "Peraturan Presiden Nomor 95 Tahun 2018", True),
        ("Peraturan*95*2018", "Peraturan Presiden Nomor 2018", False),
        ("*kota*", "kota", True),
        ("*kota", "kotamadya", False),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("ab*bc", "abc", False),
        ("2 \\* 3", "2 * 3", True),
        ("2 \\* 3", "2 x 3", False),
        ("\\\\*", "\\apa saja", True),
        ("C:\\data", "c:\\data", True),
        ("tanya.", "tanyaa", False),
        ("[a-z]+", "abc", False),
        ("[a-z]+", "[a-z]+", True),
    ],
)
def test_a_star_stands_for_anything_and_nothing_else_does(
    pattern: str, response: str, expected: bool
) -> None:
    kind, body = a_question(f"= {pattern}")

    assert (kind.score(body, response, language="id").state is State.RIGHT) is expected


def test_capital_letters_count_only_when_the_heading_says_case() -> None:
    kind, body = a_question("= SPBE", case="")

    assert kind.score(body, "spbe", language="id").state is State.WRONG
    assert kind.score(body, "SPBE", language="id").state is State.RIGHT


def test_the_first_answer_that_matches_decides() -> None:
    kind, body = a_question("= (50%) perpres\n  > Sebut nomornya.\n= *perpres*\n= (25%) perda*")

    assert kind.score(body, "Perpres", language="id").fraction == Fraction(1, 2)
    assert kind.score(body, "Perpres", language="id").feedback == ("<p>Sebut nomornya.</p>",)
    assert kind.score(body, "Perpres 95/2018", language="id").fraction == 1
    assert kind.score(body, "Perda", language="id").fraction == Fraction(1, 4)
    assert kind.score(body, "UU", language="id").state is State.WRONG


@pytest.mark.parametrize("response", [None, "", "   "])
def test_nothing_typed_is_a_blank(response: str | None) -> None:
    kind, body = a_question("= *")

    assert kind.score(body, response, language="id").state is State.BLANK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("= *\n= tujuh", ["shorttext.anything", "shorttext.unreachable"]),
        ("= tujuh\n= (50%) *", []),
        ("= a*c\n= abc", ["shorttext.unreachable"]),
        ("= abc\n= a*c", []),
        ("= a*\n= a*b*", ["shorttext.unreachable"]),
        ("= a*b*\n= a*", []),
        ("= Tujuh\n= tujuh", ["shorttext.unreachable"]),
        ("= (50%) tujuh", ["question.no-full-mark"]),
        ("= (-50%) tujuh\n= enam", ["question.weight"]),
        ("= tujuh\nbaris lain\n= enam", ["question.answer-unreadable"]),
        ("= tujuh\n= ", ["question.answer-empty"]),
    ],
)
def test_what_is_wrong_with_answers_is_said_by_its_code(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_case_keeps_two_answers_apart() -> None:
    assert codes("= Tujuh\n= tujuh", case="") == []


def test_forty_stars_against_five_thousand_letters_take_less_than_fifty_milliseconds() -> None:
    kind, body = a_question("= " + "a*" * 40 + "b")
    began = time.process_time()

    score = kind.score(body, "a" * 5000, language="id")

    assert score.state is State.WRONG
    assert time.process_time() - began < 0.05


LETTERS = st.text("ab*", max_size=8)


def slow_match(pattern: str, text: str) -> bool:
    """The definition, by recursion."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(slow_match(pattern[1:], text[skip:]) for skip in range(len(text) + 1))
    return bool(text) and pattern[0] == text[0] and slow_match(pattern[1:], text[1:])


@given(LETTERS, st.text("ab", max_size=8))
@settings(max_examples=300)
def test_the_matcher_agrees_with_the_definition(pattern: str, text: str) -> None:
    assert matches(pieces(pattern, case=True), text) is slow_match(pattern, text)


@given(LETTERS, LETTERS, st.text("ab", max_size=6))
@settings(max_examples=300)
def test_what_is_covered_never_accepts_more(wide: str, narrow: str, text: str) -> None:
    first, second = pieces(wide, case=True), pieces(narrow, case=True)

    assert not covers(first, second) or not matches(second, text) or matches(first, text)


@pytest.mark.parametrize("values", [["a", "b"], ["a" * 10_001], ["a\0b"], ["\ud800"]])
def test_a_text_that_cannot_be_kept_is_refused(values: list[str]) -> None:
    kind, body = a_question("= tujuh")

    with pytest.raises(Malformed):
        kind.accept(body, {"answer": values})


def test_a_text_is_kept_trimmed_and_in_nfc_and_a_blank_as_none() -> None:
    kind, body = a_question("= tujuh")

    assert kind.accept(body, {"answer": ["  Cafe\u0301 "]}) == "Café"
    assert kind.accept(body, {"answer": [" "]}) is None
    assert kind.accept(body, {}) is None


def test_a_stored_response_of_another_form_is_refused() -> None:
    kind, body = a_question("= tujuh")

    with pytest.raises(Malformed):
        kind.score(body, [1], language="id")


def test_the_widget_learns_only_whether_capitals_count() -> None:
    kind, body = a_question("= tujuh\n  > rahasia")

    assert words(kind.show(body, [])) == {"case", "False"}


def test_the_review_shows_what_was_typed_and_the_right_answer_in_words() -> None:
    kind, body = a_question("= Perpres*95\n  > ya")

    revealed = kind.reveal(body, [], "UU")

    assert (revealed["state"], revealed["given"], revealed["answer"]) == ("wrong", "UU", "Perpres…95")
