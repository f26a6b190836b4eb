"""A new installation: made once, kept secret, the same when asked again."""

import stat
from pathlib import Path

import pytest

from lms import config
from lms.content import reader
from lms.upkeep import starting


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


def test_the_key_is_random_and_only_its_owner_may_read_it(instance: Path, tmp_path: Path) -> None:
    starting.prepare_folder(instance)
    starting.prepare_folder(tmp_path / "other")

    keys = {config.load(folder, environment={}).secret_key for folder in (instance, tmp_path / "other")}
    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)
    assert stat.S_IMODE((instance / "config.py").stat().st_mode) == 0o600
    assert stat.S_IMODE(instance.stat().st_mode) == 0o700


def test_a_second_time_changes_nothing(instance: Path) -> None:
    starting.prepare_folder(instance)
    before = (instance / "config.py").read_bytes()

    assert starting.prepare_folder(instance) == []
    assert (instance / "config.py").read_bytes() == before


def test_an_empty_shelf_gets_a_course_that_is_clean(instance: Path, tmp_path: Path) -> None:
    settings = config.Settings(instance=instance, content_root=tmp_path)

    starting.prepare_shelf(settings)

    library = reader.read(tmp_path)
    assert [course.slug for course in library.courses] == ["memulai"]
    assert [finding.text("en") for finding in library.findings] == []
    assert list((tmp_path / "certificates" / "standar").glob("*"))


def test_a_shelf_that_holds_something_is_left_alone(instance: Path, tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    settings = config.Settings(instance=instance, content_root=tmp_path)

    starting.prepare_shelf(settings)

    assert list((tmp_path / "courses").iterdir()) == []
