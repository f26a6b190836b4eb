"""Tables of the certificate register: a snapshot of the person and the course, numbers never used twice."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import CreditHours, Instant, Json, RowId

OPEN_ONLY = text("state = 'open'")


class CertificateState(StrEnum):
    """How a certificate stands by what was decided about it; that it ran out is told by its date."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


class Reason(StrEnum):
    """Why a certificate is revoked; anybody who verifies it sees the class, nobody the text."""

    MISTAKE = "mistake"
    MISCONDUCT = "misconduct"
    REGRADE = "regrade"
    WRONG_PERSON = "wrong-person"
    OTHER = "other"


class ActKind(StrEnum):
    """What can be done to a certificate after it was issued."""

    REVOKED = "revoked"
    REINSTATED = "reinstated"
    SUPERSEDED = "superseded"


class Mark(StrEnum):
    """Which signature a certificate bears, and so what it may say of itself; settled on the day of issue."""

    NONE = "none"
    OWN = "own"
    BSRE = "bsre"


class Certificate(Base):
    """What was certified, as it was on that day; the PDF's bytes are in the file store under `sha256`.

    `public_id` (128 random bits, hex) is for machines and QR codes, `number` for people. `revision` counts a
    learner's certificates of a course: corrected ones, and those of completing it again.
    `snapshot` holds name, identity, rank, position, unit, course title, modules, signatories (snapshots.py).

    `claim` is the signed text of the second QR code (rules/claim.py); `mark` and `signer` tell who signs and
    signed the file (a key's id, or the subject of BSrE's certificate), `plain_sha256` is the file before a
    foreign signature; `pack_sha256` and `credential_sha256` name evidence and badge in the file store.

    .. pii: snapshot; an archive, kept as the law asks (UU 43/2009)
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("learner_id", "course_id", "revision"),
        UniqueConstraint("year", "sequence"),
        Index("ix_certificate_sha256", "sha256"),
        # All that HR filters, counts and weighs by: an answer without a look at the wide rows.
        Index(
            "ix_certificate_completed",
            "completed_on",
            "id",
            "learner_id",
            "course_id",
            "state",
            "expires_on",
            "size",
        ),
        Index("ix_certificate_course", "course_id", "completed_on", "id"),
        Index("ix_certificate_rendered", "rendered_at"),
        Index("ix_certificate_mark", "mark", "signed_at", "id"),
        Index("ix_certificate_expires", "expires_on", "id"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    number: Mapped[str] = mapped_column(String(120), unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    revision: Mapped[int] = mapped_column(default=1)
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"))
    state: Mapped[CertificateState] = mapped_column(String(12), default=CertificateState.VALID)
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json)
    design: Mapped[str] = mapped_column(String(60))
    jp: Mapped[Decimal] = mapped_column(CreditHours)
    began_on: Mapped[date]
    completed_on: Mapped[date]
    expires_on: Mapped[date | None]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    rendered_at: Mapped[datetime | None] = mapped_column(Instant)
    claim: Mapped[str | None] = mapped_column(String(1000))
    mark: Mapped[Mark] = mapped_column(String(8), default=Mark.NONE)
    signer: Mapped[str | None] = mapped_column(String(300))
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    plain_sha256: Mapped[str | None] = mapped_column(String(64))
    pack_sha256: Mapped[str | None] = mapped_column(String(64))
    credential_sha256: Mapped[str | None] = mapped_column(String(64))


class CertificateAct(Base):
    """One decision about a certificate, append-only: `text` is for the file, `successor_id` the new revision.

    .. pii: by_id, text; part of the register
    """

    __tablename__ = "certificate_act"
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[ActKind] = mapped_column(String(12))
    reason: Mapped[Reason | None] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))


class CorrectionState(StrEnum):
    """How a learner's request stands."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"


class CorrectionRequest(Base):
    """A learner's request to have the name, title or rank on a certificate mended; HR decides.

    .. pii: wanted, text, answer, decided_by_id; part of the register
    """

    __tablename__ = "correction_request"
    __table_args__ = (
        Index("ix_correction_request_state", "state", "id"),
        Index(
            "uq_correction_request_open",
            "certificate_id",
            unique=True,
            sqlite_where=OPEN_ONLY,
            postgresql_where=OPEN_ONLY,
        ),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    wanted: Mapped[dict[str, Any]] = mapped_column(Json)
    text: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[CorrectionState] = mapped_column(String(12), default=CorrectionState.OPEN)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str] = mapped_column(String(1000), default="")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))


class SigningTry(Base):
    """How often a foreign signature was asked for in vain, and what was said; gone once it is signed.

    .. no_pii
    """

    __tablename__ = "signing_try"
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime] = mapped_column(Instant)


class CertificateDownload(Base):
    """A ZIP that HR asked for: its list is frozen in the file store, so that it can be resumed to the byte.

    .. pii: by_id, wish; a record of who took personal data away
    """

    __tablename__ = "certificate_download"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    wish: Mapped[dict[str, Any]] = mapped_column(Json)
    list_sha256: Mapped[str] = mapped_column(String(64))
    count: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)


class CertificateLook(Base):
    """How certificates look from `used_at` on, as people chose it (rules/looks.py); none yet: a draft.

    .. pii: look (names of signatories), by_id; part of the register
    """

    __tablename__ = "certificate_look"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    look: Mapped[dict[str, Any]] = mapped_column(Json)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class NumberSequence(Base):
    """The last certificate number given in a year; its row is locked while one is given.

    .. no_pii
    """

    __tablename__ = "number_sequence"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)
