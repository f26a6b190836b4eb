"""A report's number, to be said aloud, and its secret, which opens the ticket and is the citizen's alone."""

import re

# Without letters that are mistaken for one another when they are copied from paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 20
GROUP = 5
NUMBER = re.compile(r"ADU-?([0-9]{4})-?([0-9]{1,12})", re.ASCII)
SPACES = re.compile(r"[\s\-–—.]+")


def number(year: int, sequence: int) -> str:
    """Write `ADU-2026-00042`; the count grows wider than its zeros when it must."""
    return f"ADU-{year}-{sequence:05d}"


def number_read(text: str) -> str:
    """Return a typed number as it is kept: case, blanks and zeros in front do not matter."""
    written = SPACES.sub("-", text.strip()).upper()[:24]
    parts = NUMBER.fullmatch(written)
    return number(int(parts[1]), int(parts[2])) if parts else written


def secret(digest: bytes) -> str:
    """Write 20 letters from the 32 bytes of a keyed hash: 99 bits, more than can be guessed.

    The bytes are read as one number, so that every letter is as likely as the others to within 2⁻¹⁵⁶.
    """
    left, written = int.from_bytes(digest, "big"), []
    for _ in range(LENGTH):
        left, letter = divmod(left, len(LETTERS))
        written.append(LETTERS[letter])
    return "".join(written)


def grouped(written: str) -> str:
    """`abcde-fghjk-mnpqr-stuvw`: as it is printed on the ticket."""
    return "-".join(written[start : start + GROUP] for start in range(0, len(written), GROUP))


def secret_read(text: str) -> str:
    """Return a typed secret as it was made; empty when it cannot be one."""
    written = SPACES.sub("", text[:80]).lower()
    return written if len(written) == LENGTH and all(letter in LETTERS for letter in written) else ""
