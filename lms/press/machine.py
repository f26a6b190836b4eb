"""The one door to WeasyPrint: same input, same bytes; loaded when something is printed, not before."""

import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from lms.press import finish
from lms.press.orders import Order, OutOfReach, Print
from lms.press.shelf import Shelf, attachments, quiet
from lms.press.splicing.capture import Finish
from lms.press.splicing.splicer import Splicer

MISSING = re.compile(r'"(.)" \(U\+([0-9A-F]+)\)', re.DOTALL)

# WeasyPrint's font map and fontconfig's environment are one per process.
_printing = threading.Lock()
_own = threading.local()


def make(order: Order) -> Print:
    """Make the PDF of an order, the fast way where its mould allows that."""
    try:
        with _printing, only(order.fonts):
            data = _splicer().print(order, order.mould, _finish(order)) if order.mould else None
            if data is not None:
                return Print(data, order.pages or 0)
            with _complaints() as missing:
                data, pages = _write(order)
    except FatalURLFetchingError as error:
        raise OutOfReach(str(error)) from error
    return Print(data, pages, tuple(sorted(missing)))


def _write(order: Order) -> tuple[bytes, int]:
    source = HTML(string=order.html, base_url=order.folder.as_uri() + "/", url_fetcher=Shelf(order.folder))
    document = source.render(font_config=FontConfiguration(), **order.options)
    pages = len(document.pages)
    if order.pages not in {None, pages}:
        return b"", pages
    with quiet():
        data = document.write_pdf(
            finisher=_finish(order),
            pdf_variant=order.variant,
            pdf_identifier=order.identifier,
            **{"attachments": attachments(order), **order.options},
        )
    return bytes(data), pages


def _finish(order: Order) -> Finish | None:
    return partial(finish.accessible, field=order.signature_field) if order.accessible else None


def _splicer() -> Splicer:
    """Return this thread's own: fonts are never shared between threads."""
    if not hasattr(_own, "splicer"):
        _own.splicer = Splicer()
    made: Splicer = _own.splicer
    return made


@contextmanager
def only(fonts: Path) -> Iterator[None]:
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
