from fractions import Fraction
from pathlib import Path

import pytest
from content_builders import QUIZ, codes, read

HEAD = QUIZ[: QUIZ.index("# Konsep")]
ITEM = "## a {#a}\nBerapa?\n- ( ) satu\n- (x) dua\n"


def found(tmp_path: Path, body: str, head: str = HEAD) -> list[str]:
    return [code for code in codes(read(tmp_path, quiz=head + body)) if code != "course.quiz-broken"]


def test_a_quiz_keeps_its_rules_pools_and_questions(tmp_path: Path) -> None:
    rules = "pass: 82,5\nattempts: 3\nwait: 1h\nminutes: 30\nshuffle: options"
    head = f"---\ntitle: U\nkind: exam\n{rules}\n---\nIntro.\n"
    quiz = read(
        tmp_path, quiz=head + "# K {draw=1}\n" + ITEM + "> *Sebab*.\n# L\n" + ITEM.replace("#a", "#b")
    ).quizzes["dasar/ujian"]

    assert quiz.pass_percent == Fraction(165, 2)
    assert quiz.wait.total_seconds() == 3600
    assert (quiz.attempts, quiz.minutes, quiz.shuffle, quiz.keep) == (3, 30, ("options",), "highest")
    assert quiz.intro_html == "<p>Intro.</p>"
    assert [(pool.title, pool.draw, len(pool.questions)) for pool in quiz.pools] == [
        ("K", 1, 1),
        ("L", None, 1),
    ]
    assert quiz.questions[0].explanation == "<p><em>Sebab</em>.</p>"


def test_questions_need_no_pool(tmp_path: Path) -> None:
    assert found(tmp_path, ITEM) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ["quiz.no-questions"]),
        ("# Kosong\n", ["quiz.no-questions", "quiz.pool-empty"]),
        ("# K {draw=nol}\n" + ITEM, ["quiz.draw"]),
        ("# K {draw=0}\n" + ITEM, ["quiz.draw"]),
        ("# K {draw=3}\n" + ITEM, ["quiz.draw-too-many"]),
        ("# K {ambil=3}\n" + ITEM, ["quiz.attribute"]),
        ("# K {#k}\n" + ITEM, ["quiz.attribute"]),
        ("# K\nPengantar\n" + ITEM, ["quiz.prose"]),
        ("# K {draw=1}\n" + ITEM + ITEM.replace("#a", "#b points=2"), ["quiz.draw-unequal"]),
        (ITEM.replace(" {#a}", ""), ["question.no-id"]),
        (ITEM.replace("#a", "#A b"), ["question.id", "quiz.attribute"]),
        (ITEM + ITEM, ["question.id-repeated"]),
        (ITEM.replace("## a", "##"), ["question.label"]),
        (ITEM.replace("#a", "#a points=0"), ["question.points"]),
        (ITEM.replace("#a", "#a points=1/3"), []),
        (ITEM.replace("#a", "#a points=x"), ["question.points"]),
        (ITEM.replace("#a", "#a poin=2"), ["quiz.attribute"]),
        (ITEM.replace("#a", "#a case"), ["quiz.attribute"]),
        (ITEM.replace("#a", "#a score=semua"), ["quiz.attribute-value", "choice.single-rule"]),
        (ITEM.replace("#a", '#a points="2" points=3'), ["quiz.attribute-repeated"]),
        (ITEM.replace("#a", "#a ="), ["quiz.attribute"]),
        (ITEM.replace("Berapa?\n", ""), ["question.no-prompt"]),
        ("## a {#a}\nBerapa?\n", ["question.no-answers"]),
        (ITEM + "\nTeks lagi\n", ["question.after-answers"]),
        (ITEM + "> Sebab\nmalas\n\n> lagi\n", []),
        (ITEM.replace("- ( ) satu", "- (v) satu"), ["choice.unreadable"]),
        (ITEM.replace("( )", "(x)"), ["choice.several-keys"]),
        (ITEM.replace("## a", "##a"), ["quiz.heading-glued", "quiz.no-questions"]),
        ("```\n# bukan kelompok\n## bukan soal\n```\n" + ITEM, []),
        ("## a {#a}\nBerapa?\n- [ ] tugas\n- [x] lain\n\nJawab:\n\n= 7\n= tujuh\n", []),
        ("## a {#a}\nBerapa?\n```\n- (x) kode\n```\n= 7\n", []),
        ("## a {#a unit=required}\nBerapa?\n= 15 jam\n", []),
    ],
)
def test_what_is_wrong_with_a_quiz_is_said_by_its_code(
    tmp_path: Path, body: str, expected: list[str]
) -> None:
    assert sorted(found(tmp_path, body)) == sorted(expected)


