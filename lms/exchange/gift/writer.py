"""Neutral questions to GIFT; a question that would not be read as it was meant is left out, and named."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lms.content.findings import shortened
from lms.exchange import moodle
from lms.exchange.gift import reader
from lms.exchange.gift.escapes import escaped
from lms.exchange.gift.numbers import write as number
from lms.exchange.model import (
    Bank,
    Choice,
    Description,
    Essay,
    Gaps,
    Grouping,
    Item,
    Markup,
    Matching,
    Number,
    Ordering,
    ShortText,
    Text,
    TrueFalse,
    Written,
    retexted,
)
from lms.exchange.quizfile import rich
from lms.exchange.remarks import Remarks

# Moodle's names of our rules of an order.
RULES = {ours: theirs for theirs, ours in moodle.ORDERS.items() if ours}


def write(bank: Bank, path: str = "") -> Written:
    """Write every question that GIFT can hold; the remarks name the others and what others lose."""
    remarks = Remarks(path)
    parts: list[str] = []
    category = ""
    for given in bank.items:
        item, pictures = _bare(given)
        code = _reason(item)
        text = "" if code else _written(item)
        if code or not _same(text, item):
            kind = type(item.answer).__name__.lower()
            values = {"title": shortened(item.title), "kind": kind, "rule": _rule(item)}
            remarks.refuse(code or "exchange.unwritable", item.line, **values)
            continue
        for name in pictures:
            remarks.warn("exchange.picture", item.line, title=shortened(item.title), name=name)
        _note_losses(item, remarks)
        if item.category != category:
            category = item.category
            parts.append(f"$CATEGORY: {escaped(category)}\n")
        parts.append(text)
    return Written("\n".join(parts).encode(errors="replace"), tuple(remarks.found))


def _bare(item: Item) -> tuple[Item, list[str]]:
    """Leave out pictures, which text cannot hold."""
    names: dict[str, None] = {}

    def change(text: Text) -> Text:
        plain, lost = rich.unpictured(text)
        names.update(dict.fromkeys(lost))
        return plain

    return retexted(item, change), list(names)


def _rule(item: Item) -> str:
    return item.answer.rule if isinstance(item.answer, Choice) else ""


def _reason(item: Item) -> str:
    """Return the code of what GIFT cannot ask at all."""
    if isinstance(item.answer, Choice) and item.answer.rule != "weights":
        return "exchange.rule"
    return "exchange.kind" if isinstance(item.answer, Grouping | Gaps) else ""


def _note_losses(item: Item, remarks: Remarks) -> None:
    title = shortened(item.title)
    if item.points != 1 and not isinstance(item.answer, Description):
        remarks.warn("exchange.points", item.line, title=title, points=str(item.points))
    if isinstance(item.answer, Number) and item.answer.units != "ignored":
        units = dict.fromkeys(span.unit for span in item.answer.spans if span.unit)
        remarks.warn("exchange.unit", item.line, title=title, unit=", ".join(units))
    if isinstance(item.answer, Essay) and item.answer != Essay():
        remarks.warn("exchange.rubric", item.line, title=title)
    if item.hints:
        remarks.warn("exchange.hints", item.line, title=title)
    if isinstance(item.answer, ShortText) and item.answer.case:
        remarks.warn("exchange.case", item.line, title=title)
    if isinstance(item.answer, Description) and item.explanation:
        remarks.warn("exchange.explanation", item.line, title=title)


def _same(text: str, item: Item) -> bool:
    """Read the text back: the one question in it must be the one that was given."""
    found = reader.read(text).items
    if len(found) != 1:
        return False
    return found[0].title == item.title and found[0].prompt == item.prompt and found[0].answer == _plain(item)


def _plain(item: Item) -> object:
    answer = item.answer
    if isinstance(answer, Essay):
        return Essay()
    if isinstance(answer, ShortText):
        return replace(answer, case=False)
    if isinstance(answer, Number):
        return replace(answer, units="ignored", spans=tuple(replace(span, unit="") for span in answer.spans))
    return answer


def _written(item: Item) -> str:
    comments = [f"[id:{_bracketed(item.id)}]"] if item.id else []
    comments += [f"[tag:{_bracketed(tag)}]" for tag in item.tags]
    head = f"// {' '.join(comments)}\n" if comments else ""
    title = f"::{escaped(item.title)}::" if item.title else ""
    prompt = _text(item.prompt, Markup.AUTO, always=not item.title)
    if isinstance(item.answer, Description):
        return f"{head}{title}{prompt}\n"
    lines = list(_answers(item))
    if item.explanation:
        lines.append(f"####{_text(item.explanation, item.prompt.markup)}")
    if len(lines) < 2:
        return f"{head}{title}{prompt}{{{''.join(lines)}}}\n"
    opening, *rest = lines
    body = "".join(f"\t{line}\n" for line in (rest if opening == "#" else lines))
    return f"{head}{title}{prompt}{{{opening if opening == '#' else ''}\n{body}}}\n"


def _bracketed(text: str) -> str:
    return text.replace("]", "\\]")


def _text(text: Text, default: Markup, *, always: bool = False) -> str:
    named = always or text.markup is not default or text.text.startswith("[")
    return (f"[{text.markup.value}]" if named and (text or always) else "") + escaped(text.text)


def _answers(item: Item) -> Iterator[str]:
    default = item.prompt.markup
    match item.answer:
        case TrueFalse() as answer:
            yield _truefalse(answer, default)
        case Choice() as answer:
            yield from _choice(answer, default)
        case ShortText() as answer:
            yield from _shorttext(answer, default)
        case Number() as answer:
            yield from _number(answer, default)
        case Matching(pairs=pairs):
            for pair in pairs:
                yield f"={_text(pair.left, default)} -> {escaped(pair.right)}"
        case Ordering() as answer:
            yield from _ordering(answer, default)


def _shorttext(answer: ShortText, default: Markup) -> Iterator[str]:
    for one in answer.answers:
        weight = _weight(one.weight, Fraction(1), always=one.pattern.startswith("%"))
        # A bracket at the head would be read as the name of a markup.
        opening = f"[{default.value}]" if one.pattern.startswith("[") else ""
        yield f"={weight}{opening}{escaped(one.pattern)}{_comment(one.feedback, default)}"


def _ordering(answer: Ordering, default: Markup) -> Iterator[str]:
    yield f">0 ALL VERTICAL {RULES[answer.rule]} SHOW none"
    yield from (_text(text, default) for text in answer.items)


def _truefalse(answer: TrueFalse, default: Markup) -> str:
    """The first comment is for whoever errs, the second for whoever is right."""
    wrong, right = answer.if_false, answer.if_true
    if not answer.right:
        wrong, right = right, wrong
    comments = f"#{_text(wrong, default)}" if wrong or right else ""
    comments += f"#{_text(right, default)}" if right else ""
    return ("TRUE" if answer.right else "FALSE") + comments


def _choice(answer: Choice, default: Markup) -> Iterator[str]:
    """Mark one full option with `=`, by which a reader knows that one only may be chosen."""
    key = next((at for at, one in enumerate(answer.options) if one.weight == 1), None)
    for place, option in enumerate(answer.options):
        text = _text(option.text, default)
        if not answer.several and place == key:
            sign = "="
        else:
            sign = "~" + _weight(option.weight, Fraction(0), always=answer.several or text.startswith("%"))
        yield f"{sign}{text}{_comment(option.feedback, default)}"


def _number(answer: Number, default: Markup) -> Iterator[str]:
    yield "#"
    for span in answer.spans:
        middle, width = (span.low + span.high) / 2, (span.high - span.low) / 2
        yield (
            f"={_weight(span.weight, Fraction(1))}{number(middle)}:{number(width)}"
            f"{_comment(span.feedback, default)}"
        )
    if answer.otherwise:
        yield f"~{_comment(answer.otherwise, default)}"


def _weight(weight: Fraction, default: Fraction, *, always: bool = False) -> str:
    return f"%{moodle.percent(weight)}%" if always or weight != default else ""


def _comment(text: Text, default: Markup) -> str:
    return f"#{_text(text, default)}" if text else ""
