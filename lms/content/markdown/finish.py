"""The last hand on sanitised HTML: headings, links, pictures, tables, formulas; contents and size."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from lms.bahasa import readability
from lms.bahasa.readability import Measure
from lms.content.findings import shortened
from lms.content.markdown import callouts, figures
from lms.content.markdown.dialect.job import Job
from lms.content.markdown.document import Setting, TocEntry
from lms.content.markdown.links import Links
from lms.content.markdown.markup import abbreviations, mathml, tables
from lms.content.markdown.markup.tree import Node, Raw
from lms.content.markdown.places import Places

HEADING = re.compile(r"h[1-6]")
# Ids of the page around a body.
RESERVED = frozenset({"isi", "menu", "main"})
WORD = re.compile(r"\w[\w'’-]*")
TIGHT = re.compile(r"#{2,6}[^#\s][^\n]*")
NOTE = re.compile(r"(?<!\\)\[\^([\w-]+)\](?!:)")
AS_TYPED = frozenset({"code", "pre"})
FRAME = "table-scroll"
TABLE_WORDS = {"id": "Tabel", "en": "Table"}
TASK_WORDS = {"id": ("selesai", "belum selesai"), "en": ("done", "not done")}


@dataclass(slots=True)
class Finish:
    """Finishes one body; `fragment` is a part of a question, whose headings get no ids."""

    setting: Setting
    places: Places
    fragment: bool = False
    toc: list[TocEntry] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    pauses: int = 0
    tables: int = 0
    level: int = 1
    links: Links = field(init=False)

    def __post_init__(self) -> None:
        self.links = Links(self.setting, self.places)

    @property
    def checks(self) -> bool:
        """Whether a self-check may stand here: not within a question."""
        return not self.fragment

    @property
    def comments(self) -> bool:
        """Whether an author's comments stay: a learner is not to read notes about the answers."""
        return False

    def check(self, work: Job) -> None:
        for row in work.headings:
            work.error("markdown.heading-one", row)

    def tree(self, root: Node) -> None:
        for node in list(root.walk()):
            self._children(node)
        self._children(root)
        for node in list(root.walk()):
            self._node(node)
        self._settle(root)
        if not self.fragment:
            self._left_over(root)

    def _settle(self, root: Node) -> None:
        """Make tables fit a phone, and explain an abbreviation once."""
        for node in list(root.walk()):
            if node.tag == "div" and node.get("class") == FRAME:
                _framed(node)
        abbreviations.settle(root, reachable=not self.fragment)

    def _children(self, node: Node) -> None:
        """Replace children that become something else: pictures, tables, formulas, boxes that are ticked."""
        if node.tag == "p" and _only(node):
            # Its own parent makes a figure of it.
            return
        fresh: list[Node | Raw | str] = []
        for child in node.children:
            replaced = self._child(child) if isinstance(child, Node) else child
            if replaced is not None:
                fresh.append(replaced)
        node.children = fresh

    def _child(self, child: Node) -> Node | Raw | str | None:
        if "arithmatex" in child.get("class").split():
            return self._formula(child)
        makers: dict[str, Callable[[Node], Node | None]] = {
            "img": self._picture,
            "p": self._paragraph,
            "table": self._table,
            "input": self._task,
        }
        maker = makers.get(child.tag)
        return maker(child) if maker else child

    def _picture(self, node: Node) -> Node | None:
        self.pauses += 1
        return figures.shown(node, self.links)

    def _paragraph(self, paragraph: Node) -> Node | None:
        """A picture alone in its paragraph is a figure, its title the caption."""
        picture = _only(paragraph)
        if picture is None:
            return paragraph
        shown = self._picture(picture)
        return figures.with_caption(shown, picture.get("title")) if shown else None

    def _table(self, table: Node) -> Node:
        self.tables += 1
        heads = [node for node in table.walk() if node.tag == "th"]
        names = ", ".join(text for head in heads[:4] if (text := " ".join(head.text().split())))
        label = f"{TABLE_WORDS[self.setting.language]} {self.tables}" + (f": {names}" if names else "")
        attributes: dict[str, str | None] = {"class": FRAME, "role": "region", "tabindex": "0"}
        return Node("div", {**attributes, "aria-label": shortened(label, 120)}, [table])

    def _formula(self, node: Node) -> Raw | None:
        latex = re.sub(r"^\\[(\[]|\\[)\]]$", "", node.text().strip())
        self.pauses += 1
        return self.formula(latex, block=False)

    def formula_block(self, latex: str) -> str:
        made = self.formula(latex, block=True)
        return f'<div class="formula" tabindex="0" role="group">{made.html}</div>' if made else ""

    def code(self, code: str, language: str) -> str:
        mark = f' class="language-{escape(language)}"' if language else ""
        return f'<pre tabindex="0"><code{mark}>{escape(code, quote=False)}</code></pre>'

    def formula(self, latex: str, *, block: bool) -> Raw | None:
        made = mathml.formula(latex, block=block)
        if made is None:
            self.setting.findings.error(
                "markdown.formula", *self.places.find(latex.strip()), formula=shortened(latex)
            )
            return None
        return Raw(made)

    def _task(self, node: Node) -> Node:
        done = "checked" in node.attributes
        label = TASK_WORDS[self.setting.language][0 if done else 1]
        mark = {"class": "task task-done" if done else "task", "role": "img", "aria-label": label}
        return Node("span", dict(mark), ["☑" if done else "☐"])

    def _node(self, node: Node) -> None:
        """Change an element in place."""
        if HEADING.fullmatch(node.tag):
            self._heading(node)
        elif node.tag == "a":
            self._link(node)
        elif node.tag in {"td", "th"}:
            _cell(node)
        elif "admonition" in node.get("class").split():
            _callout(node)
        if node.tag == "abbr" and not node.get("title"):
            node.tag = "span"

    def _heading(self, node: Node) -> None:
        level, title = int(node.tag[1]), " ".join(node.text().split())
        line, _ = self.places.find(title)
        if self.fragment:
            node.tag = f"h{min(max(level, 3), 6)}"
            return
        if level == 1:
            return
        if level > self.level + 1 and level > 2:
            right = "#" * (self.level + 1)
            self.setting.findings.warning("markdown.heading-skips", line, title=shortened(title), right=right)
        self.level = level
        node.attributes = {"id": self._unique(self._kept(level) or slug(title))}
        self.toc.append(TocEntry(node.get("id"), title, level))

    def _kept(self, level: int) -> str:
        """Return the id that the heading has in what is translated, if it stands there at the same level."""
        place, kept = len(self.toc), self.setting.headings
        return kept[place][1] if place < len(kept) and kept[place][0] == level else ""

    def _unique(self, name: str) -> str:
        """Number what repeats; the count is kept, so that a thousand equal headings cost no more than one."""
        chosen, number = name, self.ids.get(name, 0)
        while chosen in self.ids or chosen in RESERVED:
            number += 1
            chosen = f"{name}-{number}"
        self.ids[name] = number
        self.ids.setdefault(chosen, 0)
        return chosen

    def _left_over(self, root: Node) -> None:
        """Name what was meant to become something and stayed as it was typed: footnotes, headings."""
        nodes = [node for node in root.walk() if node.tag not in AS_TYPED]
        texts = [child.strip() for node in nodes for child in node.children if isinstance(child, str)]
        typed = set(NOTE.findall(self.places.text)) if "[^" in self.places.text else set()
        for name in (name for text in texts for name in NOTE.findall(text) if name in typed):
            self.setting.findings.error("markdown.footnote", *self.places.find(f"[^{name}]"), name=name)
        for found in filter(None, map(TIGHT.match, texts)):
            place = self.places.find(found[0])
            self.setting.findings.warning("markdown.heading-tight", *place, text=shortened(found[0]))

    def _link(self, node: Node) -> None:
        target = node.get("href")
        if not target:
            node.tag = "span"
            return
        if "footnote" in node.get("class"):
            return
        place = self.places.find(target)
        address = self.links.address(target, place)
        if address is None:
            node.tag, node.attributes = "span", {}
            return
        bare = {"class": "bare"} if node.text().strip() == address else {}
        node.attributes = {
            "href": address,
            **bare,
            **({"title": node.get("title")} if node.get("title") else {}),
        }
        if not node.text().strip() and not any(one.tag == "img" for one in node.walk()):
            self.setting.findings.error("markdown.link-text", *place, target=shortened(target))


