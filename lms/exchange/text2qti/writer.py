"""Neutral questions to text2qti; what it cannot ask as it was meant is left out, and named."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby

from lms.content.findings import shortened
from lms.exchange.gift.numbers import write as number
from lms.exchange.model import (
    Answer,
    Bank,
    Choice,
    Description,
    Essay,
    Item,
    Number,
    Option,
    ShortText,
    Text,
    TrueFalse,
    Written,
)
from lms.exchange.quizfile import rich
from lms.exchange.quizfile.blocks import WORDS
from lms.exchange.quizfile.language import guess
from lms.exchange.remarks import Remarks
from lms.exchange.text2qti import numbers, reader

# The lines of one question's answers, or None with the reason in the remarks.
Rows = list[str]
SMALLEST = Fraction(1, 10_000)


def write(bank: Bank, path: str = "") -> Written:
    """Write every question that text2qti can ask; the remarks name the others and what others lose."""
    remarks = Remarks(path)
    lang = guess(bank)
    parts: list[str] = []
    if bank.title:
        parts.append(f"Quiz title: {' '.join(bank.title.split())}\n")
    if bank.intro:
        parts.append(_led("Quiz description: ", _markdown(bank.intro), 2))
    if any(item.shuffle for item in bank.items):
        parts.append("Shuffle answers: true\n")
    count = 0
    for category, items in groupby(bank.items, key=lambda item: item.category):
        written = [(item, text) for item in items if (text := _item(item, lang, remarks)) is not None]
        grouped = _drawn(bank.draws.get(category), [item for item, _ in written])
        if grouped:
            parts.append(
                f"GROUP\npick: {bank.draws[category]}\npoints per question: {written[0][0].points}\n"
            )
        for item, text in written:
            count += not isinstance(item.answer, Description)
            parts.append(_numbered(item, text, count, grouped=grouped))
            if category and not grouped:
                remarks.warn("exchange.category", item.line, title=shortened(item.title), name=category)
        parts += ["END_GROUP\n"] if grouped else []
    return Written("\n".join(parts).encode(errors="replace"), tuple(remarks.found))


def _drawn(draw: int | None, items: Sequence[Item]) -> bool:
    """Tell whether a group can be written: more questions than are drawn, all worth the same whole points."""
    if draw is None or len(items) <= draw or any(isinstance(item.answer, Description) for item in items):
        return False
    points = {item.points for item in items}
    return len(points) == 1 and points.pop().denominator == 1


def _numbered(item: Item, text: str, count: int, *, grouped: bool) -> str:
    if isinstance(item.answer, Description):
        return text
    points = "" if item.points == 1 or grouped else f"Points: {number(round(item.points, 7))}\n"
    title = f"Title: {' '.join(item.title.split())}\n" if item.title else ""
    return f"{title}{points}{count}.  {text}"


def _item(item: Item, lang: str, remarks: Remarks) -> str | None:
    """Write one question without its number; None, with a remark, when it would not come back."""
    title = shortened(item.title)
    if isinstance(item.answer, Description):
        return f"Text title: {' '.join(item.title.split())}\n{_led('Text: ', _markdown(item.prompt), 2)}"
    rows, code = _rows(item, lang)
    if code:
        remarks.refuse(code, item.line, title=title, kind=type(item.answer).__name__.lower())
        return None
    prompt = _markdown(item.prompt) or rich.escaped(" ".join(item.title.split())) or "?"
    text = _led("", prompt, 4) + _led("... ", _markdown(item.explanation), 4) + "".join(rows)
    if not _same(f"1.  {text}", item):
        remarks.refuse("exchange.unwritable", item.line, title=title)
        return None
    _note_losses(item, remarks, title)
    return text


def _rows(item: Item, lang: str) -> tuple[Rows, str]:
    match item.answer:
        case TrueFalse(right=right):
            words = WORDS[lang]
            answer = item.answer
            options = (
                Option(Text(words[0]), Fraction(int(right)), answer.if_true),
                Option(Text(words[1]), Fraction(int(not right)), answer.if_false),
            )
            return _choice(Choice(options))
        case Choice():
            return _choice(item.answer)
        case ShortText():
            return _shorttext(item.answer)
        case Number():
            return _number(item.answer)
        case Essay():
            return ["____\n"], ""
    return [], "exchange.kind"


def _choice(answer: Choice) -> tuple[Rows, str]:
    weights = [max(option.weight, Fraction(0)) for option in answer.options]
    keys = [weight for weight in weights if weight]
    whole = answer.rule == "all" or (answer.rule != "each" and len(set(keys)) == 1)
    if not keys or (not answer.several and keys != [Fraction(1)]) or not whole or len(weights) < 2:
        return [], "exchange.shares"
    if len(weights) > 26:
        return [], "aiken.too-many"
    rows: Rows = []
    for place, (option, weight) in enumerate(zip(answer.options, weights, strict=True)):
        letter = chr(ord("a") + place)
        sign = ("[*] " if weight else "[ ] ") if answer.several else f"{'*' if weight else ''}{letter}) "
        rows += [_led(sign, _markdown(option.text), 4), _led("... ", _markdown(option.feedback), 4)]
    return rows, ""


def _shorttext(answer: ShortText) -> tuple[Rows, str]:
    if any(one.weight != 1 for one in answer.answers):
        return [], "exchange.shares"
    words = [one.pattern.replace("\\*", "\0") for one in answer.answers]
    if any("*" in word for word in words):
        return [], "exchange.wildcard"
    rows: Rows = []
    for word, one in zip(words, answer.answers, strict=True):
        rows += [f"*   {word.replace(chr(0), '*')}\n", _led("... ", _markdown(one.feedback), 4)]
    return rows, ""


def _number(answer: Number) -> tuple[Rows, str]:
    if len(answer.spans) > 1 or answer.spans[0].weight != 1:
        return [], "exchange.shares"
    return [f"=   {numbers.write(answer.spans[0])}\n"], ""


def _led(sign: str, text: str, indent: int) -> str:
    """Write a text after its sign, what follows its first line indented; nothing at all without a text."""
    if not text:
        return ""
    head, *rest = text.split("\n")
    named = sign.endswith(": ")
    depth = indent if named else max(indent, len(sign))
    more = "".join(f"{' ' * depth}{line}".rstrip() + "\n" for line in rest)
    return f"{sign if named or not sign else sign.ljust(indent)}{head}\n{more}"


def _markdown(text: Text) -> str:
    """Write Markdown that Python's own reader of it knows: a line is broken by a tag."""
    return rich.markdown(text).markdown.replace("\\\n", "<br>\n") if text else ""


