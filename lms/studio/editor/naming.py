"""Files that are added and renamed: proper names, and texts that follow when a name changes."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from lms.errors import InvalidInput, LmsError, Message
from lms.studio import copies
from lms.studio.copies import Copy, File
from lms.studio.editor import desk, matter, pictures

NO_NAME = Message(
    "Nama atau judulnya belum ditulis.",
    "The name or title is missing.",
    "Tulis judul singkat, misalnya Layanan di loket.",
    "Write a short title, for instance Services at the counter.",
)
NUMBERED = re.compile(r"(\d{2,3})-(.+)")
MODULE = """---
title: {title}
jp: 1
outcomes: []
---
Mulailah dengan satu kejadian di loket yang dikenal pembaca.

## Mengapa ini penting

Tulis di sini.
"""
QUIZ = """---
title: {title}
kind: module
pass: 70
attempts: 0
shuffle: [questions, options]
---

# Soal
"""


def add(session: Session, copy: Copy, sort: str, title: str, *, by: int, at: datetime) -> File:
    """Add a module behind the last one, or a quiz; its file's name is made of its title."""
    title = " ".join(title.split())
    if not title:
        raise InvalidInput(NO_NAME, "studio.no-name", "title")
    files = copies.files(session, copy)
    taken = {one.path for one in files}
    stem = pictures.slug(title)
    if sort == desk.QUIZ:
        path = _free(f"quizzes/{copy.slug}", stem, taken)
        text = matter.edited(QUIZ.format(title="x"), {"title": title})
    else:
        path = _free(f"courses/{copy.slug}", f"{_next_number(files):02d}-{stem}", taken)
        text = matter.edited(MODULE.format(title="x"), {"title": title})
    return copies.add(session, copy, path, text, by=by, at=at)


def rename(session: Session, copy: Copy, path: str, name: str, *, by: int, at: datetime) -> File:
    """Give a file another name; what links to it, or names it, follows."""
    if not name.strip():
        raise InvalidInput(NO_NAME, "studio.no-name", "name")
    old = PurePosixPath(path)
    to = old.with_name(f"{pictures.slug(name.removesuffix(old.suffix))}{old.suffix}").as_posix()
    file = copies.rename(session, copy, path, to, by=by, at=at)
    _follow(session, copy, {path: to}, by=by, at=at)
    return file


def move(session: Session, copy: Copy, path: str, step: int, *, by: int, at: datetime) -> File:
    """Let two neighbouring modules change their numbers; every link follows."""
    modules = sorted(one.path for one in copies.files(session, copy) if desk.sort_of(one.path) == desk.MODULE)
    place = modules.index(path) if path in modules else -1
    other = modules[place + step] if place >= 0 and 0 <= place + step < len(modules) else ""
    mine, theirs = (NUMBERED.fullmatch(PurePosixPath(one).name) for one in (path, other))
    if mine is None or theirs is None:
        return copies.text(session, copy, path)[0]
    mine_to = str(PurePosixPath(path).with_name(f"{theirs[1]}-{mine[2]}"))
    theirs_to = str(PurePosixPath(other).with_name(f"{mine[1]}-{theirs[2]}"))
    aside = str(PurePosixPath(path).with_name(f"{mine[1]}-pindah-{theirs[1]}.md"))
    for one, to in ((path, aside), (other, theirs_to), (aside, mine_to)):
        if one != to:
            copies.rename(session, copy, one, to, by=by, at=at)
    _follow(session, copy, {path: mine_to, other: theirs_to}, by=by, at=at)
    return copies.text(session, copy, mine_to)[0]


def followed(text: str, path: str, names: dict[str, str]) -> str:
    """Return a text of `path` in which links, pictures and quizzes bear their new names."""
    home = PurePosixPath(path).parts[1]
    links = {}
    keys = {}
    for old, new in names.items():
        if old.startswith("quizzes/"):
            keys[old.removeprefix("quizzes/").removesuffix(".md")] = new.removeprefix(
                "quizzes/"
            ).removesuffix(".md")
        else:
            links[old.removeprefix(f"courses/{home}/")] = new.removeprefix(f"courses/{home}/")
    if links:
        one = "|".join(re.escape(name) for name in sorted(links, key=len, reverse=True))
        at = re.compile(rf"(\]\(\s*<?|\]:\s*<?)({one})(?=[\s#>)\"])")
        text = at.sub(lambda found: found[1] + links[found[2]], text + "\n")[:-1]
    found = matter.read(text)
    wanted = {
        key: keys[value] for key in ("quiz", "exam") if (value := str(found.values.get(key, ""))) in keys
    }
    return matter.edited(text, wanted) if wanted else text


def _follow(session: Session, copy: Copy, names: dict[str, str], *, by: int, at: datetime) -> None:
    for file in copies.files(session, copy):
        if file.asset:
            continue
        _, text = copies.text(session, copy, file.path)
        try:
            after = followed(text, file.path, names)
        except LmsError:
            # A front matter that cannot be read names nothing that could be followed.
            continue
        if after != text:
            copies.save(session, copy, file.path, after, base=file.version, by=by, at=at)


def _next_number(files: Iterable[File]) -> int:
    numbers = [
        int(found[1])
        for one in files
        if desk.sort_of(one.path) == desk.MODULE
        and (found := NUMBERED.fullmatch(PurePosixPath(one.path).name))
    ]
    return max(numbers, default=0) + 1


def _free(folder: str, stem: str, taken: set[str]) -> str:
    path, number = f"{folder}/{stem}.md", 1
    while path in taken:
        number += 1
        path = f"{folder}/{stem}-{number}.md"
    return path
