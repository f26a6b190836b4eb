"""Answers as interactions with their processing; what has no way into QTI is refused with its reason."""

from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange import patterns
from lms.exchange.gift.numbers import write as decimal
from lms.exchange.model import Accepted, Choice, Number, ShortText, Span, Text, TrueFalse
from lms.exchange.qti.writing import processing as p
from lms.exchange.qti.writing import xhtml
from lms.exchange.qti.writing.tree import Element, element
from lms.exchange.quizfile import rich

SPECIAL = "\\.[]{}()*+-?^$|#&~"


class Unwritable(Exception):
    """The answer cannot be written; holds the code of the remark, and its values."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(slots=True)
class Told:
    """Feedback by identifier, as it is met."""

    texts: dict[str, Text] = field(default_factory=dict)

    def rules(self, text: Text) -> list[Element]:
        """Return the rule that shows a feedback; none for an empty one."""
        if not text:
            return []
        name = f"F{len(self.texts) + 1}"
        self.texts[name] = text
        return [p.tell(name)]


@dataclass(frozen=True, slots=True)
class Asking:
    """What asks, what declares the response, and rules that set `score` to a fraction of one."""

    interaction: Element
    declaration: Element
    rules: tuple[Element, ...]
    score: Element


def choice(answer: Choice | TrueFalse, name: str, words: tuple[str, str], told: Told) -> Asking:
    options, kind = _options(answer, words)
    several = isinstance(answer, Choice) and answer.several
    keys = [key for key, _, weight, _ in options if weight > 0]
    best = keys if several else [max(options, key=lambda one: one[2])[0]]
    mapped, whole = p.mapping(((key, weight) for key, _, weight, _ in options), bounded=several)
    made = element(kind, responseIdentifier=name, shuffle="false", maxChoices="0" if several else "1")
    made.extend(xhtml.inline(element("simpleChoice", identifier=key), text) for key, text, _, _ in options)
    rules = [
        p.when(element("member", p.base(key), p.variable(name)) if several else _is(name, key), found)
        for key, _, _, feedback in options
        if (found := told.rules(feedback))
    ]
    cardinality = "multiple" if several else "single"
    if isinstance(answer, Choice) and several and answer.rule == "all":
        right = element("match", p.variable(name), element("correct", identifier=name))
        rules = [p.when(right, [p.put("RIGHT", p.base("1", "float"))]), *rules]
        declaration = p.declared(name, "identifier", keys, cardinality=cardinality)
        return Asking(made, declaration, tuple(rules), p.variable("RIGHT"))
    if isinstance(answer, Choice) and several and answer.rule == "each":
        tests = [_decided(name, key, weight > 0) for key, _, weight, _ in options]
        rules = [*(p.when(test, [p.add("RIGHT", p.base("1", "float"))]) for test in tests), *rules]
        declaration = p.declared(name, "identifier", keys, cardinality=cardinality)
        return Asking(
            made, declaration, tuple(rules), p.scaled(p.variable("RIGHT"), Fraction(1, len(options)))
        )
    declaration = p.declared(name, "identifier", best, cardinality=cardinality, mapped=mapped)
    score = p.scaled(element("mapResponse", identifier=name), Fraction(1, whole))
    return Asking(made, declaration, tuple(rules), score)


def _options(
    answer: Choice | TrueFalse, words: tuple[str, str]
) -> tuple[list[tuple[str, Text, Fraction, Text]], str]:
    if isinstance(answer, TrueFalse):
        rows = zip(
            ("true", "false"),
            words,
            (answer.right, not answer.right),
            (answer.if_true, answer.if_false),
            strict=True,
        )
        return [
            (key, Text(word), Fraction(right), told) for key, word, right, told in rows
        ], "choiceInteraction"
    found = [
        (f"A{place}", one.text, one.weight, one.feedback) for place, one in enumerate(answer.options, start=1)
    ]
    return found, "choiceInteraction"


def _decided(name: str, key: str, right: bool) -> Element:
    """Say that an option was rightly chosen, or rightly left by somebody who chose something."""
    chosen = element("member", p.base(key), p.variable(name))
    return chosen if right else element("and", p.answered(name), element("not", chosen))


def _is(name: str, key: str) -> Element:
    return element("match", p.variable(name), p.base(key))


def dropdown(answer: Choice, name: str, told: Told) -> Asking:
    """A list within a text, whose options are mere words."""
    made = element("inlineChoiceInteraction", responseIdentifier=name, shuffle="false")
    rows = [(f"A{place}", one) for place, one in enumerate(answer.options, start=1)]
    made.extend(element("inlineChoice", text=rich.words(one.text), identifier=key) for key, one in rows)
    mapped, whole = p.mapping(((key, one.weight) for key, one in rows), bounded=False)
    best = max(rows, key=lambda row: row[1].weight)[0]
    rules = [p.when(_is(name, key), found) for key, one in rows if (found := told.rules(one.feedback))]
    score = p.scaled(element("mapResponse", identifier=name), Fraction(1, whole))
    return Asking(made, p.declared(name, "identifier", [best], mapped=mapped), tuple(rules), score)


def words(answer: ShortText, name: str, told: Told) -> Asking:
    """The first pattern that matches decides."""
    branches = [
        (_matches(one, name, case=answer.case), _earned(name, one.weight, one.feedback, told))
        for one in answer.answers
    ]
    best = max(answer.answers, key=lambda one: one.weight)
    correct = "".join(patterns.pieces(best.pattern))
    declaration = p.declared(name, "string", [correct] if correct else [])
    return Asking(_entry(name), declaration, tuple(p.chain(branches)), p.variable(f"{name}_PART"))


def _entry(name: str) -> Element:
    return element("textEntryInteraction", responseIdentifier=name, expectedLength="20")


def _earned(name: str, weight: Fraction, feedback: Text, told: Told) -> list[Element]:
    return [p.put(f"{name}_PART", p.number(weight)), *told.rules(feedback)]


def _matches(one: Accepted, name: str, *, case: bool) -> Element:
    parts = patterns.pieces(one.pattern)
    if len(parts) == 1:
        text = parts[0]
        sensitive = "true" if case else "false"
        return element("stringMatch", p.variable(name), p.base(text, "string"), caseSensitive=sensitive)
    if all(not part for part in parts):
        return p.answered(name)
    pattern = "(.|\\n)*".join("".join(_letter(letter, case=case) for letter in part) for part in parts)
    return element("patternMatch", p.variable(name), pattern=pattern)


def _letter(letter: str, *, case: bool) -> str:
    """Write one letter of a pattern, in both cases where case does not count."""
    both = [letter] if case else [letter, letter.lower(), letter.upper()]
    both = [one for one in dict.fromkeys(both) if len(one) == 1]
    if len(both) > 1:
        return f"[{''.join(both)}]"
    return f"\\{letter}" if letter in SPECIAL else letter


def number(answer: Number, name: str, told: Told) -> Asking:
    """The first span that holds the number decides."""
    if answer.units == "required":
        raise Unwritable("exchange.unwritable")
    branches = [(_holds(one, name), _earned(name, one.weight, one.feedback, told)) for one in answer.spans]
    other = told.rules(answer.otherwise)
    rules = p.chain(branches, [p.when(p.answered(name), other)] if other else [])
    best = max(answer.spans, key=lambda one: one.weight)
    declaration = p.declared(name, "float", [decimal((best.low + best.high) / 2)])
    return Asking(_entry(name), declaration, tuple(rules), p.variable(f"{name}_PART"))


def _holds(span: Span, name: str) -> Element:
    if span.low == span.high:
        return element("equal", p.variable(name), p.number(span.low), toleranceMode="exact")
    return element(
        "and",
        element("gte", p.variable(name), p.number(span.low)),
        element("lte", p.variable(name), p.number(span.high)),
    )
