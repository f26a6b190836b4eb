"""What is gathered beside the questions of a file: remarks, and how many of a shelf are drawn."""

from dataclasses import dataclass, field

from lms.exchange.remarks import Remarks


@dataclass(slots=True)
class Desk:
    """`several` tells that the file holds several quizzes, whose names are then part of the shelves'."""

    remarks: Remarks
    several: bool = False
    draws: dict[str, int] = field(default_factory=dict)

    def draw(self, category: str, count: str, line: int) -> None:
        """Note how many questions of a shelf each learner gets; without a name it is only told."""
        if category and count.isascii() and count.isdigit() and len(count) < 5 and int(count):
            self.draws[category] = int(count)
        else:
            self.remarks.warn("qti.draw", line, title=category or "?", count=count[:9] or "?")
