"""Links to a heading of this or another module."""

from collections.abc import Iterator
from difflib import get_close_matches

from lms.content.checks.shelf import Shelf
from lms.content.findings import Finding, shortened


def check(shelf: Shelf) -> Iterator[Finding]:
    for course in shelf.courses:
        ids = {module.name: module.anchors for module in course.modules}
        for module in (text for base in course.modules for text in (base, *base.translations)):
            for link in module.links:
                known = ids.get(link.module)
                if link.anchor and known is not None and link.anchor not in known:
                    nearest = next(iter(get_close_matches(link.anchor, known, 1, 0)), "…")
                    values = {
                        "anchor": shortened(link.anchor),
                        "target": link.module + ".md",
                        "nearest": nearest,
                    }
                    yield Finding(module.path, link.line, link.column, "markdown.link-anchor", values)
