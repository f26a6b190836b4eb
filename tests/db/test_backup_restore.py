import hashlib
import json
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from build import NINE, a_person, a_role, a_unit
from databases import PostgresqlMaker, SqliteMaker
from sqlalchemy import func, select

from lms.audit import trail
from lms.config import Settings
from lms.db import backup
from lms.db.installation import Installation, open_installation
from lms.errors import Refused
from lms.people.models import Person, Unit

BELONGINGS = ("keys/aa.key.pem", "keys/current", "keys/badges/places", "trust/Root BSrE.pem", "emblem.svg")


@pytest.fixture
def filled(installation: Installation) -> Installation:
    with installation.database.write() as session:
        city = a_unit(session, "Kota")
        office = a_unit(session, "BKPSDM", city)
        city.parent_id = None
        office.parent_id = city.id
        # an older row that points at a newer one: the order of ids alone does not restore it
        city.parent_id = office.id
        person = a_person(session, "Siti Nurhaliza", unit=office, front_title="Dr.")
        a_role(session, person, "hr", city)
        trail.note(session, person.id, "test", "cadangan", {"nilai": [1, "é"]}, at=NINE)
    installation.files.put(b"%PDF-1.7 sertifikat")
    (installation.settings.instance / "config.py").write_text('SECRET_KEY = "x"\n')
    for name in (*BELONGINGS, "keys/.aa.key.pem.77", "jobs.sqlite", "trust/catatan.txt"):
        path = installation.settings.instance / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return installation


@pytest.fixture
def other(tmp_path: Path, sqlite_maker: SqliteMaker) -> Installation:
    """An empty installation on SQLite, whatever the first one is on."""
    url = sqlite_maker.fresh(tmp_path / "other" / "lms.sqlite")
    opened = open_installation(Settings(instance=tmp_path / "other", database_url=url))
    yield opened
    opened.database.dispose()


def everything(installation: Installation, path: Path) -> dict[str, str]:
    """Entry and hash of all that the installation holds."""
    return dict(backup.write(installation, path, at=NINE).entries)


def test_what_comes_back_is_what_went_in(filled: Installation, other: Installation, tmp_path: Path) -> None:
    before = everything(filled, tmp_path / "one.zip")

    manifest = backup.restore(other, tmp_path / "one.zip")

    assert manifest.tables["person"] == 1
    assert everything(other, tmp_path / "two.zip") == before
    folders = [other.settings.instance / name for name in ("keys", "keys/badges", "trust")]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    with other.database.read() as session:
        assert trail.verify(session).broken_at is None


def test_keys_and_authorities_come_back_for_their_owner_alone(
    filled: Installation, other: Installation, tmp_path: Path
) -> None:
    later = other.settings.instance / "keys" / "bb.key.pem"
    later.parent.mkdir(parents=True)
    later.write_text("bb")
    backup.write(filled, tmp_path / "one.zip", at=NINE)

    backup.restore(other, tmp_path / "one.zip")

    instance = other.settings.instance
    assert {name: (instance / name).read_text() for name in BELONGINGS} == {one: one for one in BELONGINGS}
    assert stat.S_IMODE((instance / "keys/aa.key.pem").stat().st_mode) == 0o600
    assert sorted(path.name for path in instance.glob("keys/*.*")) == ["aa.key.pem", "bb.key.pem"]
    assert not (instance / "trust/catatan.txt").exists()


@pytest.mark.parametrize("name", ["../x", "trust/a.sh", "keys/a/../../x"])
def test_a_name_that_is_no_key_or_authority_is_never_a_path(
    filled: Installation, other: Installation, tmp_path: Path, name: str
) -> None:
    backup.write(filled, tmp_path / "one.zip", at=NINE)
    entry = f"instance/{name}"
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["entries"][entry] = hashlib.sha256(b"x").hexdigest()
    bad = spoiled(spoiled(tmp_path / "one.zip", entry, b"x"), "manifest.json", json.dumps(manifest).encode())

    with pytest.raises(Refused) as refusal:
        backup.restore(other, bad)

    assert refusal.value.code == "backup.unreadable"
    assert not (tmp_path / "x").exists()


