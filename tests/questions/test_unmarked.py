"""What a trainer marks, or nobody: essays, ratings, texts, and the questions of a survey."""

import random
from typing import Any

import pytest
from question_builders import a_question, codes

from lms.questions.block import Block
from lms.questions.kind import Body, Kind
from lms.questions.kinds.essay import ESSAY, words
from lms.questions.kinds.text import TEXT
from lms.questions.response import FIELD, PART, Malformed, Response
from lms.questions.score import State

RUBRIC = "- [2] menyebut dasar hukum\n- [1,5] memberi contoh\n  yang nyata"


def state(kind: Kind, body: Body, response: Response | None) -> State:
    return kind.score(body, response, language="id").state


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100-300", [100, 300]),
        ("100–300", [100, 300]),
        ("100..300", [100, 300]),
        ("300", [0, 300]),
        ("-300", [0, 300]),
        ("100-", [100, 0]),
    ],
)
def test_an_essay_says_how_few_and_how_many_words(value: str, expected: list[int]) -> None:
    assert a_question("", essay="", words=value)[1]["words"] == expected


def test_a_rubric_is_a_list_of_what_counts_and_how_much() -> None:
    kind, body = a_question(RUBRIC, essay="")

    assert body["rubric"] == [
        {"points": "2", "text": "menyebut dasar hukum"},
        {"points": "3/2", "text": "memberi contoh\nyang nyata"},
    ]
    assert kind.describe(body) == "menyebut dasar hukum (2); memberi contoh yang nyata (3/2)"


@pytest.mark.parametrize(
    ("text", "attributes", "expected"),
    [
        (RUBRIC, {"points": "3,5"}, []),
        (RUBRIC, {"points": "7/2"}, []),
        (RUBRIC, {}, []),
        (RUBRIC, {"points": "4"}, ["essay.rubric-sum"]),
        (RUBRIC, {"points": "banyak"}, []),
        ("", {"words": "banyak"}, ["essay.words"]),
        ("", {"words": ""}, ["essay.words"]),
        ("", {"words": "0"}, ["essay.words"]),
        ("", {"words": "10001"}, ["essay.words"]),
        ("", {"words": "300-100"}, ["essay.words-reversed"]),
        ("- [2] a\n- tanpa nilai", {}, ["essay.rubric"]),
        ("- [2] a\n  > umpan", {}, ["essay.rubric"]),
        ("- [2]", {}, ["essay.rubric-empty"]),
        ("- [0] a", {}, ["essay.rubric-points"]),
        ("- [1] a\n- [2] A", {}, ["essay.rubric-repeated"]),
    ],
)
def test_what_is_wrong_with_an_essay_is_said_by_its_code(
    text: str, attributes: dict[str, str], expected: list[str]
) -> None:
    assert codes(text, essay="", **attributes) == expected


def test_an_essay_waits_for_a_trainer_and_keeps_its_paragraphs() -> None:
    kind, body = a_question(RUBRIC, essay="")
    response = kind.accept(body, {FIELD: ["  Satu.\r\n\r\nDua. \r\n"]})

    assert response == "Satu.\n\nDua."
    assert state(kind, body, response) is State.UNMARKED
    assert state(kind, body, kind.accept(body, {FIELD: [" \r\n "]})) is State.BLANK
    assert kind.accept(body, {FIELD: ["kata " * 11_000]}) is not None
    assert kind.carried(body, body, response) == response
    assert (kind.classes(body), kind.guessed(body)) == ((), None)


@pytest.mark.parametrize(("text", "attributes"), [("", {"essay": ""}), ("- 1..3", {})])
def test_what_has_one_order_is_never_shuffled_and_read_in_one_way(
    text: str, attributes: dict[str, str]
) -> None:
    kind, body = a_question(text, **attributes)

    assert kind.shuffled(body, random.Random(1)) == TEXT.shuffled({}, random.Random(1)) == []
    assert kind.read_as(body, "2", language="id") == TEXT.read_as({}, None, language="id") == ""
    assert (TEXT.opens("- ( ) a"), TEXT.claims(Block(()))) == (False, False)


