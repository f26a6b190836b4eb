"""A course as one HTML file, style, pictures and answers inside: it opens by a tap, without internet."""

import base64
import hashlib
import re

from lms.books.binding import layout
from lms.books.binding.bodies import Body, Shape
from lms.books.binding.layout import Imprint
from lms.books.volumes import Chapter, Picture, Volume
from lms.web.assets import FOLDER as STATIC

MEDIA_TYPE = "text/html"
# A film beyond this would keep the file from being sent by any messenger.
LARGEST_MEDIA = 5 * 2**20


def make(volume: Volume, imprint: Imprint) -> bytes:
    """Return the file; the same volume gives the same bytes."""
    shape = Shape(volume, module=_module, picture=_picture, interactive=True)
    chapters = [
        (number, one, layout.written(Body(shape, one, number).html()))
        for number, one in enumerate(volume.chapters, 1)
    ]
    style, script = _pressed(layout.style("single.css")), _script()
    text = layout.page(
        "single.html",
        volume,
        imprint,
        chapters=chapters,
        intro=layout.written(_intro(volume)),
        anchor=lambda chapter, name: f"{chapter.name}.{name}",
        style=layout.written(style),
        script=layout.written(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return text.encode()


def _intro(volume: Volume) -> str:
    chapter = Chapter("pembuka", "", "0", 0, (), (), volume.intro, ())
    return Body(Shape(volume, module=_module, picture=_picture, interactive=True), chapter, 0).html()


def _module(chapter: Chapter, anchor: str) -> str:
    return f"#{chapter.name}.{anchor}" if anchor else f"#{chapter.name}"


def _picture(picture: Picture) -> str:
    if picture.media_type.startswith(("video/", "audio/")) and picture.size > LARGEST_MEDIA:
        return ""
    return layout.data_uri(picture.load(), picture.media_type)


def _script() -> str:
    """The script of the site's own self-checks: what a learner meets there works here too."""
    return (STATIC / "js" / "selfcheck.js").read_text(encoding="utf-8")


def _pressed(style: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
