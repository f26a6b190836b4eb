"""Questions without an answer block, hints, and the rules of a quiz that go with them."""

from fractions import Fraction
from pathlib import Path

import pytest
from content_builders import QUIZ, codes, html, problems, read

from lms.content import canonical
from lms.content.question import Question
from lms.content.quiz import Quiz

HEAD = QUIZ[: QUIZ.index("# Konsep")].replace("pass: 70", "feedback: after-each")
CHOICE = "\n- ( ) satu\n- (x) dua\n"


def a_quiz(tmp_path: Path, body: str, head: str = HEAD) -> Quiz:
    return read(tmp_path, quiz=head + body).quizzes["dasar/ujian"]


def one(tmp_path: Path, text: str, braces: str = "") -> Question:
    return a_quiz(tmp_path, f"## a {{#a {braces}}}\n{text}\n").questions[0]


def found(tmp_path: Path, body: str, head: str = HEAD) -> list[str]:
    wrong = codes(read(tmp_path, quiz=head + body))
    return [code for code in wrong if code not in {"course.quiz-broken", "course.exam-kind"}]


def test_a_prompt_with_gaps_is_read_whole_and_listed_with_ellipses(tmp_path: Path) -> None:
    question = one(tmp_path, "Ada [[tujuh]] **prinsip**.\n\n> Perpres 95/2018.")

    assert (question.kind, question.prompt) == ("gaps", "<p>Ada … <strong>prinsip</strong>.</p>")
    assert question.body["html"] == "<p>Ada \ue0100\ue011 <strong>prinsip</strong>.</p>"
    assert question.explanation == "<p>Perpres 95/2018.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "> Kutipan dengan [[rumpang]].",
        "- Butir [[rumpang]]\n- Butir lain",
        "| A | B |\n| --- | --- |\n| [[rumpang \\| celah | lubang]] | b |",
        "### [[rumpang]]",
        "*Miring [[rumpang]] sekali*",
    ],
)
def test_a_gap_may_stand_wherever_words_do(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, f"## a {{#a}}\n{text}\n") == []
    question = one(tmp_path, text)
    assert question.body["html"].count("\ue0100\ue011") == 1


@pytest.mark.parametrize(
    "text",
    [
        "[tautan](https://a.id/[[x]])",
        "[lihat [[x]]](https://a.id)",
        "![gambar [[x]]](a.png)",
        "<a title='[[x]]' href='#'>a</a>",
        "Kode:\n\n    [[x]]",
    ],
)
def test_a_gap_that_no_page_could_show_is_named(tmp_path: Path, text: str) -> None:
    assert "gaps.lost" in found(tmp_path, f"## a {{#a}}\n{text}\n")


@pytest.mark.parametrize("text", ["`[[x]]`", "```\n[[x]]\n```", "\\[[x]]", "$[[x]]$", "    [[x]"])
def test_code_formulas_and_escaped_brackets_are_no_gaps(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, f"Bacalah:\n\n{text}", "text").kind == "text"
    assert found(tmp_path, f"## a {{#a}}\nBacalah:\n\n{text}\n") == ["question.no-answers"]


def test_a_gap_that_is_left_open_is_named_also_where_it_is_the_only_one(tmp_path: Path) -> None:
    assert found(tmp_path, "## a {#a}\nAda [[tujuh prinsip.\n") == ["question.no-answers", "gaps.unclosed"]


def test_a_misspelt_word_for_a_kind_is_answered_with_the_words_there_are(tmp_path: Path) -> None:
    library = read(tmp_path, quiz=HEAD + "## a {#a esay}\nJelaskan.\n")

    remedy = next(one.remedy("id") for one in library.findings if one.code == "quiz.attribute")
    assert {"essay", "order", "text"} <= set(remedy.replace(".", "").replace(",", "").split())


