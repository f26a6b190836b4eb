"""The report on paper: A4, accessible, the same figures the same bytes."""

from dataclasses import dataclass
from datetime import date

from lms.bahasa import dates, numbers
from lms.voice.paper import printing
from lms.voice.rules import elements
from lms.voice.satisfaction.reporting import drawing, words
from lms.voice.satisfaction.reporting.figures import Report


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who reports, and where and on which day."""

    government: str
    place: str
    day: date


def make(report: Report, imprint: Imprint) -> bytes:
    """Return the PDF; raises `Refused` for a letter that the fonts have not."""
    return printing.make(page(report, imprint), f"{report.digest}:{imprint.day.isoformat()}")


def page(report: Report, imprint: Imprint) -> str:
    """Return the report as the HTML that the press gets."""
    return printing.page(
        "report.html",
        report=report,
        standing=report.standing,
        imprint=imprint,
        words=words,
        known=elements.BY_KEY,
        names={key: one.name.id for key, one in elements.BY_KEY.items()},
        drawing=drawing.bars(report.lines),
        frame=drawing,
        day=dates.long,
        whole=numbers.decimal,
    )
