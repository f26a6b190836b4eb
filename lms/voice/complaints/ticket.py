"""What the citizen sees and does with a ticket: found by its secret alone, messages, a rating at the end."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import false, func, select, update
from sqlalchemy.orm import Session

from lms.errors import Conflict, InvalidInput, Message, NotFound, Refused
from lms.people.models import Unit
from lms.voice.complaints import moves
from lms.voice.complaints.models import (
    Author,
    Category,
    Complaint,
    ComplaintAct,
    ComplaintAttachment,
    ComplaintMessage,
    State,
)
from lms.voice.models import Service
from lms.voice.rules import states, tickets
from lms.voice.rules.states import Actor

LONGEST_TEXT = 5000
LONGEST_RATING = 1000
SCORES = range(1, 6)
# More than anybody needs, less than a flood.
MOST_MESSAGES = 100

NO_TICKET = Message(
    "Tiket tidak ditemukan.",
    "There is no such ticket.",
    "Periksa nomor dan kode rahasianya; keduanya tercantum pada tiket Anda.",
    "Check the number and the secret code; both stand on your ticket.",
)
NOTHING = Message("Pesan masih kosong.", "The message is empty.")
TOO_LONG = Message(
    "Tulisan ini {count} huruf, paling banyak {most}.",
    "This has {count} letters; at most {most} are allowed.",
)
OVER = Message(
    "Laporan ini sudah ditutup, jadi pesan tidak dapat ditambahkan.",
    "This report is closed, so nothing can be added.",
    "Buat laporan baru dan sebutkan nomor {number}.",
    "Make a new report and name the number {number}.",
)
TOO_MANY = Message(
    "Tiket ini sudah memuat {most} pesan.",
    "This ticket holds {most} messages already.",
    "Tunggu jawaban petugas.",
    "Wait for an answer.",
)
NOT_DONE = Message("Laporan dinilai setelah selesai.", "A report is rated once it is done.")
NO_SCORE = Message("Pilih nilai 1 sampai 5.", "Choose a score from 1 to 5.")
RATED = Message("Laporan ini sudah Anda nilai.", "You have rated this report already.")


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, by name in both languages; unit and service are empty where none was named."""

    category: tuple[str, str]
    service: tuple[str, str]
    unit: str


def about(session: Session, complaint: Complaint) -> About:
    """Name a report's category, service and unit."""
    rows = (
        select(Category.name, Category.name_en, Service.name, Service.name_en, Unit.name)
        .select_from(Category)
        .outerjoin(Service, Service.id == complaint.service_id)
        .outerjoin(Unit, Unit.id == complaint.unit_id)
        .where(Category.key == complaint.category_key)
    )
    category, category_en, service, service_en, unit = session.execute(rows).one()
    return About((category, category_en), (service or "", service_en or ""), unit or "")


def steps(session: Session, complaint: Complaint) -> list[tuple[State, datetime]]:
    """Return the states that a report came to and when, the oldest first; who led it there stays inside."""
    rows = select(ComplaintAct.before, ComplaintAct.after, ComplaintAct.at).where(
        ComplaintAct.complaint_id == complaint.id
    )
    found = session.execute(rows.order_by(ComplaintAct.id).limit(MOST_MESSAGES))
    # Handed over within one state: the citizen sees no difference.
    return [(State(after), at) for before, after, at in found if before != after]


def files(session: Session, complaint: Complaint) -> Sequence[ComplaintAttachment]:
    """Return the attachments that the citizen may see: not those of the desk's own notes."""
    rows = (
        select(ComplaintAttachment)
        .outerjoin(ComplaintMessage, ComplaintMessage.id == ComplaintAttachment.message_id)
        .where(
            ComplaintAttachment.complaint_id == complaint.id,
            func.coalesce(ComplaintMessage.internal, false()).is_(False),
        )
    )
    return session.scalars(rows.order_by(ComplaintAttachment.id).limit(MOST_MESSAGES)).all()


