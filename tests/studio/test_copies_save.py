"""A save is kept, merged or set aside; it is never lost."""

import pytest
from build import NINE
from sqlalchemy import select
from sqlalchemy.orm import Session
from studio_builders import COURSE, MODULE, SECOND, a_copy, a_shared_course, edited

from lms.db.installation import Installation
from lms.errors import InvalidInput
from lms.studio import copies
from lms.studio.copies import Clash
from lms.studio.models import Cause, StudioRevision


def test_a_copy_begins_with_what_the_folder_holds(session: Session, installation: Installation) -> None:
    copy = a_copy(session, a_shared_course(session, installation))

    paths = [one.path for one in copies.files(session, copy)]

    assert paths == [
        COURSE,
        MODULE,
        SECOND,
        "courses/dasar-spbe/assets/alur.svg",
        "quizzes/dasar-spbe/ujian.md",
    ]


def test_a_save_is_the_next_version(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)

    saved = edited(session, copy, MODULE, "tata kelola", "tata laksana", by=shared.citra)

    file, text = copies.text(session, copy, MODULE)
    assert (saved.file.version, file.version, file.by) == (2, 2, "Citra")
    assert "tata laksana" in text
    assert copies.of(session, shared.slug, trainer=shared.dedi.id, at=NINE).version == copy.version + 1


def test_the_same_text_twice_is_one_revision(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, MODULE)
    changed = text + "Baris baru.\n"

    first = copies.save(session, copy, MODULE, changed, base=file.version, by=shared.citra.id, at=NINE)
    again = copies.save(session, copy, MODULE, changed, base=file.version, by=shared.citra.id, at=NINE)

    assert first.file.version == again.file.version == 2


def test_lines_end_as_the_database_keeps_them(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, MODULE)

    sent = text.replace("\n", "\r\n").removesuffix("\r\n")
    saved = copies.save(session, copy, MODULE, sent, base=file.version, by=shared.citra.id, at=NINE)

    assert saved.text == text
    assert saved.file.version == 1


def test_other_lines_of_two_people_are_brought_together(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, MODULE)
    theirs = text.replace("Konsep dan", "Konsep serta")
    copies.save(session, copy, MODULE, theirs, base=file.version, by=shared.dedi.id, at=NINE)

    mine = text.replace("bersih", "bersih dan terbuka")
    saved = copies.save(session, copy, MODULE, mine, base=file.version, by=shared.citra.id, at=NINE)

    assert saved.merged_with == "Dedi"
    assert "Konsep serta" in saved.text
    assert "bersih dan terbuka" in saved.text


def test_the_same_line_of_two_people_is_a_clash_and_keeps_both(
    session: Session, installation: Installation
) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, MODULE)
    theirs, mine = text.replace("bersih", "terbuka"), text.replace("bersih", "lincah")
    copies.save(session, copy, MODULE, theirs, base=file.version, by=shared.dedi.id, at=NINE)

    with pytest.raises(Clash) as caught:
        copies.save(session, copy, MODULE, mine, base=file.version, by=shared.citra.id, at=NINE)

    aside = session.get_one(StudioRevision, caught.value.aside)
    assert (caught.value.base, caught.value.mine, caught.value.theirs) == (text, mine, theirs)
    assert caught.value.by == "Dedi"
    assert (aside.text, aside.by_id, aside.version, aside.cause) == (mine, shared.citra.id, None, Cause.ASIDE)
    assert copies.text(session, copy, MODULE)[1] == theirs


def test_who_writes_in_a_renamed_file_goes_on_in_it(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, SECOND)
    moved = "courses/dasar-spbe/03-layanan.md"
    copies.rename(session, copy, SECOND, moved, by=shared.dedi.id, at=NINE)

    saved = copies.save(
        session, copy, SECOND, text + "Tambahan.\n", base=file.version, by=shared.citra.id, at=NINE
    )

    assert saved.file.path == moved
    assert copies.text(session, copy, moved)[1].endswith("Tambahan.\n")


def test_who_writes_in_a_removed_file_brings_it_back(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, SECOND)
    copies.remove(session, copy, SECOND, by=shared.dedi.id, at=NINE)

    copies.save(session, copy, SECOND, text + "Tambahan.\n", base=file.version, by=shared.citra.id, at=NINE)

    assert copies.text(session, copy, SECOND)[1].endswith("Tambahan.\n")


def test_a_version_that_a_file_never_had_overwrites_nothing(
    session: Session, installation: Installation
) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    text = copies.text(session, copy, MODULE)[1]

    with pytest.raises(Clash):
        copies.save(session, copy, MODULE, "Lain.\n", base=99, by=shared.citra.id, at=NINE)

    assert copies.text(session, copy, MODULE)[1] == text


@pytest.mark.parametrize(
    "path",
    [
        "courses/dasar-spbe/../lain/01-x.md",
        "courses/lain/01-x.md",
        "courses/dasar-spbe/assets/../../x.md",
        "courses/dasar-spbe/01-X.md",
        "courses/dasar-spbe/.git.md",
        "/etc/passwd",
        "quizzes/lain/x.md",
        "courses/dasar-spbe/x.md\x00",
    ],
)
def test_a_path_outside_the_course_is_refused(
    session: Session, installation: Installation, path: str
) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)

    with pytest.raises(InvalidInput):
        copies.add(session, copy, path, "x", by=shared.citra.id, at=NINE)


def test_a_sitting_is_thinned_to_its_last_text(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    text = copies.text(session, copy, MODULE)[1]
    for number in range(1, 41):
        # Twenty saves within a minute, three hours later twenty more.
        at = NINE.replace(hour=2 if number <= 20 else 6, minute=0, second=number % 60)
        file = copies.file(session, copy, MODULE)
        copies.save(session, copy, MODULE, f"{text}{number}\n", base=file.version, by=shared.citra.id, at=at)

    kept = session.scalars(select(StudioRevision.version).where(StudioRevision.path == MODULE)).all()

    assert sorted(version for version in kept if version) == [1, *range(21, 42)]
    assert copies.text(session, copy, MODULE)[1].endswith("40\n")
