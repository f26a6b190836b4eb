"""The one door to XML from elsewhere: no document type, no entities, nothing outside, shallow and small.

Expat calls back at every element, so a hostile file is dropped where it shows itself, before a tree of it
stands in memory.
"""

import re
from pyexpat import ErrorString
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from lms.errors import Refused
from lms.exchange.messages import MESSAGES

MEGABYTES = 32
DEEPEST = 200
MOST_ELEMENTS = 300_000
# Whoever deals in such files writes their document type by its name alone, and nobody fetches it.
NAMED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")

# Encodings that expat does not read itself; those of no other shape are asked of Python.
DECLARED = re.compile(rb"""<\?xml[^>]{1,80}encoding\s*=\s*["']([\w-]{1,20})["']""", re.IGNORECASE)
SPOKEN = re.compile(r"(?:iso-8859|windows|cp|ibm|koi8|gb|big5|euc|shift|iso-2022)[\w-]*", re.IGNORECASE)


class Node(Element):
    """An element that knows its line; `name` is its tag without the namespace."""

    __slots__ = ("line",)
    line: int

    @property
    def name(self) -> str:
        return self.tag.rpartition("}")[2]

    def child(self, name: str) -> "Node | None":
        """Return the first child of that name, whatever its namespace."""
        return next(iter(self.children(name)), None)

    def children(self, *names: str) -> "list[Node]":
        """Return the children, or those of these names, whatever their namespace."""
        return [one for one in self if isinstance(one, Node) and (not names or one.name in names)]

    def words(self) -> str:
        """Return the text of this element and of all within."""
        return "".join(self.itertext())


def refusal(code: str, **values: str | int) -> Refused:
    """Return the refusal of a whole file, to be raised."""
    return Refused(MESSAGES[code], code, **values)


def parse(data: bytes | str) -> Node:
    """Return the root of a document; raise Refused for one that is broken, too large or hostile.

    Tags are written `{namespace}name`.
    """
    if len(data) > MEGABYTES * 2**20:
        raise refusal("xml.large", megabytes=MEGABYTES, elements=MOST_ELEMENTS)
    text = data if isinstance(data, str) else _decoded(data)
    raw = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return _Reading(isinstance(text, str)).root(raw.lstrip(b" \t\r\n"), raw)


def _decoded(data: bytes) -> bytes | str:
    """Decode what expat cannot: letters of several bytes in other encodings than Unicode's."""
    found = DECLARED.match(data.lstrip(b" \t\r\n")[:200])
    name = found[1].decode("ascii") if found else ""
    if not SPOKEN.fullmatch(name):
        return data
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        raise refusal("xml.broken", line=1, reason=f"encoding {name}") from None


class _Reading:
    def __init__(self, decoded: bool) -> None:
        self.parser = expat.ParserCreate("utf-8" if decoded else None, namespace_separator="}")
        self.builder = TreeBuilder(element_factory=Node)
        self.depth = self.count = self.skipped = 0
        self.parser.buffer_text = True
        # In one piece, so that no huge token is read again and again.
        self.parser.buffer_size = 2**16
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data

    def root(self, trimmed: bytes, raw: bytes) -> Node:
        self.skipped = raw[: len(raw) - len(trimmed)].count(b"\n")
        try:
            self.parser.Parse(trimmed, True)
        except expat.ExpatError as error:
            line = error.lineno + self.skipped
            raise refusal("xml.broken", line=line, reason=ErrorString(error.code)) from None
        except (ValueError, LookupError) as error:
            # An encoding that nobody knows, or letters that it does not have.
            raise refusal("xml.broken", line=self._line(), reason=str(error)[:80]) from None
        root = self.builder.close()
        assert isinstance(root, Node)  # by the builder's own factory
        return root

    def _line(self) -> int:
        return self.parser.CurrentLineNumber + self.skipped

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:  # noqa: ARG002 # expat's signature
        if internal or not NAMED.issuperset(system or ""):
            raise refusal("xml.doctype", line=self._line())

    def _entity(self, *_: object) -> None:
        raise refusal("xml.doctype", line=self._line())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST:
            raise refusal("xml.deep", line=self._line(), most=DEEPEST)
        if self.count > MOST_ELEMENTS:
            raise refusal("xml.large", megabytes=MEGABYTES, elements=MOST_ELEMENTS)
        node = self.builder.start(_named(tag), {_named(name): value for name, value in attributes.items()})
        node.line = self._line()  # type: ignore[attr-defined] # a Node, by the builder's factory

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(_named(tag))


def _named(tag: str) -> str:
    return "{" + tag if "}" in tag else tag
