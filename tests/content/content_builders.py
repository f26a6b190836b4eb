"""Plain builders: a content folder made of the texts an author writes."""

import re
from pathlib import Path
from typing import Any

from lms.content import reader
from lms.content.findings import Finding, Findings
from lms.content.markdown import renderer
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Document, Setting
from lms.content.reader import Library
from lms.content.source import Source

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

Sistem pemerintahan.FILLER
""".replace("FILLER", " Kata isi." * 100)
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


AN_ASSET = "ab" * 32


def document(
    text: str,
    language: str = "id",
    assets: dict[str, str] | None = None,
    modules: tuple[str, ...] = (),
    module: str = "01-a",
) -> tuple[Document, list[Finding]]:
    source, findings = Source.of("x.md", text), Findings("x.md")
    known = {path: Asset(path, AN_ASSET, kind, 1, Path(path)) for path, kind in (assets or {}).items()}
    setting = Setting(source, findings, language, known, modules, module)
    return renderer.render(setting, source.text, 1), findings.found


def bare(text: str) -> str:
    """Return what `lms render` prints for a text."""
    source = Source.of("x.md", text)
    return renderer.bare(Setting(source, Findings("x.md")), source.text, 1).html


def html(text: str, **setting: Any) -> str:
    """Return the HTML with its white space folded, which no reader sees."""
    shown = " ".join(document(text, **setting)[0].html.split())
    return re.sub(
        r"\s*(</?(?:p|ul|ol|li|dl|dt|dd|div|t\w+|h[1-6r]|aside|blockquote|details|summary|figure|section)\b[^>]*>)\s*",
        r"\1",
        shown,
    )


def problems(text: str, **setting: Any) -> list[tuple[int, str]]:
    return [(one.line, one.code) for one in document(text, **setting)[1]]
