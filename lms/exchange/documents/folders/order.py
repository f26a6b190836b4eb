"""In which order the files of a folder are read: as its navigation says, else by numbers and names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

SUFFIXES = frozenset({".md", ".mdx", ".markdown", ".mdown", ".mkd"})
FIRST = ("readme", "index", "_index")
WEIGHTS = ("weight", "sidebar_position", "nav_order", "order", "position", "navorder")
# Files in which other tools keep the order of the pages.
NAVIGATION = (
    "SUMMARY.md",
    "src/SUMMARY.md",
    "docs/SUMMARY.md",
    "_sidebar.md",
    "docs/_sidebar.md",
    "mkdocs.yml",
    "mkdocs.yaml",
)
NAMED = re.compile(r"[(:\s\"'-]([\w%./ -]{1,200}?\.(?:md|mdx|markdown))\b", re.IGNORECASE)
# About the repository, not about its matter.
ABOUT = frozenset({
    "changelog", "contributing", "code_of_conduct", "license", "licence", "security", "support", "authors",
    "history", "governance", "pull_request_template", "issue_template", "codeowners", "summary", "_sidebar",
    "_navbar", "_footer", "_coverpage",
})  # fmt: skip
APART = frozenset({"node_modules", "__macosx", "_site", "public", "vendor", "dist", "build"})


def is_text(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def is_about(path: str) -> bool:
    return PurePosixPath(path).stem.lower() in ABOUT


def hidden(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(part.startswith(".") for part in parts) or any(part.lower() in APART for part in parts[:-1])


def in_order(paths: Iterable[str], matters: Mapping[str, Mapping[str, Any]], navigation: str) -> list[str]:
    """Return the paths as they are to be read; what the navigation forgets comes at its end."""
    weights = {path: _weight(matters.get(path, {})) for path in paths}
    folders = {
        str(PurePosixPath(path).parent): weight
        for path, weight in weights.items()
        if PurePosixPath(path).stem.lower() in FIRST and weight is not None
    }
    found = sorted(weights, key=lambda path: _key(path, weights, folders))
    named = _named(navigation, found)
    return named + [path for path in found if path not in set(named)]


def _named(navigation: str, paths: Sequence[str]) -> list[str]:
    """Return the paths that a navigation names, wherever its own root lies."""
    made: dict[str, None] = {}
    for target in NAMED.findall(navigation):
        plain = target.strip().replace("%20", " ").lstrip("./")
        hit = next((path for path in paths if path == plain or path.endswith(f"/{plain}")), None)
        if hit:
            made[hit] = None
    return list(made)


def _weight(matter: Mapping[str, Any]) -> float | None:
    for key, value in matter.items():
        if str(key).lower() in WEIGHTS:
            try:
                return float(str(value))
            except ValueError:
                return None
    return None


def _key(
    path: str, weights: Mapping[str, float | None], folders: Mapping[str, float]
) -> list[tuple[Any, ...]]:
    pure = PurePosixPath(path)
    key: list[tuple[Any, ...]] = []
    for depth in range(1, len(pure.parts)):
        weight = folders.get("/".join(pure.parts[:depth]))
        key.append((1, weight is None, weight or 0, natural(pure.parts[depth - 1])))
    first = pure.stem.lower() in FIRST
    weight = weights.get(path)
    key.append((0 if first else 1, weight is None, weight or 0, natural(pure.stem)))
    return key


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a key by which 2 comes before 10, whatever letters stand around them."""
    parts = re.findall(r"(\d{1,12})|(\D+)", name.lower())
    return [(0, int(number), "") if number else (1, 0, word) for number, word in parts]
