"""`lms check` needs no database: each test runs it on a folder alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from catalogue_builders import SLUG, a_folder, write
from click.testing import CliRunner, Result

from lms.catalogue import cli, parts
from lms.content import reader
from lms.content.reader import spelled
from lms.db.commands import Site
from lms.db.installation import open_installation
from lms.errors import NotFound, Refused

Check = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "rak"
    a_folder(root)
    return root


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> Check:
    monkeypatch.setenv("LMS_CONTENT_ROOT", str(root))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*words: object) -> Result:
        site = Site(open_installation, {}, tmp_path / "nowhere")
        result = CliRunner().invoke(cli.check, [str(word) for word in words], obj=site)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert not (tmp_path / "nowhere").exists()
        return result

    return run


def break_module(root: Path, slug: str = SLUG) -> None:
    write(root, f"courses/{slug}/02-layanan.md", "---\ntitle: Layanan\njp: dua\n---\n## Bagian\n\nIsi.\n")


def test_a_clean_shelf_passes_without_an_instance(check: Check) -> None:
    assert check().exit_code == 0


def test_an_error_is_named_with_its_line_and_its_mend(check: Check, root: Path) -> None:
    break_module(root)
    result = check()

    assert result.exit_code == 1
    assert f"courses/{SLUG}/02-layanan.md:3:" in result.output
    assert "“dua”" in result.output
    assert "kelipatan 0,5" in result.output


def test_english_is_asked_for(check: Check, root: Path) -> None:
    break_module(root)

    assert check("--lang", "en").output != check().output


@pytest.mark.parametrize(
    ("path", "exit_code"),
    [
        ("", 1),
        ("courses", 1),
        ("quizzes", 0),
        (f"courses/{SLUG}", 1),
        ("courses/lain", 0),
        (f"courses/{SLUG}/02-layanan.md", 1),
        (f"courses/{SLUG}/01-konsep.md", 0),
        (f"quizzes/{SLUG}", 0),
        (f"quizzes/{SLUG}/ujian.md", 0),
    ],
)
def test_only_what_lies_in_the_path_is_told(check: Check, root: Path, path: str, exit_code: int) -> None:
    a_folder(root, "lain", "Kursus lain")
    break_module(root)
    result = check(root / path)

    assert result.exit_code == exit_code
    assert (f"courses/{SLUG}/02-layanan.md" in result.output) is (exit_code == 1)


def test_several_paths_are_told_together(check: Check, root: Path) -> None:
    a_folder(root, "lain", "Kursus lain")
    break_module(root)
    break_module(root, "lain")
    result = check(root / "courses/lain", root / f"courses/{SLUG}/01-konsep.md")

    assert "courses/lain/02-layanan.md" in result.output
    assert f"courses/{SLUG}/02-layanan.md" not in result.output


def test_a_path_outside_a_shelf_is_refused(check: Check, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="does not lie in"):
        check(tmp_path)


@pytest.mark.parametrize("name", [SLUG, f"courses/{SLUG}", f"courses/{SLUG}/02-layanan.md"])
def test_a_course_is_named_from_anywhere(
    check: Check, root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    break_module(root)
    result = check(name)

    assert result.exit_code == 1
    assert f"courses/{SLUG}/02-layanan.md:3:" in result.output
    assert check(f"{SLUG}/ujian").exit_code == 0


@pytest.mark.parametrize("name", ["salah", "courses/salah"])
def test_a_name_that_is_not_there_is_refused(check: Check, name: str) -> None:
    with pytest.raises(NotFound, match="salah"):
        check(name)


def test_json_is_for_programs(check: Check, root: Path) -> None:
    break_module(root)

    assert SLUG in json.dumps(json.loads(check("--format", "json").stdout))


def test_github_annotates_the_line_of_a_file_as_seen_from_here(
    check: Check, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_module(root)
    monkeypatch.chdir(root)

    assert f"::error file=courses/{SLUG}/02-layanan.md,line=3" in check("--format", "github").output


def test_strict_takes_hints_for_errors(check: Check, root: Path) -> None:
    write(
        root,
        f"quizzes/{SLUG}/ujian.md",
        "---\ntitle: Ujian\nkind: exam\npass: 70\n---\n\n## Hukum {#hukum}\nMana yang benar?\n"
        "- ( ) Perpres\n- ( ) Perpres\n- (x) Undang-undang\n",
    )

    assert check().exit_code == 0
    assert check("--strict").exit_code == 1


def test_fix_writes_the_ids_that_are_missing(check: Check, root: Path) -> None:
    file = root / f"quizzes/{SLUG}/ujian.md"
    file.write_text(file.read_text(encoding="utf-8").replace(" {#jml-prinsip}", ""), encoding="utf-8")
    before = check()
    after = check("--fix")

    assert before.exit_code == 1
    assert after.exit_code == 0
    assert "## Jumlah prinsip {#" in file.read_text(encoding="utf-8")


def test_a_long_reading_tells_each_file(root: Path) -> None:
    told: list[Path] = []
    reader.read(root, told=told.append)

    assert len(told) == parts.texts(root) == 4


def test_a_course_by_name_tells_what_is_wrong_in_its_quizzes(check: Check, root: Path) -> None:
    write(root, f"quizzes/{SLUG}/ujian.md", "---\ntitle: Ujian\nkind: salah\n---\n")

    result = check(SLUG)

    assert result.exit_code == 1
    assert f"quizzes/{SLUG}/ujian.md:3:" in result.output
    assert f"quizzes/{SLUG}/ujian.md" in {one.path for one in reader.read(root, [SLUG]).findings}


def test_a_file_is_widened_to_its_course_for_a_hook(check: Check, root: Path) -> None:
    a_folder(root, "lain", "Kursus lain")
    break_module(root)

    assert check("--with-course", root / f"quizzes/{SLUG}/ujian.md").exit_code == 1
    assert check("--with-course", root / "courses/lain/01-konsep.md").exit_code == 0


def test_figures_are_told_when_asked_for(check: Check, root: Path) -> None:
    a_folder(root, "lain", "Kursus lain")

    assert f"courses/{SLUG}/01-konsep.md" in check("--stats", SLUG).output
    told = json.loads(check("--stats", "--format", "json", root / "courses/lain/01-konsep.md").stdout)
    assert {row["path"].split("/")[-2] for row in told["modules"]} == {"lain"}


def test_nothing_is_kept_without_a_cache(check: Check, tmp_path: Path) -> None:
    check("--no-cache")
    assert not (tmp_path / "cache").exists()

    check()
    assert len(list((tmp_path / "cache/ampera-lms").iterdir())) == 1


def test_an_editor_is_given_the_schema(check: Check) -> None:
    assert json.loads(check("--schema", "quiz").stdout)["required"] == ["title", "kind"]


def test_spelling_needs_a_list_of_words(
    check: Check, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelled, "PLACES", (str(tmp_path),))
    with pytest.raises(Refused, match="No Indonesian dictionary"):
        check("--spelling")
    (tmp_path / "id_ID.dic").write_text("1\nkata\n", encoding="utf-8")

    assert "tidak ada di kamus" in check("--spelling", SLUG).output
    assert "tidak ada di kamus" in check("--dictionary", tmp_path / "id_ID.dic", SLUG).output
    assert "tidak ada di kamus" not in check(SLUG).output


def test_the_hook_for_other_repositories_calls_what_there_is(check: Check, root: Path) -> None:
    file = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
    hook = yaml.safe_load(file.read_text(encoding="utf-8"))[0]
    words = hook["entry"].split()

    assert words[:2] == ["lms", "check"]
    assert check(*words[2:], root / f"courses/{SLUG}/01-konsep.md").exit_code == 0
    assert re.match(hook["files"], "quizzes/a/b.md")
