"""Translations are part of a release: named in the manifest, told in the letter, found by search."""

from pathlib import Path

from catalogue_builders import SLUG, a_folder, published, write
from sqlalchemy.orm import Session

from lms.catalogue import contents, courses, drafts, letters, releases
from lms.catalogue.rules import impact
from lms.catalogue.rules.edition import Draft
from lms.catalogue.rules.impact import Impact, Standing
from lms.db.installation import Installation

ENGLISH = f"courses/{SLUG}/01-konsep.en.md"


def made(root: Path) -> Draft:
    draft = drafts.of(root, SLUG).draft
    assert draft is not None
    return draft


def translate(root: Path, title: str = "Ideas and principles") -> None:
    write(root, ENGLISH, f"---\ntitle: {title}\n---\n## Aim\n\nClean government.\n")


def compared(before: Draft, after: Draft) -> Impact:
    bodies = {sha256: body for sha256, (_kind, body) in before.bodies.items()}
    return impact.compare(Standing(1, before.hash, before.manifest, bodies), after)


def said(found: Impact, draft: Draft) -> str:
    return "\n".join(f"{one.text}: {', '.join(one.items)}" for one in letters.letter(found, draft, "id"))


def test_a_course_without_translations_keeps_its_manifest(tmp_path: Path) -> None:
    a_folder(tmp_path)

    manifest = made(tmp_path).manifest

    assert "translations" not in manifest
    assert all("translations" not in line for line in manifest["modules"])


def test_a_new_translation_is_a_new_release_of_the_same_modules(tmp_path: Path) -> None:
    a_folder(tmp_path)
    before = made(tmp_path)
    translate(tmp_path)
    after = made(tmp_path)

    assert before.hash != after.hash
    assert [line["hash"] for line in before.manifest["modules"]] == [
        line["hash"] for line in after.manifest["modules"]
    ]
    found = compared(before, after)
    assert (found.modules_altered, found.details_altered) == ((), ())
    assert "Terjemahan baru (1): “Ideas and principles” (English)" in said(found, after)


def test_the_letter_names_translations_that_changed_or_are_gone(tmp_path: Path) -> None:
    a_folder(tmp_path)
    translate(tmp_path)
    write(tmp_path, f"courses/{SLUG}/course.en.md", "---\ntitle: Basics\n---\nFor staff.\n")
    before = made(tmp_path)
    translate(tmp_path, "Concepts")
    (tmp_path / f"courses/{SLUG}/course.en.md").unlink()
    after = made(tmp_path)

    letter = said(compared(before, after), after)

    assert "Terjemahan yang berubah (1): “Concepts” (English)" in letter
    assert "Terjemahan yang tidak ada lagi (1): judul dan pengantar kursus (English)" in letter


def test_an_edition_is_read_in_either_language(session: Session, installation: Installation) -> None:
    root = installation.settings.content_root
    a_folder(root)
    translate(root)
    release = published(session, installation)

    edition = releases.at(session, release.id)
    english = edition.in_language("en")

    assert edition.languages == ("id", "en")
    assert [one.title for one in english.modules] == ["Ideas and principles", "Layanan"]
    assert [one.language for one in english.modules] == ["en", "id"]
    assert contents.body(session, english.modules[0].hash)["language"] == "en"
    assert edition.in_language("xx") is edition


def test_words_of_a_translation_find_the_course(session: Session, installation: Installation) -> None:
    root = installation.settings.content_root
    a_folder(root)
    translate(root)
    published(session, installation)

    assert [one.slug for one in courses.listed(session, query="principles").courses] == [SLUG]
