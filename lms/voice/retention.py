"""How far back what citizens wrote is kept."""

from datetime import date


def years_before(day: date, years: int) -> date:
    """Return the same day so many years ago; of a 29 February the 28th, where there was none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
