"""Expressions of response processing: each operator takes values and gives one; NULL spreads as QTI says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from lms.exchange.qti.asking import Unsound
from lms.exchange.qti.modern import operators, values
from lms.exchange.qti.modern.declarations import Declared, Result
from lms.exchange.qti.modern.values import Value, number, truth
from lms.exchange.qti.patterns import regex
from lms.exchange.qti.program import Budget, Rule


@dataclass(slots=True)
class State:
    """The variables while one response is marked; the budget is shared by all of them."""

    declared: Mapping[str, Declared]
    results: Mapping[str, Result]
    given: Mapping[str, tuple[str, ...]]
    budget: Budget
    outcomes: dict[str, Value | None] = field(default_factory=dict)

    def variable(self, name: str) -> Value | None:
        if name in self.outcomes:
            return self.outcomes[name]
        if name in self.declared:
            return self.declared[name].read(self.given.get(name, ()))
        if name == "numAttempts":
            return number(1)
        if name == "completionStatus":
            return Value("identifier", ("completed",))
        raise Unsound(f"variable {name}"[:60])


def value(node: Rule, state: State) -> Value | None:
    """Evaluate one expression."""
    state.budget.take()
    name = node.name
    if name in LEAVES:
        return LEAVES[name](node, state)
    parts = [value(child, state) for child in node.parts]
    if name in OPERATORS:
        least, most = ARITY.get(name, (1, None))
        if len(parts) < least or (most is not None and len(parts) > most):
            raise Unsound(name)
        return OPERATORS[name](node, parts, state)
    raise Unsound(name[:40])


def is_true(node: Rule, state: State) -> bool:
    """Evaluate a condition; NULL is not true."""
    found = value(node, state)
    return found is not None and found.atoms == (True,)


def _base_value(node: Rule, state: State) -> Value | None:  # noqa: ARG001 # the signature that LEAVES share
    return values.read((node.text,), node.get("baseType", "identifier"), values.SINGLE)


def _variable(node: Rule, state: State) -> Value | None:
    return state.variable(node.get("identifier", ""))


def _correct(node: Rule, state: State) -> Value | None:
    declared = state.declared.get(node.get("identifier", ""))
    if declared is None:
        raise Unsound("correct")
    return declared.read(declared.correct)


def _default(node: Rule, state: State) -> Value | None:
    result = state.results.get(node.get("identifier", ""))
    return result.default if result else None


def _map_response(node: Rule, state: State) -> Value | None:
    declared = state.declared.get(node.get("identifier", ""))
    if declared is None:
        raise Unsound("mapResponse")
    if declared.mapping is None:
        return number(0)
    return number(declared.mapping.total(declared.read(state.given.get(declared.id, ()))))


def _null(node: Rule, state: State) -> Value | None:  # noqa: ARG001 # the signature that LEAVES share
    return None


@lru_cache(maxsize=256)
def _pattern(text: str) -> regex.Pattern:
    return regex.read(text)


def _pattern_match(node: Rule, parts: list[Value | None], state: State) -> Value | None:
    given = parts[0]
    if given is None:
        return None
    pattern, text = _pattern(node.get("pattern", "")), str(given.atom)
    # A letter meets each state of the pattern at most once.
    state.budget.take(len(pattern.machine.steps) * len(text) // 2)
    return truth(pattern.matches(text))


def _equal(node: Rule, parts: list[Value | None], state: State) -> Value | None:
    tolerance = [_figure(text, state) for text in node.get("tolerance", "").split()]
    return operators.equal(node, parts, tolerance)


def _equal_rounded(node: Rule, parts: list[Value | None], state: State) -> Value | None:
    figures = _figure(node.get("figures", "0"), state)
    mode = node.get("roundingMode", "significantFigures")
    return operators.equal_rounded(parts, mode, int(figures))


def _rounded_to(node: Rule, parts: list[Value | None], state: State) -> Value | None:
    figures = _figure(node.get("figures", "0"), state)
    mode = node.get("roundingMode", "significantFigures")
    found = operators.numeric(parts)
    return None if found is None else number(operators.rounded(found[0], mode, int(figures)))


def _index(node: Rule, parts: list[Value | None], state: State) -> Value | None:
    place, row = int(_figure(node.get("n", "1"), state)), parts[0]
    if row is None or not 1 <= place <= len(row.atoms):
        return None
    return Value(row.base, (row.atoms[place - 1],))


def _any_n(node: Rule, parts: list[Value | None], state: State) -> Value | None:
    least, most = (_figure(node.get(name, "0"), state) for name in ("min", "max"))
    return operators.any_n(parts, least, most)


def _figure(text: str, state: State) -> Fraction:
    """Read a number of an attribute, or the variable that it names."""
    found = values.atom(text, "float")
    if isinstance(found, Fraction):
        return found
    named = state.variable(text)
    if named is None or not isinstance(named.atom, Fraction):
        raise Unsound("tolerance")
    return named.atom


def _plain(operator: Callable[[list[Value | None]], Value | None]) -> "Operator":
    return lambda _, parts, __: operator(parts)


def _named(operator: Callable[[Rule, list[Value | None]], Value | None]) -> "Operator":
    return lambda node, parts, _: operator(node, parts)


Leaf = Callable[[Rule, State], Value | None]
Operator = Callable[[Rule, list[Value | None], State], Value | None]
LEAVES: Mapping[str, Leaf] = {
    "baseValue": _base_value,
    "variable": _variable,
    "correct": _correct,
    "default": _default,
    "mapResponse": _map_response,
    "null": _null,
}
OPERATORS: Mapping[str, Operator] = {
    **{name: _plain(operator) for name, operator in operators.PLAIN.items()},
    **{name: _named(operator) for name, operator in operators.NAMED.items()},
    "patternMatch": _pattern_match,
    "equal": _equal,
    "equalRounded": _equal_rounded,
    "roundTo": _rounded_to,
    "index": _index,
    "anyN": _any_n,
}
ARITY: Mapping[str, tuple[int, int | None]] = {
    **dict.fromkeys(("multiple", "ordered"), (0, None)),
    **dict.fromkeys(("match", "stringMatch", "equal", "equalRounded", "member", "contains"), (2, 2)),
    **dict.fromkeys(("gt", "gte", "lt", "lte", "subtract", "divide", "power", "delete", "substring"), (2, 2)),
    **dict.fromkeys(("integerDivide", "integerModulus"), (2, 2)),
    **dict.fromkeys(("not", "isNull", "containerSize", "patternMatch", "index", "roundTo"), (1, 1)),
    **dict.fromkeys(("round", "truncate", "integerToFloat"), (1, 1)),
}
