"""What desk and handler do with a report: verify, assign, plan, ask, answer, reject, forward, archive.

Who is complained of never handles the report: neither the person, nor anybody of the accused unit or below
it, nor as an officer of the desk. Each verb goes through `moves.move`, so it is allowed, counted and noted.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.bahasa import dates
from lms.errors import Conflict, InvalidInput, Message, NotFound, Refused
from lms.people import persons, units
from lms.people.models import Person, Unit
from lms.voice.complaints import limits, moves
from lms.voice.complaints.models import Author, Category, Complaint, ComplaintMessage, HandlingClass, State
from lms.voice.rules import states
from lms.voice.rules.states import Actor

SHORTEST_TEXT, LONGEST_TEXT = 10, 4000
LONGEST_REASON, LONGEST_LINE = 500, 200
# A gap that a template leaves for the officer to fill.
GAP = "…"
LAPOR_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z/-]{3,39}")

NOTHING = Message(
    "Tulisan ini terlalu pendek.",
    "This is too short.",
    "Tulis paling sedikit {least} huruf, dengan kalimat yang dipahami warga.",
    "Write at least {least} letters, in words a citizen understands.",
)
TOO_LONG = Message(
    "Tulisan ini {count} huruf, paling banyak {most}.",
    "This has {count} letters; at most {most} are allowed.",
    "Ringkaskan.",
    "Make it shorter.",
)
GAPS = Message(
    "Masih ada bagian templat yang belum diisi (“…”).",
    "A part of the template is not filled in yet (“…”).",
    "Ganti setiap “…” dengan keterangan yang sebenarnya, atau hapus kalimatnya.",
    "Put the facts in the place of each “…”, or delete the sentence.",
)
NO_WHO = Message(
    "Belum disebut siapa yang melakukannya.",
    "It is not said who did it.",
    "Tulis jabatan atau unitnya; nama orang tidak perlu.",
    "Write the post or the unit; a person's name is not needed.",
)
PLANNED_PAST = Message(
    "Tanggal itu sudah lewat.",
    "That day is over.",
    "Tulis paling lambat kapan hal ini akan selesai.",
    "Write by when this will be done.",
)
DONE_THEN = Message(
    "Yang sudah dilakukan terjadi antara hari laporan diterima dan hari ini.",
    "What was done was done between the day the report came and today.",
    "Periksa tanggalnya; yang akan dilakukan ditulis sebagai rencana.",
    "Check the date; what will be done is written as a plan.",
)
NO_WHEN = Message(
    "Tanggalnya belum terbaca.",
    "The date cannot be read.",
    "Isi tanggal selesai, atau tanggal paling lambat bila masih dikerjakan.",
    "Give the day it was done, or the last day when it is still being done.",
)
NO_CATEGORY = Message("Kategori itu tidak ada.", "There is no such category.")
NO_CLASS = Message("Kelas penanganan itu tidak ada.", "There is no such handling class.")
NO_UNIT = Message(
    "Unit itu tidak ada di lingkungan Anda.",
    "There is no such unit of yours.",
    "Pilih unit dari daftar, atau serahkan ke meja pusat.",
    "Choose one from the list, or leave the report to the central desk.",
)
NO_ACCUSED_UNIT = Message(
    "Pilih unit yang diadukan.",
    "Choose the unit that is complained of.",
    "Laporan tentang petugas suatu unit memerlukan unitnya, agar unit itu tidak menanganinya.",
    "A report about the staff of a unit needs that unit, so that it does not handle it.",
)
NO_PERSON = Message(
    "Pegawai itu tidak ditemukan.", "This person was not found.", "Cari dengan NIP.", "Look for the NIP."
)
ACCUSED = Message(
    "{name} diadukan dalam laporan ini, atau bekerja di unit yang diadukan, jadi tidak boleh menanganinya.",
    "{name} is complained of in this report, or works in the unit that is, and so must not handle it.",
    "Pilih petugas dari unit lain, misalnya Inspektorat.",
    "Choose somebody of another unit, such as the inspectorate.",
)
ENDED = Message(
    "Laporan {number} sudah berakhir, jadi datanya tidak dapat dibetulkan.",
    "Report {number} has ended, so what is known of it cannot be corrected.",
)
NO_REASON = Message(
    "Alasannya belum ditulis.",
    "The reason is missing.",
    "Warga membaca alasan ini; tulis dengan jelas.",
    "The citizen reads this reason; write it plainly.",
)
NO_AGENCY = Message("Instansi tujuan belum diisi.", "The other agency is missing.")
BAD_NUMBER = Message(
    "Nomor SP4N-LAPOR! “{given}” tidak terbaca.",
    "The SP4N-LAPOR! number “{given}” cannot be read.",
    "Salin nomor pelacakannya, 4 sampai 40 huruf atau angka; kosongkan bila belum ada.",
    "Copy its tracking number, 4 to 40 letters or digits; leave it empty when there is none yet.",
)

GIVEN_BACK = "Dikembalikan ke meja: {reason}"
REJECTED = "Laporan ini tidak dapat kami tindak lanjuti. Alasannya: {reason}"
FORWARDED = "Laporan ini kami teruskan kepada {agency}, karena menjadi kewenangannya.{number} {note}"
TRACKED = " Nomor pelacakan SP4N-LAPOR!: {number}; pantau di www.lapor.go.id."
ANSWERED = "{what}\n\nOleh: {by_whom}\nTanggal: {on}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the desk makes of a report; `class_key` None takes the category's own.

    `unit_id` None leaves it to the central desk. `against_unit` says that it is about the unit's own people.
    """

    category_key: str
    unit_id: int | None
    class_key: str | None = None
    against_unit: bool = False
    accused_id: int | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a good answer says: what was done, by whom, by when (domain.md §4.2)."""

    what: str
    by_whom: str
    on: date | None


def verify(session: Session, complaint: Complaint, checked: Checked, *, by: int, at: datetime) -> None:
    """Say that the report is understood: its category, unit, class and whom it is about are checked."""
    values = _values(session, complaint, checked)
    _move(session, complaint, State.VERIFIED, Actor.DESK, by=by, at=at, verified_at=at, **values)


def correct(session: Session, complaint: Complaint, checked: Checked, *, by: int, at: datetime) -> None:
    """Correct what is known of a report that is under way; its deadlines follow."""
    if complaint.state in states.ENDED:
        raise Refused(ENDED, "complaint.ended", number=complaint.number)
    values = _values(session, complaint, checked)
    for person_id in {by, complaint.handler_id} - {None}:
        person = session.get_one(Person, person_id)
        _refuse_accused(session, person, values["accused_id"], values["accused_unit_id"])
    before = {key: getattr(complaint, key) for key in values if not key.endswith("_by")}
    done = session.execute(
        update(Complaint)
        .where(Complaint.id == complaint.id, Complaint.state == complaint.state)
        .values(values)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined] # a cursor's, which update gives
        raise Conflict(moves.MEANWHILE, "complaint.meanwhile", number=complaint.number)
    session.refresh(complaint)
    trail.note(session, by, "complaint.corrected", _subject(complaint), {"before": before}, at=at)


def assign(session: Session, complaint: Complaint, handler: Person, *, by: int, at: datetime) -> None:
    """Give a report to a handler; given again it is handed over."""
    if handler.disabled_at is not None:
        raise NotFound(NO_PERSON, "complaint.no-handler")
    _refuse_accused(session, handler, complaint.accused_id, complaint.accused_unit_id)
    _move(session, complaint, State.ASSIGNED, Actor.DESK, by=by, at=at, handler_id=handler.id, assigned_at=at)


def give_back(session: Session, complaint: Complaint, reason: str, *, by: int, at: datetime) -> None:
    """Give a report back to the desk, as a handler whom it does not concern."""
    why = _line(reason, NO_REASON, "alasan", LONGEST_REASON)
    _move(
        session, complaint, State.VERIFIED, Actor.HANDLER, by=by, at=at, reason=why, handler_id=None,
        assigned_at=None,
    )  # fmt: skip
    say(session, complaint, GIVEN_BACK.format(reason=why), internal=True, by=by, at=at)


def plan(
    session: Session, complaint: Complaint, answer: Answer, actor: Actor, *, by: int, at: datetime
) -> None:
    """Tell the citizen what will be done, by whom and by when; the work begins."""
    text = _answered(answer)
    if answer.on is not None and answer.on < persons.local_day(session, at):
        raise InvalidInput(PLANNED_PAST, "complaint.planned-past", "tanggal")
    answered_at = complaint.answered_at or at
    _move(session, complaint, State.IN_PROGRESS, actor, by=by, at=at, answered_at=answered_at)
    say(session, complaint, text, by=by, at=at)


def ask(
    session: Session, complaint: Complaint, question: str, actor: Actor, *, by: int, at: datetime
) -> None:
    """Ask the citizen something; until the reply the clock stands still."""
    text = _text(question, "pertanyaan")
    _move(session, complaint, State.WAITING, actor, by=by, at=at)
    say(session, complaint, text, by=by, at=at)


def go_on(session: Session, complaint: Complaint, actor: Actor, *, by: int, at: datetime) -> None:
    """Go on without waiting any longer, or take up a report again that was done."""
    _move(session, complaint, State.IN_PROGRESS, actor, by=by, at=at)


def finish(
    session: Session, complaint: Complaint, answer: Answer, actor: Actor, *, by: int, at: datetime
) -> None:
    """Answer the citizen: what was done, by whom, by when; the report is done."""
    text = _answered(answer)
    if answer.on is not None and not complaint.received_on <= answer.on <= persons.local_day(session, at):
        raise InvalidInput(DONE_THEN, "complaint.done-then", "tanggal")
    answered_at = complaint.answered_at or at
    _move(session, complaint, State.DONE, actor, by=by, at=at, answered_at=answered_at)
    say(session, complaint, text, by=by, at=at)


def reject(session: Session, complaint: Complaint, reason: str, *, by: int, at: datetime) -> None:
    """Say that nothing will be done, and why; `reason` stays with the report and marks it as rejected."""
    why = _line(reason, NO_REASON, "alasan", LONGEST_REASON)
    _move(session, complaint, State.REJECTED, Actor.DESK, by=by, at=at, reason=why)
    say(session, complaint, REJECTED.format(reason=why), by=by, at=at)


def readmit(session: Session, complaint: Complaint, *, by: int, at: datetime) -> None:
    """Take a rejection back."""
    _move(session, complaint, State.VERIFIED, Actor.DESK, by=by, at=at)


def forward(
    session: Session, complaint: Complaint, agency: str, number: str, note: str, *, by: int, at: datetime
) -> None:
    """Say which agency the report belongs to, with the number that SP4N-LAPOR! gave it there.

    This desk is not SP4N-LAPOR!: an officer enters it there, and keeps the number here.
    """
    to = _line(agency, NO_AGENCY, "instansi", LONGEST_LINE)
    tracking = number.strip()
    if tracking and not LAPOR_NUMBER.fullmatch(tracking):
        raise InvalidInput(BAD_NUMBER, "complaint.lapor-number", "nomor", given=tracking[:40])
    more = " ".join(note.split())[:LONGEST_REASON]
    _move(
        session, complaint, State.FORWARDED, Actor.DESK, by=by, at=at, reason=more, forwarded_to=to,
        lapor_number=tracking,
    )  # fmt: skip
    tracked = TRACKED.format(number=tracking) if tracking else ""
    say(session, complaint, FORWARDED.format(agency=to, number=tracked, note=more).strip(), by=by, at=at)


def archive(session: Session, complaint: Complaint, *, by: int, at: datetime) -> None:
    """Put an ended report away for good; figures keep it as what it was."""
    _move(session, complaint, State.ARCHIVED, Actor.DESK, by=by, at=at)


def say(
    session: Session, complaint: Complaint, text: str, *, by: int, at: datetime, internal: bool = False
) -> ComplaintMessage:
    """Write to the citizen, or a note that stays inside."""
    message = ComplaintMessage(
        complaint_id=complaint.id,
        author=Author.DESK,
        person_id=by,
        internal=internal,
        text=_text(text, "pesan"),
        at=at,
    )
    session.add(message)
    session.flush()
    act = "complaint.noted" if internal else "complaint.told"
    trail.note(session, by, act, _subject(complaint), {"message": message.id}, at=at)
    return message


def _move(
    session: Session,
    complaint: Complaint,
    after: State,
    actor: Actor,
    *,
    by: int,
    at: datetime,
    **values: Any,
) -> None:
    _refuse_accused(session, session.get_one(Person, by), complaint.accused_id, complaint.accused_unit_id)
    today = persons.local_day(session, at)
    moves.move(session, complaint, after, actor, by=by, at=at, today=today, **values)


def _values(session: Session, complaint: Complaint, checked: Checked) -> dict[str, Any]:
    """Read what the desk checked, and reckon the deadlines that follow from the class."""
    category = session.get(Category, checked.category_key)
    if category is None:
        raise InvalidInput(NO_CATEGORY, "complaint.category", "kategori")
    handled = session.get(HandlingClass, checked.class_key or category.class_key)
    if handled is None:
        raise InvalidInput(NO_CLASS, "complaint.class", "kelas")
    if checked.unit_id is not None and session.get(Unit, checked.unit_id) is None:
        raise InvalidInput(NO_UNIT, "complaint.unit", "unit")
    if checked.against_unit and checked.unit_id is None:
        raise InvalidInput(NO_ACCUSED_UNIT, "complaint.accused-unit", "unit")
    if checked.accused_id is not None and session.get(Person, checked.accused_id) is None:
        raise InvalidInput(NO_PERSON, "complaint.accused", "teradu")
    due = limits.of_class(handled, complaint.received_on, limits.site_days(session), complaint.waited_days)
    same_unit = checked.unit_id == complaint.unit_id
    return {
        "category_key": category.key,
        "class_key": handled.key,
        "unit_id": checked.unit_id,
        "service_id": complaint.service_id if same_unit else None,
        "accused_id": checked.accused_id,
        "accused_unit_id": checked.unit_id if checked.against_unit else None,
        "desk_unit_id": None if checked.against_unit else checked.unit_id,
        # What the citizen asked to keep off the public pages stays off.
        "confidential": complaint.confidential or checked.confidential,
        "verify_by": due.verify_by,
        "plan_by": due.plan_by,
        "finish_by": due.finish_by,
    }


def _refuse_accused(
    session: Session, person: Person, accused_id: int | None, accused_unit_id: int | None
) -> None:
    """Refuse a person who is complained of, or who works in the unit that is or below it."""
    about = person.id == accused_id
    if accused_unit_id is not None and person.unit_id is not None:
        accused_unit = session.get_one(Unit, accused_unit_id)
        about = about or units.reaches(accused_unit.path, session.get_one(Unit, person.unit_id).path)
    if about:
        raise Refused(ACCUSED, "complaint.accused", name=person.full_name)


def _answered(answer: Answer) -> str:
    what = _text(answer.what, "jawaban")
    if GAP in what or "..." in what:
        raise InvalidInput(GAPS, "complaint.gaps", "jawaban")
    by_whom = _line(answer.by_whom, NO_WHO, "oleh", LONGEST_LINE)
    if answer.on is None:
        raise InvalidInput(NO_WHEN, "complaint.when", "tanggal")
    return ANSWERED.format(what=what, by_whom=by_whom, on=dates.long(answer.on))


def _text(text: str, field: str) -> str:
    clean = text.replace("\r\n", "\n").strip()
    if len(clean) < SHORTEST_TEXT:
        raise InvalidInput(NOTHING, "complaint.short", field, least=SHORTEST_TEXT)
    if len(clean) > LONGEST_TEXT:
        raise InvalidInput(TOO_LONG, "complaint.long", field, count=len(clean), most=LONGEST_TEXT)
    return clean


def _line(text: str, missing: Message, field: str, most: int) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise InvalidInput(missing, f"complaint.no-{field}", field)
    if len(clean) > most:
        raise InvalidInput(TOO_LONG, "complaint.long", field, count=len(clean), most=most)
    return clean


def _subject(complaint: Complaint) -> str:
    return f"complaint:{complaint.id}"
