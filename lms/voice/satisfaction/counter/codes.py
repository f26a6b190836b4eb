"""Codes of twelve letters, made with the site's secret, read from paper and typed by anybody."""

import hashlib
import hmac
import re

# 32 letters: neither I nor O, neither 0 nor 1, so that none is taken for another.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
BITS = 5
LENGTH = 12
GROUP = 4
LONGEST_TYPED = 80
BETWEEN = re.compile(r"[\s\-–—._]+")


def made(secret: str, *of: object) -> str:
    """Return the code of what is named, the same each time: 60 bits of a keyed hash."""
    return written(keyed(secret, *of))


def keyed(secret: str, *of: object) -> bytes:
    """Return the keyed hash of what is named; no field can be mistaken for two."""
    return hmac.new(secret.encode(), "|".join(map(str, of)).encode(), hashlib.sha256).digest()


def written(digest: bytes) -> str:
    """Write the first 60 bits in twelve letters."""
    left = int.from_bytes(digest, "big") >> (8 * len(digest) - BITS * LENGTH)
    return "".join(LETTERS[left >> BITS * place & 31] for place in reversed(range(LENGTH)))


def grouped(code: str) -> str:
    """`ABCD-EFGH-JKLM`: as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed(text: str) -> str:
    """Return what was typed as it is shown again: as it is printed where it is a code."""
    return grouped(read(text)) or text[:LONGEST_TYPED].strip()


def read(text: str) -> str:
    """Return a typed code as it was made, whatever its case and dashes; empty when it cannot be one."""
    code = BETWEEN.sub("", text[:LONGEST_TYPED]).upper()
    return code if len(code) == LENGTH and all(letter in LETTERS for letter in code) else ""
