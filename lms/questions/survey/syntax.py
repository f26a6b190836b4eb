"""How a survey asks: options without a key, a text without a rubric."""

from typing import Any

from lms.errors import Message
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.kinds.choice.syntax import MULTIPLE, OPTION, SINGLE
from lms.questions.problem import Problem, Severity
from lms.questions.text import fold

MESSAGES: dict[str, Message] = {
    "survey.key": Message(
        "Tanda jawaban benar tidak berlaku di sini: soal ini tidak dinilai.",
        "The mark of a right answer does not apply here: this question is not marked.",
        "Kosongkan tandanya: - ( ) atau - [ ].",
        "Leave the mark empty: - ( ) or - [ ].",
    ),
    "survey.rubric": Message(
        "Rubrik tidak berlaku di sini: soal ini tidak dinilai.",
        "A rubric does not apply here: this question is not marked.",
        "Hapus baris rubriknya.",
        "Delete the rubric's lines.",
    ),
}


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    """Read options as a choice writes them; whatever stands in their marks is warned of."""
    problems: list[Problem] = []
    found = entries(block)
    options = [option for entry in found if (option := _option(entry, block, problems))]
    squares = {entry.head[entry.head.index(" ") :].lstrip().startswith("[") for entry in found}
    if not problems and len(squares) > 1:
        problems.append(Problem(found[0].line, "choice.mixed"))
    elif not problems and len(options) == 1:
        problems.append(Problem(found[0].line, "choice.too-few"))
    if problems:
        return None, problems
    return {"mode": MULTIPLE if True in squares else SINGLE, "options": options}, _warnings(found, options)


def _option(entry: Entry, block: Block, problems: list[Problem]) -> dict[str, Any] | None:
    found = OPTION.match(entry.head)
    if found is None:
        problems.append(Problem(entry.line, "choice.unreadable", {"text": entry.head[:60]}))
        return None
    text = "\n".join(part for part in ((found["text"] or "").strip(), entry.more) if part)
    if not text:
        problems.append(Problem(entry.line, "choice.empty"))
    return {"text": block.writer.inline(text, entry.line)}


def _warnings(found: list[Entry], options: list[dict[str, Any]]) -> list[Problem]:
    problems, first = [], dict[str, int]()
    for entry, option in zip(found, options, strict=True):
        match = OPTION.match(entry.head)
        if match and (match["round"] or match["square"] or "").strip():
            problems.append(Problem(entry.line, "survey.key", severity=Severity.WARNING))
        before = first.setdefault(fold(option["text"]), entry.line)
        if before != entry.line:
            values: dict[str, str | int] = {"first": before}
            problems.append(Problem(entry.line, "choice.repeated", values, Severity.WARNING))
    return problems
