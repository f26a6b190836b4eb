"""Author's patterns: `*` stands for any run of letters, matched in at worst O(pattern × text) without regex.

Both sides are folded first; the text between the stars must occur in order, the ends at the ends.
"""

from collections.abc import Sequence
from functools import lru_cache

from lms.questions.text import fold

STAR = "*"
ESCAPE = "\\"


@lru_cache(maxsize=2048)
def pieces(pattern: str, *, case: bool, spaces: bool = False) -> tuple[str, ...]:
    r"""Split a folded pattern at its stars; `\*` is a star to be typed, `\\` a backslash."""
    parts = [""]
    letters = iter(fold(pattern, case=case, spaces=spaces))
    for letter in letters:
        if letter == STAR:
            parts.append("")
        elif letter == ESCAPE:
            following = next(letters, "")
            parts[-1] += following if following in {STAR, ESCAPE} else letter + following
        else:
            parts[-1] += letter
    return tuple(parts)


def matches(parts: Sequence[str], text: str) -> bool:
    """Tell whether folded `text` is made of the parts in order, with anything between them."""
    if len(parts) == 1:
        return text == parts[0]
    first, *middle, last = parts
    end = len(text) - len(last)
    if end < len(first) or not text.startswith(first) or not text.endswith(last):
        return False
    place = len(first)
    # The leftmost occurrence of each part leaves the most room for the next: no going back is ever needed.
    for part in middle:
        place = text.find(part, place, end)
        if place < 0:
            return False
        place += len(part)
    return True


def covers(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    """Tell whether every text that `narrow` accepts is accepted by `wide`.

    A letter that no author writes stands for what the narrow pattern's stars may hold: only a star takes it.
    """
    return matches(wide, "\uffff".join(narrow))


def example(parts: Sequence[str]) -> str:
    """Return the shortest text that the parts accept."""
    return "".join(parts)
