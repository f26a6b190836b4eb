"""How sorting into groups is written: `- butir => kelompok`."""

from lms.errors import Message
from lms.questions import assignments
from lms.questions.assignments import Arrow, Item
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.problem import Problem, Severity

ARROW = Arrow("=>", "⇒")

MESSAGES: dict[str, Message] = {
    "grouping.unreadable": Message(
        "Butir “{text}” tidak terbaca.",
        "The item “{text}” cannot be read.",
        "Tulis satu butir per baris: - butir => kelompok. Tanda => di dalam teks ditulis \\=>.",
        "Write one item a line: - item => group. The sign => within the text is written \\=>.",
    ),
    "grouping.empty": Message(
        "Butir atau kelompoknya kosong.",
        "An item or its group is empty.",
        "Tulis butir di kiri dan kelompok di kanan tanda =>, atau hapus baris ini.",
        "Write the item to the left of => and its group to the right, or delete this line.",
    ),
    "grouping.too-few": Message(
        "Soal mengelompokkan ini kurang dari dua butir atau hanya punya satu kelompok.",
        "This sorting question has fewer than two items, or one group only.",
        "Tulis sedikitnya dua butir dari dua kelompok yang berbeda.",
        "Write at least two items, of two different groups.",
    ),
    "grouping.repeated": Message(
        "Butir ini sama dengan butir di baris {first}.",
        "This item repeats the one on line {first}.",
        "Ganti atau hapus salah satunya.",
        "Change or delete one of them.",
    ),
    "grouping.alone": Message(
        "Setiap kelompok hanya berisi satu butir.",
        "Each group holds one item only.",
        "Tambahkan butir, atau tulis sebagai soal menjodohkan: - butir -> pasangan.",
        "Add items, or write it as a matching question: - item -> partner.",
    ),
}


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    problems: list[Problem] = []
    items = [item for entry in entries(block) if (item := _item(entry, block, problems))]
    body = assignments.body(items)
    line = block.lines[0][0]
    if not problems and (len(items) < 2 or len(body["labels"]) < 2):
        problems.append(Problem(line, "grouping.too-few"))
    if problems:
        return None, problems
    problems += assignments.repeated(items, "grouping.repeated")
    if len(body["labels"]) == len(items):
        problems.append(Problem(line, "grouping.alone", severity=Severity.WARNING))
    return body, problems


def _item(entry: Entry, block: Block, problems: list[Problem]) -> Item | None:
    parts = ARROW.parts(entry)
    if len(parts) != 2:
        problems.append(Problem(entry.line, "grouping.unreadable", {"text": entry.head[:60]}))
        return None
    found = assignments.item(entry, parts[0], parts[1], block.writer)
    if not found.text or not found.label:
        problems.append(Problem(entry.line, "grouping.empty"))
    return found
