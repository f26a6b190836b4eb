"""What is wrong with a question as it was written: collected as values, never raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lms.errors import Message


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    # Told, and never a reason to fail: what may well be meant so.
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place; the kind's `messages[code]` words it with `values`."""

    line: int
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    column: int = 1


MESSAGES: dict[str, Message] = {
    "question.weight": Message(
        "Bobot {weight} tidak terbaca.",
        "The weight {weight} cannot be read.",
        "Tulis bobot dari -100% sampai 100%, misalnya (50%).",
        "Write a weight from -100% to 100%, such as (50%).",
    ),
    "question.no-full-mark": Message(
        "Tidak ada jawaban yang bernilai penuh.",
        "No answer earns the full mark.",
        "Beri sedikitnya satu jawaban tanpa bobot, atau dengan bobot 100%.",
        "Give at least one answer no weight, or a weight of 100%.",
    ),
    "question.answer-unreadable": Message(
        "Baris jawaban “{text}” tidak terbaca.",
        "The answer line “{text}” cannot be read.",
        "Tulis satu jawaban per baris, dimulai dengan tanda sama dengan: = jawaban.",
        "Write one answer per line, beginning with an equals sign: = answer.",
    ),
    "question.answer-empty": Message(
        "Jawaban kosong.",
        "An answer is empty.",
        "Tulis jawabannya sesudah tanda sama dengan, atau hapus baris ini.",
        "Write the answer after the equals sign, or delete this line.",
    ),
}
