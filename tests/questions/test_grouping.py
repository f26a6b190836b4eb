import random
from fractions import Fraction

import pytest
from question_builders import a_question, codes, parsed, words

from lms.questions import registry
from lms.questions.kind import Body
from lms.questions.response import Malformed
from lms.questions.score import State

ITEMS = """
- Izin usaha => Perizinan
  > Ya.
- Izin bangunan => Perizinan
- Akta => Kependudukan
- Kartu ⇒ Kependudukan
"""


def sorted_into(body: Body, *groups: str) -> dict[str, str]:
    """The response that gives these groups in the author's order; an empty text leaves one blank."""
    labels = {label["text"]: label["id"] for label in body["labels"]}
    return {item["id"]: labels[text] for item, text in zip(body["items"], groups, strict=True) if text}


def test_groups_are_made_of_what_stands_right_of_the_sign() -> None:
    kind, body = a_question(ITEMS)

    assert kind.name == "grouping"
    assert [label["text"] for label in body["labels"]] == ["Kependudukan", "Perizinan"]
    assert kind.describe(body) == "Kependudukan: Akta, Kartu; Perizinan: Izin usaha, Izin bangunan"


@pytest.mark.parametrize(
    ("groups", "fraction", "state"),
    [
        (("Perizinan", "Perizinan", "Kependudukan", "Kependudukan"), "1", State.RIGHT),
        (("Perizinan", "Perizinan", "Perizinan", "Perizinan"), "1/2", State.PARTLY),
        (("Perizinan", "", "", ""), "1/4", State.PARTLY),
        (("Kependudukan", "", "", ""), "0", State.WRONG),
        (("", "", "", ""), "0", State.BLANK),
    ],
)
def test_the_mark_is_items_in_their_right_group_by_all_items(
    groups: tuple[str, ...], fraction: str, state: State
) -> None:
    kind, body = a_question(ITEMS)

    mark = kind.score(body, sorted_into(body, *groups), language="id")

    assert (mark.fraction, mark.state) == (Fraction(fraction), state)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- A => x", ["grouping.too-few"]),
        ("- A => x\n- B => x", ["grouping.too-few"]),
        ("- A => x\n- B => y", ["grouping.alone"]),
        ("- A => x\n- B => y\n- => y", ["grouping.empty"]),
        ("- A => x\n- B => y\n- C =>", ["grouping.empty"]),
        ("- A => x\n- B\n- C => y", ["grouping.unreadable"]),
        ("- A => x => y\n- B => x\n- C => y", ["grouping.unreadable"]),
        ("- A => x\n- A => y\n- B => x", ["grouping.repeated"]),
    ],
)
def test_what_is_wrong_with_groups_is_said_by_its_code(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_an_escaped_sign_is_text() -> None:
    _, body = a_question("- a \\=> b => x\n- n >= 3 => y\n- c => y")

    assert [item["text"] for item in body["items"]] == ["a =&gt; b", "n &gt;= 3", "c"]


@pytest.mark.parametrize("line", ["- butir", "- a=>b", "a => b", "- a <=> b", "- a -> b", "=> a"])
def test_an_ordinary_line_is_no_item(line: str) -> None:
    assert not registry.get("grouping").opens(line)


def test_pairs_and_groups_are_told_apart_by_their_signs() -> None:
    assert parsed("- A -> 1\n- B -> 2")[0].name == "pairs"
    assert parsed("- A => 1\n- B => 2")[0].name == "grouping"
    assert codes("- A -> 1\n- B => 2\n- C -> 3") == ["pairs.unreadable"]


def test_the_widget_holds_items_and_groups_and_no_trace_of_what_belongs_where() -> None:
    kind, body = a_question(ITEMS)

    shown = kind.show(body, kind.shuffled(body, random.Random(1)))

    ids = {one["id"] for part in ("rows", "labels") for one in shown[part]}
    texts = {one["text"] for part in ("rows", "labels") for one in shown[part]}
    assert words(shown) == ids | texts | {"rows", "labels", "id", "text"}


def test_items_that_are_not_shuffled_do_not_stand_group_by_group() -> None:
    kind, one = a_question(ITEMS)
    _, other = a_question("\n".join(reversed(ITEMS.replace("\n  > Ya.", "").strip().split("\n"))))

    assert kind.show(one, [])["rows"] == kind.show(other, [])["rows"]


def test_items_with_the_same_text_keep_names_of_their_own() -> None:
    kind, body = a_question("- A => x\n- A => y\n- B => x")

    assert len({item["id"] for item in body["items"]}) == 3
    assert kind.score(body, sorted_into(body, "x", "y", "x"), language="id").state is State.RIGHT


@pytest.mark.parametrize("response", ["A", [0], {"x": "y"}])
def test_a_stored_response_of_another_form_is_refused(response: object) -> None:
    kind, body = a_question(ITEMS)

    with pytest.raises(Malformed):
        kind.score(body, response, language="id")  # type: ignore[arg-type] # what a damaged record may hold


def test_the_review_goes_in_the_order_that_was_shown() -> None:
    kind, body = a_question(ITEMS)

    rows = kind.reveal(body, [3, 2, 1, 0], sorted_into(body, "Perizinan", "", "Perizinan", ""))["rows"]

    assert [row["text"] for row in rows] == ["Kartu", "Akta", "Izin bangunan", "Izin usaha"]
    assert [row["state"] for row in rows] == ["blank", "wrong", "blank", "right"]
    assert [row["feedback"] for row in rows] == ["", "", "", "<p>Ya.</p>"]
