"""What a generated year is made of: how much of everything, which quarters, who is trained for what."""

from dataclasses import dataclass
from datetime import date, timedelta

SEED = 2026
UNITS, PEOPLE, ANSWERS, COMPLAINTS = 40, 2000, 20_000, 3000
# A small trial still has enough units to compare a trained one with.
QUARTERS = 4
# People served in a year, for one complaint.
SERVED_FOR_ONE = 200

# Needs are found at the end of the second quarter and trained for in the first weeks of the third.
BEFORE, TRAINED, AFTER = 1, 2, 3
# How much of a training's effect a quarter shows; in the third the first weeks are still as before.
SHARES = (0.0, 0.0, 0.75, 1.0)

ELEMENT, CATEGORY = "skm/", "pengaduan/"
# Points of the scale of 4 that a good training lifts an element; what is left of the rate of complaints.
LIFT = 0.6
LEFT = 0.3
NOTHING, SAME = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class Training:
    """A unit that is trained because of a source, such as `skm/waktu`, and what is true of it.

    `effect` is in points for an element (0: none), a factor of the rate for a category (1: none).
    """

    unit: int
    source: str
    effect: float

    @property
    def is_element(self) -> bool:
        return self.source.startswith(ELEMENT)

    @property
    def key(self) -> str:
        return self.source.partition("/")[2]

    @property
    def works(self) -> bool:
        return self.effect not in ((NOTHING,) if self.is_element else (SAME,))


# By the unit's place in the district: six elements better, four not; two categories better, two not.
TRAININGS = (
    Training(0, "skm/waktu", LIFT),
    Training(3, "skm/waktu", LIFT),
    Training(7, "skm/prosedur", LIFT),
    Training(11, "skm/prosedur", LIFT),
    Training(16, "skm/perilaku", LIFT),
    Training(22, "skm/pengaduan", LIFT),
    Training(5, "skm/waktu", NOTHING),
    Training(13, "skm/prosedur", NOTHING),
    Training(19, "skm/perilaku", NOTHING),
    Training(27, "skm/pengaduan", NOTHING),
    Training(1, "pengaduan/prosedur", LEFT),
    Training(9, "pengaduan/prosedur", LEFT),
    Training(24, "pengaduan/kualitas", SAME),
    Training(30, "pengaduan/prosedur", SAME),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many people, answers and complaints; the units are always the same forty."""

    people: int = PEOPLE
    answers: int = ANSWERS
    complaints: int = COMPLAINTS

    def scaled(self, factor: float) -> "Size":
        """Return a size of so much of this one, never without anybody in a unit."""
        return Size(
            max(UNITS, round(self.people * factor)),
            max(UNITS, round(self.answers * factor)),
            max(UNITS, round(self.complaints * factor)),
        )


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months; both days belong to it."""

    name: str
    begins: date
    ends: date

    @property
    def days(self) -> int:
        return (self.ends - self.begins).days + 1


def quarters(today: date) -> tuple[Quarter, ...]:
    """Return the four quarters that ended last before a day, the oldest first."""
    first = today.year * 4 + (today.month - 1) // 3 - QUARTERS
    return tuple(_quarter(*divmod(number, 4)) for number in range(first, first + QUARTERS))


def running(today: date) -> Quarter:
    """Return the quarter that a day belongs to."""
    return _quarter(today.year, (today.month - 1) // 3)


def _quarter(year: int, place: int) -> Quarter:
    begins = date(year, place * 3 + 1, 1)
    following = date(year + (place == 3), (place * 3 + 3) % 12 + 1, 1)
    roman = ("I", "II", "III", "IV")[place]
    return Quarter(f"Triwulan {roman} {year}", begins, following - timedelta(days=1))
