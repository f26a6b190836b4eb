"""Plain builders: a content folder made of the texts an author writes."""

from pathlib import Path

from lms.content import reader
from lms.content.reader import Library

COURSE = """---
title: Dasar-dasar SPBE
field: e-government
competencies: [spbe/1]
trainers: ["Dr. Rahma, M.Si."]
exam: dasar/ujian
---
Untuk semua pegawai.
"""
MODULE = """---
title: Konsep
jp: 2
outcomes:
  - Menjelaskan prinsip
---
## Apa itu SPBE

Sistem pemerintahan.
"""
QUIZ = """---
title: Ujian
kind: exam
pass: 70
---
# Konsep

## Jumlah prinsip {#jml points=2}
Berapa prinsip SPBE?
- ( ) Lima
  > Lima adalah unsur SPIP.
- (x) Tujuh
> Perpres 95/2018.
"""
FILES = {
    "courses/dasar/course.md": COURSE,
    "courses/dasar/01-konsep.md": MODULE,
    "quizzes/dasar/ujian.md": QUIZ,
}


def a_shelf(root: Path, files: dict[str, str | bytes] | None = None, **changed: str) -> Path:
    """Write the three files above, or those given, plus `changed` ones named by course, module or quiz."""
    names = {
        "course": "courses/dasar/course.md",
        "module": "courses/dasar/01-konsep.md",
        "quiz": "quizzes/dasar/ujian.md",
    }
    texts = {**FILES, **(files or {}), **{names[name]: text for name, text in changed.items()}}
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def read(root: Path, files: dict[str, str | bytes] | None = None, **changed: str) -> Library:
    return reader.read(a_shelf(root, files, **changed))


def codes(library: Library) -> list[str]:
    return [finding.code for finding in library.findings]
