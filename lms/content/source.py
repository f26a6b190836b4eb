"""A text file as it was written: lines by number, and the places of what stands in it."""

import re
from dataclasses import dataclass
from functools import cached_property

# Marks that the renderer itself uses for what it takes out and puts back; no author needs them.
PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
# The same but for the signs of gaps (questions.gaps.signs), with which a prompt comes to the renderer.
FORGED = re.compile("[\ue000-\ue00f\ue012-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A line of a file; line 0 is the file as a whole."""

    path: str
    line: int = 0


@dataclass(frozen=True)
class Source:
    """A file's path under the content root and its text; lines end in a line feed, whatever they ended in."""

    path: str
    text: str

    @classmethod
    def of(cls, path: str, text: str) -> "Source":
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return cls(path, PRIVATE.sub("", text))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""
