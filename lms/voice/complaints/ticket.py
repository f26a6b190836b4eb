"""What the citizen sees and does with a ticket: found by its secret alone, messages, a rating at the end."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.errors import Conflict, InvalidInput, Message, NotFound, Refused
from lms.voice.complaints import moves
from lms.voice.complaints.models import Author, Complaint, ComplaintMessage, State
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
