"""Interactions of QTI 2 and 3, each read into what it asks; those of pictures and files are refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange.model import Text, gap_sign
from lms.exchange.qti.asking import Alternative, Arrange, Entry, Interaction, Join, Pick, Slide
from lms.exchange.qti.markup import Writer
from lms.exchange.qti.modern.declarations import Declared, exact
from lms.exchange.xml import Node

WORDS = re.compile(r"words=(\d{1,5})-(\d{1,5})")
INLINE = ("inlineChoiceInteraction", "textEntryInteraction")
# Asks for nothing that is marked: a button for hints.
IGNORED = "endAttemptInteraction"


@dataclass(slots=True)
class Reading:
    """Gathers the interactions of one body and gives each its slots in the text."""

    writer: Writer
    declared: Mapping[str, Declared]
    found: list[Interaction] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    slots: int = 0

    def take(self, node: Node) -> str | None:
        """Return the HTML that stands for an interaction; None for any other element."""
        name = node.name
        if name == IGNORED:
            return ""
        if name in READERS:
            response = node.get("responseIdentifier", "RESPONSE")
            if response not in self.declared:
                self.refused.append(f"{name} {response}"[:60])
                return ""
            return READERS[name](self, node, self.declared[response])
        if name.endswith("Interaction"):
            self.refused.append(name)
            return ""
        return None

    def slot(self) -> int:
        self.slots += 1
        return self.slots - 1

    def prompt(self, node: Node) -> str:
        """Return the interaction's own question, as a paragraph."""
        prompt = node.child("prompt")
        html = self.writer.inner(prompt).strip() if prompt is not None else ""
        return (
            html if re.match(r"<(?:p|div|ul|ol|table|blockquote)\b", html) else f"<p>{html}</p>" * bool(html)
        )

    def option(self, node: Node) -> Alternative:
        return Alternative(
            node.get("identifier", ""),
            self.writer.text(node),
            int(exact(node.get("matchMax"), Fraction(1)) or 0),
        )


def _limit(node: Node, declared: Declared) -> int:
    most = int(exact(node.get("maxChoices"), Fraction(1)) or 0)
    return 1 if declared.cardinality == "single" else most


def _is_gap(node: Node) -> bool:
    """Tell what our own writer says of a gap that may be the only one."""
    return "gap" in node.get("class", "").split()


def _standing(reading: Reading, node: Node, slot: int) -> str:
    return f"{reading.prompt(node)}<p>{gap_sign(slot)}</p>"


def _choice(reading: Reading, node: Node, declared: Declared) -> str:
    options = tuple(reading.option(one) for one in node.children("simpleChoice"))
    slot = reading.slot()
    shuffle = {"true": True, "false": False}.get(node.get("shuffle", ""))
    reading.found.append(Pick(declared.id, (slot,), options, _limit(node, declared), shuffle=shuffle))
    return _standing(reading, node, slot)


def _inline_choice(reading: Reading, node: Node, declared: Declared) -> str:
    options = tuple(reading.option(one) for one in node.children("inlineChoice"))
    slot = reading.slot()
    reading.found.append(Pick(declared.id, (slot,), options, 1, inline=True, gap=_is_gap(node)))
    return gap_sign(slot)


def _hottext(reading: Reading, node: Node, declared: Declared) -> str:
    """The words stay in the text, and are the options of a list besides."""
    words = [one for one in node.iter() if isinstance(one, Node) and one.name == "hottext"]
    options = tuple(
        Alternative(one.get("identifier", ""), Text(" ".join(one.words().split()))) for one in words
    )
    slot = reading.slot()
    reading.found.append(Pick(declared.id, (slot,), options, _limit(node, declared)))
    text = "".join(reading.writer.outer(one) for one in node.children() if one.name != "prompt")
    reading.writer.note("qti.hottext")
    return f"{reading.prompt(node)}{text}<p>{gap_sign(slot)}</p>"


def _text_entry(reading: Reading, node: Node, declared: Declared) -> str:
    slot = reading.slot()
    reading.found.append(Entry(declared.id, (slot,), declared.base, gap=_is_gap(node)))
    return gap_sign(slot)


def _extended(reading: Reading, node: Node, declared: Declared) -> str:
    slot = reading.slot()
    words = WORDS.search(node.get("label", ""))
    asked = (int(words[1]), int(words[2])) if words else None
    if declared.cardinality not in {"single", "record"}:
        reading.refused.append("extendedTextInteraction maxStrings")
    reading.found.append(Entry(declared.id, (slot,), declared.base, long=True, words=asked))
    return _standing(reading, node, slot)


def _order(reading: Reading, node: Node, declared: Declared) -> str:
    options = tuple(reading.option(one) for one in node.children("simpleChoice"))
    slot = reading.slot()
    most = exact(node.get("maxChoices"))
    if most and most < len(options):
        reading.refused.append("orderInteraction maxChoices")
    reading.found.append(Arrange(declared.id, (slot,), options))
    return _standing(reading, node, slot)


def _match(reading: Reading, node: Node, declared: Declared) -> str:
    sides = [
        tuple(reading.option(one) for one in side.children("simpleAssociableChoice"))
        for side in node.children("simpleMatchSet")
    ]
    slot = reading.slot()
    if len(sides) != 2:
        reading.refused.append("matchInteraction")
    else:
        reading.found.append(Join(declared.id, (slot,), sides[0], sides[1], label=node.get("label", "")))
    return _standing(reading, node, slot)


def _associate(reading: Reading, node: Node, declared: Declared) -> str:
    options = tuple(reading.option(one) for one in node.children("simpleAssociableChoice"))
    slot = reading.slot()
    reading.found.append(Join(declared.id, (slot,), options, options, loose=True))
    return _standing(reading, node, slot)


def _gap_match(reading: Reading, node: Node, declared: Declared) -> str:
    words = tuple(reading.option(one) for one in node.children("gapText", "gapImg"))
    before = reading.writer.special
    gaps: list[tuple[int, Alternative]] = []

    def gap(inner: Node) -> str | None:
        if inner.name == "gap":
            gaps.append((reading.slot(), Alternative(inner.get("identifier", ""), Text())))
            return gap_sign(gaps[-1][0])
        return before(inner)

    reading.writer.special = gap
    text = "".join(
        reading.writer.outer(one)
        for one in node.children()
        if one.name not in {"prompt", "gapText", "gapImg"}
    )
    reading.writer.special = before
    slots, left = tuple(slot for slot, _ in gaps), tuple(one for _, one in gaps)
    reading.found.append(Join(declared.id, slots, left, words, gaps=True, turned=True))
    return reading.prompt(node) + text


def _slider(reading: Reading, node: Node, declared: Declared) -> str:
    slot = reading.slot()
    low, high = exact(node.get("lowerBound")), exact(node.get("upperBound"))
    step = exact(node.get("step"), Fraction(1)) or Fraction(1)
    if low is None or high is None or high <= low or step <= 0:
        reading.refused.append("sliderInteraction")
    else:
        reading.found.append(Slide(declared.id, (slot,), low, high, step, declared.base))
    return _standing(reading, node, slot)


READERS: Mapping[str, Callable[[Reading, Node, Declared], str]] = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _inline_choice,
    "hottextInteraction": _hottext,
    "textEntryInteraction": _text_entry,
    "extendedTextInteraction": _extended,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "gapMatchInteraction": _gap_match,
    "sliderInteraction": _slider,
}
