"""What desk and handler send about a report, read from the form and given to the verb that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import request

from lms.errors import InvalidInput, Message
from lms.people import units
from lms.people.models import Unit
from lms.voice.complaints import handling
from lms.voice.complaints.desk import opened
from lms.voice.complaints.desk.lists import Officer
from lms.voice.complaints.handling import Answer, Checked
from lms.voice.complaints.models import Complaint, State
from lms.voice.rules import states
from lms.voice.rules.states import Actor
from lms.voice.views.complaints.wanting import number
from lms.web.i18n import Lazy, lazy
from lms.web.shell import me, now, session

NO_HANDLER = Message(
    "Penangan belum dipilih.",
    "No handler has been chosen.",
    "Pilih satu orang, atau cari dengan nama atau NIP.",
    "Choose a person, or look for a name or NIP.",
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts on which report, and as what."""

    complaint: Complaint
    actor: Actor
    who: Officer


def check(hand: Hand) -> None:
    """Verify a new report, or correct what is known of one under way."""
    form = request.form
    unit_id = number(form.get("unit", "")) or None
    unit = session().get(Unit, unit_id) if unit_id else None
    theirs = unit is not None and units.reaches(hand.who.scope, unit.path)
    if unit_id not in {None, hand.complaint.unit_id} and not theirs:
        raise InvalidInput(handling.NO_UNIT, "complaint.unit", "unit")
    nip = form.get("teradu", "").strip()
    accused = opened.find_person(session(), nip) if nip else None
    if nip and accused is None:
        raise InvalidInput(handling.NO_PERSON, "complaint.accused", "teradu")
    checked = Checked(
        form.get("kategori", ""),
        unit_id,
        form.get("kelas") or None,
        against_unit="petugas" in form,
        accused_id=accused,
        confidential="rahasia" in form,
    )
    verb = handling.verify if hand.complaint.state == State.NEW else handling.correct
    verb(session(), hand.complaint, checked, by=me().person_id, at=now())


def assign(hand: Hand) -> None:
    chosen = number(request.form.get("penangan", ""))
    if not chosen:
        raise InvalidInput(NO_HANDLER, "complaint.no-handler", "penangan")
    handler = opened.candidate(session(), hand.who, chosen)
    handling.assign(session(), hand.complaint, handler, by=me().person_id, at=now())


def plan(hand: Hand) -> None:
    handling.plan(session(), hand.complaint, _answer(), hand.actor, by=me().person_id, at=now())


def finish(hand: Hand) -> None:
    handling.finish(session(), hand.complaint, _answer(), hand.actor, by=me().person_id, at=now())


def ask(hand: Hand) -> None:
    words = request.form.get("pertanyaan", "")
    handling.ask(session(), hand.complaint, words, hand.actor, by=me().person_id, at=now())


def go_on(hand: Hand) -> None:
    handling.go_on(session(), hand.complaint, hand.actor, by=me().person_id, at=now())


def give_back(hand: Hand) -> None:
    reason = request.form.get("alasan", "")
    handling.give_back(session(), hand.complaint, reason, by=me().person_id, at=now())


def reject(hand: Hand) -> None:
    reason = request.form.get("alasan", "")
    handling.reject(session(), hand.complaint, reason, by=me().person_id, at=now())


def readmit(hand: Hand) -> None:
    handling.readmit(session(), hand.complaint, by=me().person_id, at=now())


def forward(hand: Hand) -> None:
    form = request.form
    handling.forward(
        session(), hand.complaint, form.get("instansi", ""), form.get("nomor", ""), form.get("catatan", ""),
        by=me().person_id, at=now(),
    )  # fmt: skip


def archive(hand: Hand) -> None:
    handling.archive(session(), hand.complaint, by=me().person_id, at=now())


def say(hand: Hand) -> None:
    text, inside = request.form.get("pesan", ""), "di_dalam" in request.form
    handling.say(session(), hand.complaint, text, by=me().person_id, at=now(), internal=inside)


DESK: Mapping[str, Callable[[Hand], None]] = {
    "periksa": check,
    "tugaskan": assign,
    "rencana": plan,
    "tanya": ask,
    "lanjut": go_on,
    "selesai": finish,
    "tolak": reject,
    "terima": readmit,
    "teruskan": forward,
    "arsip": archive,
    "pesan": say,
}
HANDLER: Mapping[str, Callable[[Hand], None]] = {
    "rencana": plan,
    "tanya": ask,
    "lanjut": go_on,
    "selesai": finish,
    "kembalikan": give_back,
    "pesan": say,
}
NAMES: Mapping[str, Lazy] = {
    "periksa": lazy("Verify"),
    "tugaskan": lazy("Give to a handler"),
    "rencana": lazy("Say what will be done"),
    "selesai": lazy("Answer: it is done"),
    "tanya": lazy("Ask the citizen"),
    "lanjut": lazy("Go on with it"),
    "kembalikan": lazy("Give it back to the desk"),
    "terima": lazy("Take the rejection back"),
    "teruskan": lazy("Forward to another agency"),
    "tolak": lazy("Reject"),
    "arsip": lazy("Archive"),
}
# Act -> the state that it leads to, and from which; the next step of a report's way before the others.
_LEADS: Mapping[str, tuple[str, frozenset[str]]] = {
    "periksa": ("verified", frozenset({"new"})),
    "rencana": ("in_progress", frozenset({"assigned"})),
    "selesai": ("done", states.OPEN),
    "arsip": ("archived", states.ENDED),
    "lanjut": ("in_progress", frozenset({"waiting", "done"})),
    "tugaskan": ("assigned", states.OPEN),
    "tanya": ("waiting", states.OPEN),
    "kembalikan": ("verified", frozenset({"assigned"})),
    "terima": ("verified", frozenset({"rejected"})),
    "teruskan": ("forwarded", states.OPEN),
    "tolak": ("rejected", states.OPEN),
}


def offered(state: str, actor: Actor) -> list[str]:
    """Return what may be done with a report that stands at `state`, the next step of its way first."""
    known = DESK if actor is Actor.DESK else HANDLER
    return [
        act
        for act, (after, before) in _LEADS.items()
        if act in known and state in before and states.allowed(state, after, actor)
    ]


def _answer() -> Answer:
    form = request.form
    try:
        day = date.fromisoformat(form.get("tanggal", ""))
    except ValueError:
        day = None
    return Answer(form.get("apa", ""), form.get("oleh", ""), day)