def test_brackets_above_an_answer_block_are_brackets(tmp_path: Path) -> None:
    question = one(tmp_path, f"Berapa panjang [[1, 2], [3]]?\n{CHOICE}")

    assert (question.kind, "[[1, 2], [3]]" in question.prompt) == ("choice", True)


def test_the_heading_keeps_lines_of_gaps_from_another_kind(tmp_path: Path) -> None:
    text = "- SPIP -> [[PP 60/2008]]\n- SPBE -> [[Perpres 95/2018]]"

    assert one(tmp_path, text).kind == "pairs"
    assert one(tmp_path, text, "gaps").kind == "gaps"
    assert found(tmp_path, "## a {#a gaps}\nTanpa.\n") == ["gaps.none"]


def test_an_essay_may_do_without_a_rubric(tmp_path: Path) -> None:
    bare = one(tmp_path, "Jelaskan.\n\n> Uraian.", "essay")
    full = one(
        tmp_path, "Jelaskan.\n\n- [2] dasar *hukum*\n- [1,5] contoh\n\n> Uraian.", "essay words=100-300"
    )

    assert bare.body == {"words": None, "rubric": []}
    assert full.body == {
        "words": [100, 300],
        "rubric": [{"points": "2", "text": "dasar <em>hukum</em>"}, {"points": "3/2", "text": "contoh"}],
    }
    assert bare.explanation == full.explanation == "<p>Uraian.</p>"


def test_what_has_no_answer_is_a_text_and_named_unless_meant(tmp_path: Path) -> None:
    text = "Bacalah.\n\n> Pasal 1\n"

    assert found(tmp_path, f"## a {{#a}}\n{text}") == ["question.no-answers"]
    assert found(tmp_path, f"## a {{#a text}}\n{text}") == []
    assert one(tmp_path, text, "text").prompt.endswith("<blockquote>\n<p>Pasal 1</p>\n</blockquote>")
    assert found(tmp_path, "## a {#a order}\nUrutkan.\n") == ["question.no-answers"]
    assert found(tmp_path, "## a {#a order}\n1. ```\n2. Urutkan\n") == ["question.no-answers"]
    assert read(tmp_path, quiz=HEAD + "## a {#a order}\nUrutkan.\n").findings[-1].is_error


def test_hints_are_kept_in_order_apart_from_the_explanation(tmp_path: Path) -> None:
    text = (
        f"Berapa?\n{CHOICE}\n> [!HINT] Lebih dari *satu*.\n\n> Sebab.\n\n> [!petunjuk]\n> Kurang dari tiga.\n"
    )
    question = one(tmp_path, text)

    assert question.hints == ("<p>Lebih dari <em>satu</em>.</p>", "<p>Kurang dari tiga.</p>")
    assert question.explanation == "<p>Sebab.</p>"
    assert canonical.question(question)["hints"] == list(question.hints)
    assert "hints" not in canonical.question(one(tmp_path, f"Berapa?\n{CHOICE}"))


def test_gaps_and_essays_have_hints_too(tmp_path: Path) -> None:
    gaps = one(tmp_path, "Ada [[7]].\n\n> [!HINT]\n> Ganjil.\n> [!HINT]\n> Prima.")

    assert gaps.hints == ("<p>Ganjil.</p>", "<p>Prima.</p>")
    assert one(tmp_path, "Jelaskan.\n> [!HINT] Mulai.", "essay").hints == ("<p>Mulai.</p>",)


HINTED = f"## a {{#a}}\nBerapa?\n{CHOICE}\n> [!HINT] Lebih.\n"


