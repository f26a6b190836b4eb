"""text2qti to neutral questions; a question with an error is named by its line, the others come in."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from lms.content.findings import shortened
from lms.content.source import Source
from lms.exchange import moodle
from lms.exchange.model import (
    EMPTY,
    Accepted,
    Answer,
    Bank,
    Choice,
    Description,
    Essay,
    Item,
    Markup,
    Number,
    Option,
    ShortText,
    Span,
    Text,
)
from lms.exchange.remarks import Remarks
from lms.exchange.text2qti import lines, numbers, units
from lms.exchange.text2qti.lines import Statement

CHOICES = {lines.RIGHT: True, lines.WRONG: False, lines.CHECKED: True, lines.UNCHECKED: False}
TRUE = re.compile(r"true|yes|ya", re.IGNORECASE)
COUNT = re.compile(r"[1-9]\d{0,3}")


@dataclass(slots=True)
class Row:
    """One answer as written."""

    kind: str
    text: str
    right: bool = True
    feedback: str = ""


@dataclass(slots=True)
class Draft:
    """One question while its statements are gathered; `wrong` is the first error, with its line."""

    line: int
    prompt: str
    title: str = ""
    points: Fraction = Fraction(1)
    category: str = ""
    rows: list[Row] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    wrong: tuple[str, int, str] | None = None

    def fail(self, code: str, line: int, text: str = "") -> None:
        self.wrong = self.wrong or (code, line, text)


class _Reading:
    def __init__(self, path: str) -> None:
        self.remarks = Remarks(path)
        self.items: list[Item] = []
        self.bank_title = ""
        self.intro = EMPTY
        self.shuffle: bool | None = None
        self.draft: Draft | None = None
        self.waiting: dict[str, str] = {}
        self.text_title = ""
        self.draws: dict[str, int] = {}
        self.group = ""
        self.group_points: Fraction | None = None
        self.groups = 0

    def bank(self, text: str) -> Bank:
        for statement in lines.statements(text):
            self._take(statement)
        self._close()
        if self.group:
            self.remarks.warn("text2qti.group-open", 0, title=self.group)
        if not self.items and not self.remarks.found:
            self.remarks.refuse("exchange.empty", 0)
        items = tuple(replace(item, shuffle=self.shuffle) for item in self.items)
        return Bank(
            items, tuple(self.remarks.found), draws=self.draws, title=self.bank_title, intro=self.intro
        )

    def _take(self, statement: Statement) -> None:
        kind, text, line = statement.kind, statement.text, statement.line
        if kind == lines.QUESTION:
            self._ask(text, line)
        elif kind in {lines.TITLE, lines.POINTS}:
            self._close()
            self.waiting[kind] = text
        elif kind in {lines.CODE, lines.UNKNOWN}:
            self._stray(statement)
        elif kind in {lines.GROUP, lines.END_GROUP, lines.PICK, lines.GROUP_POINTS}:
            self._close()
            self._grouped(kind, text, statement)
        elif kind in {lines.TEXT, lines.TEXT_TITLE}:
            self._close()
            self._text(kind, text, line)
        elif kind in {lines.QUIZ_TITLE, lines.DESCRIPTION, lines.OPTION}:
            self._of_quiz(statement)
        elif self.draft is None:
            self.remarks.refuse("text2qti.no-question", line)
        else:
            add(self.draft, statement)

    def _stray(self, statement: Statement) -> None:
        """A line that opens nothing spoils the question it stands in."""
        if statement.kind == lines.CODE:
            self.remarks.refuse("text2qti.code", statement.line)
        elif self.draft:
            self.draft.fail("text2qti.line", statement.line, shortened(statement.text))
        else:
            self.remarks.refuse("text2qti.stray", statement.line, text=shortened(statement.text))

    def _of_quiz(self, statement: Statement) -> None:
        if statement.kind == lines.QUIZ_TITLE:
            self.bank_title = " ".join(statement.text.split())
        elif statement.kind == lines.DESCRIPTION:
            self.intro = marked(statement.text)
        elif statement.sign.lower().startswith("shuffle"):
            self.shuffle = TRUE.fullmatch(statement.text) is not None

    def _text(self, kind: str, text: str, line: int) -> None:
        if kind == lines.TEXT_TITLE:
            self.text_title = " ".join(text.split())
            return
        title = self.text_title or moodle.default_name(text)
        self.items.append(Item(title, marked(text), Description(), category=self.group, line=line))
        self.text_title = ""

    def _grouped(self, kind: str, text: str, statement: Statement) -> None:
        if kind == lines.GROUP:
            self.groups += 1
            self.group, self.group_points = f"Group {self.groups}", None
            self.draws[self.group] = 1
        elif kind == lines.END_GROUP:
            self.group, self.group_points = "", None
        elif not self.group or not COUNT.fullmatch(text):
            self.remarks.warn("text2qti.group", statement.line, text=shortened(f"{statement.sign} {text}"))
        elif kind == lines.GROUP_POINTS:
            self.group_points = Fraction(text)
        elif statement.sign.lower().startswith("pick"):
            self.draws[self.group] = int(text)

    def _ask(self, text: str, line: int) -> None:
        self._close()
        self.draft = Draft(line, text, " ".join(self.waiting.get(lines.TITLE, "").split()))
        self.draft.category = self.group
        points = self.waiting.get(lines.POINTS)
        worth = numbers.read(points) if points else self.group_points
        if points and (worth is None or worth <= 0):
            self.draft.fail("text2qti.points", line, points)
        self.draft.points = self.group_points or worth or Fraction(1)
        self.waiting = {}

    def _close(self) -> None:
        """End the question that is being gathered."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        title = draft.title or moodle.default_name(draft.prompt) or "?"
        answer = None if draft.wrong else answer_of(draft, self.remarks, shortened(title))
        if draft.wrong or answer is None:
            code, line, text = draft.wrong or ("text2qti.no-answers", draft.line, "")
            self.remarks.refuse(code, line, title=shortened(title), text=text)
            return
        told = (draft.told.get(kind, "") for kind in (lines.FEEDBACK, lines.SOLUTION))
        self.items.append(
            Item(
                shortened(title, 200),
                marked(draft.prompt),
                answer,
                explanation=marked("\n\n".join(text for text in told if text)),
                category=draft.category,
                points=draft.points,
                line=draft.line,
            )
        )


