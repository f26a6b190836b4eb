"""How an essay is written: heading `essay words=100-300`, a rubric of lines `- [2] menyebut dasar hukum`."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.errors import Message
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.problem import Problem, Severity
from lms.questions.text import fold

CRITERION = re.compile(r"[-*+]\s+\[\s*(?P<points>\d{1,4}(?:[.,]\d{1,4})?)\s*\](?:\s+(?P<text>.*))?$")
WORDS = re.compile(r"(?P<low>\d{1,5})?\s*(?P<to>[-–]|\.\.)?\s*(?P<high>\d{1,5})?")
MOST_WORDS = 10_000

MESSAGES: dict[str, Message] = {
    "essay.words": Message(
        "Banyaknya kata words={value} tidak terbaca.",
        "The number of words words={value} cannot be read.",
        "Tulis words=100-300, words=300 (paling banyak), atau words=100- (paling sedikit), sampai 10000.",
        "Write words=100-300, words=300 (at most) or words=100- (at least), up to 10000.",
    ),
    "essay.words-reversed": Message(
        "words={value} meminta lebih banyak kata daripada yang diperbolehkan.",
        "words={value} asks for more words than it allows.",
        "Tulis bilangan yang kecil dahulu, misalnya words=100-300.",
        "Write the smaller number first, such as words=100-300.",
    ),
    "essay.rubric": Message(
        "Baris rubrik “{text}” tidak terbaca.",
        "The rubric line “{text}” cannot be read.",
        "Tulis satu butir per baris: - [2] menyebut dasar hukum.",
        "Write one criterion per line: - [2] names the legal basis.",
    ),
    "essay.rubric-empty": Message(
        "Butir rubrik ini kosong.",
        "This criterion is empty.",
        "Tulis apa yang dinilai, atau hapus baris ini.",
        "Write what is marked, or delete this line.",
    ),
    "essay.rubric-points": Message(
        "Butir rubrik harus bernilai lebih dari nol.",
        "A criterion must be worth more than zero.",
        "Tulis misalnya [2], atau hapus baris ini.",
        "Write for instance [2], or delete this line.",
    ),
    "essay.rubric-repeated": Message(
        "Butir rubrik ini sama dengan baris {first}.",
        "This criterion repeats the one on line {first}.",
        "Ganti atau hapus salah satunya.",
        "Change or delete one of them.",
    ),
    "essay.rubric-sum": Message(
        "Butir rubrik berjumlah {sum}, padahal soal ini bernilai {points}.",
        "The rubric adds up to {sum}, yet this question is worth {points}.",
        "Samakan jumlahnya; bila tidak, nilai rubrik diubah sebanding.",
        "Make them equal; otherwise the rubric's points are scaled.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Criterion:
    line: int
    points: Fraction
    text: str


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    problems: list[Problem] = []
    words = _words(block, problems)
    rubric = [one for entry in entries(block) if (one := _criterion(entry, block, problems))]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    _warn(block, rubric, problems)
    return {"words": words, "rubric": [_plain(one) for one in rubric]}, problems


def _plain(one: _Criterion) -> dict[str, Any]:
    return {"points": str(one.points), "text": one.text}


def _words(block: Block, problems: list[Problem]) -> list[int] | None:
    """Return how few and how many words are asked for; 0 is no bound."""
    value = block.attributes.get("words")
    if value is None:
        return None
    found = WORDS.fullmatch(value.strip())
    low, high = (int(found["low"] or 0), int(found["high"] or 0)) if found else (0, 0)
    if found and not found["to"]:
        # One number alone is the most.
        low, high = 0, low
    if not 0 < max(low, high) <= MOST_WORDS:
        problems.append(Problem(block.line, "essay.words", {"value": value[:30]}))
    elif high and low > high:
        problems.append(Problem(block.line, "essay.words-reversed", {"value": value[:30]}))
    return [low, high]


def _criterion(entry: Entry, block: Block, problems: list[Problem]) -> _Criterion | None:
    found = CRITERION.fullmatch(entry.head)
    if found is None or entry.feedback:
        problems.append(Problem(entry.line, "essay.rubric", {"text": entry.head[:60]}))
        return None
    text = "\n".join(part for part in ((found["text"] or "").strip(), entry.more) if part)
    points = Fraction(found["points"].replace(",", "."))
    if not text:
        problems.append(Problem(entry.line, "essay.rubric-empty"))
    elif not points:
        problems.append(Problem(entry.line, "essay.rubric-points"))
    return _Criterion(entry.line, points, block.writer.inline(text, entry.line))


def _warn(block: Block, rubric: list[_Criterion], problems: list[Problem]) -> None:
    first: dict[str, int] = {}
    for one in rubric:
        before = first.setdefault(fold(one.text), one.line)
        if before != one.line:
            problems.append(Problem(one.line, "essay.rubric-repeated", {"first": before}, Severity.WARNING))
    total, worth = sum(one.points for one in rubric), block.attributes.get("points", "")
    # What cannot be read is said elsewhere.
    readable = re.fullmatch(r"\d{1,4}(?:[.,]\d{1,4})?|\d{1,4}/[1-9]\d{0,3}", worth)
    if rubric and readable and Fraction(worth.replace(",", ".")) != total:
        values: dict[str, str | int] = {"sum": _said(total, block), "points": worth}
        problems.append(Problem(rubric[0].line, "essay.rubric-sum", values, Severity.WARNING))


def _said(points: Fraction | int, block: Block) -> str:
    text = f"{float(points):g}"
    return text.replace(".", ",") if block.language == "id" else text
