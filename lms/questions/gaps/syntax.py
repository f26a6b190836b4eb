"""How gaps are written: `[[tujuh | 7]]`, `[[= 7 ± 0]]`, `[[(x) tujuh / ( ) delapan]]`, `[[2: tujuh]]`."""

import re
from dataclasses import replace
from fractions import Fraction
from string import ascii_lowercase
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.gaps import signs
from lms.questions.kind import Body, Kind
from lms.questions.kinds.choice import CHOICE
from lms.questions.kinds.number import NUMBER
from lms.questions.kinds.shorttext import SHORTTEXT
from lms.questions.problem import Problem, Severity

KINDS: dict[str, Kind] = {kind.name: kind for kind in (SHORTTEXT, NUMBER, CHOICE)}
MOST = 100
MARK = r"\((?:\s*|[xX]|[+\-−]?\d[\d.,]*\s*%)\)"
WEIGHT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?):(?:\s+(.*))?", re.DOTALL)
SHARE = re.compile(r"\(\s*([+\-−]?\d[\d.,]*\s*%)\s*\)\s*(.*)", re.DOTALL)
CHOSEN = re.compile(r"\((?:\s*|[xX])\)(?:\s|$)")
SQUARE = re.compile(r"\[(?:\s*|[xX]|[+\-−]?\d[\d.,]*\s*%)\](?:\s|$)")
OPTIONS = re.compile(rf"\s+/\s+(?={MARK}(?:\s|$))")
ALTERNATIVES = re.compile(r"(?<!\\)\|")
FEEDBACK = re.compile(r"\s#\s+")
ESCAPED = re.compile(r"\\([|#\[\]/:=(])")

MESSAGES: dict[str, Message] = {
    "gaps.none": Message(
        "Soal ini tidak memuat rumpang.",
        "This question holds no gap.",
        "Tulis jawaban di dalam teks, misalnya [[tujuh]], atau hapus gaps dari judul soal.",
        "Write an answer inside the text, such as [[seven]], or remove gaps from the heading.",
    ),
    "gaps.empty": Message(
        "Rumpang ini tidak berisi jawaban.",
        "This gap holds no answer.",
        "Tulis jawabannya di antara kurung, misalnya [[tujuh]].",
        "Write the answer between the brackets, such as [[seven]].",
    ),
    "gaps.unclosed": Message(
        "Rumpang ini tidak ditutup pada baris yang sama.",
        "This gap is not closed on its line.",
        "Tutup dengan ]], atau tulis \\[[ bila yang dimaksud kurung biasa.",
        "Close it with ]], or write \\[[ where brackets are meant.",
    ),
    "gaps.several": Message(
        "Rumpang hanya menerima satu pilihan.",
        "A gap takes one option only.",
        "Pakai ( ) dan (x): [[(x) tujuh / ( ) delapan]].",
        "Use ( ) and (x): [[(x) seven / ( ) eight]].",
    ),
    "gaps.weight": Message(
        "Bobot rumpang harus lebih dari nol.",
        "The weight of a gap must be above zero.",
        "Tulis misalnya [[2: tujuh]], atau hapus bobotnya.",
        "Write for instance [[2: seven]], or remove the weight.",
    ),
    "gaps.lost": Message(
        "Rumpang tidak dapat berada di sini.",
        "A gap cannot stand here.",
        "Pindahkan ke dalam kalimat: bukan di tautan, keterangan gambar, judul lipatan, atau kode.",
        "Move it into running text: not into a link, a picture's text, a summary or code.",
    ),
    "gaps.too-many": Message(
        "Soal ini memuat {count} rumpang.",
        "This question holds {count} gaps.",
        "Bagi menjadi beberapa soal, masing-masing paling banyak {most} rumpang.",
        "Split it into several questions of at most {most} gaps.",
    ),
}


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    """Read every gap with the kind that its writing calls for, then the text around them."""
    found = signs.taken(block.lines)
    problems = [Problem(line, "gaps.unclosed", severity=Severity.WARNING) for line in found.unclosed]
    first = next((number for number, line in block.lines if line.strip()), block.line)
    if not found.gaps:
        return None, [*problems, Problem(first, "gaps.none")]
    if len(found.gaps) > MOST:
        return None, [Problem(first, "gaps.too-many", {"count": len(found.gaps), "most": MOST})]
    gaps = [_gap(line, text.strip(), block, problems) for line, text in found.gaps]
    html = signs.settled(block.writer.block(found.text, first))
    problems += [Problem(found.gaps[place][0], "gaps.lost") for place in signs.lost(html, len(gaps))]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    read = [gap for gap in gaps if gap is not None]
    return {"html": html, "gaps": [{"id": named(at), **gap} for at, gap in enumerate(read)]}, problems


def named(place: int) -> str:
    """Name a gap by its place: a to z, then aa, ab and so on."""
    before, letter = divmod(place, 26)
    return (named(before - 1) if before else "") + ascii_lowercase[letter]


def _gap(line: int, text: str, block: Block, problems: list[Problem]) -> dict[str, Any] | None:
    weighed = WEIGHT.fullmatch(text)
    weight = Fraction(weighed[1].replace(",", ".")) if weighed else Fraction(1)
    text = (weighed[2] or "").strip() if weighed else text
    if not text or weight <= 0 or SQUARE.match(text):
        code = "gaps.empty" if not text else "gaps.several" if SQUARE.match(text) else "gaps.weight"
        problems.append(Problem(line, code))
        return None
    kind, lines = _written(text)
    known = {name: value for name, value in block.attributes.items() if name in kind.attributes}
    # Of several gaps some may have no unit.
    asked = known.pop("unit", "")
    numbered = tuple((line, one) for one in lines)
    body, found = kind.parse(replace(block, lines=numbered, attributes=known))
    problems += found
    if body is None:
        return None
    if asked == "ignored" or (asked and body["unit"] == "optional"):
        body = {**body, "unit": asked}
    return {"kind": kind.name, "weight": str(weight), "body": body}


def _written(text: str) -> tuple[Kind, list[str]]:
    """Tell the kind of a gap, and write it as the lines of an answer block."""
    options = OPTIONS.split(text)
    if len(options) > 1 or CHOSEN.match(text):
        return CHOICE, [line for option in options for line in _lines(f"- {option}")]
    kind = NUMBER if text.startswith("=") else SHORTTEXT
    lines = []
    for one in ALTERNATIVES.split(text):
        answer = one.strip().removeprefix("=").strip() if kind is NUMBER else one.strip()
        share = SHARE.fullmatch(answer)
        lines += _lines(f"= ({share[1]}) {share[2]}" if share else f"= (100%) {answer}")
    return kind, lines


def _lines(answer: str) -> list[str]:
    text, *feedback = (ESCAPED.sub(r"\1", one) for one in FEEDBACK.split(answer, maxsplit=1))
    return [text, *(f"  > {one}" for one in feedback)]
