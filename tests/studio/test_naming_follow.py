"""Files get proper names, and what names them follows when they change."""

import pytest
from build import NINE
from sqlalchemy.orm import Session
from studio_builders import COURSE, MODULE, QUIZ, SECOND, a_copy, a_shared_course, edited, held

from lms.db.installation import Installation
from lms.errors import InvalidInput
from lms.studio import copies
from lms.studio.editor import desk, matter, naming


def test_a_new_module_gets_the_next_number_and_its_title(
    session: Session, installation: Installation
) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)

    file = naming.add(session, copy, desk.MODULE, "Layanan: di loket", by=shared.citra.id, at=NINE)

    assert file.path == f"courses/{shared.slug}/03-layanan-di-loket.md"
    assert matter.read(copies.text(session, copy, file.path)[1]).values["title"] == "Layanan: di loket"


def test_a_new_quiz_never_takes_the_name_of_another(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)

    file = naming.add(session, copy, desk.QUIZ, "Ujian", by=shared.citra.id, at=NINE)

    assert file.path == f"quizzes/{shared.slug}/ujian-2.md"
    with pytest.raises(InvalidInput):
        naming.add(session, copy, desk.QUIZ, "  ", by=shared.citra.id, at=NINE)


def test_links_and_front_matter_follow_a_new_name(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, MODULE)
    copies.save(
        session,
        copy,
        MODULE,
        f"{text}\n[dua](02-layanan.md#isi)\n",
        base=file.version,
        by=shared.citra.id,
        at=NINE,
    )

    naming.rename(session, copy, SECOND, "02-di-loket.md", by=shared.citra.id, at=NINE)
    naming.rename(session, copy, QUIZ, "Ujian Akhir", by=shared.citra.id, at=NINE)

    assert f"courses/{shared.slug}/02-di-loket.md" in held(session, copy)
    assert "[dua](02-di-loket.md#isi)" in copies.text(session, copy, MODULE)[1]
    assert f"exam: {shared.slug}/ujian-akhir\n" in copies.text(session, copy, COURSE)[1]


def test_neighbours_change_places_with_their_links(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    edited(session, copy, MODULE, "---\n", "---\n", by=shared.citra)
    file, text = copies.text(session, copy, MODULE)
    copies.save(
        session,
        copy,
        MODULE,
        f"{text}\n[dua](02-layanan.md)\n",
        base=file.version,
        by=shared.citra.id,
        at=NINE,
    )

    moved = naming.move(session, copy, MODULE, 1, by=shared.citra.id, at=NINE)

    names = {path.rsplit("/", 1)[1] for path in held(session, copy) if desk.sort_of(path) == desk.MODULE}
    assert names == {"01-layanan.md", "02-konsep.md"}
    assert "[dua](01-layanan.md)" in copies.text(session, copy, moved.path)[1]
    last = naming.move(session, copy, moved.path, 1, by=shared.citra.id, at=NINE)
    assert last.path == moved.path


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('[a](02-b.md) ![x](assets/a.svg "k")', '[a](02-c.md) ![x](assets/b.svg "k")'),
        ("[a](<02-b.md>)\n\n[r]: 02-b.md", "[a](<02-c.md>)\n\n[r]: 02-c.md"),
        ("[a](x02-b.md) 02-b.md (02-b.md)", "[a](x02-b.md) 02-b.md (02-b.md)"),
    ],
)
def test_only_links_are_followed(text: str, after: str) -> None:
    names = {"courses/s/02-b.md": "courses/s/02-c.md", "courses/s/assets/a.svg": "courses/s/assets/b.svg"}

    assert naming.followed(text, "courses/s/01-a.md", names) == after
