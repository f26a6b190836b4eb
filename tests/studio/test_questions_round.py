"""Every question that ships goes through the form and comes back as the very same question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.content import canonical, quiz
from lms.content.findings import Findings
from lms.content.markdown.document import Setting
from lms.content.source import Source
from lms.studio.builder import outline, reading, writing
from lms.studio.builder.reading import Manner

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "quizzes").rglob("*.md"))


def sections(text: str) -> Iterator[tuple[str, Manner]]:
    found = outline.read(text)
    if found.kind == "scenario":
        return
    for pool in found.pools:
        for section in pool.sections:
            yield section.text, found.manner


def as_read(text: str) -> quiz.Quiz:
    made = quiz.read(Setting(Source.of("quizzes/x.md", text), Findings("x")), "x")
    assert made is not None
    return made


@pytest.mark.parametrize("path", FILES)
def test_a_shipped_question_is_the_same_after_the_form(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for section, manner in sections(text):
        form = reading.asked(section, manner)

        assert form is not None, section
        assert reading.same(form, manner)


@pytest.mark.parametrize("path", FILES)
def test_a_quiz_written_anew_by_the_form_keeps_every_digest(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    written = text
    for section, manner in sections(text):
        form = reading.asked(section, manner)
        assert form is not None
        written = outline.replaced(
            written, outline.marked(section), writing.section(form, survey=manner.survey)
        )

    before, after = as_read(text), as_read(written)
    assert canonical.quiz(after) == canonical.quiz(before)
    assert [canonical.question(one) for one in after.questions] == [
        canonical.question(one) for one in before.questions
    ]
    assert [one.label for one in after.questions] == [one.label for one in before.questions]
