"""Responses to a quiz file are marked by our kinds, in the form people and programs write them."""

from fractions import Fraction
from typing import Any

import pytest
from exchange_builders import a_quiz

from lms.exchange import grading

QUIZ = a_quiz(
    """---
title: Kuis
kind: practice
language: id
---

## Satu {#satu}
Pilih.

- ( ) 3
  > Bukan.
- (x) 2
- (50%) **Empat**

## Banyak {#banyak}
Pilih.

- [x] a
- [x] b
- [ ] c

## Kata {#kata}
Tulis.

= dua*

## Bilangan {#bilangan}
Hitung.

= 1000

## Pasangan {#pasangan}
Jodohkan.

- a -> satu
- b -> dua
- -> tiga
"""
)


@pytest.mark.parametrize(
    ("question", "response", "state", "fraction"),
    [
        ("satu", "2", "right", 1),
        ("satu", 2, "right", 1),
        ("satu", "1", "wrong", 0),
        ("satu", " Empat ", "partly", Fraction(1, 2)),
        ("satu", [2], "right", 1),
        ("satu", [1, 2], "malformed", 0),
        ("satu", 9, "malformed", 0),
        ("satu", True, "malformed", 0),
        ("satu", "lima", "malformed", 0),
        ("satu", None, "blank", 0),
        ("satu", [], "blank", 0),
        ("banyak", ["a", "b"], "right", 1),
        ("banyak", ["a", 3], "wrong", 0),
        ("banyak", "a", "partly", Fraction(1, 2)),
        ("kata", "Dua puluh", "right", 1),
        ("kata", ["dua"], "malformed", 0),
        ("kata", "", "blank", 0),
        ("bilangan", "1.000", "right", 1),
        ("bilangan", 1000, "right", 1),
        ("bilangan", "seribu", "malformed", 0),
        ("bilangan", True, "malformed", 0),
        ("pasangan", {"a": "satu", "b": "dua"}, "right", 1),
        ("pasangan", {"a": "satu", "b": None}, "partly", Fraction(1, 2)),
        ("pasangan", {"a": "tiga"}, "wrong", 0),
        ("pasangan", {}, "blank", 0),
        ("pasangan", {"a": "empat"}, "malformed", 0),
        ("pasangan", "satu", "malformed", 0),
        ("lain", "x", "malformed", 0),
    ],
)
def test_each_response_gets_a_state_and_a_fraction(
    question: str, response: Any, state: str, fraction: Fraction
) -> None:
    (row,) = grading.grade(QUIZ, [{"question": question, "response": response}])

    assert (row.question, row.state, row.fraction) == (question, state, fraction)


def test_feedback_is_the_options_own() -> None:
    (row,) = grading.grade(QUIZ, [{"question": "satu", "response": 1}])

    assert row.feedback == ("<p>Bukan.</p>",)
