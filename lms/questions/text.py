"""Plain words of HTML, and the folding by which two texts count as the same."""

import unicodedata
from html.parser import HTMLParser


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
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


def fold(text: str, *, case: bool = False) -> str:
    """NFC, trimmed, runs of space as one space; case ignored unless `case`."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text if case else unicodedata.normalize("NFC", text.casefold())
