"""Formulas of calculated questions, reckoned by rules of our own: four operations and a table of functions.

Sums and quotients stay exact; what a function gives is as exact as a float. Nothing is ever evaluated.
"""

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

TOKEN = re.compile(
    r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d{1,3})?|\.\d+(?:[eE][+-]?\d{1,3})?)|([a-z][a-z0-9]*)|(\*\*|[-+*/%(),]))"
)
LONGEST = 1000
DEEPEST = 40
GREATEST = 400
OF_MATH = (
    "acos acosh asin asinh atan atan2 atanh ceil cos cosh exp expm1 floor fmod log log10 log1p sin sinh sqrt"
    " tan tanh"
)
FUNCTIONS: dict[str, Callable[..., float]] = {name: getattr(math, name) for name in OF_MATH.split(" ")}
FUNCTIONS |= {"deg2rad": math.radians, "rad2deg": math.degrees, "pi": lambda: math.pi}
EXACT: dict[str, Callable[..., Fraction]] = {"abs": abs, "max": max, "min": min}


class Unsound(Exception):
    """A formula that cannot be reckoned."""


def reckoned(formula: str, values: Mapping[str, Fraction]) -> Fraction:
    """Return what a formula gives for these values; raise Unsound where it gives nothing."""
    if len(formula) > LONGEST:
        raise Unsound
    written = re.sub(r"\{([^{}=]+)\}", lambda found: _value(found[1], values), formula)
    reading = _Reading(_tokens(written))
    try:
        found = reading.sum(0)
    except (ArithmeticError, ValueError, TypeError, IndexError):
        raise Unsound from None
    if reading.rest:
        raise Unsound
    return found


def _value(name: str, values: Mapping[str, Fraction]) -> str:
    if name not in values:
        raise Unsound
    return f"({values[name].numerator}/{values[name].denominator})"


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            raise Unsound
        found.append(token[1] or token[2] or token[3])
        at = token.end()
    return found


class _Reading:
    """Reads from the first token on, each rule of the grammar a method."""

    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens[::-1]

    def _next(self, *wanted: str) -> str:
        """Take the next token if it is one of these."""
        return self.rest.pop() if self.rest and self.rest[-1] in wanted else ""

    def sum(self, depth: int) -> Fraction:
        if depth > DEEPEST:
            raise Unsound
        value = self._product(depth)
        while sign := self._next("+", "-"):
            other = self._product(depth)
            value = value + other if sign == "+" else value - other
        return value

    def _product(self, depth: int) -> Fraction:
        value = self._signed(depth)
        while sign := self._next("*", "/", "%"):
            other = self._signed(depth)
            if sign == "%":
                value = Fraction(math.fmod(int(value), int(other)))
            else:
                value = value * other if sign == "*" else value / other
        return value

    def _signed(self, depth: int) -> Fraction:
        if depth > DEEPEST:
            raise Unsound
        signs = 0
        while sign := self._next("+", "-"):
            signs += sign == "-"
        value = self._atom(depth)
        if self._next("**"):
            value = power(value, self._signed(depth + 1))
        return -value if signs % 2 else value

    def _atom(self, depth: int) -> Fraction:
        if self._next("("):
            value = self.sum(depth + 1)
            self._closed()
            return value
        token = self.rest.pop()
        return self._call(token, depth) if token[0].isalpha() else Fraction(token.removesuffix("."))

    def _closed(self) -> None:
        if not self._next(")"):
            raise Unsound

    def _call(self, name: str, depth: int) -> Fraction:
        if not self._next("("):
            raise Unsound
        given: list[Fraction] = []
        if not self._next(")"):
            given.append(self.sum(depth + 1))
            while self._next(","):
                given.append(self.sum(depth + 1))
            self._closed()
        return _called(name, given)


def _called(name: str, given: list[Fraction]) -> Fraction:
    if name == "pow":
        return power(*given)
    if name == "round":
        return rounded(given[0], int(given[1]) if len(given) > 1 else 0)
    if name in EXACT:
        return EXACT[name](*given)
    if name not in FUNCTIONS:
        raise Unsound
    return Fraction(str(FUNCTIONS[name](*(float(one) for one in given))))


def power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > GREATEST or abs(base) > 10**GREATEST:
        raise Unsound
    if exponent.denominator == 1:
        return base**exponent.numerator
    return Fraction(str(float(base) ** float(exponent)))


def rounded(value: Fraction, places: int) -> Fraction:
    """Round a half away from zero."""
    if abs(places) > 30:
        raise Unsound
    size = math.floor(abs(value) * Fraction(10) ** places + Fraction(1, 2)) / Fraction(10) ** places
    return size if value >= 0 else -size
