"""The pictures of the manuals and the README: what the journeys saw, when `make screenshots` asks."""

import io
import os

from PIL import Image
from served_site import ROOT
from visitor import Visitor

ASKED = os.environ.get("LMS_SCREENSHOTS") == "1"
DESK_WIDTH, COLOURS = 960, 64
MANY_WIDTH, MANY_QUALITY = 640, 50
HEAVIEST = 60_000


def keep(
    visitor: Visitor, course: str, name: str, *, top: str = "", wide: bool = False, many: bool = False
) -> None:
    """Keep what is on the screen as `courses/<course>/assets/<name>.webp`; `top` names what to begin with.

    A `wide` picture is made at the desk only, another on the phone only. One of `many` on a page is a smaller
    WebP, so that a phone's first view of them all stays light.
    """
    size = visitor.page.viewport_size
    if not ASKED or size is None or wide != (size["width"] > DESK_WIDTH):
        return
    page = visitor.page
    if top:
        page.locator(top).first.evaluate(
            "element => scrollTo(0, scrollY + element.getBoundingClientRect().top - 12)"
        )
    else:
        page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.activeElement.blur()")
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as image:
        seen = image.convert("RGB")
    width = MANY_WIDTH if many else DESK_WIDTH
    if seen.width > width:
        seen = seen.resize((width, round(seen.height * width / seen.width)), Image.Resampling.LANCZOS)
    kind = "webp" if many else "png"
    data = _webp(seen) if many else _png(seen)
    assert len(data) <= HEAVIEST, f"{course}/{name}: {len(data)} bytes"
    path = ROOT / "courses" / course / "assets" / f"{name}.{kind}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def _png(image: Image.Image) -> bytes:
    """Write with a palette: screens have few colours, and a phone's data plan has a limit."""
    out = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=MANY_QUALITY, method=6)
    return out.getvalue()
