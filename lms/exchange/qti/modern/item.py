"""One item of QTI 2 or 3: its body, its feedback, and a way to mark responses as it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lms.exchange.model import Criterion, Text
from lms.exchange.qti.asking import Asked, Entry, NotCarried, Outcome, Response
from lms.exchange.qti.markup import Writer, bare
from lms.exchange.qti.modern import clues
from lms.exchange.qti.modern.interactions import Reading
from lms.exchange.qti.modern.rules import MOST, SCORE, Processing
from lms.exchange.qti.program import Budget
from lms.exchange.xml import Node

FEEDBACK = ("modalFeedback", "feedbackInline", "feedbackBlock")
HIDDEN = "not "
CRITERION = re.compile(r"\s*\[(\d+(?:\.\d+)?)\]\s*(.+)", re.DOTALL)
NEAR = Fraction(1, 10**9)
PRINTED = ("printedVariable", "templateInline", "templateBlock")
TEMPLATES = ("templateDeclaration", "templateProcessing")


@dataclass(slots=True)
class _Gathered:
    """What stands in a body and is no question: feedback, and what the marker is told."""

    feedback: dict[str, str] = field(default_factory=dict)
    rubric: list[Criterion] = field(default_factory=list)


def read(item: Node, writer: Writer, budget: Budget, stimuli: Sequence[Node] = (), *, case: bool) -> Asked:
    """Read an item whose names are plain; raises Unsound when its declarations cannot be followed."""
    if item.children(*TEMPLATES):
        raise NotCarried("qti.template")
    processing = Processing(item, budget, case=case)
    reading = Reading(writer, processing.declared)
    gathered = _Gathered()
    html = _body(item, reading, gathered, stimuli)
    if item.get("adaptive") == "true":
        writer.note("qti.adaptive")
    if processing.declared and not (reading.found or reading.refused):
        reading.refused.append("itemBody")
    grade = _Grade(processing, tuple(gathered.feedback))
    return Asked(
        title=item.get("title") or item.get("identifier") or "",
        body=html,
        interactions=tuple(reading.found),
        grade=grade.grade if processing.runs else grade.by_key,
        correct={one.id: one.correct for one in processing.declared.values()},
        known={one.id: (*one.correct, *one.keys) for one in processing.declared.values()},
        clues=clues.of(processing),
        feedback={key: bare(text) for key, text in gathered.feedback.items()},
        id=item.get("identifier", ""),
        line=item.line,
        processed=processing.runs,
        by_hand=_by_hand(processing, reading),
        points=_points(processing),
        rubric=tuple(gathered.rubric),
        refused=tuple(dict.fromkeys(reading.refused)),
        notes=tuple(writer.notes),
    )


def _body(item: Node, reading: Reading, gathered: _Gathered, stimuli: Sequence[Node]) -> str:
    """Write the text with its signs; what is no text is gathered on the way."""
    writer = reading.writer

    def special(node: Node) -> str | None:
        if node.name in FEEDBACK:
            _hear(node, writer, gathered)
            return ""
        if node.name == "rubricBlock":
            return _rubric(node, writer, gathered)
        if node.name in PRINTED:
            raise NotCarried("qti.template")
        return reading.take(node)

    writer.special = special
    html = "".join(writer.inner(one) for one in (*stimuli, *item.children("itemBody")))
    for node in item.children("modalFeedback"):
        _hear(node, writer, gathered)
    return html


@dataclass(frozen=True, slots=True)
class _Grade:
    processing: Processing
    keys: tuple[str, ...]

    def grade(self, response: Response) -> Outcome:
        """Mark by the item's own rules; feedback that hides is shown by the absence of its value."""
        outcome = self.processing.grade(response)
        hidden = {
            key
            for key in self.keys
            if key.startswith(HIDDEN) and key.removeprefix(HIDDEN) not in outcome.shown
        }
        return Outcome(outcome.score, (outcome.shown | hidden) & frozenset(self.keys))

    def by_key(self, response: Response) -> Outcome:
        """Mark by mapping or key, where no rules stand in the item: each right answer is 1."""
        score = Fraction(0)
        for one in self.processing.declared.values():
            given, key = one.read(response.get(one.id, ())), one.read(one.correct)
            if one.mapping is not None and given is not None:
                score += one.mapping.total(given)
            elif given is not None and key is not None:
                score += given.same(key)
        return Outcome(score)


def _hear(node: Node, writer: Writer, gathered: _Gathered) -> None:
    key = f"{node.get('outcomeIdentifier', '')} {node.get('identifier', '')}"
    if node.get("showHide", "show") == "hide":
        key = HIDDEN + key
    html = writer.inner(node).strip()
    if html:
        before = gathered.feedback.get(key)
        gathered.feedback[key] = html if before is None or before == html else f"{before} {html}"


def _rubric(node: Node, writer: Writer, gathered: _Gathered) -> str:
    """Keep what the marker is told, by its points; what learners are told is part of the prompt."""
    view = node.get("view", "candidate").split()
    if "candidate" in view or not view:
        return writer.inner(node)
    lines = [one for one in node.iter() if isinstance(one, Node) and one.name in {"li", "p"}]
    for line in lines:
        found = CRITERION.fullmatch(" ".join(line.words().split()))
        if found:
            gathered.rubric.append(Criterion(Fraction(found[1]), Text(found[2])))
    if not gathered.rubric and "scorer" in view and node.words().strip():
        writer.note("qti.rubric")
    return ""


def _points(processing: Processing) -> Fraction | None:
    """Return the most that the item says it is worth."""
    score, most = processing.results.get(SCORE), processing.results.get(MOST)
    found = most.default.atom if most is not None and most.default is not None else None
    if score is not None and score.most:
        found = score.most
    if not isinstance(found, Fraction) or found <= 0:
        return None
    # A third comes with as many decimals as somebody had patience for.
    near = found.limit_denominator(1000)
    return near if abs(near - found) < NEAR else found


def _by_hand(processing: Processing, reading: Reading) -> bool:
    told = any(one.by_hand for one in processing.results.values())
    long = any(isinstance(one, Entry) and one.long for one in reading.found)
    return told or (
        long and not processing.runs and not any(one.correct for one in processing.declared.values())
    )
