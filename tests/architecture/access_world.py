"""A small world in which every address of the site leads somewhere, and who walks through it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from build import NINE, a_person, a_role, a_unit
from catalogue_builders import SLUG, a_folder, published
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Attempt
from lms.catalogue import contents, courses, releases
from lms.catalogue.models import Asset, Content
from lms.certification import certificates
from lms.certification.badges import places
from lms.certification.bundles import downloads
from lms.certification.bundles.wishes import Wish
from lms.certification.models import Certificate
from lms.certification.register import corrections
from lms.certification.signing import keys, purposes
from lms.db.installation import Installation
from lms.events import CourseCompleted
from lms.learning import enrolments
from lms.learning.models import Enrolment
from lms.needs.models import LaterForm, LaterView, Need
from lms.people.models import Person, RosterUpload, Unit
from lms.studio import copies
from lms.studio.copies import Clash
from lms.voice.complaints import attachments, handling, reports
from lms.voice.complaints.attachments import Cleaned
from lms.voice.complaints.handling import Checked
from lms.voice.complaints.models import Complaint, Kind
from lms.voice.complaints.reports import Told
from lms.voice.models import ExtraKind, FollowUp
from lms.voice.satisfaction import extras, services
from lms.voice.satisfaction.counter import kiosk, tokens

QUIZ = f"{SLUG}/ujian"
ROSTER = b"NIP,Nama\n199001012015012002,Ani\n"


@dataclass(frozen=True, slots=True)
class World:
    """Who there is by the name of the part they play, and the values that addresses take."""

    people: dict[str, Person]
    values: dict[str, Any]


def make_world(installation: Installation) -> World:
    """Ani learns in one office; everybody else stands nearer or farther."""
    a_folder(installation.settings.content_root)
    purposes.create(installation.settings, purposes.Purpose.BADGES)
    places.secret(installation.settings)
    with installation.database.write() as session:
        city = a_unit(session, "Kota")
        near, far = a_unit(session, "BKPSDM", city), a_unit(session, "Kominfo", city)
        people = {
            "owner": a_person(session, "Ani", unit=near, email="ani@contoh.go.id"),
            "stranger": a_person(session, "Budi", unit=near),
            "trainer": a_person(session, "Citra", unit=far),
            "other trainer": a_person(session, "Dedi", unit=far),
            "hr": a_person(session, "Eka", unit=near),
            "far hr": a_person(session, "Fajar", unit=far),
            "admin": a_person(session, "Gita", unit=city),
        }
        offices = {"hr": near, "far hr": far}
        for name in ("trainer", "other trainer", "hr", "far hr", "admin"):
            a_role(session, people[name], name.split(" ")[-1], offices.get(name))
        release = published(session, installation)
        course = courses.by_slug(session, SLUG)
        courses.assign(session, course, people["trainer"].id, by=None, at=NINE)
        values = {"course": course.id, "release": release.id}
        asset = session.scalars(select(Asset)).first()
    with installation.database.write() as session:
        values |= _disputed(session, people)
    with installation.database.write() as session:
        values |= _belongings(session, installation, people, values)
    with installation.database.write() as session:
        values |= _asked(session, people["owner"].unit_id, installation.settings.secret_key)
    with installation.database.write() as session:
        values |= _complained(session, people)
    values |= {"sha256": asset.hash, "extension": "svg", "matter": "module"}
    return World(people, values | _addresses())


def _asked(session: Session, unit_id: int, secret: str) -> dict[str, Any]:
    """Let citizens judge a service of the office, in a period that is over; its counter's device is open."""
    service = services.add(session, unit_id, "Kartu Pegawai", at=NINE, by=None)
    days = date(2020, 1, 1), date(2020, 3, 31)
    period = services.begin(session, "Triwulan I 2020", *days, at=NINE, by=None)
    evidence = {
        "mean": 2.6,
        "low": 2.4,
        "high": 2.8,
        "n": 100,
        "counts": [10, 30, 50, 10],
        "rank": 1,
        "good": 3.06,
    }
    need = Need(unit_id=unit_id, period_id=period.id, source="skm/waktu", evidence=evidence, made_at=NINE)
    line = FollowUp(
        unit_id=unit_id, period_id=period.id, element="waktu", action="Loket ketiga", by_whom="Kepala Seksi",
        due_on=date(2020, 6, 30),
    )  # fmt: skip
    session.add_all([need, line])
    at = datetime.now(UTC)
    kiosk.open_until(session, service, at + timedelta(days=1), at=at, by=None)
    asked = extras.add(session, service, "Apakah tersedia kursi?", kind=ExtraKind.RATING, at=NINE, by=None)
    return {
        "question_id": asked.id,
        "door": kiosk.key(service, secret, at=at),
        "batch": tokens.make(session, service, period, 1, secret=secret, at=at, by=None),
        "part": 1,
        "unit_id": unit_id,
        "line_id": line.id,
        "service_id": service.id,
        "period_id": period.id,
        "code": service.code,
        "need_id": need.id,
    }


