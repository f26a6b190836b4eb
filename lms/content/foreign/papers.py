"""One Markdown file from elsewhere: a title and a body, however it is written."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import PurePosixPath
from typing import Any

from lms.content import frontmatter
from lms.content.findings import Finding, Findings, shortened
from lms.content.markdown import renderer
from lms.content.markdown.document import Setting
from lms.content.source import Source

# Byte-order marks before the encodings that they announce.
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
PICTURED = re.compile(r'<img[^>]*\balt="([^"]*)"[^>]*>')
TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
FOLDER_PAGES = frozenset({"readme", "index", "_index"})


@dataclass(frozen=True, slots=True)
class Paper:
    """One file as HTML; `missing` are files that it points to and that are not there, `matter` its keys."""

    path: str
    title: str
    html: str
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    matter: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Head:
    """What stood before the text; `first` is the line on which the text begins."""

    title: str
    body: str
    first: int = 1
    values: Mapping[str, Any] = field(default_factory=dict)


def paper(path: str, data: bytes, *, folder: str = "", language: str = "id") -> Paper:
    """Return a paper for the bytes of one file; never raises for what stands in it."""
    notes = Findings(path)
    source = Source.of(path, _decoded(data, notes))
    top = head(source)
    html = _html(source, top, notes, language)
    title = top.title or _headed(html) or named(path, folder)
    return Paper(path, title, html, tuple(notes.found), matter=top.values)


def _decoded(data: bytes, notes: Findings) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        # What Windows wrote before UTF-8; its five unused places are read as Latin-1 does.
        notes.warning("file.encoding")
        return "".join(_letter(byte) for byte in data)


def _letter(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def head(source: Source) -> Head:
    """Part front matter from the text: YAML between `---`, TOML between `+++`; anything else is text."""
    lines = source.lines
    mark = lines[0].rstrip()
    if mark not in {"---", "+++"}:
        return Head("", source.text)
    closing = {mark, "..."} if mark == "---" else {mark}
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() in closing), None)
    if end is None:
        return Head("", source.text)
    inner, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    values = _toml(inner) if mark == "+++" else _yaml(source)
    if values is None:
        # A line across the page, or front matter that nobody can read.
        found = TITLE.search(inner)
        return Head(found[1].strip("\"' "), body, end + 2) if found else Head("", source.text)
    title = values.get("title")
    return Head(" ".join(str(title).split()) if title else "", body, end + 2, values)


def _yaml(source: Source) -> Mapping[str, Any] | None:
    matter = frontmatter.split(source, Findings(source.path))
    return matter.values if matter.readable else None


def _toml(text: str) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _html(source: Source, top: Head, notes: Findings, language: str) -> str:
    """A text beyond every measure is shown as it was typed, so that nothing is lost."""
    if len(top.body) > renderer.LONGEST:
        notes.error("markdown.too-long", top.first, size=len(top.body), most=renderer.LONGEST)
        return f"<pre>{escape(top.body, quote=False)}</pre>"
    return renderer.bare(Setting(source, notes, language), top.body, top.first).html


def _headed(html: str) -> str:
    for _, inner in HEADING.findall(html):
        text = " ".join(unescape(TAG.sub("", PICTURED.sub(r"\1", inner))).split())
        if text:
            return shortened(text, 200)
    return ""


def named(path: str, folder: str) -> str:
    """Make a title of the file's name; a README speaks for its folder."""
    plain = PurePosixPath(path)
    stem = plain.stem
    if stem.lower() in FOLDER_PAGES:
        stem = plain.parent.name or folder or stem
    words = re.sub(r"[-_\s]+", " ", re.sub(r"^\d+[-_. ]+", "", stem)).strip()
    return words[:1].upper() + words[1:] if words else plain.name
