"""Whatever an author writes, a question that can be read is not refused by the self-test of its kind."""

from collections.abc import Callable
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lms.content import quiz
from lms.content.findings import Findings
from lms.content.markdown.document import Setting
from lms.content.source import Source
from lms.questions import registry, selftest

FRONT = "---\ntitle: Kuis\nkind: practice\n---\n\n"
WORDS = st.text("ab *1½é<&`$\\_[(", min_size=1, max_size=8) | st.sampled_from(
    ["Ya.", "tujuh", "Wali Kota", "Ya.\n\n  lagi", "![x](y.png)", "right", "¬", "\\*"]
)
SQUARE = st.sampled_from(["[ ]", "[x]", "[x]", "[50%]", "[-50%]", "[33,33333%]"])
CROSSED = st.sampled_from(["[ ]", "[x]"])
FEEDBACK = WORDS.map(lambda text: "\n  > " + text.replace("\n", "\n  > ")) | st.just("")
DIGITS = st.integers(-(10**6), 10**12).map(str) | st.sampled_from(
    ["1e400", "3×10^100", "0", "0,1", "1.000", "-2,5", "1e-300", "1" * 70, "10^9"]
)
UNITS = st.sampled_from(["", " jam", " menit", " km/jam", " %", " orang", " kg"])


def rows(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(*parts).map("".join)
    return st.lists(one, min_size=2, max_size=5).map("\n".join)


def single(options: list[str]) -> str:
    """Make the first option the key, the second one worth half."""
    marks = ["(x)", "(50%)", *["( )"] * len(options)]
    return "\n".join(f"- {mark} {text}" for mark, text in zip(marks, options, strict=False))


def numbered(items: list[str]) -> str:
    return "\n".join(f"{place}. {text}" for place, text in enumerate(items, start=1))


NUMBERS = st.tuples(DIGITS, st.sampled_from(["", " ± 1", " ± 5%", " ×/ 1,05", " ×/ 3"]), UNITS).map(
    "".join
) | st.tuples(DIGITS, UNITS, DIGITS, UNITS).map(lambda one: f"{one[0]}{one[1]}..{one[2]}{one[3]}")
ANSWERS: dict[str, st.SearchStrategy[str]] = {
    "": st.one_of(
        st.lists(st.tuples(WORDS, FEEDBACK).map("".join), min_size=2, max_size=5).map(single),
        rows(st.just("- "), SQUARE, st.just(" "), WORDS, FEEDBACK),
        rows(st.just("= "), st.sampled_from(["", "", "(50%) "]), WORDS, FEEDBACK),
        rows(st.just("= "), st.sampled_from(["", "", "(50%) "]), NUMBERS, FEEDBACK),
        rows(st.just("- "), WORDS, st.just(" -> "), WORDS, FEEDBACK),
        rows(st.just("- "), WORDS, st.just(" => "), WORDS, FEEDBACK),
        st.integers(2, 9).map(lambda high: f"- 1..{high}:"),
        rows(WORDS, st.just(" [["), WORDS | NUMBERS.map("= {}".format), st.just("]]")),
    ),
    **{
        f"order score={rule}": st.lists(WORDS, min_size=2, max_size=6).map(numbered)
        for rule in ("position", "relative", "longest", "all")
    },
    "score=each": rows(st.just("- "), CROSSED, st.just(" "), WORDS, FEEDBACK),
    "score=all": rows(st.just("- "), CROSSED, st.just(" "), WORDS, FEEDBACK),
    "case": rows(st.just("= "), WORDS),
    "unit=required": rows(st.just("= "), NUMBERS),
    "essay words=1-30": rows(st.just("- [2] "), WORDS),
    "text": st.just(""),
}


@given(st.data(), st.sampled_from(sorted(ANSWERS)))
@settings(max_examples=250)
def test_no_question_that_can_be_read_fails_its_self_test(data: st.DataObject, attributes: str) -> None:
    text = f"{FRONT}## Soal {{#soal {attributes}}}\nBerapa?\n\n{data.draw(ANSWERS[attributes])}\n"
    findings = Findings("quizzes/x.md")

    made = quiz.read(Setting(Source.of("quizzes/x.md", text), findings), "x")
    assume(made and made.questions)
    assert made
    for question in made.questions:
        assert selftest.failures(registry.get(question.kind), question.body) == [], text


@given(st.data(), st.sampled_from(sorted(ANSWERS)))
@settings(max_examples=120)
def test_right_and_wrong_are_what_the_classes_say(data: st.DataObject, attributes: str) -> None:
    """Of a kind in one part where one class is chosen, the class earns what the answer earns."""
    text = f"{FRONT}## Soal {{#soal {attributes}}}\nBerapa?\n\n{data.draw(ANSWERS[attributes])}\n"
    made = quiz.read(Setting(Source.of("quizzes/x.md", text), Findings("x")), "x")
    assume(made and made.questions)
    assert made
    question = made.questions[0]
    kind, body = registry.get(question.kind), question.body
    known = {(one.part, one.id): one.fraction for one in kind.classes(body)}
    score: Callable[..., Fraction] = lambda given_: kind.score(body, given_, language="id").fraction  # noqa: E731

    for response in (*kind.specimens(body).right, *kind.specimens(body).wrong):
        chosen = kind.classed(body, response, language="id")
        if set(chosen) == {""} and len(chosen[""]) == 1 and known["", chosen[""][0]] is not None:
            assert known["", chosen[""][0]] == score(response)
