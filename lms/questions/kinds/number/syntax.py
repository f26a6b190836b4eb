"""How a number is written by an author: a value, a tolerance, a range, a unit."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.errors import Message
from lms.questions import answers
from lms.questions.answers import Answer
from lms.questions.block import Block
from lms.questions.kind import Body
from lms.questions.kinds.number.reading import Reading, read
from lms.questions.kinds.number.units import factor
from lms.questions.problem import Problem, Severity

NONE, OPTIONAL, REQUIRED, IGNORED = "none", "optional", "required", "ignored"
UNITS = (REQUIRED, OPTIONAL, IGNORED)
DECIMALS = {"point": ".", "comma": ","}
TOLERANCE = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
# 80 ×/ 1,05: from 80 ÷ 1,05 to 80 × 1,05.
GEOMETRIC = re.compile(r"\s*(?:[×xX*]\s*/\s*÷?|×\s*÷)\s*(?=[\d.,])")
RANGE = re.compile(r"\s*\.\.\.?\s*|\s*…\s*")

MESSAGES: dict[str, Message] = {
    "number.unreadable": Message(
        "Jawaban “{text}” bukan bilangan, toleransi atau rentang.",
        "The answer “{text}” is no number, tolerance or range.",
        "Tulis misalnya = 20, = 91,475 ± 0,005, = 80 ± 5% atau = 15..16.",
        "Write for instance = 20, = 91.475 ± 0.005, = 80 ± 5% or = 15..16.",
    ),
    "number.reversed": Message(
        "Rentang “{text}” berakhir sebelum mulai.",
        "The range “{text}” ends before it begins.",
        "Tulis batas bawah dahulu, misalnya = 15..16.",
        "Write the lower bound first, such as = 15..16.",
    ),
    "number.no-unit": Message(
        "Judul soal menyebut unit={asked}, tetapi tidak ada jawaban yang bersatuan.",
        "The heading says unit={asked}, yet no answer has a unit.",
        "Tulis satuannya pada jawaban, misalnya = 15 jam, atau hapus unit={asked}.",
        "Write the unit in the answer, such as = 15 hours, or remove unit={asked}.",
    ),
    "number.unreachable": Message(
        "Jawaban “{text}” tidak pernah tercapai: jawaban di baris {first} sudah mencakupnya.",
        "The answer “{text}” can never be reached: the answer on line {first} takes all of it.",
        "Pindahkan jawaban ini ke atas baris {first}, atau hapus.",
        "Move this answer above line {first}, or delete it.",
    ),
    "number.overlapping": Message(
        "Jawaban “{text}” beririsan dengan jawaban di baris {first}; yang lebih dahulu yang berlaku.",
        "The answer “{text}” overlaps the answer on line {first}; the earlier one wins.",
        "Pisahkan batas kedua jawaban.",
        "Part the bounds of the two answers.",
    ),
    "number.signed": Message(
        "Jawabannya negatif, padahal papan angka sebagian ponsel tidak punya tanda minus.",
        "The answer is negative, yet the number pad of some phones has no minus.",
        "Tambahkan signed pada judul soal: {{signed}}.",
        "Add signed to the heading: {{signed}}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The values that an answer accepts, both ends included."""

    low: Fraction
    high: Fraction
    unit: str = ""


def claims(block: Block) -> bool:
    """All answers are numbers, or the author says by `unit=` or `±` that they are meant to be."""
    found = answers.texts(block)
    if not found or {"case", "spaces", "shorttext"} & set(block.attributes):
        return False
    signs = any(TOLERANCE.search(text) or GEOMETRIC.search(text) for text in found)
    meant = "unit" in block.attributes or signs
    return meant or all(span(text, block.language) for text in found)


def span(text: str, language: str) -> Span | None:
    """Read what an author wrote; the bounds of a range come as written, perhaps reversed."""
    if len(parts := TOLERANCE.split(text, maxsplit=1)) == 2:
        return _around(read(parts[0], language), read(parts[1], language))
    if len(parts := GEOMETRIC.split(text, maxsplit=1)) == 2:
        return _times(read(parts[0], language), read(parts[1], language))
    if len(parts := RANGE.split(text, maxsplit=1)) == 2:
        return _between(read(parts[0], language), read(parts[1], language))
    value = read(text, language)
    return None if value is None else Span(value.value, value.value, value.unit)


