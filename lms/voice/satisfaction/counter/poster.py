"""The poster of a questionnaire: hung at the counter, read from a step away, scanned with a phone."""

from dataclasses import dataclass
from itertools import groupby

from lms.press.codes import rows
from lms.voice.paper import printing

# From so many letters on a name is set smaller, so that everything stays on one page.
LONG, VERY_LONG = 36, 90


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says; both addresses with their scheme, of the questionnaire and of complaints.

    `with_code` says that the questionnaire asks for a code that the desk hands out.
    """

    service: str
    service_en: str
    unit: str
    government: str
    questions: int
    with_code: bool
    address: str
    complaints: str

    @property
    def short(self) -> str:
        """The address as it is typed."""
        return self.address.partition("://")[2]


def make(poster: Poster) -> bytes:
    """Return the PDF, one page of A4; raises `Refused` for a letter that the fonts have not."""
    return printing.make(page(poster), f"poster:{poster}")


def page(poster: Poster) -> str:
    """Return the poster as the HTML that the press gets."""
    return printing.page(
        "poster.html",
        poster=poster,
        size=_size,
        code=rows(poster.address),
        complaint_code=rows(poster.complaints),
        path=_path,
    )


def _size(name: str) -> str:
    return "very-long" if len(name) > VERY_LONG else "long" if len(name) > LONG else "short"


def _path(code: tuple[str, ...]) -> str:
    """Draw a code as one path, a stroke for each run of dark modules: no hairline between neighbours."""
    runs = []
    for y, row in enumerate(code):
        x = 0
        for module, same in groupby(row):
            length = len(list(same))
            if module == "1":
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(runs)
