"""From the bytes of a roster to rows of cells; what would grow or hang is refused unread."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

from lms.errors import InvalidInput
from lms.people.roster.remarks import TOO_BIG, UNREADABLE

Cells = list[object]

MOST_ROWS, MOST_COLUMNS = 20_000, 60
MOST_ENTRIES = 500
MOST_BYTES = 48 * 1024 * 1024
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# A cell far away would make the reader fill the sheet up to it.
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})(\d{1,10})["']""")
MARKUP_TRICKS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
EXCEL_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# RuntimeError: a part with a password.
BROKEN = (CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
SEPARATORS = (";", "\t", ",")


def rows(data: bytes) -> Iterator[Cells]:
    """Return the cells of the first sheet, or of a CSV, row by row; the content tells which, not the name."""
    if data.startswith(ZIP):
        return _workbook(data)
    if data.startswith(OLD_EXCEL) or (b"\x00" in data[:4000].replace(b"\xff\xfe", b"") and not _utf16(data)):
        raise unreadable()
    return _separated(_decoded(data))


def unreadable() -> InvalidInput:
    return InvalidInput(UNREADABLE, "roster.unreadable", "file")


def too_big() -> InvalidInput:
    return InvalidInput(TOO_BIG, "roster.too-big", "file", rows=MOST_ROWS, columns=MOST_COLUMNS)


def _workbook(data: bytes) -> Iterator[Cells]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_repacked(data)))
        sheet = book.get_sheet_by_index(0)
        for row in sheet.iter_rows():
            yield [*row]
    except BROKEN as error:
        raise unreadable() from error


def _repacked(data: bytes) -> bytes:
    """Unpack under a limit and pack again, so that what is read next is as large as it says."""
    out, left = io.BytesIO(), MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        entries = source.infolist()
        if len(entries) > MOST_ENTRIES:
            raise too_big()
        if len({entry.filename for entry in entries}) < len(entries):
            raise unreadable()
        for entry in entries:
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            with source.open(entry) as file:
                part = file.read(left + 1)
            left -= len(part)
            if left < 0:
                raise too_big()
            _refuse_tricks(entry.filename, part)
            target.writestr(entry.filename, part)
    return out.getvalue()


def _refuse_tricks(name: str, part: bytes) -> None:
    if MARKUP_TRICKS.search(part):
        raise unreadable()
    if "worksheets/" in name:
        for place in PLACE.finditer(part):
            if int(place[2]) > MOST_ROWS + 1 or _column(place[1]) > MOST_COLUMNS:
                raise too_big()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _utf16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _decoded(data: bytes) -> str:
    """Decode as Excel writes CSV: UTF-8 with or without a mark, UTF-16 with one, or Windows' own page."""
    try:
        return data.decode("utf-16" if _utf16(data) else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separated(text: str) -> Iterator[Cells]:
    told = EXCEL_SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            if number > MOST_ROWS + 20 or len(row) > MOST_COLUMNS:
                raise too_big()
            yield list(row)
    except csv.Error as error:
        raise unreadable() from error


def _separator(text: str) -> str:
    """Return the mark that stands most often in the first lines; Indonesian Excel writes a semicolon."""
    lines = text.splitlines()[:10]
    return max(SEPARATORS, key=lambda mark: max((line.count(mark) for line in lines), default=0))
