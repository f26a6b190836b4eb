"""Questions as trainers keep them in Word: a number, options by letter, “Jawaban: B”.

Only what can be meant in one way becomes a question; everything else stays text, and is told.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lms.content.findings import shortened
from lms.content.markdown.markup.tree import Node, Raw
from lms.exchange.documents import marks
from lms.exchange.model import Choice, Item, Markup, Option, Text

ASKS = re.compile(r"\s{0,9}(\d{1,3})[.)]\s{0,9}(?=\S)")
OFFERS = re.compile(r"\s{0,9}([A-Ha-h])[.)]\s{0,9}(?=\S)")
KEY = re.compile(
    r"\s{0,9}[*_]{0,2}(?:kunci(?:\s{1,9}jawaban)?|jawaban(?:\s{1,9}(?:yang\s{1,9})?benar)?|answer(?:\s{1,9}key)?|key)"
    r"\s{0,9}[:=]\s{0,9}[*_]{0,2}\s{0,9}([A-Ha-h])\b[.)]?[*_]{0,2}\s{0,9}(?P<rest>.{0,2000})$",
    re.IGNORECASE | re.DOTALL,
)
EXPLAINS = re.compile(
    r"\s{0,9}[*_]{0,2}(?:pembahasan|penjelasan|explanation)\s{0,9}[:=]\s{0,9}[*_]{0,2}\s{0,9}(.+)$",
    re.IGNORECASE | re.DOTALL,
)
TABLE = re.compile(r"\s{0,9}(?:kunci(?:\s{1,9}jawaban)?|answer\s{1,9}keys?)\s{0,9}:?\s{0,9}$", re.IGNORECASE)
PAIR = re.compile(r"(\d{1,3})\s{0,9}[.)=:-]?\s{0,9}([A-Ha-h])\b")
PAIRS = re.compile(r"(?:\s{0,9}\d{1,3}\s{0,9}[.)=:-]?\s{0,9}[A-Ha-h]\b\s{0,9}[,;.]?)+\s{0,9}$")
FEWEST, MOST, PARAGRAPHS = 2, 8, 6
Write = Callable[[Sequence[Node | Raw | str]], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was found."""

    item: Item


