"""A first draft of a course: the files that a document becomes, and what a person still has to decide."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lms.content.findings import shortened
from lms.exchange.documents.questions import Asked
from lms.exchange.model import Bank, Text, retexted
from lms.exchange.quizfile import writing
from lms.exchange.quizfile.pictures import FOLDER
from lms.exchange.remarks import Remark, Remarks

# What a course says until its author decides: one credit hour a module makes a whole sum.
FIELD, HOURS = "e-government", "1"
LONGEST_NAME = 48
WORDS = {
    "id": {"quiz": "Latihan: {title}", "opening": "Pembukaan", "empty": "Bagian ini belum berisi."},
    "en": {"quiz": "Practice: {title}", "opening": "Opening", "empty": "Nothing stands here yet."},
}
SPACES = re.compile(r"\n{3,}")


@dataclass(slots=True)
class Chapter:
    """A module to be: its title, its Markdown below the title, and the questions that were found in it.

    `name` is its file's without .md; an empty one is made of its place and title.
    """

    title: str
    markdown: str
    asked: tuple[Asked, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class FirstDraft:
    """Files by their paths under the content folder; remarks tell what was not carried, and from where."""

    title: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Manuscript:
    """What was read of one document, before it is written: its chapters and what was said about it."""

    title: str
    intro: str
    modules: list[Chapter]
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a draft goes: the course's slug, its language and its field."""

    slug: str
    language: str = "id"
    field: str = FIELD


def assemble(
    target: Target, read: Sequence[Manuscript], pictures: Mapping[str, bytes], name: str
) -> FirstDraft:
    """Write the files of a course; every chapter becomes a module, its questions a quiz of practice."""
    home, words = f"courses/{target.slug}", WORDS[target.language]
    remarks = Remarks(name)
    remarks.found += [remark for one in read for remark in one.remarks]
    chapters = [chapter for one in read for chapter in one.modules]
    title = shortened(next((one.title for one in read if one.title), ""), 200) or target.slug
    intro = "\n\n".join(one.intro for one in read if one.intro)
    head = {"title": title, "field": target.field, "level": 1, "language": target.language}
    files = {f"{home}/course.md": _written(head, intro or title)}
    files |= {f"{home}/{path}": data for path, data in sorted(pictures.items())}
    for stem, chapter in zip(names(chapters), chapters, strict=True):
        matter = {"title": shortened(chapter.title, 200), "jp": HOURS}
        files[f"{home}/{stem}.md"] = _written(matter, chapter.markdown or words["empty"])
        if chapter.asked:
            _quiz(target, stem, chapter, files, remarks)
    remarks.warn("document.decide", 0, modules=len(chapters), field=target.field)
    return FirstDraft(title, files, tuple(remarks.found))


def names(chapters: Sequence[Chapter], start: int = 0) -> list[str]:
    """Return the names of the modules' files, each once, in their order; `start` is how many come before."""
    width = max(2, len(str(len(chapters) + start)))
    return [
        chapter.name or f"{place:0{width}d}-{slug(chapter.title) or 'modul'}"
        for place, chapter in enumerate(chapters, start + 1)
    ]


def slug(text: str) -> str:
    """Return a name of plain letters, cut between words."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(ACCENTS)).strip("-")
    if len(plain) <= LONGEST_NAME:
        return plain
    return plain[:LONGEST_NAME].rpartition("-")[0] or plain[:LONGEST_NAME]


ACCENTS = str.maketrans("àáâãäåèéêëìíîïòóôõöùúûüçñ", "aaaaaaeeeeiiiiooooouuuucn")


def _quiz(target: Target, name: str, chapter: Chapter, files: dict[str, bytes], remarks: Remarks) -> None:
    title = WORDS[target.language]["quiz"].format(title=shortened(chapter.title, 180))
    home = f"courses/{target.slug}/assets/"
    # The writer of quizzes asks for pictures by the names of the bank that they came in.
    bank = Bank(
        tuple(retexted(one.item, _banked) for one in chapter.asked),
        files={path.removeprefix(home): data for path, data in files.items() if path.startswith(home)},
    )
    made = writing.write(bank, title=title, lang=target.language, path=remarks.path)
    path = f"quizzes/{target.slug}/{re.sub(r'^[0-9]+-', '', name) or name}.md"
    if path in files:
        path = f"quizzes/{target.slug}/{name}.md"
    remarks.found += made.remarks
    if made.questions:
        files[path] = made.markdown.encode()
        remarks.warn("document.questions", 0, place=chapter.title, count=len(made.questions), path=path)


def _banked(text: Text) -> Text:
    return replace(text, text=text.text.replace("](assets/", f"]({FOLDER}"))


def _written(matter: Mapping[str, object], body: str) -> bytes:
    lines = [f"{key}: {_value(value)}" for key, value in matter.items()]
    return ("\n".join(["---", *lines, "---", SPACES.sub("\n\n", body).strip()]) + "\n").encode()


def _value(value: object) -> str:
    """Write a value so that it is read back as it is: what looks like grammar goes into quotation marks."""
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z0-9][\w ,.()’-]*", text) and not text.endswith(" ")
    return text if plain else json.dumps(text, ensure_ascii=False)
