"""A PDF file of parts: those that everybody shares are written once, a person's own follow them."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

import pydyf

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
# One step above zlib's default costs nothing here; its best costs three times as much for half a percent.
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """The beginning of the file: shared streams, then shared objects packed into one stream."""

    data: bytes
    offsets: Mapping[int, int]
    packed: Mapping[int, tuple[int, int]]
    size: int
    root: int


def text_of(made: Any) -> bytes:
    """Return the text of a stream; pydyf writes bytes, numbers and texts each in its way."""
    return b"\n".join(pydyf._to_bytes(item) for item in made.stream)  # noqa: SLF001 # as pydyf itself


def number_text(value: float) -> bytes:
    """Write a number as pydyf does."""
    return bytes(pydyf._to_bytes(value))  # noqa: SLF001 # no other door to it


def stream(number: int, raw: bytes, extra: Mapping[str, object] | None = None) -> Any:
    """Return a stream object of this number, packed."""
    made = pydyf.Stream([zlib.compress(raw, LEVEL)], {**(extra or {}), "Filter": "/FlateDecode"})
    made.number = number
    return made


def frame(shared: Sequence[Any], size: int, root: int) -> Frame:
    """Write the shared objects; `size` is the number of the first object that nobody has yet."""
    data, offsets = bytearray(HEADER), {}
    for one in shared:
        if isinstance(one, pydyf.Stream):
            offsets[one.number] = len(data)
            data += one.indirect + b"\n"
    pack, packed = _packed([one for one in shared if not isinstance(one, pydyf.Stream)], size)
    offsets[size] = len(data)
    data += pack.indirect + b"\n"
    return Frame(bytes(data), offsets, packed, size + 1, root)


def written(shared: Frame, own: Sequence[Any], info: Any, identifier: str) -> bytes:
    """Return the whole file: the shared parts and a person's own objects."""
    size = shared.size
    info.number = size
    pack, packed = _packed([*(one for one in own if not isinstance(one, pydyf.Stream)), info], size + 1)
    data, offsets = bytearray(shared.data), dict(shared.offsets)
    for one in [*(one for one in own if isinstance(one, pydyf.Stream)), pack]:
        offsets[one.number] = len(data)
        data += one.indirect + b"\n"
    offsets[size + 2] = len(data)
    rows = {number: (1, offset, 0) for number, offset in offsets.items()}
    rows |= {number: (2, *place) for number, place in {**shared.packed, **packed}.items()}
    table = b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(3, "big") + second.to_bytes(2, "big")
        for kind, first, second in (rows.get(number, (0, 0, 65535)) for number in range(size + 3))
    )
    last = stream(
        size + 2,
        table,
        {
            "Type": "/XRef",
            "Index": pydyf.Array((0, size + 3)),
            "W": pydyf.Array((1, 3, 2)),
            "Size": size + 3,
            "Root": f"{shared.root} 0 R",
            "Info": info.reference,
            "ID": pydyf.Array(
                (pydyf.String(identifier), pydyf.String(md5(data, usedforsecurity=False).hexdigest()))
            ),
        },
    )
    data += last.indirect + b"\n"
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % offsets[size + 2]


def _packed(objects: Sequence[Any], number: int) -> tuple[Any, dict[int, tuple[int, int]]]:
    """Pack objects into an object stream; return it and the place of each object."""
    heads, bodies, place = [], [], 0
    for one in objects:
        body = one.data
        heads.append(b"%d %d" % (one.number, place))
        bodies.append(body)
        place += len(body) + 1
    head = b" ".join(heads) + b"\n"
    made = stream(
        number, head + b"\n".join(bodies), {"Type": "/ObjStm", "N": len(objects), "First": len(head)}
    )
    return made, {one.number: (number, index) for index, one in enumerate(objects)}
