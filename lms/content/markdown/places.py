"""Finds the line of what stands in a body: the renderer forgets lines, the source does not."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate


class Places:
    """Looks for texts in a body that begins on line `first`; asked again, it finds the next occurrence."""

    def __init__(self, first: int, text: str) -> None:
        self.first = max(first, 1)
        self.text = text
        self._seen: dict[str, int] = {}

    def find(self, wanted: str) -> tuple[int, int]:
        """Return line and column; the first line when the text is not there as it was typed."""
        wanted = wanted.lower()
        start = self._lower.find(wanted, self._seen.get(wanted, 0)) if wanted else -1
        if start < 0:
            return self.first, 1
        self._seen[wanted] = start + 1
        row = bisect_right(self._begins, start) - 1
        return self.first + row, start - self._begins[row] + 1

    @cached_property
    def _lower(self) -> str:
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        # Letters whose small form is longer would shift the places of what follows.
        return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in self.text)

    @cached_property
    def _begins(self) -> list[int]:
        return list(accumulate((len(row) + 1 for row in self.text.split("\n")), initial=0))[:-1]
