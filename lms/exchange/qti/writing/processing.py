"""Processing of our own answers: exact, in expressions that every reader of QTI knows."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from lms.exchange.gift.numbers import write as decimal
from lms.exchange.qti.writing.tree import Element, element, extended

SCORE = "SCORE"
FEEDBACK = "FEEDBACK"


def base(value: str, kind: str = "identifier") -> Element:
    return element("baseValue", text=value, baseType=kind)


def variable(name: str) -> Element:
    return element("variable", identifier=name)


def number(value: Fraction) -> Element:
    """Return a constant, as a division where no decimals end."""
    bare = value.denominator
    for prime in (2, 5):
        while bare % prime == 0:
            bare //= prime
    if bare == 1:
        return base(decimal(value), "float")
    return element("divide", number(Fraction(value.numerator)), number(Fraction(value.denominator)))


def scaled(expression: Element, factor: Fraction) -> Element:
    """Return the expression times a factor, without rounding."""
    if factor == 1:
        return expression
    if factor.denominator == 1:
        return element("product", expression, number(factor))
    if factor.numerator != 1:
        expression = element("product", expression, number(Fraction(factor.numerator)))
    return element("divide", expression, number(Fraction(factor.denominator)))


def when(condition: Element, rules: Iterable[Element]) -> Element:
    return element("responseCondition", extended(element("responseIf", condition), rules))


def chain(
    branches: Sequence[tuple[Element, Sequence[Element]]], otherwise: Sequence[Element] = ()
) -> list[Element]:
    """Return one condition whose first branch that is true decides."""
    made = element("responseCondition")
    for place, (condition, rules) in enumerate(branches):
        made.append(extended(element("responseElseIf" if place else "responseIf", condition), rules))
    if otherwise:
        made.append(extended(element("responseElse"), otherwise))
    return [made] if branches else []


def put(name: str, expression: Element) -> Element:
    return element("setOutcomeValue", expression, identifier=name)


def add(name: str, expression: Element) -> Element:
    return put(name, element("sum", variable(name), expression))


def tell(identifier: str) -> Element:
    """Show one more feedback."""
    return put(FEEDBACK, element("multiple", variable(FEEDBACK), base(identifier)))


def answered(name: str) -> Element:
    return element("not", element("isNull", variable(name)))


def mapping(weights: Iterable[tuple[str, Fraction]], *, bounded: bool) -> tuple[Element, int]:
    """Return a mapping in whole numbers, and what stands in it for one."""
    known = [(key, weight) for key, weight in weights if weight]
    whole = lcm(*(weight.denominator for _, weight in known))
    made = element("mapping", defaultValue="0")
    if bounded:
        made.set("lowerBound", "0")
        made.set("upperBound", str(whole))
    for key, weight in known:
        made.append(element("mapEntry", mapKey=key, mappedValue=str(weight * whole)))
    return made, whole


def declared(
    name: str,
    kind: str,
    correct: Iterable[str],
    *,
    cardinality: str = "single",
    mapped: Element | None = None,
) -> Element:
    made = element("responseDeclaration", identifier=name, cardinality=cardinality, baseType=kind)
    values = [element("value", text=one) for one in correct]
    if values:
        made.append(element("correctResponse", *values))
    if mapped is not None and len(mapped):
        made.append(mapped)
    return made
