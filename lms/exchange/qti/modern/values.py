"""Values of response processing, exact: identifiers, words, fractions, pairs; None is what QTI calls NULL."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from lms.exchange.gift import numbers
from lms.exchange.qti.asking import Unsound

Atom = str | Fraction | bool | tuple[str, str]
NUMERIC = ("integer", "float", "duration")
TEXTUAL = ("identifier", "string", "uri", "intOrIdentifier", "file")
SHORT = 200
SINGLE, MULTIPLE, ORDERED = "single", "multiple", "ordered"


@dataclass(frozen=True, slots=True)
class Value:
    """One or several atoms of a base type."""

    base: str
    atoms: tuple[Atom, ...]
    cardinality: str = SINGLE

    @property
    def atom(self) -> Atom:
        return self.atoms[0]

    def same(self, other: "Value") -> bool:
        """Compare as QTI's match does: bags for multiple, rows for ordered."""
        if MULTIPLE in {self.cardinality, other.cardinality}:
            return Counter(self.atoms) == Counter(other.atoms)
        return self.atoms == other.atoms


def number(value: Fraction | int) -> Value:
    return Value("float", (Fraction(value),))


def truth(value: bool) -> Value:
    return Value("boolean", (value,))


def atom(text: str, base: str) -> Atom | None:
    """Read one atom; None when the text is none of its type."""
    if base == "integer":
        found = numbers.read(text)
        return found if found is not None and found.denominator == 1 else None
    if base in NUMERIC:
        return numbers.read(text)
    if base == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text.strip())
    if base in {"pair", "directedPair"}:
        parts = text.split()
        if len(parts) != 2:
            return None
        first, second = parts if base == "directedPair" else sorted(parts)
        return (first, second)
    if base == "point":
        raise Unsound("point")
    return text if base == "string" else text.strip()


def read(texts: tuple[str, ...], base: str, cardinality: str) -> Value | None:
    """Read what was given; what cannot be read is left out, and nothing at all is NULL."""
    # Constants and responses come again with every mark.
    short = sum(map(len, texts)) < SHORT
    return _cached(texts, base, cardinality) if short else _read(texts, base, cardinality)


@lru_cache(maxsize=10_000)
def _cached(texts: tuple[str, ...], base: str, cardinality: str) -> Value | None:
    return _read(texts, base, cardinality)


def _read(texts: tuple[str, ...], base: str, cardinality: str) -> Value | None:
    atoms = [found for text in texts if (found := atom(text, base)) is not None]
    if not atoms or cardinality == "record":
        return None
    return Value(base, tuple(atoms[:1] if cardinality == SINGLE else atoms), cardinality)
