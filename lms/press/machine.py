"""The one door to WeasyPrint: same input, same bytes; loaded when something is printed, not before."""

import logging
import os
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from lms.press import finish
from lms.press.orders import Attached, Order, OutOfReach, Print

MISSING = re.compile(r'"(.)" \(U\+([0-9A-F]+)\)', re.DOTALL)

# WeasyPrint's font map and fontconfig's environment are one per process.
_printing = threading.Lock()


def make(order: Order) -> Print:
    """Make the PDF of an order."""
    try:
        with _printing, _only(order.fonts), _complaints() as missing:
            data, pages = _write(order)
    except FatalURLFetchingError as error:
        raise OutOfReach(str(error)) from error
    return Print(data, pages, tuple(sorted(missing)))


def _write(order: Order) -> tuple[bytes, int]:
    shelf = _Shelf(order.folder)
    source = HTML(string=order.html, base_url=order.folder.as_uri() + "/", url_fetcher=shelf)
    document = source.render(font_config=FontConfiguration(), **order.options)
    pages = len(document.pages)
    if order.pages not in {None, pages}:
        return b"", pages
    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its colour profile's file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        data = document.write_pdf(
            finisher=partial(finish.accessible, field=order.signature_field) if order.accessible else None,
            pdf_variant=order.variant,
            pdf_identifier=order.identifier,
            **{"attachments": [_attachment(one, order) for one in order.attached], **order.options},
        )
    return bytes(data), pages


def _attachment(attached: Attached, order: Order) -> Attachment:
    """Hand a file to WeasyPrint with its own media type and date: it would guess the one and read a clock."""
    if order.at is None:
        raise ValueError(f"{attached.name} is attached without a date")
    at = order.at.astimezone(UTC)
    made = Attachment(
        string="",
        name=attached.name,
        description=attached.description,
        created=at,
        modified=at,
        relationship=attached.relationship,
    )
    made.source = nullcontext((BytesIO(attached.data), None, None, attached.media_type))
    return made


class _Shelf(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Hands out the order's own files and data in the page itself; asks no network and no other folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self.folder = folder

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not path.is_relative_to(self.folder):
                raise FatalURLFetchingError(f"{url} is outside of {self.folder}")
        return super().fetch(url, headers)


@contextmanager
def _only(fonts: Path) -> Iterator[None]:
    """Let fontconfig see these fonts and no other: a missing letter shows on every machine alike."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(fonts)
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
