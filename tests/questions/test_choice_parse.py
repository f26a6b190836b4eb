import pytest
from question_builders import a_question, codes, parsed, words

from lms.questions import registry
from lms.questions.problem import Severity

SINGLE = """
- ( ) Lima
  > Lima adalah jumlah unsur SPIP.
- (x) Tujuh
- ( ) Sembilan
"""


def test_an_option_keeps_its_text_its_weight_and_the_quotation_beneath_it() -> None:
    _, body = a_question(SINGLE)

    assert body["mode"] == "single"
    assert body["options"][0] == {
        "text": "Lima",
        "weight": "0",
        "right": False,
        "feedback": "<p>Lima adalah jumlah unsur SPIP.</p>",
    }
    assert [option["right"] for option in body["options"]] == [False, True, False]


def test_indented_lines_continue_an_option() -> None:
    _, body = a_question("- (x) Efektivitas,\n  keterpaduan\n- ( ) Lain")

    assert body["options"][0]["text"] == "Efektivitas,\nketerpaduan"


@pytest.mark.parametrize(
    ("text", "attributes", "expected"),
    [
        ("- ( ) A\n- ( ) B", {}, ["choice.no-key"]),
        ("- [ ] A\n- [ ] B", {}, ["choice.no-key"]),
        ("- (x) A\n- (x) B", {}, ["choice.several-keys"]),
        ("- (x) A\n- [ ] B", {}, ["choice.mixed"]),
        ("- (x) A", {}, ["choice.too-few"]),
        ("- (x) A\n- ( )", {}, ["choice.empty"]),
        ("- (x) A\n- (v) B", {}, ["choice.unreadable"]),
        ("- (x) A\nlanjutan tanpa spasi\n- ( ) B", {}, ["choice.unreadable"]),
        ("- (x) A\n- (150%) B", {}, ["question.weight"]),
        ("- [50%] A\n- [25%] B", {}, ["choice.weights-short"]),
        ("- [50%] A\n- [50%] B", {"score": "all"}, ["choice.weights-and-rule"]),
        ("- (x) A\n- ( ) B", {"score": "all"}, ["choice.single-rule"]),
        ("- (x) A\n- ( ) a.", {}, ["choice.repeated"]),
        ("- (x) 1–5 hari\n- ( ) 5–10 hari", {}, ["choice.overlapping"]),
        ("- (x) 1–5 hari\n- ( ) 6–10 hari", {}, []),
        ("- (x) 1–5 hari\n- ( ) 5–10 jam", {}, []),
        ("- (100%) A\n- (100%) B\n- ( ) C", {}, []),
        ("* (X) A\n* () B", {}, []),
    ],
)
def test_what_is_wrong_is_said_by_its_code(
    text: str, attributes: dict[str, str], expected: list[str]
) -> None:
    assert codes(text, **attributes) == expected


def test_a_warning_leaves_a_question_and_an_error_leaves_none() -> None:
    _, warned, problems = parsed("- (x) A\n- ( ) A")
    _, refused, _ = parsed("- ( ) A\n- ( ) B")

    assert problems[0].severity is Severity.WARNING
    assert problems[0].line == 2
    assert problems[0].values == {"first": 1}
    assert warned is not None
    assert refused is None


@pytest.mark.parametrize(
    "line", ["- [tautan](https://palembang.go.id)", "- butir", "- (opsional) butir", "(x) A"]
)
def test_an_ordinary_list_item_is_no_option(line: str) -> None:
    assert not registry.get("choice").opens(line)


def test_the_widget_learns_nothing_of_key_weight_or_feedback() -> None:
    kind, body = a_question("- [50%] A\n  > rahasia\n- [50%] B\n- [-50%] C")

    shown = kind.show(body, [2, 0, 1])

    assert words(shown) == {"mode", "multiple", "options", "value", "text", "0", "1", "2", "A", "B", "C"}
    assert [option["value"] for option in shown["options"]] == [2, 0, 1]
