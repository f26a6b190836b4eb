"""A clash is decided piece by piece; until then, and afterwards, both texts are kept."""

import pytest
from build import NINE
from sqlalchemy.orm import Session
from studio_builders import MODULE, Shared, a_copy, a_shared_course, edited

from lms.db.installation import Installation
from lms.errors import InvalidInput, NotFound
from lms.studio import clashes, copies, history
from lms.studio.clashes import BOTH, MINE, OWN, THEIRS
from lms.studio.copies import Clash, Copy

LINE = "SPBE mewujudkan tata kelola yang {}."


@pytest.mark.parametrize(
    ("choice", "own", "lines"),
    [
        (MINE, "", [LINE.format("lincah")]),
        (THEIRS, "", [LINE.format("terbuka")]),
        (BOTH, "", [LINE.format("terbuka"), LINE.format("lincah")]),
        (OWN, "Kata-kata\r\nsendiri.", ["Kata-kata", "sendiri."]),
        (OWN, "", []),
    ],
)
def test_each_choice_makes_its_text(
    session: Session, installation: Installation, choice: str, own: str, lines: list[str]
) -> None:
    shared, copy, aside = a_clash(session, installation)

    found = clashes.of(session, copy, aside)
    saved = clashes.decide(session, copy, aside, found.version, [(choice, own)], by=shared.citra.id, at=NINE)

    body = saved.text.split("## Tujuan\n\n")[1].split("\n\n!")[0] if lines else saved.text
    assert body.split("\n") == lines if lines else "tata kelola" not in body


def test_a_decided_clash_waits_no_more_and_is_still_there(
    session: Session, installation: Installation
) -> None:
    shared, copy, aside = a_clash(session, installation)
    assert [one[0] for one in clashes.waiting(session, copy, shared.citra.id)] == [aside]
    assert clashes.waiting(session, copy, shared.dedi.id) == []

    clashes.leave(session, copy, aside, by=shared.citra.id, at=NINE)

    assert clashes.waiting(session, copy, shared.citra.id) == []
    entries = history.of(session, copy, copies.file(session, copy, MODULE).id)
    assert [(entry.aside, entry.settled) for entry in entries if entry.aside] == [(aside, True)]


def test_a_piece_without_a_choice_is_asked_for(session: Session, installation: Installation) -> None:
    shared, copy, aside = a_clash(session, installation)

    with pytest.raises(InvalidInput) as caught:
        clashes.decide(session, copy, aside, 2, [], by=shared.citra.id, at=NINE)

    assert caught.value.field == "pilih-1"


def test_what_changed_since_the_page_was_made_is_merged(session: Session, installation: Installation) -> None:
    shared, copy, aside = a_clash(session, installation)
    found = clashes.of(session, copy, aside)
    edited(session, copy, MODULE, "Konsep dan", "Konsep serta", by=shared.dedi)

    saved = clashes.decide(session, copy, aside, found.version, [(MINE, "")], by=shared.citra.id, at=NINE)

    assert "Konsep serta" in saved.text
    assert LINE.format("lincah") in saved.text


def test_what_changed_there_again_is_asked_once_more(session: Session, installation: Installation) -> None:
    shared, copy, aside = a_clash(session, installation)
    found = clashes.of(session, copy, aside)
    edited(session, copy, MODULE, "terbuka", "cepat", by=shared.dedi)

    with pytest.raises(Clash) as again:
        clashes.decide(session, copy, aside, found.version, [(MINE, "")], by=shared.citra.id, at=NINE)

    assert "lincah" in again.value.mine
    assert "cepat" in again.value.theirs


def test_a_clash_of_another_course_is_not_found(session: Session, installation: Installation) -> None:
    _shared, copy, aside = a_clash(session, installation)
    stranger = Copy(copy.id + 1, "lain", 1, copy.state)

    with pytest.raises(NotFound):
        clashes.of(session, stranger, aside)


def a_clash(session: Session, installation: Installation) -> tuple[Shared, Copy, int]:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    file, text = copies.text(session, copy, MODULE)
    edited(session, copy, MODULE, "bersih", "terbuka", by=shared.dedi)
    mine = text.replace("bersih", "lincah")
    with pytest.raises(Clash) as caught:
        copies.save(session, copy, MODULE, mine, base=file.version, by=shared.citra.id, at=NINE)
    return shared, copy, caught.value.aside
