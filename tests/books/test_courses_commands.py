"""`lms courses import` and `export`, as a trainer at a terminal meets them."""

import zipfile
from pathlib import Path

from book_builders import SLUG, a_course

NOTES = "# Panduan\n\nIsi.\n\n![](logo.png)\n"


def test_a_document_becomes_files_and_is_checked(runner, settings, tmp_path):
    source = tmp_path / "Panduan Loket.md"
    source.write_text("# Panduan Loket\n\nIsi yang *pendek*.\n")

    result = runner("courses", "import", str(source))

    assert result.exit_code == 0, result.output
    module = settings.content_root / "courses/panduan-loket/01-panduan-loket.md"
    assert "Isi yang *pendek*." in module.read_text()
    assert "Yang tidak terbawa atau perlu diputuskan:" in result.output
    assert "Kata lms check:" in result.output


def test_a_dry_run_writes_nothing(runner, settings, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/README.md").write_text(NOTES)

    result = runner(
        "courses", "import", str(tmp_path / "docs"), "--as", "loket", "--dry-run", "--field", "management"
    )

    assert result.exit_code == 0, result.output
    assert "courses/loket/01-panduan.md" in result.output
    assert "management" in result.output
    assert not (settings.content_root / "courses/loket").exists()


def test_a_course_that_is_there_stays(runner, settings, tmp_path):
    a_course(settings.content_root)
    (tmp_path / "buku-uji.md").write_text(NOTES)

    result = runner("courses", "import", str(tmp_path / "buku-uji.md"))

    assert result.exit_code == 1
    assert "sudah ada; tidak ada yang ditulis" in result.output


def test_what_is_not_there_or_unknown_is_refused_in_words(runner, tmp_path):
    (tmp_path / "a.rtf").write_text("x")

    assert "tidak ada" in runner("courses", "import", str(tmp_path / "b.docx")).output
    assert "belum dapat diimpor" in runner("courses", "import", str(tmp_path / "a.rtf")).output


def test_a_course_is_written_in_every_format(runner, settings, tmp_path):
    a_course(settings.content_root)

    for form, begins in (("html", b"<!doctype"), ("epub", b"PK"), ("pdf", b"%PDF-1.7"), ("zip", b"PK")):
        result = runner("courses", "export", SLUG, "--format", form, "--out", str(tmp_path))
        assert result.exit_code == 0, result.output
        assert (tmp_path / f"{SLUG}.{form}").read_bytes().startswith(begins)
    assert "ampera-course.json" in zipfile.ZipFile(tmp_path / f"{SLUG}.zip").namelist()


def test_an_export_overwrites_nothing(runner, settings, tmp_path):
    a_course(settings.content_root)
    Path(tmp_path / f"{SLUG}.html").write_text("lama")

    result = runner("courses", "export", SLUG, "--out", str(tmp_path))

    assert result.exit_code == 1
    assert (tmp_path / f"{SLUG}.html").read_text() == "lama"


def test_a_release_gives_the_book_that_it_was(runner, settings, tmp_path):
    a_course(settings.content_root)
    assert runner("publish", SLUG).exit_code == 0
    (settings.content_root / f"courses/{SLUG}/02-dua.md").write_text(
        "---\ntitle: Baru\njp: 1\n---\n## Sub bagian\n\nx\n"
    )

    result = runner("courses", "export", SLUG, "--release", "1", "--out", str(tmp_path / "satu.html"))

    assert result.exit_code == 0, result.output
    text = (tmp_path / "satu.html").read_text()
    assert "Terbitan 1" in text
    assert "Isi &lt; lain &amp; akhir." in text
    assert runner("courses", "export", SLUG, "--release", "9", "--out", str(tmp_path / "x")).exit_code == 1
    assert runner("courses", "export", SLUG, "--release", "1", "--format", "zip").exit_code == 1
