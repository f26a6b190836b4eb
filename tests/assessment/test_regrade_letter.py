"""The dry run in words: all that may follow is said, in both languages, and long lists are cut."""

from fractions import Fraction

from regrade_builders import KEY

from lms.assessment.regrades import letters
from lms.assessment.regrades.past import Drift
from lms.assessment.regrades.plans import Plan, Wish
from lms.assessment.regrades.proposals import Follow, Kept, Line, Proposal, QuestionLine
from lms.assessment.rules.regrading import Reason


def a_line(name: str, before: int | None, after: int | None, *, pass_mark: int = 70) -> Line:
    marks = [None if mark is None else Fraction(mark) for mark in (before, after)]
    passes = [None if mark is None else mark >= pass_mark for mark in marks]
    return Line(1, name, 1, 1, *marks, *passes, Fraction(pass_mark))


def a_proposal(*lines: Line, wish: Wish = Wish(), **values: object) -> Proposal:  # noqa: B008 # a frozen value
    plan = Plan(KEY, "0" * 64, wish, frozenset())
    empty = dict.fromkeys(("questions", "kept", "completes", "certificates", "resting"), ())
    return Proposal(plan=plan, title="Konsep", lines=lines, **({"seen": 3} | empty | values))


def words(proposal: Proposal, language: str = "id") -> str:
    return "\n".join(line for one in letters.letter(proposal, language) for line in (one.text, *one.items))


def test_it_counts_and_names() -> None:
    text = words(a_proposal(a_line("Ani", 60, 80), a_line("Budi", 80, 60)))

    assert "Nilai naik: 1. Nilai turun: 1. Menjadi lulus: 1. Tidak lulus lagi: 1." in text
    assert "Menjadi lulus (1)\nAni" in text
    assert "Tidak lulus lagi (1)\nBudi" in text


def test_it_says_that_nobody_loses_and_whose_answers_stay() -> None:
    text = words(a_proposal(kept=(Kept("a", Reason.SPARED, 2), Kept("b", Reason.UNSAID, 1))))

    assert "Tidak ada nilai yang berubah." in text
    assert "2 jawaban yang nilainya akan turun" in text
    assert "b: 1 jawaban, jawabannya tidak ada lagi pada soal yang baru" in text
    assert "a: 2 jawaban" not in text


def test_it_names_certificates_that_follow_and_that_rest_on_a_fall() -> None:
    ani, budi = Follow(1, "Ani"), Follow(2, "Budi")
    text = words(
        a_proposal(completes=(ani, budi), certificates=(ani,), resting=(Follow(3, "Citra", "001/2026"),))
    )

    assert "Sertifikat yang akan terbit (1)\nAni" in text
    assert "tanpa sertifikat baru (1)\nBudi" in text
    assert "Citra (001/2026)" in text


def test_it_warns_of_falls_voids_and_says_what_counts_again() -> None:
    wish = Wish(void=frozenset({"a"}), restore=frozenset({"b"}), allow_falls=True)
    question = QuestionLine("a", "Berapa?", "5", "5", 0, 0, 4, 0)
    text = words(a_proposal(wish=wish, questions=(question,)), "en")

    assert "Question “a” is voided" in text
    assert "Question “b” counts again." in text
    assert "Marks may fall." in text
    assert "counts no more in 4 attempts" in text


def test_long_lists_are_cut() -> None:
    text = words(a_proposal(*[a_line(f"Peserta {number}", 60, 80) for number in range(20)]))

    assert "Menjadi lulus (20)" in text
    assert "dan 8 lagi" in text


def test_a_mark_just_short_of_the_pass_mark_is_not_rounded_up() -> None:
    line = a_line("Ani", None, 70)

    assert letters.mark(Fraction(69999, 1000), line, "id") == "69,99"
    assert letters.mark(None, line, "id") == "–"


def test_the_hint_counts_questions_and_attempts() -> None:
    assert letters.drift(Drift(1, 34), "id") == "Kunci 1 soal berubah sejak 34 percobaan dinilai."


def test_a_quiz_without_attempts_says_only_that() -> None:
    assert words(a_proposal(seen=0)) == "Belum ada percobaan yang dikumpulkan pada kuis “Konsep”."
