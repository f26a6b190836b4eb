"""What the addresses of this room's pages name: a period, a place in a list."""

from flask import request

from lms.voice.models import Period

LONGEST_ID = 18


def chosen(known: list[Period], name: str) -> Period | None:
    """Return the period that the address names, else the first; None without any."""
    wanted = number(request.args.get(name, ""))
    return next((one for one in known if one.id == wanted), known[0] if known else None)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0
