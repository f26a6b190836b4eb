"""What is asked right after a course and three months later: keys and wording, scored 1 to 4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from lms.errors import Message

One = TypeVar("One")
SCORES = range(1, 5)
# Fewer answers are not shown: somebody would be recognised.
FEWEST = 5
OPTIONS = (
    Message("Tidak setuju", "Disagree"),
    Message("Kurang setuju", "Rather disagree"),
    Message("Setuju", "Agree"),
    Message("Sangat setuju", "Fully agree"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement: what is kept under `key`, and its words."""

    key: str
    words: Message


REACTION = (
    Asked(
        "berguna", Message("Kursus ini berguna bagi pekerjaan saya.", "This course is useful for my work.")
    ),
    Asked("jelas", Message("Penjelasannya mudah dipahami.", "It explains things clearly.")),
    Asked(
        "contoh",
        Message("Contohnya sesuai dengan keadaan di tempat kerja.", "Its examples fit my workplace."),
    ),
    Asked("rekan", Message("Saya menyarankannya kepada rekan.", "I would recommend it to a colleague.")),
)
OWN = (
    Asked("pakai", Message("Saya memakai yang saya pelajari.", "I use what I learned.")),
    Asked("hasil", Message("Hasil kerja saya menjadi lebih baik.", "My work has become better.")),
    Asked("warga", Message("Warga merasakan bedanya.", "Citizens notice the difference.")),
    Asked(
        "dukung", Message("Tempat kerja mendukung saya memakainya.", "My workplace supports me in using it.")
    ),
)
SUPERVISOR = (
    Asked("pakai", Message("Ia memakai yang dipelajarinya.", "He or she uses what was learned.")),
    Asked("hasil", Message("Hasil kerjanya menjadi lebih baik.", "His or her work has become better.")),
    Asked("warga", Message("Warga merasakan bedanya.", "Citizens notice the difference.")),
    Asked("dukung", Message("Saya memberinya kesempatan memakainya.", "I give him or her room to use it.")),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many answers are summed up, and the mean of each statement by key; no means below five answers."""

    n: int
    means: Mapping[str, Fraction]


def read(asked: Sequence[Asked], given: Mapping[str, str]) -> dict[str, int] | None:
    """Return the scores of a form, or None unless every statement has one from 1 to 4."""
    allowed = {str(score): score for score in SCORES}
    scores = {one.key: allowed.get(given.get(one.key, "")) for one in asked}
    found = {key: score for key, score in scores.items() if score is not None}
    return found if len(found) == len(asked) else None


def full(answers: Sequence[One]) -> Sequence[One]:
    """Leave out what came after the last full five: one more answer must not show what it was."""
    return answers[: len(answers) - len(answers) % FEWEST]


def summed(asked: Sequence[Asked], answers: Sequence[Mapping[str, int]]) -> Summary:
    """Sum up answers in the order they were first given, by fives; below five only their number."""
    rows = full(answers)
    if not rows:
        return Summary(len(answers), {})
    return Summary(
        len(rows), {one.key: Fraction(sum(row[one.key] for row in rows), len(rows)) for one in asked}
    )


def latest(texts: Sequence[str]) -> list[str]:
    """Return the last full five in the alphabet's order, so that no place tells who wrote last."""
    return sorted(full(texts)[-FEWEST:], key=str.casefold)
