"""What is code in a text and what is not: every change of a dialect leaves code alone."""

import re
from collections.abc import Callable, Iterator

FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?(`{3,}|~{3,})")
SPAN = re.compile(r"(`+)(?!`)(?:(?!\1).|\1`+){1,2000}?(?<!`)\1(?!`)", re.DOTALL)


def blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield stretches of whole lines, and whether each is code between fences."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = FENCE.match(line)
        if not fence and found:
            yield False, "\n".join(lines)
            lines, fence = [line], found[1]
        elif fence and found and found[1].startswith(fence) and not line.strip(" \t>`~"):
            yield True, "\n".join([*lines, line])
            lines, fence = [], ""
        else:
            lines.append(line)
    yield bool(fence), "\n".join(lines)


def outside(text: str, change: Callable[[str], str]) -> str:
    """Change the text between blocks of code, lines as a whole."""
    made = [part if is_code else change(part) for is_code, part in blocks(text)]
    return "\n".join(made)


def beyond(text: str, change: Callable[[str], str]) -> str:
    """Change the text between spans of code too."""

    def part(plain: str) -> str:
        pieces, end = [], 0
        for found in SPAN.finditer(plain):
            pieces += [change(plain[end : found.start()]), found[0]]
            end = found.end()
        return "".join([*pieces, change(plain[end:])])

    return outside(text, part)
