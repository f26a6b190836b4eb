"""Gaps: how they are written, taken out of their text, filled in and marked."""

import random
from fractions import Fraction

import pytest
from question_builders import a_question, codes, parsed, words

from lms.questions.gaps import signs
from lms.questions.gaps.syntax import named
from lms.questions.kind import Body, Kind
from lms.questions.response import FIELD, PART, Malformed, Response
from lms.questions.score import State

THREE = "Satu [[tujuh | 7]], dua [[2: = 20 ± 1]], tiga [[(x) A / ( ) B # Bukan. / (50%) C]]."


def gaps(text: str, **attributes: str) -> tuple[Kind, Body]:
    return a_question(text, gaps="", **attributes)


def kinds(text: str) -> list[str]:
    return [gap["kind"] for gap in gaps(text)[1]["gaps"]]


def earned(text: str, *answers: str | None, **attributes: str) -> tuple[str, Fraction]:
    kind, body = gaps(text, **attributes)
    response: Response | None = {named(at): one for at, one in enumerate(answers) if one is not None} or None
    mark = kind.score(body, response, language="id")
    return str(mark.state), mark.fraction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[tujuh]]", "shorttext"),
        ("[[7]]", "shorttext"),
        ("[[(50%) tujuh | delapan]]", "shorttext"),
        ("[[a / (b)]]", "shorttext"),
        ("[[= 7]]", "number"),
        ("[[= 7 ± 1 | (50%) 7..9]]", "number"),
        ("[[=15 jam]]", "number"),
        ("[[(x) a / ( ) b]]", "choice"),
        ("[[(50%) a / (x) b/c]]", "choice"),
        ("[[3: (x) a / ( ) b]]", "choice"),
    ],
)
def test_the_writing_of_a_gap_tells_its_kind(text: str, expected: str) -> None:
    assert kinds(f"Isi {text} ini.") == [expected]


def test_a_gap_keeps_answers_shares_feedback_and_escapes() -> None:
    body = gaps(r"[[1,5: a \| b # Ya. | (50%) \#c\] | 10:30 | \= 5 | d \# e]]")[1]["gaps"][0]

    assert body["weight"] == "3/2"
    assert [(one["text"], one["weight"], one["feedback"]) for one in body["body"]["answers"]] == [
        ("a | b", "1", "<p>Ya.</p>"),
        ("#c]", "1/2", ""),
        ("10:30", "1", ""),
        ("= 5", "1", ""),
        ("d # e", "1", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tanpa.", ["gaps.none"]),
        ("[[]]", ["gaps.empty"]),
        ("[[2: ]]", ["gaps.empty"]),
        ("[[0: a]]", ["gaps.weight"]),
        ("[[[x] a / [ ] b]]", ["gaps.several"]),
        ("[[a]] dan [[b", ["gaps.unclosed"]),
        ("[[a]] dan [[b\nc]]", ["gaps.unclosed"]),
        ("[[= tujuh]]", ["number.unreadable"]),
        ("[[(x) a]]", ["choice.too-few"]),
        ("[[( ) a / ( ) b]]", ["choice.no-key"]),
        ("[[(50%) a]]", ["question.no-full-mark"]),
        ("[[a* | ab]]", ["shorttext.unreachable"]),
        ("[[a]] " * 101, ["gaps.too-many"]),
        ("[[a]] " * 100, []),
        ("\ue0100\ue011 [[a]]", ["gaps.lost"]),
        ("[[a]] `[[b` [[c]]", []),
    ],
)
def test_what_is_wrong_with_a_gap_is_said_by_its_code(text: str, expected: list[str]) -> None:
    assert codes(text, gaps="") == expected


def test_the_heading_speaks_for_all_gaps_of_a_kind() -> None:
    assert earned("[[Tujuh]]", "tujuh")[0] == "right"
    assert earned("[[Tujuh]]", "tujuh", case="")[0] == "wrong"
    both = "[[= 15 jam]] dan [[= 7]] dan [[tujuh]]"
    assert earned(both, "15", "7", "tujuh", unit="required") == ("partly", Fraction(2, 3))
    assert earned(both, "15 jam", "7", "tujuh", unit="required")[0] == "right"
    assert earned(both, "15 hari", "7 kg", "tujuh", unit="ignored")[0] == "right"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("7", "20", "0"), ("right", 1)),
        (("tujuh", "20", None), ("partly", Fraction(3, 4))),
        ((None, "20", None), ("partly", Fraction(1, 2))),
        ((None, None, "2"), ("partly", Fraction(1, 8))),
        (("x", "30", "1"), ("wrong", 0)),
        ((None, None, None), ("blank", 0)),
    ],
)
def test_gaps_are_averaged_by_weight(answers: tuple[str | None, ...], expected: tuple[str, Fraction]) -> None:
    assert earned(THREE, *answers) == expected


def test_only_what_was_filled_in_gets_its_feedback() -> None:
    kind, body = gaps(THREE)

    assert kind.score(body, {"c": "1"}, language="id").feedback == ("<p>Bukan.</p>",)
    assert kind.score(body, {"a": "7"}, language="id").feedback == ()


