"""How pairs are written: `- istilah -> arti`, and `- -> pengecoh` for a partner that belongs to none."""

from lms.errors import Message
from lms.questions import assignments
from lms.questions.assignments import Arrow, Item
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.problem import Problem, Severity
from lms.questions.text import tag

ARROW = Arrow("->", "→")

MESSAGES: dict[str, Message] = {
    "pairs.unreadable": Message(
        "Pasangan “{text}” tidak terbaca.",
        "The pair “{text}” cannot be read.",
        "Tulis satu pasangan per baris: - istilah -> arti. Anak panah di dalam teks ditulis \\->.",
        "Write one pair a line: - term -> meaning. An arrow within the text is written \\->.",
    ),
    "pairs.empty": Message(
        "Anak panah tanpa teks di kanannya.",
        "An arrow with no text to its right.",
        "Tulis pasangannya sesudah anak panah, atau hapus baris ini.",
        "Write the partner after the arrow, or delete this line.",
    ),
    "pairs.too-few": Message(
        "Soal menjodohkan ini kurang dari dua pasangan atau hanya punya satu jawaban.",
        "This matching question has fewer than two pairs, or one answer only.",
        "Tulis sedikitnya dua pasangan yang berbeda.",
        "Write at least two pairs that differ.",
    ),
    "pairs.repeated": Message(
        "Istilah ini sama dengan istilah di baris {first}.",
        "This term repeats the one on line {first}.",
        "Ganti atau hapus salah satunya.",
        "Change or delete one of them.",
    ),
    "pairs.distractor-right": Message(
        "Pengecoh “{text}” sama dengan sebuah jawaban yang benar.",
        "The distractor “{text}” is the same as a right answer.",
        "Ganti atau hapus pengecoh ini.",
        "Change or delete this distractor.",
    ),
}


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    problems: list[Problem] = []
    found = [item for entry in entries(block) if (item := _item(entry, block, problems))]
    pairs = [item for item in found if item.text]
    distractors = [item for item in found if not item.text]
    body = assignments.body(pairs, distractors)
    if not problems and (len(pairs) < 2 or len(body["labels"]) < 2):
        problems.append(Problem(block.lines[0][0], "pairs.too-few"))
    if problems:
        return None, problems
    right = {item["label"] for item in body["items"]}
    problems += assignments.repeated(pairs, "pairs.repeated")
    problems += [
        Problem(one.line, "pairs.distractor-right", {"text": one.label[:60]}, Severity.WARNING)
        for one in distractors
        if tag(one.label) in right
    ]
    return body, problems


def _item(entry: Entry, block: Block, problems: list[Problem]) -> Item | None:
    parts = ARROW.parts(entry)
    if len(parts) != 2:
        problems.append(Problem(entry.line, "pairs.unreadable", {"text": entry.head[:60]}))
        return None
    found = assignments.item(entry, parts[0], parts[1], block.writer)
    if not found.label:
        problems.append(Problem(entry.line, "pairs.empty"))
    return found
