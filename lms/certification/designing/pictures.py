"""A page of a PDF as a picture, drawn by poppler's pdftoppm; where that is not installed there is none."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

TOOL = "pdftoppm"
# The page of designs stays below 100 KB with front and back in view; the PDF is there to look closely.
WIDE = 640
QUALITY = 42
SECONDS = 20


def can_be_had() -> bool:
    return shutil.which(TOOL) is not None


def of(data: bytes, page: int) -> bytes | None:
    """Return a page of a PDF that we made ourselves as WebP; None where it cannot be drawn."""
    tool = shutil.which(TOOL)
    if tool is None:
        return None
    options = ["-singlefile", "-png", "-scale-to-x", str(2 * WIDE), "-scale-to-y", "-1"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sertifikat.pdf"
        path.write_bytes(data)
        done = subprocess.run(  # noqa: S603 # no shell, a file of ours
            [tool, "-f", str(page), "-l", str(page), *options, str(path)],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    return _light(done.stdout) if done.returncode == 0 and done.stdout else None


def _light(png: bytes) -> bytes:
    """Take it down from twice the size: small letters stay letters."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        image.convert("RGB").reduce(2).save(out, "WEBP", quality=QUALITY, method=5)
    return out.getvalue()
