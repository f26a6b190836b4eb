"""The HTML of a chapter, made fit for a book: an address for every heading, answers where one finds them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lms.books.binding.words import WORDS
from lms.books.volumes import Chapter, Picture, Volume
from lms.content.markdown.markup import tree
from lms.content.markdown.markup.tree import Node, Raw

MODULE = re.compile(r"lms-module:([a-z0-9-]+)(?:#(.*))?")
MEDIA = frozenset({"video", "audio"})
REFERRING = ("aria-labelledby", "aria-describedby", "for", "headers")
# What only a screen has a use for.
SCREEN = ("loading", "decoding", "tabindex")
# A table that no page break needs to part.
SHORT = 14
ASKING = frozenset({"button", "details", "fieldset"})
FRAME = frozenset({"selfcheck-title", "selfcheck-prompt", "selfcheck-verdict"})
Child = Node | Raw | str


@dataclass(slots=True)
class Shape:
    """What a format does in its own way: addresses, formulas, notes, self-checks that answer or are printed.

    `module` returns the address of a chapter and a heading in it; `picture` that of a file, empty when the
    format cannot hold it; `formula` what stands for a formula.
    """

    volume: Volume
    module: Callable[[Chapter, str], str]
    picture: Callable[[Picture], str]
    formula: Callable[[Node], Child] | None = None
    interactive: bool = False
    footnotes: bool = False
    prefixed: bool = True
    keys_at: str = ""
    keys: list[tuple[str, str, Node]] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """One chapter at work: `checks` counts its self-checks, `key` names them in the whole book."""

    shape: Shape
    chapter: Chapter
    number: int
    checks: int = 0

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.shape.volume.language]

    def html(self) -> str:
        return self.root().write()

    def root(self) -> Node:
        root, _ = tree.grown(self.chapter.html)
        if self.shape.footnotes:
            _footnotes(root)
        self._within(root)
        return root

    def id(self, name: str) -> str:
        return f"{self.chapter.name}.{name}" if self.shape.prefixed else name

    def _within(self, node: Node) -> None:
        made: list[Child] = []
        for child in node.children:
            changed = self._changed(child) if isinstance(child, Node) else child
            if changed is not None:
                made.append(changed)
        node.children = made

    def _changed(self, node: Node) -> Child | None:
        if node.tag == "math":
            return self.shape.formula(node) if self.shape.formula else node
        if "selfcheck" in node.get("class").split() and not self.shape.interactive:
            return self._check(node)
        if node.tag in MEDIA | {"img"}:
            return self._shown(node)
        self._attributes(node)
        self._within(node)
        if "table-scroll" in node.get("class") and sum(one.tag == "tr" for one in node.walk()) <= SHORT:
            node.attributes["class"] = f"{node.get('class')} short"
        if node.tag == "details" and not self.shape.interactive:
            return _opened(node)
        return node

    def _attributes(self, node: Node) -> None:
        if not self.shape.interactive:
            for name in [*SCREEN, *(name for name in node.attributes if name.startswith("data-"))]:
                node.attributes.pop(name, None)
        if node.get("id"):
            node.attributes["id"] = self.id(node.get("id"))
        for name in REFERRING:
            if node.get(name):
                node.attributes[name] = " ".join(self.id(one) for one in node.get(name).split())
        if node.get("name") and node.tag == "input":
            node.attributes["name"] = self.id(node.get("name"))
        if node.tag == "a":
            self._link(node)

    def _link(self, node: Node) -> None:
        target = node.get("href")
        found = MODULE.fullmatch(target)
        if target.startswith("#"):
            node.attributes["href"] = f"#{self.id(target[1:])}"
        elif found:
            chapter = self.shape.volume.chapter(found[1])
            if chapter is not None:
                node.attributes["href"] = self.shape.module(chapter, found[2] or "")
        elif target.startswith("lms-asset:"):
            picture = self.shape.volume.pictures.get(target)
            address = self.shape.picture(picture) if picture else ""
            if address:
                node.attributes["href"] = address
            else:
                node.tag, node.attributes = "span", {}

    def _shown(self, node: Node) -> Child | None:
        """Show a picture; a film or a sound only where the format can hold it, else say what it was."""
        picture = self.shape.volume.pictures.get(node.get("src"))
        address = self.shape.picture(picture) if picture else ""
        if not address:
            words = node.get("alt") or node.get("aria-label")
            return Node("p", {"class": "absent"}, [self.words["absent"].format(words=words)])
        node.attributes["src"] = address
        for name in SCREEN:
            node.attributes.pop(name, None)
        # Captions lie in a file of their own, which a single page cannot name.
        node.children = []
        return node

    def _check(self, node: Node) -> Node:
        """Print a self-check; its answer goes to the end of the book, and each finds the other."""
        self.checks += 1
        label = f"{self.number}.{self.checks}"
        prompt = _first(node, "selfcheck-prompt")
        answer = next((one for one in node.walk() if one.tag == "details"), Node("div"))
        body = [
            child for child in answer.children if not (isinstance(child, Node) and child.tag == "summary")
        ]
        key = Node("div", {"class": "key-body"}, body)
        for one in (prompt, key):
            self._within(one)
        options = list(self._options(node))
        address = self.shape.module(self.chapter, f"cek-{self.checks}")
        self.shape.keys.append((label, address, key))
        title = Node("p", {"class": "selfcheck-title"}, [f"{self.words['check']} {label}"])
        link = Node("a", {"href": f"{self.shape.keys_at}#kunci-{label}"}, [self.words["answer"]])
        tail = Node("p", {"class": "selfcheck-see"}, [link])
        name: dict[str, str | None] = {"class": "selfcheck", "id": self.id(f"cek-{self.checks}")}
        return Node(
            "div", name, [title, Node("div", {"class": "selfcheck-prompt"}, prompt.children), *options, tail]
        )

    def _options(self, node: Node) -> Iterator[Node]:
        labels = [one for one in node.walk() if one.tag == "label" and "choice" in one.get("class")]
        if labels:
            items: list[Child] = []
            for one in labels:
                text = _first(one, "choice-text")
                self._within(text)
                items.append(Node("li", {}, text.children))
            yield Node("ol", {"class": "options"}, items)
            return
        for child in node.children:
            if not isinstance(child, Node) or child.tag in ASKING or child.get("class") in FRAME:
                continue
            if any(inner.tag == "input" for inner in [child, *child.walk()]):
                yield Node("p", {"class": "blank"}, ["\u2002"])
            else:
                self._within(child)
                yield child


def _first(node: Node, name: str) -> Node:
    return next((one for one in node.walk() if name in one.get("class").split()), Node("div"))


def _opened(node: Node) -> Node:
    """What folds on a screen lies open on paper, its summary as a title."""
    made: list[Child] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag == "summary":
            made.append(Node("p", {"class": "opened-title"}, child.children))
        else:
            made.append(child)
    return Node("div", {"class": "opened"}, made)


def _footnotes(root: Node) -> None:
    """Bring every note to where it is called, for paper that has a foot; the list at the end goes."""
    notes: dict[str, list[Child]] = {}
    for node in [one for one in root.walk() if one.tag == "li" and one.get("id")]:
        notes[node.get("id")] = list(_plain_note(node.children))
    called = set[str]()
    for node in [root, *root.walk()]:
        made: list[Child] = []
        for child in node.children:
            target = _called(child)
            if target and target in notes:
                called.add(target)
                made.append(Node("span", {"class": "note"}, notes[target]))
            else:
                made.append(child)
        node.children = made
    if called:
        _without(root, "footnote")


def _called(child: Child) -> str:
    """Return the id of the note that a reference calls."""
    if not isinstance(child, Node):
        return ""
    link = child if child.tag == "a" else next((one for one in child.walk() if one.tag == "a"), None)
    if link is None or child.tag not in {"a", "sup"} or "footnote-ref" not in link.get("class").split():
        return ""
    return link.get("href").removeprefix("#")


def _plain_note(children: list[Child]) -> Iterator[Child]:
    """Yield the words of a note in one line; the way back has no use on paper."""
    first = True
    for child in children:
        if isinstance(child, Node) and child.tag == "p":
            if not first:
                yield " "
            yield from _plain_note(child.children)
            first = False
        elif isinstance(child, Node) and "footnote-backref" in child.get("class").split():
            continue
        elif not isinstance(child, str) or child.strip():
            yield child.rstrip("\xa0 ") if isinstance(child, str) and child.endswith("\xa0") else child


def _without(root: Node, name: str) -> None:
    for node in [root, *root.walk()]:
        node.children = [
            one for one in node.children if not (isinstance(one, Node) and name in one.get("class").split())
        ]
