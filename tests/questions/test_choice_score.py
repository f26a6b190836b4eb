import random
from fractions import Fraction

import pytest
from question_builders import a_question

from lms.questions.response import Malformed
from lms.questions.score import State

SEVERAL = "- [x] A\n- [x] B\n- [x] C\n- [ ] D\n- [ ] E"


@pytest.mark.parametrize(
    ("rule", "chosen", "expected"),
    [
        ("net", [0, 1, 2], "1"),
        ("net", [0, 1], "2/3"),
        ("net", [0, 1, 3], "1/3"),
        ("net", [0, 3, 4], "0"),
        ("net", [0, 1, 2, 3, 4], "1/3"),
        ("each", [0, 1, 2], "1"),
        ("each", [0, 3], "2/5"),
        ("each", [3, 4], "0"),
        ("all", [0, 1, 2], "1"),
        ("all", [0, 1], "0"),
        ("all", [0, 1, 2, 3], "0"),
    ],
)
def test_several_answers_are_marked_by_the_rule_of_the_file(
    rule: str, chosen: list[int], expected: str
) -> None:
    kind, body = a_question(SEVERAL, score=rule)

    assert kind.score(body, chosen, language="id").fraction == Fraction(expected)


def test_net_is_the_rule_when_the_file_names_none() -> None:
    _, body = a_question(SEVERAL)

    assert body["rule"] == "net"


@pytest.mark.parametrize(
    ("chosen", "expected"), [([0], "1/3"), ([0, 1, 2], "1"), ([0, 3], "0"), ([0, 1, 3], "1/6"), ([3], "0")]
)
def test_weights_add_up_exactly_and_stay_between_nothing_and_all(chosen: list[int], expected: str) -> None:
    kind, body = a_question("- [33,33333%] A\n- [33,33333%] B\n- [33,33333%] C\n- [-50%] D")

    assert kind.score(body, chosen, language="id").fraction == Fraction(expected)


@pytest.mark.parametrize(
    ("chosen", "fraction", "state"),
    [
        (None, "0", State.BLANK),
        ([], "0", State.BLANK),
        ([0], "1", State.RIGHT),
        ([1], "1/2", State.PARTLY),
        ([2], "0", State.WRONG),
        ([3], "0", State.WRONG),
    ],
)
def test_one_answer_earns_the_weight_of_the_option_chosen(
    chosen: list[int] | None, fraction: str, state: State
) -> None:
    kind, body = a_question("- (x) A\n- (50%) B\n- ( ) C\n- (-25%) D")

    score = kind.score(body, chosen, language="id")

    assert (score.fraction, score.state) == (Fraction(fraction), state)


def test_feedback_is_that_of_what_was_chosen() -> None:
    kind, body = a_question("- [x] A\n  > ya\n- [ ] B\n  > bukan\n- [x] C")

    assert kind.score(body, [0, 2], language="id").feedback == ("<p>ya</p>",)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([""], None), (["1"], [1]), (["", "0"], [0])],
)
def test_posted_positions_become_a_sorted_list(values: list[str], expected: list[int] | None) -> None:
    kind, body = a_question("- (x) A\n- ( ) B")

    assert kind.accept(body, {"answer": values}) == expected


def test_several_posted_positions_are_sorted() -> None:
    kind, body = a_question(SEVERAL)

    assert kind.accept(body, {"answer": ["4", "0"]}) == [0, 4]


@pytest.mark.parametrize("values", [["2"], ["-1"], ["satu"], ["0", "0"], ["0", "1"], ["²"], ["1" * 9999]])
def test_a_form_that_the_page_cannot_send_is_refused(values: list[str]) -> None:
    kind, body = a_question("- (x) A\n- ( ) B")

    with pytest.raises(Malformed):
        kind.accept(body, {"answer": values})


@pytest.mark.parametrize("response", ["A", [True], [7], ["0"], {"0": "1"}])
def test_a_stored_response_of_another_form_is_refused(response: object) -> None:
    kind, body = a_question("- (x) A\n- ( ) B")

    with pytest.raises(Malformed):
        kind.score(body, response, language="id")  # type: ignore[arg-type] # what a damaged record may hold


def test_the_order_of_options_follows_the_seed_and_holds_each_option_once() -> None:
    kind, body = a_question(SEVERAL)

    order = kind.shuffled(body, random.Random(7))

    assert sorted(order) == [0, 1, 2, 3, 4]
    assert order == kind.shuffled(body, random.Random(7))
    assert order != kind.shuffled(body, random.Random(8))


def test_the_review_tells_right_from_chosen_in_the_order_that_was_shown() -> None:
    kind, body = a_question("- (x) A\n  > ya\n- (50%) B\n  > hampir\n- ( ) C")

    revealed = kind.reveal(body, [2, 1, 0], [1])

    assert revealed["state"] == "partly"
    assert [option["text"] for option in revealed["options"]] == ["C", "B", "A"]
    assert [option["chosen"] for option in revealed["options"]] == [False, True, False]
    assert [option["right"] for option in revealed["options"]] == [False, False, True]
    assert [option["weight"] for option in revealed["options"]] == ["", "50%", ""]
    assert [option["feedback"] for option in revealed["options"]] == ["", "<p>hampir</p>", ""]


def test_the_right_answer_is_described_in_words() -> None:
    kind, body = a_question(SEVERAL)

    assert kind.describe(body) == "A; B; C"
