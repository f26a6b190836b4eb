"""What `lms check --stats` tells of each module: its length, and how hard it is to read."""

from collections.abc import Iterable
from pathlib import Path

from lms.content.checks.cards import CourseCard
from lms.errors import Message

HEAD = Message(
    "Modul: kata, menit baca, JP, kata per kalimat, % kata panjang, indeks LIX",
    "Module: words, minutes, JP, words a sentence, % long words, LIX",
)


def rows(courses: Iterable[CourseCard], root: Path = Path()) -> list[dict[str, str | int | float]]:
    """Return one row a module, for programs and for the table."""
    return [
        {
            "path": (root / module.path).as_posix(),
            "words": module.words,
            "minutes": module.minutes,
            "jp": str(module.jp),
            "sentence": round(module.measure.words / max(1, module.measure.sentences), 1),
            "long": round(100 * module.measure.long / max(1, module.measure.words)),
            "lix": module.measure.lix,
        }
        for course in courses
        for module in course.modules
    ]


def table(courses: Iterable[CourseCard], lang: str, root: Path = Path()) -> str:
    """Return the rows as people read them, ending in a line feed."""
    found = rows(courses, root)
    width = max((len(str(row["path"])) for row in found), default=0)
    lines = [HEAD.text(lang)]
    lines += [
        f"{row['path']:<{width}} {row['words']:>6} {row['minutes']:>4} {row['jp']:>5}"
        f" {row['sentence']:>6} {row['long']:>4} {row['lix']:>4}"
        for row in found
    ]
    return "\n".join(lines) + "\n"
