"""The schema that an editor uses says of a front matter what our reader says of it."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lms.content import frontmatter, schemas
from lms.content.findings import Findings
from lms.content.messages.keys import KEYS
from lms.content.source import Source

ROOT = Path(__file__).parents[2]
SHIPPED = [
    *(path for path in sorted(ROOT.glob("courses/*/*.md")) if path.name != "README.md"),
    *(path for path in sorted(ROOT.glob("quizzes/*/*.md")) if path.name != "README.md"),
]
LEAST = {"course": "title: A\nfield: b", "module": "title: A", "quiz": "title: A\nkind: exam"}
LEAST |= {"translated-module": "title: A", "translated-course": "title: A"}


def kind_of(path: Path) -> str:
    if path.is_relative_to(ROOT / "quizzes"):
        return "quiz"
    kind = "course" if path.name.startswith("course.") else "module"
    return f"translated-{kind}" if path.name.endswith(".en.md") else kind


def seen(text: str) -> Any:
    """Return the values as an editor reads them: `yes` is a word there."""
    loader = yaml.SafeLoader(text)
    return loader.get_single_data()


def accepted(kind: str, text: str) -> tuple[bool, bool]:
    """Return whether an editor and whether our reader accepts a front matter."""
    findings = Findings("x.md")
    matter = frontmatter.split(Source.of("x.md", f"---\n{text}\n---\n"), findings)
    read = frontmatter.checked(matter, schemas.MODELS[kind], findings)
    sound = read is not None and not any(one.is_error for one in findings.found)
    return jsonschema.Draft7Validator(schemas.of(kind)).is_valid(seen(text)), sound


@pytest.mark.parametrize("kind", list(schemas.MODELS))
def test_every_key_is_described_in_both_languages(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(schemas.of(kind))
    for lang in ("id", "en"):
        made = schemas.of(kind, lang)["properties"]
        assert set(made) == set(KEYS[kind])
        assert all(part["description"] for part in made.values())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shipped_is_sound_by_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[1]

    jsonschema.validate(seen(text), schemas.of(kind_of(path)))


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("course", "level: 3\nvalid: 18m\nrequires: dasar-spbe\ntrainers: [Ani, Budi]\ncompetencies: spbe/2"),
        ("translated-module", "translates: 123456789012\noutcomes: [a]"),
        ("course", "kind: manual\nlanguage: en\nexam:\ncertificate: ''\naddresses: [skm/waktu]"),
        ("module", "jp: 1.5\ncites: [UU 25/2009, 2018]\nquiz: a/b"),
        ("module", 'jp: "1,5"\noutcomes: satu'),
        ("quiz", "pass: 70\nattempts: 0\nwait: 1h\nminutes: 30\nshuffle: [questions, options]"),
        ("quiz", "pass: 66,67%\nwait: 0\nkeep: mean\nfeedback: after-each\npenalty: 25\ncertainty: yes"),
        ("quiz", "shuffle: options\ncertainty: tidak\npenalty: 33.33333%"),
    ],
)
def test_both_accept_what_is_right(kind: str, lines: str) -> None:
    assert accepted(kind, f"{LEAST[kind]}\n{lines}".replace("certificate: ''\n", "")) == (True, True)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("course", "level: 6"),
        ("course", "valid: 2 tahun"),
        ("course", "requires: [Dasar SPBE]"),
        ("course", "competencies: [spbe/9]"),
        ("course", "language: fr"),
        ("course", "tingkat: 1"),
        ("module", "jp: 1.3"),
        ("module", "jp: dua"),
        ("module", "jp: 101"),
        ("module", "quiz: a/b.md"),
        ("module", "exam: a/b"),
        ("translated-course", "translates: zzzz"),
        ("translated-module", "jp: 2"),
        ("quiz", "pass: 101"),
        ("quiz", "attempts: -1"),
        ("quiz", "wait: 1 jam"),
        ("quiz", "wait: 5"),
        ("quiz", "shuffle: [soal]"),
        ("quiz", "feedback: later"),
        ("quiz", "certainty: maybe"),
    ],
)
def test_both_refuse_what_is_wrong(kind: str, line: str) -> None:
    assert accepted(kind, f"{LEAST[kind]}\n{line}") == (False, False)


@pytest.mark.parametrize("kind", list(schemas.MODELS))
def test_what_is_needed_is_missed(kind: str) -> None:
    assert accepted(kind, "{}") == (False, False)
