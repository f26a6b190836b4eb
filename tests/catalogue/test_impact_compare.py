"""What a release would change, on a real folder before and after an edit."""

from decimal import Decimal
from pathlib import Path

import pytest
from catalogue_builders import SLUG, a_folder, a_quiz, write

from lms.catalogue import drafts, letters
from lms.catalogue.rules import impact
from lms.catalogue.rules.edition import Draft
from lms.catalogue.rules.impact import Change, Impact, Standing, Touched

QUIZ = f"{SLUG}/ujian"


@pytest.fixture
def before(tmp_path: Path) -> Draft:
    a_folder(tmp_path)
    return made(tmp_path)


def made(root: Path) -> Draft:
    draft = drafts.of(root, SLUG).draft
    assert draft is not None
    return draft


def compared(before: Draft, root: Path, touched: Touched | None = None) -> Impact:
    bodies = {sha256: body for sha256, (_kind, body) in before.bodies.items()}
    return impact.compare(Standing(1, before.hash, before.manifest, bodies), made(root), touched)


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_folder_changes_nothing(before: Draft, tmp_path: Path) -> None:
    found = compared(before, tmp_path)

    assert found.unchanged
    assert (found.modules_altered, found.questions_altered, found.details_altered) == ((), (), ())


def test_a_first_release_has_nothing_before_it(before: Draft) -> None:
    found = impact.compare(None, before)

    assert found.first
    assert found.jp_before is None
    assert len(found.questions_added) == 2


def test_another_right_option_is_a_changed_key(before: Draft, tmp_path: Path) -> None:
    a_quiz(tmp_path, QUIZ, right="Lima")
    (change,) = compared(before, tmp_path).questions_altered

    assert change.change is Change.KEY
    assert (change.key_before, change.key_after) == ("Tujuh", "Lima")
    assert (change.question.quiz, change.question.id) == (QUIZ, "jml-prinsip")
    assert change.question.excerpt.startswith("Berapa prinsip SPBE")


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("Berapa prinsip", "Berapakah prinsip", Change.WORDING),
        ("- ( ) Lima", "- ( ) Enam", Change.ANSWERS),
        ("{#jml-prinsip}", "{#jml-prinsip points=2}", Change.POINTS),
    ],
)
def test_text_options_and_points_are_told_apart(
    before: Draft, tmp_path: Path, old: str, new: str, change: Change
) -> None:
    edit(tmp_path, f"quizzes/{QUIZ}.md", old, new)

    assert [one.change for one in compared(before, tmp_path).questions_altered] == [change]


def test_a_question_with_a_new_id_is_one_gone_and_one_new(before: Draft, tmp_path: Path) -> None:
    edit(tmp_path, f"quizzes/{QUIZ}.md", "{#jml-prinsip}", "{#prinsip}")
    found = compared(before, tmp_path)

    assert [one.id for one in found.questions_added] == ["prinsip"]
    assert [one.id for one in found.questions_removed] == ["jml-prinsip"]


def test_modules_come_go_and_change(before: Draft, tmp_path: Path) -> None:
    text = "---\ntitle: {}\njp: 2\noutcomes: [Menilai layanan]\n---\n## Bagian\n\nIsi.\n"
    write(tmp_path, f"courses/{SLUG}/03-evaluasi.md", text.format("Evaluasi"))
    (tmp_path / f"courses/{SLUG}/02-layanan.md").unlink()
    edit(tmp_path, f"courses/{SLUG}/01-konsep.md", "yang bersih", "yang bersih dan efektif")
    found = compared(before, tmp_path)

    assert found.modules_added == ("Evaluasi",)
    assert found.modules_removed == ("Layanan",)
    assert found.modules_altered == ("Konsep dan prinsip",)
    assert (found.jp_before, found.jp_after) == (Decimal(2), Decimal(3))


def test_a_module_that_only_changes_its_file_name_is_neither_new_nor_gone(
    before: Draft, tmp_path: Path
) -> None:
    folder = tmp_path / f"courses/{SLUG}"
    (folder / "02-layanan.md").rename(folder / "03-layanan.md")
    found = compared(before, tmp_path)

    assert (found.modules_added, found.modules_removed, found.modules_altered) == ((), (), ())
    assert not found.unchanged


def test_rules_of_a_quiz_details_and_pictures_are_named(before: Draft, tmp_path: Path) -> None:
    edit(tmp_path, f"quizzes/{QUIZ}.md", "pass: 70", "pass: 80")
    edit(tmp_path, f"courses/{SLUG}/course.md", "level: 1", "level: 2")
    edit(tmp_path, f"courses/{SLUG}/assets/alur.svg", "M0 0h8", "M0 0h7")
    found = compared(before, tmp_path)

    assert found.rules_altered == (QUIZ,)
    assert found.details_altered == ("level",)
    assert found.assets_altered


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            [
                "Terbitan 2",
                "Kunci yang berubah (1)",
                "dari “Tujuh” menjadi “Lima”",
                "kursus ini: 12",
                "dikirim: 3",
            ],
        ),
        (
            "en",
            [
                "Release 2",
                "Keys that changed (1)",
                "from “Tujuh” to “Lima”",
                "moment: 12",
                "handed in: 3",
            ],
        ),
    ],
)
def test_the_letter_says_it_in_words(before: Draft, tmp_path: Path, language: str, words: list[str]) -> None:
    a_quiz(tmp_path, QUIZ, right="Lima")
    found = compared(before, tmp_path, Touched(learners=12, open_attempts=3))
    letter = letters.letter(found, made(tmp_path), language)

    whole = " ".join(f"{paragraph.text} {' '.join(paragraph.items)}" for paragraph in letter)
    assert [word for word in words if word not in whole] == []


def test_a_long_list_is_named_in_part_and_counted(before: Draft, tmp_path: Path) -> None:
    questions = "".join(f"\n## S{n} {{#s{n}}}\nSoal {n}?\n= {n}\n" for n in range(30))
    file = tmp_path / f"quizzes/{QUIZ}.md"
    file.write_text(file.read_text(encoding="utf-8") + questions, encoding="utf-8")
    letter = letters.letter(compared(before, tmp_path), made(tmp_path), "id")

    (added,) = [paragraph for paragraph in letter if paragraph.text == "Soal baru (30)"]
    assert len(added.items) == letters.NAMED + 1
    assert added.items[-1] == "dan 18 lagi"
