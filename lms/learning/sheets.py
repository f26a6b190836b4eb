"""Printed pages: what many readers share is rendered once and kept; what is one reader's is filled in.

A module page is the same for all who are equally far in it. Its key must name everything that the page
depends on; the holes are the reader's name, the token of the forms and the token of the opening. A page
that has a message to show is never kept.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from flask import session as cookie
from markupsafe import escape

from lms.catalogue.contents import Recent
from lms.web.security import csrf_token
from lms.web.shell import Viewer

# About 25 kB a page.
SHEETS = 1024
# No text holds a control character: content is sanitised, names are cleaned at import.
NAME, OPENED, TOKEN = "\x02name\x03", "\x02opened\x03", "\x02token\x03"

_recent: Recent[Hashable, str] = Recent(SHEETS)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is filled into the holes."""

    viewer: Viewer | None
    opened: str = ""


def printed(key: Hashable, reader: Reader, render: Callable[[Viewer | None, str], str]) -> str:
    """Return the page; `render` is given the reader and the opening with holes in the place of the words."""
    if cookie.get("_flashes"):
        return render(reader.viewer, reader.opened)
    sheet = _recent.get(key)
    token = csrf_token()
    if sheet is None:
        viewer = replace(reader.viewer, name=NAME) if reader.viewer else None
        sheet = render(viewer, OPENED if reader.opened else "").replace(token, TOKEN)
        _recent.put(key, sheet)
    name = str(escape(reader.viewer.name)) if reader.viewer else ""
    return sheet.replace(TOKEN, token).replace(OPENED, reader.opened).replace(NAME, name)
