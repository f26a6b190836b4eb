"""Response processing of QTI 1.2: conditions in their order, until one that does not continue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange.gift import numbers
from lms.exchange.qti.asking import Clue, Given, Outcome, Response, Sort, Unsound
from lms.exchange.qti.program import Budget, Rule

SCORE = "SCORE"
COMPARED = ("varlt", "varlte", "vargt", "vargte")
TRUE = ("yes", "true", "1")


@dataclass(slots=True)
class Processing:
    """Marks responses; `numeric` names the responses that are numbers, `ordered` rows, `single` one value."""

    node: Rule | None
    budget: Budget
    numeric: frozenset[str] = frozenset()
    ordered: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    declared: dict[str, tuple[Fraction, Fraction | None, Fraction | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self._within("decvar"):
            low, high = numbers.read(one.get("minvalue", "")), numbers.read(one.get("maxvalue", ""))
            start = numbers.read(one.get("defaultval", "")) or Fraction(0)
            self.declared[one.get("varname", SCORE)] = (start, low, high)

    @property
    def runs(self) -> bool:
        """Tell whether anything sets a mark."""
        return any(True for _ in self._within("setvar"))

    @property
    def most(self) -> Fraction | None:
        return self.declared[SCORE][2] if SCORE in self.declared else None

    def grade(self, response: Response) -> Outcome:
        marks = {name: start for name, (start, _, _) in self.declared.items()}
        shown: set[str] = set()
        conditions = self.node.named("respcondition") if self.node is not None else []
        for condition in conditions:
            self.budget.take()
            test = _test(condition)
            if test is None or not self._true(test, response):
                continue
            for one in condition.named("setvar"):
                _set(one, marks)
            shown |= {one.get("linkrefid", "") for one in condition.named("displayfeedback")}
            if not _continues(condition):
                break
        return Outcome(self._score(marks), frozenset(shown))

    def _score(self, marks: Mapping[str, Fraction]) -> Fraction:
        name = SCORE if SCORE in marks or not marks else next(iter(marks))
        score = marks.get(name, Fraction(0))
        _, low, high = self.declared.get(name, (Fraction(0), None, None))
        score = score if low is None else max(score, low)
        return score if high is None else min(score, high)

    def _rows(self, test: Rule) -> list[list[Rule]]:
        """Return the conditions that must all hold; of one row, one is enough, as Canvas writes it.

        Several equal signs over what holds one value only would never be true together: any of them is
        meant. Over a whole order they stand for its places.
        """
        rows: list[list[Rule]] = []
        equals: dict[str, list[Rule]] = {}
        for one in test.parts:
            name = one.get("respident")
            if one.name != "varequal" or name not in (self.single | self.ordered):
                rows.append([one])
            elif name in equals:
                equals[name].append(one)
            else:
                equals[name] = [one]
        for name, row in equals.items():
            rows += [[one] for one in _placed(row)] if name in self.ordered else [row]
        return rows

    def _true(self, node: Rule, response: Response) -> bool:
        self.budget.take()
        match node.name:
            case "and" | "conditionvar":
                return all(any(self._true(one, response) for one in row) for row in self._rows(node))
            case "or":
                return any(self._true(one, response) for one in node.parts)
            case "not":
                return not all(self._true(one, response) for one in node.parts)
            case "other":
                return True
            case "unanswered":
                return not response.get(node.get("respident", ""))
        given = response.get(node.get("respident", ""), ())
        if node.name in TESTS or node.name in COMPARED:
            return self._tested(node, given)
        raise Unsound(node.name[:40])

    def _tested(self, node: Rule, given: Given) -> bool:
        if index := node.get("index"):
            place = int(index) if index.isdigit() else 0
            given = given[place - 1 : place] if place else ()
        wanted = node.text.strip()
        if node.name in COMPARED:
            return any(_compared(node.name, one, wanted) for one in given)
        if node.name == "varequal" and node.get("respident") in self.numeric:
            value = numbers.read(wanted)
            return value is not None and any(numbers.read(one) == value for one in given)
        if node.get("case", "No").lower() not in TRUE:
            wanted, given = wanted.casefold(), tuple(one.casefold() for one in given)
        if node.name == "varsubstring":
            return any(wanted in one for one in given)
        if node.name == "varsubset":
            return bool(given) and all(one in wanted.split(",") for one in given)
        return any(one.strip() == wanted for one in given)

    def _within(self, name: str) -> Iterator[Rule]:
        if self.node is not None:
            yield from (one for one in self.node.walk() if one.name == name)

    def named(self) -> dict[str, tuple[str, ...]]:
        """Return what the conditions compare each response with."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self._within("varequal"):
            name = one.get("respident", "")
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), one.text.strip())))
        return found

    def keys(self) -> dict[str, tuple[str, ...]]:
        """Return what is asked for, and not ruled out, where a mark is given."""
        found: dict[str, tuple[str, ...]] = {}
        conditions = self.node.named("respcondition") if self.node is not None else []
        for condition in conditions:
            test = _test(condition)
            gives = any((numbers.read(one.text) or 0) > 0 for one in condition.named("setvar"))
            for one in _wanted(test) if gives and test is not None else ():
                name = one.get("respident", "")
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), one.text.strip())))
        return found

    def clues(self) -> tuple[Clue, ...]:
        sorts = {"varequal": Sort.WORD, "varsubstring": Sort.PART, **dict.fromkeys(COMPARED, Sort.NUMBER)}
        found = (Clue(sort, one.text.strip()) for name, sort in sorts.items() for one in self._within(name))
        return tuple(dict.fromkeys(found))


TESTS = ("varequal", "varsubstring", "varsubset")


def _placed(row: list[Rule]) -> list[Rule]:
    if len(row) > 1 and not any(one.get("index") for one in row):
        for place, one in enumerate(row, start=1):
            one.attributes["index"] = str(place)
    return row


def _test(condition: Rule) -> Rule | None:
    return next(iter(condition.named("conditionvar")), None)


def _continues(condition: Rule) -> bool:
    """Tell whether the next condition is looked at; Canvas does not say so where it adds parts of a mark."""
    said = condition.get("continue")
    if said:
        return said.lower() in TRUE
    actions = [one.get("action", "Set").lower() for one in condition.named("setvar")]
    return bool(actions) and "set" not in actions


def _wanted(node: Rule) -> Iterator[Rule]:
    if node.name == "varequal":
        yield node
    elif node.name != "not":
        for child in node.parts:
            yield from _wanted(child)


def _compared(name: str, one: str, other: str) -> bool:
    given, wanted = numbers.read(one), numbers.read(other)
    if given is None or wanted is None:
        return False
    return {
        "varlt": given < wanted,
        "varlte": given <= wanted,
        "vargt": given > wanted,
        "vargte": given >= wanted,
    }[name]


def _set(node: Rule, marks: dict[str, Fraction]) -> None:
    name, value = node.get("varname", SCORE), numbers.read(node.text)
    if value is None:
        raise Unsound("setvar")
    before = marks.get(name, Fraction(0))
    match node.get("action", "Set").lower():
        case "set":
            marks[name] = value
        case "add":
            marks[name] = before + value
        case "subtract":
            marks[name] = before - value
        case "multiply":
            marks[name] = before * value
        case "divide" if value:
            marks[name] = before / value
        case other:
            raise Unsound(f"setvar {other}"[:40])
