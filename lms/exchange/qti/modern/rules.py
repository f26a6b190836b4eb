"""Response processing as it stands: rules run in order, and templates are the rules that they stand for."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from lms.exchange.qti import program
from lms.exchange.qti.asking import Outcome, Response, Unsound
from lms.exchange.qti.modern import declarations, values
from lms.exchange.qti.modern.declarations import Declared, Result
from lms.exchange.qti.modern.expressions import State, is_true, value
from lms.exchange.qti.modern.values import Value, number
from lms.exchange.qti.program import Budget, Rule
from lms.exchange.xml import Node

SCORE = "SCORE"
MOST = "MAXSCORE"
SETTING = ("setOutcomeValue", "lookupOutcomeValue")
BRANCHES = ("responseIf", "responseElseIf")


class _Exit(Exception):
    """The processing ends here."""


class Processing:
    """Marks responses to one item; raises Unsound for what it cannot follow."""

    def __init__(self, item: Node, budget: Budget, *, case: bool) -> None:
        self.declared: Mapping[str, Declared] = declarations.responses(item, case=case)
        self.results: Mapping[str, Result] = declarations.outcomes(item)
        node = item.child("responseProcessing")
        self.node = None if node is None else program.ready(node)
        self.budget = budget

    @property
    def runs(self) -> bool:
        """Tell whether there is anything that sets a mark."""
        if self.node is None:
            return False
        setting = (one for one in self.node.walk() if one.name in SETTING)
        return bool(_template(self.node)) or any(self._counts(one.get("identifier")) for one in setting)

    def _counts(self, name: str) -> bool:
        """Tell whether an outcome is a number, which feedback never is."""
        return name == SCORE or (name in self.results and self.results[name].base in values.NUMERIC)

    def grade(self, response: Response) -> Outcome:
        """Mark one response: the score, and the identifiers that feedback waits for as `outcome value`."""
        self.budget.take(1 + len(self.results))
        state = State(self.declared, self.results, response, self.budget)
        for result in self.results.values():
            empty = number(0) if result.base in values.NUMERIC and result.cardinality == "single" else None
            state.outcomes[result.id] = result.default or empty
        try:
            if self.node is not None and self.node.parts:
                _run(self.node.parts, state)
            elif self.node is not None:
                _by_template(_template(self.node), state)
        except _Exit:
            pass
        return Outcome(self._score(state), _shown(state))

    def _score(self, state: State) -> Fraction:
        """Return SCORE, or the one number that is set when the item calls it otherwise."""
        names = (
            [SCORE]
            if SCORE in state.outcomes
            else [
                name
                for name, result in self.results.items()
                if result.base in values.NUMERIC and name != MOST and result.cardinality == "single"
            ][:1]
        )
        found = state.outcomes.get(names[0]) if names else None
        if found is None or isinstance(found.atom, bool) or not isinstance(found.atom, Fraction):
            return Fraction(0)
        return found.atom


def _shown(state: State) -> frozenset[str]:
    found = set()
    for name, result in state.outcomes.items():
        if result is not None and result.base in values.TEXTUAL:
            found |= {f"{name} {one}" for one in result.atoms}
    return frozenset(found)


def _template(node: Rule) -> str:
    """Return a template's name, as its address ends with it."""
    address = node.get("template") or node.get("templateLocation")
    return address.rstrip("/").rpartition("/")[2].removesuffix(".xml")


def _by_template(name: str, state: State) -> None:
    if name == "map_response" or name.startswith("CC2_map_response"):
        state.outcomes[SCORE] = number(_declared(state).mapping_total(state))
        return
    if name != "match_correct" and not name.startswith("CC2_match"):
        raise Unsound(name[:40] or "responseProcessing")
    one = _declared(state)
    given, wanted = one.given(state), one.key()
    right = given is not None and wanted is not None and given.same(wanted)
    most = state.outcomes.get(MOST) if name.startswith("CC2") else None
    state.outcomes[SCORE] = (most or number(1)) if right else number(0)
    if name.startswith("CC2") and "FEEDBACKBASIC" in state.outcomes:
        state.outcomes["FEEDBACKBASIC"] = Value("identifier", ("correct" if right else "incorrect",))


class _One:
    """The response variable that templates speak of."""

    def __init__(self, declared: Declared) -> None:
        self.declared = declared

    def given(self, state: State) -> Value | None:
        return self.declared.read(state.given.get(self.declared.id, ()))

    def key(self) -> Value | None:
        return self.declared.read(self.declared.correct)

    def mapping_total(self, state: State) -> Fraction:
        given = self.given(state)
        if self.declared.mapping is None or given is None:
            return Fraction(0)
        return self.declared.mapping.total(given)


def _declared(state: State) -> _One:
    if "RESPONSE" in state.declared:
        return _One(state.declared["RESPONSE"])
    if len(state.declared) != 1:
        raise Unsound("RESPONSE")
    return _One(next(iter(state.declared.values())))


def _run(rules: Iterable[Rule], state: State) -> None:
    for rule in rules:
        state.budget.take()
        match rule.name:
            case "responseCondition":
                _condition(rule, state)
            case "setOutcomeValue":
                _set(rule, state, value(_only(rule), state))
            case "lookupOutcomeValue":
                _set(rule, state, _looked_up(rule, state))
            case "responseProcessingFragment":
                _run(rule.parts, state)
            case "exitResponse":
                raise _Exit
            case other:
                raise Unsound(other[:40])


def _condition(node: Rule, state: State) -> None:
    for branch in node.parts:
        if branch.name == "responseElse":
            _run(branch.parts, state)
            return
        if branch.name not in BRANCHES or not branch.parts:
            raise Unsound(branch.name[:40])
        test, *rules = branch.parts
        if is_true(test, state):
            _run(rules, state)
            return


def _only(rule: Rule) -> Rule:
    children = rule.parts
    if len(children) != 1:
        raise Unsound(rule.name)
    return children[0]


def _set(rule: Rule, state: State, found: Value | None) -> None:
    name = rule.get("identifier", "")
    if name not in state.results:
        # Some programs forget to declare SCORE; the standard templates do not need it either.
        if name != SCORE:
            raise Unsound(f"outcome {name}"[:60])
    elif found is not None and found.base not in values.NUMERIC:
        result = state.results[name]
        found = Value(
            result.base if result.base in values.TEXTUAL else found.base, found.atoms, result.cardinality
        )
    state.outcomes[name] = found


def _looked_up(rule: Rule, state: State) -> Value | None:
    result = state.results.get(rule.get("identifier", ""))
    source = value(_only(rule), state)
    if result is None or not result.table:
        raise Unsound("lookupOutcomeValue")
    if source is None or not isinstance(source.atom, Fraction):
        return result.otherwise
    exact = (target for start, match, target in result.table if match and source.atom == start)
    # Entries of an interpolation table stand from high to low.
    steps = sorted((one for one in result.table if not one[1]), key=lambda one: -one[0])
    between = (target for start, _, target in steps if source.atom >= start)
    return next(iter((*exact, *between)), result.otherwise)
