"""How responses of the newer kinds are written for `lms quiz grade`."""

from fractions import Fraction
from typing import Any

import pytest
from exchange_builders import a_quiz

from lms.exchange import grading

QUIZ = a_quiz(
    """---
title: Kuis
kind: practice
---

## Rumpang {#rumpang}
SPBE punya [[tujuh]] prinsip, indeksnya [[= 2,5 ± 0,1]], dan unsurnya [[(x) lima / ( ) 6]].

## Satu {#satu}
Ibu kota [[Palembang]].

## Esai {#esai essay words=1-30}
Uraikan.

- [2] dasar hukum

## Skala {#skala}
Sesuai?

- 0..2: tidak, cukup, sangat

## Bacaan {#bacaan text}
Baca ini.
"""
)


@pytest.mark.parametrize(
    ("question", "response", "state", "fraction"),
    [
        ("rumpang", ["tujuh", "2,5", "lima"], "right", 1),
        ("rumpang", ["tujuh", 2.5, 1], "right", 1),
        ("rumpang", ["tujuh", None, "6"], "partly", Fraction(1, 3)),
        ("rumpang", [None, "9"], "wrong", 0),
        ("rumpang", [None, None, None], "blank", 0),
        ("rumpang", None, "blank", 0),
        ("rumpang", ["a", "b", "lima"], "malformed", 0),
        ("rumpang", ["a", "1", "sepuluh"], "malformed", 0),
        ("rumpang", ["a", "1", "6", "x"], "malformed", 0),
        ("rumpang", [["a"]], "malformed", 0),
        ("rumpang", {"a": "tujuh"}, "malformed", 0),
        ("satu", "palembang", "right", 1),
        ("esai", "Perpres 95/2018 mengatur.", "unmarked", 0),
        ("esai", None, "blank", 0),
        ("skala", 0, "unscored", 0),
        ("skala", "sangat", "unscored", 0),
        ("skala", 3, "malformed", 0),
        ("skala", None, "blank", 0),
        ("bacaan", None, "unscored", 0),
        ("bacaan", "x", "malformed", 0),
    ],
)
def test_each_response_gets_a_state_and_a_fraction(
    question: str, response: Any, state: str, fraction: Fraction
) -> None:
    (row,) = grading.grade(QUIZ, [{"question": question, "response": response}])

    assert (row.question, row.state, row.fraction) == (question, state, fraction)
