"""More time for who needs it: a factor for every quiz with a time limit."""

import re
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import InvalidInput, Message
from lms.events import TimeFactorChanged, emit
from lms.people import persons
from lms.people.models import Person

NONE, MOST = Fraction(1), Fraction(4)
FACTOR = re.compile(r"\d{1,2}(?:[.,]\d{1,3})?", re.ASCII)
LONGEST_REASON = 200

UNREADABLE = Message(
    "Faktor waktu “{text}” tidak terbaca.",
    "The time factor “{text}” cannot be read.",
    "Tulis bilangan dari 1 (waktu biasa) sampai 4, misalnya 1,5.",
    "Write a number from 1 (the usual time) to 4, such as 1.5.",
)
REASON_LONG = Message(
    "Alasan terlalu panjang.",
    "The reason is too long.",
    "Ringkas sampai paling banyak {most} huruf; cukup dasar keputusannya, misalnya nomor surat.",
    "Shorten it to at most {most} characters; what the decision rests on is enough, a letter's number.",
)


def read(text: str) -> Fraction:
    """Read `1,5` or `1.5`; from the usual time to four times as much."""
    found = FACTOR.fullmatch(text.strip())
    factor = Fraction(found[0].replace(",", ".")) if found else None
    if factor is None or not NONE <= factor <= MOST:
        raise InvalidInput(UNREADABLE, "people.time-factor", "factor", text=text.strip()[:20])
    return factor


def factor_of(session: Session, person_id: int) -> Fraction:
    return session.get_one(Person, person_id).time_factor


def give(
    session: Session, person_id: int, factor: Fraction, reason: str, *, at: datetime, by: int | None
) -> bool:
    """Change how much time a person has; return whether it was another before.

    The reason stands in the trail, for good: what the decision rests on, not what ails somebody.
    """
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(REASON_LONG, "people.reason-long", "reason", most=LONGEST_REASON)
    person = session.get_one(Person, person_id)
    if person.time_factor == factor:
        return False
    facts = {"was": str(person.time_factor), "now": str(factor), "reason": reason}
    person.time_factor = factor
    session.flush()
    trail.note(session, by, "person.accommodated", persons.subject(person.id), facts, at=at)
    emit(session, TimeFactorChanged(at, person.id, factor))
    return True
