"""How sure an index is: percentile bootstrap of a mean, drawn from how many answers had which value."""

import hashlib
from collections.abc import Mapping

import numpy as np

DRAWS = 1000
LEVEL = 0.95


def of_mean(counts: Mapping[float, int], seed: str, *, draws: int = DRAWS) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean of values that were seen `counts` times; None below two answers.

    The same seed gives the same interval. Efron's percentile bootstrap: each draw takes as many answers as
    there are, with replacement. How often each value is then drawn is multinomial, so a million answers
    cost no more than ten.
    """
    values = [value for value, count in sorted(counts.items()) if count > 0]
    weights = np.array([counts[value] for value in values], dtype=np.float64)
    number = int(weights.sum())
    if number < 2:
        return None
    chance = np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]))
    drawn = chance.multinomial(number, weights / number, size=draws)
    means = np.sort(drawn @ np.array(values, dtype=np.float64)) / number
    outside = (1 - LEVEL) / 2
    low, high = means[round(outside * (draws - 1))], means[round((1 - outside) * (draws - 1))]
    return float(low), float(high)
