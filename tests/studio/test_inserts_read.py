"""Every example that the menu offers is Markdown that the reader takes without an error."""

import pytest

from lms.content import quiz
from lms.content.canonical import digest
from lms.content.findings import Findings
from lms.content.markdown import renderer
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Setting
from lms.content.source import Source
from lms.studio.editor import inserts
from lms.studio.editor.inserts import Insert
from lms.studio.editor.pictures import WIDEST

FILES = {
    "assets/nama.webp": "image/webp",
    "assets/sapaan.mp4": "video/mp4",
    "assets/sapaan.vtt": "text/vtt",
    "assets/wawancara.mp3": "audio/mpeg",
}


def setting(text: str, tmp_path: object) -> Setting:
    assets = {
        path: Asset(path, digest({"path": path}), kind, WIDEST, tmp_path)  # type: ignore[arg-type] # never opened
        for path, kind in FILES.items()
    }
    source = Source.of("x.md", text)
    return Setting(source, Findings("x.md"), assets=assets, modules=("02-nama-modul",), module="01-x")


@pytest.mark.parametrize(
    "insert", [one for group in inserts.GROUPS for one in group.inserts], ids=lambda one: one.name
)
def test_an_example_is_read_without_an_error(insert: Insert, tmp_path: object) -> None:
    here = setting(f"Sebelum.\n\n{insert.example}\n\nSesudah.\n", tmp_path)

    document = renderer.render(here, here.source.text, 1)

    assert [one.code for one in here.findings.found if one.is_error] == []
    assert document.html.startswith("<p>Sebelum.</p>")
    assert "<p>Sesudah.</p>" in document.html
    assert insert.blank


def test_the_examples_of_a_quiz_are_questions(tmp_path: object) -> None:
    examples = [one.example for one in inserts.QUIZ_GROUPS[0].inserts]
    text = "---\ntitle: Kuis\nkind: module\n---\n" + "\n\n".join(examples).replace("#nama-soal", "#satu", 1)
    here = setting(text, tmp_path)

    made = quiz.read(here, "x")

    assert made is not None
    assert [one.body["mode"] for one in made.questions] == ["single", "multiple"]
    assert [one.code for one in here.findings.found if one.is_error] == []
