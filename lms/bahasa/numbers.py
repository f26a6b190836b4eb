"""Numbers as Indonesian and English write them: `1.234,5` and `1,234.5`."""

from decimal import Decimal

INDONESIAN = str.maketrans(",.", ".,")


def decimal(value: Decimal | int, language: str = "id") -> str:
    """Group thousands and mark the decimals; what is after the mark is written as it is, without rounding."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text if language == "en" else text.translate(INDONESIAN)


def read(text: str) -> Decimal | None:
    """Read a plain number with a decimal comma or point and no thousands marks; None for anything else."""
    plain = text.strip().replace(",", ".")
    whole, _, part = plain.partition(".")
    if not whole.isascii() or not whole.isdigit() or (part and not (part.isascii() and part.isdigit())):
        return None
    return Decimal(plain)
