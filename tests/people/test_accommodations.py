"""More time for quizzes: given by hand, read strictly, kept in the trail."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from build import NINE, a_person
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.models import AuditEntry
from lms.db.installation import Installation
from lms.errors import InvalidInput
from lms.people import accommodations
from lms.people.models import Person

if TYPE_CHECKING:
    from click.testing import Result


@pytest.mark.parametrize(
    ("text", "factor"),
    [("1,5", Fraction(3, 2)), (" 1.25 ", Fraction(5, 4)), ("4", Fraction(4)), ("1", Fraction(1))],
)
def test_a_factor_is_read_with_comma_and_point(text: str, factor: Fraction) -> None:
    assert accommodations.read(text) == factor


@pytest.mark.parametrize("text", ["", "0,5", "4,1", "dua", "1,2,3", "-2", "1e1", "٢"])
def test_what_is_no_sensible_factor_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        accommodations.read(text)

    assert (refusal.value.code, refusal.value.field) == ("people.time-factor", "factor")


def test_it_is_in_the_trail_with_its_reason_once(session: Session) -> None:
    officer, person = a_person(session, "Eka"), a_person(session, "Ani")

    changed = [
        accommodations.give(session, person.id, Fraction(3, 2), " Surat  12/2026 ", at=NINE, by=officer.id)
        for _ in range(2)
    ]

    assert changed == [True, False]
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.by_id) == ("person.accommodated", officer.id)
    assert entry.details == {"was": "1", "now": "3/2", "reason": "Surat 12/2026"}


def test_a_reason_has_an_end(session: Session) -> None:
    person = a_person(session, "Ani")

    with pytest.raises(InvalidInput) as refusal:
        accommodations.give(session, person.id, Fraction(2), "a" * 201, at=NINE, by=None)

    assert refusal.value.code == "people.reason-long"


def test_the_command_gives_more_time(installation: Installation, runner: "Callable[..., Result]") -> None:
    with installation.database.write() as session:
        person = a_person(session, "Ani", email="ani@contoh.go.id")

    given = runner("people", "accommodate", "ani@contoh.go.id", "--factor", "1,5", "--reason", "SK 12")
    again = runner("people", "accommodate", "ani@contoh.go.id", "--factor", "1.5")
    wrong = runner("people", "accommodate", "ani@contoh.go.id", "--factor", "9")

    assert "Ani kini mendapat 1,5 kali waktu biasa" in given.output
    assert "tidak ada yang berubah" in again.output
    assert (wrong.exit_code, "dari 1 (waktu biasa) sampai 4" in wrong.output) == (1, True)
    with installation.database.read() as session:
        assert session.get_one(Person, person.id).time_factor == Fraction(3, 2)
