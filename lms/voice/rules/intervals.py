"""How sure an index is: percentile bootstrap of a mean, drawn from how many answers had which value."""

import random
from collections.abc import Mapping
from itertools import accumulate

DRAWS = 1000
LEVEL = 0.95
# Above so many answers the bootstrap's own spread is the normal one to the second decimal; drawing each
# answer again would only cost time.
MANY = 2000


def of_mean(counts: Mapping[float, int], seed: str, *, draws: int = DRAWS) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean of values that were seen `counts` times; None below two answers.

    The same seed gives the same interval. Efron's percentile bootstrap: each draw takes as many answers as
    there are, with replacement.
    """
    values = [value for value, count in sorted(counts.items()) if count > 0]
    weights = [counts[value] for value in values]
    number = sum(weights)
    if number < 2:
        return None
    chance = random.Random(seed)  # noqa: S311 # statistics, not a secret
    if number > MANY:
        means = _normal(values, weights, chance, draws)
    else:
        bounds = list(accumulate(weights))
        means = sorted(
            sum(chance.choices(values, cum_weights=bounds, k=number)) / number for _ in range(draws)
        )
    outside = (1 - LEVEL) / 2
    return means[round(outside * (draws - 1))], means[round((1 - outside) * (draws - 1))]


def _normal(values: list[float], weights: list[int], chance: random.Random, draws: int) -> list[float]:
    number = sum(weights)
    mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / number
    spread = sum(weight * (value - mean) ** 2 for value, weight in zip(values, weights, strict=True)) / number
    return sorted(chance.gauss(mean, (spread / number) ** 0.5) for _ in range(draws))
