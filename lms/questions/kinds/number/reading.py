"""How a number is read: comma and point, thousands marks, powers of ten, a unit; exact, never a float.

A mark is certain when both kinds stand in the number (the last is the decimal one), when one kind
stands twice (thousands), or when what follows is no group of three. `1.000` alone is ambiguous: the
language decides, Indonesian writes thousands with a point, English with a comma.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from lms.questions.kinds.number.units import spelled

LONGEST = 80
GREATEST_POWER = 400
POINT, COMMA = ".", ","
DECIMAL = {"id": COMMA, "en": POINT}
SPACES = " \u00a0\u2009\u202f"
MINUS = frozenset("-−–")
MINUSES = str.maketrans("−–", "--")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
GROUPED = re.compile(rf"\d{{1,3}}(?:[{SPACES}'’]\d{{3}})+(?![\d{SPACES}'’]\d)", re.ASCII)
MANTISSA = re.compile(r"\d[\d.,]*|[.,]\d+", re.ASCII)
EXPONENT = r"(?:\s*\^\s*(?:([+\-−–]?\d{1,4})|[({]([+\-−–]?\d{1,4})[)}])|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))(?![.,]?\d)"
POWER = re.compile(rf"[eE]([+\-−–]?\d{{1,4}})(?![.,]?\d)|\s*[×xX*·]\s*10{EXPONENT}", re.ASCII)
TEN = re.compile(rf"()10{EXPONENT}", re.ASCII)
# `Rp 5.000,-` has no cents.
NO_CENTS = re.compile(r"(?<=\d)[.,]\s?[-−–]{1,2}$")
CURRENCY = re.compile(r"(Rp|IDR|US\$|\$|€)\.?\s*(?=[\d+\-−–])", re.IGNORECASE)
UNIT = re.compile(r"[^\W\d_]|[°℃%‰'\"$€£µΩ²³]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was read; `doubtful` when only the language told thousands from decimals."""

    value: Fraction
    unit: str = ""
    doubtful: bool = False


# An answer is read when it is posted and again when it is marked, and many learners give the same.
@lru_cache(maxsize=2048)
def read(text: str, language: str = "id", decimal: str = "") -> Reading | None:
    """Read one number, perhaps with a unit after it or a currency before; None for anything else.

    `decimal` is the only decimal mark, if given: the other mark is for thousands wherever it stands.
    """
    text = NO_CENTS.sub("", text.strip())
    currency = CURRENCY.match(text)
    text = text[currency.end() :] if currency else text
    found = _leading(text, language, decimal) if len(text) <= LONGEST else None
    if found is None:
        return None
    reading, end = found
    unit = spelled(" ".join(text[end:].split()).rstrip("."))
    if unit and (not UNIT.match(unit) or any(letter.isdecimal() for letter in unit)):
        return None
    if unit and currency:
        return None
    return Reading(reading.value, currency[1] if currency else unit, reading.doubtful)


def _leading(text: str, language: str, decimal: str) -> tuple[Reading, int] | None:
    """Read the number that the text begins with; return it and where it ends."""
    negative = text[:1] in MINUS
    start = 1 if negative or text[:1] == "+" else 0
    while start and text[start : start + 1] == " ":
        start += 1
    power = TEN.match(text, start)
    if power:
        return _raised(Reading(Fraction(-1 if negative else 1)), power)
    grouped = GROUPED.match(text, start)
    mantissa = _mantissa(text, start, grouped.end() if grouped else start, (language, decimal))
    if mantissa is None:
        return None
    value, doubtful, end = mantissa
    reading = Reading(-value if negative else value, doubtful=doubtful)
    power = POWER.match(text, end)
    return _raised(reading, power) if power else (reading, end)


def _raised(reading: Reading, power: re.Match[str]) -> tuple[Reading, int] | None:
    """Multiply by a power of ten, unless it is beyond all measure."""
    written = next(group for group in power.groups() if group).translate(SUPERSCRIPTS)
    exponent = int(written.translate(MINUSES))
    if abs(exponent) > GREATEST_POWER:
        return None
    value = reading.value * Fraction(10) ** exponent
    return Reading(value, doubtful=reading.doubtful), power.end()


def _mantissa(
    text: str, start: int, grouped: int, habit: tuple[str, str]
) -> tuple[Fraction, bool, int] | None:
    if grouped > start:
        whole = re.sub(rf"[{SPACES}'’]", "", text[start:grouped])
        rest = re.compile(r"[.,]\d+").match(text, grouped)
        if rest is None:
            return Fraction(whole), False, grouped
        return Fraction(f"{whole}.{rest[0][1:]}"), False, rest.end()
    found = MANTISSA.match(text, start)
    if found is None:
        return None
    # A full stop or a comma after the number belongs to the sentence.
    digits = found[0].rstrip(".,")
    end = found.end() if found.end() == len(text) else start + len(digits)
    plain, doubtful = _marks(digits, *habit)
    return None if plain is None else (Fraction(plain), doubtful, end)


def _marks(digits: str, language: str, decimal: str) -> tuple[str | None, bool]:
    """Return the digits with a decimal point, and whether the language or the author had to decide."""
    points, commas = digits.count(POINT), digits.count(COMMA)
    if decimal and points + commas:
        plain = digits.replace(COMMA if decimal == POINT else POINT, "").replace(decimal, POINT)
        return (plain if plain.count(POINT) < 2 else None), plain != digits
    if not points and not commas:
        return digits, False
    if points and commas:
        decimal = POINT if digits.rfind(POINT) > digits.rfind(COMMA) else COMMA
        return (_decimal(digits, decimal) if digits.count(decimal) == 1 else None), False
    mark = POINT if points else COMMA
    if points + commas > 1:
        return _thousands(digits, mark), False
    before, _, after = digits.partition(mark)
    if len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0"):
        own = DECIMAL.get(language, POINT)
        return (f"{before}.{after}" if mark == own else before + after), True
    return f"{before or 0}.{after}", False


def _decimal(digits: str, decimal: str) -> str | None:
    whole, _, after = digits.partition(decimal)
    joined = _thousands(whole, COMMA if decimal == POINT else POINT)
    return None if joined is None else f"{joined}.{after}"


def _thousands(digits: str, mark: str) -> str | None:
    first, *groups = digits.split(mark)
    sound = 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)
    return first + "".join(groups) if sound else None


def write(value: Fraction, language: str = "id") -> str:
    """Write a number without thousands marks, so that it can be read in one way only: `1000`, `91,475`."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    places = _places(size.denominator)
    if places > 30 or size >= 10**21:
        digits = str((size * 10**places).numerator)
        mantissa = digits.rstrip("0")
        return f"{sign}{mantissa}×10^{len(digits) - len(mantissa) - places}"
    whole, part = divmod(round(size * 10**places), 10**places)
    return f"{sign}{whole}" + (f"{DECIMAL.get(language, POINT)}{part:0{places}d}" if places else "")


def _places(denominator: int) -> int:
    """Return how many decimals a denominator of twos and fives needs; what is written makes no other."""
    places = 0
    while 10**places % denominator and places < 2 * GREATEST_POWER:
        places += 1
    return places


def echo(text: str, language: str = "id", decimal: str = "") -> str:
    """Return how a doubtful number was read ("1000" for `1.000` in Indonesian); empty without a doubt."""
    reading = read(text, language, decimal)
    if reading is None or not reading.doubtful:
        return ""
    return f"{write(reading.value, language)} {reading.unit}".strip()
