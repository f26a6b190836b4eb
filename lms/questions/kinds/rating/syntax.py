"""How a rating is written: `- 1..4: tidak sesuai, kurang sesuai, sesuai, sangat sesuai`."""

import re

from lms.errors import Message
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.problem import Problem, Severity
from lms.questions.text import plain

SCALE = re.compile(r"[-*+]\s+(?P<low>\d{1,3})\s*(?:\.\.\.?|…)\s*(?P<high>\d{1,3})\s*(?::\s*(?P<labels>.*))?$")
MOST = 11
ENDS = 2

MESSAGES: dict[str, Message] = {
    "rating.unreadable": Message(
        "Skala “{text}” tidak terbaca.",
        "The scale “{text}” cannot be read.",
        "Tulis misalnya - 1..4: tidak sesuai, kurang sesuai, sesuai, sangat sesuai.",
        "Write for instance - 1..4: disagree, rather disagree, rather agree, agree.",
    ),
    "rating.several": Message(
        "Soal ini punya lebih dari satu skala.",
        "This question has more than one scale.",
        "Tulis satu skala per soal.",
        "Write one scale per question.",
    ),
    "rating.range": Message(
        "Skala dari {low} sampai {high} tidak dapat dipakai.",
        "A scale from {low} to {high} cannot be used.",
        "Tulis bilangan yang kecil dahulu, dengan 2 sampai {most} tingkat, misalnya 1..5.",
        "Write the smaller number first, with 2 to {most} steps, such as 1..5.",
    ),
    "rating.labels": Message(
        "Skala ini punya {steps} tingkat tetapi {labels} keterangan.",
        "This scale has {steps} steps but {labels} labels.",
        "Tulis satu keterangan per tingkat, atau dua untuk kedua ujungnya; pisahkan dengan koma.",
        "Write one label per step, or two for both ends; part them by commas.",
    ),
}


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    found = entries(block)
    if len(found) > 1:
        return None, [Problem(found[1].line, "rating.several")]
    entry = found[0]
    match = SCALE.fullmatch(entry.head)
    if match is None or entry.feedback or entry.more.strip():
        return None, [Problem(entry.line, "rating.unreadable", {"text": entry.head[:60]})]
    low, high = int(match["low"]), int(match["high"])
    if not 1 < high - low + 1 <= MOST:
        return None, [Problem(entry.line, "rating.range", {"low": low, "high": high, "most": MOST})]
    problems: list[Problem] = []
    labels = _labels(entry, match["labels"] or "", high - low + 1, block, problems)
    return {"low": low, "high": high, "labels": labels}, problems


def _labels(entry: Entry, text: str, steps: int, block: Block, problems: list[Problem]) -> list[str]:
    """Return a label for each step, empty where it has none; a semicolon parts labels that hold commas."""
    sign = ";" if ";" in text else ","
    words = [plain(block.writer.inline(one.strip(), entry.line)) for one in text.split(sign)] if text else []
    if len(words) == ENDS < steps:
        return [words[0], *[""] * (steps - ENDS), words[1]]
    if words and len(words) != steps:
        values: dict[str, str | int] = {"steps": steps, "labels": len(words)}
        problems.append(Problem(entry.line, "rating.labels", values, Severity.WARNING))
    return [*words[:steps], *[""] * (steps - len(words))]
