"""Beginnings of good answers, as the desk keeps them: what was done, by whom, by when (domain.md §4.2)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, InvalidInput, Message, NotFound
from lms.voice.complaints.models import AnswerTemplate

LONGEST_NAME, SHORTEST_TEXT, LONGEST_TEXT = 120, 10, 2000

NO_NAME = Message(
    "Nama templat belum diisi.",
    "The template has no name.",
    "Beri nama yang mengatakan kapan templat ini dipakai.",
    "Give it a name that says when to use it.",
)
LONG_NAME = Message(
    "Nama templat paling panjang {longest} huruf.", "A template's name has at most {longest} letters."
)
TAKEN = Message(
    "Templat “{name}” sudah ada.",
    "There is a template “{name}” already.",
    "Ubah yang ada, atau pakai nama lain.",
    "Change the one that is there, or choose another name.",
)
BAD_TEXT = Message(
    "Isi templat {count} huruf; seharusnya {least} sampai {most}.",
    "The template has {count} letters; {least} to {most} are allowed.",
    "Tulis bagian yang harus diisi petugas sebagai “…”.",
    "Write what the officer is to fill in as “…”.",
)


def listed(session: Session) -> Sequence[AnswerTemplate]:
    """Return all templates by name, retired ones last."""
    order = (AnswerTemplate.retired_at.is_not(None), AnswerTemplate.name)
    return session.scalars(select(AnswerTemplate).order_by(*order)).all()


def one(session: Session, template_id: int) -> AnswerTemplate:
    """Return a template; raises `NotFound`."""
    found = session.get(AnswerTemplate, template_id)
    if found is None:
        raise NotFound
    return found


def add(session: Session, name: str, text: str, *, by: int, at: datetime) -> AnswerTemplate:
    """Add a template that officers and handlers may begin with."""
    made = AnswerTemplate(name=_name(session, name, None), text=_text(text))
    session.add(made)
    session.flush()
    trail.note(session, by, "answer-template.added", f"answer-template:{made.id}", {"name": made.name}, at=at)
    return made


def change(
    session: Session, template: AnswerTemplate, name: str, text: str, *, by: int, at: datetime
) -> None:
    """Rename or rewrite a template; answers that began with it stay."""
    template.name, template.text = _name(session, name, template.id), _text(text)
    session.flush()
    subject = f"answer-template:{template.id}"
    trail.note(session, by, "answer-template.changed", subject, {"name": template.name}, at=at)


def retire(session: Session, template: AnswerTemplate, *, back: bool, by: int, at: datetime) -> None:
    """Offer a template no more, or again."""
    template.retired_at = None if back else at
    session.flush()
    act = "answer-template.back" if back else "answer-template.retired"
    trail.note(session, by, act, f"answer-template:{template.id}", at=at)


def _name(session: Session, name: str, own_id: int | None) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput(NO_NAME, "template.no-name", "nama")
    if len(clean) > LONGEST_NAME:
        raise InvalidInput(LONG_NAME, "template.long-name", "nama", longest=LONGEST_NAME)
    same = select(AnswerTemplate.id).where(
        func.lower(AnswerTemplate.name) == clean.lower(), AnswerTemplate.id != (own_id or 0)
    )
    if session.scalar(same.limit(1)) is not None:
        raise Conflict(TAKEN, "template.taken", name=clean)
    return clean


def _text(text: str) -> str:
    clean = text.replace("\r\n", "\n").strip()
    if not SHORTEST_TEXT <= len(clean) <= LONGEST_TEXT:
        raise InvalidInput(
            BAD_TEXT, "template.text", "isi", count=len(clean), least=SHORTEST_TEXT, most=LONGEST_TEXT
        )
    return clean
