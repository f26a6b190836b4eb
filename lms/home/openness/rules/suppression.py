"""What may be published of small numbers: nothing that tells of fewer than five (domain.md §4.1)."""

from collections.abc import Sequence

FEWEST = 5


def shown(count: int) -> int | None:
    """Return a count that stands alone; None hides 1 to 4. Nobody at all may be said."""
    return count if count == 0 or count >= FEWEST else None


def shown_together(counts: Sequence[int]) -> list[int | None]:
    """Return counts whose sum is published too: where one alone would be hidden, the next smallest is also.

    Otherwise the sum less the others would tell what was hidden.
    """
    found = [shown(count) for count in counts]
    if found.count(None) == 1:
        others = [(count, place) for place, count in enumerate(counts) if found[place]]
        if others:
            found[min(others)[1]] = None
    return found