def test_an_essay_is_a_text_and_nothing_else() -> None:
    kind, body = a_question("", essay="")

    with pytest.raises(Malformed):
        kind.score(body, ["a"], language="id")


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("satu", 1), ("satu, dua – tiga!", 3), ("Perpres 95/2018 e-government", 3), ("…  ?", 0)],
)
def test_words_are_what_holds_a_letter_or_a_digit(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("- 1..3: a, b, c", ["a", "b", "c"]),
        ("- 1...3 : a; b, c; d", ["a", "b, c", "d"]),
        ("- 1..3", ["", "", ""]),
        ("- 0..4: buruk, baik", ["buruk", "", "", "", "baik"]),
        ("* 1..2: *ya*, tidak", ["*ya*", "tidak"]),
    ],
)
def test_a_scale_has_a_label_for_each_step_for_both_ends_or_for_none(text: str, labels: list[str]) -> None:
    assert a_question(text)[1]["labels"] == labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 1..4: a, b, c", ["rating.labels"]),
        ("- 1..2: a, b, c", ["rating.labels"]),
        ("- 4..1: a, b", ["rating.range"]),
        ("- 1..1", ["rating.range"]),
        ("- 0..11", ["rating.range"]),
        ("- 0..10", []),
        ("- 1..4\n- 1..5", ["rating.several"]),
        ("- 1..4\n  > umpan", ["rating.unreadable"]),
    ],
)
def test_what_is_wrong_with_a_scale_is_said_by_its_code(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_step_is_a_class_of_its_own_and_earns_nothing() -> None:
    kind, body = a_question("- 1..3: a, b, c")

    assert [(one.id, one.text, one.fraction) for one in kind.classes(body)] == [
        ("1", "1 – a", None),
        ("2", "2 – b", None),
        ("3", "3 – c", None),
    ]
    assert kind.classed(body, "2", language="id") == {"": ("2",)}
    assert (state(kind, body, "2"), state(kind, body, None)) == (State.UNSCORED, State.BLANK)
    with pytest.raises(Malformed):
        kind.carried(body, a_question("- 1..2")[1], "3")


@pytest.mark.parametrize("response", [2, "4", ["2"]])
def test_a_step_that_is_not_on_the_scale_is_refused(response: Any) -> None:
    kind, body = a_question("- 1..3")

    with pytest.raises(Malformed):
        kind.score(body, response, language="id")


def test_a_text_asks_nothing_so_nothing_is_blank() -> None:
    assert TEXT.score({}, None, language="id").state is State.UNSCORED
    assert TEXT.accept({}, {}) is None
    assert TEXT.carried({}, {}, "a") is None
    for form in ({FIELD: ["a"]}, {f"{PART}a": ["a"]}):
        with pytest.raises(Malformed):
            TEXT.accept({}, form)
    with pytest.raises(Malformed):
        TEXT.score({}, "a", language="id")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- ( ) a\n- ( ) b", []),
        ("- (x) a\n- ( ) b", ["survey.key"]),
        ("- [50%] a\n- [ ] b", ["survey.key"]),
        ("- ( ) a\n- ( ) A", ["choice.repeated"]),
        ("- ( ) a", ["choice.too-few"]),
        ("- ( ) a\n- [ ] b", ["choice.mixed"]),
        ("- ( ) a\n- ( )", ["choice.empty"]),
        ("- ( ) a\n- b", ["choice.unreadable"]),
    ],
)
def test_a_poll_needs_no_key(text: str, expected: list[str]) -> None:
    assert codes(text, poll="") == expected


def test_what_is_polled_is_counted_and_not_marked() -> None:
    kind, body = a_question("- [ ] a\n- [ ] b\n- [ ] c", poll="")

    assert state(kind, body, [0, 2]) is State.UNSCORED
    assert state(kind, body, None) is State.BLANK
    assert kind.classed(body, [0, 2], language="id") == {"": ("0", "2")}
    assert {one.fraction for one in kind.classes(body)} == {None}


def test_a_comment_is_an_essay_that_nobody_marks() -> None:
    kind, body = a_question("", comment="", words="50")

    assert state(kind, body, "Bagus.") is State.UNSCORED
    assert not kind.show(body, [])["marked"]
    assert ESSAY.show(body, [])["marked"]
    assert codes(RUBRIC, comment="") == ["survey.rubric"]