def _same(text: str, item: Item) -> bool:
    """Read the question back: its answers must be as many, and mark the same."""
    found = reader.read(text)
    if len(found.items) != 1:
        return False
    return _shape(found.items[0]) == _shape(item)


def _shape(item: Item) -> tuple[object, ...]:
    match item.answer:
        case TrueFalse(right=right):
            return ("choice", False, right, not right)
        case Choice(options=options, several=several):
            return ("choice", several, *(one.weight > 0 for one in options))
        case ShortText(answers=answers):
            return ("shorttext", *(" ".join(one.pattern.split()) for one in answers))
        case Number(spans=spans):
            return ("number", *((one.low, one.high) for one in spans))
    return (type(item.answer).__name__,)


def _note_losses(item: Item, remarks: Remarks, title: str) -> None:
    def lost(code: str, **values: str) -> None:
        remarks.warn(code, item.line, title=title, **values)

    _note_answer(item.answer, lost)
    if (item.points * 2).denominator != 1:
        lost("exchange.half-points", points=number(round(item.points, 4)))
    if item.hints:
        lost("exchange.hints")
    if item.tags:
        lost("exchange.tags", tags=", ".join(item.tags))
    texts = [item.prompt, item.explanation, *_texts(item)]
    for name in dict.fromkeys(name for text in texts for name in rich.markdown(text).pictures):
        lost("exchange.picture", name=name)


def _note_answer(answer: Answer, lost: Callable[..., None]) -> None:
    match answer:
        case Choice(several=True, rule=rule) if rule != "all":
            lost("exchange.all-or-nothing")
        case Choice(options=options, several=False) if any(one.weight < 0 for one in options):
            lost("exchange.negative")
        case ShortText(case=True):
            lost("exchange.case")
        case Number():
            _note_number(answer, lost)
        case Essay(words=words, rubric=rubric) if words or rubric:
            lost("exchange.rubric")


def _note_number(answer: Number, lost: Callable[..., None]) -> None:
    (span,) = answer.spans
    if answer.units != "ignored":
        lost("exchange.unit", unit=span.unit or "?")
    if span.feedback:
        lost("exchange.feedback")
    if answer.otherwise:
        lost("exchange.otherwise")
    if min(abs(span.low), abs(span.high)) < SMALLEST:
        lost("exchange.near-zero")


def _texts(item: Item) -> list[Text]:
    match item.answer:
        case Choice(options=options):
            return [text for one in options for text in (one.text, one.feedback)]
        case ShortText(answers=answers):
            return [one.feedback for one in answers]
    return []
