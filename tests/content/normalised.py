"""HTML as the test of the CommonMark specification compares it: white space that no reader sees is folded."""

import re
from html import escape
from html.parser import HTMLParser

BLOCKS = frozenset(
    {"article", "header", "aside", "hgroup", "blockquote", "hr", "iframe", "body", "li", "map", "button"}
    | {"object", "canvas", "ol", "caption", "output", "col", "p", "colgroup", "pre", "dd", "progress", "div"}
    | {"section", "dl", "table", "td", "dt", "tbody", "embed", "textarea", "fieldset", "tfoot", "figcaption"}
    | {"th", "figure", "thead", "footer", "form", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "video"}
    | {"script", "style"}
)
VOID = frozenset({"br", "hr", "img", "input"})


class _Folding(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.after_block = True
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._strip()
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in sorted(attrs))
        self.parts.append(f"<{tag}{written}>")
        self.pre += tag == "pre"
        self.after_block = tag in BLOCKS or tag == "br"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.pre -= tag == "pre"
        if tag in BLOCKS:
            self._strip()
        self.parts.append(f"</{tag}>")
        self.after_block = tag in BLOCKS

    def handle_data(self, data: str) -> None:
        if not self.pre:
            data = re.sub(r"\s+", " ", data)
            data = data.lstrip() if self.after_block else data
        self.parts.append(escape(data, quote=False))
        self.after_block = self.after_block and not data

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.parts.append(f"<?{data}>")

    def _strip(self) -> None:
        if self.parts and not self.pre:
            self.parts[-1] = self.parts[-1].rstrip()


def folded(html: str) -> str:
    reader = _Folding()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()
