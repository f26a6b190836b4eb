"""Plain words of HTML, the folding by which two texts count as the same, and names made of texts."""

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser

# Names are letters alone: they stand in forms and pages, where digits look like marks.
LETTERS = str.maketrans("0123456789", "ghijkmnpqr")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag in {"br", "p", "li", "div", "tr"}:
            self.parts.append(" ")


def plain(html: str) -> str:
    """Return the words of sanitised HTML, pictures by their alternative text."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


def fold(text: str, *, case: bool = False, spaces: bool = False) -> str:
    """NFC, trimmed, runs of space as one space unless `spaces`; case ignored unless `case`."""
    text = unicodedata.normalize("NFC", text)
    words = ["".join(" " if one.isspace() else one for one in text).strip()] if spaces else text.split()
    text = " ".join(words)
    return text if case else unicodedata.normalize("NFC", text.casefold())


@lru_cache(maxsize=4096)
def tag(text: str) -> str:
    """Name a text by what it says: the same for ever, and silent about its place among others."""
    return hashlib.sha256(fold(text, case=True).encode()).hexdigest()[:10].translate(LETTERS)


def tags(texts: Iterable[str]) -> list[str]:
    """Name each text; one that comes again gets a name of its own."""
    seen: dict[str, int] = {}
    found = []
    for text in texts:
        name = tag(text)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else tag(f"{text}\0{seen[name]}"))
    return found
