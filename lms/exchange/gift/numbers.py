"""Numbers as GIFT writes them: `1822`, `3.1415:0.0005`, `1..5`; a point is the decimal mark, exact."""

import re
from fractions import Fraction

NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*", re.ASCII)
LONGEST = 400


def read(text: str) -> Fraction | None:
    """Read one number; None for anything that Moodle would not take for one."""
    if len(text) > LONGEST or NUMBER.fullmatch(text) is None:
        return None
    return Fraction(text.strip().replace(".e", ".0e").replace(".E", ".0E").removesuffix("."))


def bounds(text: str) -> tuple[Fraction, Fraction] | None:
    """Read a value with its tolerance, or a range, whichever way round it stands."""
    if text.find("..") > 0:
        low, _, high = text.partition("..")
        ends = read(low), read(high)
        return None if ends[0] is None or ends[1] is None else (min(ends[0], ends[1]), max(ends[0], ends[1]))
    value, colon, tolerance = text.partition(":")
    middle, width = read(value), read(tolerance) if colon else Fraction(0)
    return None if middle is None or width is None else (middle - abs(width), middle + abs(width))


def write(value: Fraction) -> str:
    """Write a number of finitely many decimals; any other to thirty of them."""
    places = 0
    while (value * 10**places).denominator != 1 and places < 30:
        places += 1
    digits = str(abs(round(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
