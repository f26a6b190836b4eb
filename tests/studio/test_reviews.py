"""A colleague reads, remarks on lines, approves exactly what was read, or gives it back."""

import pytest
from build import NINE
from sqlalchemy.orm import Session
from studio_builders import MODULE, Shared, a_copy, a_shared_course, edited

from lms.db.installation import Installation
from lms.errors import Conflict, InvalidInput, Refused
from lms.studio import copies, reviews
from lms.studio.copies import Copy
from lms.studio.models import CopyState, ReviewState


def test_an_approval_is_of_one_version(session: Session, installation: Installation) -> None:
    shared, copy = asked(session, installation)

    reviews.approve(session, copy, copy.version, by=shared.dedi.id, at=NINE)
    assert copies.by_id(session, copy.id).state == CopyState.APPROVED

    edited(session, copy, MODULE, "bersih", "terbuka", by=shared.citra)
    assert copies.by_id(session, copy.id).state == CopyState.DRAFT


def test_nobody_approves_what_he_or_she_asked_for(session: Session, installation: Installation) -> None:
    shared, copy = asked(session, installation)

    with pytest.raises(Refused) as caught:
        reviews.approve(session, copy, copy.version, by=shared.citra.id, at=NINE)

    assert caught.value.code == "studio.own-text"


def test_a_reviewer_who_wrote_meanwhile_is_no_second_pair_of_eyes(
    session: Session, installation: Installation
) -> None:
    shared, copy = asked(session, installation)
    edited(session, copy, MODULE, "bersih", "terbuka", by=shared.dedi)

    with pytest.raises(Refused) as caught:
        reviews.approve(session, copy, copies.by_id(session, copy.id).version, by=shared.dedi.id, at=NINE)
    assert caught.value.code == "studio.own-words"

    reviews.ask(session, copy, "Dengan perbaikan Dedi", by=shared.citra.id, at=NINE.replace(hour=3))
    reviews.approve(session, copy, copies.by_id(session, copy.id).version, by=shared.dedi.id, at=NINE)
    assert copies.by_id(session, copy.id).state == CopyState.APPROVED


def test_a_text_that_moved_on_is_not_approved_unread(session: Session, installation: Installation) -> None:
    shared, copy = asked(session, installation)
    edited(session, copy, MODULE, "bersih", "terbuka", by=shared.citra)

    with pytest.raises(Conflict) as caught:
        reviews.approve(session, copy, copy.version, by=shared.dedi.id, at=NINE)

    assert caught.value.code == "studio.moved-on"


def test_a_text_is_given_back_with_a_reason(session: Session, installation: Installation) -> None:
    shared, copy = asked(session, installation)
    with pytest.raises(InvalidInput):
        reviews.give_back(session, copy, "  ", by=shared.dedi.id, at=NINE)

    reviews.give_back(session, copy, "Tambah contoh loket.", by=shared.dedi.id, at=NINE)

    last = reviews.past(session, copy)[0]
    assert (last.row.state, last.row.reason, last.asked_by, last.decided_by) == (
        ReviewState.RETURNED, "Tambah contoh loket.", "Citra", "Dedi",
    )  # fmt: skip


def test_a_remark_follows_its_line(session: Session, installation: Installation) -> None:
    shared, copy = asked(session, installation)
    text = copies.text(session, copy, MODULE)[1]
    line = text.split("\n").index("SPBE mewujudkan tata kelola yang bersih.") + 1
    reviews.remark(session, copy, MODULE, line, "Sumbernya?", by=shared.dedi.id, at=NINE)

    edited(session, copy, MODULE, "## Tujuan", "Pembuka.\n\nLagi.\n\n## Tujuan", by=shared.citra)
    assert [one.line for one in reviews.remarks(session, copy, MODULE)] == [line + 4]

    edited(
        session,
        copy,
        MODULE,
        "SPBE mewujudkan tata kelola yang bersih.",
        "Lain sama sekali?",
        by=shared.citra,
    )
    assert [(one.line, one.row.text) for one in reviews.remarks(session, copy, MODULE)] == [
        (None, "Sumbernya?")
    ]


def test_a_remark_is_dealt_with_and_opened_again(session: Session, installation: Installation) -> None:
    shared, copy = asked(session, installation)
    row = reviews.remark(session, copy, MODULE, 1, "Judulnya?", by=shared.dedi.id, at=NINE)
    assert reviews.counts(session, copy) == {MODULE: 1}

    reviews.resolve(session, copy, row.id, by=shared.citra.id, at=NINE)
    assert reviews.counts(session, copy) == {}

    reviews.resolve(session, copy, row.id, by=shared.citra.id, at=NINE)
    assert reviews.counts(session, copy) == {MODULE: 1}


def asked(session: Session, installation: Installation) -> tuple[Shared, Copy]:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    reviews.ask(session, copy, "Tolong dibaca.", by=shared.citra.id, at=NINE)
    return shared, copies.by_id(session, copy.id)
