"""The mistakes that trainers make, each named at its place, and what only looks like one left alone."""

from pathlib import Path

import pytest
from content_builders import QUIZ, document, problems, read

FOUND = [
    ("Ini **tebal yang lupa ditutup.", (1, 5, "markdown.bold-open")),
    ("Satu\ndua ** tiga** empat **lima", (2, 5, "markdown.bold-open")),
    ("Buka [situs](https://situs.id dan baca.", (1, 12, "markdown.link-open")),
    ("Lihat ![alur](assets/a.svg", (1, 13, "markdown.link-open")),
    ("[x]( )", (1, 1, "markdown.link-empty")),
    ("| a | b |\n|---|\n| 1 | 2 |", (2, 1, "markdown.table-rule")),
    ("| a | b |\n| 1 | 2 |", (1, 1, "markdown.table-no-rule")),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", (3, 1, "markdown.table-row")),
]
WRONG = ("1,234,56", "1.234.56", "Rp 1,2,3", "12,,5")
TEXTS = ("10..20..", "17.08.1945", "1.2.3", "192.168.100.1", "a,b,c", "dua")
ALONE = [
    "Ini **tebal** dan 2**3 dan \\*\\*bintang\\*\\* dan `**kode`.",
    "```\n**kode [x](y\n| a | b |\n```",
    "Perintah `[teks](alamat` dan \\[x](y",
    "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| satu |",
    "a | b\n--|--\n1 | 2",
    "Pilih A | B.\n\nSatu | dua\ntiga | empat",
    "[x](https://a.id) dan <https://b.id> dan https://c.id/(d)",
]


@pytest.mark.parametrize(("text", "finding"), FOUND)
def test_what_stays_as_it_was_typed_is_named_at_its_place(text: str, finding: tuple[int, int, str]) -> None:
    line, column, code = finding

    found = [one for one in document(text, assets={"assets/a.svg": "image/svg+xml"})[1] if one.code == code]

    assert [(one.line, one.column) for one in found] == [(line, column)]


@pytest.mark.parametrize("text", ALONE)
def test_what_only_looks_like_a_mistake_is_left_alone(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("titel: Dasar\nfield: x", [("matter.unknown", 2, 1)]),
        ("title: “Dasar”\nfield: x", [("matter.curly", 2, 8)]),
        ("title: “Dasar” SPBE\nfield: x", []),
        ('title: "“Dasar”"\nfield: x', []),
        ("title: a\nfield: x\ntrainers: [“Ani”, Budi]", [("matter.curly", 4, 12)]),
        ("title: a\nfield: x\ntrainers:\n- Ani\n  - Budi", [("matter.list", 5, 3)]),
        ("title: a\nfield: x\ntrainers:\n- Ani - Budi\n- Cici\n  dan Dedi", []),
    ],
)
def test_slips_of_front_matter_are_named(
    tmp_path: Path, matter: str, expected: list[tuple[str, int, int]]
) -> None:
    found = read(tmp_path, course=f"---\n{matter}\nexam: dasar/ujian\n---\nIsi\n").findings

    assert [(one.code, one.line, one.column) for one in found] == expected


def test_the_choice_that_was_meant_is_the_example(tmp_path: Path) -> None:
    found = read(tmp_path, quiz=QUIZ.replace("kind: exam", "kind: modul")).findings

    assert "misalnya kind: module" in next(one for one in found if one.code == "matter.kind").remedy("id")


@pytest.mark.parametrize(
    "option", ["- (x Tujuh", "- x) Tujuh", "-(x Tujuh", "- [x Tujuh", "- ( Tujuh", "- ) Tujuh"]
)
def test_an_option_without_its_bracket_is_one_mistake(tmp_path: Path, option: str) -> None:
    found = read(tmp_path, quiz=QUIZ.replace("- (x) Tujuh", option)).findings

    assert [(one.code, one.line) for one in found if one.path.startswith("quizzes")] == [
        ("question.bracket", 12)
    ]


@pytest.mark.parametrize(
    "text", ["- (x) Tujuh (x Lima", "- (x) (lihat lampiran", "- ( ) x) Tujuh\n- (x) Ya", "- (x) [ a"]
)
def test_brackets_in_the_text_of_an_option_are_its_own(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, quiz=QUIZ.replace("- (x) Tujuh", text)).findings == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [*((text, True) for text in WRONG), *((text, False) for text in TEXTS)],
)
def test_a_number_that_becomes_a_text_is_named(tmp_path: Path, answer: str, *, said: bool) -> None:
    text = QUIZ.replace("- ( ) Lima\n  > Lima adalah unsur SPIP.\n- (x) Tujuh", f"= {answer}")

    codes = [one.code for one in read(tmp_path / "a", quiz=text).findings]
    meant = [one.code for one in read(tmp_path / "b", quiz=text.replace("{#jml", "{#jml shorttext")).findings]

    assert ("shorttext.number" in codes) is said
    assert meant == []


def test_ten_keys_of_twelve_that_are_longest_are_a_pattern(tmp_path: Path) -> None:
    many = "\n".join(
        f"## Soal {n} {{#s{n}}}\nBerapa?\n- ( ) {'Tujuh belas' if n > 10 else 'Tiga'}\n- (x) Jawaban {n}\n"
        for n in range(1, 13)
    )
    head = QUIZ.partition("## ")[0]

    found = [one for one in read(tmp_path, quiz=head + many).findings if one.code.startswith("check.")]

    assert [one.code for one in found] == ["check.mostly-longest", "check.same-place"]
    assert (found[0].values["many"], found[0].values["count"]) == (10, 12)


def test_a_picture_of_another_type_is_told_its_name(tmp_path: Path) -> None:
    found = read(tmp_path, {"courses/dasar/assets/foto.png": b"\xff\xd8\xff\xe0JFIF"}).findings

    assert "foto.jpg" in found[0].remedy("id")


def test_a_self_check_is_told_of_its_bracket_too() -> None:
    text = "```quiz\nBerapa?\n- ( ) Lima\n- (x Tujuh\n```"

    assert problems(text) == [(4, "question.bracket")]
