"""Rewrites what trainers know from GitHub into what Python-Markdown reads.

Lists straight after a paragraph, children indented by two or three spaces, `1)`, fences inside lists,
`#Judul`, a backslash at the end of a line. Fences, block formulas and self-checks are taken out here and
leave a token, so nothing else can misread what stands in them.
"""

import re
from dataclasses import dataclass, field

from lms.content.findings import Findings, shortened
from lms.content.markdown import callouts
from lms.content.question import Lines
from lms.questions.block import FENCE

DEEPEST = 8
MARKER = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+|$)(.*)")
RULE = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
ATX = re.compile(r"(#{1,6})([ \t]+.*|$)")
TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
TAGS_WITH_MARKDOWN = re.compile(r"<(details|div|section)(?=[\s>])(?![^>]*\smarkdown=)", re.IGNORECASE)
BLANK, TEXT, ITEM, CODE, TABLE = "blank", "text", "item", "code", "table"
TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")


@dataclass(frozen=True, slots=True)
class Taken:
    """A block that was taken out: `sort` is code, formula or quiz."""

    sort: str
    info: str
    lines: Lines


@dataclass(slots=True)
class Shelf:
    """What was taken out, in order; a token carries its number."""

    taken: list[Taken] = field(default_factory=list)

    def put(self, taken: Taken) -> str:
        self.taken.append(taken)
        return f"{TOKEN_OPEN}{len(self.taken) - 1}{TOKEN_CLOSE}"


@dataclass(slots=True)
class _Item:
    marker: int
    content: int


