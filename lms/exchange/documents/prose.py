"""HTML as our Markdown, block by block: headings, lists in lists, tables, quotations, notes, pictures."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from lms.content.markdown.markup.tree import Node, Raw
from lms.exchange.documents import marks
from lms.exchange.quizfile import rich

INLINE_HTML = frozenset({"sub", "sup", "del", "ins", "s", "kbd", "mark", "small", "u", "abbr", "cite", "q"})
EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
LISTS = frozenset({"ul", "ol"})
BLOCKS = LISTS | {
    "p",
    "details",
    "table",
    "blockquote",
    "pre",
    "hr",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
SAFE_LINK = re.compile(r"(?:https?://[^\s<>()]+|mailto:[^\s<>()@]+@[^\s<>()]+|#[^\s<>()]*|[\w./#-]+)$")
INDENT = "    "
Child = Node | Raw | str


@dataclass(slots=True)
class Prose:
    """Writes nodes; `address` turns a link's target into ours, empty where there is none.

    `notes` gathers the footnotes met, by their names; `lost` the targets of links that lead nowhere;
    `merged` counts the tables that lines cannot draw.
    """

    address: Callable[[str], str] = lambda target: target
    notes: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    merged: int = 0

    def blocks(self, nodes: Iterable[Child]) -> str:
        """Return blocks apart by empty lines."""
        made = (self.block(node) for node in _wrapped(nodes))
        return "\n\n".join(part for part in made if part.strip())

    def block(self, node: Node) -> str:
        writers = {"ul": self.list_of, "ol": self.list_of, "table": self.table, "details": self._details}
        if node.tag in writers:
            return writers[node.tag](node)
        if node.tag == "pre":
            fence = "````" if "```" in node.text() else "```"
            return f"{fence}\n{marks.clean(node.text()).strip(chr(10))}\n{fence}"
        if node.tag in {"hr", "div", "blockquote"}:
            inner = self.blocks(node.children)
            return {"hr": "---", "div": inner}.get(node.tag) or re.sub(r"^", "> ", inner, flags=re.MULTILINE)
        if re.fullmatch(r"h[1-6]", node.tag):
            text = " ".join(self.inline(node.children).split())
            return f"{'#' * int(node.tag[1])} {text}" if text else ""
        return self.paragraph(node.children)

    def _details(self, node: Node) -> str:
        summary = f"<details>\n<summary>{rich.signed(node.get('title'))}</summary>"
        return f"{summary}\n\n{self.blocks(node.children)}\n\n</details>"

    def paragraph(self, children: Sequence[Child]) -> str:
        return led(self.inline(children))

    def list_of(self, node: Node) -> str:
        items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
        number = _first_number(items)
        lines = []
        for item in items:
            sign = "- " if node.tag == "ul" else f"{number}. "
            lines.append(self._item(item, sign))
            number += 1
        return "\n".join(line for line in lines if line)

    def _item(self, item: Node, sign: str) -> str:
        parts = [self.block(node) if node.tag != "p" else self.paragraph(node.children)
                 for node in _wrapped(item.children)]  # fmt: skip
        parts = [part for part in parts if part]
        if not parts:
            return ""
        tight = all(node.tag in LISTS for node in _wrapped(item.children)[1:])
        text = ("\n" if tight else "\n\n").join(parts)
        return sign + re.sub(r"\n(?=[^\n])", f"\n{INDENT}", text)

    def table(self, node: Node) -> str:
        rows = [row for row in node.walk() if row.tag == "tr"]
        cells = [[cell for cell in row.children if isinstance(cell, Node)] for row in rows]
        if not any(cells):
            return ""
        if _plain(node, cells):
            return self._pipes(cells)
        return self._html_table(cells)

    def _pipes(self, cells: list[list[Node]]) -> str:
        width = max(map(len, cells))
        lines = [[self._cell(cell) for cell in row] + [""] * (width - len(row)) for row in cells]
        rows = ["| " + " | ".join(line) + " |" for line in lines]
        return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])

    def _cell(self, cell: Node) -> str:
        """Write a cell on one line; signs of Markdown, the table's own among them, are escaped already."""
        parts = [self.inline(node.children) for node in _wrapped(cell.children)]
        return "<br>".join(" ".join(part.replace("\\\n", "<br>").split()) for part in parts if part.strip())

    def _html_table(self, cells: list[list[Node]]) -> str:
        self.merged += 1
        rows = []
        for place, row in enumerate(cells):
            tag = "th" if place == 0 else "td"
            made = "".join(_html_cell(cell, "th" if cell.tag == "th" else tag) for cell in row)
            rows.append(f"<tr>{made}</tr>")
        return "<table>\n" + "\n".join(rows) + "\n</table>"

    def inline(self, children: Sequence[Child]) -> str:
        parts = [self._inline(child) for child in _joined(children)]
        return re.sub(r"[ \t]+(?=\\\n)", "", "".join(parts)).strip()

    def _inline(self, child: Child) -> str:
        if not isinstance(child, Node):
            return child.html if isinstance(child, Raw) else words(child)
        if child.tag in {"br", "img"}:
            source = f"({child.get('src')}{_caption(child)})"
            return "\\\n" if child.tag == "br" else f"![{rich.signed(child.get('alt'))}]{source}"
        if child.tag == "a":
            return self._link(child)
        inner = "".join(self._inline(one) for one in _joined(child.children))
        if child.tag == "code":
            return f"`{child.text()}`" if "`" not in child.text() else f"<code>{inner}</code>"
        note = child.tag == "sup" and inner.startswith("[^")
        return inner if note else _marked(child.tag, inner)

    def _link(self, node: Node) -> str:
        target = node.get("href")
        if target.startswith(("#footnote-", "#endnote-")) and "ref" not in target:
            self.notes.append(target[1:])
            return f"[^{target[1:]}]"
        inner = "".join(self._inline(one) for one in _joined(node.children))
        if not target or not inner.strip() or target.startswith(("#footnote-ref", "#endnote-ref")):
            return "" if "-ref-" in target else inner
        address = self.address(target)
        if not address or not SAFE_LINK.match(address):
            self.lost.append(target)
            return inner
        return f"[{inner.strip()}]({address})"


