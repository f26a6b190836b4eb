from pathlib import Path

import pytest
from content_builders import COURSE, FILES, MODULE, QUIZ, a_shelf, codes, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content import reader

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'


def test_a_sound_folder_becomes_a_library_without_findings(tmp_path: Path) -> None:
    library = read(tmp_path)

    assert library.findings == ()
    assert library.broken == frozenset()
    assert [course.slug for course in library.courses] == ["dasar"]
    assert [module.name for module in library.courses[0].modules] == ["01-konsep"]
    assert set(library.quizzes) == {"dasar/ujian"}


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert reader.read(tmp_path / "tidak-ada").courses == ()


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    library = read(tmp_path, {"courses/lain/course.md": "rusak", "courses/lain/01-a.md": b"\xff\xfe"})

    assert [course.slug for course in library.courses] == ["dasar"]
    assert {"matter.absent", "file.encoding"} <= set(codes(library))
    assert library.broken == {"lain"}


def test_an_error_in_a_quiz_breaks_the_course_that_uses_it(tmp_path: Path) -> None:
    library = read(tmp_path, quiz=QUIZ.replace("(x)", "( )"))

    assert codes(library) == ["course.quiz-broken", "choice.no-key"]
    assert library.broken == {"dasar"}


def test_modules_stand_in_order_of_file_name(tmp_path: Path) -> None:
    library = read(tmp_path, {"courses/dasar/10-z.md": MODULE, "courses/dasar/02-b.md": MODULE})

    assert [module.name for module in library.courses[0].modules] == ["01-konsep", "02-b", "10-z"]
    assert library.courses[0].jp == 6


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, end: str) -> None:
    texts = {path: ("\ufeff" + text.replace("\n", end)).encode() for path, text in FILES.items()}

    library = read(tmp_path / "a", dict(texts))

    plain = read(tmp_path / "b")
    assert library.courses == plain.courses
    assert library.quizzes == plain.quizzes


@pytest.mark.parametrize(
    ("files", "code", "path"),
    [
        ({"courses/Kursus Baru/course.md": COURSE}, "file.name", "courses/Kursus Baru"),
        ({"courses/dasar/02 b.md": MODULE}, "file.name", "courses/dasar/02 b.md"),
        ({"quizzes/dasar/Ujian Akhir.md": QUIZ}, "file.name", "quizzes/dasar/Ujian Akhir.md"),
        ({"courses/kosong/01-a.md": MODULE}, "course.no-file", "courses/kosong"),
        ({"courses/dasar/02-b.md": b"a" * 600_000}, "file.too-large", "courses/dasar/02-b.md"),
        ({"courses/dasar/02-b.md": b"\xff"}, "file.encoding", "courses/dasar/02-b.md"),
        ({"courses/dasar/02-b.md": b""}, "matter.absent", "courses/dasar/02-b.md"),
        ({"quizzes/dasar/lain.md": QUIZ}, "quiz.unused", "quizzes/dasar/lain.md"),
        ({"courses/dasar/assets/a.exe": b"MZ"}, "asset.type", "courses/dasar/assets/a.exe"),
        ({"courses/dasar/assets/a.png": b"GIF89a"}, "asset.content-other", "courses/dasar/assets/a.png"),
        ({"courses/dasar/assets/a.png": b"apa saja"}, "asset.content", "courses/dasar/assets/a.png"),
        ({"courses/dasar/assets/a.svg": b"<svg"}, "asset.svg-broken", "courses/dasar/assets/a.svg"),
        ({"courses/dasar/assets/a.svg": SVG}, "asset.unused", "courses/dasar/assets/a.svg"),
        (
            {"courses/dasar/assets/a.gif": b"GIF89a" + b"a" * 600_000},
            "asset.too-large",
            "courses/dasar/assets/a.gif",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_at_its_path(
    tmp_path: Path, files: dict[str, str | bytes], code: str, path: str
) -> None:
    found = read(tmp_path, files).findings

    assert [(one.code, one.path) for one in found] == [(code, path)]


def test_a_large_picture_is_a_hint_and_still_published(tmp_path: Path) -> None:
    picture = b"GIF89a" + b"a" * 250_000
    body = MODULE + "\n![Alur](assets/a.gif)\n"
    library = read(tmp_path, {"courses/dasar/assets/a.gif": picture}, module=body)

    assert codes(library) == ["asset.large"]
    assert library.broken == frozenset()
    assert [asset.path for asset in library.courses[0].assets] == ["assets/a.gif"]


def test_a_quiz_shows_the_pictures_of_the_course_it_is_filed_under(tmp_path: Path) -> None:
    quiz = QUIZ.replace("Berapa prinsip SPBE?", "![Alur](assets/a.svg)\n\nBerapa?")
    library = read(tmp_path, {"courses/dasar/assets/a.svg": SVG}, quiz=quiz)

    assert codes(library) == []
    assert library.courses[0].assets[0].sha256 in library.quizzes["dasar/ujian"].questions[0].prompt


@pytest.mark.parametrize(
    "name", ["courses/dasar/02-b.md", "courses/dasar/assets/a.svg", "quizzes/dasar/b.md"]
)
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    root = a_shelf(tmp_path / "rak")
    (tmp_path / "rahasia").write_text(SVG)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(tmp_path / "rahasia")

    assert codes(reader.read(root)) == ["file.outside"]


@pytest.mark.parametrize(
    "only",
    [["dasar"], ["courses/dasar"], ["courses/dasar/"], ["courses/dasar/01-konsep.md"], [""], ["courses"]],
)
def test_one_course_is_read_by_its_name_or_path(tmp_path: Path, only: list[str]) -> None:
    a_shelf(tmp_path, {"courses/lain/course.md": "rusak", "quizzes/lain/x.md": "rusak"})

    library = reader.read(tmp_path, only)

    assert "dasar/ujian" in library.quizzes or only == ["courses/dasar/01-konsep.md"]
    assert bool(library.findings) == (only in ([""], ["courses"]))


def test_a_finding_carries_the_line_it_is_about(tmp_path: Path) -> None:
    found = read(tmp_path, module=MODULE + "[x](99-y.md)\n").findings[0]

    assert (found.line, found.column, found.excerpt) == (10, 5, "[x](99-y.md)")


TEXT = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="-=#>[](){}!$`*_:&\\|\"' \n\tabxX1%", max_size=300).map(
        lambda body: "---\ntitle: a\n---\n" + body
    ),
    st.text(alphabet="-[]{}:,&*!?|>%@`'\"# \n\tabc19", max_size=120).map(
        lambda front: f"---\n{front}\n---\nIsi"
    ),
    st.text(alphabet="-(x)[]=% >#{}\n\tab1.", max_size=300).map(lambda body: QUIZ + body),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT, name=st.sampled_from(["course", "module", "quiz"]))
def test_no_text_makes_the_reader_raise(tmp_path: Path, text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    paths = {"course": "courses/dasar/course.md", "module": "courses/dasar/01-konsep.md"}

    library = read(tmp_path, {paths.get(name, "quizzes/dasar/ujian.md"): data})

    for finding in library.findings:
        for language in ("id", "en"):
            assert finding.text(language)
            assert finding.remedy(language)