@dataclass(frozen=True, slots=True)
class Found:
    """What is left of the text, the questions taken out of it, and those that had no certain key."""

    nodes: list[Node | Raw | str]
    asked: tuple[Asked, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(slots=True)
class _Line:
    """A paragraph or a list's item; `sort` and `ordinal` are its number, typed or made by Word."""

    node: Node
    children: list[Node | Raw | str]
    text: str
    sort: str = ""
    ordinal: int = 0
    typed: int = 0


@dataclass(slots=True)
class _Reading:
    lines: list[_Line]
    write: Write
    keys: dict[int, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def found(nodes: Sequence[Node | Raw | str], write: Write) -> Found:
    """Take the questions out of the blocks of a chapter; `write` turns a paragraph into Markdown."""
    reading = _Reading(list(_lines(nodes)), write)
    _read_keys(reading)
    place = 0
    while place < len(reading.lines):
        place = _question(reading, place) or place + 1
    if not reading.asked:
        return Found(list(nodes), (), tuple(reading.unsure))
    return Found(_left(nodes, reading.taken), tuple(reading.asked), tuple(reading.unsure))


def _lines(nodes: Iterable[Node | Raw | str]) -> Iterator[_Line]:
    for node in nodes:
        if not isinstance(node, Node):
            continue
        if node.tag in {"ul", "ol"}:
            for item in node.children:
                if isinstance(item, Node):
                    own = [one for one in item.children if not _is_list(one)]
                    yield _line(item, own)
                    yield from _lines(one for one in item.children if _is_list(one))
        elif node.tag == "p":
            yield _line(node, list(node.children))
        else:
            # A heading or a table ends what was begun.
            yield _Line(node, [], "", "#")


def _is_list(child: Node | Raw | str) -> bool:
    return isinstance(child, Node) and child.tag in {"ul", "ol"}


def _line(node: Node, children: list[Node | Raw | str]) -> _Line:
    text = Node("", {}, children).text()
    mark = marks.NUMBER.search(text[:40])
    plain = marks.NUMBER.sub("", text)
    if mark:
        return _Line(node, children, plain, mark[1], int(mark[2]))
    typed = ASKS.match(plain)
    if typed:
        return _Line(node, children, plain, "1", int(typed[1]), len(typed[0]))
    typed = OFFERS.match(plain)
    if typed:
        return _Line(node, children, plain, "A", ord(typed[1].upper()) - 64, len(typed[0]))
    return _Line(node, children, plain)


def _read_keys(reading: _Reading) -> None:
    """Read a list of keys that stands apart: “Kunci jawaban”, then 1. B 2. A 3. D."""
    for place, line in enumerate(reading.lines):
        if not TABLE.match(line.text):
            continue
        taken = {id(line.node)}
        for other in reading.lines[place + 1 :]:
            letter = re.fullmatch(r"\s*([A-Ha-h])[.)]?\s*", other.text)
            if other.sort == "1" and not other.typed and letter:
                reading.keys[other.ordinal] = letter[1].upper()
            elif PAIRS.match(other.text):
                reading.keys |= {int(number): key.upper() for number, key in PAIR.findall(other.text)}
            else:
                break
            taken.add(id(other.node))
        reading.taken |= taken if reading.keys else set()


def _question(reading: _Reading, start: int) -> int:
    """Read the question that begins here; return where it ends, 0 when there is none."""
    lines = reading.lines
    if lines[start].sort != "1" or id(lines[start].node) in reading.taken:
        return 0
    place = _after_prompt(lines, start)
    first = place
    while place < len(lines) and _offered(lines[place], place - first + 1):
        place += 1
    count = place - first
    if not FEWEST <= count <= MOST:
        return 0
    key, rest, end = _key(lines, place)
    key = key or reading.keys.get(lines[start].ordinal, "")
    right = ord(key) - 65 if key else -1
    if not 0 <= right < count:
        reading.unsure.append(lines[start].text[lines[start].typed :].strip())
        return place
    explanation, end = _explanation(lines, end, rest)
    prompt = "\n\n".join(_markdown(reading, line) for line in lines[start:first])
    options = [
        Option(Text(_markdown(reading, line), Markup.MARKDOWN), Fraction(n == right))
        for n, line in enumerate(lines[first:place])
    ]
    reading.asked.append(
        Asked(
            Item(
                title=shortened(lines[start].text[lines[start].typed :].strip(), 60),
                prompt=Text(prompt, Markup.MARKDOWN),
                answer=Choice(tuple(options)),
                explanation=Text(explanation, Markup.PLAIN),
            )
        )
    )
    reading.taken |= {id(line.node) for line in lines[start:end]}
    return end


def _after_prompt(lines: Sequence[_Line], start: int) -> int:
    place = start + 1
    while place < len(lines) and place - start < PARAGRAPHS and not lines[place].sort:
        if KEY.match(lines[place].text):
            break
        place += 1
    return place


def _offered(line: _Line, ordinal: int) -> bool:
    return line.sort in {"A", "a"} and line.ordinal == ordinal


def _key(lines: Sequence[_Line], place: int) -> tuple[str, str, int]:
    """Return the key's letter, what stands behind it, and the line after it."""
    found = KEY.match(lines[place].text) if place < len(lines) else None
    return (found[1].upper(), found["rest"], place + 1) if found else ("", "", place)


def _explanation(lines: Sequence[_Line], place: int, rest: str) -> tuple[str, int]:
    inner = EXPLAINS.match(rest)
    found = EXPLAINS.match(lines[place].text) if place < len(lines) else None
    if found:
        return found[1].strip(), place + 1
    # What repeats the option after its letter explains nothing.
    return (inner[1].strip() if inner else ""), place


def _markdown(reading: _Reading, line: _Line) -> str:
    text = reading.write(line.children)
    found = (ASKS if line.sort == "1" else OFFERS).match(text) if line.typed else None
    return text[found.end() :].strip() if found else text


def _left(nodes: Iterable[Node | Raw | str], taken: set[int]) -> list[Node | Raw | str]:
    kept: list[Node | Raw | str] = []
    for node in nodes:
        if not isinstance(node, Node) or node.tag not in {"p", "ul", "ol", "li"}:
            kept.append(node)
            continue
        if id(node) in taken:
            kept += _left((one for one in node.children if _is_list(one)), taken)
        elif node.tag == "p":
            kept.append(node)
        else:
            inner = _left(node.children, taken)
            if inner:
                kept.append(Node(node.tag, dict(node.attributes), inner))
    return kept
