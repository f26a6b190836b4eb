"""How responses of the newer kinds are written for `lms quiz grade`."""

import json
from fractions import Fraction
from typing import Any

import pytest
from exchange_builders import a_quiz
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.exchange import grading
from lms.exchange.grading import lines
from lms.exchange.grading.forms import FORMS
from lms.questions import registry

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

## Pilihan {#pilihan}
Pilih.

- (x) Ya
- ( ) **Tidak**

## Jodoh {#jodoh}
Jodohkan.

- A -> satu
- B -> dua

## Urut {#urut order}
Urutkan.

1. A
2. B

## Angka {#angka}
Hitung.

= 15 jam

## Jajak {#jajak poll}
Mana yang berguna?

- [ ] Modul
- [ ] Kuis

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
        ("jajak", ["Modul", 2], "unscored", 0),
        ("jajak", "Buku", "malformed", 0),
        ("bacaan", None, "unscored", 0),
        ("bacaan", "x", "malformed", 0),
    ],
)
def test_each_response_gets_a_state_and_a_fraction(
    question: str, response: Any, state: str, fraction: Fraction
) -> None:
    (row,) = grading.grade(QUIZ, [{"question": question, "response": response}])

    assert (row.question, row.state, row.fraction) == (question, state, fraction)


def test_every_kind_that_asks_something_has_a_form_of_its_own() -> None:
    assert {kind.name for kind in registry.OWN} - {"text"} <= FORMS.keys()


WORDS = st.text(max_size=6) | st.sampled_from(["A", "B", "satu", "Ya", "**Tidak**", "900 menit", "9" * 5000])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)
)
STATES = {"right", "partly", "wrong", "blank", "malformed", "unmarked", "unscored"}


@given(st.sampled_from([one.id for one in QUIZ.questions]), ANYTHING)
@settings(max_examples=200)
def test_whatever_is_answered_gets_one_line_with_a_state(question: str, response: Any) -> None:
    line = json.dumps({"question": question, "response": response}).encode()

    (written,) = lines.graded(QUIZ, [line], lambda *_: None)

    row = json.loads(written)
    assert row["question"] == question
    assert row["state"] in STATES
    assert 0 <= row["fraction"] <= 1
    assert (row["state"] == "right") is (row["fraction"] == 1)


@given(st.binary(max_size=40))
def test_whatever_stands_in_a_line_is_answered_by_a_line_or_by_none(line: bytes) -> None:
    written = list(lines.graded(QUIZ, [line], lambda *_: None))

    assert len(written) == bool(line.strip())
