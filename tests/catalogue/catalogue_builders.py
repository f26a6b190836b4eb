"""A small shelf on disk, written as a trainer would, and courses straight into the catalogue."""

from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Any

from build import NINE
from sqlalchemy.orm import Session

from lms.catalogue import drafts, search
from lms.catalogue.models import Course, Release
from lms.content import reader
from lms.db.installation import Installation

SLUG = "dasar-spbe"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>Alur</title><path d="M0 0h8"/></svg>'
)


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return file


def a_folder(root: Path, slug: str = SLUG, title: str = "Dasar-dasar SPBE") -> Path:
    """Write a clean course of two modules, a drawing and a quiz of two questions."""
    write(
        root,
        f"courses/{slug}/course.md",
        f"""
        ---
        title: {title}
        field: e-government
        kind: course
        level: 1
        competencies: [spbe/1]
        trainers: ["Dr. Rahma, M.Si."]
        certificate: standar
        exam: {slug}/ujian
        ---
        Bagi ASN yang melayani perizinan di loket dan ingin memahami layanan elektronik.
        """,
    )
    write(
        root,
        f"courses/{slug}/01-konsep.md",
        """
        ---
        title: Konsep dan prinsip
        jp: 1
        outcomes:
          - Menjelaskan tujuan SPBE
        ---
        ## Tujuan

        SPBE mewujudkan tata kelola yang bersih.

        ![Alur perizinan dari loket sampai izin terbit](assets/alur.svg)
        """,
    )
    write(root, f"courses/{slug}/assets/alur.svg", DRAWING)
    write(
        root,
        f"courses/{slug}/02-layanan.md",
        """
        ---
        title: Layanan
        jp: 1
        outcomes:
          - Menyebut jenis layanan
        ---
        ## Jenis layanan

        Layanan administrasi dan layanan publik.
        """,
    )
    a_quiz(root, f"{slug}/ujian")
    (root / "certificates/standar").mkdir(parents=True, exist_ok=True)
    return root / "courses" / slug


def a_quiz(root: Path, key: str, right: str = "Tujuh") -> Path:
    marks = {name: "x" if name == right else " " for name in ("Lima", "Tujuh")}
    return write(
        root,
        f"quizzes/{key}.md",
        f"""
        ---
        title: Ujian akhir
        kind: exam
        pass: 70
        attempts: 3
        ---

        # Konsep

        ## Jumlah prinsip {{#jml-prinsip}}
        Berapa prinsip SPBE menurut Perpres 95/2018?
        - ({marks["Lima"]}) Lima
        - ({marks["Tujuh"]}) Tujuh

        ## Dasar hukum {{#dasar-hukum}}
        Peraturan presiden nomor berapa yang mengatur SPBE?
        = 95
        """,
    )


def published(session: Session, installation: Installation, slug: str = SLUG, **values: Any) -> Release:
    """Publish one course of the installation's shelf."""
    root = installation.settings.content_root
    values = {"by": None, "at": NINE, **values}
    return drafts.of_library(session, reader.read(root), slug, installation.files, **values)


def a_listed(session: Session, slug: str, title: str, text: str = "", **values: Any) -> Course:
    """Put a course on the catalogue that has a row and nothing else."""
    values = {"field": "e-government", "kind": "course", "jp": Decimal(2), "release_id": 1, **values}
    course = Course(
        slug=slug,
        title=title,
        sort_title=title.casefold(),
        title_stems=search.stems([title]),
        stems=search.stems([title, text]),
        **values,
    )
    session.add(course)
    session.flush()
    return course
