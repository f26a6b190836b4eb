"""The constants of a processing, by what they are compared as: where a mark may change."""

from collections.abc import Iterator

from lms.exchange.qti.asking import Clue, Sort
from lms.exchange.qti.modern.rules import Processing
from lms.exchange.qti.modern.values import NUMERIC
from lms.exchange.qti.program import Rule

ROUNDED = {"decimalPlaces": Sort.PLACES, "significantFigures": Sort.FIGURES}


def of(processing: Processing) -> tuple[Clue, ...]:
    """Gather them, each once."""
    if processing.node is None:
        return ()
    found = (clue for node in processing.node.walk() for clue in _within(node, processing))
    return tuple(dict.fromkeys(found))


def _within(node: Rule, processing: Processing) -> Iterator[Clue]:
    match node.name:
        case "baseValue":
            numeric = node.get("baseType") in NUMERIC
            yield Clue(Sort.NUMBER if numeric else Sort.WORD, node.text)
        case "stringMatch" | "substring":
            yield from _parts(node)
        case "patternMatch":
            yield Clue(Sort.PATTERN, node.get("pattern", ""))
        case "equal" | "equalRounded" | "roundTo":
            yield from _tolerances(node, processing)
        case "variable":
            # A constant may be kept as the default of an outcome.
            text = _named(node.get("identifier", ""), processing)
            if text != node.get("identifier"):
                yield Clue(Sort.NUMBER, text)


def _tolerances(node: Rule, processing: Processing) -> Iterator[Clue]:
    for text in node.get("tolerance", "").split():
        yield Clue(Sort.TOLERANCE, _named(text, processing))
    mode = node.get("roundingMode", "significantFigures")
    if node.get("figures"):
        yield Clue(ROUNDED.get(mode, Sort.FIGURES), _named(node.get("figures", ""), processing))


def _parts(node: Rule) -> Iterator[Clue]:
    if node.name == "stringMatch" and node.get("substring", "false").lower() not in {"true", "1"}:
        return
    for child in node.named("baseValue"):
        yield Clue(Sort.PART, child.text)


def _named(text: str, processing: Processing) -> str:
    result = processing.results.get(text)
    if result is None or result.default is None or result.base not in NUMERIC:
        return text
    return str(result.default.atom)
