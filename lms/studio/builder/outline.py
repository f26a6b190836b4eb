"""A quiz file as pools and questions, each with its very lines; changes touch those lines and no others."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.content import frontmatter, question, quiz
from lms.content.findings import Findings
from lms.content.quiz import PoolDraft
from lms.content.source import Source
from lms.errors import Conflict, Message, NotFound
from lms.studio.builder.reading import Manner

MOVED = Message(
    "Soal ini sudah diubah orang lain, atau oleh Anda di jendela lain.",
    "This question was changed by somebody else, or by you in another window.",
    "Buka lagi daftar soal, lalu ulangi perubahan Anda.",
    "Open the list of questions again, and repeat your change.",
)
NO_POOL = Message(
    "Kumpulan soal ini sudah tidak ada.",
    "This pool of questions is no longer there.",
    "Buka lagi daftar soal.",
    "Open the list of questions again.",
)


@dataclass(frozen=True, slots=True)
class Section:
    """One question: its heading's line, its text up to the next heading, and what the heading says."""

    line: int
    text: str
    label: str
    id: str
    points: str

    @property
    def mark(self) -> str:
        return marked(self.text)


@dataclass(frozen=True, slots=True)
class Pool:
    """`line` 0 is the pool of questions that no heading opens; `end` is the line behind its last."""

    line: int
    title: str
    draw: str
    sections: tuple[Section, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    pools: tuple[Pool, ...]
    kind: str
    manner: Manner

    def section(self, mark: str) -> Section:
        found = (one for pool in self.pools for one in pool.sections if one.mark == mark)
        section = next(found, None)
        if section is None:
            raise Conflict(MOVED, "studio.question-moved")
        return section


def marked(text: str) -> str:
    """Name a question by its very text: who changes it changes no other."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:20]


def read(text: str) -> Outline:
    lines = _lines(text)
    matter = frontmatter.split(Source.of("", text), Findings(""))
    _, drafts = quiz.outline(matter.body, matter.body_line)
    starts = sorted(
        {one for pool in drafts for one in (pool.line, *(item.line for item in pool.drafts)) if one}
    )
    ends = dict(pairwise([*starts, len(lines) + 1]))
    language = str(matter.values.get("language") or "id")
    kind = str(matter.values.get("kind", ""))
    manner = Manner(language if language in ("id", "en") else "id", kind == "survey")
    return Outline(tuple(_pool(pool, ends, lines) for pool in drafts), kind, manner)


def replaced(text: str, mark: str, section: str) -> str:
    """Write another text for one question."""
    old = read(text).section(mark)
    return _with(text, old.line, old.text.count("\n") + 1, section)


def removed(text: str, mark: str) -> str:
    old = read(text).section(mark)
    return _with(text, old.line, old.text.count("\n") + 1, "")


def added(text: str, section: str, pool: int) -> str:
    """Write a question at the end of a pool; the first pool of a file without any needs no heading."""
    pools = read(text).pools
    if pool >= len(pools):
        if pool:
            raise NotFound(NO_POOL, "studio.no-pool")
        return _with(text, len(_lines(text)) + 1, 0, section)
    return _with(text, pools[pool].end, 0, section)


def moved(text: str, mark: str, step: int) -> str:
    """Move a question one place up or down, over the edge of its pool into the next one."""
    pools = read(text).pools
    at, place = _place(pools, mark)
    own = pools[at].sections
    if 0 <= place + step < len(own):
        first, second = sorted((own[place], own[place + step]), key=lambda one: one.line)
        return _swapped(text, first, second)
    if not 0 <= at + step < len(pools):
        return text
    lesser = removed(text, mark)
    target = read(lesser).pools[at + step]
    line = target.end if step < 0 else target.sections[0].line if target.sections else target.end
    return _with(lesser, line, 0, own[place].text)


def _place(pools: Sequence[Pool], mark: str) -> tuple[int, int]:
    for at, pool in enumerate(pools):
        for place, one in enumerate(pool.sections):
            if one.mark == mark:
                return at, place
    raise Conflict(MOVED, "studio.question-moved")


def pool_added(text: str, title: str, draw: str) -> str:
    return _with(text, len(_lines(text)) + 1, 0, f"{pool_heading(title, draw)}\n")


def pool_changed(text: str, place: int, title: str, draw: str) -> str:
    """Give a pool another title or draw; questions without a pool get a heading above them."""
    pools = read(text).pools
    if not 0 <= place < len(pools):
        raise NotFound(NO_POOL, "studio.no-pool")
    pool = pools[place]
    if pool.line:
        lines = _lines(text)
        lines[pool.line - 1] = pool_heading(title, draw)
        return "\n".join(lines)
    return _with(text, pool.sections[0].line, 0, f"{pool_heading(title, draw)}\n")


def pool_heading(title: str, draw: str) -> str:
    title = " ".join(title.split())
    return f"# {title}" + (f" {{draw={draw}}}" if draw else "")


def _pool(draft: PoolDraft, ends: dict[int, int], lines: Sequence[str]) -> Pool:
    heading = question.heading(draft.heading, draft.line, Findings(""))
    sections = []
    for item in draft.drafts:
        own = question.heading(item.heading, item.line, Findings(""))
        text = "\n".join(lines[item.line - 1 : ends[item.line] - 1]).rstrip()
        sections.append(Section(item.line, text, own.text, own.id, own.attributes.get("points", "1")))
    last = draft.drafts[-1].line if draft.drafts else draft.line
    return Pool(draft.line, heading.text, heading.attributes.get("draw", ""), tuple(sections), ends[last])


def _lines(text: str) -> list[str]:
    return re.sub(r"\r\n?", "\n", text).split("\n")


def _with(text: str, line: int, count: int, section: str) -> str:
    """Put a section in the place of `count` lines, one blank line before and after it."""
    lines = _lines(text)
    before, after = lines[: line - 1], lines[line - 1 + count :]
    while before and not before[-1].strip():
        before.pop()
    while after and not after[0].strip():
        after.pop(0)
    own = section.strip("\n").split("\n") if section.strip() else []
    parts = [part for part in (before, own, after) if part]
    return "\n\n".join("\n".join(part) for part in parts).rstrip("\n") + "\n"


def _swapped(text: str, first: Section, second: Section) -> str:
    lines = _lines(text)
    start, behind = first.line - 1, second.line - 1 + second.text.count("\n") + 1
    between = lines[start + first.text.count("\n") + 1 : second.line - 1]
    middle = [*second.text.split("\n"), *between, *first.text.split("\n")]
    return "\n".join([*lines[:start], *middle, *lines[behind:]])
