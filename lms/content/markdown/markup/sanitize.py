"""The allow-list: what may stand in a body, and what was dropped from it."""

import re
from html.parser import HTMLParser

import nh3

from lms.content.markdown import callouts

TAGS = frozenset(
    [
        "a",
        "abbr",
        "aside",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"src", "alt"},
    "input": {"type", "checked", "disabled"},
    "ol": {"start", "type"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
CLASSES = frozenset(
    {"admonition", "admonition-title", "footnote", "footnote-ref", "footnote-backref", "arithmatex"}
    | {"task-list", "task-list-item", "task-list-control", "task-list-indicator"}
    | callouts.CLASSES
)
# Identities are given later; only those of footnotes are made by the renderer.
OWN_ID = re.compile(r"fn(?:ref\d*)?:[\w-]+")
SCHEMES = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:")
NOISE = frozenset({"markdown", "style", "class", "id"})


def clean(html: str) -> str:
    return _CLEANER.clean(html)


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(one for one in value.split() if one in CLASSES) or None
    if name == "id":
        return value if OWN_ID.fullmatch(value) else None
    if tag == "input" and name == "type":
        return "checkbox"
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    attribute_filter=_kept,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


class _Dropped(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
            return
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | NOISE
        for name, value in attrs:
            if name not in allowed:
                self.found.append(f"{name}=…")
            elif name in {"href", "src"} and not _leads(value or ""):
                self.found.append((value or "").strip().split(":")[0] + ":…")


def _leads(address: str) -> bool:
    """Whether the address has no scheme, or one that is allowed."""
    scheme = SCHEME.match(address)
    return scheme is None or scheme[1].lower() in SCHEMES


def dropped(html: str) -> list[str]:
    """Return the names of what the allow-list does not hold."""
    reader = _Dropped()
    reader.feed(html)
    reader.close()
    return reader.found
