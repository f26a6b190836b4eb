from pathlib import Path

import pytest
from content_builders import MODULE, a_shelf, read

from lms.content import reader, report
from lms.content.findings import AROUND, Finding, excerpt, mark
from lms.content.report import figures
from lms.questions.problem import Severity

FINDING = Finding("courses/a/01-b.md", 9, 3, "markdown.bold-open", {}, Severity.WARNING, "A\t**b")


def test_the_line_is_shown_with_a_sign_under_its_column() -> None:
    lines = report.render([FINDING], "text", "id").splitlines()

    assert lines[0].startswith("courses/a/01-b.md:9:3: saran: Tanda ** di sini")
    assert lines[1:3] == ["     9 | A **b", "       |   ^"]


def test_a_terminal_sees_colours_and_a_file_does_not() -> None:
    coloured = report.render([FINDING], "text", "id", colour=True)

    assert "\x1b[33m^\x1b[0m" in coloured
    assert "\x1b" not in report.render([FINDING], "text", "id")


@pytest.mark.parametrize(("line", "shown"), [(0, "x"), (4, ""), (1, "---")])
def test_what_stands_for_a_whole_file_has_no_line_to_show(line: int, shown: str) -> None:
    finding = Finding("a.md", line, 1, "matter.missing", {"key": "title"}, excerpt=shown)

    assert len(report.render([finding], "text", "id").splitlines()) == 2


@pytest.mark.parametrize("column", [1, 60, 155, 156, 400, 995])
def test_of_a_long_line_the_part_around_the_column_is_shown(column: int) -> None:
    line = "".join(chr(0x4E00 + at) for at in range(1000))

    shown = excerpt(line, column)

    finding = Finding("a.md", 3, column, "markdown.bold-open", excerpt=shown)
    assert shown[mark(finding) - 1] == line[column - 1]
    assert len(shown) <= 2 * AROUND + 20


def test_a_forge_is_told_the_place_and_never_a_sign_of_its_own() -> None:
    finding = Finding("a,b:c.md", 0, 1, "asset.unused", {}, Severity.NOTICE)
    escaped = Finding("a.md", 2, 5, "matter.title", {"value": "100%\r\n::x"})

    assert report.render([finding], "github", "id").startswith(
        "::notice file=a%2Cb%3Ac.md,line=1,col=1,title=asset.unused::Berkas"
    )
    assert "“100%25%0D%0A::x”" in report.render([escaped], "github", "id")
    assert report.render([escaped], "github", "id").count("\n") == 1


def test_figures_tell_how_long_and_how_hard_each_module_is(tmp_path: Path) -> None:
    checked = reader.check(a_shelf(tmp_path, module=MODULE))

    row = figures.rows(checked.courses)[0]

    assert (row["path"], row["jp"], row["lix"]) == ("courses/dasar/01-konsep.md", "2", row["lix"])
    assert row["words"] == read(tmp_path).courses[0].modules[0].words
    assert figures.table(checked.courses, "id").splitlines()[1].split()[0] == row["path"]
