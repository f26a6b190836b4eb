"""A course without Markdown, the event of its completion, a snapshot that a design can print."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from build import NINE
from sqlalchemy.orm import Session

from lms.catalogue.models import Course, Release
from lms.content import canonical
from lms.events import CourseCompleted
from lms.people.models import Person

# Editions are kept in memory by their id for the life of the process, so no id comes twice.
EDITIONS = count(3_000_001)
MODULES = (
    "Konsep dan prinsip SPBE",
    "Tata kelola dan kebijakan SPBE",
    "Manajemen layanan digital",
    "Evaluasi dan indeks SPBE",
)
LONG_NAME = (
    "Prof. Dr. Ir. H. Muhammad Ar-Raniry Syamsuddin Prawirakusumah, S.T., M.T., Ph.D., IPU, ASEAN Eng."
)
LONG_TITLE = (
    "Penyusunan Arsitektur dan Peta Rencana Sistem Pemerintahan Berbasis Elektronik bagi Perangkat Daerah"
    " Kota Besar"
)


def a_release(session: Session, slug: str = "dasar-spbe", *, kind: str = "course", jp: str = "2") -> Release:
    """Publish a course of four modules of `jp` each."""
    total = Decimal(jp) * len(MODULES)
    course = Course(
        slug=slug, title="Dasar-dasar SPBE", sort_title=slug, field="e-government", kind=kind, jp=total,
        modules=len(MODULES),
    )  # fmt: skip
    session.add(course)
    session.flush()
    manifest = {
        "slug": slug, "title": course.title, "field": course.field, "kind": kind, "level": 1,
        "jp": str(total),
        "minutes": 360, "intro": "", "language": "id", "competencies": ["spbe/1"], "trainers": [],
        "requires": [], "addresses": [], "certificate": "standar", "exam": None, "valid": None, "assets": [],
        "modules": [
            {"name": f"0{n}", "title": title, "jp": jp, "minutes": 90, "quiz": None, "hash": "0" * 64}
            for n, title in enumerate(MODULES)
        ],
        "quizzes": {},
    }  # fmt: skip
    release = Release(
        id=next(EDITIONS), course_id=course.id, number=1, hash=canonical.digest(manifest), manifest=manifest,
        published_at=NINE,
    )  # fmt: skip
    session.add(release)
    session.flush()
    return release


def completion(person: Person, release: Release, at: datetime = NINE, *, days: int = 14) -> CourseCompleted:
    return CourseCompleted(
        at=at,
        learner_id=person.id,
        course_id=release.course_id,
        release_id=release.id,
        began_at=at - timedelta(days=days),
        percent=Fraction(250, 3),
    )


def a_snapshot(**values: Any) -> dict[str, Any]:
    return {
        "language": "id",
        "name": "Ani",
        "identity_label": "NIP",
        "identity_value": "199001012015012001",
        "rank": "Penata (III/c)",
        "position": "Pranata Komputer Ahli Muda",
        "unit": "Bidang Aplikasi Informatika",
        "agency": "Dinas Komunikasi dan Informatika",
        "course_title": "Dasar-dasar SPBE",
        "competencies": ["spbe/1", "pelayanan-publik/2"],
        "modules": [{"title": title, "jp": "2"} for title in MODULES],
        "jp": "8",
        "percent": "250/3",
        "government": "Pemerintah Kota Palembang",
        "organiser": "BKPSDM Kota Palembang",
        "place": "Palembang",
        "signatories": [
            {
                "name": "Drs. H. Contoh Penandatangan, M.Si.",
                "position": "Kepala BKPSDM Kota Palembang",
                "rank": "Pembina Utama Muda",
                "identity": "",
            }
        ],
        **values,
    }
