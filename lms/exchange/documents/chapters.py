"""A document's HTML parted into the modules of a course at its first headings, with notes and links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.content.markdown.finish import RESERVED, slug
from lms.content.markdown.markup import tree
from lms.content.markdown.markup.tree import Node, Raw
from lms.exchange.documents import drafts, marks, questions
from lms.exchange.documents.drafts import Chapter
from lms.exchange.documents.losses import Losses
from lms.exchange.documents.prose import Prose

Child = Node | Raw | str
HEADING = re.compile(r"h([1-6])")
NOTE = re.compile(r"(foot|end)note-(\d+)")
COUNTED = re.compile(r"^(?:Gambar|Figure|Tabel|Table|Bagan|Grafik)\s+[\d.]+\s*[.:]?\s*", re.IGNORECASE)
# What stands before the first heading opens the course; from here on it is a module of its own.
OPENING = 150


@dataclass(slots=True)
class Part:
    """A module to be: its title and its blocks; `anchors` are the ids of its headings in order."""

    title: str
    nodes: list[Child] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parted:
    title: str
    intro: str
    modules: list[Chapter]


@dataclass(slots=True)
class Chapters:
    """Parts one document; whatever leads nowhere or cannot be shown is told with its heading."""

    language: str
    losses: Losses
    start: int = 0
    targets: dict[str, tuple[int, str]] = field(default_factory=dict)
    footnotes: dict[str, list[Child]] = field(default_factory=dict)

    def of(self, html: str, called: str = "") -> Parted:
        """Part the HTML of one document; `called` is a title that its program keeps apart from the text."""
        root, _ = tree.grown(html)
        nodes = self._without_notes(root.children)
        title, intro, nodes = _titled(nodes)
        title = title or called or self.losses.place.rpartition(".")[0]
        parts, opening = _parts(nodes)
        if parts and _words(opening) > OPENING:
            parts.insert(0, Part(drafts.WORDS[self.language]["opening"], opening))
            opening = []
        elif not parts:
            parts, opening = [Part(title, opening)], []
        modules = self.written(parts)
        return Parted(title, Prose().blocks([*intro, *opening]), modules)

    def written(self, parts: Sequence[Part]) -> list[Chapter]:
        """Write the modules; links between them are found once all headings are known."""
        names = drafts.names([Chapter(part.title, "") for part in parts], self.start)
        for place, part in enumerate(parts):
            _level(part.nodes)
            self._anchors(place, part.nodes)
        return [self._chapter(place, part, names) for place, part in enumerate(parts)]

    def _chapter(self, place: int, part: Part, names: Sequence[str]) -> Chapter:
        self.losses.place = part.title

        def address(target: str) -> str:
            if not target.startswith("#"):
                return target
            module, anchor = self.targets.get(target[1:], (-1, ""))
            if module < 0:
                return ""
            inside = f"#{anchor}" if anchor else ""
            return inside if module == place and inside else f"{names[module]}.md{inside}"

        prose = Prose(address)
        self._pictures(part.nodes)
        found = questions.found(part.nodes, prose.inline)
        for one in found.unsure:
            self.losses.note("document.unsure", one)
        body = prose.blocks(_captioned(found.nodes))
        for target in prose.lost:
            self.losses.note("document.link", target)
        for _ in range(prose.merged):
            self.losses.note("document.merged")
        notes = self._notes(prose)
        return Chapter(
            part.title, "\n\n".join(one for one in (body, notes) if one), found.asked, names[place]
        )

    def _notes(self, prose: Prose) -> str:
        made = []
        for name in dict.fromkeys(prose.notes):
            text = Prose(prose.address).blocks(self.footnotes.get(name, []))
            made.append(f"[^{name}]: " + (re.sub(r"\n(?=[^\n])", "\n    ", text) or "…"))
        return "\n\n".join(made)

    def _without_notes(self, nodes: Sequence[Child]) -> list[Child]:
        kept: list[Child] = []
        for node in nodes:
            items = [one for one in node.children if isinstance(one, Node)] if isinstance(node, Node) else []
            if (
                isinstance(node, Node)
                and node.tag == "ol"
                and items
                and all(NOTE.fullmatch(one.get("id")) for one in items)
            ):
                for item in items:
                    self.footnotes[item.get("id")] = _without_arrow(item.children)
            else:
                kept.append(node)
        return kept

    def _anchors(self, place: int, nodes: Sequence[Child]) -> None:
        """Remember to which heading every bookmark belongs, by the ids that our own renderer will give."""
        anchor, given = "", dict[str, int]()
        for node in (one for one in nodes if isinstance(one, Node)):
            if HEADING.fullmatch(node.tag):
                anchor = _unique(slug(" ".join(marks.clean(node.text()).split())), given)
            for one in node.walk():
                if one.get("id"):
                    self.targets[one.get("id")] = place, anchor

    def _pictures(self, nodes: list[Child]) -> None:
        """Leave out pictures that nobody can show; name those without words."""
        for node in [one for one in nodes if isinstance(one, Node)]:
            if HEADING.fullmatch(node.tag):
                self.losses.place = " ".join(node.text().split()) or self.losses.place
            for holder in [node, *node.walk()]:
                for child in list(holder.children):
                    if isinstance(child, Node) and child.tag == "img":
                        self._picture(holder, child)

    def _picture(self, holder: Node, picture: Node) -> None:
        source = picture.get("src")
        alt = " ".join(marks.clean(picture.get("alt")).split())
        if source.startswith("lost:"):
            self.losses.note("document.picture", source.rpartition("/")[2])
            holder.children.remove(picture)
        elif not alt:
            self.losses.note("document.no-alt", source)
        picture.attributes["alt"] = alt


def _titled(nodes: Sequence[Child]) -> tuple[str, list[Child], list[Child]]:
    """Take the title page off: the title, what stands beneath it, and the rest."""
    titles = [one for one in nodes if isinstance(one, Node) and one.get("class") == "lms-title"]
    subtitles: list[Child] = [
        one for one in nodes if isinstance(one, Node) and one.get("class") == "lms-subtitle"
    ]
    rest = [one for one in nodes if one not in titles and one not in subtitles]
    title = " ".join(" ".join(one.text() for one in titles[:1]).split())
    levels = [int(one.tag[1]) for one in rest if isinstance(one, Node) and HEADING.fullmatch(one.tag)]
    if not title and levels.count(1) == 1 and levels[0] == 1 and levels.count(2) > 1:
        # The only first heading names the whole document; its chapters are the second ones.
        for one in rest:
            if isinstance(one, Node) and HEADING.fullmatch(one.tag):
                level = int(one.tag[1])
                if level == 1:
                    title, one.tag, one.children = " ".join(one.text().split()), "p", []
                else:
                    one.tag = f"h{level - 1}"
    return marks.clean(title), subtitles, rest


def _parts(nodes: Sequence[Child]) -> tuple[list[Part], list[Child]]:
    """Part at every first heading; what stands before comes apart."""
    parts: list[Part] = []
    opening: list[Child] = []
    for node in nodes:
        title = " ".join(node.text().split()) if isinstance(node, Node) and node.tag == "h1" else ""
        if title:
            ids = [one for one in node.walk() if one.get("id")] if isinstance(node, Node) else []
            parts.append(Part(marks.clean(title), [Node("p", {}, list(ids))] if ids else []))
        elif parts:
            parts[-1].nodes.append(node)
        else:
            opening.append(node)
    return parts, opening


def _level(nodes: Sequence[Child]) -> None:
    """Let headings begin at the second level and skip none; a heading is bold by itself."""
    before = 1
    for node in nodes:
        found = HEADING.fullmatch(node.tag) if isinstance(node, Node) else None
        if found and isinstance(node, Node):
            before = max(2, min(int(found[1]), before + 1))
            node.tag = f"h{before}"
            node.children = _unmarked(node.children)


def _unmarked(children: Sequence[Child]) -> list[Child]:
    made: list[Child] = []
    for child in children:
        if isinstance(child, Node) and child.tag in {"strong", "b", "em", "i"}:
            made += _unmarked(child.children)
        else:
            made.append(child)
    return made


def _captioned(nodes: Sequence[Child]) -> list[Child]:
    """Give a caption to the picture above it; elsewhere it stays a line of its own."""
    made: list[Child] = []
    for node in nodes:
        if not (isinstance(node, Node) and node.get("class") == "lms-caption"):
            made.append(node)
            continue
        text = COUNTED.sub("", " ".join(marks.clean(node.text()).split()))
        picture = _lone_picture(made[-1]) if made else None
        if picture is not None and text:
            picture.attributes["title"] = text
        elif text:
            made.append(Node("p", {}, [Node("em", {}, [text])]))
    return made


def _lone_picture(node: Child) -> Node | None:
    if not isinstance(node, Node) or node.tag != "p":
        return None
    solid = [one for one in node.children if not isinstance(one, str) or one.strip()]
    return solid[0] if len(solid) == 1 and isinstance(solid[0], Node) and solid[0].tag == "img" else None


def _without_arrow(children: Sequence[Child]) -> list[Child]:
    """Leave out the way back that mammoth puts behind a note; ours has its own."""
    made: list[Child] = []
    for child in children:
        if isinstance(child, Node):
            if child.tag == "a" and child.get("href").startswith(("#footnote-ref", "#endnote-ref")):
                continue
            made.append(Node(child.tag, dict(child.attributes), _without_arrow(child.children)))
        else:
            made.append(child)
    return made


def _unique(name: str, given: dict[str, int]) -> str:
    chosen, number = name, given.get(name, 0)
    while chosen in given or chosen in RESERVED:
        number += 1
        chosen = f"{name}-{number}"
    given[name] = number
    given.setdefault(chosen, 0)
    return chosen


def _words(nodes: Sequence[Child]) -> int:
    return sum(len(node.text().split()) for node in nodes if isinstance(node, Node))
