"""Numbers of text2qti, exact: `5`, `1.4142 +- 0.0001`, `100 +- 5%`, `[1.25, 1.27]`; written back the same."""

import re
from fractions import Fraction

from lms.exchange.gift import numbers
from lms.exchange.model import Span

WHOLE = re.compile(r"(?:0|[+-]?[1-9](?:[0-9]+|_[0-9]+)*)", re.ASCII)
LONGEST = 100


def read(text: str) -> Fraction | None:
    return numbers.read(text.strip().replace("_", ""))


def bounds(text: str) -> tuple[Fraction, Fraction] | None:
    """Read a range, a value with its margin, or a whole number; anything else is none."""
    if len(text) > LONGEST:
        return None
    if text.startswith("[") and text.endswith("]"):
        low, _, high = text[1:-1].partition(",")
        ends = read(low), read(high)
        return None if ends[0] is None or ends[1] is None or ends[0] > ends[1] else (ends[0], ends[1])
    if "+-" in text:
        return _around(*text.split("+-", maxsplit=1))
    if not WHOLE.fullmatch(text):
        return None
    value = Fraction(text.replace("_", ""))
    return value, value


def _around(middle: str, margin: str) -> tuple[Fraction, Fraction] | None:
    value, width = read(middle), read(margin.strip().removesuffix("%"))
    if value is None or width is None or width < 0:
        return None
    if margin.strip().endswith("%"):
        width = abs(value) * width / 100
    return value - width, value + width


def write(span: Span) -> str:
    if span.low == span.high:
        whole = span.low.denominator == 1
        return str(span.low.numerator) if whole else f"{numbers.write(span.low)} +- 0"
    return f"[{numbers.write(span.low)}, {numbers.write(span.high)}]"
