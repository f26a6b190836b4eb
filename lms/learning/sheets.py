"""Printed pages: what many readers share is rendered once and kept; what is one reader's is filled in.

A module page is the same for all who are equally far in it. Its key must name everything that the page
depends on; the holes are the reader's name, the token of the forms and the token of the opening. A page
that has a message to show is never kept.

What stands between the holes is deflated once as well. What fills them goes into the stream as it is, so
that no secret ever meets the compressor: its length tells nothing about a token (as BREACH needs it to).
"""

import re
import struct
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace

from flask import Response, request
from flask import session as cookie
from markupsafe import escape

from lms.catalogue.contents import Recent
from lms.web.security import csrf_token
from lms.web.shell import Viewer

# About 30 kB a page.
SHEETS = 1024
# No text holds a control character: content is sanitised, names are cleaned at import.
NAME, OPENED, TOKEN = "\x02name\x03", "\x02opened\x03", "\x02token\x03"
HOLE = re.compile(f"({NAME}|{OPENED}|{TOKEN})")
# RFC 1952: deflate, no name, no time, packed as small as can be, of no known system.
GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
# RFC 1951: the last block, empty.
END = b"\x03\x00"

Render = Callable[[Viewer | None, str], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """What is filled into the holes."""

    viewer: Viewer | None
    opened: str = ""

    def fillings(self, token: str) -> Mapping[str, bytes]:
        name = str(escape(self.viewer.name)) if self.viewer else ""
        return {NAME: name.encode(), OPENED: self.opened.encode(), TOKEN: token.encode()}


class Sheet:
    """A page with holes: texts and the names of holes in turn, and each text deflated by itself."""

    def __init__(self, page: str) -> None:
        pieces = HOLE.split(page)
        self.holes = pieces[1::2]
        self.texts = [text.encode() for text in pieces[::2]]
        self.squeezed = [_deflated(text) for text in self.texts]

    def plain(self, fillings: Mapping[str, bytes]) -> bytes:
        filled = [
            part
            for text, hole in zip(self.texts, self.holes, strict=False)
            for part in (text, fillings[hole])
        ]
        return b"".join([*filled, self.texts[-1]])

    def gzipped(self, fillings: Mapping[str, bytes]) -> bytes:
        whole = self.plain(fillings)
        stored = {hole: _stored(filling) for hole, filling in fillings.items()}
        blocks = [
            part
            for text, hole in zip(self.squeezed, self.holes, strict=False)
            for part in (text, stored[hole])
        ]
        return b"".join(
            [GZIP, *blocks, self.squeezed[-1], END, struct.pack("<LL", zlib.crc32(whole), len(whole))]
        )


_recent: Recent[Hashable, Sheet] = Recent(SHEETS)


def printed(key: Hashable, reader: Reader, render: Render) -> str:
    """Return the page; `render` is given the reader and the opening with holes in the place of the words."""
    if cookie.get("_flashes"):
        return render(reader.viewer, reader.opened)
    token = csrf_token()
    return _sheet(key, reader, render, token).plain(reader.fillings(token)).decode()


def sent(key: Hashable, reader: Reader, render: Render) -> Response:
    """Send the page, small where the browser can unpack it.

    Only for pages that show nothing which the address says: no part of them may be a stranger's guess.
    """
    if cookie.get("_flashes"):
        return Response(render(reader.viewer, reader.opened))
    token = csrf_token()
    sheet, fillings = _sheet(key, reader, render, token), reader.fillings(token)
    if request.accept_encodings["gzip"]:
        response = Response(sheet.gzipped(fillings))
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(sheet.plain(fillings))
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _sheet(key: Hashable, reader: Reader, render: Render, token: str) -> Sheet:
    sheet = _recent.get(key)
    if sheet is None:
        viewer = replace(reader.viewer, name=NAME) if reader.viewer else None
        sheet = Sheet(render(viewer, OPENED if reader.opened else "").replace(token, TOKEN))
        _recent.put(key, sheet)
    return sheet


def _deflated(text: bytes) -> bytes:
    """Return blocks that end at a byte and lean on nothing before them."""
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return press.compress(text) + press.flush(zlib.Z_FULL_FLUSH)


def _stored(text: bytes) -> bytes:
    """Return a block that holds a short text as it is."""
    return struct.pack("<BHH", 0, len(text), len(text) ^ 0xFFFF) + text
