"""Cloze: questions embedded in a text, `{2:SHORTANSWER:=Jakarta~%50%Batavia#hampir}`, read and written."""

import re
from fractions import Fraction
from html import escape, unescape

from lms.exchange.gift import numbers
from lms.exchange.model import (
    EMPTY,
    Accepted,
    Answer,
    Choice,
    Gap,
    Gaps,
    Markup,
    Number,
    Option,
    ShortText,
    Span,
    Text,
    gap_sign,
)
from lms.exchange.moodle import SPACES
from lms.exchange.moodlexml.fields import ALL, Form, Unreadable

NUMBERS = ("NUMERICAL", "NM")
TEXTS = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC")
CASED = frozenset({"SHORTANSWER_C", "SAC", "MWC"})
SINGLES: tuple[str, ...] = (
    "MULTICHOICE",
    "MC",
    "MULTICHOICE_V",
    "MCV",
    "MULTICHOICE_H",
    "MCH",
    "MULTICHOICE_S",
    "MCS",
)
SINGLES += ("MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS")
SEVERALS = (
    "MULTIRESPONSE",
    "MR",
    "MULTIRESPONSE_H",
    "MRH",
    "MULTIRESPONSE_S",
    "MRS",
    "MULTIRESPONSE_HS",
    "MRHS",
)
TYPES = "|".join(sorted((*NUMBERS, *TEXTS, *SINGLES, *SEVERALS), key=len, reverse=True))
OPENING = re.compile(rf"\{{([0-9]{{0,6}}):({TYPES}):")
LONGEST = 20_000
WEIGHT = re.compile(r"=|%(-?[0-9]{1,9}(?:[.,][0-9]{0,9})?)%")
DIGITS = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
NUMBER = re.compile(rf"({DIGITS})(?::({DIGITS}))?")
NEAR = Fraction(1, 10**6)
ENTITY = re.compile(r"&(?:amp)?$")


def read(form: Form, prompt: Text) -> tuple[Text, Answer]:  # noqa: ARG001 # Reader's signature
    parts: list[str] = []
    found: list[Gap] = []
    at = 0
    for opening in OPENING.finditer(prompt.text):
        if opening.start() < at:
            continue
        end = _closing(prompt.text, opening.end())
        if end is None:
            raise Unreadable("exchange.cloze", text=prompt.text[opening.start() :][:30])
        gap = _gap(opening[1], opening[2], prompt.text[opening.end() : end])
        parts += [prompt.text[at : opening.start()], gap_sign(len(found))]
        found.append(gap)
        at = end + 1
    if not found:
        raise Unreadable("exchange.cloze", text="{1:SHORTANSWER:=…}")
    words = "".join([*parts, prompt.text[at:]])
    return Text(words, prompt.markup), Gaps(tuple(found))


def total(answer: Gaps) -> Fraction:
    """Return what a cloze is worth: the sum of its gaps' weights."""
    return sum((gap.weight for gap in answer.gaps), Fraction(0))


def _closing(text: str, start: int) -> int | None:
    """Find the brace that ends the answers; one after a backslash is meant as text."""
    end = min(len(text), start + LONGEST)
    at = text.find("}", start, end)
    while at > 0 and text[at - 1] == "\\":
        at = text.find("}", at + 1, end)
    return at if at > start else None


def _gap(weight: str, kind: str, inner: str) -> Gap:
    rows = [_row(part) for part in _split(inner, "~")]
    worth = Fraction(weight) if weight else Fraction(1)
    if kind in TEXTS:
        return Gap(_shorttext(rows, case=kind in CASED), worth)
    if kind in NUMBERS:
        return Gap(_number(rows), worth)
    return Gap(_choice(rows, several=kind in SEVERALS), worth)


# Its weight, None where none was written, its words, its feedback.
Row = tuple[Fraction | None, str, Text]


def _split(text: str, sign: str, most: int = 0) -> list[str]:
    r"""Part at a sign that no backslash goes before."""
    return re.split(rf"(?<!\\){sign}", text, maxsplit=most)


def _row(part: str) -> Row:
    found = WEIGHT.match(part)
    rest = part[found.end() :] if found else part
    weight = None
    if found:
        weight = Fraction(found[1].replace(",", ".").rstrip(".")) / 100 if found[1] else Fraction(1)
    answer, comment = _parted(rest)
    told = _meant(comment).strip(SPACES)
    return _exact(weight), _meant(answer).strip(SPACES), Text(told, Markup.HTML) if told else EMPTY


