"""Quizzes: pools of questions in one Markdown file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction

from lms.content import frontmatter, question
from lms.content.findings import Findings, shortened
from lms.content.frontmatter import Matter, QuizMatter
from lms.content.markdown.document import Setting
from lms.content.markdown.renderer import Pen
from lms.content.question import Heading, Lines, Question
from lms.content.source import Span
from lms.questions import registry
from lms.questions.block import Block, fenced
from lms.questions.gaps import signs
from lms.questions.kind import Marker
from lms.questions.kinds.scenario import SCENARIO
from lms.questions.kinds.scenario import syntax as scenes
from lms.questions.kinds.text import TEXT

HEADING = re.compile(r"(#{1,2})(?:[ \t]+(.*))?$")
# What a front matter may say of questions and not of scenes.
NOT_OF_SCENES = frozenset({"shuffle", "feedback", "penalty", "certainty"})
GLUED = re.compile(r"#{1,2}[^\s#]")
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


@dataclass(frozen=True, slots=True)
class Pool:
    """`draw` takes that many of the questions; None takes all."""

    title: str
    draw: int | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Quiz:
    """`key` is the path under quizzes/ without .md; `attempts` 0 is no limit; `penalty` is in percent."""

    key: str
    title: str
    kind: str
    pass_percent: Fraction
    attempts: int
    wait: timedelta
    minutes: int | None
    shuffle: tuple[str, ...]
    feedback: str
    keep: str
    language: str
    intro_html: str
    pools: tuple[Pool, ...]
    span: Span
    penalty: Fraction | None = None
    certainty: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for pool in self.pools for question in pool.questions)


@dataclass(slots=True)
class Draft:
    """A question as its lines: what `--fix` and the reader both start from."""

    line: int
    heading: str
    lines: Lines = field(default_factory=list)


@dataclass(slots=True)
class PoolDraft:
    line: int
    heading: str
    prose: Lines = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Writes the questions of one file: its pen, the identities seen so far, and whether it is a survey."""

    pen: Pen
    survey: bool
    seen: dict[str, int] = field(default_factory=dict)


def outline(body: str, first_line: int) -> tuple[Lines, list[PoolDraft]]:
    """Part a body at its headings; a heading inside a fenced block is none."""
    lines = body.split("\n")
    intro: Lines = []
    pools: list[PoolDraft] = []
    target = intro
    for number, (line, code) in enumerate(zip(lines, fenced(lines), strict=True), start=first_line):
        found = None if code else HEADING.match(line)
        if found is None:
            target.append((number, line))
        elif len(found[1]) == 1:
            pools.append(PoolDraft(number, found[2] or ""))
            target = pools[-1].prose
        else:
            if not pools:
                pools.append(PoolDraft(0, ""))
            pools[-1].drafts.append(Draft(number, found[2] or ""))
            target = pools[-1].drafts[-1].lines
    return intro, pools


def read(setting: Setting, key: str) -> Quiz | None:
    """Read one file; None when its front matter leaves nothing to go by."""
    findings = setting.findings
    matter = frontmatter.split(setting.source, findings)
    front = frontmatter.checked(matter, QuizMatter, findings)
    if front:
        setting = replace(setting, language=front.language)
    intro, drafts = outline(matter.body, matter.body_line)
    pen = Pen(setting)
    _warn_glued(intro, drafts, findings)
    hand = _Hand(pen, front is not None and front.kind == "survey")
    if front is not None and front.kind == "scenario":
        return _scenario(setting, key, matter, front)
    pools = tuple(_pool(draft, hand) for draft in drafts)
    if matter.readable and not any(
        pool.questions or draft.drafts for pool, draft in zip(pools, drafts, strict=True)
    ):
        findings.error("quiz.no-questions", 1)
    intro_html = pen.block(question.joined(intro), question.starts(intro))
    if front is None:
        return None
    _check_rules(matter, front, pools, findings)
    return _made(setting, key, front, intro_html, pools)


def _made(setting: Setting, key: str, front: QuizMatter, intro_html: str, pools: tuple[Pool, ...]) -> Quiz:
    return Quiz(
        key=key,
        title=front.title,
        kind=front.kind,
        pass_percent=front.pass_percent,
        attempts=front.attempts,
        wait=front.wait,
        minutes=front.minutes,
        shuffle=tuple(dict.fromkeys(front.shuffle)),
        feedback=front.feedback,
        keep=front.keep,
        language=front.language,
        intro_html=intro_html,
        pools=pools,
        span=Span(setting.source.path, 1),
        penalty=front.penalty,
        certainty=front.certainty,
    )


def _scenario(setting: Setting, key: str, matter: Matter, front: QuizMatter) -> Quiz:
    """Read a file of scenes: together they are one question, worth what its best path earns."""
    findings, pen = setting.findings, Pen(setting)
    for name in sorted(NOT_OF_SCENES & matter.places.keys()):
        findings.warning("quiz.not-of-scenes", *matter.places[name], key=name)
    front = front.model_copy(update={"feedback": "after-attempt", "penalty": None, "certainty": False})
    lines = tuple(enumerate(matter.body.split("\n"), start=matter.body_line))
    block = Block(lines, {}, front.language, pen, matter.body_line)
    body, problems = SCENARIO.parse(block)
    findings.problems(problems)
    before, _, _ = scenes.outline(block)
    intro_html = pen.block(question.joined(before), question.starts(before))
    pools: tuple[Pool, ...] = ()
    if body is not None:
        story = Question(
            id="skenario",
            label=front.title,
            points=Fraction(body["best"]) or Fraction(1),
            kind=SCENARIO.name,
            prompt=body["scenes"][0]["html"],
            body=body,
            explanation="",
            span=Span(setting.source.path, matter.body_line),
        )
        pools = (Pool("", None, (story,)),)
    return _made(setting, key, front, intro_html, pools)


