"""What a period shows a unit to lack: weak elements, many complaints, complaints that come back.

A finding is a reason to look, for HR to judge; nothing here assigns anybody anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.needs.rules.rates import LEVEL, Rate
from lms.needs.rules.tails import student
from lms.voice.rules.satisfaction_index import Counts

# The lowest mean of grade B (NI 3.0644, PermenPANRB 14/2017): an element surely below it is not yet good.
GOOD = 3.0644
WEAKEST = 3
# Fewer answers have no interval worth the name.
FEWEST_ANSWERS = 10
# A rate counts as high when even its lower limit is above so many times the rate of all units together.
TIMES = 1.5
FEWEST_COMPLAINTS = 3

ELEMENT = "skm/"
CATEGORY = "pengaduan/"


@dataclass(frozen=True, slots=True)
class Voiced:
    """What citizens said of one unit in a period, and in the one before it.

    `scores` by element key, `complaints` by category key, now and in the period `before`; `served` people.
    """

    scores: Mapping[str, Counts]
    complaints: Mapping[str, int]
    before: Mapping[str, int]
    served: int


@dataclass(frozen=True, slots=True)
class Found:
    """One need: its source, `skm/waktu` or `pengaduan/prosedur`, and the figures that it rests on.

    Of an element: `mean`, `low`, `high`, `n`, `counts`, `rank` (1 is the unit's weakest) and `good`.
    Of a category: `count`, `before`, `served`, `rate`, `low`, `high` and `common` per 1,000 (None without
    people served), `high_rate` and `repeated`.
    """

    source: str
    evidence: Mapping[str, Any]


def find(voiced: Voiced, common: Mapping[str, Rate]) -> tuple[Found, ...]:
    """Return the needs of one unit; `common` is each category's rate in all units together."""
    return (*_elements(voiced.scores), *_categories(voiced, common))


def interval(counts: Counts) -> tuple[float, float, float] | None:
    """Return the mean of scores 1 to 4 with its 95 % interval (Student's); None below two answers."""
    number = sum(counts)
    if number < 2:
        return None
    mean = sum(score * count for score, count in enumerate(counts, start=1)) / number
    squares = sum(count * (score - mean) ** 2 for score, count in enumerate(counts, start=1))
    reach = student(LEVEL, number - 1) * (squares / (number - 1) / number) ** 0.5
    return mean, max(1.0, mean - reach), min(4.0, mean + reach)


def _elements(scores: Mapping[str, Counts]) -> list[Found]:
    """Of the three weakest elements, those whose whole interval is below the grade B."""
    known = [
        (key, counts, interval(counts)) for key, counts in scores.items() if sum(counts) >= FEWEST_ANSWERS
    ]
    ranked = sorted((limits, key, counts) for key, counts, limits in known if limits is not None)
    return [
        Found(
            f"{ELEMENT}{key}",
            {
                "mean": mean,
                "low": low,
                "high": high,
                "n": sum(counts),
                "counts": list(counts),
                "rank": rank,
                "good": GOOD,
            },
        )
        for rank, ((mean, low, high), key, counts) in enumerate(ranked[:WEAKEST], start=1)
        if high < GOOD
    ]


def _categories(voiced: Voiced, common: Mapping[str, Rate]) -> list[Found]:
    found = []
    for key, count in sorted(voiced.complaints.items()):
        if count < FEWEST_COMPLAINTS:
            continue
        rate, earlier = Rate(count, voiced.served), voiced.before.get(key, 0)
        limits, usual = rate.interval, common[key].per_thousand if key in common else None
        high = limits is not None and usual is not None and limits[0] > TIMES * usual
        repeated = earlier >= FEWEST_COMPLAINTS
        if high or repeated:
            evidence = {
                "count": count,
                "before": earlier,
                "served": voiced.served,
                "rate": rate.per_thousand,
                "low": limits[0] if limits else None,
                "high": limits[1] if limits else None,
                "common": usual,
                "high_rate": high,
                "repeated": repeated,
            }
            found.append(Found(f"{CATEGORY}{key}", evidence))
    return found
