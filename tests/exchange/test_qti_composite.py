"""Items of several interactions: texts with gaps, questions one after another, or named."""

from fractions import Fraction

from qti_builders import (
    answer,
    base,
    declared,
    document,
    entry,
    item,
    read,
    refused,
    rules,
    variable,
    weights,
)

from lms.exchange.model import Accepted, Choice, Gaps, Number, Ordering, ShortText, Text, gap_sign


def summed(*names: str) -> str:
    parts = "".join(f'<mapResponse identifier="{name}"/>' for name in names)
    rule = f'<setOutcomeValue identifier="SCORE"><sum>{parts}</sum></setOutcomeValue>'
    return f"<responseProcessing>{rule}</responseProcessing>"


HUMAN = 'externalScored="human"'


def drop(name: str) -> str:
    options = (
        '<inlineChoice identifier="A">ya</inlineChoice><inlineChoice identifier="B">tidak</inlineChoice>'
    )
    return f'<inlineChoiceInteraction responseIdentifier="{name}">{options}</inlineChoiceInteraction>'


def test_entries_and_drop_downs_are_gaps_with_their_shares() -> None:
    declarations = (
        declared("single", "string", "tujuh", name="R1", mapped="tujuh=2")
        + declared("single", "identifier", "A", name="R2", mapped="A=1")
        + declared("single", "float", "3", name="R3", mapped="3=1")
    )
    body = f"<p>Prinsip: {entry('R1')}, benar {drop('R2')}, jumlah {entry('R3')}.</p>"
    found = item(document(declarations, body, summed("R1", "R2", "R3")))

    assert found.prompt == Text(f"Prinsip: {gap_sign(0)}, benar {gap_sign(1)}, jumlah {gap_sign(2)}.")
    assert found.points == 4
    assert isinstance(found.answer, Gaps)
    word, list_, number = found.answer.gaps
    assert (word.weight, word.answer) == (2, ShortText((Accepted("tujuh"),), case=True))
    assert (list_.weight, weights(list_.answer)) == (1, [1, 0])
    assert isinstance(number.answer, Number)


def test_parts_that_count_only_together_come_in_with_a_remark() -> None:
    declarations = declared("single", "string", "a", name="R1") + declared("single", "string", "b", name="R2")
    right = "".join(f"<match>{variable(name)}<correct identifier='{name}'/></match>" for name in ("R1", "R2"))
    data = document(declarations, f"<p>{entry('R1')} {entry('R2')}</p>", rules((f"<and>{right}</and>", "1")))
    found = answer(data, "qti.together")

    assert isinstance(found, Gaps)
    assert [gap.weight for gap in found.gaps] == [1, 1]


def test_parts_found_only_side_by_side_need_no_key() -> None:
    declarations = declared("single", "string", name="R1") + declared("single", "string", name="R2")
    right = "".join(f"<match>{variable(name)}{base(name, 'string')}</match>" for name in ("R1", "R2"))
    data = document(declarations, f"<p>{entry('R1')} {entry('R2')}</p>", rules((f"<and>{right}</and>", "1")))
    found = answer(data, "qti.together")

    assert isinstance(found, Gaps)
    assert [gap.answer for gap in found.gaps] == [
        ShortText((Accepted("R1"),), case=True),
        ShortText((Accepted("R2"),), case=True),
    ]


MANY = "".join(f'<simpleChoice identifier="{name}">kata {name}</simpleChoice>' for name in "ABC")


def several(name: str) -> str:
    head = f'<choiceInteraction responseIdentifier="{name}" maxChoices="0"><prompt>Pilih {name}.</prompt>'
    return f"{head}{MANY}</choiceInteraction>"


def arranged(name: str) -> str:
    return f'<orderInteraction responseIdentifier="{name}"><prompt>Urutkan.</prompt>{MANY}</orderInteraction>'


def test_questions_that_fit_no_text_are_taken_apart() -> None:
    declarations = declared(
        "multiple", "identifier", "A", "B", name="R1", mapped="A=1;B=1;C=-1", bounds='lowerBound="0"'
    ) + declared("ordered", "identifier", "C", "B", "A", name="R2")
    told = f"<match>{variable('R2')}<correct identifier='R2'/></match>"
    added = (
        f'<responseCondition><responseIf>{told}<setOutcomeValue identifier="SCORE">'
        f"<sum>{variable('SCORE')}{base('1')}</sum></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )
    data = document(
        declarations,
        f"<p>Bacalah.</p>{several('R1')}{arranged('R2')}",
        summed("R1").replace("</responseProcessing>", added),
    )
    bank = read(data)

    assert [one.code for one in bank.remarks] == ["qti.parted"]
    first, second = bank.items
    assert (first.id, first.points, first.prompt.text) == ("i1-1", 2, "<p>Bacalah.</p><p>Pilih R1.</p>")
    assert isinstance(first.answer, Choice)
    assert (second.id, second.points, second.prompt) == ("i1-2", 1, Text("Urutkan."))
    assert second.answer == Ordering((Text("kata C"), Text("kata B"), Text("kata A")), "all")


def test_questions_that_count_only_together_and_fit_no_text_are_named() -> None:
    declarations = declared("multiple", "identifier", "A", name="R1") + declared(
        "ordered", "identifier", "C", "B", "A", name="R2"
    )
    right = "".join(f"<match>{variable(name)}<correct identifier='{name}'/></match>" for name in ("R1", "R2"))
    data = document(declarations, several("R1") + arranged("R2"), rules((f"<and>{right}</and>", "1")))

    assert set(refused(data)) == {"qti.together", "qti.combined"}


def test_an_essay_beside_other_questions_is_named() -> None:
    body = f'<p>{entry("R1")}</p><extendedTextInteraction responseIdentifier="R2"/>'
    outcome = f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" {HUMAN}/>'
    declarations = declared("single", "string", "a", name="R1") + declared("single", "string", name="R2")

    assert refused(document(declarations + outcome, body, summed("R1"))) == ["qti.mixed"]


def test_a_text_without_a_question_is_a_description() -> None:
    found = item(document("", "<h2>Perhatian</h2><p>Bacalah.</p>", ""))

    assert type(found.answer).__name__ == "Description"
    assert found.points == Fraction(1)


def test_a_right_answer_that_would_be_wrong_here_keeps_the_question_out() -> None:
    def both(first: str, second: str) -> str:
        pairs = (("R1", first), ("R2", second))
        told = "".join(f"<match>{variable(name)}{base(word, 'string')}</match>" for name, word in pairs)
        return f"<and>{told}</and>"

    declarations = declared("single", "string", "3", name="R1") + declared("single", "string", "5", name="R2")
    processing = rules((f"<or>{both('3', '5')}{both('5', '3')}</or>", "1"))

    assert refused(document(declarations, f"<p>{entry('R1')} + {entry('R2')} = 8</p>", processing)) == [
        "qti.combined"
    ]
