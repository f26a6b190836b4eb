"""Where the bars of the elements lie on a drawing; the page and the print give them colour and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.voice.rules.satisfaction_index import CUTS, FACTOR, rounded
from lms.voice.satisfaction.reporting.figures import ElementLine

WIDTH, ROW, BAR = 360, 30, 10
LEFT, RIGHT, TOP = 4, 340, 18
LOWEST, HIGHEST = 1, 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One element: its name stands at `y`, the bar below it is `width` long and ends in its mean."""

    key: str
    y: int
    width: float
    mean: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line: a score of the scale, or the lowest mean of a grade."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    bars: tuple[Bar, ...]
    scores: tuple[Mark, ...]
    grades: tuple[Mark, ...]
    height: int
    bottom: int


def bars(lines: Sequence[ElementLine], decimal: str = ",") -> Drawing:
    """Draw the means from 1, the lowest there is, to 4; the borders of the grades cross the bars."""
    bottom = TOP + ROW * len(lines)
    return Drawing(
        bars=tuple(
            Bar(
                one.key,
                TOP + ROW * place,
                round(_x(one.mean) - LEFT, 1),
                str(rounded(one.mean)).replace(".", decimal),
                one.lowest,
            )
            for place, one in enumerate(lines)
        ),
        scores=tuple(Mark(_x(Fraction(score)), str(score)) for score in range(LOWEST, HIGHEST + 1)),
        grades=tuple(Mark(_x(Fraction(cut) / FACTOR), grade.value) for cut, grade in CUTS),
        height=bottom + 18,
        bottom=bottom,
    )


def _x(mean: Fraction) -> float:
    return round(float(LEFT + (mean - LOWEST) / (HIGHEST - LOWEST) * (RIGHT - LEFT)), 1)
