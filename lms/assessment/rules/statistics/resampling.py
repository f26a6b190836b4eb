"""The bootstrap: the attempts drawn again with replacement, a thousand times, from one seed."""

from collections.abc import Iterator

import numpy as np

from lms.assessment.rules.statistics.figures import ENOUGH, Floats
from lms.assessment.rules.statistics.scores import Whole

RESAMPLES, FEWEST = 1000, 200
# Of so many attempts the fewest resamples do: their intervals are narrow anyway.
MANY = 5_000
# The work of one bootstrap of pairs: where many are different, fewer resamples are drawn.
CELLS = 500_000
# So many weights are held at once.
HELD = 2_000_000
TINY = 1e-9


class Pairs:
    """A bootstrap of pairs (mark, rest): only how often each pair occurs is drawn anew.

    Few pairs are different, so a hundred thousand learners cost no more than a thousand.
    """

    def __init__(self, earned: Whole, rest: Whole, dice: np.random.Generator) -> None:
        self.n = len(earned)
        span = int(rest.max() - rest.min()) + 1
        keys, counts = np.unique((earned - earned.min()) * span + (rest - rest.min()), return_counts=True)
        self.x: Floats = (keys // span).astype(np.float64)
        self.y: Floats = (keys % span).astype(np.float64)
        self.marks, self.mark = np.unique(self.x, return_inverse=True)
        self.rests, self.rest = np.unique(self.y, return_inverse=True)
        self.tiny = TINY * float(max(self.x.max(), 1) * max(self.y.max(), 1))
        times = min(RESAMPLES, max(FEWEST, CELLS // len(keys))) if self.n >= ENOUGH else 0
        self.drawn: Floats = dice.multinomial(self.n, counts / self.n, size=times).astype(np.float64)

    def deviations(self) -> Floats:
        found: Floats = np.sqrt(np.maximum(self._covariance(self.x, self.x), 0))
        return found

    def pulls(self) -> Floats:
        """Return the covariances of the mark with the whole."""
        return self._covariance(self.x, self.x + self.y)

    def correlations(self) -> Floats:
        spread = self._covariance(self.x, self.x) * self._covariance(self.y, self.y)
        return self._ratio(self._covariance(self.x, self.y), np.sqrt(np.maximum(spread, 0)))

    def efficiencies(self) -> Floats:
        return self._ratio(self._covariance(self.x, self.y), self._most())

    def _covariance(self, x: Floats, y: Floats) -> Floats:
        x, y = x - x.mean(), y - y.mean()
        found: Floats = self.drawn @ (x * y) - (self.drawn @ x) * (self.drawn @ y) / self.n
        return found / max(self.n - 1, 1)

    def _most(self) -> Floats:
        """Return the covariances of the same marks when the highest meet the highest."""
        many = self.drawn @ np.eye(len(self.rests))[self.rest]
        ranks, summed = _heaped(many), _heaped(many * self.rests)
        ends = _heaped(self.drawn @ np.eye(len(self.marks))[self.mark])
        below = np.column_stack([self._rest_below(end, ranks, summed) for end in ends.T])
        products = np.diff(below, axis=1) @ self.marks
        apart = (self.drawn @ self.x) * (self.drawn @ self.y) / self.n
        found: Floats = (products - apart) / max(self.n - 1, 1)
        return found

    def _rest_below(self, end: Floats, ranks: Floats, summed: Floats) -> Floats:
        """Return, in each resample, the sum of the lowest rests up to a rank."""
        rows = np.arange(len(end))
        place = np.minimum((ranks[:, 1:] < end[:, None]).sum(axis=1), len(self.rests) - 1)
        found: Floats = summed[rows, place] + (end - ranks[rows, place]) * self.rests[place]
        return found

    def _ratio(self, over: Floats, under: Floats) -> Floats:
        found: Floats = np.full(len(over), np.nan)
        np.divide(over, under, out=found, where=under > self.tiny)
        return found


def weights(n: int, dice: np.random.Generator) -> Iterator[Floats]:
    """Yield, some resamples at a time, how often each of n attempts was drawn: a row a resample."""
    if n < ENOUGH:
        return
    times = FEWEST if n > MANY else RESAMPLES
    step = max(1, min(times, HELD // n))
    for low in range(0, times, step):
        rows = min(step, times - low)
        drawn = [np.bincount(dice.integers(n, size=n), minlength=n) for _ in range(rows)]
        yield np.array(drawn, dtype=np.float64)


def _heaped(values: Floats) -> Floats:
    """Return sums from the left, row by row, beginning with nought."""
    return np.column_stack([np.zeros(len(values)), np.cumsum(values, axis=1)])
