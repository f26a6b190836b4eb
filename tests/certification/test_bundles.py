"""A bundle: the files and a manifest that proves them, the same bytes each time, any stretch of them."""

import csv
import hashlib
import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from build import a_person
from bundle_builders import TODAY, a_certificate, archive, bytes_of, frozen, opened, pdfs
from certification_builders import a_release

from lms.certification.bundles import archives, layout
from lms.certification.bundles.layout import Entry
from lms.certification.rules import numbering
from lms.db.installation import Installation
from lms.errors import Refused

SEVEN = range(1, 8)


@pytest.fixture
def shelf(installation: Installation) -> Installation:
    """Seven certificates with files, an eighth without."""
    with installation.database.write() as session:
        ani, release = a_person(session, "Ani"), a_release(session)
        for number in SEVEN:
            told = {"unit": "=Dinas", "identity_value": "" if number == 7 else "199001012015012001"}
            a_certificate(session, ani, release, number, bytes_of(number), snapshot=told)
        a_certificate(session, ani, release, 8)
    return installation


def test_a_bundle_holds_the_files_and_proves_them(shelf: Installation) -> None:
    file = opened(archive(shelf, frozen(shelf)))

    names = [f"199001012015012001_800.2_{number:05d}_BKPSDM_2026.pdf" for number in SEVEN[:-1]]
    assert pdfs(file) == [*names, "tanpa-nip_800.2_00007_BKPSDM_2026.pdf"]
    assert [file.read(name) for name in names] == [bytes_of(number) for number in SEVEN[:-1]]
    lines = json.loads(file.read("manifest.json"))
    assert [bool(line["file"] and line["sha256"]) for line in lines] == [True] * 7 + [False]
    assert lines[7]["number"] == "800.2/00008/BKPSDM/2026"
    assert {line["state"] for line in lines} == {"valid"}
    table = list(csv.reader(io.StringIO(file.read("manifest.csv").decode("utf-8-sig")), delimiter=";"))
    assert table[1][table[0].index("unit")] == "'=Dinas"
    assert table[1][table[0].index("identity")].count(" ") == 3
    assert file.infolist()[0].date_time[:3] == (2026, 3, 4)


def test_the_same_list_gives_the_same_bytes_and_each_its_length(shelf: Installation) -> None:
    first, second = frozen(shelf), frozen(shelf)

    assert first == second
    assert archive(shelf, first) == archive(shelf, second)
    assert len(archive(shelf, first)) == first.size


def test_any_stretch_is_that_part_of_the_whole(shelf: Installation) -> None:
    made, dice = frozen(shelf), random.Random(5)
    whole = archive(shelf, made)

    for _ in range(200):
        start, stop = sorted(dice.sample(range(len(whole) + 1), 2))
        assert b"".join(archives.stream(shelf.files, made.sha256, start, stop)) == whole[start:stop]


def test_what_lies_before_a_stretch_is_not_read(shelf: Installation) -> None:
    made = frozen(shelf)
    whole = archive(shelf, made)
    shelf.files.delete(hashlib.sha256(bytes_of(1)).hexdigest())
    behind = whole.index(bytes_of(2))

    found = b"".join(archives.stream(shelf.files, made.sha256, behind, made.size))

    assert found == whole[behind:]
    assert archives.lost(shelf.files, made.sha256, behind, made.size) == ""
    assert "00001" in archives.lost(shelf.files, made.sha256, 0, behind)


@pytest.mark.parametrize("harm", ["lost", "short", "changed"])
def test_a_file_that_is_not_what_was_listed_ends_the_archive_there(shelf: Installation, harm: str) -> None:
    made = frozen(shelf)
    whole = archive(shelf, made)
    path = shelf.settings.files / (sha256 := hashlib.sha256(bytes_of(5)).hexdigest())[:2] / sha256
    data = path.read_bytes()
    harmed = {"lost": None, "short": data[:-1], "changed": data[:-1] + b"?"}[harm]
    path.unlink()
    if harmed is not None:
        path.write_bytes(harmed)

    got = io.BytesIO()
    with pytest.raises(Refused, match="00005"):
        got.writelines(archives.stream(shelf.files, made.sha256, 0, made.size))

    # What was handed over is right, and ends before the harmed file does.
    assert got.getvalue() == whole[: got.tell()]
    assert got.tell() < whole.index(bytes_of(6))


@pytest.mark.parametrize(("count", "size"), [(3, 2 * 1024**3), (70_000, 10)])
def test_beyond_4_gb_and_65535_files_the_directory_is_zip64(count: int, size: int, tmp_path: Path) -> None:
    entries = [Entry(f"{number}.pdf", "", size, 0, TODAY) for number in range(count)]
    pieces = list(layout.pieces(lambda: iter(entries)))
    before = sum(map(layout.length, pieces[: 2 * count]))
    with (tmp_path / "a.zip").open("wb") as sparse:
        sparse.seek(before)
        for piece in pieces[2 * count :]:
            assert isinstance(piece, bytes)
            sparse.write(piece)

    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        found = file.infolist()

    assert len(found) == count
    assert found[-1].header_offset == before - size - len(layout.local(entries[-1]))


def test_names_in_a_bundle_never_collide() -> None:
    twins = [("", "1/a"), ("", "1_a"), ("", "1/A"), ("peserta/7", "1/a")]
    names = numbering.FileNames()

    given = [names.give(*twin) for twin in twins]

    assert len({name.casefold() for name in given}) == 4
    assert given[0] == "tanpa-nip_1_a.pdf"
