"""Competencies of civil servants: dated lists, so that a new regulation is a new entry, not an edit."""

from dataclasses import dataclass
from enum import StrEnum

LEVELS = range(1, 6)


class Field(StrEnum):
    TECHNICAL = "technical"
    MANAGERIAL = "managerial"
    SOCIAL_CULTURAL = "social-cultural"


@dataclass(frozen=True, slots=True)
class Competency:
    """One named competency; technical ones are each agency's own and have no national list."""

    id: str
    en: str
    field: Field


@dataclass(frozen=True, slots=True)
class Standard:
    source: str
    since: int
    competencies: tuple[Competency, ...]


STANDARDS = (
    Standard(
        "PermenPANRB 38/2017",
        2017,
        (
            Competency("Integritas", "Integrity", Field.MANAGERIAL),
            Competency("Kerja sama", "Teamwork", Field.MANAGERIAL),
            Competency("Komunikasi", "Communication", Field.MANAGERIAL),
            Competency("Orientasi pada hasil", "Orientation towards results", Field.MANAGERIAL),
            Competency("Pelayanan publik", "Public service", Field.MANAGERIAL),
            Competency("Pengembangan diri dan orang lain", "Developing self and others", Field.MANAGERIAL),
            Competency("Mengelola perubahan", "Managing change", Field.MANAGERIAL),
            Competency("Pengambilan keputusan", "Decision-making", Field.MANAGERIAL),
            Competency("Perekat bangsa", "Binding the nation together", Field.SOCIAL_CULTURAL),
        ),
    ),
)


def standard(year: int) -> Standard:
    """Return the list in force in a year; raises `LookupError` before the first."""
    found = [one for one in STANDARDS if one.since <= year]
    if not found:
        raise LookupError(f"no standard of competencies in {year}")
    return max(found, key=lambda one: one.since)


def find(name: str, year: int) -> Competency | None:
    """Find a national competency by its name in either language."""
    sought = " ".join(name.split()).casefold()
    known = standard(year).competencies
    return next((one for one in known if sought in {one.id.casefold(), one.en.casefold()}), None)
