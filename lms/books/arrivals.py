"""What is brought in, a document or a course in a zip: put into the working folder whole or not at all."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lms.books import zip as zips
from lms.content import reader
from lms.content.findings import Finding
from lms.content.frontmatter import SLUG
from lms.errors import Conflict, InvalidInput, Message, Refused
from lms.exchange import documents
from lms.exchange.documents import drafts
from lms.exchange.remarks import Remark

BAD_SLUG = Message(
    "“{slug}” bukan nama kursus.",
    "“{slug}” is no name of a course.",
    "Pakai huruf kecil, angka, dan tanda hubung, misalnya pelayanan-prima.",
    "Use small letters, digits and hyphens, such as pelayanan-prima.",
)
TAKEN = Message(
    "{path} sudah ada; tidak ada yang ditulis.",
    "{path} is there already; nothing was written.",
    "Beri nama lain dengan --as, atau pindahkan yang lama.",
    "Give another name with --as, or move the old one.",
)
OUTSIDE = Message(
    "“{path}” menunjuk ke luar folder; tidak ada yang ditulis.",
    "“{path}” leads out of the folder; nothing was written.",
    "Buat ulang berkasnya dengan lms courses export.",
    "Make the file anew with lms courses export.",
)
ITS_OWN = Message(
    "Zip ini berisi kursus “{slug}” yang lengkap; namanya tidak dapat diganti.",
    "This zip holds the whole course “{slug}”; it cannot be renamed.",
    "Kosongkan nama pendeknya; di terminal: tanpa --as.",
    "Leave the short name empty; at a terminal: without --as.",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What would be written, by paths under the content folder, and what did not come along."""

    slug: str
    title: str
    files: Mapping[str, bytes]
    remarks: tuple[Remark, ...] = ()


def of_file(data: bytes, name: str, *, slug: str = "", language: str = "id", field: str = "") -> Arrival:
    """Read a document, or a zip that a course was exported to."""
    if zips.is_ours(data):
        own, files = zips.read(data)
        if slug not in {"", own}:
            raise Refused(ITS_OWN, "import.its-own", slug=own)
        return Arrival(_sound(own), own, files)
    chosen = _sound(slug or _named(name))
    made = documents.first_draft(data, name, chosen, language, field or drafts.FIELD)
    return Arrival(chosen, made.title, made.files, made.remarks)


def of_folder(folder: Path, *, slug: str = "", language: str = "id", field: str = "") -> Arrival:
    chosen = _sound(slug or _named(folder.resolve().name))
    made = documents.first_draft_of_folder(folder, chosen, language, field or drafts.FIELD)
    return Arrival(chosen, made.title, made.files, made.remarks)


def settle(root: Path, arrival: Arrival) -> None:
    """Write an arrival beside what is there: nothing is ever overwritten, and half a course is never left."""
    for path, data in arrival.files.items():
        place = root / path
        if place.exists() and not (place.is_file() and place.read_bytes() == data):
            raise Conflict(TAKEN, "import.taken", path=path)
    home = root / "courses" / arrival.slug
    if home.exists():
        raise Conflict(TAKEN, "import.taken", path=f"courses/{arrival.slug}")
    written: list[Path] = []
    with tempfile.TemporaryDirectory(dir=root, prefix=".import-") as scratch:
        _write(Path(scratch), arrival.files)
        try:
            for path in sorted(arrival.files):
                if path.startswith(f"courses/{arrival.slug}/") or (root / path).exists():
                    continue
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(scratch) / path).rename(root / path)
                written.append(root / path)
            (root / "courses").mkdir(exist_ok=True)
            # The course last and in one step: until then nobody sees a thing.
            (Path(scratch) / "courses" / arrival.slug).rename(home)
        except OSError:
            for one in written:
                one.unlink(missing_ok=True)
            raise


def findings(arrival: Arrival, root: Path | None = None) -> tuple[Finding, ...]:
    """Say what `lms check` would say of an arrival, as if it lay in the content folder."""
    with tempfile.TemporaryDirectory(prefix="ampera-") as scratch:
        _write(Path(scratch), arrival.files)
        beside = reader.beside(root) if root is not None else reader.Beside()
        found = reader.read(Path(scratch), [arrival.slug], beside=beside).findings
    return tuple(found)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        place = folder / path
        if ".." in place.parts or not place.is_relative_to(folder):
            raise Refused(OUTSIDE, "import.outside", path=path[:80])
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _named(name: str) -> str:
    plain = PurePosixPath(name.replace("\\", "/")).name
    return drafts.slug(plain.rpartition(".")[0] or plain)


def _sound(slug: str) -> str:
    if not re.fullmatch(SLUG, slug) or len(slug) > 100:
        raise InvalidInput(BAD_SLUG, "import.bad-slug", "slug", slug=slug[:80])
    return slug
