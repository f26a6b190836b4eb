"""Complaints per 1,000 people served, with an exact interval: one complaint is no scandal yet."""

from dataclasses import dataclass

from lms.needs.rules.tails import poisson_limits

LEVEL = 0.95
PER = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """How many complaints came from how many people served; without people there is no rate."""

    count: int
    served: int

    @property
    def per_thousand(self) -> float | None:
        return self.count * PER / self.served if self.served > 0 else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval per 1,000, exact for a count (Garwood 1936)."""
        if self.served <= 0:
            return None
        low, high = poisson_limits(self.count, LEVEL)
        return low * PER / self.served, high * PER / self.served
