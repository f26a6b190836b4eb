"""Which files a course in the studio may hold, and under which names."""

import re
from pathlib import PurePosixPath

from lms.content.frontmatter import SLUG
from lms.content.markdown.assets import SORTS
from lms.content.reader import LARGEST
from lms.errors import InvalidInput, Message

BAD_PATH = Message(
    "Nama berkas “{path}” tidak dapat dipakai.",
    "The file name “{path}” cannot be used.",
    "Pakai huruf kecil, angka, dan tanda hubung, misalnya 02-layanan.md; gambar di folder assets.",
    "Use small letters, digits and dashes, 02-services.md for example; pictures in the folder assets.",
)
BAD_SLUG = Message(
    "Nama pendek “{slug}” tidak dapat dipakai.",
    "The short name “{slug}” cannot be used.",
    "Pakai huruf kecil, angka, dan tanda hubung, paling banyak {most} huruf, misalnya layanan-publik.",
    "Use small letters, digits and dashes, {most} at most, public-service for example.",
)
NO_FIELD = Message(
    "Bidang kursus belum dipilih.",
    "No field is chosen for the course.",
    "Pilih salah satu bidang.",
    "Choose one of the fields.",
)
BAD_TYPE = Message(
    "Jenis berkas “{path}” tidak dapat dipakai di kursus.",
    "A file like “{path}” cannot be used in a course.",
    "Yang dapat dipakai: {types}.",
    "What can be used: {types}.",
)
TOO_LARGE = Message(
    "Berkas “{path}” terlalu besar: {size} KB.",
    "The file “{path}” is too large: {size} KB.",
    "Paling besar {most} KB. Kecilkan atau bagi berkasnya.",
    "At most {most} KB. Make it smaller or divide it.",
)
TOO_LONG = Message(
    "Berkas “{path}” terlalu panjang: {lines} baris.",
    "The file “{path}” is too long: {lines} lines.",
    "Paling banyak {most} baris. Bagi menjadi beberapa modul atau kuis.",
    "At most {most} lines. Divide it into several modules or quizzes.",
)
NO_TEXT = Message(
    "Isi “{path}” bukan teks yang dapat dibaca.",
    "What “{path}” holds is not readable text.",
    "Simpan berkasnya sebagai teks UTF-8, tanpa karakter nol.",
    "Save the file as UTF-8 text, without null characters.",
)
SLUG_LENGTH, PATH_LENGTH = 60, 300
MOST_FILES = 500
# No page shows more of them side by side in reasonable time; a book of 400 pages has fewer.
MOST_LINES = 20_000
TEXT = re.compile(rf"(?:course|README|{SLUG}(?:\.[a-z]{{2}})?)\.md")
QUIZ = re.compile(rf"(?:{SLUG}/)*(?:README|{SLUG}(?:\.[a-z]{{2}})?)\.md")
# Letters of every script, spaces and most signs; nothing hidden, nothing that means something to a disk.
ASSET_PART = re.compile(r"[^\x00-\x1f\x7f\\/:*?\"<>|.][^\x00-\x1f\x7f\\/:*?\"<>|]{0,99}")


def good_slug(slug: str) -> bool:
    """Tell whether a folder of this name can be a course."""
    return len(slug) <= 100 and re.fullmatch(SLUG, slug) is not None


def proper_slug(slug: str) -> str:
    """Return the slug; refuse one that is no name of a folder."""
    if len(slug) > SLUG_LENGTH or not re.fullmatch(SLUG, slug):
        raise InvalidInput(BAD_SLUG, "studio.slug", "slug", slug=slug[:SLUG_LENGTH], most=SLUG_LENGTH)
    return slug


def is_text(slug: str, path: str) -> bool:
    """Tell whether the path is that of a text of this course: course.md, a module, a quiz."""
    home, quizzes = f"courses/{slug}/", f"quizzes/{slug}/"
    if path.startswith(home):
        return TEXT.fullmatch(path.removeprefix(home)) is not None
    return path.startswith(quizzes) and QUIZ.fullmatch(path.removeprefix(quizzes)) is not None


def is_asset(slug: str, path: str) -> bool:
    """Tell whether the path lies in the course's folder of pictures, and its type is one that is taken."""
    home = f"courses/{slug}/assets/"
    parts = path.removeprefix(home).split("/") if path.startswith(home) else []
    if not parts or not all(ASSET_PART.fullmatch(part) and not part.endswith((" ", ".")) for part in parts):
        return False
    return PurePosixPath(path).suffix.lower() in SORTS


def belongs(slug: str, path: str) -> bool:
    return len(path) <= PATH_LENGTH and (is_text(slug, path) or is_asset(slug, path))


def require_text(slug: str, path: str) -> str:
    """Return the path; refuse one that a text of this course cannot have."""
    if len(path) > PATH_LENGTH or not is_text(slug, path):
        raise InvalidInput(BAD_PATH, "studio.path", "path", path=path[:PATH_LENGTH])
    return path


def require_asset(slug: str, path: str, size: int) -> str:
    """Return the path; refuse a place, a type or a size that a picture or download cannot have."""
    sort = SORTS.get(PurePosixPath(path).suffix.lower())
    if sort is None:
        types = " ".join(one.removeprefix(".") for one in SORTS)
        raise InvalidInput(BAD_TYPE, "studio.type", "path", path=path[:PATH_LENGTH], types=types)
    if len(path) > PATH_LENGTH or not is_asset(slug, path):
        raise InvalidInput(BAD_PATH, "studio.path", "path", path=path[:PATH_LENGTH])
    most = sort.sizes[1]
    if size > most * 1024:
        _refuse_size(path, size, most)
    return path


def clean_text(path: str, text: str) -> str:
    """Return a text as it is kept: lines end in a line feed, the last one too; refuse what is too large."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidInput(NO_TEXT, "studio.text", "text", path=path)
    if text and not text.endswith("\n"):
        text += "\n"
    lines = text.count("\n")
    if lines > MOST_LINES:
        raise InvalidInput(TOO_LONG, "studio.long", "text", path=path, lines=lines, most=MOST_LINES)
    size = len(text.encode())
    if size > LARGEST:
        _refuse_size(path, size, LARGEST // 1024)
    return text


def decoded(path: str, data: bytes) -> str:
    """Return the text of a file, cleaned; refuse what is no UTF-8."""
    try:
        return clean_text(path, data.decode())
    except UnicodeDecodeError as error:
        raise InvalidInput(NO_TEXT, "studio.text", "text", path=path) from error


def proposed_slug(title: str) -> str:
    """Make a short name out of a title."""
    words = re.findall(r"[a-z0-9]+", title.casefold().replace("&", " dan "))
    slug = "-".join(words)
    return slug if len(slug) <= SLUG_LENGTH else slug[:SLUG_LENGTH].rsplit("-", 1)[0]


def _refuse_size(path: str, size: int, most: int) -> None:
    raise InvalidInput(TOO_LARGE, "studio.size", "text", path=path, size=-(-size // 1024), most=most)
