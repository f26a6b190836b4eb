"""Cells of a published table that too few people stand behind, and those that would give them away."""

from collections.abc import Mapping
from typing import TypeVar

from lms.voice.rules.satisfaction_index import FEWEST

Key = TypeVar("Key")


def shown(counts: Mapping[Key, int], fewest: int = FEWEST) -> dict[Key, int | None]:
    """Return the counts with None where fewer than `fewest` stand; nothing hidden follows from the total.

    The total of a table is known, so one hidden cell would be what is missing from it: the smallest of the
    others are hidden too, until at least two cells with at least `fewest` people together are (secondary
    suppression). A cell with nobody in it hides nobody and stays.
    """
    by_size = sorted((count, place, key) for place, (key, count) in enumerate(counts.items()) if count)
    hidden: set[Key] = set()
    together = 0
    for count, _, key in by_size:
        if count >= fewest and (not hidden or (len(hidden) > 1 and together >= fewest)):
            break
        hidden.add(key)
        together += count
    return {key: None if key in hidden else count for key, count in counts.items()}
