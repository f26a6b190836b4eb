"""Markdown to HTML: repaired, converted, sanitised, finished."""

import re
import threading
from html import escape

from markdown import Markdown

from lms.content import question
from lms.content.markdown import finish, repair, selfcheck
from lms.content.markdown.document import Document, Setting
from lms.content.markdown.finish import Finish
from lms.content.markdown.markup import sanitize, tree
from lms.content.markdown.markup.tree import Node, Raw
from lms.content.markdown.places import Places
from lms.content.markdown.repair import Shelf, Taken
from lms.content.question import Lines

LONGEST = 400_000
# More opening brackets in one paragraph than any author writes; each costs the converter a look ahead.
BRACKETS = 400
BACK = {"id": "Kembali ke rujukan {} dalam teks", "en": "Back to reference {} in the text"}
PLAIN = re.compile(r"[\w ,.;:()?!%'’“”/–-]*", re.UNICODE)
# What Python-Markdown or its extensions would read into otherwise plain words.
SIGNS = re.compile(r"https?:|www\.|__|(?:^|\s)_|^\d+[.)]\s|^[-+*:]\s|--")
LANGUAGE = re.compile(r"[A-Za-z0-9+#-]{1,20}")
_tools = threading.local()


def render(setting: Setting, text: str, line: int) -> Document:
    """Render a body whose first line is `line` of its file."""
    return _Rendering(setting, text, line, fragment=False).document()


class Pen:
    """Writes the prompts, options and feedback of questions; a `Writer` for the kinds."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def block(self, text: str, line: int) -> str:
        return _Rendering(self.setting, text, line, fragment=True).document().html if text.strip() else ""

    def inline(self, text: str, line: int) -> str:
        if PLAIN.fullmatch(text) and not SIGNS.search(text):
            return escape(text.strip(), quote=False)
        html = self.block(text, line)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p") == 1:
            return html[3:-4]
        return html


class _Rendering:
    def __init__(self, setting: Setting, text: str, line: int, *, fragment: bool) -> None:
        self.setting = setting
        self.text = text
        self.line = line
        self.fragment = fragment
        self.shelf = Shelf()
        self.checks = 0
        self.hand = Finish(setting, Places(line, text), fragment)

    def document(self) -> Document:
        if not self.text.strip():
            return Document("")
        root = self._tree()
        self.hand.tree(root)
        words, sentence = finish.words(root), finish.longest_sentence(root)
        self._put_back(root)
        hand = self.hand
        pauses = hand.pauses + sum(taken.sort != "code" for taken in self.shelf.taken)
        html = root.write().strip()
        return Document(html, tuple(hand.toc), words, pauses, tuple(hand.links.found), sentence)

    def _tree(self) -> Node:
        numbered: Lines = list(enumerate(self.text.split("\n"), start=self.line))
        lines = repair.Repair(numbered, self.shelf, self.setting.findings, self.setting.language).run()
        raw = self._converted(lines)
        self._report_dropped(raw)
        root, too_deep = tree.grown(sanitize.clean(raw))
        if too_deep:
            self.setting.findings.error("markdown.too-deep", self.line)
        return root

    def _converted(self, lines: list[str]) -> str:
        """Convert; what no author writes, but an attacker would, is refused before it costs time."""
        text = "\n".join(lines)
        if len(text) > LONGEST or any(_crowded(part) for part in re.split(r"\n[ \t]*\n", text)):
            self.setting.findings.error("markdown.too-deep", self.line)
            return ""
        converter = _converter(self.setting.language, fragment=self.fragment)
        try:
            return converter.convert(text)
        except RecursionError:
            self.setting.findings.error("markdown.too-deep", self.line)
            return ""
        finally:
            converter.reset()

    def _report_dropped(self, raw: str) -> None:
        if "<" not in self.text:
            return
        for what, wanted in sanitize.dropped(raw):
            self.setting.findings.warning("markdown.dropped", *self.hand.places.find(wanted), what=what)

    def _put_back(self, root: Node) -> None:
        """Put what was taken out where its token stands; a paragraph of a token alone gives way to it."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            node.children = [
                piece
                for child in node.children
                for piece in ([child] if isinstance(child, Raw) else self._pieces(child))
            ]
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def _pieces(self, child: Node | str) -> list[Node | Raw | str]:
        text = child if isinstance(child, str) else _sole_text(child)
        if repair.TOKEN_OPEN not in text:
            return [child]
        pieces: list[Node | Raw | str] = []
        parts = repair.TOKEN.split(text)
        for place, part in enumerate(parts):
            if place % 2:
                pieces.append(Raw(self._made(self.shelf.taken[int(part)])))
            elif part:
                pieces.append(part)
        return pieces

    def _made(self, taken: Taken) -> str:
        body = question.joined(taken.lines)
        if taken.sort == "quiz" and not self.fragment:
            self.checks += 1
            return selfcheck.written(
                taken.lines, self.checks, self.setting.language, Pen(self.setting), self.setting.findings
            )
        if taken.sort == "formula":
            made = self.hand.formula(body, block=True)
            return f'<div class="formula" tabindex="0" role="group">{made.html}</div>' if made else ""
        language = LANGUAGE.match(taken.info)
        mark = f' class="language-{language[0].lower()}"' if language else ""
        code = "\n".join(line for _, line in taken.lines)
        return f'<pre tabindex="0"><code{mark}>{escape(code, quote=False)}\n</code></pre>'


def _sole_text(node: Node) -> str:
    alone = node.tag == "p" and len(node.children) == 1 and isinstance(node.children[0], str)
    return str(node.children[0]).strip() if alone else ""


def _crowded(paragraph: str) -> bool:
    return paragraph.count("[") > BRACKETS or paragraph.count("<") > BRACKETS * 2


def _converter(language: str, *, fragment: bool) -> Markdown:
    """Return this thread's own converter: one keeps state while it works."""
    name = f"{language}{fragment}"
    if not hasattr(_tools, name):
        setattr(_tools, name, _made_converter(language, fragment=fragment))
    found: Markdown = getattr(_tools, name)
    return found


def _made_converter(language: str, *, fragment: bool) -> Markdown:
    extensions = [
        "tables",
        "sane_lists",
        "def_list",
        "abbr",
        "admonition",
        "md_in_html",
        "pymdownx.betterem",
        "pymdownx.tilde",
        "pymdownx.tasklist",
        "pymdownx.magiclink",
        "pymdownx.arithmatex",
    ]
    if not fragment:
        extensions.append("footnotes")
    return Markdown(
        extensions=extensions,
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": BACK[language]},
            "pymdownx.arithmatex": {"generic": True, "inline_syntax": ["dollar"], "block_syntax": []},
        },
    )