class Repair:
    """One pass over the lines of one container; a quotation is a container of its own."""

    def __init__(self, lines: Lines, shelf: Shelf, findings: Findings, language: str, level: int = 0) -> None:
        self.lines = [(number, _spaced(line)) for number, line in lines]
        self.shelf = shelf
        self.findings = findings
        self.language = language
        self.level = level
        self.stack: list[_Item] = []
        self.out: list[str] = []
        self.before = BLANK
        self.loose = False
        self.at = 0

    def run(self) -> list[str]:
        while self.at < len(self.lines):
            number, line = self.lines[self.at]
            if line.strip():
                self._line(number, line)
            else:
                self.out.append("")
                self.loose = True
                self.before = CODE if self.before == CODE else BLANK
                self.at += 1
        return self.out

    def _line(self, number: int, line: str) -> None:
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        if self._is_lazy(indent, body):
            self._emit(_break(body), TEXT)
            return
        while self.stack and indent < self.stack[-1].marker + 2 and not self._is_sibling(indent, body):
            self.stack.pop()
        base = self.stack[-1].content if self.stack else 0
        if indent - base >= 4 and self.before in {BLANK, CODE}:
            self._emit(" " * (indent - base) + body, CODE)
            return
        self._block(number, body, indent)

    def _is_sibling(self, indent: int, body: str) -> bool:
        """Leave the item on the stack for `_item`, which replaces it and so knows that the list goes on."""
        top = self.stack[-1].marker
        inside = len(self.stack) == 1 or indent >= self.stack[-2].marker + 2
        return inside and indent < top + 2 and MARKER.match(body) is not None and not RULE.fullmatch(body)

    def _is_lazy(self, indent: int, body: str) -> bool:
        """A plain line right beneath an item's text goes on with it, however it is indented."""
        if not self.stack or self.before not in {TEXT, ITEM}:
            return False
        return indent < self.stack[-1].marker + 2 and not self._starts(body)

    def _starts(self, body: str) -> bool:
        return bool(
            MARKER.match(body)
            or RULE.fullmatch(body)
            or ATX.match(body)
            or FENCE.match(body)
            or body.startswith((">", "|", "<", "$$", "[^"))
        )

    def _block(self, number: int, body: str, indent: int) -> None:
        """Take the block that begins here by the first reader that knows it."""
        fence = FENCE.match(body) if body[0] in "`~" else None
        if fence:
            self._block_token(self._taken(number, fence, indent))
        elif body.startswith("$$"):
            self._formula(number, body)
        elif body.startswith(">"):
            self._quotation(number)
        elif RULE.fullmatch(body):
            self._ended(body, apart=self.before != TEXT or body[0] != "-")
        elif ATX.match(body):
            self._heading(number, body)
        elif self._is_item(body):
            self._item(number, body, indent)
        else:
            self._text(number, body)

    def _is_item(self, body: str) -> bool:
        found = MARKER.match(body)
        if found is None:
            return False
        if self.before != TEXT or self.stack:
            return True
        # A line of a paragraph may begin with a year and a full stop.
        return bool(found[3].strip()) and (found[1] in "-*+" or found[1][:-1] == "1")

    def _item(self, number: int, body: str, indent: int) -> None:
        found = MARKER.match(body)
        assert found is not None
        sibling = bool(self.stack) and indent < self.stack[-1].marker + 2
        if sibling:
            self.stack.pop()
        if len(self.stack) >= DEEPEST:
            self.findings.error("markdown.too-deep", number)
            self._text(number, "\\" + body)
            return
        # Without a blank line the converter reads the marker as words of the paragraph above it.
        if self.before == TABLE or (self.before == TEXT and (self.loose or not sibling)):
            self._apart()
        marker = found[1].replace(")", ".")
        gap = len(found[2].expandtabs(4)) if found[2] else 1
        inner = found[3]
        self.out.append(f"{self._prefix()}{marker} {_break(inner)}")
        self.stack.append(_Item(indent, indent + len(found[1]) + (gap if gap <= 4 else 1)))
        self.before, self.loose = ITEM, False
        fence = FENCE.match(inner) if inner[:1] in {"`", "~"} else None
        if fence:
            self.out[-1] = f"{self._prefix(-1)}{marker} " + self._taken(number, fence, self.stack[-1].content)
            self.out.append("")
            self.before = BLANK
        else:
            self.at += 1

    def _text(self, number: int, body: str) -> None:
        if self.before == TEXT and re.fullmatch(r"=+[ \t]*", body):
            self.findings.error("markdown.heading-one", number)
            self._ended(body, apart=False)
            return
        if re.match(r"#{1,6}[^#\s]", body):
            body = "\\" + body
        following = self.lines[self.at + 1][1].strip() if self.at + 1 < len(self.lines) else ""
        if "|" in body and "-" in following and TABLE_RULE.fullmatch(following):
            self._emit(body, TABLE, apart=self.before in {TEXT, ITEM})
        elif self.before == TABLE:
            self._emit(body, TABLE)
        elif following.startswith(":") and self.out and self.out[-1].lstrip().startswith(":"):
            # The next term of a definition list.
            self._emit(body, TEXT, apart=True)
        elif self.before == CODE:
            self._emit(_break(body), TEXT, apart=True)
        else:
            body = TAGS_WITH_MARKDOWN.sub(r'<\1 markdown="1"', body)
            self._emit(_break(body), TEXT)

    def _heading(self, number: int, body: str) -> None:
        if re.match(r"#(?!#)", body):
            self.findings.error("markdown.heading-one", number)
        self._ended(body, apart=True)

    def _ended(self, body: str, *, apart: bool) -> None:
        """Emit a block of one line; the blank line after it spares the converter the rest of the text."""
        self._emit(body, BLANK, apart=apart)
        self.out.append("")

    def _taken(self, number: int, fence: re.Match[str], indent: int) -> str:
        """Take lines until the closing fence; the cursor stands after it."""
        closing = re.compile(rf" *{re.escape(fence[1][0])}{{{len(fence[1])},}} *")
        info = fence[2].strip()
        self.at += 1
        inside: Lines = []
        while self.at < len(self.lines):
            here, line = self.lines[self.at]
            self.at += 1
            if closing.fullmatch(line):
                break
            inside.append((here, _dedented(line, indent)))
        else:
            self.findings.error("markdown.fence", number, fence=fence[1])
        sort = "quiz" if info.split()[:1] == ["quiz"] else "code"
        return self.shelf.put(Taken(sort, info, inside or [(number, "")]))

    def _formula(self, number: int, body: str) -> None:
        parts: Lines = [(number, body[2:])]
        self.at += 1
        while not parts[-1][1].rstrip().endswith("$$"):
            if self.at >= len(self.lines) or not self.lines[self.at][1].strip():
                self.findings.error("markdown.formula", number, formula=shortened(body))
                break
            parts.append((self.lines[self.at][0], self.lines[self.at][1].strip()))
            self.at += 1
        else:
            parts[-1] = (parts[-1][0], parts[-1][1].rstrip()[:-2])
            self._block_token(self.shelf.put(Taken("formula", "", parts)))

    def _quotation(self, number: int) -> None:
        """Gather the quotation with its lazy lines; repair what stands in it, as a call-out if it is one."""
        inner: Lines = []
        while self.at < len(self.lines):
            here, line = self.lines[self.at]
            body = line.strip()
            lazy = bool(inner) and bool(inner[-1][1].strip()) and bool(body) and not self._starts(body)
            if not body.startswith(">") and not lazy:
                break
            inner.append((here, re.sub(r"^ *> ?", "", line) if body.startswith(">") else body))
            self.at += 1
        if self.level >= DEEPEST:
            self.findings.error("markdown.too-deep", number)
            return
        self._apart()
        opening, inner = self._callout(inner)
        lines = Repair(inner, self.shelf, self.findings, self.language, self.level + 1).run()
        if opening:
            self.out.append(self._prefix() + opening)
            self.out += [f"{self._prefix()}    {line}" if line else "" for line in lines]
        else:
            self.out += [f"{self._prefix()}> {line}".rstrip() for line in lines]
        self.out.append("")
        self.before = BLANK

    def _callout(self, inner: Lines) -> tuple[str, Lines]:
        found = callouts.MARK.fullmatch(inner[0][1].strip()) if inner else None
        if found is None:
            return "", inner
        opening = callouts.opening(found[1], found[2], self.language)
        if opening is None:
            self.findings.error("markdown.callout", inner[0][0], name=found[1])
            return "", inner[1:]
        return opening, inner[1:]

    def _block_token(self, token: str) -> None:
        self._apart()
        self.out += [self._prefix() + token, ""]
        self.before = BLANK

    def _apart(self) -> None:
        if self.out and self.out[-1]:
            self.out.append("")

    def _emit(self, text: str, kind: str, *, apart: bool = False) -> None:
        if apart:
            self._apart()
        self.out.append(self._prefix() + text)
        self.before = kind
        self.at += 1

    def _prefix(self, less: int = 0) -> str:
        return "    " * (len(self.stack) + less)


def _spaced(line: str) -> str:
    """Write the indentation in spaces."""
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].expandtabs(4) + body


def _dedented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _break(body: str) -> str:
    """A backslash at the end of a line is a line break."""
    stripped = body.rstrip()
    slashes = len(stripped) - len(stripped.rstrip("\\"))
    return stripped[:-1].rstrip() + "  " if slashes % 2 else body