def test_a_backup_from_sqlite_is_restored_on_postgresql(
    filled: Installation, other: Installation, postgresql_maker: PostgresqlMaker, tmp_path: Path
) -> None:
    before = everything(filled, tmp_path / "one.zip")
    backup.restore(other, tmp_path / "one.zip")
    everything(other, tmp_path / "two.zip")
    elsewhere = Settings(instance=tmp_path / "third", database_url=postgresql_maker.url)
    third = open_installation(elsewhere)

    backup.restore(third, tmp_path / "two.zip", force=True)

    assert everything(third, tmp_path / "three.zip") == before
    with third.database.write() as session:
        newest = session.scalar(select(func.max(Unit.id)))
        assert a_unit(session, "Dinas baru").id == newest + 1
    third.database.dispose()
    postgresql_maker.clean()


def test_an_older_backup_is_not_written_over(filled: Installation, tmp_path: Path) -> None:
    path = tmp_path / "one.zip"
    backup.write(filled, path, at=NINE)
    before = path.read_bytes()

    with pytest.raises(Refused) as refusal:
        backup.write(filled, path, at=NINE)

    assert refusal.value.code == "backup.taken"
    assert path.read_bytes() == before


def test_an_installation_that_holds_data_is_not_overwritten(filled: Installation, tmp_path: Path) -> None:
    backup.write(filled, tmp_path / "one.zip", at=NINE)

    with pytest.raises(Refused) as refusal:
        backup.restore(filled, tmp_path / "one.zip")

    assert refusal.value.code == "backup.not-empty"


def test_force_replaces_what_is_there(filled: Installation, tmp_path: Path) -> None:
    backup.write(filled, tmp_path / "one.zip", at=NINE)
    with filled.database.write() as session:
        a_person(session, "Sesudah cadangan")

    backup.restore(filled, tmp_path / "one.zip", force=True)

    with filled.database.read() as session:
        assert session.scalars(select(Person.name)).all() == ["Siti Nurhaliza"]


def test_an_archive_is_for_its_owners_eyes_alone(filled: Installation, tmp_path: Path) -> None:
    backup.write(filled, tmp_path / "one.zip", at=NINE)

    assert stat.S_IMODE((tmp_path / "one.zip").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*.part")] == []


def spoiled(path: Path, entry: str, data: bytes) -> Path:
    """Copy an archive with one entry replaced or added."""
    copy = path.with_name(f"spoiled-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            if name != entry:
                target.writestr(name, source.read(name))
        target.writestr(entry, data)
    return copy


@pytest.mark.parametrize("entry", ["rows/person.jsonl", "config.py", "../../escape", "manifest.json"])
def test_a_spoiled_archive_changes_nothing(
    filled: Installation, other: Installation, tmp_path: Path, entry: str
) -> None:
    backup.write(filled, tmp_path / "one.zip", at=NINE)
    bad = spoiled(tmp_path / "one.zip", entry, b"{}")

    with pytest.raises(Refused) as refusal:
        backup.restore(other, bad)

    assert refusal.value.code == "backup.unreadable"
    assert list(other.files.names()) == []
    with other.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_file_under_another_ones_name_is_refused(
    filled: Installation, other: Installation, tmp_path: Path
) -> None:
    manifest = backup.write(filled, tmp_path / "one.zip", at=NINE)
    lie = "files/../../../tmp/escape"
    entries = {lie if name.startswith("files/") else name: sha for name, sha in manifest.entries.items()}
    values = {**manifest_values(replace(manifest, entries=entries))}
    bad = spoiled(tmp_path / "one.zip", "manifest.json", json.dumps(values).encode())
    bad = spoiled_twice(bad, lie, b"%PDF-1.7 sertifikat")

    with pytest.raises(Refused):
        backup.restore(other, bad)


def manifest_values(manifest: backup.Manifest) -> dict[str, object]:
    return {name: getattr(manifest, name) for name in ("made_at", "revision", "tables", "entries", "format")}


def spoiled_twice(path: Path, entry: str, data: bytes) -> Path:
    """Add one entry and drop the files that it stands for."""
    copy = path.with_name("twice.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            if not name.startswith("files/"):
                target.writestr(name, source.read(name))
        target.writestr(entry, data)
    return copy


def test_something_that_is_no_archive_is_refused_in_words(other: Installation, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("bukan zip")

    with pytest.raises(Refused) as refusal:
        backup.restore(other, tmp_path / "x.zip")

    assert "cadangan" in refusal.value.text("id")
