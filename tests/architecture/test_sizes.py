"""The size limits of the house style; a limit is met by finding the missing noun."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LMS = ROOT / "lms"
MODULES = [path for path in sorted(LMS.rglob("*.py")) if "versions" not in path.parts]
TEMPLATES = sorted(LMS.rglob("*.html"))
SCRIPTS = [path for path in sorted(LMS.rglob("*.js")) if "vendor" not in path.parts]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FUNCTION_LINES = 50
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "service"}
# Not modules with a noun of their own: the package itself, and what every room may have.
ROOM_MODULES = 10


def too_long(paths: list[Path], limit: int) -> list[str]:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path.relative_to(ROOT)}: {size} > {limit}" for path, size in sizes.items() if size > limit]


@pytest.mark.parametrize(
    ("paths", "limit"),
    [(MODULES, 400), (TEMPLATES, 120), (SCRIPTS, 150), (TESTS, 250)],
    ids=["modules", "templates", "scripts", "tests"],
)
def test_no_file_is_longer_than_its_kind_may_be(paths: list[Path], limit: int) -> None:
    assert paths
    assert too_long(paths, limit) == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]

    assert long == []


def test_no_room_holds_more_than_ten_modules() -> None:
    rooms = {path.parent for path in MODULES} - {LMS}
    full = {
        str(room.relative_to(ROOT)): count
        for room in sorted(rooms)
        if (count := len([path for path in room.glob("*.py") if path.name != "__init__.py"])) > ROOM_MODULES
    }

    assert full == {}


def test_no_module_is_named_after_nothing() -> None:
    assert [path.name for path in MODULES if path.stem in FORBIDDEN_NAMES] == []


def test_every_module_opens_with_its_line_in_the_table_of_contents() -> None:
    bare = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert bare == []