@pytest.mark.parametrize(
    "form",
    [
        {FIELD: ["7"]},
        {f"{PART}d": ["7"]},
        {f"{PART}a": ["7", "8"]},
        {f"{PART}b": ["dua puluh"]},
        {f"{PART}c": ["A"]},
        {f"{PART}c": ["3"]},
        {f"{PART}c": ["-1"]},
    ],
)
def test_a_form_that_no_page_of_ours_sends_is_refused(form: dict[str, list[str]]) -> None:
    kind, body = gaps(THREE)

    with pytest.raises(Malformed):
        kind.accept(body, form)


@pytest.mark.parametrize("response", ["a", ["a"], {"d": "x"}, {"a": 7}, {"c": "x"}, {"c": "9"}])
def test_a_response_of_another_form_is_refused(response: Response) -> None:
    kind, body = gaps(THREE)

    with pytest.raises(Malformed):
        kind.score(body, response, language="id")


def test_options_are_shuffled_inside_their_gap_alone() -> None:
    kind, body = gaps("[[(x) A / ( ) B / ( ) C]] [[t]] [[(x) D / ( ) E]]")
    order = kind.shuffled(body, random.Random(5))
    shown = [piece["gap"] for piece in kind.show(body, order)["pieces"] if "gap" in piece]

    assert (sorted(order[:3]), sorted(order[3:])) == ([0, 1, 2], [3, 4])
    assert {one["text"] for one in shown[0]["options"]} == {"A", "B", "C"}
    assert [one["value"] for one in shown[0]["options"]] == [str(place) for place in order[:3]]
    assert {one["value"] for one in shown[2]["options"]} == {"0", "1"}
    plain = [piece["gap"] for piece in kind.show(body, [])["pieces"] if "gap" in piece]
    assert [one["text"] for one in plain[2]["options"]] == ["D", "E"]


def test_what_is_shown_is_the_prompt_without_any_answer() -> None:
    kind, body = gaps(THREE)
    shown = kind.show(body, [])

    assert {"tujuh", "7", "20 ± 1", "<p>Bukan.</p>"}.isdisjoint(words(shown))
    assert "".join(piece.get("html", "_") for piece in shown["pieces"]) == "<p>Satu _, dua _, tiga _.</p>"


def test_doubtful_numbers_are_shown_as_they_were_read() -> None:
    kind, body = gaps("[[= 1000]] dan [[= 2000]] dan [[x]]")

    assert kind.read_as(body, {"a": "1.000", "b": "2.000", "c": "1.000"}, language="id") == "1000; 2000"
    assert kind.read_as(body, None, language="id") == ""


def test_every_gap_is_a_part_with_the_classes_of_its_kind() -> None:
    kind, body = gaps(THREE)

    found = {(one.part, one.text): one.fraction for one in kind.classes(body)}
    assert found["a", "tujuh"] == found["b", "20 ± 1"] == found["c", "A"] == 1
    assert found["c", "C"] == Fraction(1, 2)
    assert kind.classed(body, {"a": "8", "c": "2"}, language="id") == {"a": ("other",), "c": ("2",)}
    assert kind.guessed(body) == Fraction(1, 8)
    assert kind.guessed(gaps("[[x]]")[1]) == 0


def test_answers_are_carried_gap_by_gap() -> None:
    kind, old = gaps(THREE)
    _, new = gaps("[[delapan]], [[dua puluh]], [[( ) C / (x) B / ( ) A]]")
    _, fewer = gaps("[[delapan]]")

    response: Response = {"a": "7", "b": "20", "c": "0"}
    assert kind.carried(old, new, response) == {"a": "7", "b": "20", "c": "2"}
    assert kind.carried(old, fewer, {"a": "7"}) == {"a": "7"}
    assert kind.carried(old, fewer, {"a": " "}) is None
    for lost in (fewer, gaps("[[a]] [[b]] [[c]]")[1], gaps("[[a]] [[b]] [[(x) D / ( ) E]]")[1]):
        with pytest.raises(Malformed):
            kind.carried(old, lost, response)


def test_the_right_answer_is_told_gap_by_gap() -> None:
    assert gaps(THREE)[0].describe(gaps(THREE)[1]) == "(1) tujuh; (2) 20 ± 1; (3) A"
    assert gaps("[[x]]")[0].describe(gaps("[[x]]")[1]) == "x"


def test_the_review_says_of_every_gap_how_it_was_filled() -> None:
    kind, body = gaps(THREE)
    told = kind.reveal(body, [], {"a": "8", "c": "2"})["gaps"]

    assert [(one["state"], one["given"], one["answer"]) for one in told] == [
        (State.WRONG, "8", "tujuh"),
        (State.BLANK, "", "20 ± 1"),
        (State.PARTLY, "C", "A"),
    ]


@pytest.mark.parametrize(
    "text", ["[[" * 40_000, "`" * 9 + "`a" * 40_000, "[[a" * 40_000, "$a" * 40_000, "\\" * 80_000]
)
def test_malice_is_read_in_proportion_to_its_length(text: str) -> None:
    assert signs.taken([(1, text)]).gaps == []
    assert signs.taken([]).text == ""


def test_a_gap_knows_its_line() -> None:
    problems = parsed("Satu\n```\n[[x]]\n```\ndua `a\nb` [[]]", gaps="")[2]

    assert [(one.line, one.code) for one in problems] == [(6, "gaps.empty")]