@pytest.mark.parametrize(
    ("body", "rules", "expected"),
    [
        (HINTED, "feedback: after-each\npenalty: 25\ncertainty: ya", []),
        (HINTED.replace("Lebih.", ""), "feedback: after-each", ["question.hint-empty"]),
        (HINTED, "pass: 70", ["question.hints-unused"]),
        (HINTED, "penalty: 25", ["question.hints-unused", "matter.only-after-each"]),
        (HINTED, "certainty: yes\nfeedback: never", ["question.hints-unused", "matter.only-after-each"]),
        (HINTED, "penalty: 0\ncertainty: no", ["question.hints-unused"]),
        (HINTED, "feedback: after-each\npenalty: 101", ["matter.penalty"]),
        (HINTED, "feedback: after-each\npenalty: -5", ["matter.penalty"]),
        (HINTED, "feedback: after-each\ncertainty: mungkin", ["matter.certainty"]),
        (HINTED.partition("\n>")[0] + "\n", "feedback: after-each\npenalty: 25", ["quiz.penalty-unused"]),
        ("## a {#a text}\nBaca.\n" + HINTED.replace("#a", "#b"), "feedback: after-each", []),
        ("# K {draw=1}\n## a {#a text}\nBaca.\n", "pass: 70", ["question.text-moved"]),
        ("## a {#a text}\nBaca.\n", "shuffle: questions", ["question.text-moved"]),
    ],
)
def test_rules_that_cannot_work_together_are_named(
    tmp_path: Path, body: str, rules: str, expected: list[str]
) -> None:
    head = HEAD.replace("feedback: after-each", rules)

    assert sorted(found(tmp_path, body, head)) == sorted(expected)


def test_a_penalty_in_thirds_is_exact_and_old_quizzes_keep_their_form(tmp_path: Path) -> None:
    quiz = a_quiz(
        tmp_path, HINTED, HEAD.replace("---\n# ", "", 1).replace("kind", "penalty: 33,33333\nkind", 1)
    )

    assert quiz.penalty == Fraction(100, 3)
    assert canonical.quiz(quiz)["penalty"] == "100/3"
    assert {"penalty", "certainty"}.isdisjoint(canonical.quiz(a_quiz(tmp_path, HINTED)))


SURVEY = """---
title: Survei
kind: survey
---
"""


def test_a_survey_asks_without_keys(tmp_path: Path) -> None:
    body = (
        "## a {#a}\nPuas?\n\n- 1..4: tidak, kurang, puas, sangat\n"
        "## b {#b}\nMana?\n\n- ( ) satu\n- ( ) dua\n"
        "## c {#c essay words=100}\nSaran Anda?\n"
        "## d {#d text}\nTerima kasih.\n"
    )
    quiz = a_quiz(tmp_path, body, SURVEY)

    assert found(tmp_path, body, SURVEY) == []
    assert [one.kind for one in quiz.questions] == ["rating", "poll", "comment", "text"]


def test_a_survey_names_what_only_an_exam_may_ask(tmp_path: Path) -> None:
    body = f"## a {{#a}}\nBerapa?\n{CHOICE}\n## b {{#b}}\nBerapa?\n\n= 7\n"

    assert sorted(found(tmp_path, body, SURVEY)) == ["question.survey-marked", "survey.key"]


def test_a_poll_and_a_comment_may_stand_in_any_quiz(tmp_path: Path) -> None:
    body = "## a {#a poll}\nMana?\n\n- ( ) satu\n- ( ) dua\n## b {#b comment}\nSaran?\n"

    assert found(tmp_path, body) == []
    assert [one.kind for one in a_quiz(tmp_path, body).questions] == ["poll", "comment"]


def test_a_self_check_opens_the_answers_of_gaps() -> None:
    page = html("```quiz\nAda [[tujuh]] asas dan [[= 4]] unsur.\n\n> Pasal 2.\n```")

    assert "<p>Ada … asas dan … unsur.</p>" in page
    assert "<strong>(1) tujuh; (2) 4</strong>" in page
    assert "Pasal 2." in page


@pytest.mark.parametrize("text", ["Nilai?\n\n- 1..4", "Bacalah."])
def test_a_self_check_asks_what_can_be_checked(text: str) -> None:
    assert problems(f"```quiz\n{text}\n```") == [(2, "selfcheck.kind")]
