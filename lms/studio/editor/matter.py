"""The front matter by a form: what changes is written in its place, every other line stays as it was."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from lms.content import frontmatter
from lms.content.findings import Findings
from lms.content.frontmatter import Matter
from lms.content.source import Source
from lms.errors import Message, Refused

Value = str | Sequence[str]
# Lists of short names stand on one line.
ON_ONE_LINE = frozenset({"competencies", "requires", "addresses", "shuffle", "cites", "trainers"})
UNREADABLE = Message(
    "Bagian depan berkas ini belum dapat dibaca, jadi formulirnya tidak dapat menyimpannya.",
    "The front matter of this file cannot be read yet, so the form cannot save it.",
    "Perbaiki dahulu di dalam teks: baris di antara kedua tanda ---.",
    "Mend it in the text first: the lines between the two marks ---.",
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Lines of the front matter that a key takes, counted from 0; `last` is the last of its value."""

    first: int
    last: int
    value: Node


def read(text: str) -> Matter:
    return frontmatter.split(Source.of("", text), Findings(""))


def edited(text: str, wanted: Mapping[str, Value]) -> str:
    """Return the text with these values; an empty one takes its key away, a key not named is not touched."""
    matter = read(text)
    if not matter.readable:
        raise Refused(UNREADABLE, "studio.matter")
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    inner = lines[1 : matter.body_line - 2]
    places = _places(inner)
    changes = {key: _tidy(value) for key, value in wanted.items() if _differs(matter, key, value)}
    for key in sorted(changes, key=lambda key: -places[key].first if key in places else 0):
        if key in places:
            place = places[key]
            inner[place.first : place.last + 1] = _rewritten(key, changes[key], place, inner)
    for key, value in changes.items():
        if key not in places and value:
            inner += _written(key, value)
    after = "\n".join([lines[0], *inner, *lines[matter.body_line - 2 :]])
    _prove(after, matter, changes)
    return after


def _prove(after: str, before: Matter, changes: Mapping[str, Value]) -> None:
    """Refuse what would not be read back as it was meant."""
    meant = {key: value for key, value in before.values.items() if key not in changes}
    meant |= {key: _plain(value) for key, value in changes.items() if value}
    found = read(after)
    if dict(found.values) != meant or found.body != before.body:
        raise Refused(UNREADABLE, "studio.matter")


def _plain(value: Value) -> Value:
    return value if isinstance(value, str) else list(value)


def _tidy(value: Value) -> Value:
    """A value is one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    return tuple(one for item in value if (one := " ".join(item.split())))


def _differs(matter: Matter, key: str, value: Value) -> bool:
    stood: Any = matter.values.get(key, "")
    value = _tidy(value)
    if isinstance(value, str):
        return bool(stood != value)
    return [stood] * bool(stood) != list(value) if isinstance(stood, str) else stood != list(value)


def _places(inner: Sequence[str]) -> dict[str, _Place]:
    root = yaml.compose("\n".join(inner), Loader=yaml.SafeLoader)
    if not isinstance(root, MappingNode):
        return {}
    return {
        str(key.value): _Place(key.start_mark.line, _last(value), value)
        for key, value in root.value
        if isinstance(key, ScalarNode)
    }


def _last(node: Node) -> int:
    """Return the last line that a value takes; a block's own end lies behind the comments that follow it."""
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _last(node.value[-1])
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _last(node.value[-1][1])
    end = node.end_mark
    return int(end.line if end.column or end.line == node.start_mark.line else end.line - 1)


def _rewritten(key: str, value: Value, place: _Place, inner: Sequence[str]) -> list[str]:
    """Write one key anew: the comment beside a value stays, and so do the items of a list that stay."""
    node = place.value
    old = list(inner[place.first : place.last + 1])
    if not value:
        return []
    if isinstance(node, SequenceNode) and not node.flow_style and node.value and not isinstance(value, str):
        return list(_items(value, node, place, inner))
    end = node.end_mark
    behind = inner[end.line][end.column :] if end.line == place.last else ""
    comment = behind.rstrip() if behind.strip().startswith("#") else ""
    flow = isinstance(node, SequenceNode) and bool(node.flow_style)
    written = _written(key, value, flow=flow or key in ON_ONE_LINE)
    written[0] += comment if len(old) == 1 and len(written) == 1 else ""
    return written


def _items(value: Sequence[str], node: SequenceNode, place: _Place, inner: Sequence[str]) -> Iterator[str]:
    """Keep the lines of the items that stay, with the comments above them."""
    stood = [item.value.strip() if isinstance(item, ScalarNode) else None for item in node.value]
    ends = [_last(item) for item in node.value]
    starts = [place.first + 1, *(end + 1 for end in ends[:-1])]
    dash = " " * max(node.start_mark.column, 0)
    yield inner[place.first]
    for verb, first, last, wanted, behind in SequenceMatcher(None, stood, list(value), False).get_opcodes():
        if verb == "equal":
            for at in range(first, last):
                yield from inner[starts[at] : ends[at] + 1]
        else:
            yield from (f"{dash}- {_scalar(one)}" for one in value[wanted:behind])


def _written(key: str, value: Value, *, flow: bool | None = None) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {_scalar(value)}"]
    if flow if flow is not None else key in ON_ONE_LINE:
        return [f"{key}: [{', '.join(_scalar(one, flow=True) for one in value)}]"]
    return [f"{key}:", *(f"  - {_scalar(one)}" for one in value)]


def _scalar(text: str, *, flow: bool = False) -> str:
    """Write a text as it is where it is read back so, else in quotation marks."""
    for tried in (text, json.dumps(text, ensure_ascii=False)):
        try:
            node = yaml.compose(f"k: [{tried}]" if flow else f"k: {tried}", Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            continue
        value = node.value[0][1] if isinstance(node, MappingNode) and len(node.value) == 1 else None
        if flow:
            value = value.value[0] if isinstance(value, SequenceNode) and len(value.value) == 1 else None
        plain = isinstance(value, ScalarNode) and value.value == text
        if plain and (flow or _heads_no_item(text)):
            return tried
    return json.dumps(text, ensure_ascii=False)


def _heads_no_item(text: str) -> bool:
    """`a: b` behind a dash would be a mapping."""
    try:
        node = yaml.compose(f"- {text}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    return isinstance(node, SequenceNode) and isinstance(node.value[0], ScalarNode)
