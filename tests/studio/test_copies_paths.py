"""A path may pass from one file to another; what somebody wrote stays with the file it was written on."""

import pytest
from build import NINE
from studio_builders import MODULE, SECOND, SLUG, a_copy, a_shared_course

from lms.studio import clashes, copies

ELSEWHERE = f"courses/{SLUG}/09-lain.md"


@pytest.fixture
def shared(session, installation):
    return a_shared_course(session, installation)


@pytest.fixture
def copy(session, shared):
    return a_copy(session, shared)


def test_two_files_change_names_while_one_is_open(session, shared, copy):
    file, text = copies.text(session, copy, MODULE)
    other = copies.text(session, copy, SECOND)[1]
    for old, new in ((MODULE, ELSEWHERE), (SECOND, MODULE), (ELSEWHERE, SECOND)):
        copies.rename(session, copy, old, new, by=shared.dedi.id, at=NINE)

    mine = text.replace("bersih", "terbuka")
    saved = copies.save(session, copy, MODULE, mine, base=file.version, by=shared.citra.id, at=NINE)

    assert (saved.file.path, saved.text) == (SECOND, mine)
    assert copies.text(session, copy, MODULE)[1] == other


def test_a_new_file_takes_the_name_of_one_that_is_open(session, shared, copy):
    file, text = copies.text(session, copy, MODULE)
    copies.rename(session, copy, MODULE, ELSEWHERE, by=shared.dedi.id, at=NINE)
    new = copies.add(session, copy, MODULE, "Berkas lain\n", by=shared.dedi.id, at=NINE)

    mine = text.replace("bersih", "terbuka")
    saved = copies.save(session, copy, MODULE, mine, base=file.version, by=shared.citra.id, at=NINE)

    assert saved.file.path == ELSEWHERE
    assert copies.text(session, copy, MODULE)[1] == "Berkas lain\n"
    newest = copies.save(session, copy, MODULE, "Lagi\n", base=new.version, by=shared.citra.id, at=NINE)
    assert (newest.file.id, newest.text) == (new.id, "Lagi\n")


def test_a_clash_is_settled_in_its_own_file_when_that_has_moved(session, shared, copy):
    file, text = copies.text(session, copy, MODULE)
    copies.save(session, copy, MODULE, text.replace("bersih", "satu"), base=1, by=shared.citra.id, at=NINE)
    with pytest.raises(copies.Clash) as clash:
        copies.save(session, copy, MODULE, text.replace("bersih", "dua"), base=1, by=shared.dedi.id, at=NINE)
    version = clashes.of(session, copy, clash.value.aside).version
    copies.rename(session, copy, MODULE, ELSEWHERE, by=shared.citra.id, at=NINE)
    copies.add(session, copy, MODULE, "Berkas lain\n", by=shared.citra.id, at=NINE)

    choices = [(clashes.MINE, "")]
    saved = clashes.decide(session, copy, clash.value.aside, version, choices, by=shared.dedi.id, at=NINE)

    assert (saved.file.id, saved.file.path) == (file.id, ELSEWHERE)
    assert "dua" in saved.text
    assert copies.text(session, copy, MODULE)[1] == "Berkas lain\n"


def test_a_version_at_a_path_is_never_given_twice(session, shared, copy):
    by = shared.citra.id
    for number in range(3):
        here = copies.file(session, copy, MODULE)
        copies.save(session, copy, MODULE, f"Teks {number}\n", base=here.version, by=by, at=NINE)
    before = copies.file(session, copy, MODULE).version
    copies.rename(session, copy, MODULE, ELSEWHERE, by=by, at=NINE)

    moved = copies.rename(session, copy, SECOND, MODULE, by=by, at=NINE)

    assert moved.version > before
