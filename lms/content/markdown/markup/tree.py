"""A small tree of sanitised HTML, to be finished and written out again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Union

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
DEEPEST = 80


@dataclass(frozen=True, slots=True)
class Raw:
    """HTML of our own making, written as it is."""

    html: str


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Union["Node", Raw, str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def walk(self) -> Iterator["Node"]:
        """Yield every element beneath, in order of reading."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Node)]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def text(self) -> str:
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, Node):
                parts.append(child.text())
            elif isinstance(child, str):
                parts.append(child)
        return "".join(parts)

    def write(self) -> str:
        inner = "".join(_written(child) for child in self.children)
        if not self.tag:
            return inner
        attributes = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in self.attributes.items()
        )
        return (
            f"<{self.tag}{attributes}>"
            if self.tag in VOID
            else f"<{self.tag}{attributes}>{inner}</{self.tag}>"
        )


def _written(child: Node | Raw | str) -> str:
    if isinstance(child, Raw):
        return child.html
    return child.write() if isinstance(child, Node) else escape(child, quote=False)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]
        self.too_deep = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        if tag in VOID:
            self.open[-1].children.append(node)
            return
        if len(self.open) >= DEEPEST:
            # Its text goes on in what is open already.
            self.too_deep = True
            self.open.append(self.open[-1])
            return
        self.open[-1].children.append(node)
        self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def grown(html: str) -> tuple[Node, bool]:
    """Return the tree of well-formed HTML, and whether something was cut off for its depth."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root, builder.too_deep
