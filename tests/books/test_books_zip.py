"""What a zip of a course is made of comes back as it was: every shipped course, to the last hash."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from book_builders import SLUG, a_course

from lms.books import arrivals
from lms.books import zip as zips
from lms.catalogue import drafts
from lms.content import reader
from lms.errors import Conflict, InvalidInput, Refused

ROOT = Path(__file__).parents[2]
SHIPPED = drafts.slugs(ROOT)


def repacked(data, change):
    """Return a zip of ours with one file changed by somebody else."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_shipped_course_comes_back_as_it_was(slug, tmp_path):
    data = zips.make(ROOT, slug)
    (tmp_path / "certificates").symlink_to(ROOT / "certificates")

    arrivals.settle(tmp_path, arrivals.of_file(data, f"{slug}.zip"))

    library = reader.read(tmp_path, [slug])
    manifest = json.loads(zipfile.ZipFile(BytesIO(data)).read(zips.MANIFEST))
    assert zips.hashes(library.courses[0], library) == manifest["hashes"]
    assert zips.make(tmp_path, slug) == data


def test_a_file_that_changed_on_the_way_is_named(tmp_path):
    data = zips.make(a_course(tmp_path), SLUG)
    torn = repacked(data, lambda name, text: text + b"x" if name.endswith("02-dua.md") else text)

    with pytest.raises(Refused) as refusal:
        arrivals.of_file(torn, "a.zip")

    assert "02-dua.md" in refusal.value.text("id")


@pytest.mark.parametrize("manifest", [b"{", b"[]", b'{"format": 1}', b'{"format":1,"course":"a","files":[]}'])
def test_a_manifest_that_cannot_be_read_is_refused(manifest, tmp_path):
    data = zips.make(a_course(tmp_path), SLUG)

    with pytest.raises(Refused):
        arrivals.of_file(
            repacked(data, lambda name, text: manifest if name == zips.MANIFEST else text), "a.zip"
        )


def test_a_manifest_reaches_no_other_folder(tmp_path):
    data = zips.make(a_course(tmp_path), SLUG)
    text = zipfile.ZipFile(BytesIO(data)).read(zips.MANIFEST).decode()
    evil = text.replace("courses/buku-uji/02-dua.md", "instance/config.py")

    with pytest.raises(Refused):
        arrivals.of_file(repacked(data, lambda name, old: evil if name == zips.MANIFEST else old), "a.zip")


def test_nothing_that_is_there_is_ever_overwritten(tmp_path):
    root = a_course(tmp_path)
    arrival = arrivals.of_file(zips.make(root, SLUG), "a.zip")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    with pytest.raises(Conflict):
        arrivals.settle(root, arrival)

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_quiz_in_the_way_keeps_the_course_out(tmp_path):
    arrival = arrivals.of_file(zips.make(a_course(tmp_path / "a"), SLUG), "a.zip")
    (tmp_path / "b/quizzes/buku-uji").mkdir(parents=True)
    (tmp_path / "b/quizzes/buku-uji/ujian.md").write_text("lain")

    with pytest.raises(Conflict):
        arrivals.settle(tmp_path / "b", arrival)

    assert not (tmp_path / "b/courses").exists()


def test_a_whole_course_keeps_its_name(tmp_path):
    data = zips.make(a_course(tmp_path), SLUG)

    with pytest.raises(Refused):
        arrivals.of_file(data, "a.zip", slug="lain")


@pytest.mark.parametrize("slug", ["Besar", "a/b", "..", "a" * 120])
def test_a_name_that_is_no_name_is_refused(slug):
    with pytest.raises(InvalidInput):
        arrivals.of_file(b"# Judul\n\nIsi.", "a.md", slug=slug)
