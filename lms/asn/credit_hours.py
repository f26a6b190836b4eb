"""Credit hours (Jam Pelajaran, JP): declared in steps of one half, whole in sum (domain.md §2)."""

from collections.abc import Iterable
from decimal import Decimal

from lms.bahasa import numbers, terbilang

STEP = Decimal("0.5")
# 1 JP = 45 minutes of learning: the working norm since PerLAN 5/2018.
MINUTES = 45


def read(text: str) -> Decimal | None:
    """Read `2`, `1,5` or `1.5`; None for what is no positive multiple of one half."""
    value = numbers.read(text)
    return value if value is not None and sound(value) else None


def sound(jp: Decimal) -> bool:
    return jp > 0 and jp % STEP == 0


def total(hours: Iterable[Decimal]) -> Decimal:
    return sum(hours, Decimal(0))


def whole(jp: Decimal) -> bool:
    """SIASN wants an integer, and nothing may be rounded up: a course's sum must be whole (§3.5)."""
    return jp > 0 and jp == jp.to_integral_value()


def minutes(jp: Decimal) -> Decimal:
    return jp * MINUTES


def in_words(jp: Decimal) -> str:
    """Write `20 (dua puluh)`, as on a certificate; only a whole sum is ever written so."""
    if not whole(jp):
        raise ValueError(f"{jp} JP is not a whole sum")
    return f"{int(jp)} ({terbilang.words(int(jp))})"
