"""Where a link leads: another site, a module of this course, a file of its assets."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from lms.content.findings import shortened
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Link, Setting
from lms.content.markdown.places import Places

OUTSIDE = re.compile(r"(?:https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]+)", re.IGNORECASE)
MODULE = re.compile(r"(?:\./)?([^/#?]+)\.md(?:#(.*))?")
ASSET = re.compile(r"(?:\./)?(assets/[^#?]+)")


@dataclass(slots=True)
class Links:
    """Resolves addresses in one body, and remembers the links whose anchors are checked later."""

    setting: Setting
    places: Places
    found: list[Link] = field(default_factory=list)

    def address(self, target: str, place: tuple[int, int]) -> str | None:
        """Return what the link becomes; None, with a finding, when it leads nowhere."""
        target = target.strip()
        line, column = place
        if OUTSIDE.match(target):
            return target
        if target.startswith("#") and self.setting.module:
            self.found.append(Link(self.setting.module, unquote(target[1:]), line, column))
            return target
        module, asset = MODULE.fullmatch(target), ASSET.fullmatch(target)
        if module:
            return self._module(unquote(module[1]), unquote(module[2] or ""), line, column)
        if asset:
            found = self.asset(asset[1], line, column)
            return found.address if found else None
        self.setting.findings.error("markdown.link", line, column, target=shortened(target))
        return None

    def _module(self, name: str, anchor: str, line: int, column: int) -> str | None:
        names = self.setting.modules
        if name not in names:
            nearest = next(iter(get_close_matches(name, names, 1, 0)), name)
            self.setting.findings.error(
                "markdown.link-module", line, column, target=shortened(name + ".md"), nearest=nearest + ".md"
            )
            return None
        self.found.append(Link(name, anchor, line, column))
        return f"lms-module:{name}#{anchor}" if anchor else f"lms-module:{name}"

    def asset(self, path: str, line: int, column: int) -> Asset | None:
        path = unquote(path)
        self.setting.used.add(path)
        found = self.setting.assets.get(path)
        if found is None and path not in self.setting.refused:
            escapes = ".." in PurePosixPath(path).parts
            code = "file.outside" if escapes else "asset.missing"
            self.setting.findings.error(code, line, column, name=shortened(path))
        return found
