import json
import re
from pathlib import Path

import pytest
from content_builders import FILES, QUIZ, a_shelf, read

from lms.content import canonical, fixes, report
from lms.content.findings import MESSAGES, Finding
from lms.questions.problem import Severity

BARE = QUIZ.replace("{#jml points=2}", "{points=2}")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("## Jumlah Prinsip", "## Jumlah Prinsip {#jumlah-prinsip}"),
        ("## Jumlah {points=2}", "## Jumlah {#jumlah points=2}"),
        ("## Jumlah {}", "## Jumlah {#jumlah}"),
        ("## Jumlah ##", "## Jumlah {#jumlah} ##"),
        ("## ???  ", "## ??? {#soal}"),
        ("## Sudah {#ada}", "## Sudah {#ada}"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_missing_identity_is_written_and_nothing_else(heading: str, expected: str, end: str) -> None:
    text = f"---{end}title: a{end}---{end}# K{end}{heading}{end}Berapa?{end}```{end}## bukan{end}```{end}= 7"

    assert fixes.mended(text) == text.replace(heading, expected)
    assert fixes.mended(fixes.mended(text)) == fixes.mended(text)


def test_identities_that_are_made_are_unique() -> None:
    mended = fixes.mended("---\n---\n## a\n## a\n## b {#a-2}\n")

    assert re.findall(r"#([\w-]+)\}", mended) == ["a", "a-3", "a-2"]


def test_fix_mends_files_in_place_and_only_those_asked_for(tmp_path: Path) -> None:
    a_shelf(tmp_path, {"quizzes/lain/x.md": BARE}, quiz=BARE)
    (tmp_path / "quizzes/dasar/rusak.md").write_bytes(b"\xff")

    assert fixes.apply(tmp_path, ["quizzes/dasar"]) == ["quizzes/dasar/ujian.md"]
    assert "{#jumlah-prinsip points=2}" in (tmp_path / "quizzes/dasar/ujian.md").read_text()
    assert fixes.apply(tmp_path) == ["quizzes/lain/x.md"]
    assert fixes.apply(tmp_path) == []
    assert len(list((tmp_path / "quizzes/dasar").iterdir())) == 2


ERROR = Finding("quizzes/a,b.md", 0, 1, "question.no-prompt", {}, excerpt="## a")
HINT = Finding("a.md", 3, 5, "quiz.prose", {}, Severity.WARNING)


def test_text_names_place_fault_and_mending() -> None:
    text = report.render([ERROR, HINT], "text", "en", Path("rak"))

    assert text.splitlines() == [
        "rak/quizzes/a,b.md:1:1: This question has no prompt. — Write the prompt before the answers.",
        f"rak/a.md:3:5: hint: {HINT.text('en')} — {HINT.remedy('en')}",
        "1 errors, 1 hints.",
    ]
    assert report.render([], "text", "id") == "Tidak ada yang perlu diperbaiki.\n"


def test_json_and_annotations_are_for_machines() -> None:
    rows = json.loads(report.render([ERROR], "json", "id"))

    assert (rows[0]["code"], rows[0]["severity"], rows[0]["excerpt"]) == (
        "question.no-prompt",
        "error",
        "## a",
    )
    assert report.render([ERROR], "github", "en").startswith(
        "::error file=quizzes/a%2Cb.md,line=1,col=1,title=question.no-prompt::This question"
    )


def test_hints_fail_only_a_strict_check() -> None:
    assert not report.failed([HINT])
    assert report.failed([HINT], strict=True)
    assert report.failed([ERROR])
    assert not report.failed([], strict=True)


def test_every_message_has_both_languages_and_the_same_fields() -> None:
    for code, message in MESSAGES.items():
        assert all((message.id, message.en, message.mend_id, message.mend_en)), code
        fields = [set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in (message.id, message.en)]
        assert fields[0] == fields[1], code


def test_labels_and_lines_are_no_part_of_a_hash(tmp_path: Path) -> None:
    moved = QUIZ.replace("# Konsep\n", "# Konsep\n\n\n").replace("Jumlah prinsip", "Nama lain")
    one, other = read(tmp_path / "a").quizzes, read(tmp_path / "b", quiz=moved).quizzes

    forms = [canonical.quiz(quizzes["dasar/ujian"]) for quizzes in (one, other)]
    assert canonical.digest(forms[0]) == canonical.digest(forms[1])
    assert forms[0]["pools"][0]["questions"][0]["points"] == "2"


def test_a_changed_key_is_another_question(tmp_path: Path) -> None:
    turned = QUIZ.replace("- ( ) Lima", "- (x) Lima").replace("- (x) Tujuh", "- ( ) Tujuh")
    hashes = {
        canonical.digest(
            canonical.question(read(tmp_path / name, quiz=text).quizzes["dasar/ujian"].questions[0])
        )
        for name, text in (("a", QUIZ), ("b", turned))
    }

    assert len(hashes) == 2


def test_a_module_and_a_course_are_plain_json(tmp_path: Path) -> None:
    course = read(tmp_path).courses[0]

    form = canonical.module(course.modules[0])
    assert form == {
        "format": 1,
        "title": "Konsep",
        "jp": "2",
        "outcomes": ["Menjelaskan prinsip"],
        "quiz": None,
        "cites": [],
        "html": '<h2 id="apa-itu-spbe">Apa itu SPBE</h2>\n<p>Sistem pemerintahan.'
        + " Kata isi." * 100
        + "</p>",
        "toc": [{"id": "apa-itu-spbe", "title": "Apa itu SPBE", "level": 2}],
        "sections": ["apa-itu-spbe"],
        "words": 205,
        "minutes": 2,
        "language": "id",
    }
    assert json.loads(json.dumps(canonical.course(course)))["modules"][0]["hash"] == canonical.digest(form)
    assert len(FILES) == 3
