"""What a document holds and a course cannot: gathered by sort and place, told once each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.content.findings import shortened
from lms.exchange.documents import marks
from lms.exchange.remarks import Remarks

TOLD = 3


@dataclass(slots=True)
class Losses:
    """Notes by code and by the heading, slide or file where something stood."""

    remarks: Remarks
    place: str = ""
    found: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def note(self, code: str, detail: str = "", place: str = "") -> None:
        self.found.setdefault((code, place or self.place), []).append(shortened(marks.clean(detail), 80))

    def told(self) -> None:
        """Turn the notes into remarks, in the order in which they were met."""
        for (code, place), details in self.found.items():
            words = ", ".join(f"“{one}”" for one in _few(details))
            self.remarks.warn(code, 0, place=place, count=len(details), what=words or "—")
        self.found.clear()


def _few(details: list[str]) -> Iterator[str]:
    known = list(dict.fromkeys(one for one in details if one))
    yield from known[:TOLD]
    if len(known) > TOLD:
        yield "…"
