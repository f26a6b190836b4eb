"""QR codes of level M and one mask, as segno draws them in a fifth of its time: they are drawn by thousands.

ISO/IEC 18004:2015. The frame of each version is segno's, and so is every code that is neither letters of its
alphanumeric mode nor ASCII; before the first code of a version one is drawn both ways, and where that differs
segno draws all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Any

import segno
from segno import consts

# Any of the eight masks makes a valid code; looking for the best of them costs five times the code itself.
MASK = 3
# Table 5: the letters of alphanumeric mode in the order of their values.
LETTERS = {letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
# Table 3: bits of the count in versions 1–9 and 10–26; table 2: the modes.
COUNTS: Mapping[str, tuple[int, int]] = {"alphanumeric": (9, 11), "byte": (8, 16)}
MODES = {"alphanumeric": "0010", "byte": "0100"}
LAST = 26
PADS = (0xEC, 0x11)
ALIGNMENT = (consts.TYPE_ALIGNMENT_PATTERN_DARK, consts.TYPE_ALIGNMENT_PATTERN_LIGHT)


@dataclass(frozen=True, slots=True)
class Frame:
    """A version without its data: the modules that all its codes have, and where the bits go."""

    size: int
    modules: str
    places: tuple[int, ...]
    masked: str


def rows(text: str) -> tuple[str, ...]:
    """Return the rows of modules, "1" for dark, of the smallest version that holds the text."""
    mode = "alphanumeric" if all(letter in LETTERS for letter in text) else "byte"
    if not text.isascii() or text.isdigit() or not text:
        return _by_segno(text)
    version = _version(mode, len(text))
    if version is None or not _as_segno(version, mode):
        return _by_segno(text)
    return _drawn(version, mode, text)


def _by_segno(text: str, version: int | None = None) -> tuple[str, ...]:
    code = segno.make(text, error="m", version=version, mask=MASK, micro=False, boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)


@cache
def _as_segno(version: int, mode: str) -> bool:
    """Draw a code of this version both ways."""
    text = ("AMP1:%0 " if mode == "alphanumeric" else "https://") * (version * 3)
    text = text[: _room(version, mode) * 8 // 9]
    return _drawn(version, mode, text) == _by_segno(text, version)


def _room(version: int, mode: str) -> int:
    """Return how many letters a version holds."""
    left = _capacity(version) - 4 - COUNTS[mode][version > 9]
    return left // 8 if mode == "byte" else left // 11 * 2 + (left % 11 >= 6)


def _capacity(version: int) -> int:
    """Return the bits of data that a version holds at level M."""
    capacities: Any = consts.SYMBOL_CAPACITY
    return int(capacities[version][consts.ERROR_LEVEL_M])


def _version(mode: str, letters: int) -> int | None:
    return next((one for one in range(1, LAST + 1) if _room(one, mode) >= letters), None)


def _bits(mode: str, text: str) -> str:
    """Encode the letters, 7.4.4 and 7.4.5."""
    if mode == "byte":
        return "".join([f"{byte:08b}" for byte in text.encode()])
    pairs = [LETTERS[a] * 45 + LETTERS[b] for a, b in zip(text[::2], text[1::2], strict=False)]
    last = f"{LETTERS[text[-1]]:06b}" if len(text) % 2 else ""
    return "".join([f"{pair:011b}" for pair in pairs]) + last


def _drawn(version: int, mode: str, text: str) -> tuple[str, ...]:
    count = COUNTS[mode][version > 9]
    bits = f"{MODES[mode]}{len(text):0{count}b}{_bits(mode, text)}"
    frame = _frame(version)
    stream = "".join([f"{word:08b}" for word in _message(version, bits)]).ljust(len(frame.places), "0")
    shown = f"{int(stream, 2) ^ int(frame.masked, 2):0{len(frame.places)}b}"
    modules = list(frame.modules)
    for place, bit in zip(frame.places, shown, strict=True):
        modules[place] = bit
    flat = "".join(modules)
    return tuple(flat[start : start + frame.size] for start in range(0, len(flat), frame.size))


def _message(version: int, bits: str) -> list[int]:
    """Return the codewords, padded (7.4.10), each block followed by its correction, interleaved (7.6)."""
    capacity = _capacity(version)
    bits += "0" * min(4, capacity - len(bits))
    # As segno: a word of zeros where none is called for. Nobody reads what stands behind the terminator.
    bits += "0" * (8 - len(bits) % 8)
    words = [int(bits[start : start + 8], 2) for start in range(0, min(len(bits), capacity), 8)]
    words += [PADS[n % 2] for n in range(capacity // 8 - len(words))]
    data, extra, at = [], [], 0
    blocks: Any = consts.ECC
    for kind in blocks[version][consts.ERROR_LEVEL_M]:
        for _ in range(kind.num_blocks):
            block = words[at : at + kind.num_data]
            at += kind.num_data
            data.append(block)
            extra.append(_correction(block, kind.num_total - kind.num_data))
    return [word for word in chain(*zip_longest(*data), *zip_longest(*extra)) if word is not None]


def _correction(block: list[int], words: int) -> bytes:
    """Divide the block by the generator polynomial (7.5.2); the rest is its correction."""
    table, high, mask = _multiples(words), 8 * (words - 1), (1 << 8 * words) - 1
    rest = 0
    for word in block:
        rest = (rest << 8 & mask) ^ table[word ^ rest >> high]
    return rest.to_bytes(words, "big")


@cache
def _multiples(words: int) -> tuple[int, ...]:
    """Return each multiple of the generator polynomial of so many words, without its first term."""
    polynomial, root = [1], 1
    for _ in range(words):
        longer = [*polynomial, 0]
        for n, value in enumerate(polynomial, 1):
            longer[n] ^= _times(value, root)
        polynomial, root = longer, _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(value, factor) for value in polynomial[1:]), "big")
        for factor in range(256)
    )


def _times(one: int, other: int) -> int:
    """Multiply in the field of 256 elements modulo x⁸ + x⁴ + x³ + x² + 1."""
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ 0x11D * (one >> 7)
        other >>= 1
    return product


@cache
def _frame(version: int) -> Frame:
    code = segno.make("0", version=version, error="m", mask=MASK, boost_error=False)
    kinds = [list(row) for row in code.matrix_iter(scale=1, border=0, verbose=True)]
    size = len(kinds)
    cells = [
        (row, column)
        for row, column in _zigzag(size)
        if kinds[row][column] not in ALIGNMENT and not _is_fixed(version, size, row, column)
    ]
    return Frame(
        size,
        "".join("1" if module else "0" for row in code.matrix for module in row),
        tuple(row * size + column for row, column in cells),
        # Table 10, mask 011.
        "".join("1" if (row + column) % 3 == 0 else "0" for row, column in cells),
    )


def _is_fixed(version: int, size: int, row: int, column: int) -> bool:
    """Tell finders, their separators, format, timing and version from data (figures 2 to 4)."""
    low, high = min(row, column), max(row, column)
    finder = high < 9 or (low < 9 and high >= size - 8)
    return finder or 6 in (row, column) or (version > 6 and low < 6 and high >= size - 11)


def _zigzag(size: int) -> list[tuple[int, int]]:
    """Return all modules in the order of 7.7.3: pairs of columns from the right, up and down in turn."""
    rights = [right if right > 6 else right - 1 for right in range(size - 1, 0, -2)]
    return [
        (size - 1 - n if turn % 2 == 0 else n, column)
        for turn, right in enumerate(rights)
        for n in range(size)
        for column in (right, right - 1)
    ]
