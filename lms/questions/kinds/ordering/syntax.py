"""How an order is written: a numbered list in the right order, heading attribute `order`."""

import re

from lms.errors import Message
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.problem import Problem, Severity
from lms.questions.text import fold, tags

RULES = ("position", "relative", "longest", "all")
NUMBERED = re.compile(r"\d{1,9}[.)](?:\s+(?P<text>.*))?$")

MESSAGES: dict[str, Message] = {
    "ordering.unreadable": Message(
        "Butir “{text}” tidak terbaca.",
        "The item “{text}” cannot be read.",
        "Awali tiap butir dengan nomor: 1. butir; beri spasi di depan baris lanjutannya.",
        "Begin each item with a number: 1. item; indent the lines that continue it.",
    ),
    "ordering.empty": Message(
        "Butir tanpa teks.",
        "An item without text.",
        "Tulis teks butirnya, atau hapus baris ini.",
        "Write the item's text, or delete this line.",
    ),
    "ordering.too-few": Message(
        "Soal mengurutkan ini hanya punya satu butir.",
        "This ordering question has one item only.",
        "Tulis sedikitnya tiga butir, menurut urutan yang benar.",
        "Write at least three items, in the right order.",
    ),
    "ordering.guessable": Message(
        "Dua butir saja mudah ditebak urutannya.",
        "The order of two items alone is easily guessed.",
        "Tulis sedikitnya tiga butir.",
        "Write at least three items.",
    ),
    "ordering.repeated": Message(
        "Butir ini sama dengan butir di baris {first}; urutannya tidak dapat dibedakan.",
        "This item repeats the one on line {first}; nobody can tell which comes first.",
        "Bedakan kedua butir itu, atau hapus salah satunya.",
        "Tell the two items apart, or delete one of them.",
    ),
}


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    problems: list[Problem] = []
    found = [(entry, _text(entry, block, problems)) for entry in entries(block)]
    texts = [text for _, text in found]
    if not problems:
        _check(found, problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return {
        "rule": block.attributes.get("score", RULES[0]),
        "items": [{"id": id_, "text": text} for id_, text in zip(tags(texts), texts, strict=True)],
    }, problems


def _text(entry: Entry, block: Block, problems: list[Problem]) -> str:
    match = NUMBERED.match(entry.head)
    if match is None or entry.feedback:
        problems.append(Problem(entry.line, "ordering.unreadable", {"text": entry.head[:60]}))
        return ""
    text = "\n".join(part for part in ((match["text"] or "").strip(), entry.more) if part)
    if not text:
        problems.append(Problem(entry.line, "ordering.empty"))
    return block.writer.inline(text, entry.line)


def _check(found: list[tuple[Entry, str]], problems: list[Problem]) -> None:
    if len(found) < 2:
        problems.append(Problem(found[0][0].line, "ordering.too-few"))
    elif len(found) == 2:
        problems.append(Problem(found[0][0].line, "ordering.guessable", severity=Severity.WARNING))
    first: dict[str, int] = {}
    for entry, text in found:
        before = first.setdefault(fold(text, case=True), entry.line)
        if before != entry.line:
            problems.append(Problem(entry.line, "ordering.repeated", {"first": before}))
