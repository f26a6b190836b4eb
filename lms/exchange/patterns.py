r"""Patterns of short text: theirs knows `*` and `\*`, ours `\\` besides; each is pieces between stars."""

import re

STAR = "*"
# A star after a backslash is a star to be typed; a run of stars is one.
THEIRS = re.compile(r"(?<!\\)\*+")


def pieces(pattern: str) -> list[str]:
    """Part a pattern as Moodle does."""
    return [part.replace("\\*", STAR) for part in THEIRS.split(pattern)]


def ours(pattern: str) -> str:
    """Write one of theirs as ours, on one line: a line end is a space."""
    parts = [part.replace("\\", "\\\\").replace(STAR, "\\*") for part in pieces(pattern)]
    return STAR.join(parts).replace("\n", " ").strip()


def theirs(pattern: str) -> str | None:
    """Write one of ours as theirs; None when a backslash would change its meaning before a star."""
    parts = [""]
    letters = iter(pattern)
    for letter in letters:
        if letter == STAR:
            parts.append("")
        elif letter == "\\":
            following = next(letters, "")
            parts[-1] += following if following in {STAR, "\\"} else letter + following
        else:
            parts[-1] += letter
    written = STAR.join(part.replace(STAR, "\\*") for part in parts)
    wanted = [part for place, part in enumerate(parts) if part or place in {0, len(parts) - 1}]
    return written if pieces(written) == wanted else None
