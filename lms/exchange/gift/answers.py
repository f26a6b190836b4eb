"""What stands between GIFT's braces: which kind of question it is, and its answers."""

import re
from dataclasses import dataclass
from fractions import Fraction

from lms.exchange import moodle
from lms.exchange.gift import numbers
from lms.exchange.gift.escapes import formatted, shown
from lms.exchange.model import (
    EMPTY,
    Accepted,
    Answer,
    Choice,
    Essay,
    Markup,
    Matching,
    Number,
    Option,
    Ordering,
    Pair,
    ShortText,
    Span,
    Text,
    TrueFalse,
)
from lms.exchange.moodle import ORDERS as RULES
from lms.exchange.moodle import SPACES
from lms.exchange.remarks import Remarks

WEIGHT = re.compile(r"%(-*\d{1,2}\.?\d*)%")
ARROW = "->"
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")


# Moodle's ordering: how many items are drawn, then words in this order, then one item a line.
ORDER = re.compile(
    r">\s*(?P<count>\d{1,3})[ \t]*(?P<drawn>ALL|RANDOM|CONTIGUOUS)?[ \t]*(?:HORIZONTAL|VERTICAL)?[ \t]*"
    rf"(?P<rule>{'|'.join(sorted(RULES, key=len, reverse=True))})?[ \t]*(?:SHOW|HIDE)?[ \t]*"
    r"(?:none|abc|ABCD|123|iii|IIII)?[ \t]*\n(?P<items>.+\n.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question whose answers are read: its name and line for remarks, its markup for the answers'."""

    title: str
    line: int
    markup: Markup
    remarks: Remarks

    def refuse(self, code: str, **values: str) -> None:
        self.remarks.refuse(code, self.line, title=self.title, **values)

    def warn(self, code: str, **values: str) -> None:
        self.remarks.warn(code, self.line, title=self.title, **values)

    def text(self, text: str) -> Text:
        return formatted(text, self.markup)


def read(text: str, asked: Asked) -> Answer | None:
    """Tell the kind by the first sign that betrays it; None when the answers cannot be read."""
    if not text:
        return Essay()
    if text.startswith("#"):
        return _number(text[1:], asked)
    if order := ORDER.fullmatch(text):
        return _ordering(order, asked)
    return _parted(text, asked)


def _parted(text: str, asked: Asked) -> Answer | None:
    """Tell the kind of answers that stand one after the other."""
    if "~" in text:
        return _choice(text, asked)
    if "=" in text and ARROW in text:
        return _matching(text, asked)
    if text.partition("#")[0].strip(SPACES) in (*TRUE, *FALSE):
        return _truefalse(text, asked)
    return _shorttext(text, asked)


def _split(text: str, sign: str) -> list[str]:
    """Split at a sign; nothing before the first sign is no answer."""
    first, *rest = (part.strip(SPACES) for part in text.split(sign))
    return [first, *rest] if first else rest


def _commented(text: str, asked: Asked) -> tuple[str, Text]:
    answer, _, comment = text.partition("#")
    return answer.strip(SPACES), asked.text(comment) if comment.strip(SPACES) else EMPTY


def _weighed(text: str, default: Fraction, asked: Asked) -> tuple[Fraction | None, str]:
    """Take a weight off the front; None when Moodle has no such weight."""
    found = WEIGHT.match(text)
    if found is None:
        return default, text
    signs = found[1].count("-")
    weight = moodle.grade(Fraction(found[1].rstrip("."))) if signs < 2 else None
    if weight is None:
        asked.refuse("exchange.weight", weight=f"{found[1]}%")
    return weight, text[found.end() :]


def _choice(text: str, asked: Asked) -> Choice | None:
    parts = _split(text.replace("=", "~="), "~")
    if len(parts) < 2:
        asked.refuse("exchange.few-options")
        return None
    options = [_option(part, asked) for part in parts]
    kept = tuple(option for option in options if option is not None and option.text)
    if None in options:
        return None
    if len(kept) < 2:
        asked.refuse("exchange.few-options")
        return None
    return Choice(kept, several="=" not in text)


def _option(text: str, asked: Asked) -> Option | None:
    if text.startswith("="):
        weight: Fraction | None = Fraction(1)
        text = text[1:]
    else:
        weight, text = _weighed(text, Fraction(0), asked)
    answer, feedback = _commented(text, asked)
    return None if weight is None else Option(asked.text(answer), weight, feedback)


def _matching(text: str, asked: Asked) -> Matching | None:
    pairs: list[Pair] = []
    for part in _split(text, "="):
        left, arrow, right = part.partition(ARROW)
        if not arrow:
            asked.refuse("gift.pair", text=shown(part))
            return None
        pair = Pair(asked.text(left), shown(right))
        if pair.left and not pair.right:
            asked.refuse("gift.pair", text=shown(part))
            return None
        if pair.right:
            pairs.append(pair)
    if len(pairs) < 2:
        asked.refuse("exchange.few-pairs")
        return None
    return Matching(tuple(pairs))


def _ordering(order: re.Match[str], asked: Asked) -> Ordering | None:
    """Take one item a line, in the right order."""
    items = tuple(text for line in order["items"].split("\n") if (text := asked.text(line)))
    if len(items) < 2:
        asked.refuse("exchange.few-options")
        return None
    rule = RULES[order["rule"] or "ABSOLUTE_POSITION"]
    if rule is None:
        asked.warn("exchange.order-rule", rule=order["rule"])
    if order["drawn"] in {"RANDOM", "CONTIGUOUS"}:
        asked.warn("exchange.order-drawn", count=order["count"])
    return Ordering(items, rule or "position")


def _truefalse(text: str, asked: Asked) -> TrueFalse:
    """The first comment is for whoever errs, the second for whoever is right."""
    answer, *comments = text.split("#", maxsplit=2)
    told = [asked.text(comment) if comment.strip(SPACES) else EMPTY for comment in comments]
    wrong, right, *_ = *told, EMPTY, EMPTY
    if answer.strip(SPACES) in TRUE:
        return TrueFalse(right=True, if_true=right, if_false=wrong)
    return TrueFalse(right=False, if_true=wrong, if_false=right)


def _shorttext(text: str, asked: Asked) -> ShortText | None:
    accepted: list[Accepted] = []
    for part in _split(text, "="):
        weight, rest = _weighed(part, Fraction(1), asked)
        if weight is None:
            return None
        pattern, feedback = _commented(rest, asked)
        if asked.text(pattern):
            accepted.append(Accepted(asked.text(pattern).text, weight, feedback))
    if not any(one.weight == 1 for one in accepted):
        asked.refuse("exchange.no-full-mark")
        return None
    return ShortText(tuple(accepted))


def _number(text: str, asked: Asked) -> Number | None:
    """Read values, tolerances and ranges; `~#` comments on every other number, and so does `*`."""
    text, tilde, other = text.partition("~")
    otherwise = _commented(other, asked)[1] if tilde else EMPTY
    spans: list[Span] = []
    for part in _split(text, "="):
        weight, rest = _weighed(part, Fraction(1), asked)
        if weight is None:
            return None
        value, feedback = _commented(rest, asked)
        if shown(value).partition(":")[0].strip(SPACES) == "*" and not weight:
            otherwise = otherwise or feedback
            break
        bounds = numbers.bounds(shown(value))
        if bounds is None:
            asked.refuse("gift.number", text=shown(value))
            return None
        spans.append(Span(*bounds, weight, feedback))
    if not spans:
        asked.refuse("gift.no-number")
        return None
    return Number(tuple(spans), otherwise)
