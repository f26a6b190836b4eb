import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from question_builders import a_question, codes, words

from lms.questions import registry
from lms.questions.kind import Body
from lms.questions.kinds.ordering import syntax
from lms.questions.response import Malformed
from lms.questions.score import State

STEPS = "1. A\n2. B\n3. C\n4. D"


def ordered(body: Body, letters: str) -> list[str]:
    """The response that puts the items in this order; a dot leaves a place blank."""
    ids = {item["text"]: item["id"] for item in body["items"]}
    return [ids.get(letter, "") for letter in letters]


def test_a_numbered_list_is_the_right_order_whatever_its_numbers() -> None:
    kind, body = a_question("1. Terima\n   berkas\n1) Periksa\n9. Putuskan", order="")

    assert kind.name == "ordering"
    assert [item["text"] for item in body["items"]] == ["Terima\nberkas", "Periksa", "Putuskan"]
    assert body["rule"] == "position"
    assert kind.describe(body) == "1. Terima berkas; 2. Periksa; 3. Putuskan"


@pytest.mark.parametrize(
    ("rule", "letters", "fraction"),
    [
        ("position", "ABCD", "1"),
        ("position", "ABDC", "1/2"),
        ("position", "BCDA", "0"),
        ("position", "A...", "1/4"),
        ("position", "D..A", "0"),
        ("relative", "ABCD", "1"),
        ("relative", "BCDA", "2/3"),
        ("relative", "CDAB", "2/3"),
        ("relative", "DCBA", "0"),
        ("relative", "AB..", "1/3"),
        ("relative", "A.B.", "0"),
        ("longest", "ABCD", "1"),
        ("longest", "BCDA", "3/4"),
        ("longest", "BADC", "1/2"),
        ("longest", "DCBA", "0"),
        ("longest", "A..D", "1/2"),
        ("all", "ABCD", "1"),
        ("all", "ABDC", "0"),
    ],
)
def test_an_order_is_marked_by_the_rule_of_the_file(rule: str, letters: str, fraction: str) -> None:
    kind, body = a_question(STEPS, order="", score=rule)

    assert kind.score(body, ordered(body, letters), language="id").fraction == Fraction(fraction)


@given(st.permutations("ABCDEF"))
@settings(max_examples=100)
def test_the_longest_run_agrees_with_its_definition(letters: list[str]) -> None:
    kind, body = a_question(
        "\n".join(f"{place}. {letter}" for place, letter in enumerate("ABCDEF", start=1)),
        order="",
        score="longest",
    )

    length = max(n for n in range(1, 7) for part in combinations(letters, n) if list(part) == sorted(part))

    expected = Fraction(length, 6) if length > 1 else Fraction(0)
    assert kind.score(body, ordered(body, "".join(letters)), language="id").fraction == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. A", ["ordering.too-few"]),
        ("1. A\n2. B", ["ordering.guessable"]),
        ("1. A\n2. B\n3.", ["ordering.empty"]),
        ("1. A\n2. B\n3. A", ["ordering.repeated"]),
        ("1. A\n2. B\n3. a", []),
        ("1. A\n- B\n3. C", ["ordering.unreadable"]),
        ("1. A\n   > kata\n2. B\n3. C", ["ordering.unreadable"]),
    ],
)
def test_what_is_wrong_with_an_order_is_said_by_its_code(text: str, expected: list[str]) -> None:
    assert codes(text, order="") == expected


def test_a_numbered_list_is_an_answer_only_where_the_heading_calls_for_an_order() -> None:
    assert [kind.name for kind in registry.called({"order": ""})] == ["ordering"]
    assert "ordering" not in [kind.name for kind in registry.called({"points": "2"})]


@pytest.mark.parametrize("seed", range(40))
def test_items_are_never_shown_in_their_right_order(seed: int) -> None:
    kind, body = a_question("1. A\n2. B\n3. C", order="")

    order = kind.shuffled(body, random.Random(seed))

    assert sorted(order) == [0, 1, 2]
    assert order != [0, 1, 2]
    assert order == kind.shuffled(body, random.Random(seed))


@pytest.mark.parametrize("letters", ["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"])
def test_items_that_are_not_shuffled_stand_in_no_right_order_either(letters: str) -> None:
    kind, body = a_question("\n".join(f"1. {letter}" for letter in letters), order="")

    assert "".join(row["text"] for row in kind.show(body, [])["rows"]) != letters


def test_two_items_come_in_either_order() -> None:
    kind, body = a_question("1. A\n2. B", order="")

    assert {tuple(kind.shuffled(body, random.Random(seed))) for seed in range(20)} == {(0, 1), (1, 0)}


def test_the_widget_knows_the_items_and_nothing_of_their_order() -> None:
    kind, body = a_question(STEPS, order="")

    shown = kind.show(body, [3, 1, 0, 2])

    assert [row["text"] for row in shown["rows"]] == ["D", "B", "A", "C"]
    ids = {item["id"] for item in body["items"]}
    assert words(shown) == {"rows", "id", "text", "A", "B", "C", "D"} | ids
    assert set(syntax.RULES).isdisjoint(words(shown))


def test_numbers_become_an_order_and_missing_ones_leave_places_blank() -> None:
    kind, body = a_question(STEPS, order="")
    a, b, c, d = (item["id"] for item in body["items"])

    assert kind.accept(body, {f"answer.{b}": ["1"], f"answer.{a}": ["3"], f"answer.{d}": [""]}) == [
        b,
        "",
        a,
        "",
    ]
    assert kind.accept(body, {f"answer.{c}": [""]}) is None


def test_the_same_number_twice_is_refused_by_its_number() -> None:
    kind, body = a_question(STEPS, order="")
    form = {f"answer.{item['id']}": ["2"] for item in body["items"]}

    with pytest.raises(Malformed) as refusal:
        kind.accept(body, form)

    assert (refusal.value.code, refusal.value.values) == ("response.place-repeated", {"place": 2})


@pytest.mark.parametrize("response", ["A", ["A"], [1, 2, 3, 4], ["", "", "", "x"], {"a": "1"}])
def test_a_stored_response_of_another_form_is_refused(response: object) -> None:
    kind, body = a_question(STEPS, order="")

    with pytest.raises(Malformed):
        kind.score(body, response, language="id")  # type: ignore[arg-type] # what a damaged record may hold


def test_an_order_of_blanks_is_a_blank() -> None:
    kind, body = a_question(STEPS, order="")

    assert kind.score(body, ["", "", "", ""], language="id").state is State.BLANK


def test_the_review_shows_the_right_order_with_the_numbers_given() -> None:
    kind, body = a_question(STEPS, order="")

    revealed = kind.reveal(body, [3, 2, 1, 0], ordered(body, "BA.C"))

    assert [(row["text"], row["given"]) for row in revealed["rows"]] == [
        ("A", 2),
        ("B", 1),
        ("C", 4),
        ("D", 0),
    ]
