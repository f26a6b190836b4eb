"""What a body becomes: HTML that belongs to no address yet, with its contents, links and size."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.bahasa.readability import Measure
from lms.content.findings import Findings
from lms.content.markdown.assets import Asset
from lms.content.source import Source


@dataclass(frozen=True, slots=True)
class TocEntry:
    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a module of the same course; its anchor is checked when every module has been read."""

    module: str
    anchor: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """`words` counts what is read, `pauses` the pictures, formulas and self-checks that take time too."""

    html: str
    toc: tuple[TocEntry, ...] = ()
    words: int = 0
    pauses: int = 0
    links: tuple[Link, ...] = ()
    measure: Measure = field(default_factory=Measure)


@dataclass(frozen=True)
class Setting:
    """Where a text stands: its file, its course's assets and modules, and who gathers what is wrong."""

    source: Source
    findings: Findings
    language: str = "id"
    assets: Mapping[str, Asset] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    module: str = ""
    refused: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)
    # Level and id of the headings of what is translated: a translation keeps its addresses.
    headings: tuple[tuple[int, str], ...] = ()