@pytest.mark.parametrize(
    "line",
    [
        "pass: 101",
        "attempts: -1",
        "wait: 1 minggu",
        "minutes: 0",
        "shuffle: [semua]",
        "feedback: ya",
        "keep: semua",
    ],
)
def test_rules_that_cannot_be_read_are_said_at_their_key(tmp_path: Path, line: str) -> None:
    head = HEAD.replace("pass: 70\n", "").replace("title", f"{line}\ntitle", 1)

    assert found(tmp_path, ITEM, head) == [f"matter.{line.partition(':')[0]}"]


def test_feedback_stands_with_its_option_and_the_last_quotation_explains(tmp_path: Path) -> None:
    question = read(tmp_path).quizzes["dasar/ujian"].questions[0]

    assert question.body["options"][0]["feedback"] == "<p>Lima adalah unsur SPIP.</p>"
    assert question.explanation == "<p>Perpres 95/2018.</p>"
    assert (question.id, question.points, question.kind, question.span.line) == ("jml", 2, "choice", 8)


GUESSABLE = "".join(
    f"## a {{#a{number}}}\nBerapa {number}?\n- ( ) satu\n- (x) dua belas {number}\n" for number in range(4)
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (GUESSABLE, ["check.longest", "check.same-place"]),
        (ITEM.replace("satu", "Semua jawaban benar"), ["check.all-of-the-above"]),
        (ITEM.replace("satu", "Semua di atas."), ["check.all-of-the-above"]),
        (ITEM.replace("satu", "Semua pegawai yang benar-benar hadir"), []),
        (ITEM.replace("Berapa?", "Manakah yang bukan asas?"), ["check.negation"]),
        (ITEM.replace("Berapa?", "Manakah yang **bukan** asas?"), []),
        (ITEM.replace("Berapa?", "Semua ini asas, kecuali"), ["check.negation"]),
        (ITEM.replace("Berapa?", "kata " * 50 + "?"), ["check.readability"]),
    ],
)
def test_what_lets_a_learner_guess_or_stumble_is_a_hint(
    tmp_path: Path, body: str, expected: list[str]
) -> None:
    library = read(tmp_path, quiz=HEAD + body)

    assert sorted(codes(library)) == expected
    assert library.broken == frozenset()


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ("Jodohkan.\n\n- A -> 1\n  > Ya.\n- B -> 2\n- -> 3\n", "pairs"),
        ("Kelompokkan.\n\n- A => x\n- B => y\n- C \\=> D => y\n", "grouping"),
        ("Manakah?\n\n1. A\n2. B\n\n- (x) 1\n- ( ) 2\n", "choice"),
        ("Urutkan.\n\n1. A\n   lagi\n2. B\n3. C\n", "ordering"),
    ],
)
def test_the_form_of_the_answers_tells_the_kind(tmp_path: Path, answers: str, kind: str) -> None:
    call = " order" if kind == "ordering" else ""
    quiz = read(tmp_path, quiz=HEAD + f"## a {{#a{call}}}\n" + answers + "> Sebab.\n").quizzes["dasar/ujian"]

    assert [one.kind for one in quiz.questions] == [kind]
    assert quiz.questions[0].explanation == "<p>Sebab.</p>"
