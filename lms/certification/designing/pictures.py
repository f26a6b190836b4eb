"""A page of a PDF as a picture, drawn by poppler's pdftoppm; where that is not installed there is none."""

import shutil
import subprocess
import tempfile
from pathlib import Path

TOOL = "pdftoppm"
# A page of designs stays below 100 KB with the front in view; the PDF is there for who looks closely.
WIDE = 760
QUALITY = 62
SECONDS = 20


def can_be_had() -> bool:
    return shutil.which(TOOL) is not None


def of(data: bytes, page: int) -> bytes | None:
    """Return a page of a PDF that we made ourselves as JPEG; None where it cannot be drawn."""
    tool = shutil.which(TOOL)
    if tool is None:
        return None
    options = [
        "-jpeg",
        "-jpegopt",
        f"quality={QUALITY},optimize=y",
        "-scale-to-x",
        str(WIDE),
        "-scale-to-y",
        "-1",
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sertifikat.pdf"
        path.write_bytes(data)
        done = subprocess.run(  # noqa: S603 # no shell, a file of ours
            [tool, "-f", str(page), "-l", str(page), "-singlefile", *options, str(path)],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    return done.stdout if done.returncode == 0 and done.stdout else None
