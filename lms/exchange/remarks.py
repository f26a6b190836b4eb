"""What is wrong in a file from elsewhere, or cannot be carried: findings with words of this room."""

from dataclasses import dataclass

from lms.content.findings import Finding
from lms.errors import Message
from lms.exchange.messages import MESSAGES
from lms.questions.problem import Severity


@dataclass(frozen=True, slots=True)
class Remark(Finding):
    """A finding about a line of the file that is brought in, or about a question that is taken out."""

    @property
    def message(self) -> Message:
        return MESSAGES[self.code]

    def text(self, lang: str) -> str:
        return self.message.text(lang, self.values)

    def remedy(self, lang: str) -> str:
        return self.message.remedy(lang, self.values)


class Remarks:
    """Gathers the remarks on one file."""

    def __init__(self, path: str = "") -> None:
        self.path = path
        self.found: list[Remark] = []

    def refuse(self, code: str, line: int, **values: str | int) -> None:
        """Note why something was left out."""
        self.found.append(Remark(self.path, line, 1, code, values))

    def warn(self, code: str, line: int, **values: str | int) -> None:
        """Note what came along in another shape, or not at all, beside a question that did."""
        self.found.append(Remark(self.path, line, 1, code, values, Severity.WARNING))
