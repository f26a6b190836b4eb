"""CommonMark to HTML: the parser with our additions, and what is seen on the way through its tokens."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.subscript import sub_plugin

from lms.content.findings import shortened
from lms.content.markdown.dialect import (
    abbreviations,
    addresses,
    boxes,
    job,
    leftovers,
    limits,
    maths,
    notes,
    ticks,
)
from lms.content.markdown.dialect.job import Job, Taken
from lms.content.markdown.markup.tree import VOID
from lms.content.source import FORGED, PRIVATE

# What no browser shows: comments, instructions, declarations.
UNSEEN = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
UNSEEN_BEGINS = re.compile(r"<!--|<!\[CDATA\[|<![A-Za-z]|<\?")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
ENDING = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot"} | VOID)
# Open tags at once in a text; each costs the sanitiser a look at all of them.
MOST_OPEN = 300
ALIGN = re.compile(r"text-align:(\w+)")
NUMBERED = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?")


def converted(work: Job, *, fragment: bool) -> str:
    """Return HTML that is not clean yet; `fragment` is a part of a question, without footnotes."""
    tools, env = _tools(fragment=fragment), {job.KEY: work}
    tokens = tools.parse(work.text, env)
    rows = work.text.split("\n")
    numbered: list[int] = []
    for place, token in enumerate(tokens):
        _seen(token, work, rows)
        if token.type == "ordered_list_open":
            numbered.append((token.map or [0])[0])
        elif token.type == "ordered_list_close":
            _list(tokens, place, numbered.pop(), work, rows)
    leftovers.named(tokens, work, rows)
    html: str = tools.renderer.render(tokens, tools.options, env)
    return html


@cache
def _tools(*, fragment: bool) -> MarkdownIt:
    tools = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    tools.validateLink = _judged_later  # type: ignore[method-assign] # meant to be replaced
    tools.use(deflist_plugin).use(sub_plugin)
    for own in (addresses, abbreviations, boxes, maths, limits, ticks, *(() if fragment else (notes,))):
        tools.use(own.plugin)
    tools.add_render_rule("fence", _fence)
    tools.add_render_rule("box", _box)
    tools.add_render_rule("tick", _box)
    return tools


def _judged_later(url: str) -> bool:  # noqa: ARG001 # the parser asks so
    """Where a link leads is judged once, after the sanitiser, with a finding."""
    return True


def _seen(token: Token, work: Job, rows: list[str]) -> None:
    row = (token.map or [0])[0]
    if token.type == "heading_open" and token.tag == "h1":
        work.headings.append(row if token.markup == "#" else (token.map or [0, 1])[1] - 1)
    elif token.type in {"th_open", "td_open"}:
        align = ALIGN.fullmatch(str(token.attrs.pop("style", "")))
        if align:
            token.attrs["align"] = align[1]
    elif token.type == "fence" and _unclosed(token, rows):
        work.error("markdown.fence", row, fence=token.markup)
    elif token.type == "html_block":
        token.content = _kept(token.content, row, work)
    for child in token.children or ():
        _seen_inside(child, row, work)


def _seen_inside(child: Token, row: int, work: Job) -> None:
    if child.type == "text":
        child.content = FORGED.sub("", child.content)
    elif child.type in {"s_open", "s_close"}:
        child.tag = "del"
    elif child.type == "html_inline":
        child.content = _kept(child.content, row, work)
    elif child.type == "link_open" and child.attrs.get("href") == "":
        work.error("markdown.link-empty", row)
    elif child.type in {"image", "link_open"} and "title" in child.attrs:
        child.attrs["title"] = PRIVATE.sub("", str(child.attrs["title"]))


def _kept(html: str, row: int, work: Job) -> str:
    """Leave out what no browser shows; a tag or a comment without an end must not swallow what follows."""
    html, open_at = _without_unseen(NUMBERED.sub(_harmless, html), row, work)
    if open_at is None:
        last = html.rfind("<")
        open_at = last if last >= 0 and ">" not in html[last:] else None
    if open_at is not None:
        work.warning("markdown.tag-unclosed", row, tag=shortened(html[open_at : open_at + 60], 30))
        html = html[:open_at] + html[open_at:].replace("<", "&lt;")
    if _too_deep(html, work):
        if not work.tags_refused:
            work.error("markdown.too-deep", row)
        work.tags_refused += 1
        return html.replace("<", "&lt;")
    work.raw.append((row, html))
    return html


def _too_deep(html: str, work: Job) -> bool:
    """Count the author's tags that are still open, but for those that end by themselves."""
    count = work.tags_open
    for tag in TAG.finditer(html):
        if tag[2].lower() not in ENDING:
            count = max(0, count + (-1 if tag[1] else 1))
    if count <= MOST_OPEN:
        work.tags_open = count
    return count > MOST_OPEN


def _without_unseen(html: str, row: int, work: Job) -> tuple[str, int | None]:
    """Return the HTML without comments and instructions, and where one begins that has no end."""
    parts: list[str] = []
    at = 0
    while (begin := _first(html, at)) >= 0:
        opening = next(sign for sign in UNSEEN if html.startswith(sign, begin))
        closing = UNSEEN[opening]
        # `<!-->` and `<!--->` are whole comments.
        end = html.find(closing, begin + 2)
        if end < 0:
            kept = "".join([*parts, html[at:begin]])
            return kept + html[begin:], len(kept)
        parts.append(html[at:begin])
        at = end + len(closing)
        if work.comments and opening == "<!--" and "--!>" not in html[begin:at]:
            parts.append(work.shelf.put(Taken("comment", "", [(work.first + row, html[begin:at])])))
    return "".join([*parts, html[at:]]), None


def _first(html: str, at: int) -> int:
    found = UNSEEN_BEGINS.search(html, at)
    return found.start() if found else -1


def _harmless(found: re.Match[str]) -> str:
    """Drop a reference to a sign that only the renderer itself may write."""
    digits = found[0].strip("&#;")
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return "" if number > 0x10FFFF or PRIVATE.match(chr(number)) else found[0]


def _unclosed(token: Token, rows: list[str]) -> bool:
    first, after = token.map or [0, 1]
    last = rows[min(after, len(rows)) - 1].strip("> \t")
    closed = len(last) >= len(token.markup) and set(last) == {token.markup[0]}
    return after - 1 == first or not closed


def _list(tokens: Sequence[Token], place: int, begun: int, work: Job, rows: list[str]) -> None:
    """Name a list that is indented, but not as far as the text of the numbered item it is meant to be in."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or not following.type.endswith("_list_open") or not following.map:
        return
    row = following.map[0]
    if _margin(rows[row]) > _margin(rows[begun]):
        work.warning("markdown.list-indent", row)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip("> "))


def _fence(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    work, token = job.of(env), tokens[at]
    info = unescapeAll(token.info).strip()
    sort = "quiz" if info.split()[:1] == ["quiz"] else "code"
    rows = token.content.removesuffix("\n").split("\n") if token.content else []
    first = work.first + (token.map or [0])[0] + 1
    lines = list(enumerate(rows, start=first)) or ([(first - 1, "")] if sort == "quiz" else [])
    return work.shelf.put(Taken(sort, info, lines)) + "\n"


def _box(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return tokens[at].content
