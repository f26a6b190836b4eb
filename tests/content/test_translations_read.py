"""Texts in another language beside their base: 01-x.en.md, course.en.md."""

from pathlib import Path

import pytest
from content_builders import codes, read

from lms.content import canonical, fixes, reader, report
from lms.content.reader import Library, Memory
from lms.content.translations import Base

COURSE = "---\ntitle: Dasar\nfield: e-government\n---\nUntuk siapa.\n"
MODULE = """---
title: Konsep
jp: 2
outcomes: [Menjelaskan SPBE]
cites: [Perpres 95/2018]
---
## Apa itu SPBE

Isi naskah yang cukup, lihat [prinsip](#prinsip).

## Prinsip

Tujuh.
"""
ENGLISH = """---
title: Concepts
outcomes: [Explain e-government]
---
## What is e-government

Text enough, see [the principles](#prinsip).

## Principles

Seven.
"""
PATH = "courses/dasar/01-konsep.en.md"
FILES: dict[str, str | bytes] = {"courses/dasar/course.md": COURSE, "courses/dasar/01-konsep.md": MODULE}


def translated(root: Path, text: str = ENGLISH, **more: str) -> Library:
    files = {**FILES, PATH: text, **{f"courses/dasar/{name}": one for name, one in more.items()}}
    return read(root, files)


def of_translation(library: Library) -> list[str]:
    return [finding.code for finding in library.findings if finding.path == PATH]


def test_a_translation_has_its_own_words_and_all_else_of_its_base(tmp_path: Path) -> None:
    library = translated(tmp_path)

    (module,) = library.courses[0].modules
    (english,) = module.translations
    assert (english.title, english.language, english.outcomes) == (
        "Concepts",
        "en",
        ("Explain e-government",),
    )
    assert (english.jp, english.quiz, english.cites) == (module.jp, module.quiz, module.cites)
    assert not library.broken


def test_a_translation_keeps_the_addresses_of_the_headings(tmp_path: Path) -> None:
    library = translated(tmp_path)

    (module,) = library.courses[0].modules
    assert module.translations[0].sections == module.sections == ("apa-itu-spbe", "prinsip")
    assert "markdown.link-anchor" not in codes(library)


def test_a_module_keeps_its_digest_whatever_is_translated(tmp_path: Path) -> None:
    alone = read(tmp_path / "a", FILES).courses[0]
    beside = translated(tmp_path / "b").courses[0]

    assert canonical.digest(canonical.module(alone.modules[0])) == canonical.digest(
        canonical.module(beside.modules[0])
    )
    assert "translations" not in canonical.course(alone)
    assert canonical.course(alone) == canonical.course(beside)


def test_a_course_says_its_title_and_introduction_in_another_language(tmp_path: Path) -> None:
    library = translated(tmp_path, **{"course.en.md": "---\ntitle: Basics\n---\nFor whom.\n"})

    (said,) = library.courses[0].translations
    assert (said.language, said.title, said.intro_html) == ("en", "Basics", "<p>For whom.</p>")
    assert canonical.course(library.courses[0])["translations"] == {
        "en": {"title": "Basics", "intro": "<p>For whom.</p>"}
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("jp: 3", "translation.contradicts"),
        ("quiz: dasar/lain", "translation.contradicts"),
        ("cites: [UU 25/2009]", "translation.contradicts"),
        ("penulis: Ani", "matter.unknown"),
        ("translates: kemarin", "matter.translates"),
    ],
)
def test_what_the_base_says_otherwise_is_an_error(tmp_path: Path, line: str, code: str) -> None:
    library = translated(tmp_path, ENGLISH.replace("title: Concepts", f"title: Concepts\n{line}"))

    assert code in of_translation(library)
    assert "dasar" in library.broken


def test_what_says_the_same_as_the_base_is_none(tmp_path: Path) -> None:
    same = "title: Concepts\njp: 2\ncites: Perpres 95/2018"

    assert not translated(tmp_path, ENGLISH.replace("title: Concepts", same)).broken


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("01-konsep.xx.md", "translation.language"),
        ("02-lain.en.md", "translation.no-base"),
        ("01-konsep.id.md", "translation.own-language"),
    ],
)
def test_a_file_that_translates_nothing_is_an_error(tmp_path: Path, name: str, code: str) -> None:
    library = read(tmp_path, {**FILES, f"courses/dasar/{name}": ENGLISH})

    assert code in codes(library)
    assert "dasar" in library.broken


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH.replace("## Principles", "### Principles"), "translation.heading"),
        (ENGLISH.replace("## Principles\n", ""), "translation.headings"),
    ],
)
def test_headings_that_do_not_match_are_hints(tmp_path: Path, text: str, code: str) -> None:
    library = translated(tmp_path, text)

    assert code in of_translation(library)
    assert report.failed([one for one in library.findings if one.code == code], strict=True)


def test_what_is_not_translated_is_told_and_never_fails(tmp_path: Path) -> None:
    library = translated(tmp_path, **{"02-lagi.md": MODULE})

    (told,) = [one for one in library.findings if one.code == "translation.missing"]
    assert told.values["names"] == "course.en.md, 02-lagi.en.md"
    assert not report.failed([told], strict=True)
    assert "1 catatan" in report.render([told], "text", "id")


def test_a_course_of_one_language_is_told_nothing(tmp_path: Path) -> None:
    assert not [code for code in codes(read(tmp_path, FILES)) if code.startswith("translation")]


def test_a_translation_is_stale_once_its_base_says_something_else(tmp_path: Path) -> None:
    translated(tmp_path)
    assert fixes.apply(tmp_path) == [PATH]
    assert f"translates: {Base(MODULE).fingerprint}\n" in (tmp_path / PATH).read_text()
    assert not {"translation.unmarked", "translation.stale"} & set(codes(reader.read(tmp_path)))

    base = tmp_path / "courses/dasar/01-konsep.md"
    base.write_text(MODULE.replace("jp: 2", "jp: 1"))
    assert "translation.stale" not in codes(reader.read(tmp_path))
    base.write_text(MODULE.replace("Tujuh.", "Tujuh prinsip."))
    assert "translation.stale" in codes(reader.read(tmp_path))
    assert fixes.apply(tmp_path) == []


def test_a_memory_reads_a_translation_again_when_its_base_changes(tmp_path: Path) -> None:
    translated(tmp_path)
    memory = Memory()
    reader.read(tmp_path, memory=memory)

    base = tmp_path / "courses/dasar/01-konsep.md"
    base.write_text(MODULE.replace("## Prinsip", "## Asas"))
    (module,) = reader.read(tmp_path, memory=memory).courses[0].modules

    assert module.translations[0].sections == ("apa-itu-spbe", "asas")


def test_a_check_without_the_texts_finds_the_same(tmp_path: Path) -> None:
    whole = translated(tmp_path, ENGLISH.replace("## Principles\n", ""))
    kept = Memory(tmp_path / "kept.json")

    assert reader.check(tmp_path, memory=kept).findings == whole.findings
    assert reader.check(tmp_path, memory=Memory(tmp_path / "kept.json")).findings == whole.findings