def _around(value: Reading | None, tolerance: Reading | None) -> Span | None:
    if value is None or tolerance is None or tolerance.value < 0:
        return None
    if _percent(tolerance.unit) and not _percent(value.unit):
        # 80 ± 5% is relative; 80% ± 5% are percentage points.
        width = abs(value.value) * tolerance.value / 100
        return Span(value.value - width, value.value + width, value.unit)
    unit = value.unit or tolerance.unit
    scale = factor(tolerance.unit or unit, unit)
    if scale is None:
        return None
    return Span(value.value - tolerance.value * scale, value.value + tolerance.value * scale, unit)


def _times(value: Reading | None, ratio: Reading | None) -> Span | None:
    """Divide and multiply by a ratio of 1 or more, written `1,05` or `5%`."""
    if value is None or ratio is None or (ratio.unit and not _percent(ratio.unit)):
        return None
    by = 1 + ratio.value / 100 if ratio.unit else ratio.value
    if by < 1:
        return None
    bounds = sorted((value.value / by, value.value * by))
    return Span(bounds[0], bounds[1], value.unit)


def _between(low: Reading | None, high: Reading | None) -> Span | None:
    if low is None or high is None:
        return None
    unit = high.unit or low.unit
    scale = factor(low.unit or unit, unit)
    return None if scale is None else Span(low.value * scale, high.value, unit)


def _percent(unit: str) -> bool:
    return bool(unit) and factor(unit, "%") == 1


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    problems: list[Problem] = []
    found = answers.read(block, problems)
    spans = [_read(answer, block.language, problems) for answer in found]
    units = any(one is not None and one.unit for one in spans)
    asked = block.attributes.get("unit", "")
    if asked and asked != IGNORED and not units and not problems:
        problems.append(Problem(found[0].line, "number.no-unit", {"asked": asked}))
    if problems or not found:
        return None, problems
    accepted = [one for one in spans if one is not None]
    signed = "signed" in block.attributes
    if not signed and any(one.low < 0 for one in accepted):
        problems.append(Problem(found[0].line, "number.signed", severity=Severity.WARNING))
    _warn(found, accepted, problems)
    mark = DECIMALS.get(block.attributes.get("decimal", ""))
    decimal = {"decimal": mark} if mark else {}
    return {
        "answers": [_plain(answer, one) for answer, one in zip(found, accepted, strict=True)],
        "unit": (asked or OPTIONAL) if units or asked == IGNORED else NONE,
        "signed": signed,
        **decimal,
    }, problems


def _read(answer: Answer, language: str, problems: list[Problem]) -> Span | None:
    found = span(answer.text, language)
    if found is None:
        problems.append(Problem(answer.line, "number.unreadable", {"text": answer.text[:60]}))
    elif found.low > found.high:
        problems.append(Problem(answer.line, "number.reversed", {"text": answer.text[:60]}))
    return found


def _plain(answer: Answer, one: Span) -> dict[str, Any]:
    return {
        "text": answer.text,
        "low": str(one.low),
        "high": str(one.high),
        "unit": one.unit,
        "weight": str(answer.weight),
        "feedback": answer.feedback,
    }


def _warn(found: list[Answer], spans: list[Span], problems: list[Problem]) -> None:
    for place, one in enumerate(spans):
        for at, earlier in enumerate(spans[:place]):
            code = _clash(earlier, one)
            if code:
                values: dict[str, str | int] = {"text": found[place].text, "first": found[at].line}
                problems.append(Problem(found[place].line, code, values, Severity.WARNING))
                break


def _clash(earlier: Span, later: Span) -> str:
    scale = factor(later.unit, earlier.unit) if bool(later.unit) == bool(earlier.unit) else None
    if scale is None:
        return ""
    low, high = later.low * scale, later.high * scale
    if low > earlier.high or high < earlier.low:
        return ""
    inside = earlier.low <= low and high <= earlier.high
    wider = low <= earlier.low and earlier.high <= high
    if inside:
        return "number.unreachable"
    # A wide tolerance below a narrow one, for part of the mark, is how it is meant.
    return "" if wider else "number.overlapping"
