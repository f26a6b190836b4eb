from pathlib import Path

import pytest
from content_builders import COURSE, MODULE, codes, read


def with_line(text: str, line: str) -> str:
    return text.replace("---\n", f"---\n{line}\n", 1)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("level: 6", "matter.level"),
        ("level: tinggi", "matter.level"),
        ("kind: kursus", "matter.kind"),
        ("valid: selamanya", "matter.valid"),
        ("valid: 2y", None),
        ("language: fr", "matter.language"),
        ("requires: lain", "course.requires-unknown"),
        ("certificate: mewah", "course.certificate-unknown"),
        ("addresses: [skm/waktu]", None),
        ("judul: x", "matter.unknown"),
        ("level: 1\nlevel: 2", "matter.repeated"),
        ("level: a: b", "matter.colon"),
        ("level:\t- a\n\t- b", "matter.tab"),
        ("level: [1", "matter.unclosed-value"),
        ("level: '1", "matter.unclosed-value"),
        ("level: &a 1", "matter.alias"),
        ("level: *a", "matter.alias"),
        ("level: *", "matter.alias"),
        ("level: [[[[[[[[1]]]]]]]]", "matter.unreadable"),
        ("level: {a: 1}", "matter.level"),
        ("level: !!python/object:os.system x", "matter.level"),
        ("level:", None),
        ("level: @", "matter.unreadable"),
        ("level: \x1b", None),
    ],
)
def test_front_matter_of_a_course_is_judged_at_its_key(tmp_path: Path, line: str, code: str | None) -> None:
    found = read(tmp_path, course=with_line(COURSE, line)).findings

    assert [one.code for one in found] == ([code] if code else [])
    assert all(one.path == "courses/dasar/course.md" and one.line in {2, 3, 4} for one in found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Isi", "matter.absent"),
        ("---\ntitle: a", "matter.unclosed"),
        ("---\n---\n", "matter.missing"),
        ("---\n- a\n---\n", "matter.not-keys"),
        ("---\n" + "a" * 30_000 + "\n---\n", "matter.too-large"),
        ("---\n" + "[" * 5_000 + "\n---\n", "matter.unreadable"),
        ("---\ntitle: a\n--- \nfield: b", "matter.missing"),
    ],
)
def test_front_matter_that_cannot_be_read_is_said(tmp_path: Path, text: str, code: str) -> None:
    assert code in codes(read(tmp_path, course=text))


def test_the_nearest_key_is_offered(tmp_path: Path) -> None:
    found = read(tmp_path, course=with_line(COURSE, "sertificate: standar")).findings[0]

    assert found.values["nearest"] == "certificate"
    assert "certificate" in found.remedy("id")


@pytest.mark.parametrize(
    ("jp", "expected"),
    [
        ("2", []),
        ("1,5", ["course.jp"]),
        ("0.5", ["course.jp"]),
        ("0", ["course.jp"]),
        ("1.3", ["matter.jp"]),
        ("dua", ["matter.jp"]),
        ("NaN", ["matter.jp"]),
        ("1e9", ["matter.jp"]),
        ("-1", ["matter.jp"]),
    ],
)
def test_credit_hours_come_in_halves_and_add_up_to_a_whole(
    tmp_path: Path, jp: str, expected: list[str]
) -> None:
    body = MODULE.replace("jp: 2", f"jp: {jp}") + "kata " * 600
    found = codes(read(tmp_path, module=body))

    assert found == expected


def test_a_manual_needs_no_hours_and_gives_none(tmp_path: Path) -> None:
    manual = with_line(COURSE, "kind: manual")

    assert codes(read(tmp_path / "a", course=manual)) == ["course.manual-jp", "course.manual-exam"]
    bare = manual.replace("exam: dasar/ujian\n", "")
    assert codes(read(tmp_path / "b", course=bare, module=MODULE.replace("jp: 2\n", ""))) == ["quiz.unused"]


def test_courses_that_require_each_other_are_a_circle(tmp_path: Path) -> None:
    other = COURSE.replace("---\n", "---\nrequires: [dasar]\n", 1)
    library = read(
        tmp_path,
        {"courses/lanjut/course.md": other, "courses/lanjut/01-a.md": MODULE},
        course=with_line(COURSE, "requires: [lanjut]"),
    )

    assert codes(library) == ["course.requires-cycle", "course.requires-cycle"]
    assert library.findings[0].values["path"] == "dasar → lanjut → dasar"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"course": COURSE.replace("dasar/ujian", "dasar/ujan")}, ["course.quiz-unknown", "quiz.unused"]),
        ({"module": MODULE.replace("jp: 2", "jp: 2\nquiz: dasar/x")}, ["course.quiz-unknown"]),
        ({"module": MODULE + "[x](#tidak-ada)"}, ["markdown.link-anchor"]),
        ({"module": MODULE + "[x](01-konsep.md#apa-itu-spbe)"}, []),
        ({"module": MODULE + "[x](01-konsep.md#apa-itu)"}, ["markdown.link-anchor"]),
        ({"module": MODULE + "\n" + "Kata. " * 20_000}, ["check.hours-long"]),
        ({"module": MODULE.replace("jp: 2", "jp: 20") + "kata " * 200}, ["check.hours-short"]),
    ],
)
def test_what_stands_between_files_is_checked(
    tmp_path: Path, changed: dict[str, str], expected: list[str]
) -> None:
    assert codes(read(tmp_path, **changed)) == expected


def test_an_exam_is_of_its_kind(tmp_path: Path) -> None:
    practice = "---\ntitle: a\nkind: practice\n---\n## x {#x}\nBerapa?\n= 7\n"

    assert codes(read(tmp_path, quiz=practice)) == ["course.exam-kind"]
