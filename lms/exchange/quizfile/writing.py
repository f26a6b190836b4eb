"""A bank as a Markdown quiz: each question is read back by our own reader before it is believed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.content import quiz
from lms.content.findings import Findings, shortened
from lms.content.markdown.document import Setting
from lms.content.question import Question
from lms.content.source import Source
from lms.exchange.model import Bank, Item, Text, retexted
from lms.exchange.quizfile import blocks, gaps, language, pictures, rich, rules
from lms.exchange.quizfile.blocks import Block, Line
from lms.exchange.quizfile.pictures import Album
from lms.exchange.remarks import Remark, Remarks

HEADING = re.compile(r"^#{1,2}(?=\s|$)", re.MULTILINE)
TOP = re.compile(r"^(?:\$[a-z]+\$/)?(?:top/)?")
ARROW = re.compile(r"->|→|=>|⇒")
BLOCKISH = re.compile(r"```|[-*+] |\d+[.)] |<table|> |.*\n\n", re.DOTALL)
LONGEST, MOST = 100_000, 200
NEAR = Fraction(1, 10**6)
BLANKS = re.compile(r"\n{3,}")
HEAD = "---\ntitle: {title}\nkind: practice\nlanguage: {language}\n{rules}---\n"


@dataclass(frozen=True, slots=True)
class Written:
    """A quiz file, its items beside what our reader makes of them, and what it could not carry.

    `files` are its pictures by their paths, `assets/…`, to lie beside it or in its course's folder.
    """

    markdown: str
    questions: tuple[tuple[Item, Question], ...] = ()
    remarks: tuple[Remark, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class _Desk:
    language: str
    remarks: Remarks
    album: Album
    taken: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)


def write(
    bank: Bank,
    *,
    title: str,
    lang: str = "",
    path: str = "",
    taken: Mapping[str, bytes] | None = None,
) -> Written:
    """Write every question that our kinds can carry; the remarks name the others and what others lost.

    `lang` is the quiz's language, by which numbers are read; without one the words decide. `taken` are the
    pictures that lie where the new ones will.
    """
    lang = lang or language.guess(bank)
    title = title or bank.title or "Kuis"
    desk = _Desk(lang, Remarks(path), pictures.album(bank.files, taken))
    opening = _Losses(title, 0, desk.album, Remarks(path))
    intro = opening.markdown(bank.intro)
    desk.remarks.found += opening.found()
    desk.used |= opening.used
    # A heading would open a pool or a question.
    parts = [HEADING.sub("###", intro) + "\n"] if intro else []
    questions: list[tuple[Item, Question]] = []
    shelf = None
    for item in bank.items:
        name = _id(item, desk.taken)
        made = _section(item, name, desk)
        if made is None:
            continue
        section, question = made
        desk.taken.add(name)
        questions.append((item, question))
        if item.category != shelf and (item.category or shelf is not None):
            shelf = item.category
            parts.append(f"\n# {_pool(item.category, bank.draws.get(item.category))}\n")
        parts.append("\n" + section)
    kept = [item for item, _ in questions]
    name = json.dumps(shortened(title, 200), ensure_ascii=False)
    head = HEAD.format(title=name, language=lang, rules="".join(rules.of(kept, desk.remarks)))
    files = {name: desk.album.data[name] for name in sorted(desk.used)}
    return Written(head + "".join(parts), tuple(questions), (*bank.remarks, *desk.remarks.found), files)


def _pool(category: str, draw: int | None) -> str:
    name = _heading(TOP.sub("", category)) or "—"
    if draw:
        return f"{name} {{draw={draw}}}"
    # Braces at the end of a heading are its attributes.
    return f"{name} {{}}" if name.endswith("}") else name


def _heading(text: str) -> str:
    return " ".join(text.split()).strip("#").strip()


def _id(item: Item, taken: set[str]) -> str:
    name = item.id if quiz.ID.fullmatch(item.id) else quiz.slug(item.id or item.title)
    chosen, number = name, 1
    while chosen in taken:
        number += 1
        chosen = f"{name}-{number}"
    return chosen


def _section(item: Item, name: str, desk: _Desk) -> tuple[str, Question] | None:
    """Write one question; None, with a remark, when it does not come back as it was meant."""
    title = shortened(item.title)
    if code := _oversized(item):
        desk.remarks.refuse(code, item.line, title=title, most=LONGEST if code.endswith("long") else MOST)
        return None
    block = blocks.of(item.answer, desk.language)
    if block is None:
        desk.remarks.refuse("exchange.kind", item.line, title=title, kind=type(item.answer).__name__.lower())
        return None
    losses = _Losses(title, item.line, desk.album, Remarks(desk.remarks.path))
    section = _joined(
        [
            f"## {_heading(item.title) or name} {{#{' '.join([name, *_points(item), *block.attributes])}}}",
            gaps.filled(losses.markdown(item.prompt) or _untold(item, losses), block.gaps, desk.language),
            "",
            *_answers(block, losses),
            *_explanation(item, losses),
            *_hints(item, losses),
        ]
    )
    question = _read_back(section, desk)
    if question is None or not block.same(question.kind, question.body):
        desk.remarks.refuse(block.refusal, item.line, title=title)
        return None
    if item.tags:
        losses.note("exchange.tags", tags=", ".join(item.tags))
    for code in block.losses:
        losses.note(code)
    desk.remarks.found += losses.found()
    desk.used |= losses.used
    return section + "\n", question


def _joined(lines: list[str]) -> str:
    """Join lines, and no two blank ones."""
    return BLANKS.sub("\n\n", "\n".join(lines)).rstrip("\n")


def _oversized(item: Item) -> str:
    """Return the code for what no author writes: it would cost more time than a file may take."""
    if blocks.size(item.answer) > MOST:
        return "exchange.too-many"
    lengths: list[int] = []

    def measured(text: Text) -> Text:
        lengths.append(len(text.text))
        return text

    retexted(item, measured)
    return "exchange.too-long" if sum(lengths) > LONGEST else ""


@dataclass(slots=True)
class _Losses:
    title: str
    line: int
    album: Album
    remarks: Remarks
    used: set[str] = field(default_factory=set)

    def note(self, code: str, **values: str) -> None:
        self.remarks.warn(code, self.line, title=self.title, **values)

    def markdown(self, text: Text) -> str:
        written = rich.markdown(text, self.album)
        self.used.update(written.used)
        for name in written.pictures:
            self.note("exchange.picture", name=name)
        for name in written.bare:
            self.note("exchange.alt", name=name)
        if written.layout:
            self.note("exchange.layout")
        return written.markdown

    def found(self) -> list[Remark]:
        """Return each remark once."""
        return list({(one.code, tuple(one.values.items())): one for one in self.remarks.found}.values())


def _points(item: Item) -> list[str]:
    """Mean thirds and their like exactly, although others write them with seven decimals."""
    points = item.points.limit_denominator(999)
    if abs(points - item.points) > NEAR or points.numerator > 9999:
        points = round(item.points, 4)
    plain = (points * 10_000).denominator == 1
    return [] if points == 1 else [f"points={blocks.decimal(points) if plain else points}"]


def _untold(item: Item, losses: _Losses) -> str:
    losses.note("exchange.prompt")
    return rich.escaped(_heading(item.title) or item.id or "?")


def _answers(block: Block, losses: _Losses) -> list[str]:
    lines: list[str] = []
    for line in block.lines:
        head, *more = f"{line.mark} {_told(line, losses)}".rstrip().split("\n")
        lines += [head, *(f"  {rest}".rstrip() for rest in more)]
        lines += _quoted(losses.markdown(line.feedback), "  ")
    return lines


def _told(line: Line, losses: _Losses) -> str:
    text = losses.markdown(line.text) if isinstance(line.text, Text) else line.text
    if line.partner is not None:
        partner = losses.markdown(line.partner)
        sides = [_unarrowed(side, line.arrow) for side in (text, partner)]
        return f" {line.arrow} ".join(sides).lstrip()
    # What is no mere phrase begins on a line of its own, where Markdown sees it.
    return f"\n{text}" if BLOCKISH.match(text) and isinstance(line.text, Text) else text


def _unarrowed(text: str, arrow: str) -> str:
    """Write the signs that are no arrow of this line: its own with a backslash, others as entities."""
    own = ("->", "→") if arrow == "->" else ("=>", "⇒")
    return ARROW.sub(
        lambda found: "\\" + found[0] if found[0] in own else f"{found[0][:-1]}&#{ord(found[0][-1])};", text
    )


def _explanation(item: Item, losses: _Losses) -> list[str]:
    quoted = _quoted(losses.markdown(item.explanation), "")
    return ["", *quoted] if quoted else []


def _hints(item: Item, losses: _Losses) -> list[str]:
    lines: list[str] = []
    for hint in item.hints:
        # A blank line would end the hint.
        lines += ["", "> [!HINT]", *(line or ">" for line in _quoted(losses.markdown(hint), ""))]
    return lines


def _quoted(text: str, indent: str) -> list[str]:
    return [f"{indent}> {line}".rstrip() for line in text.split("\n")] if text.strip() else []


def _read_back(section: str, desk: _Desk) -> Question | None:
    """Read the section alone; None when it is not one question without an error."""
    findings = Findings("")
    text = HEAD.format(title="x", language=desk.language, rules="") + section
    made = quiz.read(Setting(Source.of("", text), findings, assets=desk.album.assets), "x")
    errors = any(one.is_error for one in findings.found)
    return made.questions[0] if made and len(made.questions) == 1 and not errors else None
