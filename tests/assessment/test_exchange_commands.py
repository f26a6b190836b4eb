"""`lms quiz import` and `lms quiz export` work on plain files, without a site and without a database."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli import main

GIFT = "::Ibu kota::Ibu kota?{=Jakarta ~Bandung}\n\n::Rusak::Apa?{~a}\n\n::Nama::Siapa?{=Ani}\n"
PNG = b"\x89PNG\r\n\x1a\nxx"
XML = """<quiz><question type="multichoice"><name><text>Peta</text></name><questiontext format="html">
<text>Lihat &lt;img src="@@PLUGINFILE@@/peta.png" alt="peta"&gt;</text>
<file name="peta.png" encoding="base64">iVBORw0KGgp4eA==</file></questiontext>
<answer fraction="100"><text>a</text></answer>
<answer fraction="0"><text>b</text></answer></question></quiz>"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Result:
        command = ["--instance", str(tmp_path / "instance"), "quiz", *map(str, arguments)]
        return CliRunner().invoke(main, command)

    (tmp_path / "bank.gift").write_text(GIFT)
    (tmp_path / "bank.xml").write_text(XML)
    return call


def test_a_bank_is_printed_and_what_is_wrong_is_said_beside(run) -> None:
    done = run("import", "bank.gift", "--title", "Kuis", "--language", "id")

    assert done.exit_code == 0
    assert done.stdout.startswith('---\ntitle: "Kuis"\nkind: practice\nlanguage: id\n---\n')
    assert "- (x) Jakarta" in done.stdout
    assert "bank.gift:3:1: Soal “Rusak”" in done.stderr
    assert "1 kesalahan" in done.stderr


def test_a_bank_is_written_to_a_folder_with_its_pictures_and_never_over_a_file(run, tmp_path: Path) -> None:
    done = run("import", "bank.xml", "--to", "out", "--lang", "en")

    assert done.exit_code == 0
    assert "out/bank.md: 1 questions, 1 pictures." in done.stdout
    assert (tmp_path / "out/assets/peta.png").read_bytes() == PNG
    assert "![peta](assets/peta.png)" in (tmp_path / "out/bank.md").read_text()

    (tmp_path / "out/bank.md").write_text("lama")
    again = run("import", "bank.xml", "--to", "out")
    assert again.exit_code == 1
    assert "sudah ada" in again.stderr
    assert (tmp_path / "out/bank.md").read_text() == "lama"
    assert run("import", "bank.xml", "--to", "out/bank.md", "--force").exit_code == 0
    assert (tmp_path / "out/bank.md").read_text() != "lama"


def test_pictures_that_are_only_printed_are_missed(run) -> None:
    assert "--to" in run("import", "bank.xml").stderr


def test_a_quiz_of_a_course_puts_its_pictures_among_the_courses_own(run, tmp_path: Path) -> None:
    (tmp_path / "courses/spbe/assets").mkdir(parents=True)
    (tmp_path / "courses/spbe/course.md").write_text("---\ntitle: SPBE\n---\n")
    (tmp_path / "courses/spbe/assets/peta.png").write_bytes(PNG + b"y")

    done = run("import", "bank.xml", "--course", "spbe", "--title", "Uji coba")

    assert done.exit_code == 0
    assert "(assets/peta-2.png)" in (tmp_path / "quizzes/spbe/uji-coba.md").read_text()
    assert (tmp_path / "courses/spbe/assets/peta-2.png").read_bytes() == PNG
    assert (tmp_path / "courses/spbe/assets/peta.png").read_bytes() == PNG + b"y"
    assert run("import", "bank.xml", "--course", "lain").exit_code == 1

    out = run("export", "spbe/uji-coba", "--format", "moodle-xml", "--out", "uji.xml")
    assert out.exit_code == 0
    assert 'name="peta-2.png"' in (tmp_path / "uji.xml").read_text()


def test_a_file_that_brings_nothing_fails(run, tmp_path: Path) -> None:
    (tmp_path / "x.gift").write_text("Soal{~a}")
    (tmp_path / "y.txt").write_text("bukan soal")
    (tmp_path / "z.xml").write_text("<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>")

    nothing, unknown, hostile = (run("import", name) for name in ("x.gift", "y.txt", "z.xml"))

    assert (nothing.exit_code, unknown.exit_code, hostile.exit_code) == (1, 1, 1)
    assert "Tidak ada soal" in nothing.stderr
    assert "GIFT, Moodle XML" in unknown.stderr
    assert "DTD" in hostile.stderr
    assert nothing.stdout == unknown.stdout == hostile.stdout == ""


def test_a_file_that_is_too_large_is_not_read(run, tmp_path: Path) -> None:
    with (tmp_path / "big.gift").open("wb") as file:
        file.truncate(65 * 2**20)

    assert "64 MB" in run("import", "big.gift").stderr


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "aiken", "text2qti", "qti-2.2", "qti-3.0"])
def test_a_quiz_goes_out_and_comes_back(run, form: str) -> None:
    run("import", "bank.gift", "--to", "kuis.md", "--language", "id")
    out = run("export", "kuis.md", "--format", form, "--out", "keluar")

    assert out.exit_code == 0
    assert "- (x) Jakarta" in run("import", "keluar").stdout
    if form == "aiken":
        assert "kuis.md:13:1: Soal “Nama”" in out.stderr


def test_what_cannot_go_out_at_all_fails(run, tmp_path: Path) -> None:
    (tmp_path / "kuis.md").write_text("---\ntitle: x\nkind: practice\n---\n## S {#s}\nSoal\n\n= Ani\n")

    assert run("export", "kuis.md", "--format", "aiken").exit_code == 1
    assert run("export", "tidak/ada", "--format", "gift").exit_code == 1
    assert run("export", "../../etc/passwd", "--format", "gift").exit_code == 1
