"""The formats there are, by name; which one a file is in shows in what it holds, not in its name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import cast

from lms.errors import Message, Refused, SetUpError
from lms.exchange import aiken, archives, gift, moodlexml, qti, text2qti
from lms.exchange.messages import MESSAGES
from lms.exchange.model import Bank, Written
from lms.exchange.remarks import Remarks

GROUP = "lms.formats"
Reader = Callable[[bytes, str], Bank]
Writer = Callable[[Bank, str], Written]


@dataclass(frozen=True, slots=True)
class Format:
    """`read` takes a file and its name, `write` a bank and a title; a format may lack one of them."""

    name: str
    label: str
    suffix: str
    media_type: str
    read: Reader | None = None
    write: Writer | None = None


# A text file of ten thousand questions has about 2 MB and 70,000 lines.
MEGABYTES = 8
MOST_LINES = 200_000


def _spoken(read: Callable[[str, str], Bank]) -> Reader:
    """Let a format of text read bytes: UTF-8, UTF-16 with its mark, else what Windows once wrote."""

    def from_bytes(data: bytes, path: str) -> Bank:
        if len(data) > MEGABYTES * 2**20 or data.count(b"\n") > MOST_LINES:
            raise Refused(MESSAGES["exchange.large"], "exchange.large", megabytes=MEGABYTES, lines=MOST_LINES)
        text, sure = decoded(data)
        bank = read(text, path)
        if sure:
            return bank
        remarks = Remarks(path)
        remarks.warn("exchange.encoding", 0)
        return replace(bank, remarks=(*remarks.found, *bank.remarks))

    return from_bytes


def decoded(data: bytes) -> tuple[str, bool]:
    """Return the text of a file, and whether its encoding is certain."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), True
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), False


XML, ZIP, TEXT = "application/xml", "application/zip", "text/plain"
OWN = (
    Format("gift", "GIFT", ".gift", TEXT, _spoken(gift.read), lambda bank, _: gift.write(bank)),
    Format("moodle-xml", "Moodle XML", ".xml", XML, moodlexml.read, lambda bank, _: moodlexml.write(bank)),
    Format("aiken", "Aiken", ".txt", TEXT, _spoken(aiken.read), lambda bank, _: aiken.write(bank)),
    Format(
        "text2qti", "text2qti", ".txt", TEXT, _spoken(text2qti.read), lambda bank, _: text2qti.write(bank)
    ),
    Format("qti", "QTI, Common Cartridge", ".zip", ZIP, qti.read),
    Format(
        "qti-2.2",
        "QTI 2.2",
        ".zip",
        ZIP,
        write=lambda bank, title: qti.write(bank, version="2.2", title=title),
    ),
    Format(
        "qti-3.0",
        "QTI 3.0",
        ".zip",
        ZIP,
        write=lambda bank, title: qti.write(bank, version="3.0", title=title),
    ),
)
TAKEN = Message(
    "Dua paket menyebut format “{name}”.",
    "Two packages bring the format “{name}”.",
    "Copot salah satunya.",
    "Uninstall one of them.",
)
ROOT = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<![A-Za-z][^>\[]*>\s*)*<(?:[\w.-]{1,60}:)?([\w.-]{1,60})",
    re.DOTALL,
)
PROBE = 20_000
AIKEN = re.compile(r"^ANSWER:[ \t]*[A-Za-z]?[ \t]*$", re.MULTILINE)
NUMBERED = re.compile(r"^\d+\.[ \t]+\S", re.MULTILINE)
MARKED = re.compile(r"^(?:\*?[a-zA-Z]\)|\[[* ]?\]|=|\*)[ \t]+\S|^(?:___+|\^\^\^+)[ \t]*$", re.MULTILINE)
BRACES = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}|^::|^\$CATEGORY:", re.MULTILINE)


@cache
def formats() -> Mapping[str, Format]:
    """Return every format by name: ours, and those that other packages bring by an entry point."""
    found = {one.name: one for one in OWN}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        one = cast(Format, point.load())
        if one.name in found:
            raise SetUpError(TAKEN, "exchange.format-taken", name=one.name)
        found[one.name] = one
    return MappingProxyType(found)


def readable() -> tuple[Format, ...]:
    return tuple(one for one in formats().values() if one.read)


def writable() -> tuple[Format, ...]:
    return tuple(one for one in formats().values() if one.write)


def read(data: bytes, path: str = "", name: str = "") -> tuple[Format, Bank]:
    """Read a file in the format named, or in the one that it shows; raise Refused when it is in none."""
    found = formats().get(name) if name else detected(data, path)
    if found is None or found.read is None:
        known = ", ".join(one.label for one in readable())
        raise Refused(MESSAGES["exchange.format"], "exchange.format", known=known)
    return found, found.read(data, path)


def write(bank: Bank, name: str, title: str = "") -> Written:
    """Write a bank in the format named, which must be one that can be written."""
    found = formats()[name]
    assert found.write is not None
    return found.write(bank, title or bank.title)


def detected(data: bytes, path: str = "") -> Format | None:
    """Tell a file's format by what it holds; only where that tells nothing, by its name."""
    if archives.is_zip(data):
        return formats()["qti"]
    text, _ = decoded(data[:PROBE])
    root = ROOT.match(text)
    if root:
        return formats()["moodle-xml" if root[1] == "quiz" else "qti"]
    if text.lstrip().startswith("<"):
        # What hides its root is for the XML door to refuse.
        return formats()["moodle-xml"]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if AIKEN.search(text):
        return formats()["aiken"]
    braces = len(BRACES.findall(text))
    if NUMBERED.search(text) and len(MARKED.findall(text)) > braces:
        return formats()["text2qti"]
    return formats()["gift"] if braces or path.lower().endswith(".gift") else None
