"""Texts of other programs as our Markdown: HTML where HTML is meant, signs escaped where they are words."""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

from lms.exchange.model import Markup, Text
from lms.exchange.quizfile import pictures
from lms.exchange.quizfile.pictures import Album

# What Markdown or one of its extensions would read into plain words.
SIGNS = re.compile(r"[\\`*\[\]$~|]|(?<![\w])_|_(?![\w])|__+|[<>]|&(?=#?\w+;)|(?<=:)//|\bwww\.|@(?=\w)")
FORMULA = re.compile(r"\\\((.{1,500}?)\\\)|\\\[(.{1,500}?)\\\]|\$\$(.{1,500}?)\$\$")
LEADING = re.compile(r"(?:[#>+(:=\-]|\d{1,9}[.)])")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
TAGGED = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d?);")
EDGE = r"</?(?:p|div|[uod]l|li|d[td]|table|t(?:r|d|h|head|body|foot)|h[1-6]|pre|blockquote|[bh]r)\b[^<>]*>"
LINE_END = re.compile(rf"({EDGE})?[ \t]{{0,9}}\n\s*({EDGE})?", re.IGNORECASE)
HEADING = re.compile(r"^(\s*)#{1,2}(?=\s)", re.MULTILINE)
MEDIA = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
PICTURE = re.compile(r"<(?:img|video|audio)\b[^<>]*>(?:\s*</(?:video|audio)>)?", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(alt|src)\s*=\s*(["'])(.*?)\2""", re.IGNORECASE)
MARKED = re.compile(r"<!\[[^<>]*>")
BLANKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
KEPT = frozenset(
    ("sub", "sup", "del", "ins", "s", "kbd", "mark", "small", "samp", "abbr", "dfn", "cite", "q")
)
BLOCKS = frozenset(
    ("p", "div", "section", "article", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6")
)
MUTE = frozenset({"script", "style", "head", "title", "template"})
CELLS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
LAYOUT = frozenset({"font", "center", "u", "big"})
# No author nests deeper; what lies deeper keeps its words.
DEEPEST = 40
MOST_FORMULAS = 200
MEDIA_TAGS = frozenset({"img", "audio", "video", "object", "embed", "iframe", "source"})


@dataclass(slots=True)
class Written:
    """Markdown, and what it had to leave: names of pictures, and whether layout was dropped.

    `used` are the paths of the files that it shows or links, `bare` those that came without words.
    """

    markdown: str = ""
    pictures: list[str] = field(default_factory=list)
    layout: bool = False
    used: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    def picture(self, address: str, alt: str, album: Album, form: str) -> str:
        """Write a picture by its form; its words alone when it stays behind."""
        path = album.shown(address)
        if not path:
            self.pictures += [address[:80]] if address else []
            return alt
        self.used.append(path)
        self.bare += [] if alt.strip() else [path]
        return form.format(alt=alt.strip() or _named(path), path=path)


def unpictured(text: Text) -> tuple[Text, list[str]]:
    """Put its words where a picture was, for files that cannot hold any; return the names of those lost."""
    names: list[str] = []

    def words(found: re.Match[str]) -> str:
        given: dict[str, str] = {name: value for name, _, value in ATTRIBUTE.findall(found[0])}
        names.append(unescape(given.get("alt") or given.get("src") or "?")[:80])
        return given.get("alt", "")

    if text.markup in {Markup.PLAIN, Markup.MARKDOWN}:
        names += [found[2] for found in MEDIA.finditer(text.text) if text.markup is Markup.MARKDOWN]
        plain = MEDIA.sub(r"\1", text.text) if names else text.text
    else:
        plain = PICTURE.sub(words, text.text)
    return (Text(plain.strip(), text.markup), names) if names else (text, names)


def _named(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0].replace("-", " ")


def markdown(text: Text, album: Album = pictures.EMPTY) -> Written:
    """Write a text as our Markdown, without surrounding blank lines."""
    if text.markup is Markup.MARKDOWN:
        return _markdown(text.text, album)
    if text.markup is Markup.HTML or (text.markup is Markup.AUTO and TAGGED.search(text.text)):
        source = text.text
        if text.markup is Markup.AUTO:
            source = LINE_END.sub(_broken, source)
        reader = _Html(album)
        # Word leaves such marks behind, at which Python's parser stumbles.
        reader.feed(MARKED.sub("", source).replace("<![", "&lt;!["))
        reader.close()
        return reader.written()
    return Written(escaped(text.text))


def _broken(found: re.Match[str]) -> str:
    """Break the line, but beside a block of its own."""
    return f"{found[1]}{found[2] or ''}" if found[1] else found[2] or "<br>"


def words(text: Text) -> str:
    """Return the words alone, as a list of choices shows them."""
    if text.markup is Markup.HTML or (text.markup is Markup.AUTO and TAGGED.search(text.text)):
        return " ".join(unescape(re.sub(r"<[^<>]*>", " ", text.text)).split())
    return " ".join(text.text.split())


def escaped(text: str) -> str:
    """Write plain words so that Markdown shows them as they are, line by line; formulas stay formulas."""
    lines = [_line(line.strip()) for line in text.strip().split("\n")]
    # An empty line parts paragraphs, any other line end breaks the line.
    return re.sub(r"(?<!\n)\n(?!\n)", r"\\\n", BLANKS.sub("\n\n", "\n".join(lines)))


def _line(line: str) -> str:
    return led(signed(line))


def signed(line: str) -> str:
    """Escape the signs of a line but for its formulas, which become ours."""
    parts: list[str] = []
    end = 0
    formulas = FORMULA.finditer(line) if line.count("\\(") + line.count("$$") < MOST_FORMULAS else ()
    for found in formulas:
        source = (found[1] or found[2] or found[3]).strip()
        parts += [SIGNS.sub(_sign, line[end : found.start()]), f"${source}$"]
        end = found.end()
    return "".join([*parts, SIGNS.sub(_sign, line[end:])])


def _sign(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in ENTITIES:
        return ENTITIES[sign]
    if sign in {"//", "www.", "@"}:
        return f"&#{ord(sign[0])};{sign[1:]}"
    return "".join(f"\\{letter}" for letter in sign)


def led(line: str) -> str:
    """Escape what opens a list, a heading, a quotation or an answer at the head of a line."""
    found = LEADING.match(line)
    if found is None:
        return line
    if found[0][0].isdigit():
        return f"{found[0][:-1]}\\{found[0][-1]}{line[found.end() :]}"
    return f"&#{ord(line[0])};{line[1:]}" if line[0] in ":=" else f"\\{line}"


def _markdown(text: str, album: Album) -> Written:
    """Keep an author's Markdown, but no heading of ours and no picture that stays behind."""
    done = Written()

    def picture(found: re.Match[str]) -> str:
        return done.picture(found[2], escaped(found[1]), album, "![{alt}]({path})")

    text = MEDIA.sub(picture, text)
    done.markdown = HEADING.sub(r"\1###", text).strip("\n")
    return done


class _Html(HTMLParser):
    """Writes blocks apart by empty lines; what it opens it closes, however the source is nested."""

    def __init__(self, album: Album) -> None:
        super().__init__(convert_charrefs=True)
        self.album = album
        self.done = Written()
        self.parts: list[str] = []
        self.opened: list[tuple[str, int, str]] = []
        self.lists: list[tuple[str, int]] = []
        self.raw = 0
        self.mute = 0

    def written(self) -> Written:
        while self.opened:
            self._close()
        text = "".join(self.parts)
        lines = [line.rstrip(" ") if not line.endswith("\\") else line for line in text.split("\n")]
        self.done.markdown = BLANKS.sub("\n\n", "\n".join(lines)).strip()
        return self.done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.done.layout |= "style" in given or tag in LAYOUT
        if tag in MUTE:
            self.mute += 1
        elif tag in MEDIA_TAGS:
            self._picture(given)
        elif self.raw or tag in CELLS:
            self._cell(tag)
        elif tag == "br":
            self.parts.append(" " if self._within("pre") else "\\\n")
        elif tag == "hr":
            self.parts.append("\n\n---\n\n")
        elif tag in MARKS or tag in KEPT or tag in {"a", "code", "pre", "li", "blockquote"}:
            path = self.album.path(given.get("href", ""))
            self.done.used += [path] if path else []
            self._open(tag, path or given.get("href", ""))
        elif tag in BLOCKS:
            self._block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in MUTE:
            self.mute = max(0, self.mute - 1)
        elif self.raw:
            kept = tag in CELLS or tag in MARKS or tag in KEPT
            self.parts.append(f"</{tag}>" if kept else " ")
            self.raw -= tag == "table"
            if tag == "table":
                self.parts.append("\n\n")
        elif any(tag == name for name, _, _ in self.opened):
            while self._close() != tag:
                pass
        elif tag in BLOCKS:
            if tag in {"ul", "ol"} and self.lists:
                self._end_items()
                self.lists.pop()
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.mute:
            return
        if self._within("pre"):
            self.parts.append(data)
        elif self.raw:
            self.parts.append(escape(re.sub(r"\s+", " ", data), quote=False))
        else:
            self._words(re.sub(r"\s+", " ", data))

    def _words(self, text: str) -> None:
        before = next((part[-1] for part in reversed(self.parts) if part), "\n")
        if before in {"\n", " "}:
            text = text.lstrip(" ")
        if text:
            plain = signed(text)
            self.parts.append(led(plain) if before == "\n" else plain)

    def _within(self, tag: str) -> bool:
        return any(tag == name for name, _, _ in self.opened)

    def _picture(self, given: dict[str, str]) -> None:
        address, alt = given.get("src") or given.get("data") or "", " ".join(given.get("alt", "").split())
        if not self.album.shown(address):
            self.done.picture(address, alt, self.album, "")
            self._words(alt)
        elif self.raw:
            self.parts.append(
                self.done.picture(address, escape(alt), self.album, '<img src="{path}" alt="{alt}">')
            )
        else:
            self.parts.append(self.done.picture(address, signed(alt), self.album, "![{alt}]({path})"))

    def _cell(self, tag: str) -> None:
        if tag == "table":
            self.raw += 1
            self.parts.append("\n\n")
        kept = tag in CELLS or tag in MARKS or tag in KEPT
        self.parts.append(f"<{tag}>" if self.raw and kept else " ")

    def _block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append((tag, len(self.opened)))
            self.parts.append("\n\n" if len(self.lists) == 1 else "\n")
        elif self._within("li"):
            self.parts.append("\n" if self.parts and not self.parts[-1].endswith(("\n", "- ", ". ")) else "")
        else:
            self.parts.append("\n\n" + ("### " if re.fullmatch(r"h\d", tag) else ""))

    def _end_items(self) -> None:
        """Close what a list's item has left open, the item too."""
        while len(self.opened) > (self.lists[-1][1] if self.lists else 0):
            self._close()

    def _open(self, tag: str, note: str) -> None:
        if tag == "li":
            self._end_items()
        if len(self.opened) < DEEPEST:
            self.opened.append((tag, len(self.parts), note))

    def _close(self) -> str:
        tag, start, note = self.opened.pop()
        inner = "".join(self.parts[start:])
        self.parts[start:] = [self._wrapped(tag, inner, note)]
        return tag

    def _wrapped(self, tag: str, inner: str, note: str) -> str:
        core = inner.strip()
        if tag == "pre":
            return f"\n\n```\n{inner.strip(chr(10))}\n```\n\n"
        if not core:
            return " " if inner else ""
        if tag == "li":
            sign = "1. " if self.lists and self.lists[-1][0] == "ol" else "- "
            return sign + re.sub(r"\n(?!\n)", "\n    ", BLANKS.sub("\n", core)) + "\n"
        if tag == "blockquote":
            return "\n\n" + re.sub(r"^", "> ", BLANKS.sub("\n\n", core), flags=re.MULTILINE) + "\n\n"
        lead, trail = inner[: inner.index(core)], inner[inner.index(core) + len(core) :]
        return f"{lead}{_inline(tag, core, note)}{trail}"


def _inline(tag: str, core: str, note: str) -> str:
    if tag in MARKS and "\n\n" not in core:
        mark = MARKS[tag]
        return f"{mark}{core}{mark}" if "*" not in core else f"<{tag}>{core}</{tag}>"
    if tag == "a" and re.match(r"(?:(?:https?|mailto):|assets/)[^\s()<>]+$", note):
        return f"[{core}]({note})"
    if tag == "code":
        plain = unescape(re.sub(r"\\([\\`*\[\]$~|_])", r"\1", core))
        return f"`{plain}`" if "`" not in plain else f"<code>{core}</code>"
    return f"<{tag}>{core}</{tag}>" if tag in KEPT and "\n\n" not in core else core
