from question_builders import a_block

from lms.questions.block import entries


def test_indented_lines_and_quotations_belong_to_the_entry_above() -> None:
    found = entries(a_block("- A\n  lagi\n\n      kode\n  > kata\n> kata lagi\n- B"))

    assert [(entry.line, entry.head) for entry in found] == [(1, "- A"), (7, "- B")]
    assert found[0].more == "lagi\n\n    kode"
    assert found[0].feedback == "<p>kata\nkata lagi</p>"
    assert found[1].feedback == ""


def test_blank_lines_before_the_first_entry_are_nobodys() -> None:
    assert [entry.head for entry in entries(a_block("  \n- A"))] == ["- A"]
