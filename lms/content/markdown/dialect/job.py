"""One conversion: where its text begins, who gathers what is wrong, what is laid aside on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lms.content.findings import Findings
from lms.content.question import Lines

TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")
KEY = "job"


@dataclass(frozen=True, slots=True)
class Taken:
    """A block that never meets the sanitiser: `sort` is code, formula or quiz."""

    sort: str
    info: str
    lines: Lines


@dataclass(slots=True)
class Shelf:
    """What was laid aside, in order; a token carries its number."""

    taken: list[Taken] = field(default_factory=list)

    def put(self, taken: Taken) -> str:
        self.taken.append(taken)
        return f"{TOKEN_OPEN}{len(self.taken) - 1}{TOKEN_CLOSE}"

    def at(self, number: str) -> Taken | None:
        return self.taken[int(number)] if len(number) < 9 and int(number) < len(self.taken) else None


@dataclass(slots=True)
class Job:
    """`first` is the line of the file on which the text begins; rows count from there.

    With `comments` those of the author are laid aside, to be written out again. `raw` is the author's
    own HTML by row, `headings` the rows of headings of level 1, `titles` what abbreviations stand for.
    """

    text: str
    first: int
    findings: Findings
    language: str
    comments: bool = False
    shelf: Shelf = field(default_factory=Shelf)
    raw: list[tuple[int, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    quotations: int = 0
    tags_open: int = 0
    tags_refused: int = 0
    closings: dict[tuple[str, int], int] | None = None

    def error(self, code: str, row: int, **values: str | int) -> None:
        self.findings.error(code, self.first + row, 1, **values)

    def warning(self, code: str, row: int, **values: str | int) -> None:
        self.findings.warning(code, self.first + row, 1, **values)


def of(env: Mapping[str, Any]) -> Job:
    found: Job = env[KEY]
    return found
