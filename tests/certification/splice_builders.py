"""Whole certificates (badge, offline code, signature field) printed both ways, and which way was taken."""

import hashlib
import logging
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from certification_builders import a_snapshot

from lms.certification import designs, pdf
from lms.certification.models import Mark
from lms.certification.rules import wording
from lms.press import orders
from lms.press.orders import Attached

SHELF = Path(__file__).parents[2] / "certificates"


def a_sheet(number=7, **values):
    """A sheet with everything that it may carry; what differs by person beside `values` comes of `number`."""
    snapshot = a_snapshot(**values)
    public_id = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
    words = wording.of(
        snapshot,
        number=f"800.2/{number:05d}/BKPSDM/2026",
        began_on=date(2026, 3, 3),
        completed_on=date(2026, 3, 17),
    )
    return pdf.Sheet(
        words,
        public_id,
        f"https://belajar.palembang.go.id/verifikasi/{public_id}",
        datetime(2026, 3, 17, 2, number % 60, tzinfo=UTC),
        snapshot["government"],
        snapshot["organiser"],
        tuple(snapshot["signatories"]),
        claim=f"AMP1:{public_id.upper() * 9}",
        mark=Mark.OWN,
        attached=(
            Attached("lencana.json", f'{{"id":"{public_id}"}}'.encode(), "application/json", "Lencana"),
        ),
    )


def printed(sheet, design="standar"):
    return pdf.render(designs.load(SHELF, design), sheet)


def by_weasyprint(sheet, design="standar"):
    """Print a sheet the slow way: an order without a mould."""
    run = orders.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(orders, "run", lambda order: run(replace(order, mould=None)))
        return printed(sheet, design)


@contextmanager
def reasons():
    """Collect why certificates went the slow way: nothing, when none did."""
    found = []

    class Ear(logging.Handler):
        def emit(self, record):
            found.append(record.getMessage())

    logger, ear = logging.getLogger("lms.press.splicing.splicer"), Ear(logging.INFO)
    before = logger.level
    logger.addHandler(ear)
    logger.setLevel(logging.INFO)
    try:
        yield found
    finally:
        logger.removeHandler(ear)
        logger.setLevel(before)
