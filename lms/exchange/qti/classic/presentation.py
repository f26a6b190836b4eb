"""How an item of QTI 1.2 asks: lists, blanks and drop-downs, and the pairs that Canvas makes of lists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange.gift import numbers
from lms.exchange.model import gap_sign
from lms.exchange.qti.asking import (
    Alternative,
    Arrange,
    Entry,
    Given,
    Interaction,
    Join,
    Pick,
    Response,
    Slide,
)
from lms.exchange.qti.classic import materials
from lms.exchange.qti.markup import Writer
from lms.exchange.xml import Node

ASKING = ("response_lid", "response_str", "response_num", "response_xy", "response_grp", "response_extension")
PAIRS = "matching_question"
BLANKS = "fill_in_multiple_blanks_question"
DROPDOWNS = "multiple_dropdowns_question"
NUMERIC = ("numerical_question",)
REFUSED = ("calculated_question", "file_upload_question", "hot_spot_question", "formula_question")
JOINED = "pairs"

Translation = Callable[[Response], Response]


@dataclass(slots=True)
class Presentation:
    """What an item asks, and how a response to that is one to the item's own variables."""

    kind: str
    writer: Writer
    found: list[Interaction] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    numeric: set[str] = field(default_factory=set)
    ordered: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    texts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    body: str = ""

    def read(self, node: Node) -> None:
        if self.kind in REFUSED:
            self.refused.append(self.kind)
        asking = [one for one in node.iter() if isinstance(one, Node) and one.name in ASKING]
        prompt = "".join(materials.parted([materials.html(one, self.writer) for one in _texts(node)]))
        if self._pairs(asking):
            self._join(asking)
            self.body = prompt + f"<p>{gap_sign(0)}</p>"
        else:
            self.body = prompt
            for one in asking:
                self._ask(one)

    def translated(self, response: Response) -> Response:
        """Return the response to the item's own variables: pairs apart, typed words as their labels."""
        own: dict[str, Given] = {name: given for name, given in response.items() if name != JOINED}
        for pair in response.get(JOINED, ()):
            left, _, right = pair.partition(" ")
            own[left] = (*own.get(left, ()), right)
        for name, labels in self.texts.items():
            typed = [one.strip() for one in own.get(name, ())]
            # Some conditions name the label, some the words on it; one label is enough.
            own[name] = (*_said(typed, labels), *typed)
        return own

    def _pairs(self, asking: list[Node]) -> bool:
        """Tell lists of the same partners, each beside its own words."""
        if (
            len(asking) < 2
            or any(one.name != "response_lid" for one in asking)
            or self.kind in {BLANKS, DROPDOWNS}
        ):
            return False
        offered = {tuple(text for _, text in self._labels(one)) for one in asking}
        told = all(
            any(materials.html(text, self.writer).strip() for text in one.children("material"))
            for one in asking
        )
        single = all(one.get("rcardinality", "Single") == "Single" for one in asking)
        return told and single and (len(offered) == 1 or self.kind == PAIRS)

    def _join(self, asking: list[Node]) -> None:
        left, right = [], {}
        for one in asking:
            text = materials.text(one, self.writer)
            left.append(Alternative(one.get("ident", ""), text))
            for label in _labels(one):
                right[label.get("ident", "")] = Alternative(
                    label.get("ident", ""), materials.text(label, self.writer), 0
                )
        self.joined = [one.id for one in left]
        self.found.append(Join(JOINED, (0,), tuple(left), tuple(right.values())))

    def _labels(self, node: Node) -> list[tuple[str, str]]:
        return [
            (one.get("ident", ""), " ".join(materials.text(one, self.writer).text.split()))
            for one in _labels(node)
        ]

    def _ask(self, node: Node) -> None:
        name = node.get("ident", "")
        if node.name in {"response_xy", "response_grp", "response_extension"}:
            self.refused.append(node.name)
        elif node.name == "response_lid" and self.kind == BLANKS:
            self.texts[name] = self._labels(node)
            self.found.append(Entry(name, (self._place(name, node),)))
        elif node.name == "response_lid":
            self._list(name, node)
        else:
            self._typed(name, node)

    def _list(self, name: str, node: Node) -> None:
        options = tuple(
            Alternative(one.get("ident", ""), materials.text(one, self.writer)) for one in _labels(node)
        )
        cardinality = node.get("rcardinality", "Single")
        inline = self.kind == DROPDOWNS
        slot = self._place(name, node) if inline else self._append(node)
        if cardinality == "Ordered":
            self.ordered.add(name)
            self.found.append(Arrange(name, (slot,), options))
        else:
            most = 1 if cardinality == "Single" else 0
            self.single |= {name} if most else set()
            self.found.append(Pick(name, (slot,), options, most, inline=inline, shuffle=_mixed(node)))

    def _typed(self, name: str, node: Node) -> None:
        slider = next(
            (one for one in node.iter() if isinstance(one, Node) and one.name == "render_slider"), None
        )
        fib = next((one for one in node.iter() if isinstance(one, Node) and one.name == "render_fib"), None)
        sort = fib.get("fibtype", "String") if fib is not None else "String"
        slot = self._append(node)
        self.single.add(name)
        if slider is not None:
            self._slide(name, slider, slot)
            return
        number = (
            node.name == "response_num"
            or self.kind in NUMERIC
            or sort in {"Integer", "Decimal", "Scientific"}
        )
        if number:
            self.numeric.add(name)
        self.found.append(
            Entry(name, (slot,), "float" if number else "string", long=self.kind == "essay_question")
        )

    def _slide(self, name: str, node: Node, slot: int) -> None:
        low, high = (numbers.read(node.get(one, "")) for one in ("lowerbound", "upperbound"))
        step = numbers.read(node.get("step", "1")) or Fraction(1)
        self.numeric.add(name)
        if low is None or high is None or high <= low:
            self.refused.append("render_slider")
        else:
            self.found.append(Slide(name, (slot,), low, high, step))

    def _append(self, node: Node) -> int:
        """Put a sign at the end of the text, after the question's own words."""
        words = "".join(materials.parted([materials.html(one, self.writer) for one in _texts(node)]))
        slot = len(self.found)
        self.body += f"{words}<p>{gap_sign(slot)}</p>"
        return slot

    def _place(self, name: str, node: Node) -> int:
        """Put a sign where the text names the blank in brackets; else at its end."""
        slot = len(self.found)
        blank = f"[{name.removeprefix('response_')}]"
        words = materials.text(node.child("material"), self.writer).text
        for sign in (blank, f"[{words}]"):
            if sign in self.body:
                self.body = self.body.replace(sign, gap_sign(slot), 1)
                return slot
        return self._append(node)


def _mixed(node: Node) -> bool | None:
    """Tell whether the options are shown in any order, if the file says so."""
    for one in node.children("render_choice"):
        return {"yes": True, "no": False}.get(one.get("shuffle", "").lower())
    return None


def _said(typed: list[str], labels: list[tuple[str, str]]) -> list[str]:
    """Return the label that says what was typed, to the letter or but for its capitals."""
    exact = [label for label, text in labels if text in typed]
    folded = {one.casefold() for one in typed}
    return (exact or [label for label, text in labels if text.casefold() in folded])[:1]


def _texts(node: Node) -> list[Node]:
    """Return the materials that stand outside of responses, through the wrappers of a page."""
    found: list[Node] = []
    for child in node.children():
        if child.name in {"material", "material_ref", "flow_mat"}:
            found.append(child)
        elif child.name in {"flow", "flow_label"} and not (child.name == "flow" and node.name in ASKING):
            found += _texts(child)
    return found


def _labels(node: Node) -> list[Node]:
    return [one for one in node.iter() if isinstance(one, Node) and one.name == "response_label"]
