import random
from fractions import Fraction

import pytest
from question_builders import a_question, codes, parsed, words

from lms.questions import registry
from lms.questions.kind import Body
from lms.questions.response import Malformed
from lms.questions.score import State

TERMS = "- SPBE -> Perpres 95/2018\n  > Ya.\n- SPIP -> PP 60/2008\n- ASN → UU 20/2023\n- -> UU 5/2014"


def answered(body: Body, *texts: str) -> dict[str, str]:
    """The response that gives these partners in the author's order; an empty text leaves one blank."""
    labels = {label["text"]: label["id"] for label in body["labels"]}
    return {item["id"]: labels[text] for item, text in zip(body["items"], texts, strict=True) if text}


def test_a_pair_keeps_its_term_its_partner_and_the_quotation_beneath_it() -> None:
    kind, body = a_question(TERMS)

    assert kind.name == "pairs"
    assert [item["text"] for item in body["items"]] == ["SPBE", "SPIP", "ASN"]
    assert body["items"][0]["feedback"] == "<p>Ya.</p>"
    assert {label["text"] for label in body["labels"]} == {
        "Perpres 95/2018",
        "PP 60/2008",
        "UU 20/2023",
        "UU 5/2014",
    }
    assert kind.describe(body) == "SPBE → Perpres 95/2018; SPIP → PP 60/2008; ASN → UU 20/2023"


@pytest.mark.parametrize(
    ("partners", "fraction", "state"),
    [
        (("Perpres 95/2018", "PP 60/2008", "UU 20/2023"), "1", State.RIGHT),
        (("Perpres 95/2018", "PP 60/2008", "UU 5/2014"), "2/3", State.PARTLY),
        (("Perpres 95/2018", "", ""), "1/3", State.PARTLY),
        (("PP 60/2008", "PP 60/2008", ""), "1/3", State.PARTLY),
        (("PP 60/2008", "", ""), "0", State.WRONG),
        (("", "", ""), "0", State.BLANK),
    ],
)
def test_the_mark_is_right_pairs_by_all_pairs(partners: tuple[str, ...], fraction: str, state: State) -> None:
    kind, body = a_question(TERMS)

    mark = kind.score(body, answered(body, *partners), language="id")

    assert (mark.fraction, mark.state) == (Fraction(fraction), state)


def test_equal_partners_are_one_choice_and_right_for_each_of_their_terms() -> None:
    kind, body = a_question("- A -> ya\n- B -> tidak\n- C -> ya")

    assert sorted(label["text"] for label in body["labels"]) == ["tidak", "ya"]
    assert kind.score(body, answered(body, "ya", "tidak", "ya"), language="id").state is State.RIGHT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- A -> 1", ["pairs.too-few"]),
        ("- A -> 1\n- B -> 1", ["pairs.too-few"]),
        ("- A -> 1\n- B -> 1\n- -> 2", []),
        ("- A -> 1\n- B ->", ["pairs.empty"]),
        ("- A -> 1\n- B", ["pairs.unreadable"]),
        ("- A -> 1\nB -> 2\n- C -> 3", ["pairs.unreadable"]),
        ("- A -> 1 -> 2\n- B -> 2", ["pairs.unreadable"]),
        ("- A -> 1\n- A -> 2", ["pairs.repeated"]),
        ("- A -> 1\n- B -> 2\n- -> 1", ["pairs.distractor-right"]),
    ],
)
def test_what_is_wrong_with_pairs_is_said_by_its_code(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_an_escaped_arrow_and_one_without_a_space_are_text() -> None:
    _, body = a_question("- Berkas \\-> Simpan -> menyimpan\n- x->y -> fungsi\n- a --> b -> c")

    assert [item["text"] for item in body["items"]] == [
        "Berkas -&gt; Simpan",
        "x-&gt;y",
        "a --&gt; b",
    ]


@pytest.mark.parametrize("line", ["- butir", "- a->b", "a -> b", "  - a -> b", "= a -> b", "- a => b"])
def test_an_ordinary_line_is_no_pair(line: str) -> None:
    assert not registry.get("pairs").opens(line)


def test_an_option_may_hold_an_arrow() -> None:
    assert parsed("- (x) A -> B\n- ( ) B -> A")[0].name == "choice"


def test_the_widget_holds_terms_and_partners_and_no_trace_of_what_belongs_together() -> None:
    kind, body = a_question(TERMS)

    shown = kind.show(body, kind.shuffled(body, random.Random(1)))

    ids = {one["id"] for part in ("rows", "labels") for one in shown[part]}
    texts = {one["text"] for part in ("rows", "labels") for one in shown[part]}
    assert words(shown) == ids | texts | {"rows", "labels", "id", "text"}
    assert len(ids) == 7


def test_partners_that_are_not_shuffled_stand_in_another_order_than_their_terms() -> None:
    kind, body = a_question("- A -> satu 1\n- B -> satu 2\n- C -> satu 10")

    assert [label["text"] for label in body["labels"]] == ["satu 1", "satu 2", "satu 10"]
    assert kind.show(body, [])["labels"] != body["labels"]


def test_the_same_partner_has_the_same_name_whatever_the_key_says() -> None:
    _, before = a_question("- A -> satu\n- B -> dua")
    _, after = a_question("- B -> satu\n- C -> tiga\n- A -> dua")

    again = {item["text"]: item["id"] for item in after["items"]}
    labels = {label["text"]: label["id"] for label in after["labels"]}
    assert answered(before, "satu", "dua") == {again["A"]: labels["satu"], again["B"]: labels["dua"]}


@pytest.mark.parametrize("form", [{"answer.0": ["1"]}, {"answer": ["x"]}, {"answer.": ["x"]}])
def test_a_form_that_the_page_cannot_send_is_refused(form: dict[str, list[str]]) -> None:
    kind, body = a_question(TERMS)

    with pytest.raises(Malformed):
        kind.accept(body, form)


@pytest.mark.parametrize("response", ["A", [0], {"x": "y"}])
def test_a_stored_response_of_another_form_is_refused(response: object) -> None:
    kind, body = a_question(TERMS)

    with pytest.raises(Malformed):
        kind.score(body, response, language="id")  # type: ignore[arg-type] # what a damaged record may hold


def test_a_form_with_nothing_chosen_is_a_blank() -> None:
    kind, body = a_question(TERMS)

    assert (
        kind.accept(body, {"answer": [""]} | {f"answer.{item['id']}": [""] for item in body["items"]}) is None
    )


def test_the_review_shows_what_was_given_and_what_belongs_there() -> None:
    kind, body = a_question(TERMS)

    rows = kind.reveal(body, [], answered(body, "PP 60/2008", "PP 60/2008", ""))["rows"]

    assert [row["state"] for row in rows] == ["wrong", "right", "blank"]
    assert [row["given"] for row in rows] == ["PP 60/2008", "PP 60/2008", ""]
    assert rows[2]["answer"] == "UU 20/2023"
    assert [row["feedback"] for row in rows] == ["<p>Ya.</p>", "", ""]