def read(text: str, path: str = "") -> Bank:
    """Read a whole file; code in it is never run."""
    return _Reading(path).bank(Source.of(path, text).text)


def marked(text: str) -> Text:
    return Text(units.spelled(text), Markup.MARKDOWN) if text.strip() else EMPTY


def add(draft: Draft, statement: Statement) -> None:
    """Add one statement to the question it belongs to."""
    kind, text = statement.kind, statement.text
    choosing = kind in CHOICES or kind in {lines.ACCEPTED, lines.NUMBER, lines.ESSAY, lines.UPLOAD}
    if choosing:
        draft.rows.append(Row(kind, text, CHOICES.get(kind, True)))
        if _sort(kind) != _sort(draft.rows[0].kind):
            draft.fail("text2qti.mixed", statement.line)
    elif kind == lines.FEEDBACK and draft.rows:
        if draft.rows[-1].feedback:
            draft.fail("text2qti.twice", statement.line)
        draft.rows[-1].feedback = text
    elif kind in draft.told:
        draft.fail("text2qti.twice", statement.line)
    else:
        draft.told[kind] = text


def _sort(kind: str) -> str:
    if kind in {lines.RIGHT, lines.WRONG}:
        return "single"
    return "several" if kind in CHOICES else kind


def answer_of(draft: Draft, remarks: Remarks, title: str) -> Answer | None:
    """Make the answer of a question's rows; None, with the reason in the draft, when they make none."""
    sort = _sort(draft.rows[0].kind) if draft.rows else ""
    if sort in {"single", "several"}:
        return _choice(draft, sort, remarks, title)
    if sort == lines.ACCEPTED:
        _note_wrong(draft, remarks, title)
        praise = draft.told.get(lines.PRAISE, "")
        return ShortText(
            tuple(
                Accepted(row.text.replace("*", "\\*"), feedback=_both(row.feedback, praise))
                for row in draft.rows
            )
        )
    if sort == lines.NUMBER:
        return _number(draft)
    if sort in {lines.ESSAY, lines.UPLOAD}:
        if sort == lines.UPLOAD:
            remarks.warn("exchange.attachments", draft.line, title=title)
        return Essay()
    return None


def _both(own: str, whole: str) -> Text:
    return marked("\n\n".join(text for text in (own, whole) if text))


def _note_wrong(draft: Draft, remarks: Remarks, title: str) -> None:
    if lines.CORRECTION in draft.told:
        remarks.warn("exchange.overall", draft.line, title=title)


def _choice(draft: Draft, sort: str, remarks: Remarks, title: str) -> Choice | None:
    """What is said of a right or a wrong answer is said of the options, where one only may be chosen."""
    keys = sum(row.right for row in draft.rows)
    if len(draft.rows) < 2:
        draft.fail("exchange.few-options", draft.line)
    elif not keys or (keys > 1 and sort == "single"):
        draft.fail("text2qti.keys", draft.line)
    if draft.wrong:
        return None
    if sort == "several":
        if {lines.PRAISE, lines.CORRECTION} & draft.told.keys():
            remarks.warn("exchange.overall", draft.line, title=title)
        several = (
            Option(marked(row.text), Fraction(int(row.right), keys), marked(row.feedback))
            for row in draft.rows
        )
        return Choice(tuple(several), several=True, rule="all")
    praise, correction = (draft.told.get(kind, "") for kind in (lines.PRAISE, lines.CORRECTION))
    options = (
        Option(
            marked(row.text),
            Fraction(int(row.right)),
            _both(row.feedback, praise if row.right else correction),
        )
        for row in draft.rows
    )
    return Choice(tuple(options))


def _number(draft: Draft) -> Number | None:
    row = draft.rows[0]
    bounds = numbers.bounds(row.text)
    if bounds is None or len(draft.rows) > 1:
        draft.fail("text2qti.number", draft.line, row.text[:40])
        return None
    told = _both(row.feedback, draft.told.get(lines.PRAISE, ""))
    span = Span(*bounds, feedback=told)
    return Number((span,), otherwise=marked(draft.told.get(lines.CORRECTION, "")))
