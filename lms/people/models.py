"""Tables of people: persons, their identities over time, units as a tree, roles, first sign-in."""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.asn.kinds import EmployeeKind
from lms.db.base import Base
from lms.db.types import Instant, Points, RowId

# Byte order on both databases: a prefix of a path is one range of an index, pages go on where they ended.
PATH = String(400).with_variant(String(400, collation="C"), "postgresql")
SORTED = String(200).with_variant(String(200, collation="C"), "postgresql")


class RoleName(StrEnum):
    """What a person may do beyond learning, which everybody may."""

    TRAINER = "trainer"
    HR = "hr"
    ADMIN = "admin"
    # Answers the citizens: the survey of services and the complaints desk.
    DESK = "desk"


class IdentityKind(StrEnum):
    NIP = "nip"
    NI_PPPK = "ni_pppk"
    LOGIN = "login"


class Unit(Base):
    """A node in the government's tree: agency, section, school, clinic.

    `path` is `/1/7/23/`: the ids from the root down to this unit, so that a unit and all below it
    are one range of an index.

    .. no_pii
    """

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(PATH, index=True)
    name: Mapped[str] = mapped_column(String(200))


class Person(Base):
    """Anybody with an account. The row's id is the lasting key: numbers and names change, it does not.

    .. pii: name, titles, e-mail, rank, position, unit; kept with the training record
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_unit_name", "unit_id", "sort_name", "id"),
        Index("ix_person_name", "sort_name", "id"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(SORTED)
    front_title: Mapped[str] = mapped_column(String(100), default="")
    back_title: Mapped[str] = mapped_column(String(150), default="")
    kind: Mapped[EmployeeKind] = mapped_column(String(10))
    rank: Mapped[str | None] = mapped_column(String(10))
    position: Mapped[str] = mapped_column(String(200), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    email: Mapped[str | None] = mapped_column(String(200), unique=True)
    bkn_person_id: Mapped[str | None] = mapped_column(String(64), index=True)
    language: Mapped[str | None] = mapped_column(String(2))
    time_factor: Mapped[Fraction] = mapped_column(Points, default=Fraction(1))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    session_epoch: Mapped[str] = mapped_column(String(32), default="")
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def full_name(self) -> str:
        """Name with titles: `Dr. Ir. H. Ahmad Ma'ruf, S.T., M.Si.`."""
        front = f"{self.front_title} " if self.front_title else ""
        back = f", {self.back_title}" if self.back_title else ""
        return f"{front}{self.name}{back}"


class Identity(Base):
    """A number or name one signs in with, and from when to when it was this person's.

    NI PPPK changes with the agency (domain.md §1.2), so numbers are history, not columns of a person.

    .. pii: value (a NIP holds birth date and sex); kept with the training record
    """

    __tablename__ = "identity"
    __table_args__ = (
        Index(
            "uq_identity_current",
            "value",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        Index("ix_identity_value", "value"),
        Index("ix_identity_person", "person_id"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[IdentityKind] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Role(Base):
    """A right beyond learning; `unit_id` limits HR and the desk to a unit and below, None is everywhere.

    .. pii: person_id; kept while the role lasts, the audit trail keeps its history
    """

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint("name IN ('trainer', 'hr', 'admin', 'desk')", name="known"),
        Index("ix_role_person", "person_id"),
        UniqueConstraint("person_id", "name"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[RoleName] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class Activation(Base):
    """A one-time code that HR hands out for the first sign-in; only its hash is kept.

    .. pii: person_id; deleted a year after its end
    """

    __tablename__ = "activation"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[int | None] = mapped_column(RowId)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class RosterUpload(Base):
    """A roster that was read and shown and is not applied yet; its bytes lie in the file store for a day.

    .. pii: the file holds names and numbers; deleted when applied, or after a day
    """

    __tablename__ = "roster_upload"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
