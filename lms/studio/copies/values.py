"""What the studio says of a copy, a file, a save and a clash; the refusals of all three."""

from dataclasses import dataclass
from datetime import datetime

from lms.errors import Conflict, Message
from lms.studio.models import CopyState
from lms.studio.rules.merging import Merge

CLASH = Message(
    "{name} mengubah baris yang sama di “{path}”.",
    "{name} changed the same lines of “{path}”.",
    "Tulisan Anda tersimpan. Buka halaman penggabungan dan pilih baris demi baris.",
    "What you wrote is kept. Open the merge page and choose piece by piece.",
)
TAKEN = Message(
    "Sudah ada berkas “{path}”.",
    "There is a file “{path}” already.",
    "Pakai nama lain.",
    "Use another name.",
)
SLUG_TAKEN = Message(
    "Sudah ada kursus dengan nama pendek “{slug}”.",
    "There is a course with the short name “{slug}” already.",
    "Pakai nama pendek lain.",
    "Use another short name.",
)
FULL = Message(
    "Kursus ini sudah memuat {most} berkas.",
    "This course holds {most} files already.",
    "Hapus yang tidak dipakai, atau bagi menjadi dua kursus.",
    "Remove what is not used, or make two courses of it.",
)
KEPT = Message(
    "course.md tidak dapat dihapus atau diganti namanya.",
    "course.md cannot be removed or renamed.",
    "Tanpa berkas itu tidak ada kursus. Ubah isinya saja.",
    "Without it there is no course. Change what it holds instead.",
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A course as it is being written; `version` rises with every change."""

    id: int
    slug: str
    version: int
    state: CopyState
    release_id: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file of a copy; `by` is a name, empty for what came from the folder."""

    id: int
    path: str
    version: int
    sha256: str
    size: int
    by: str
    at: datetime
    asset: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What is kept now; `merged_with` names who changed other lines meanwhile, empty when nobody did."""

    file: File
    text: str
    merged_with: str = ""


class Clash(Conflict):
    """Two changed the same lines. What the later one wrote is set aside as the revision `aside`.

    It is kept only if the transaction is committed: whoever catches this lets the request end well
    (a redirect to the merge page), and never lets it pass as an error.
    """

    def __init__(
        self, aside: int, merge: Merge, *, base: str, mine: str, theirs: str, by: str, path: str
    ) -> None:
        super().__init__(CLASH, "studio.clash", name=by or "–", path=path)
        self.aside = aside
        self.merge = merge
        self.base = base
        self.mine = mine
        self.theirs = theirs
        self.by = by
        self.path = path
