"""Which document a file is, by what it holds; a zip may hold several, or a folder of Markdown."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from lms.exchange import archives
from lms.exchange.archives import Archive, refusal
from lms.exchange.documents import drafts, slides
from lms.exchange.documents.drafts import FirstDraft, Manuscript, Target
from lms.exchange.documents.folders import disk, order
from lms.exchange.documents.folders import reading as folders
from lms.exchange.documents.folders.reading import Files
from lms.exchange.documents.pictures import Pictures
from lms.exchange.documents.word import reading as word

Read = Callable[[bytes, str, str, Pictures, int], Manuscript]
SUFFIXES: Mapping[str, Read] = {
    ".docx": word.read,
    ".docm": word.read,
    ".pptx": slides.read,
    ".pptm": slides.read,
}
OLD = b"\xd0\xcf\x11\xe0"


def first_draft(
    data: bytes, name: str, slug: str, language: str = "id", field: str = drafts.FIELD
) -> FirstDraft:
    """Read a .docx, a .pptx, one file of Markdown, or a zip of these; raise Refused for anything else."""
    target, pictures = Target(slug, language, field), Pictures()
    if not archives.is_zip(data):
        if order.is_text(name):
            files: Files = {PurePosixPath(name).name: lambda: data}
            return _draft(target, [folders.read(files, name, pictures)], pictures, name)
        raise refusal("document.not-word" if data.startswith(OLD) else "document.unknown", name=name[:80])
    names = Archive(data).names
    if "[Content_Types].xml" in names:
        read = slides.read if any(one.startswith("ppt/") for one in names) else word.read
        return _draft(target, [read(data, name, language, pictures, 0)], pictures, name)
    archive = Archive(data)
    return _of_files(target, folders.of_archive(_plain(archive.names), archive.read), name, pictures)


def first_draft_of_folder(
    path: Path, slug: str, language: str = "id", field: str = drafts.FIELD
) -> FirstDraft:
    """Read a folder of Markdown, or of Word and PowerPoint files."""
    name = path.resolve().name
    return _of_files(Target(slug, language, field), disk.files(path), name, Pictures())


def _of_files(target: Target, files: Files, name: str, pictures: Pictures) -> FirstDraft:
    texts = [path for path in files if order.is_text(path)]
    if texts:
        return _draft(target, [folders.read(files, name, pictures)], pictures, name)
    read: list[Manuscript] = []
    for path in sorted(files, key=order.natural):
        reader = SUFFIXES.get(PurePosixPath(path).suffix.lower())
        if reader and not PurePosixPath(path).name.startswith("~$"):
            start = sum(len(one.modules) for one in read)
            read.append(reader(files[path](), PurePosixPath(path).name, target.language, pictures, start))
    if not read:
        raise refusal("document.nothing", name=name[:80])
    return _draft(target, read, pictures, name)


def _draft(target: Target, read: list[Manuscript], pictures: Pictures, name: str) -> FirstDraft:
    if not any(one.modules for one in read):
        raise refusal("document.nothing", name=name[:80])
    return drafts.assemble(target, read, pictures.files, name)


def _plain(names: tuple[str, ...]) -> dict[str, str]:
    """Return the entries by their paths below the one folder in which they all lie."""
    kept = [name for name in names if not order.hidden(name)]
    tops = {name.split("/", 1)[0] for name in kept}
    lone = len(tops) == 1 and all("/" in name for name in kept)
    return {name.split("/", 1)[1] if lone else name: name for name in kept}
