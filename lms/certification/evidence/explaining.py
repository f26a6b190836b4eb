"""Explain a certificate: make the decision again from its pack, compare with the register and with now."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt
from lms.certification.evidence import packs
from lms.certification.models import Certificate
from lms.certification.rules import evidence
from lms.certification.rules.evidence import Check, Line
from lms.errors import InvalidInput, Message

UNREADABLE = Message(
    "Berkas bukti ini tidak terbaca: {reason}.",
    "This evidence cannot be read: {reason}.",
    "Berkas bukti berformat 1 dan dibuat oleh Ampera; ambil lagi dari halaman sertifikatnya.",
    "Evidence has format 1 and is made by Ampera; take it again from the certificate's page.",
)
# A number so written in a pack that was handed in can have a thousand million digits; we write none so.
EXPONENT = re.compile(r"\s*[-+]?\.?\d[\d._]*e[-+]?[\d_]{3,60}\s*", re.IGNORECASE)
CHECKS: Mapping[Check, Message] = {
    Check.RELEASE: Message("Isi terbitan kursus", "Content of the course's edition"),
    Check.QUIZ: Message("Isi dan aturan kuis", "Content and rules of the quiz"),
    Check.PAPER: Message("Soal yang dibagikan", "Questions that were dealt"),
    Check.RULES: Message("Batas lulus dan nilai yang dihitung", "Pass mark, and which attempt counts"),
    Check.MARK: Message("Nilai percobaan", "Mark of the attempt"),
    Check.TOLD: Message("Nilai saat diberikan", "Mark when it was given"),
    Check.COUNTS: Message("Nilai kuis yang dihitung", "Mark that counts in the quiz"),
    Check.MODULE: Message("Modul selesai", "Module done"),
    Check.EXAM: Message("Ujian lulus", "Exam passed"),
    Check.RESULT: Message("Hasil di sertifikat", "Result on the certificate"),
    Check.COMPLETE: Message("Semua syarat terpenuhi", "Every requirement met"),
    Check.COMPLETED_AT: Message("Saat kursus selesai", "Moment of completion"),
    Check.BEGAN_ON: Message("Tanggal mulai", "Day of beginning"),
    Check.COMPLETED_ON: Message("Tanggal selesai", "Day of completion"),
    Check.EXPIRES_ON: Message("Akhir masa berlaku", "Last day on which it holds"),
    Check.HOURS: Message("Jam pelajaran", "Credit hours"),
}


@dataclass(frozen=True, slots=True)
class Drift:
    """An attempt that has another mark now than in the pack; `after` is empty where it is gone."""

    quiz: str
    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A pack with what became of it.

    `lines` make the decision again from the pack alone. `kept` tells that these bytes are the ones that the
    register names, `register` the fields in which the register says something else; `since` is no fault.
    """

    pack: Mapping[str, Any]
    lines: tuple[Line, ...]
    kept: bool
    register: tuple[str, ...]
    since: tuple[Drift, ...]

    @property
    def follows(self) -> bool:
        """Whether the certificate follows from the pack alone."""
        return all(line.equal for line in self.lines)

    @property
    def equal(self) -> bool:
        return self.follows and self.kept and not self.register


def explain(session: Session, certificate: Certificate, data: bytes) -> Explanation:
    """Explain a certificate by the bytes of a pack; raises `InvalidInput` where they are none."""
    pack = read(data)
    lines = _weighed(pack)
    own, given = packs.certified(certificate), pack["certificate"]
    return Explanation(
        pack=pack,
        lines=tuple(lines),
        kept=hashlib.sha256(data).hexdigest() == certificate.pack_sha256,
        register=tuple(name for name in own if own[name] != given.get(name)),
        since=tuple(_since(session, certificate, pack)),
    )


def read(data: bytes) -> Mapping[str, Any]:
    """Read a pack; what is in it is not judged."""
    try:
        pack = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _unreadable(str(error)) from error
    if not isinstance(pack, dict) or pack.get("format") != packs.FORMAT:
        raise _unreadable("format")
    if any(EXPONENT.fullmatch(text) for text in _texts(pack)):
        raise _unreadable("1e…")
    return pack


def _texts(pack: object) -> Iterator[str]:
    left = [pack]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            left += one.values() if isinstance(one, dict) else one


def _weighed(pack: Mapping[str, Any]) -> list[Line]:
    try:
        return evidence.weigh(pack, ZoneInfo(pack["zone"]))
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise _unreadable(repr(error)) from error


def _since(session: Session, certificate: Certificate, pack: Mapping[str, Any]) -> Iterator[Drift]:
    """Yield what regrades, and erasure, did to the attempts since the pack was taken."""
    rows = select(Attempt.quiz, Attempt.number, Attempt.percent).where(
        Attempt.learner_id == certificate.learner_id, Attempt.quiz.in_(list(pack["quizzes"]))
    )
    now = {(row.quiz, row.number): str(row.percent) for row in session.execute(rows)}
    for key, quiz in pack["quizzes"].items():
        for attempt in quiz["attempts"]:
            before, after = str(attempt["percent"]), now.get((key, attempt["number"]), "")
            if before != after:
                yield Drift(key, attempt["number"], before, after)


def _unreadable(reason: str) -> InvalidInput:
    return InvalidInput(UNREADABLE, "evidence.unreadable", "pack", reason=reason)