def _complained(session: Session, people: dict[str, Person]) -> dict[str, Any]:
    """Let a citizen complain of the office, with a document; Ani handles it."""
    unit_id, by = people["owner"].unit_id, people["admin"].id
    told = Told(Kind.COMPLAINT, "waktu", "Berkas saya belum selesai.", unit_id=unit_id, anonymous=True)
    filed = reports.file(session, told, once="tanda-acak-0000000001", at=NINE)
    complaint = session.get_one(Complaint, filed.complaint_id)
    attachments.keep(session, complaint, [Cleaned("bukti.pdf", "application/pdf", b"%PDF-1.7")])
    handling.verify(session, complaint, Checked("waktu", unit_id), by=by, at=NINE)
    handling.assign(session, complaint, people["owner"], by=by, at=NINE)
    (evidence,) = attachments.of(session, complaint)
    return {
        "secret": filed.secret, "complaint_id": complaint.id, "evidence_id": evidence.id, "act": "rencana",
    }  # fmt: skip


def _disputed(session: Session, people: dict[str, Person]) -> dict[str, Any]:
    """Let two write the same line of the course in the studio."""
    path = f"courses/{SLUG}/01-konsep.md"
    copy = copies.of(session, SLUG, trainer=None, at=NINE)
    file, text = copies.text(session, copy, path)
    for who, word in (("admin", "terbuka"), ("trainer", "lincah")):
        mine = text.replace("bersih", word)
        try:
            copies.save(session, copy, path, mine, base=file.version, by=people[who].id, at=NINE)
        except Clash as clash:
            return {"aside_id": clash.aside, "path": "assets/alur.svg"}
    raise AssertionError


def _belongings(
    session: Session, installation: Installation, people: dict[str, Person], ids: dict[str, int]
) -> dict[str, Any]:
    ani = people["owner"].id
    enrolments.enrol(session, ani, SLUG, at=NINE)
    edition = releases.at(session, ids["release"])
    attempt = attempts.start(
        session, ani, quiz=QUIZ, quiz_hash=edition.quizzes[QUIZ], course_id=ids["course"], at=NINE, seed=1,
        language="id",
    )  # fmt: skip
    done = CourseCompleted(
        at=NINE, learner_id=ani, course_id=ids["course"], release_id=ids["release"], began_at=NINE,
        percent=Fraction(100),
    )  # fmt: skip
    certificate = certificates.issue_if_due(session, done)
    asked = corrections.ask(session, ani, certificate.public_id, {"name": "Ani, S.T."}, "Ijazah", at=NINE)
    form = LaterForm(
        person_id=ani, course_id=ids["course"], view=LaterView.OWN, by_id=ani, due_on=date(2026, 6, 2)
    )
    session.add(form)
    session.get_one(Enrolment, (ani, ids["course"])).completed_at = NINE
    row = session.get_one(Certificate, certificate.id)
    row.sha256, row.size = installation.files.put(b"%PDF-1.7"), 8
    upload = RosterUpload(
        sha256=installation.files.put(ROSTER),
        name="pegawai.csv",
        by_id=people["hr"].id,
        created_at=datetime.now(UTC),
    )
    session.add(upload)
    session.flush()
    place = session.get_one(Unit, people["hr"].unit_id).path
    wish = Wish(NINE.date(), scope=place)
    frozen = downloads.freeze(session, installation.files, wish)
    taken = downloads.enter(
        session, installation.files, wish, frozen, by=people["hr"].id, at=datetime.now(UTC)
    )
    return _written(session, people["stranger"].id, ids["course"]) | {
        "download_id": taken.public_id,
        "attempt_id": attempt.id,
        "public_id": row.public_id,
        "kid": keys.create(installation.settings, at=NINE).public.kid,
        "request_id": asked.id,
        "form_id": form.id,
        "person_id": ani,
        "upload_id": upload.id,
    }


def _written(session: Session, learner_id: int, course_id: int) -> dict[str, Any]:
    """Hand in an answer that waits for a trainer."""
    question = {
        "format": 1, "kind": "essay", "prompt": "<p>Uraikan.</p>", "explanation": "",
        "body": {"words": None, "rubric": []},
    }  # fmt: skip
    quiz = contents.body(session, session.scalars(select(Attempt.quiz_hash)).first() or "")
    hash_, quiz_hash = "e" * 64, "f" * 64
    one = {"title": "", "draw": None, "questions": [{"id": "uraian", "hash": hash_, "points": "1"}]}
    session.add(Content(hash=hash_, kind="question", body=question))
    session.add(Content(hash=quiz_hash, kind="quiz", body={**quiz, "pools": [one]}))
    attempt = attempts.start(
        session, learner_id, quiz=QUIZ, quiz_hash=quiz_hash, course_id=course_id, at=NINE, seed=1,
        language="id",
    )  # fmt: skip
    form = {"answer": ["Karena."]}
    attempts.answer(session, learner_id, attempt.id, "uraian", form, sequence=1, at=NINE)
    attempts.submit(session, learner_id, attempt.id, at=NINE)
    return {"written_id": attempt.id, "question": "uraian"}


def _addresses() -> dict[str, Any]:
    return {
        "slug": SLUG,
        "key": QUIZ,
        "name": "01-konsep",
        "form": "csv",
        "version": "0",
        "target": "gift",
        "design": "standar",
        "case": "biasa",
    }