def _parted(text: str) -> tuple[str, str]:
    """Part answer and feedback at the first `#` that neither is escaped nor begins a letter's number."""
    for found in re.finditer(r"(?<!\\)#", text):
        if found.start() and not ENTITY.search(text, max(0, found.start() - 5), found.start()):
            return text[: found.start()], text[found.end() :]
    return text, ""


def _exact(weight: Fraction | None) -> Fraction | None:
    """Mean thirds and their like exactly, although they are written with few decimals."""
    if weight is None:
        return None
    nearest = weight.limit_denominator(20)
    return nearest if abs(nearest - weight) < 5 * NEAR else weight


def _meant(text: str) -> str:
    return re.sub(r"\\([}#~/])", r"\1", text)


def _shorttext(rows: list[Row], *, case: bool) -> ShortText:
    found = tuple(
        Accepted(unescape(text), weight or Fraction(0), told) for weight, text, told in rows if text
    )
    if not any(one.weight == 1 for one in found):
        raise Unreadable("exchange.no-full-mark")
    return ShortText(found, case=case)


def _number(rows: list[Row]) -> Number:
    spans: list[Span] = []
    otherwise = EMPTY
    for weight, text, told in rows:
        if text == "*":
            otherwise = told
            spans += [Span(-ALL, ALL, weight, told)] if weight else []
            break
        found = NUMBER.fullmatch(unescape(text))
        middle = numbers.read(found[1].replace(",", ".")) if found else None
        width = numbers.read((found[2] or "0").replace(",", ".")) if found else None
        if middle is None or width is None:
            raise Unreadable("gift.number", text=text[:40])
        spans.append(Span(middle - abs(width), middle + abs(width), weight or Fraction(0), told))
    if not any(span.weight == 1 for span in spans):
        raise Unreadable("exchange.no-full-mark")
    return Number(tuple(spans), otherwise)


def _choice(rows: list[Row], *, several: bool) -> Choice:
    """Of several, what is right shares the whole mark, and what is wrong takes one right one's share away."""
    rows = [row for row in rows if row[1]]
    if len(rows) < 2 and not several:
        raise Unreadable("exchange.few-options")
    weights = [weight or Fraction(0) for weight, _, _ in rows]
    if several:
        gain = sum((weight for weight in weights if weight > 0), Fraction(0))
        if not gain:
            raise Unreadable("exchange.no-full-mark")
        named = any(weight not in {None, Fraction(1)} for weight, _, _ in rows)
        weights = [weight / gain if weight > 0 else weight if named else -1 / gain for weight in weights]
    elif max(weights) != 1:
        raise Unreadable("exchange.no-full-mark")
    options = [
        Option(Text(text, Markup.HTML), weight, told)
        for weight, (_, text, told) in zip(weights, rows, strict=True)
    ]
    return Choice(tuple(options), several=several)


def write(gap: Gap) -> str:
    """Write one gap; its words are those of HTML."""
    match gap.answer:
        case ShortText(answers=answers, case=case):
            name = "SHORTANSWER_C" if case else "SHORTANSWER"
            rows = [(one.weight, escape(one.pattern, quote=False), one.feedback) for one in answers]
        case Number(spans=spans):
            name = "NUMERICAL"
            rows = [(one.weight, _span(one), one.feedback) for one in spans]
        case Choice(options=options, several=several):
            name = "MULTIRESPONSE" if several else "MULTICHOICE_S"
            rows = [(one.weight, _html(one.text), one.feedback) for one in options]
    parts = [f"{_weight(weight, text)}{_signed(text)}{_told(told)}" for weight, text, told in rows]
    return f"{{{gap.weight}:{name}:{'~'.join(parts)}}}"


def _span(span: Span) -> str:
    if span.high - span.low >= 2 * ALL:
        return "*"
    return f"{numbers.write((span.low + span.high) / 2)}:{numbers.write((span.high - span.low) / 2)}"


def _weight(weight: Fraction, text: str) -> str:
    if not weight:
        # A weight of nothing need not be said, but where the words look like one.
        return "%0%" if text.startswith(("=", "%")) else ""
    return "=" if weight == 1 else f"%{numbers.write(round(weight * 100, 7))}%"


def _told(text: Text) -> str:
    return f"#{_signed(_html(text))}" if text else ""


def _html(text: Text) -> str:
    return text.text if text.markup is Markup.HTML else escape(text.text, quote=False)


def _signed(text: str) -> str:
    return re.sub(r"[}#~]", r"\\\g<0>", text)
