"""Dates as Indonesian and English write them, and spans of days that say nothing twice (domain.md §3.2)."""

from datetime import date

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
TO = {"id": "s.d.", "en": "to"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def month(number: int, language: str = "id") -> str:
    return MONTHS["en" if language == "en" else "id"][number - 1]


def roman_month(day: date) -> str:
    """`III` for March, as letters and certificates are numbered."""
    return ROMAN[day.month - 1]


def long(day: date, language: str = "id") -> str:
    """`3 Maret 2026`, `3 March 2026`."""
    return f"{day.day} {month(day.month, language)} {day.year}"


def span(start: date, end: date, language: str = "id") -> str:
    """`17 Maret 2026`, `3 s.d. 17 Maret 2026`, or both dates in full when the month differs."""
    if end < start:
        raise ValueError(f"{end} is before {start}")
    if start == end:
        return long(start, language)
    to = TO["en" if language == "en" else "id"]
    first = str(start.day) if (start.year, start.month) == (end.year, end.month) else long(start, language)
    return f"{first} {to} {long(end, language)}"