def words(text: str) -> str:
    """Escape plain words, and write the formulas between them as formulas."""
    parts, end = [], 0
    for found in marks.FORMULA.finditer(text):
        parts.append(rich.signed(_spaced(text[end : found.start()])))
        parts.append(
            f"${found[1].strip()}$" if found[1] is not None else f"\n\n$$\n{found[2].strip()}\n$$\n\n"
        )
        end = found.end()
    return "".join([*parts, rich.signed(_spaced(text[end:]))])


def led(text: str) -> str:
    """Escape what would open a list or a heading where a paragraph begins."""
    text = marks.NUMBER.sub("", text).strip()
    return text if text.startswith(("<", "![", "[^", "$$", "**")) else rich.led(text)


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n\xa0]+", " ", marks.NUMBER.sub("", text))


def _wrapped(children: Iterable[Child]) -> list[Node]:
    """Return blocks alone: what stands between them becomes a paragraph."""
    made: list[Node] = []
    loose: list[Child] = []
    for child in [*children, None]:
        if child is not None and not (isinstance(child, Node) and child.tag in BLOCKS):
            loose.append(child)
            continue
        if any(not isinstance(one, str) or one.strip() for one in loose):
            made.append(Node("p", {}, loose))
        loose = []
        if isinstance(child, Node):
            made.append(child)
    return made


def _joined(children: Sequence[Child]) -> list[Child]:
    """Join neighbours of the same emphasis: Word splits a word where somebody once put the cursor."""
    made: list[Child] = []
    for child in children:
        last = made[-1] if made else None
        if (
            isinstance(child, Node)
            and isinstance(last, Node)
            and child.tag == last.tag
            and child.tag in EMPHASIS
        ):
            made[-1] = Node(last.tag, {}, [*last.children, *child.children])
        else:
            made.append(child)
    return made


def _marked(tag: str, inner: str) -> str:
    core = inner.strip()
    if not core:
        return " " if inner else ""
    lead, trail = inner[: inner.index(core)], inner[inner.index(core) + len(core) :]
    if tag in EMPHASIS and "\n\n" not in core:
        mark = EMPHASIS[tag]
        # Beside a sign a star would not close; within other stars it would not open.
        rough = "*" in core or not (core[0].isalnum() and core[-1].isalnum())
        return f"{lead}<{tag}>{core}</{tag}>{trail}" if rough else f"{lead}{mark}{core}{mark}{trail}"
    return f"{lead}<{tag}>{core}</{tag}>{trail}" if tag in INLINE_HTML else inner


def _first_number(items: Sequence[Node]) -> int:
    found = marks.NUMBER.search(items[0].text()[:12]) if items else None
    return int(found[2]) if found and found[1] == "1" else 1


def _plain(node: Node, cells: list[list[Node]]) -> bool:
    """Tell whether a table can be drawn with lines: no cell over others, no list and no table within."""
    spans = any(cell.get("colspan") or cell.get("rowspan") for row in cells for cell in row)
    deep = any(one.tag in LISTS | {"table", "pre"} for one in node.walk() if one is not node)
    heads = all(cell.tag == "td" for row in cells[1:] for cell in row)
    return not spans and not deep and heads


def _html_cell(cell: Node, tag: str) -> str:
    spans = "".join(f' {name}="{cell.get(name)}"' for name in ("colspan", "rowspan") if cell.get(name))
    inner = "<br>".join(_html(node) for node in _wrapped(cell.children))
    return f"<{tag}{spans}>{inner}</{tag}>"


def _html(node: Node) -> str:
    """Write a block within a cell as HTML, on one line."""
    if node.tag == "img":
        return f'<img src="{escape(node.get("src"))}" alt="{escape(node.get("alt"))}">'
    inner = "".join(
        _html(child) if isinstance(child, Node) else escape(_spaced(child), quote=False)
        for child in node.children
        if not isinstance(child, Raw)
    )
    kept = node.tag in LISTS | {"li", "br", "code"} or node.tag in EMPHASIS or node.tag in INLINE_HTML
    if node.tag == "br":
        return "<br>"
    return f"<{node.tag}>{inner}</{node.tag}>" if kept else inner


def _caption(node: Node) -> str:
    caption = node.get("title").replace('"', "”").strip()
    return f' "{caption}"' if caption else ""
