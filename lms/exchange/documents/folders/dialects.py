"""What other tools write beyond Markdown, in our words: boxes, tabs, templates, wiki links, marks."""

import re
from collections.abc import Callable

from lms.exchange.documents.folders import code

Told = Callable[[str, str], None]
KINDS = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "question", "todo", "quote", "seealso"), "NOTE"),
    "details": "NOTE",
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "TIP"),
    **dict.fromkeys(("warning", "caution", "danger", "attention", "error", "failure", "bug"), "WARNING"),
    "important": "IMPORTANT", "example": "EXAMPLE", "contoh": "CONTOH", "catatan": "NOTE",
    "penting": "IMPORTANT", "kiat": "TIP", "perhatian": "WARNING",
}  # fmt: skip
COLONS = re.compile(
    r"([ \t]*):{3,}[ \t]*\{?(\w+)\}?[ \t]*(?:\[([^\]]*)\]|\{[^}]*title=[\"']([^\"']*)[\"'][^}]*\}|(.*))$"
)
COLONS_END = re.compile(r"[ \t]*:{3,}[ \t]*$")
BANGS = re.compile(r"([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)[^\n\"]*(?:\"([^\"\n]*)\")?.*$")
# No tool writes the head of a box longer than this.
LONGEST = 500
CALLOUT = re.compile(r"^([ \t]*(?:>[ \t]*)+)\[!(\w+)\][+-]?[ \t]*(.*)$", re.MULTILINE)
HINT = re.compile(
    r"""\{%-?\s*hint\s+style=["'](\w+)["']\s*-?%\}(.{0,3000}?)\{%-?\s*endhint\s*-?%\}""", re.DOTALL
)
NOTICE = re.compile(
    r"""\{\{([<%])\s*(notice|callout|alert|hint|admonition|warning|tip|note|info)\b([^>%{}]*)[>%]\}\}(.{0,3000}?)"""
    r"""\{\{[<%]\s*/\s*\2\s*[>%]\}\}""",
    re.DOTALL,
)
HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\s+(\w+)[^%]{0,100}%\}(.{0,5000}?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL
)
FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|image|img)\s+([^>%{}]*)[>%]\}\}")
REFERENCE = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+["']?([^"'\s>%{}]+)["']?\s*[>%]\}\}""")
LIQUID_LINK = re.compile(r"\{%-?\s*(?:link|post_url)\s+([^%\s]+)\s*-?%\}")
TUBE = re.compile(r"""\{\{[<%]\s*youtube\s+(?:id=)?["']?([\w-]{6,20})["']?[^>%{}]*[>%]\}\}""")
RAW = re.compile(
    r"\{%-?\s*(?:end)?raw\s*-?%\}|\{%-?\s*comment\s*-?%\}.{0,3000}?\{%-?\s*endcomment\s*-?%\}", re.DOTALL
)
BASE = re.compile(
    r"\{\{\s*(?:site\.(?:base)?url|\.Site\.BaseURL|page\.baseurl|['\"]\s*['\"]\s*\|\s*relative_url)\s*\}\}/?"
)
PIPED = re.compile(r"\{\{\s*[\"']([^\"'{}]+)[\"']\s*\|\s*(?:relative_url|absolute_url)\s*\}\}")
LIQUID = re.compile(
    r"\{%.{0,400}?%\}|\{\{[<%].{0,400}?[>%]\}\}|\{\{[ \t]*[\w.$][\w.|\s\"':/\[\]()$-]{0,200}\}\}", re.DOTALL
)
IMPORT = re.compile(
    r"^(?:import\s+(?:[\w*{][^\n;]*\s+from\s+)?[\"'][^\"'\n]+[\"'];?|"
    r"export\s+(?:const|default|function|let)\b[^\n]*)[ \t]*$",
    re.MULTILINE,
)
TAB = re.compile(r"""<TabItem\b[^<>]*?\blabel=["']([^"']*)["'][^<>]*>""")
COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\s[^<>]{0,400})?/?>|</?>")
JSX_COMMENT = re.compile(r"\{/\*.{0,1000}?\*/\}", re.DOTALL)
COMMENT = re.compile(r"<!--.{0,2000}?-->|(?<!%)%%(?!%).{1,2000}?%%(?!%)", re.DOTALL)
KRAMDOWN = re.compile(
    r"^[ \t]*\{:[^}\n]*\}[ \t]*$|(?<=\S)\{:[^}\n]{0,200}\}|"
    r"^[ \t]*(?:\[TOC\]|\[\[_?toc_?\]\]|\{\{?[ \t]*toc[ \t]*\}?\})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
TOC_ITEM = re.compile(r"^[*-] TOC[ \t]*$", re.MULTILINE)
BLOCK_ID = re.compile(r"[ \t]\^[\w-]{3,40}[ \t]*$", re.MULTILINE)
MARK = re.compile(r"(?<![=\w])==(?=\S)([^=\n]{1,400}?)(?<=\S)==(?![=\w])")
PAIR = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")
EMBED = re.compile(
    r"<(iframe|video|audio|script|style|form|object|embed)\b([^<>]{0,500})>(?:.{0,2000}?</\1\s*>)?",
    re.DOTALL | re.IGNORECASE,
)
SETEXT = re.compile(r"^([^\s>#|`\-=*+][^\n]*)\n(=+|-{3,})[ \t]*$", re.MULTILINE)


def plain(text: str, told: Told) -> str:
    """Return a text in which nothing of another tool is left; `told` hears of what was removed."""
    text = code.outside(text, lambda part: _boxes(_highlighted(part)))
    return code.beyond(text, lambda part: _rest(part, told))


def _highlighted(text: str) -> str:
    return HIGHLIGHT.sub(lambda found: f"```{found[1]}\n{found[2].strip(chr(10))}\n```", text)


def _rest(text: str, told: Told) -> str:
    text = COMMENT.sub("", JSX_COMMENT.sub("", RAW.sub("", text)))
    text = LIQUID_LINK.sub(r"/\1", REFERENCE.sub(r"\1", PIPED.sub(r"\1", BASE.sub("/", text))))
    text = FIGURE.sub(_figure, text)
    text = TUBE.sub(lambda found: _tube(found, told), text)
    text = TAB.sub(lambda found: f"\n\n**{found[1]}**\n\n", text)
    for pattern in (IMPORT, EMBED, LIQUID, COMPONENT):
        text = pattern.sub(lambda found: _removed(found, told), text)
    text = BLOCK_ID.sub("", TOC_ITEM.sub("", KRAMDOWN.sub("", text)))
    return SETEXT.sub(_heading, MARK.sub(r"<mark>\1</mark>", text))


def _removed(found: re.Match[str], told: Told) -> str:
    told("document.code-left", " ".join(found[0].split()))
    source = re.search(r"""\bsrc=["'](https?://[^"'\s<>]+)["']""", found[0])
    return f"<{source[1]}>" if source else ""


def _tube(found: re.Match[str], told: Told) -> str:
    told("document.code-left", found[0])
    return f"<https://www.youtube.com/watch?v={found[1]}>"


def _figure(found: re.Match[str]) -> str:
    given = dict(PAIR.findall(found[1]))
    title = given.get("caption") or given.get("title") or ""
    title = f' "{title}"' if title else ""
    return f"\n![{given.get('alt') or given.get('caption') or ''}](<{given.get('src', '')}>{title})\n"


def _heading(found: re.Match[str]) -> str:
    return f"{'#' if found[2][0] == '=' else '##'} {found[1].strip()}"


def _boxes(text: str) -> str:
    text = HINT.sub(lambda found: box(found[1], "", found[2]), text)
    text = NOTICE.sub(lambda found: _notice(found[2], found[3], found[4]), text)
    text = CALLOUT.sub(lambda found: f"{found[1]}[!{_kind(found[2])}] {found[3]}".rstrip(), text)
    return _banged(_coloned(text))


def _kind(name: str) -> str:
    return KINDS.get(name.lower(), "NOTE")


def _notice(name: str, arguments: str, inner: str) -> str:
    given = dict(PAIR.findall(arguments))
    words = re.findall(r"""["']([^"']*)["']|(\w+)""", PAIR.sub("", arguments))
    plain_words = [quoted or word for quoted, word in words]
    kind = given.get("type") or given.get("style") or given.get("color") or next(iter(plain_words), name)
    title = given.get("title") or (plain_words[1] if len(plain_words) > 1 else "")
    return box(kind if kind.lower() in KINDS else name, title, inner)


def box(kind: str, title: str, inner: str, indent: str = "") -> str:
    """Write a call-out of ours."""
    lines = [f"[!{_kind(kind)}] {title}".rstrip(), *inner.strip("\n").split("\n")]
    return (
        "\n"
        + "\n".join(f"{indent}> {line.strip() if not line.strip() else line}".rstrip() for line in lines)
        + "\n"
    )


def _coloned(text: str) -> str:
    """Turn `:::note` … `:::` into call-outs, boxes in boxes too."""
    made: list[list[str]] = [[]]
    heads: list[tuple[str, str, str]] = []
    for line in text.split("\n"):
        found = COLONS.match(line) if len(line) <= LONGEST else None
        if heads and COLONS_END.match(line):
            inner = made.pop()
            indent, kind, title = heads.pop()
            made[-1] += box(kind, title, "\n".join(one.removeprefix(indent) for one in inner), indent).split(
                "\n"
            )
        elif found:
            heads.append((found[1], found[2], (found[3] or found[4] or found[5] or "").strip()))
            made.append([])
        else:
            made[-1].append(line)
    while heads:
        # Never closed: what it held is text.
        inner = made.pop()
        heads.pop()
        made[-1] += inner
    return "\n".join(made[0])


def _banged(text: str) -> str:
    """Turn `!!! note "Title"` and what is indented beneath into call-outs."""
    lines = text.split("\n")
    made: list[str] = []
    place = 0
    while place < len(lines):
        found = BANGS.match(lines[place]) if len(lines[place]) <= LONGEST else None
        place += 1
        if not found:
            made.append(lines[place - 1])
            continue
        inner: list[str] = []
        indent = found[1] + "    "
        while place < len(lines) and (
            lines[place].startswith((indent, found[1] + "\t")) or not lines[place].strip()
        ):
            inner.append(lines[place].removeprefix(indent).removeprefix(found[1] + "\t"))
            place += 1
        made += box(found[2], found[3] or "", "\n".join(inner).rstrip("\n"), found[1]).split("\n")
    return "\n".join(made)
