"""Five demo people, and a small district around them, so that every page has something to show."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.catalogue import courses
from lms.db.installation import Installation
from lms.errors import Message
from lms.needs import mapping, training_needs
from lms.needs.models import Need, NeedState
from lms.people import identities, persons, roles, sign_in, units
from lms.people.models import Identity, Person, RoleName
from lms.people.persons import Details

FILE = "demo.json"
AGENCY = "Kecamatan Plaju"
HR_UNIT = "BKPSDM Kota Palembang"
DESK_UNIT = "Dinas Komunikasi dan Informatika"
# Of the newest needs so many are looked through for one that a course answers.
MOST_LOOKED_AT, DUE_DAYS = 50, 45
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

LEARNER = Message("Peserta (ASN)", "Learner (ASN)")
TRAINER = Message("Pengajar", "Trainer")
HR = Message("Pengelola kepegawaian", "HR officer")
DESK = Message("Petugas meja warga", "Citizens’ desk")
ADMIN = Message("Admin", "Administrator")


@dataclass(frozen=True, slots=True)
class LogIn:
    """What to type on the sign-in page."""

    role: Message
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the five: what is known of him or her, the sign-in name, the right."""

    label: Message
    number: str
    details: Callable[[int], Details]
    unit: str
    right: RoleName | None = None


PEOPLE = (
    DemoPerson(
        LEARNER,
        "199003122015032001",
        lambda unit: Details(
            "Nurʼaini Daulay",
            EmployeeKind.PNS,
            back_title="S.Sos.",
            rank="III/b",
            position="Pelaksana Pelayanan Umum",
            unit_id=unit,
            email="nuraini@contoh.id",
        ),
        f"{AGENCY} > Seksi Pelayanan Umum",
    ),
    DemoPerson(
        TRAINER,
        "197805212003122004",
        lambda unit: Details(
            "Rahma Kartika",
            EmployeeKind.PNS,
            front_title="Dr.",
            back_title="M.Si.",
            rank="IV/a",
            position="Widyaiswara Ahli Madya",
            unit_id=unit,
            email="rahma@contoh.id",
        ),
        HR_UNIT,
        RoleName.TRAINER,
    ),
    DemoPerson(
        HR,
        "198502172009041002",
        lambda unit: Details(
            "Ahmad Ma'ruf",
            EmployeeKind.PNS,
            back_title="S.STP., M.AP.",
            rank="III/d",
            position="Analis Sumber Daya Manusia Aparatur Ahli Muda",
            unit_id=unit,
            email="ahmad@contoh.id",
        ),
        HR_UNIT,
        RoleName.HR,
    ),
    DemoPerson(
        DESK,
        "199107232019032005",
        lambda unit: Details(
            "Maya Puspita",
            EmployeeKind.PNS,
            back_title="S.I.Kom.",
            rank="III/a",
            position="Pranata Hubungan Masyarakat Ahli Pertama",
            unit_id=unit,
            email="maya@contoh.id",
        ),
        DESK_UNIT,
        RoleName.DESK,
    ),
    DemoPerson(
        ADMIN,
        "admin",
        lambda unit: Details(
            "Sari Wulandari", EmployeeKind.NON_ASN, position="Pranata Komputer", unit_id=unit
        ),
        HR_UNIT,
        RoleName.ADMIN,
    ),
)
COLLEAGUES = (
    ("Budi Santoso", "198806102014021003", EmployeeKind.PNS, "II/d", "Pengadministrasi Umum"),
    ("Citra Lestari", "199201152023212012", EmployeeKind.PPPK, "IX", "Penyuluh Sosial Ahli Pertama"),
    ("Dewi Anggraini", "199611082025242014", EmployeeKind.PPPK_PW, "V", "Operator Layanan Operasional"),
    ("Eko Prasetyo", "198012312006041007", EmployeeKind.PNS, "III/c", "Kepala Seksi Pemerintahan"),
)


def load(installation: Installation, path: Path) -> list[LogIn]:
    """Make who is missing, keep everybody's password in `path`; again it only reads it."""
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    missing = [person for person in PEOPLE if person.number not in kept]
    if missing:
        kept |= {person.number: _password() for person in missing}
        with installation.database.write() as session:
            at = datetime.now(UTC)
            for person in missing:
                _make(session, person, kept[person.number], at)
            _make_colleagues(session, at)
            _assign_courses(session, at)
            if PEOPLE[0] in missing:
                _recommend(session, at)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return [LogIn(person.label, person.number, kept[person.number]) for person in PEOPLE]


def _make(session: Session, demo: DemoPerson, password: str, at: datetime) -> None:
    unit = units.find_or_make(session, demo.unit, at=at, by=None)
    person = _known(session, demo.number)
    if person is None:
        person = persons.create(session, demo.details(unit.id), number=demo.number, at=at, by=None)
    sign_in.set_password(session, person, password, at=at, by=None)
    if demo.right is not None:
        roles.grant(session, person.id, demo.right, unit_id=None, at=at, by=None)


def _make_colleagues(session: Session, at: datetime) -> None:
    unit = units.find_or_make(session, f"{AGENCY} > Kelurahan Plaju Ulu", at=at, by=None)
    for name, number, kind, rank, position in COLLEAGUES:
        if _known(session, number) is None:
            details = Details(name, kind, rank=rank, position=position, unit_id=unit.id)
            persons.create(session, details, number=number, at=at, by=None)


def _assign_courses(session: Session, at: datetime) -> None:
    """Give the trainer every course that is published; assigning again changes nothing."""
    trainer = _known(session, PEOPLE[1].number)
    if trainer is not None:
        for course in courses.every(session):
            courses.assign(session, course, trainer.id, by=None, at=at)


def _recommend(session: Session, at: datetime) -> None:
    """Where a year of citizens was laid, place the learner where they ask for something; HR answers it."""
    learner, officer = _known(session, PEOPLE[0].number), _known(session, PEOPLE[2].number)
    proposed = select(Need).where(Need.state == NeedState.PROPOSED).order_by(Need.period_id.desc(), Need.id)
    needs = session.scalars(proposed.limit(MOST_LOOKED_AT)).all()
    lines = mapping.lines(session, {one.source for one in needs}) if needs else {}
    need = next((one for one in needs if lines[one.source].courses), None)
    if learner is None or officer is None or need is None:
        return
    persons.change(session, learner, PEOPLE[0].details(need.unit_id), at=at, by=None)
    today = persons.local_day(session, at)
    training_needs.accept(
        session,
        need,
        [one.slug for one in lines[need.source].courses],
        today + timedelta(days=DUE_DAYS),
        today=today,
        at=at,
        by=officer.id,
    )


def _known(session: Session, number: str) -> Person | None:
    return session.scalars(
        select(Person).join(Identity).where(Identity.value == number, identities.current())
    ).one_or_none()


def _password() -> str:
    """Return four groups of four letters that are easy to type: 79 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