def _check_rules(matter: Matter, front: QuizMatter, pools: Sequence[Pool], findings: Findings) -> None:
    """Name rules that cannot apply, and questions that the rules leave without effect."""
    each = front.feedback == "after-each"
    for key in ("penalty", "certainty"):
        if getattr(front, key) and not each:
            findings.error("matter.only-after-each", *matter.places[key], key=key)
    hinted = any(one.hints for pool in pools for one in pool.questions)
    if front.penalty and each and not hinted:
        findings.warning("quiz.penalty-unused", *matter.places["penalty"])
    for pool in pools:
        moved = bool("questions" in front.shuffle or pool.draw)
        for one in pool.questions:
            for code in _misplaced(one, front, moved=moved):
                findings.warning(code, one.span.line)


def _misplaced(one: Question, front: QuizMatter, *, moved: bool) -> Iterator[str]:
    """Yield what a question has that this quiz cannot use."""
    if one.hints and front.feedback != "after-each":
        yield "question.hints-unused"
    if front.kind == "survey" and registry.get(one.kind).marked_by is not Marker.NOBODY:
        yield "question.survey-marked"
    if one.kind == TEXT.name and moved:
        yield "question.text-moved"


def _warn_glued(intro: Lines, drafts: list[PoolDraft], findings: Findings) -> None:
    everything = intro + [line for pool in drafts for line in pool.prose]
    everything += [line for pool in drafts for draft in pool.drafts for line in draft.lines]
    code = fenced([line for _, line in everything])
    for (number, line), inside in zip(everything, code, strict=True):
        if not inside and GLUED.match(line):
            findings.warning("quiz.heading-glued", number)


def _pool(draft: PoolDraft, hand: _Hand) -> Pool:
    findings = hand.pen.setting.findings
    heading = question.heading(draft.heading, draft.line, findings)
    if any(line.strip() for _, line in draft.prose):
        findings.warning("quiz.prose", question.starts(draft.prose))
    if draft.line and not draft.drafts:
        findings.warning("quiz.pool-empty", draft.line, title=shortened(heading.text))
    questions = tuple(one for item in draft.drafts if (one := _question(item, hand)))
    pool = Pool(heading.text, _draw(heading, draft.line, findings), questions)
    if pool.draw and pool.draw > len(draft.drafts) and draft.drafts:
        findings.warning(
            "quiz.draw-too-many",
            draft.line,
            title=shortened(pool.title),
            draw=pool.draw,
            count=len(draft.drafts),
        )
    unequal = len({one.points for one in questions}) > 1
    if pool.draw and pool.draw < len(questions) and unequal:
        findings.warning("quiz.draw-unequal", draft.line, title=shortened(pool.title))
    return pool


def _draw(heading: Heading, line: int, findings: Findings) -> int | None:
    for name in heading.attributes:
        if name != "draw":
            findings.error("quiz.attribute", line, name=shortened(name, 30), known="draw")
    if heading.id:
        findings.error("quiz.attribute", line, name=shortened("#" + heading.id, 30), known="draw")
    text = heading.attributes.get("draw")
    if text is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        findings.error("quiz.draw", line, value=shortened(text, 30))
        return None
    return int(text)


def _question(draft: Draft, hand: _Hand) -> Question | None:
    pen, findings, line = hand.pen, hand.pen.setting.findings, draft.line
    heading = question.heading(draft.heading, line, findings)
    _check_id(heading, line, hand.seen, findings)
    points = question.points_of(heading.attributes, line, findings)
    if question.name_unclosed(draft.lines, findings):
        return None
    parts, kind, body = question.read(
        draft.lines, heading, pen.setting.language, pen, findings, survey=hand.survey
    )
    prompt = question.joined(parts.prompt)
    if not prompt.strip():
        findings.error("question.no-prompt", line)
    if parts.stray:
        findings.error("question.after-answers", parts.stray[0][0])
    if kind:
        question.check_attributes(kind, heading.attributes, line, findings)
    if kind is None or body is None:
        return None
    return Question(
        id=heading.id,
        label=heading.text,
        points=points,
        kind=kind.name,
        prompt=signs.elided(body["html"])
        if kind.holds_prompt
        else pen.block(prompt, question.starts(parts.prompt)),
        body=body,
        explanation=pen.block(question.unquoted(parts.explanation), question.starts(parts.explanation)),
        span=Span(pen.setting.source.path, line),
        hints=_hints(parts.hints, pen),
        asked=Span(pen.setting.source.path, question.starts(parts.prompt)),
    )


def _hints(quoted: Iterable[Lines], pen: Pen) -> tuple[str, ...]:
    """Write each hint; one that says nothing is named and left out: it would be a try more without help."""
    written = []
    for lines in quoted:
        html = pen.block(question.unquoted(lines), question.starts(lines))
        if html:
            written.append(html)
        else:
            pen.setting.findings.warning("question.hint-empty", lines[0][0])
    return tuple(written)


def _check_id(heading: Heading, line: int, seen: dict[str, int], findings: Findings) -> None:
    if not heading.text:
        findings.error("question.label", line)
    if not heading.id:
        suggestion = slug(heading.text)
        findings.error("question.no-id", line, label=shortened(heading.text), suggestion=suggestion)
    elif not ID.fullmatch(heading.id):
        findings.error("question.id", line, id=shortened(heading.id))
    elif heading.id in seen:
        findings.error("question.id-repeated", line, id=heading.id, first=seen[heading.id])
    else:
        seen[heading.id] = line


def slug(label: str) -> str:
    """Make an identity of a label; never empty."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:60].strip("-") or "soal"
