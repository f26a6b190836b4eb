"""Documents of QTI 1.2: quizzes, sections and object banks, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lms.content.findings import shortened
from lms.exchange.gift import numbers
from lms.exchange.model import Text
from lms.exchange.qti import program
from lms.exchange.qti.asking import Asked, Entry, Interaction, Outcome, Response, Unsound
from lms.exchange.qti.classic import materials
from lms.exchange.qti.classic.presentation import JOINED, Presentation
from lms.exchange.qti.classic.rules import Processing
from lms.exchange.qti.desk import Desk
from lms.exchange.qti.markup import Writer
from lms.exchange.qti.program import Budget
from lms.exchange.xml import Node

HOLDERS = ("assessment", "section", "objectbank")
# The name of a section that only holds the others.
ROOT = "root_section"
DEEPEST = 50
PROFILES = {
    "cc.multiple_choice.v0p1": "multiple_choice_question",
    "cc.true_false.v0p1": "true_false_question",
    "cc.multiple_response.v0p1": "multiple_answers_question",
    "cc.fib.v0p1": "short_answer_question",
    "cc.pattern_match.v0p1": "short_answer_question",
    "cc.essay.v0p1": "essay_question",
}
BY_HAND = ("essay_question",)
TEXT = "text_only_question"


def titles(root: Node) -> list[str]:
    """Return the names of the quizzes in a document."""
    return [" ".join(one.get("title", "").split()) for one in root.children("assessment")]


def read(root: Node, writer: Writer, budget: Budget, desk: Desk) -> Iterator[Asked]:
    """Yield the items of a document in its order."""
    for item, shelf in _within(root, desk, Shelf(), 0):
        budget.begin()
        fresh = Writer(writer.media, writer.folder)
        try:
            yield _item(item, fresh, budget, shelf)
        except Unsound as reason:
            title = shortened(item.get("title") or item.get("ident") or "")
            desk.remarks.refuse("qti.processing", item.line, title=title, name=str(reason))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a document keeps items: the path of titles, and what each is worth there."""

    category: str = ""
    points: Fraction | None = None


def _within(node: Node, desk: Desk, shelf: Shelf, depth: int) -> Iterator[tuple[Node, Shelf]]:
    for child in node.children():
        if child.name == "item":
            yield child, shelf
        elif child.name in HOLDERS and depth < DEEPEST:
            yield from _within(child, desk, _shelf(child, shelf, desk), depth + 1)


def _shelf(node: Node, above: Shelf, desk: Desk) -> Shelf:
    title = _metadata(node).get("bank_title") or node.get("title") or ""
    title = " ".join(title.split()).replace("/", "//")
    single = node.name == "assessment" and not desk.several
    if single or (node.name == "section" and node.get("ident") == ROOT):
        return above
    category = "/".join(part for part in (above.category, title) if part)
    for one in _named(node, "selection_number"):
        desk.draw(category, one.words().strip(), node.line)
    points = next((numbers.read(one.words()) for one in _named(node, "points_per_item")), above.points)
    return Shelf(category, points)


def _named(section: Node, name: str) -> Iterator[Node]:
    """Yield what a section says of itself, not of the items in it."""
    for child in section.children("selection_ordering"):
        yield from (one for one in child.iter() if isinstance(one, Node) and one.name == name)


def _metadata(node: Node) -> dict[str, str]:
    """Return the fields of an element's own metadata."""
    found: dict[str, str] = {}
    for holder in node.children("itemmetadata", "qtimetadata"):
        for one in holder.iter():
            if isinstance(one, Node) and one.name == "qtimetadatafield":
                label, entry = one.child("fieldlabel"), one.child("fieldentry")
                if label is not None and entry is not None:
                    found[label.words().strip()] = entry.words().strip()
    return found


@dataclass(frozen=True, slots=True)
class _Grade:
    processing: Processing
    presentation: Presentation

    def grade(self, response: Response) -> Outcome:
        return self.processing.grade(self.presentation.translated(response))


def _item(item: Node, writer: Writer, budget: Budget, shelf: Shelf) -> Asked:
    fields = _metadata(item)
    kind = fields.get("question_type") or PROFILES.get(fields.get("cc_profile", ""), "")
    presentation = Presentation(kind, writer)
    shown = item.child("presentation")
    if shown is not None:
        presentation.read(shown)
    rules = item.child("resprocessing")
    processing = Processing(
        None if rules is None else program.ready(rules),
        budget,
        frozenset(presentation.numeric),
        frozenset(presentation.ordered),
        frozenset(presentation.single),
    )
    points = shelf.points or numbers.read(fields.get("points_possible", ""))
    interactions = () if kind == TEXT else tuple(presentation.found)
    return Asked(
        title=item.get("title") or item.get("ident") or "",
        body=presentation.body,
        interactions=_written(interactions, processing, kind),
        grade=_Grade(processing, presentation).grade,
        correct=_correct(presentation, processing),
        known=_known(presentation, processing),
        clues=() if presentation.texts else processing.clues(),
        feedback=_feedback(item, writer),
        id=item.get("ident", ""),
        line=item.line,
        category=shelf.category,
        processed=processing.runs,
        by_hand=kind in BY_HAND,
        points=points if kind in BY_HAND else None,
        worth=points or _worth(processing),
        refused=tuple(presentation.refused),
        notes=tuple(writer.notes),
    )


def _written(
    interactions: tuple[Interaction, ...], processing: Processing, kind: str
) -> tuple[Interaction, ...]:
    """A text that nothing marks is a long one."""
    return tuple(
        Entry(one.response, one.slots, one.base, long=True)
        if isinstance(one, Entry) and not processing.runs and not kind.startswith("short")
        else one
        for one in interactions
    )


def _worth(processing: Processing) -> Fraction | None:
    """A hundred is a whole question, where no points are named."""
    return Fraction(1) if processing.most in {None, Fraction(100)} else None


def _correct(presentation: Presentation, processing: Processing) -> dict[str, tuple[str, ...]]:
    keys = processing.keys()
    found = {name: given for name, given in keys.items() if name not in presentation.texts}
    pairs = [f"{left} {right}" for left in presentation.joined for right in keys.get(left, ())[:1]]
    return {**found, **({JOINED: tuple(pairs)} if pairs else {})}


def _known(presentation: Presentation, processing: Processing) -> dict[str, tuple[str, ...]]:
    """Return what the conditions name: for blanks, the words that the labels stand for."""
    found = processing.named()
    for name, labels in presentation.texts.items():
        ids = {label for label, _ in labels}
        told = (one for one in found.get(name, ()) if one not in ids)
        found[name] = tuple(dict.fromkeys((*(text for _, text in labels), *told)))
    pairs = [f"{left} {right}" for left in presentation.joined for right in found.get(left, ())]
    return {**found, **({JOINED: tuple(pairs)} if pairs else {})}


def _feedback(item: Node, writer: Writer) -> dict[str, Text]:
    found = {}
    for one in item.children("itemfeedback"):
        told = materials.text(one, writer)
        if told:
            found[one.get("ident", "")] = told
    return found
