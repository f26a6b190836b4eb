"""The operators themselves, over values that were worked out before."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor, log10, prod, trunc

from lms.exchange.qti.asking import Unsound
from lms.exchange.qti.modern import values
from lms.exchange.qti.modern.values import Value, number, truth
from lms.exchange.qti.program import Rule

Parts = Sequence[Value | None]
# Beyond it, a power is a way to fill the memory.
MOST_BITS = 4_000
MOST_ATOMS = 1_000


def numeric(parts: Parts) -> list[Fraction] | None:
    """Return all the numbers, those of containers one by one; None when one of them is NULL."""
    found: list[Fraction] = []
    for part in parts:
        if part is None:
            return None
        for one in part.atoms:
            if isinstance(one, bool) or not isinstance(one, Fraction):
                raise Unsound("type")
            if one.numerator.bit_length() + one.denominator.bit_length() > MOST_BITS:
                raise Unsound("size")
            found.append(one)
    return found


def _texts(parts: Parts) -> list[str] | None:
    if any(part is None for part in parts):
        return None
    return [str(part.atom) for part in parts if part is not None]


def _folded(node: Rule, texts: list[str]) -> list[str]:
    whole = node.get("caseSensitive", "true").lower() in {"true", "1"}
    return texts if whole else [text.casefold() for text in texts]


def _string_match(node: Rule, parts: Parts) -> Value | None:
    found = _texts(parts)
    if found is None:
        return None
    given, wanted = _folded(node, found)
    within = node.get("substring", "false").lower() in {"true", "1"}
    return truth(wanted in given if within else given == wanted)


def _substring(node: Rule, parts: Parts) -> Value | None:
    found = _texts(parts)
    if found is None:
        return None
    wanted, given = _folded(node, found)
    return truth(wanted in given)


def _match(parts: Parts) -> Value | None:
    one, other = parts
    return None if one is None or other is None else truth(one.same(other))


def _is_null(parts: Parts) -> Value | None:
    part = parts[0]
    return truth(part is None or part.atoms == ("",))


def _not(parts: Parts) -> Value | None:
    return None if parts[0] is None else truth(parts[0].atom is False)


def _and(parts: Parts) -> Value | None:
    if any(part is not None and part.atom is False for part in parts):
        return truth(False)
    return None if None in parts else truth(True)


def _or(parts: Parts) -> Value | None:
    if any(part is not None and part.atom is True for part in parts):
        return truth(True)
    return None if None in parts else truth(False)


def any_n(parts: Parts, least: Fraction, most: Fraction) -> Value | None:
    true = sum(part is not None and part.atom is True for part in parts)
    open_ = sum(part is None for part in parts)
    if least <= true and true + open_ <= most:
        return truth(True)
    return truth(False) if true > most or true + open_ < least else None


def _member(parts: Parts) -> Value | None:
    one, row = parts
    return None if one is None or row is None else truth(one.atom in row.atoms)


def _contains(parts: Parts) -> Value | None:
    whole, part = parts
    if whole is None or part is None:
        return None
    if whole.cardinality == values.ORDERED:
        size = len(part.atoms)
        runs = (whole.atoms[at : at + size] for at in range(len(whole.atoms) - size + 1))
        return truth(part.atoms in runs)
    return truth(not Counter(part.atoms) - Counter(whole.atoms))


def _delete(parts: Parts) -> Value | None:
    one, row = parts
    if one is None or row is None:
        return None
    left = tuple(atom for atom in row.atoms if atom != one.atom)
    return Value(row.base, left, row.cardinality) if left else None


def _size(parts: Parts) -> Value | None:
    return number(0 if parts[0] is None else len(parts[0].atoms))


def _gathered(cardinality: str) -> Callable[[Parts], Value | None]:
    def gathered(parts: Parts) -> Value | None:
        known = [part for part in parts if part is not None]
        if sum(len(part.atoms) for part in known) > MOST_ATOMS:
            raise Unsound("size")
        atoms = tuple(one for part in known for one in part.atoms)
        return Value(known[0].base, atoms, cardinality) if atoms else None

    return gathered


def _compared(test: Callable[[Fraction, Fraction], bool]) -> Callable[[Parts], Value | None]:
    def compared(parts: Parts) -> Value | None:
        found = numeric(parts)
        return None if found is None else truth(test(found[0], found[1]))

    return compared


def _computed(rule: Callable[[list[Fraction]], Fraction | int | None]) -> Callable[[Parts], Value | None]:
    def computed(parts: Parts) -> Value | None:
        found = numeric(parts)
        made = rule(found) if found else None
        return None if made is None else number(made)

    return computed


def _divided(found: list[Fraction]) -> Fraction | None:
    return found[0] / found[1] if found[1] else None


def _power(found: list[Fraction]) -> Fraction | None:
    base, exponent = found
    if exponent.denominator != 1 or abs(exponent) > 64:
        raise Unsound("power")
    return base**exponent.numerator if base or exponent > 0 else None


def equal(node: Rule, parts: Parts, tolerance: list[Fraction]) -> Value | None:
    """Compare with a tolerance on either side, which may be one number for both."""
    found = numeric(parts)
    if found is None:
        return None
    wanted, given = found
    mode = node.get("toleranceMode", "exact")
    if mode == "exact":
        return truth(wanted == given)
    if not tolerance:
        raise Unsound("tolerance")
    below, above = tolerance[0], tolerance[-1]
    if mode == "relative":
        low, high = sorted((wanted * (1 - below / 100), wanted * (1 + above / 100)))
    else:
        low, high = wanted - below, wanted + above
    over = given >= low if _bound(node, "includeLowerBound") else given > low
    under = given <= high if _bound(node, "includeUpperBound") else given < high
    return truth(over and under)


def _bound(node: Rule, name: str) -> bool:
    return node.get(name, "true").lower() in {"true", "1"}


def equal_rounded(parts: Parts, mode: str, figures: int) -> Value | None:
    found = numeric(parts)
    if found is None:
        return None
    return truth(rounded(found[0], mode, figures) == rounded(found[1], mode, figures))


def rounded(value: Fraction, mode: str, figures: int) -> Fraction:
    """Round to decimal places, or to significant figures; a half goes away from zero."""
    if not 0 <= figures <= 30:
        raise Unsound("figures")
    if mode == "significantFigures":
        if not value:
            return value
        figures -= _magnitude(abs(value)) + 1
    scaled = abs(value) * Fraction(10) ** figures
    near = Fraction(floor(scaled + Fraction(1, 2))) / Fraction(10) ** figures
    return near if value >= 0 else -near


def _magnitude(value: Fraction) -> int:
    """Return the power of ten of the first figure."""
    guess = floor((value.numerator.bit_length() - value.denominator.bit_length()) * log10(2))
    while Fraction(10) ** guess > value:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= value:
        guess += 1
    return guess


PLAIN: Mapping[str, Callable[[list[Value | None]], Value | None]] = {
    "match": _match,
    "isNull": _is_null,
    "not": _not,
    "and": _and,
    "or": _or,
    "member": _member,
    "contains": _contains,
    "delete": _delete,
    "containerSize": _size,
    "multiple": _gathered(values.MULTIPLE),
    "ordered": _gathered(values.ORDERED),
    "gt": _compared(lambda one, other: one > other),
    "gte": _compared(lambda one, other: one >= other),
    "lt": _compared(lambda one, other: one < other),
    "lte": _compared(lambda one, other: one <= other),
    "sum": _computed(lambda found: sum(found, Fraction(0))),
    "product": _computed(lambda found: prod(found, start=Fraction(1))),
    "subtract": _computed(lambda found: found[0] - found[1]),
    "divide": _computed(_divided),
    "power": _computed(_power),
    "min": _computed(min),
    "max": _computed(max),
    "round": _computed(lambda found: floor(found[0] + Fraction(1, 2))),
    "truncate": _computed(lambda found: trunc(found[0])),
    "integerToFloat": _computed(lambda found: found[0]),
    "integerDivide": _computed(lambda found: floor(found[0] / found[1]) if found[1] else None),
    "integerModulus": _computed(lambda found: found[0] % found[1] if found[1] else None),
}
NAMED: Mapping[str, Callable[[Rule, list[Value | None]], Value | None]] = {
    "stringMatch": _string_match,
    "substring": _substring,
}
