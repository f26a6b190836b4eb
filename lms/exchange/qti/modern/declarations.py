"""What an item declares: responses with their key and mapping, outcomes with their look-up tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange.gift import numbers
from lms.exchange.qti.asking import Unsound
from lms.exchange.qti.modern import values
from lms.exchange.qti.modern.values import Atom, Value
from lms.exchange.xml import Node

MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    key: Atom
    value: Fraction
    case: bool = True

    def maps(self, atom: Atom) -> bool:
        if self.case or not isinstance(atom, str) or not isinstance(self.key, str):
            return atom == self.key
        return atom.casefold() == self.key.casefold()


@dataclass(frozen=True, slots=True)
class Mapped:
    entries: tuple[Entry, ...]
    default: Fraction = Fraction(0)
    lower: Fraction | None = None
    upper: Fraction | None = None

    def total(self, value: Value | None) -> Fraction:
        """Add up what the atoms are worth, each counted once."""
        atoms = tuple(dict.fromkeys(value.atoms)) if value else ()
        total = sum((self._worth(one) for one in atoms), Fraction(0))
        if value is None:
            total = self._worth("")
        if self.lower is not None:
            total = max(total, self.lower)
        return total if self.upper is None else min(total, self.upper)

    def _worth(self, atom: Atom) -> Fraction:
        return next((one.value for one in self.entries if one.maps(atom)), self.default)


@dataclass(frozen=True, slots=True)
class Declared:
    """A response variable."""

    id: str
    base: str
    cardinality: str
    correct: tuple[str, ...] = ()
    mapping: Mapped | None = None
    keys: tuple[str, ...] = ()
    area: bool = False

    def read(self, given: tuple[str, ...]) -> Value | None:
        return values.read(given, self.base, self.cardinality)


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome variable."""

    id: str
    base: str
    cardinality: str
    default: Value | None = None
    most: Fraction | None = None
    table: tuple[tuple[Fraction, bool, Value | None], ...] = field(default=())
    otherwise: Value | None = None
    by_hand: bool = False


def responses(item: Node, *, case: bool) -> Mapping[str, Declared]:
    """Read the response variables; `case` is what a mapping without a word about it means."""
    found = (_response(node, case) for node in item.children("responseDeclaration"))
    return {one.id: one for one in found}


def outcomes(item: Node) -> Mapping[str, Result]:
    found = (_outcome(node) for node in item.children("outcomeDeclaration"))
    return {one.id: one for one in found}


def exact(text: str | None, default: Fraction | None = None) -> Fraction | None:
    found = numbers.read(text) if text else None
    return default if found is None else found


def _values(node: Node | None) -> tuple[str, ...]:
    return tuple(one.words() for one in node.children("value")) if node is not None else ()


def _typed(node: Node) -> tuple[str, str, str]:
    return node.get("identifier", ""), node.get("baseType", "identifier"), node.get("cardinality", "single")


def _response(node: Node, case: bool) -> Declared:
    name, base, cardinality = _typed(node)
    mapping = node.child("mapping")
    keys = [one.get("mapKey", "") for one in mapping.children("mapEntry")] if mapping is not None else []
    return Declared(
        name,
        base,
        cardinality,
        _values(node.child("correctResponse")),
        _mapping(mapping, base, case) if mapping is not None else None,
        tuple(keys),
        node.child("areaMapping") is not None,
    )


def _mapping(node: Node, base: str, case: bool) -> Mapped:
    entries = []
    if len(node) > MOST_ENTRIES:
        raise Unsound("size")
    for one in node.children("mapEntry"):
        key, value = values.atom(one.get("mapKey", ""), base), exact(one.get("mappedValue"))
        if value is None:
            raise Unsound("mapEntry")
        if key is not None:
            entries.append(Entry(key, value, one.get("caseSensitive", str(case)).lower() in {"true", "1"}))
    return Mapped(
        tuple(entries),
        exact(node.get("defaultValue")) or Fraction(0),
        exact(node.get("lowerBound")),
        exact(node.get("upperBound")),
    )


def _outcome(node: Node) -> Result:
    name, base, cardinality = _typed(node)
    table, otherwise = [], None
    for sort, key in (("matchTable", "matchTableEntry"), ("interpolationTable", "interpolationTableEntry")):
        for one in node.children(sort):
            otherwise = _target(one.get("defaultValue"), base)
            for entry in one.children(key):
                source = exact(entry.get("sourceValue"))
                if source is None:
                    raise Unsound(sort)
                value = _target(entry.get("targetValue"), base)
                table.append((source, sort == "matchTable", value))
    return Result(
        name,
        base,
        cardinality,
        values.read(_values(node.child("defaultValue")), base, cardinality),
        exact(node.get("normalMaximum")),
        tuple(table),
        otherwise,
        node.get("externalScored", "none") not in {"none", ""},
    )


def _target(text: str | None, base: str) -> Value | None:
    return None if text is None else values.read((text,), base, values.SINGLE)
