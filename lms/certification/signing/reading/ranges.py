"""Where signatures stand in a file and which of its bytes they cover (ISO 32000-1, 12.8.1).

The bytes are scanned, no object is followed: a signature holds for bytes, whatever a reader makes of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

RANGE = re.compile(rb"/ByteRange\s{0,9}\[([^\]]{0,200})\]")
OBJECT = re.compile(rb"\d{1,10}\s{1,4}\d{1,5}\s{1,4}obj\b")
CONTENTS = re.compile(rb"/Contents\s*\Z")
HEX = re.compile(rb"[0-9A-Fa-f\s]*\Z")
END = re.compile(rb"%%EOF[\r\n ]{0,3}\Z")
# pyHanko writes the colon as an escape.
MOMENT = re.compile(rb"/M\s{0,9}\(D(?::|\\072)(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)?")
# More are not looked at; certificates have one.
MOST_SIGNATURES = 16
LARGEST_ENVELOPE = 512 * 1024
# How far before its hex the dictionary of a signature may begin.
LONGEST_HEAD = 4096


class Cover(StrEnum):
    """How much of the file a signature covers."""

    WHOLE = "whole"
    # A whole earlier state of the file; what follows it was added later.
    EARLIER = "earlier"
    # It ends in the middle of a state.
    SHORT = "short"
    # It leaves out something else than its own hex, or not only that.
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Place:
    """One signature: its DER (empty when it cannot be read), the gap around it, where its cover ends."""

    cover: Cover
    envelope: bytes = b""
    opens: int = 0
    closes: int = 0
    end: int = 0
    claimed_at: datetime | None = None


def places(data: bytes) -> Sequence[Place]:
    """Find every signature of a file, in the order of its bytes."""
    found: list[Place] = []
    for match in RANGE.finditer(data):
        found.append(_place(data, match))
        if len(found) == MOST_SIGNATURES:
            break
    return found


def ends(data: bytes) -> Sequence[int]:
    """Return where the earlier states of a file end, each with and without its line end, the last first."""
    found: list[int] = []
    mark = len(data)
    while len(found) < 2 * MOST_SIGNATURES and (mark := data.rfind(b"%%EOF", 0, mark)) >= 0:
        plain = mark + len(b"%%EOF")
        line = data[plain : plain + 2]
        ending = 2 if line == b"\r\n" else 1 if line[:1] in {b"\r", b"\n"} else 0
        found += [plain + ending, plain] if ending else [plain]
    return [end for end in found if end < len(data)]


def _place(data: bytes, match: re.Match[bytes]) -> Place:
    numbers = match[1].split()
    if len(numbers) != 4 or not all(re.fullmatch(rb"\d{1,10}", number) for number in numbers):
        return Place(Cover.ODD)
    start, opens, closes, rest = (int(number) for number in numbers)
    end = closes + rest
    if start != 0 or not 0 < opens < closes <= end <= len(data) or closes - opens > LARGEST_ENVELOPE:
        return Place(Cover.ODD)
    gap = data[opens:closes]
    head = data[max(0, opens - LONGEST_HEAD) : opens]
    begins = [found.end() for found in OBJECT.finditer(head)]
    if not (gap.startswith(b"<") and gap.endswith(b">") and HEX.match(gap[1:-1]) and CONTENTS.search(head)):
        return Place(Cover.ODD)
    first = opens - len(head) + begins[-1] if begins else opens
    last = data.find(b"endobj", closes)
    if not first <= match.start() <= last:
        return Place(Cover.ODD)
    hexes = re.sub(rb"\s", b"", gap[1:-1])
    whole = data[first:opens] + data[closes:last]
    if end == len(data):
        cover = Cover.WHOLE
    else:
        cover = Cover.EARLIER if END.search(data[max(0, end - 9) : end]) else Cover.SHORT
    envelope = bytes.fromhex(hexes.decode().ljust(len(hexes) + len(hexes) % 2, "0"))
    return Place(cover, envelope, opens, closes, end, _moment(whole))


def _moment(dictionary: bytes) -> datetime | None:
    found = MOMENT.search(dictionary)
    if found is None:
        return None
    digits, sign, hours, minutes = (part.decode() if part else "" for part in found.groups())
    zone = f"{sign}{hours}{minutes}" if sign else "+0000"
    try:
        return datetime.strptime(digits + zone, "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
