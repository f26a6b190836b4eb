"""What a self-test finds out about a kind that breaks one promise."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from question_builders import a_question
from test_kinds import QUESTIONS, UNMARKED

from lms.questions import registry, selftest
from lms.questions.kind import Body, Kind, Marker, Specimens
from lms.questions.kinds.choice import Choice
from lms.questions.score import Score, State

_, BODY = a_question("- ( ) Lima\n  > Itu SPIP.\n- (x) Tujuh")
RIGHT = Score(State.RIGHT, Fraction(1))


def broken(name: str, replacement: Any) -> Kind:
    """Return a choice of which one method is another, or one attribute."""
    kind: Kind = type("Broken", (Choice,), {"name": "rusak", name: replacement})()
    return kind


def broken_twice(kind: Kind) -> Kind:
    """Return a kind that marks anything right besides."""
    twice: Kind = type("Twice", (type(kind),), {"score": lambda *_, **__: RIGHT})()
    return twice


def fails(kind: Kind) -> list[str]:
    return [problem.code for problem in selftest.failures(kind, BODY)]


@pytest.mark.parametrize(("kind", "body"), [*QUESTIONS, *UNMARKED])
def test_our_kinds_keep_every_promise(kind: Kind, body: Body) -> None:
    assert selftest.failures(kind, body) == []


SHOWN = {"options": [{"value": 0, "text": "Lima"}]}


@pytest.mark.parametrize(
    ("method", "replacement", "expected"),
    [
        ("score", lambda *_, **__: Score(State.WRONG, Fraction(0)), ["selftest.right", "selftest.blank"]),
        ("score", lambda *_, **__: RIGHT, ["selftest.wrong", "selftest.blank"]),
        ("accept", lambda *_: None, ["selftest.malformed"]),
        ("accept", lambda *_: [0], ["selftest.blank", "selftest.malformed"]),
        ("specimens", lambda *_: Specimens((), (), ()), ["selftest.untried"]),
        ("describe", lambda *_: ["Tujuh"], ["selftest.described"]),
        ("show", lambda *_: SHOWN | {"right": 1}, ["selftest.shown"]),
        ("show", lambda *_: SHOWN | {"tip": "x <p>Itu SPIP.</p>"}, ["selftest.shown"]),
        ("show", lambda *_: SHOWN | {"places": (0, 1)}, ["selftest.shown"]),
        ("reveal", lambda *_: {}, ["selftest.crashed"]),
        ("carried", lambda *_: [0], ["selftest.carried"]),
        ("classes", lambda *_: (), ["selftest.classes"]),
        ("classed", lambda *_, **__: {"": ("0",)}, ["selftest.classes"]),
        ("guessed", lambda *_: Fraction(2), ["selftest.classes"]),
        ("marked_by", Marker.TRAINER, ["selftest.right"]),
    ],
)
def test_a_broken_promise_is_named(method: str, replacement: Callable[..., Any], expected: list[str]) -> None:
    found = fails(broken(method, replacement))

    assert found[: len(expected)] == expected
    assert set(found) - set(expected) <= {"selftest.right", "selftest.wrong"}


def test_what_changes_when_it_is_stored_is_named() -> None:
    def forgetful(_: Any, body: Body, *__: Any, **___: Any) -> Score:
        return RIGHT if body is BODY else Score(State.WRONG, Fraction(0))

    keys: Any = ((1,),)
    tuples = broken("specimens", lambda *_: Specimens(keys, (), ()))

    assert "selftest.stored" in fails(broken("score", forgetful))
    assert "selftest.stored" in fails(broken_twice(tuples))
    assert [one.code for one in selftest.failures(Choice(), {**BODY, "more": (1,)})] == ["selftest.stored"]


def test_a_typed_answer_that_stands_in_the_form_betrays_itself() -> None:
    kind, body = a_question("= tujuh")
    teller: Kind = type("Teller", (type(kind),), {"show": lambda *_: {"case": False, "tip": "tujuh"}})()

    assert [one.code for one in selftest.failures(teller, body)] == ["selftest.shown"]


def test_a_crash_is_told_with_its_kind_and_its_reason() -> None:
    def crash(*_: Any) -> Any:
        raise KeyError("opsi")

    (problem,) = selftest.failures(broken("describe", crash), BODY, 7)

    assert (problem.line, problem.code) == (7, "selftest.crashed")
    message = registry.messages()[problem.code]
    assert message.text("id", problem.values) == (
        "Jenis soal “rusak” gagal menguji dirinya: program berhenti dengan KeyError: 'opsi'."
    )
