"""The public page of figures: learning, the index by unit, the complaints desk; gathered and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.home.openness import complaints, learning, satisfaction
from lms.home.openness.complaints import Quarter
from lms.home.openness.learning import Learning
from lms.home.openness.rules import drawing
from lms.home.openness.rules.drawing import Bar, Point
from lms.home.openness.rules.suppression import FEWEST
from lms.home.openness.satisfaction import Judged, UnitLine
from lms.voice.models import Period
from lms.voice.rules.satisfaction_index import CUTS, Grade

# The drawing of the index: from the middle of grade D to the best there is.
LOW, HIGH = 55.0, 100.0
WIDTH, HEIGHT = 320.0, 110.0
# The line begins and ends within the drawing, so that its first and last figures have room.
LINE_WIDTH = 260.0
SPARK_WIDTH, SPARK_HEIGHT = 72.0, 20.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Values over time: their points (None: a gap) and the lines between neighbours."""

    points: tuple[Point | None, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit's line and its small drawing."""

    line: UnitLine
    spark: Drawn


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows; `next_unit` is 0 on the last page of units."""

    learning: Learning
    years: tuple[int, ...]
    periods: tuple[Period, ...]
    whole: tuple[Judged | None, ...]
    whole_drawn: Drawn
    cuts: tuple[tuple[Grade, float], ...]
    units: tuple[Shown, ...]
    next_unit: int
    quarters: tuple[Quarter, ...]
    bars: tuple[Bar, ...]

    @property
    def width(self) -> float:
        """Of the line of the index, in the drawing's units."""
        return LINE_WIDTH

    @property
    def last(self) -> Judged | None:
        return self.whole[-1] if self.whole else None

    @property
    def last_quarter(self) -> Quarter | None:
        """The newest quarter of which enough has ended to say how well it went."""
        return next((one for one in reversed(self.quarters) if one.all.percent is not None), None)


def gather(session: Session, *, year: int, today: date, after: int = 0) -> Page:
    """Read the page in twelve queries, whatever the numbers."""
    shown = satisfaction.periods(session)
    whole = satisfaction.together(session, shown)
    lines, following = satisfaction.units(session, shown, after=after)
    quarters = complaints.quarters(session, today)
    reach = _reach(lines)
    return Page(
        learning=learning.of_year(session, year),
        years=tuple(sorted({today.year, *learning.years(session)}, reverse=True)),
        periods=tuple(shown),
        whole=tuple(whole),
        whole_drawn=_drawn(whole, LINE_WIDTH, HEIGHT, (LOW, HIGH)),
        cuts=tuple(
            (grade, drawing.height_of(float(cut), low=LOW, high=HIGH, height=HEIGHT)) for cut, grade in CUTS
        ),
        units=tuple(Shown(line, _drawn(line.judged, SPARK_WIDTH, SPARK_HEIGHT, reach)) for line in lines),
        next_unit=following,
        quarters=tuple(quarters),
        bars=tuple(drawing.bars([_parts(one) for one in quarters], width=WIDTH, height=HEIGHT)),
    )


def _drawn(judged: Sequence[Judged | None], width: float, height: float, reach: tuple[float, float]) -> Drawn:
    low, high = reach
    points = drawing.points(_values(judged), low=low, high=high, width=width, height=height)
    return Drawn(tuple(points), tuple(drawing.runs(points)))


def _values(judged: Sequence[Judged | None]) -> list[float | None]:
    return [float(one.index.value) if one and one.index else None for one in judged]


def _reach(lines: Sequence[UnitLine]) -> tuple[float, float]:
    """Return from where to where the small drawings of all units go, the same for each."""
    values = [value for line in lines for value in _values(line.judged) if value is not None]
    return (min(values) - 1, max(values) + 1) if values else (LOW, HIGH)


def _parts(quarter: Quarter) -> tuple[int, int, int]:
    """In time, late, and not ended by us; a quarter with fewer than five reports is not drawn."""
    tally = quarter.all
    if tally.received < FEWEST:
        return 0, 0, 0
    return tally.in_time, tally.ended - tally.in_time, tally.received - tally.ended