def file(session: Session, complaint: Complaint, attachment_id: int) -> ComplaintAttachment:
    """Return one of `files`; raises `NotFound` for any other."""
    for found in files(session, complaint):
        if found.id == attachment_id:
            return found
    raise NotFound


def by_secret(session: Session, secret: str) -> Complaint:
    """Return the report that a secret opens; raises `NotFound`."""
    return _found(session, secret, None)


def by_number(session: Session, number: str, secret: str) -> Complaint:
    """Return the report of a number, for who has its secret too; a wrong one looks like none."""
    return _found(session, secret, tickets.number_read(number))


def said(session: Session, complaint: Complaint) -> Sequence[ComplaintMessage]:
    """Return what citizen and desk said to each other, the oldest first; notes of the desk stay inside."""
    rows = select(ComplaintMessage).where(
        ComplaintMessage.complaint_id == complaint.id, ComplaintMessage.internal.is_(False)
    )
    return session.scalars(rows.order_by(ComplaintMessage.id).limit(MOST_MESSAGES * 2)).all()


def say(session: Session, complaint: Complaint, text: str, *, at: datetime, today: date) -> ComplaintMessage:
    """Add the citizen's word; one that was waited for, or that objects to an answer, sets the work going."""
    clean = _clean(text, LONGEST_TEXT)
    if not clean:
        raise InvalidInput(NOTHING, "complaint.nothing", "pesan")
    if complaint.state in states.ENDED - {State.DONE}:
        raise Refused(OVER, "complaint.over", number=complaint.number)
    own = select(ComplaintMessage.id).where(
        ComplaintMessage.complaint_id == complaint.id, ComplaintMessage.author == Author.CITIZEN
    )
    if len(session.scalars(own.limit(MOST_MESSAGES)).all()) >= MOST_MESSAGES:
        raise Refused(TOO_MANY, "complaint.many", most=MOST_MESSAGES)
    message = ComplaintMessage(complaint_id=complaint.id, author=Author.CITIZEN, text=clean, at=at)
    session.add(message)
    session.flush()
    if states.allowed(complaint.state, State.IN_PROGRESS, Actor.CITIZEN):
        moves.move(session, complaint, State.IN_PROGRESS, Actor.CITIZEN, by=None, at=at, today=today)
    return message


def rate(session: Session, complaint: Complaint, score: int, text: str, *, at: datetime) -> None:
    """Keep the citizen's rating of how the report was handled, 1 to 5, once."""
    if complaint.state not in states.ENDED:
        raise Refused(NOT_DONE, "complaint.not-done")
    if score not in SCORES:
        raise InvalidInput(NO_SCORE, "complaint.score", "nilai")
    clean = _clean(text, LONGEST_RATING)
    rated = session.execute(
        update(Complaint)
        .where(Complaint.id == complaint.id, Complaint.rated_at.is_(None))
        .values(rating=score, rating_text=clean, rated_at=at)
    )
    if rated.rowcount != 1:  # type: ignore[attr-defined] # a cursor's, which update gives
        raise Conflict(RATED, "complaint.rated")
    session.refresh(complaint)


def _found(session: Session, secret: str, number: str | None) -> Complaint:
    written = tickets.secret_read(secret)
    rows = select(Complaint).where(Complaint.secret_hash == hashlib.sha256(written.encode()).hexdigest())
    if number is not None:
        rows = rows.where(Complaint.number == number)
    complaint = session.scalars(rows).one_or_none() if written else None
    if complaint is None:
        raise NotFound(NO_TICKET, "complaint.no-ticket")
    return complaint


def _clean(text: str, most: int) -> str:
    clean = text.replace("\r\n", "\n").strip()
    if len(clean) > most:
        raise InvalidInput(TOO_LONG, "complaint.long", "pesan", count=len(clean), most=most)
    return clean
