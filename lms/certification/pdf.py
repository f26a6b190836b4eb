"""The one door to WeasyPrint: same input, same bytes; called by the job process and the command line only."""

import logging
import os
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from lms.certification import qr
from lms.certification.designs import Design
from lms.certification.rules.wording import Wording
from lms.errors import Message, Refused

NO_LETTER = Message(
    "Huruf {letters} tidak ada di dalam font sertifikat.",
    "The certificate's fonts have no letter for {letters}.",
    "Perbaiki ejaan nama atau jabatan, atau tambahkan hurufnya ke font desain “{design}”.",
    "Mend the spelling of the name or post, or add the letter to the fonts of design “{design}”.",
)
TOO_LONG = Message(
    "Isi sertifikat {number} tidak muat di {pages} halaman desain “{design}”.",
    "Certificate {number} does not fit on the {pages} pages of design “{design}”.",
    "Pendekkan judul modul, atau pilih desain lain.",
    "Shorten the titles of the modules, or choose another design.",
)
UNREACHABLE = Message(
    "Desain “{design}” memerlukan berkas di luar foldernya: {reason}",
    "Design “{design}” asks for a file outside of its folder: {reason}",
    "Salin berkasnya ke folder desain.",
    "Copy the file into the design's folder.",
)
# Every certificate is an archive file (ISO 19005-3, level A): fonts inside, text readable, structure tagged.
VARIANT = "pdf/a-3a"
MISSING = re.compile(r'"(.)" \(U\+([0-9A-F]+)\)', re.DOTALL)
# The first half of a PDF's /ID is its lasting identifier (ISO 32000, 14.4): ours is the public id.
IDENTIFIER = re.compile(rb"/ID\s*\[\s*(?:\(([0-9a-f]{32})\)|<([0-9A-Fa-f]{64})>)")

# WeasyPrint's font map and fontconfig's environment are one per process.
_rendering = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one certificate prints: its words, where they can be checked, when it was issued."""

    wording: Wording
    public_id: str
    address: str
    issued_at: datetime
    government: str
    organiser: str
    signatories: tuple[Mapping[str, str], ...]
    emblem: str = ""


def render(design: Design, sheet: Sheet) -> bytes:
    """Make the PDF.

    Raises `Refused` when a letter has no glyph, the text does not fit its pages, or a file is out of reach.
    """
    page = design.page(_values(design, sheet))
    try:
        with _rendering, _fonts_of(design), _complaints() as missing:
            data = _write(page, design, sheet)
    except FatalURLFetchingError as error:
        raise Refused(
            UNREACHABLE, "certificate.unreachable", design=design.name, reason=str(error)
        ) from error
    if missing:
        letters = ", ".join(f"“{letter}” (U+{code})" for letter, code in sorted(missing))
        raise Refused(NO_LETTER, "certificate.no-letter", letters=letters, design=design.name)
    return data


def _write(page: str, design: Design, sheet: Sheet) -> bytes:
    source = HTML(string=page, base_url=design.folder.as_uri() + "/", url_fetcher=_Shelf(design.folder))
    document = source.render(font_config=FontConfiguration())
    if len(document.pages) != design.pages:
        raise Refused(
            TOO_LONG,
            "certificate.too-long",
            number=sheet.wording.number,
            pages=design.pages,
            design=design.name,
        )
    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its colour profile's file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return bytes(document.write_pdf(pdf_variant=VARIANT, pdf_identifier=sheet.public_id))


def public_id_of(data: bytes) -> str | None:
    """Read the public id back from a file's trailer, without opening what a stranger sent as a PDF."""
    trailers = IDENTIFIER.findall(data)
    if not trailers:
        return None
    plain, in_hex = trailers[-1]
    text = plain or bytes.fromhex(in_hex.decode())
    return text.decode() if re.fullmatch(rb"[0-9a-f]{32}", text) else None


def _values(design: Design, sheet: Sheet) -> Mapping[str, object]:
    wording = sheet.wording
    lines = sum(-(-len(row.title) // design.row_letters) for row in wording.rows)
    where = sum(map(len, wording.where))
    sizes = {
        "front": design.step("front", len(wording.name) + len(wording.course) + where),
        "name": design.step("name", len(wording.name)),
        "course": design.step("course", len(wording.course)),
        "about": design.step("about", where),
        "rows": design.step("rows", lines),
        "facts": design.step("facts", sum(len(value) for _, value in wording.facts)),
    }
    return {
        "w": wording,
        "words": wording.words,
        "sheet": sheet,
        "size": sizes,
        "qr": qr.data_uri(sheet.address),
        "shown_address": sheet.address.split("://", 1)[-1],
        "issued": sheet.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


class _Shelf(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Hands out the design's own files and data in the page itself; asks no network and no other folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self.folder = folder

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not path.is_relative_to(self.folder):
                raise FatalURLFetchingError(f"{url} is outside of the design {self.folder}")
        return super().fetch(url, headers)


@contextmanager
def _fonts_of(design: Design) -> Iterator[None]:
    """Let fontconfig see the design's fonts and no other: a missing letter shows on every machine alike."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(design.folder / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _complaints() -> Iterator[set[tuple[str, str]]]:
    """Collect the letters that WeasyPrint reports as having no glyph."""
    missing: set[tuple[str, str]] = set()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if ".notdef" in record.getMessage():
                missing.update(MISSING.findall(record.getMessage()))

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    logger.addHandler(ear)
    try:
        yield missing
    finally:
        logger.removeHandler(ear)
