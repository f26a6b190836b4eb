"""The pictures of the manuals and the README: what the journeys saw, when `make screenshots` asks."""

import io
import os

from PIL import Image
from served_site import ROOT
from visitor import Visitor

ASKED = os.environ.get("LMS_SCREENSHOTS") == "1"
DESK_WIDTH = 960
HEAVIEST = 60_000


def keep(visitor: Visitor, course: str, name: str, *, top: str = "", wide: bool = False) -> None:
    """Keep what is on the screen as `courses/<course>/assets/<name>.png`; `top` names what to begin with.

    A `wide` picture is made at the desk only, another on the phone only.
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
    if seen.width > DESK_WIDTH:
        seen = seen.resize(
            (DESK_WIDTH, round(seen.height * DESK_WIDTH / seen.width)), Image.Resampling.LANCZOS
        )
    data = _small(seen)
    assert len(data) <= HEAVIEST, f"{course}/{name}: {len(data)} bytes"
    path = ROOT / "courses" / course / "assets" / f"{name}.png"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def _small(image: Image.Image) -> bytes:
    """Write with a palette of 64 colours: screens have few, and a phone's data plan has a limit."""
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
