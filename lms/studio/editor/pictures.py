"""Pictures as a phone can load them: upright, no wider than a page, small, and without what a camera adds."""

import io
import re
import unicodedata
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from lms.content.markdown.assets import PICTURE
from lms.content.markdown.markup import svg
from lms.errors import InvalidInput, Message

WIDEST = 1600
TARGET = 150 * 1024
# A photo is unpacked small; others are held whole, WebP even three times over.
MOST_PIXELS = {"JPEG": 40_000_000, "WEBP": 16_000_000}
MOST_OTHERS = 25_000_000
# Beyond this no WebP can be written, and a strip of one line would be made larger instead of smaller.
LONGEST = 16_000
SMOOTH = ("L", "LA", "RGB", "RGBA", "CMYK")
READ = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
# Tried in turn until the target is met; below the last, a photo is seen to be a picture of a photo.
WIDTHS = (1600, 1280, 1024)
QUALITIES = (82, 74, 64)

NO_PICTURE = Message(
    "Berkas ini bukan gambar yang dapat dibaca.",
    "This file is not a picture that can be read.",
    "Kirim foto atau gambar JPEG, PNG, GIF, WebP, atau SVG.",
    "Send a photo or picture as JPEG, PNG, GIF, WebP or SVG.",
)
TOO_BIG = Message(
    "Gambar ini terlalu besar untuk dibuka: {width} × {height} titik.",
    "This picture is too large to open: {width} × {height} pixels.",
    "Kirim gambar dengan paling banyak {most} juta titik dan {longest} titik di setiap sisi.",
    "Send a picture of at most {most} million pixels, and {longest} on each side.",
)
BAD_SVG = Message(
    "Gambar SVG ini memuat {what}, yang tidak diperbolehkan.",
    "This SVG picture holds {what}, which is not allowed.",
    "Simpan ulang sebagai SVG biasa tanpa skrip, tautan, dan berkas luar, atau kirim sebagai PNG.",
    "Save it again as plain SVG without scripts, links and outer files, or send it as PNG.",
)
HEAVY_SVG = Message(
    "Gambar SVG ini {size} KB, terlalu besar.",
    "This SVG picture is {size} KB, too large.",
    "Sederhanakan sampai di bawah {most} KB, atau kirim sebagai PNG.",
    "Make it simpler, below {most} KB, or send it as PNG.",
)
NO_ALT = Message(
    "Teks pengganti gambar belum ditulis.",
    "The picture's alternative text is missing.",
    "Tulis satu kalimat tentang apa yang terlihat, bagi orang yang tidak melihatnya.",
    "Write one sentence on what is to be seen, for people who do not see it.",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept; `before` is the size of what was sent."""

    name: str
    data: bytes
    before: int
    width: int = 0
    height: int = 0

    @property
    def heavy(self) -> bool:
        """Tell whether the target was missed."""
        return len(self.data) > TARGET


def prepared(data: bytes, name: str, taken: Collection[str] = ()) -> Picture:
    """Make an upload fit for a course; its type is told by what it holds, whatever its name says."""
    stem = slug(name)
    if _is_svg(data):
        return Picture(_free(f"{stem}.svg", taken), _checked_svg(data), len(data))
    image = _opened(data)
    made, extension = _encoded(image)
    with Image.open(io.BytesIO(made)) as final:
        width, height = final.size
    return Picture(_free(f"{stem}{extension}", taken), made, len(data), width, height)


def require_alt(text: str) -> str:
    """Return the alternative text as one line that Markdown keeps; refuse an empty one."""
    alt = " ".join(text.split())
    if not alt:
        raise InvalidInput(NO_ALT, "studio.no-alt", "alt")
    return re.sub(r"([\\\[\]])", r"\\\1", alt)


def figure(path: str, alt: str, caption: str = "") -> str:
    """Return the Markdown line of a picture in `assets/`."""
    caption = " ".join(caption.split()).replace("\\", "\\\\").replace('"', '\\"')
    told = f' "{caption}"' if caption else ""
    return f"![{alt}]({path}{told})"


def slug(name: str) -> str:
    """Make a file's name of small letters, digits and dashes; never empty."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "gambar"


def _free(name: str, taken: Collection[str]) -> str:
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def _is_svg(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in data[:65536].lower()


def _checked_svg(data: bytes) -> bytes:
    most = PICTURE[1]
    if len(data) > most * 1024:
        raise InvalidInput(HEAVY_SVG, "studio.svg-heavy", "picture", size=-(-len(data) // 1024), most=most)
    what = svg.objection(data)
    if what == "broken":
        raise InvalidInput(NO_PICTURE, "studio.no-picture", "picture")
    if what:
        raise InvalidInput(BAD_SVG, "studio.svg", "picture", what=what)
    return data


def _opened(data: bytes) -> Image.Image:
    """Open what is a picture, judged before a pixel is unpacked; the camera's turn is applied."""
    try:
        with warnings.catch_warnings():
            # The size is judged below, by a limit of our own.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=READ) as image:
                width, height = image.size
                most = MOST_PIXELS.get(image.format or "", MOST_OTHERS)
                if width * height > most or max(width, height) > LONGEST:
                    raise InvalidInput(
                        TOO_BIG, "studio.picture-large", "picture",
                        width=width, height=height, most=most // 1_000_000, longest=LONGEST,
                    )  # fmt: skip
                image.draft("RGB", (WIDEST, WIDEST))
                return _upright(image)
    except Image.DecompressionBombError as error:
        raise InvalidInput(NO_PICTURE, "studio.no-picture", "picture") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise InvalidInput(NO_PICTURE, "studio.no-picture", "picture") from error


def _upright(image: Image.Image) -> Image.Image:
    """Turn and take down to less than twice the width of a page, without a second whole copy in memory."""
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    factor = image.width // WIDEST
    return image.reduce(factor) if factor > 1 and image.mode in SMOOTH else image.copy()


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    """Write anew, so that only pixels are carried over: a screen of few colours as PNG, the rest as WebP."""
    transparency = image.info.get("transparency")
    clear = image.mode in ("RGBA", "LA", "PA") or transparency is not None
    plain = image.mode in ("1", "L", "P") and image.width <= WIDEST
    if plain:
        # A palette stays one; what else the file said of itself does not.
        image.info = {} if transparency is None else {"transparency": transparency}
        if len(png := _written(image, "PNG", optimize=True)) <= TARGET:
            return png, ".png"
    image = image.convert("RGBA" if clear else "RGB")
    best = b""
    for width in WIDTHS:
        if image.width > width:
            height = max(1, round(image.height * width / image.width))
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            best = _written(image, "WEBP", quality=quality, method=4)
            if len(best) <= TARGET:
                return best, ".webp"
    return best, ".webp"


def _written(image: Image.Image, kind: str, **options: int | bool) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
