"""Units that say the same in other words or other sizes: 15 jam is 900 menit, 2 km is 2000 m, 50% is a half.

Each unit is a size of one dimension; a quotient such as km/jam has the dimensions of both. What the table
does not know stays a word, equal to itself alone. Degrees are not converted: their zero differs.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from lms.questions.text import fold

Size = tuple[str, Fraction]
PURE = "1"
PREFIXES = {
    "n": ("nano", Fraction(1, 10**9)),
    "µ": ("mikro micro", Fraction(1, 10**6)),
    "m": ("mili milli", Fraction(1, 1000)),
    "c": ("senti centi", Fraction(1, 100)),
    "d": ("desi deci", Fraction(1, 10)),
    "da": ("deka deca", Fraction(10)),
    "h": ("hekto hecto", Fraction(100)),
    "k": ("kilo", Fraction(1000)),
    "M": ("mega", Fraction(10**6)),
    "G": ("giga", Fraction(10**9)),
    "T": ("tera", Fraction(10**12)),
    "P": ("peta", Fraction(10**15)),
}
SMALL, LARGE, COMMON = "n µ m", "k M G T P", "n µ m c d da h k"
# dimension: symbols, names, the prefixes in use. Names are Indonesian, then English.
PREFIXED: tuple[tuple[str, str, str, str], ...] = (
    ("m", "m", "meter metre meters metres", COMMON),
    ("g", "g gr", "gram grams", COMMON),
    ("l", "l L", "liter litre liters litres", COMMON),
    ("s", "s", "sekon second seconds", SMALL),
    ("B", "B", "byte bytes", LARGE),
    ("bit", "bit b", "bits", LARGE),
    ("W", "W", "watt", "m " + LARGE),
    ("Wh", "Wh", "watt-jam", "m " + LARGE),
    ("V", "V", "volt", "µ m k M"),
    ("A", "A", "ampere ampère", "µ m k"),
    ("Hz", "Hz", "hertz", LARGE),
    ("J", "J", "joule", "m k M G"),
    ("N", "N", "newton", "m k M"),
    ("Pa", "Pa", "pascal", "h k M"),
)
MINUTE, HOUR, DAY = Fraction(60), Fraction(3600), Fraction(86400)
PLAIN: tuple[tuple[str, Fraction, str], ...] = (
    (PURE, Fraction(1, 100), "% persen percent"),
    (PURE, Fraction(1, 1000), "‰ permil promil per-mille"),
    ("s", Fraction(1), "detik dtk sec"),
    ("s", MINUTE, "menit mnt min minute minutes"),
    ("s", HOUR, "jam h hr hour hours"),
    ("s", DAY, "hari day days"),
    ("s", 7 * DAY, "minggu pekan week weeks"),
    ("month", Fraction(1), "bulan bln month months"),
    ("month", Fraction(3), "triwulan quarter quarters"),
    ("month", Fraction(6), "semester semesters"),
    ("month", Fraction(12), "tahun thn th year years"),
    ("g", Fraction(100), "ons"),
    ("g", Fraction(100_000), "kuintal quintal"),
    ("g", Fraction(1_000_000), "ton t tonne tonnes"),
    ("m²", Fraction(100), "are"),
    ("m²", Fraction(10_000), "ha hektare hektar hectare hectares"),
    ("l", Fraction(1, 1000), "cc"),
    ("B", Fraction(1000), "KB"),
    ("money", Fraction(1), "Rp IDR rupiah"),
    ("°", Fraction(1), "° derajat degree degrees"),
    ("°C", Fraction(1), "°C ℃ Celsius Celcius derajat-Celsius derajat-Celcius"),
)
POWERS = re.compile(r"((?:[kcdmµn]|da|h)?m)\s?\^?([23])(?![^\W_])")
SQUARES = {"2": "²", "3": "³"}
SAME = str.maketrans({"μ": "µ", "⁄": "/", "∕": "/", " ": "-"})


def factor(given: str, wanted: str) -> Fraction | None:
    """Return how many `wanted` make one `given`; None when they measure different things."""
    if given == wanted:
        return Fraction(1)
    one, other = _sizes(given), _sizes(wanted)
    if one and other:
        (dimensions, size), (others, other_size) = one, other
        return size / other_size if dimensions == others else None
    return Fraction(1) if fold(given) == fold(wanted) else None


def spelled(unit: str) -> str:
    """Write m2 and m^2 as m²."""
    return POWERS.sub(lambda found: found[1] + SQUARES[found[2]], unit)


@lru_cache(maxsize=512)
def _sizes(unit: str) -> tuple[tuple[str, ...], Fraction] | None:
    """Return the dimensions of a unit, above and beneath the stroke, and its size; none is a bare number."""
    if not unit:
        return (PURE,), Fraction(1)
    parts = re.split(r"\s*/\s*|\s+(?:per|tiap)\s+", unit.translate(SAME | {ord(" "): " "}))
    found = [_size(part.strip().translate(SAME)) for part in parts]
    if len(parts) > 2 or any(size is None for size in found):
        return None
    (above, size), *beneath = (size for size in found if size)
    for _, divisor in beneath:
        size /= divisor
    return (above, *(dimension for dimension, _ in beneath)), size


def _size(name: str) -> Size | None:
    """Look a name up as it is written: mW is not MW. Capitals count for nothing where only one is meant."""
    return SIZES.get(name) or FOLDED.get(fold(name))


def _prefixed() -> Iterator[tuple[str, Size]]:
    for dimension, symbols, names, prefixes in PREFIXED:
        for symbol in symbols.split():
            yield symbol, (dimension, Fraction(1))
            for prefix in prefixes.split():
                yield prefix + symbol, (dimension, PREFIXES[prefix][1])
        for name in names.split():
            yield name, (dimension, Fraction(1))
            for prefix in prefixes.split():
                for word in PREFIXES[prefix][0].split():
                    yield word + name, (dimension, PREFIXES[prefix][1])


def _all() -> Iterator[tuple[str, Size]]:
    for name, (dimension, size) in _prefixed():
        yield name, (dimension, size)
        if dimension == "m":
            square, cube = f"{name}²", f"{name}³"
            yield square, ("m²", size**2)
            # A cubic metre holds a thousand litres.
            yield cube, ("l", size**3 * 1000)
            if len(name) > 3:
                for word in ("persegi", "square"):
                    yield f"{name}-{word}", ("m²", size**2)
                yield f"{name}-kubik", ("l", size**3 * 1000)
    for dimension, size, names in PLAIN:
        for name in names.split():
            yield name, (dimension, size)


SIZES: dict[str, Size] = dict(_all())
_by_fold: dict[str, set[Size]] = {}
for _name, _value in SIZES.items():
    _by_fold.setdefault(fold(_name), set()).add(_value)
FOLDED: dict[str, Size] = {name: values.pop() for name, values in _by_fold.items() if len(values) == 1}
