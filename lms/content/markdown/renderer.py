"""Markdown to HTML: converted, sanitised, finished."""

import re
from html import escape

from lms.content import question
from lms.content.markdown import finish, selfcheck
from lms.content.markdown.bare import Bare
from lms.content.markdown.dialect import converter, job
from lms.content.markdown.dialect.job import Job, Taken
from lms.content.markdown.document import Document, Setting
from lms.content.markdown.finish import Finish
from lms.content.markdown.markup import sanitize, tree
from lms.content.markdown.markup.tree import Node, Raw
from lms.content.markdown.places import Places

LONGEST = 600_000
PLAIN = re.compile(r"[\w ,.;:()?!%'’“”/–-]*", re.UNICODE)
# What the converter would read into otherwise plain words.
SIGNS = re.compile(r"https?:|www\.|__|(?:^|\s)_|^\d+[.)]\s|^[-+*:]\s|--")
# A line of prose in which the converter finds nothing to do.
PROSE = re.compile(
    r"(?![ :+-]|\d+[.)](?: |$)|.*(?:https?:|www\.|://|--| $))[^\W_](?:[^\W_]|[ ,.;:()?!%'’“”/–-])*",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"\S{1,40}")


def render(setting: Setting, text: str, line: int) -> Document:
    """Render a body whose first line is `line` of its file."""
    hand = Finish(setting, Places(line, text))
    return _Rendering(setting, text, line, hand).document()


def bare(setting: Setting, text: str, line: int) -> Document:
    """Render a text that belongs to no course: links and pictures stay as written, nothing is dressed up."""
    hand = Bare(setting, Places(line, text))
    return _Rendering(setting, text, line, hand).document()


class Pen:
    """Writes the prompts, options and feedback of questions; a `Writer` for the kinds."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def block(self, text: str, line: int) -> str:
        if not text.strip():
            return ""
        if all(map(PROSE.fullmatch, text.split("\n"))):
            return f"<p>{text}</p>"
        hand = Finish(self.setting, Places(line, text), fragment=True)
        return _Rendering(self.setting, text, line, hand).document().html

    def inline(self, text: str, line: int) -> str:
        if PLAIN.fullmatch(text) and not SIGNS.search(text):
            return escape(text.strip(), quote=False)
        html = self.block(text, line)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p") == 1:
            return html[3:-4]
        return html


class _Rendering:
    def __init__(self, setting: Setting, text: str, line: int, hand: Finish) -> None:
        self.setting = setting
        self.line = line
        self.hand = hand
        self.work = Job(text, line, setting.findings, setting.language, hand.comments)
        self.checks = 0

    def document(self) -> Document:
        text = self.work.text
        if len(text) > LONGEST:
            self.setting.findings.error("markdown.too-long", self.line, size=len(text), most=LONGEST)
            return Document("")
        if not text.strip():
            return Document("")
        root = self._tree()
        self.hand.tree(root)
        words, measure = finish.words(root), finish.measure(root)
        self._put_back(root)
        hand = self.hand
        pauses = hand.pauses + sum(taken.sort != "code" for taken in self.work.shelf.taken)
        html = root.write().strip()
        return Document(html, tuple(hand.toc), words, pauses, tuple(hand.links.found), measure)

    def _tree(self) -> Node:
        raw = converter.converted(self.work, fragment=self.hand.fragment)
        self.hand.check(self.work)
        for row, html in self.work.raw:
            for what in sanitize.dropped(html):
                self.work.warning("markdown.dropped", row, what=what)
        root, too_deep = tree.grown(sanitize.clean(raw))
        if too_deep:
            self.setting.findings.error("markdown.too-deep", self.line)
        return root

    def _put_back(self, root: Node) -> None:
        """Put what was laid aside where its token stands."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            node.children = [
                piece
                for child in node.children
                for piece in (self._pieces(child) if isinstance(child, str) else [child])
            ]
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def _pieces(self, text: str) -> list[Node | Raw | str]:
        if job.TOKEN_OPEN not in text:
            return [text]
        pieces: list[Node | Raw | str] = []
        for place, part in enumerate(job.TOKEN.split(text)):
            if place % 2:
                taken = self.work.shelf.at(part)
                pieces += [Raw(self._made(taken))] if taken else []
            elif part:
                pieces.append(part)
        return pieces

    def _made(self, taken: Taken) -> str:
        body = question.joined(taken.lines)
        if taken.sort == "quiz" and self.hand.checks:
            self.checks += 1
            return selfcheck.written(
                taken.lines, self.checks, self.setting.language, Pen(self.setting), self.setting.findings
            )
        if taken.sort == "formula":
            return self.hand.formula_block(body)
        if taken.sort == "comment":
            return body
        language = LANGUAGE.match(taken.info)
        code = "".join(line + "\n" for _, line in taken.lines)
        return self.hand.code(code, language[0] if language else "")
