"""What statistics and a regrade ask of a kind: its classes, a guess, and an answer carried to a new body."""

from fractions import Fraction

import pytest
from question_builders import a_question

from lms.questions.kind import OTHER, Body, Kind
from lms.questions.response import Malformed, Response

SINGLE = "- ( ) Lima\n- (x) Tujuh\n- (50%) Enam"
SEVERAL = "- [x] A\n- [x] B\n- [ ] C"
PAIRS = "- A -> satu\n- B -> dua\n- -> tiga"
GROUPS = "- A => satu\n- B => dua\n- C => dua"


def named(kind: Kind, body: Body, part: str = "") -> dict[str, Fraction | None]:
    """The classes of a part by their words, with what each earns."""
    return {one.text: one.fraction for one in kind.classes(body) if one.part_text == part}


def chosen(kind: Kind, body: Body, response: Response | None) -> list[str]:
    words = {(one.part, one.id): one.text for one in kind.classes(body)}
    found = kind.classed(body, response, language="id")
    return [words[part, id_] for part, ids in found.items() for id_ in ids]


def test_every_option_is_a_class_with_what_it_earns_alone() -> None:
    kind, body = a_question(SINGLE)

    assert named(kind, body) == {"Lima": 0, "Tujuh": 1, "Enam": Fraction(1, 2)}
    assert chosen(kind, body, [2]) == ["Enam"]


def test_of_several_options_each_chosen_one_counts() -> None:
    kind, body = a_question(SEVERAL)

    assert named(kind, body) == {"A": Fraction(1, 2), "B": Fraction(1, 2), "C": 0}
    assert chosen(kind, body, [0, 2]) == ["A", "C"]


def test_a_text_is_classed_by_the_answer_that_takes_it_or_as_another() -> None:
    kind, body = a_question("= Perpres*95\n= (50%) perpres*")

    assert named(kind, body) == {"Perpres…95": 1, "perpres…": Fraction(1, 2), "": 0}
    assert [kind.classed(body, text, language="id")[""] for text in ("perpres 95", "perpres", "uu")] == [
        ("0",),
        ("1",),
        (OTHER,),
    ]


def test_a_number_is_classed_by_the_language_it_is_read_in() -> None:
    kind, body = a_question("= 1000\n= (50%) 1")

    assert named(kind, body) == {"1000": 1, "1": Fraction(1, 2), "": 0}
    assert kind.classed(body, "1.000", language="id") == {"": ("0",)}
    assert kind.classed(body, "1.000", language="en") == {"": ("1",)}
    assert kind.classed(body, "7", language="en") == {"": (OTHER,)}


@pytest.mark.parametrize("text", [PAIRS, GROUPS])
def test_every_item_is_a_part_and_every_label_a_class_of_it(text: str) -> None:
    kind, body = a_question(text)
    a, b, *_ = body["items"]

    assert named(kind, body, "A") == {one["text"]: int(one["text"] == "satu") for one in body["labels"]}
    assert kind.classed(body, {b["id"]: a["label"]}, language="id") == {b["id"]: (a["label"],)}


def test_at_each_place_of_an_order_every_item_is_a_class() -> None:
    kind, body = a_question("1. A\n2. B\n3. C", order="")
    a, b, c = (one["id"] for one in body["items"])

    assert named(kind, body, "2.") == {"A": 0, "B": 1, "C": 0}
    assert kind.classed(body, [c, "", a], language="id") == {"1": (c,), "3": (a,)}
    assert b not in chosen(kind, body, [c, "", a])


@pytest.mark.parametrize("text", [SINGLE, SEVERAL, "= tujuh", "= 7", PAIRS, GROUPS])
def test_a_blank_is_in_no_class(text: str) -> None:
    kind, body = a_question(text)

    assert kind.classed(body, None, language="id") == {}
    assert kind.carried(body, body, None) is None


@pytest.mark.parametrize(
    ("text", "attributes", "expected"),
    [
        (SINGLE, {}, Fraction(1, 2)),
        (SEVERAL, {}, None),
        ("= tujuh\n= (25%) *", {}, Fraction(1, 4)),
        ("= \\*", {}, 0),
        ("= 7", {}, 0),
        (PAIRS, {}, Fraction(1, 3)),
        (GROUPS, {}, Fraction(1, 2)),
        ("1. A\n2. B\n3. C", {"order": ""}, Fraction(1, 3)),
        ("1. A\n2. B\n3. C", {"order": "", "score": "relative"}, Fraction(1, 3)),
        ("1. A\n2. B\n3. C", {"order": "", "score": "all"}, Fraction(1, 6)),
        ("1. A\n2. B\n3. C", {"order": "", "score": "longest"}, None),
    ],
)
def test_a_blind_guess_earns_what_chance_gives(
    text: str, attributes: dict[str, str], expected: Fraction | None
) -> None:
    kind, body = a_question(text, **attributes)

    assert kind.guessed(body) == expected


def test_an_option_is_carried_to_where_its_words_stand_now() -> None:
    kind, old = a_question(SINGLE)
    _, new = a_question("- (x) Enam\n- ( ) Tujuh\n- ( ) Delapan")

    assert kind.carried(old, new, [1]) == [1]
    assert kind.carried(old, new, [2]) == [0]
    with pytest.raises(Malformed) as refusal:
        kind.carried(old, new, [0])
    assert refusal.value.code == "response.not-carried"


def test_several_options_cannot_be_carried_where_one_may_be_chosen() -> None:
    kind, old = a_question(SEVERAL)
    _, new = a_question("- (x) A\n- ( ) B\n- ( ) C")

    assert kind.carried(old, new, [1]) == [1]
    with pytest.raises(Malformed, match=r"."):
        kind.carried(old, new, [0, 1])


def test_labels_are_carried_by_name_and_a_new_item_stays_blank() -> None:
    kind, old = a_question(PAIRS)
    _, new = a_question("- A -> tiga\n- B -> dua\n- C -> satu")
    _, lost = a_question("- A -> dua\n- B -> empat")
    response: Response = {old["items"][0]["id"]: old["items"][0]["label"]}

    assert kind.carried(old, new, response) == response
    with pytest.raises(Malformed):
        kind.carried(old, lost, response)


def test_an_order_is_carried_when_the_items_are_the_same() -> None:
    kind, old = a_question("1. A\n2. B\n3. C", order="")
    _, new = a_question("1. C\n2. B\n3. A", order="")
    _, lost = a_question("1. A\n2. B\n3. D", order="")
    response = [one["id"] for one in old["items"]]

    assert kind.carried(old, new, response) == response
    with pytest.raises(Malformed):
        kind.carried(old, lost, response)


def test_what_was_typed_is_carried_unless_it_is_no_longer_a_number_alone() -> None:
    kind, old = a_question("= 15 jam")
    _, new = a_question("= 15")

    assert kind.carried(old, new, "15") == "15"
    assert kind.carried(old, new, " ") is None
    with pytest.raises(Malformed):
        kind.carried(old, new, "15 jam")
    text, body = a_question("= tujuh")
    assert text.carried(body, body, "apa saja") == "apa saja"
