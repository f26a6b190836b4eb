"""Numbers in Indonesian words: `20` is *dua puluh*, `11` is *sebelas*, `1000` is *seribu*."""

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
GREATEST = 999_999


def words(n: int) -> str:
    """Write a whole number from 0 to 999,999 in words."""
    if not 0 <= n <= GREATEST:
        raise ValueError(f"{n} is not between 0 and {GREATEST}")
    return DIGITS[0] if n == 0 else " ".join(_parts(n))


def _parts(n: int) -> list[str]:
    if n < 10:
        return [DIGITS[n]] if n else []
    if n == 10:
        return ["sepuluh"]
    if n == 11:
        return ["sebelas"]
    if n < 20:
        return [DIGITS[n - 10], "belas"]
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        count, rest = divmod(n, size)
        if count == 1:
            return [f"se{name}", *_parts(rest)]
        if count:
            return [*_parts(count), name, *_parts(rest)]
    raise AssertionError(n)
