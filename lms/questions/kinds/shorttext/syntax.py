"""How a short text is written: lines `= jawaban`, heading attributes `case` and `spaces`."""

import re
from typing import Any

from lms.errors import Message
from lms.questions import answers
from lms.questions.answers import Answer
from lms.questions.block import Block
from lms.questions.kind import Body
from lms.questions.kinds.shorttext.pattern import covers, pieces
from lms.questions.problem import Problem, Severity

MESSAGES: dict[str, Message] = {
    "shorttext.unreachable": Message(
        "Jawaban “{text}” tidak pernah tercapai: jawaban di baris {first} sudah mencakupnya.",
        "The answer “{text}” can never be reached: the answer on line {first} takes all of it.",
        "Pindahkan jawaban ini ke atas baris {first}, atau hapus.",
        "Move this answer above line {first}, or delete it.",
    ),
    "shorttext.anything": Message(
        "Jawaban “{text}” bernilai penuh untuk tulisan apa pun.",
        "The answer “{text}” gives the full mark to any text.",
        "Tulis sedikitnya satu kata di samping tanda bintang; untuk bintang sungguhan tulis \\*.",
        "Write at least one word beside the star; for a real star write \\*.",
    ),
    "shorttext.number": Message(
        "“{text}” tidak terbaca sebagai bilangan, jadi hanya tulisan yang sama persis yang benar.",
        "“{text}” cannot be read as a number, so only the very same text is right.",
        "Perbaiki titik dan komanya, misalnya 1.234,56; bila memang teks, tulis {{shorttext}} pada judul.",
        "Mend its points and commas, such as 1.234,56; if a text is meant, add {{shorttext}} to the heading.",
    ),
}
# Figures in groups of which one is a thousand's or parted by a comma: no date, no version, no address.
NUMBER = re.compile(
    r"(?:Rp\.?\s*)?[-−]?(?:\d{1,3}(?:[.,]\d+){2,}|\d[\d.,]*[.,]{2,}[\d.,]*\d)(?:\s*[%\w]{1,10})?"
)
THOUSAND = re.compile(r"[.,]\d{3}(?!\d)")


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    problems: list[Problem] = []
    found = answers.read(block, problems)
    if problems or not found:
        return None, problems
    case = "case" in block.attributes
    _warn(found, problems, case=case)
    if "shorttext" not in block.attributes:
        problems += [
            Problem(answer.line, "shorttext.number", {"text": answer.text}, Severity.WARNING, 3)
            for answer in found
            if _number_gone_wrong(answer.text)
        ]
    spaces = {"spaces": True} if "spaces" in block.attributes else {}
    return {"answers": [_plain(answer) for answer in found], "case": case, **spaces}, problems


def _plain(answer: Answer) -> dict[str, Any]:
    return {"text": answer.text, "weight": str(answer.weight), "feedback": answer.feedback}


def _number_gone_wrong(text: str) -> bool:
    """Tell whether a text looks like a number that cannot be read: `1,234,56`."""
    return (
        bool(NUMBER.fullmatch(text)) and text.count(".") < 3 and ("," in text or bool(THOUSAND.search(text)))
    )


def _warn(found: list[Answer], problems: list[Problem], *, case: bool) -> None:
    patterns = [pieces(answer.text, case=case) for answer in found]
    for place, (answer, parts) in enumerate(zip(found, patterns, strict=True)):
        earlier = next((at for at in range(place) if covers(patterns[at], parts)), None)
        if earlier is not None:
            values: dict[str, str | int] = {"text": answer.text, "first": found[earlier].line}
            problems.append(Problem(answer.line, "shorttext.unreachable", values, Severity.WARNING))
        elif answer.weight == 1 and not "".join(parts):
            problems.append(
                Problem(answer.line, "shorttext.anything", {"text": answer.text}, Severity.WARNING)
            )
