"""How many answers a survey needs: Krejcie and Morgan (1970), as PermenPANRB 14/2017 prints its table."""

from fractions import Fraction

# Chi-square of one degree of freedom at 95 %, half of the population saying yes, five per cent of error.
CHI_SQUARE = Fraction(3841, 1000)
SPREAD = Fraction(1, 4)
ERROR = Fraction(5, 100)


def needed(population: int) -> int:
    """Return the sample for a population, rounded to the nearest; nobody needs nobody asked.

    S = 3.841 N 0.25 / (0.05² (N - 1) + 3.841 · 0.25). Raises `ValueError` for a negative population.
    """
    if population < 0:
        raise ValueError(f"a population of {population}")
    if population == 0:
        return 0
    spread = CHI_SQUARE * SPREAD
    size = spread * population / (ERROR**2 * (population - 1) + spread)
    return int(size + Fraction(1, 2))