def _only(node: Node) -> Node | None:
    """Return the picture that is all a paragraph holds."""
    solid = [child for child in node.children if not isinstance(child, str) or child.strip()]
    if len(solid) != 1 or not isinstance(solid[0], Node):
        return None
    return solid[0] if solid[0].tag == "img" else None


def _framed(frame: Node) -> None:
    """Let a table's frame say what the rows become on a phone."""
    if any(isinstance(child, Node) and tables.settle(child) for child in frame.children):
        frame.attributes["class"] = f"{FRAME} table-cards"


def _cell(node: Node) -> None:
    align = node.get("align")
    node.attributes.pop("align", None)
    if align in {"right", "center"}:
        node.attributes["class"] = f"align-{align}"
    if node.tag == "th":
        if not node.text().strip() and not any(child.tag == "img" for child in node.walk()):
            node.tag = "td"
        elif not node.get("scope"):
            node.attributes["scope"] = "col"


def _callout(node: Node) -> None:
    kinds = [one for one in node.get("class").split() if one in callouts.CLASSES]
    node.tag = "aside"
    node.attributes = {"class": f"callout callout-{kinds[0] if kinds else 'note'}"}
    for child in node.children:
        if isinstance(child, Node) and child.get("class") == "admonition-title":
            child.attributes = {"class": "callout-title"}


def slug(title: str) -> str:
    """Make an id of a heading as GitHub does."""
    kept = re.sub(r"[^\w\- ]", "", title.strip().lower())
    return kept.replace(" ", "-") or "bagian"


def words(root: Node) -> int:
    return len(WORD.findall(root.text()))


def measure(root: Node) -> Measure:
    """Count what tells how hard the running text is to read."""
    return readability.measured(node.text() for node in root.walk() if node.tag == "p")
