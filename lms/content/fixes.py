"""`--fix`: writes the lasting identities that questions lack, and what a translation translates; no more."""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lms.content import frontmatter, question, quiz, translations
from lms.content.findings import Findings
from lms.content.source import Source

BRACES = re.compile(r"\{([^{}]*)\}(?=\s*(?:#+\s*)?$)")
CLOSING = re.compile(r"(\s+#+)?\s*$")
MOST = 512 * 1024


def apply(root: Path, only: Sequence[str] | None = None) -> list[str]:
    """Mend quizzes and translations under `root`, or under the paths named; return the paths that changed."""
    changed = []
    for file in sorted((root / "quizzes").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        if only is not None and not any(_within(path, name) for name in only):
            continue
        if _mend_file(file, mended):
            changed.append(path)
    return changed + _marked(root, only)


def _marked(root: Path, only: Sequence[str] | None) -> list[str]:
    """Let each translation say which text it translates; return the paths that changed."""
    changed = []
    for file in sorted((root / "courses").glob("*/*.*.md")):
        path, base = file.relative_to(root).as_posix(), file.with_suffix("").with_suffix(".md")
        if only is not None and not any(_within(path, name) for name in only):
            continue
        try:
            text = base.read_bytes().decode() if base.stat().st_size <= MOST else ""
        except (OSError, UnicodeDecodeError):
            continue
        if _mend_file(file, partial(translations.marked, base=text)):
            changed.append(path)
    return changed


def mended(text: str) -> str:
    """Return the text with an identity on every question that had none; line ends stay what they were."""
    lines = text.splitlines(keepends=True)
    plain = [line.rstrip("\r\n") for line in lines]
    if "\n".join(plain) != Source.of("", text).text.rstrip("\n"):
        # A line end that only Python knows, or a sign that the reader leaves out: hands off.
        return text
    matter = frontmatter.split(Source.of("", text), Findings(""))
    _, pools = quiz.outline(matter.body, matter.body_line)
    drafts = [draft for pool in pools for draft in pool.drafts]
    headings = [question.heading(draft.heading, draft.line, Findings("")) for draft in drafts]
    taken = {heading.id for heading in headings}
    for draft, heading in zip(drafts, headings, strict=True):
        if not heading.id:
            name = _free(quiz.slug(heading.text), taken)
            taken.add(name)
            lines[draft.line - 1] = _with_id(lines[draft.line - 1], name)
    return "".join(lines)


def _free(name: str, taken: set[str]) -> str:
    chosen, number = name, 1
    while chosen in taken:
        number += 1
        chosen = f"{name}-{number}"
    return chosen


def _with_id(line: str, name: str) -> str:
    body = line.rstrip("\r\n")
    end = line[len(body) :]
    braces = BRACES.search(body)
    if braces:
        inner = f"#{name} {braces[1].strip()}".strip()
        return f"{body[: braces.start()]}{{{inner}}}{body[braces.end() :]}{end}"
    closing = CLOSING.search(body)
    assert closing is not None
    return f"{body[: closing.start()]} {{#{name}}}{closing[0].rstrip()}{end}"


def _within(path: str, name: str) -> bool:
    name = name.strip("/").removesuffix(".md")
    plain = path.removesuffix(".md")
    return any(
        not name or one == name or one.startswith(name + "/")
        for one in (plain, plain.removeprefix("quizzes/"), plain.removeprefix("courses/"))
    )


def _mend_file(file: Path, mend: Callable[[str], str]) -> bool:
    """Write beside the file, then put it in its place: a reader sees the old text or the new one."""
    try:
        if file.is_symlink() or file.stat().st_size > MOST:
            return False
        before = file.read_bytes()
        after = mend(before.decode()).encode()
    except (OSError, UnicodeDecodeError):
        return False
    if after == before:
        return False
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(file.stat().st_mode & 0o7777)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return True
