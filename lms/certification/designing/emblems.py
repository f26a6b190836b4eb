"""The government's emblem as people upload it: told by what it holds, small, without anything that runs."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from lms.certification import designs
from lms.certification.designing import drawings
from lms.certification.rules.looks import Emblem, Look
from lms.config import Settings
from lms.content.markdown.markup import svg
from lms.db.files import FileStore
from lms.errors import InvalidInput, Message

# It goes into every certificate, which stays below 120 KB.
MOST_KB, MOST_PNG_KB = 300, 24
MOST_SVG_KB = 40
MOST_PIXELS, LONGEST = 16_000_000, 8_000
# At 13 mm a side more is never seen, in print or on a screen.
SIDES = (400, 320, 240, 160)
READ = ("PNG", "JPEG", "WEBP")
EMPTY = Message(
    "Berkas lambang belum dipilih.",
    "No file with the emblem is chosen.",
    "Pilih berkas SVG atau PNG, lalu kirim lagi.",
    "Choose an SVG or PNG file, then send again.",
)
NO_PICTURE = Message(
    "Berkas ini bukan gambar yang dapat dibaca.",
    "This file is not a picture that can be read.",
    "Kirim lambang sebagai SVG, PNG, JPEG, atau WebP.",
    "Send the emblem as SVG, PNG, JPEG or WebP.",
)
HEAVY = Message(
    "Berkas ini {size} KB, terlalu besar: paling banyak {most} KB.",
    "This file is {size} KB, too large: at most {most} KB.",
    "Sederhanakan gambarnya, atau kirim sebagai PNG selebar 400 titik.",
    "Make the picture simpler, or send it as PNG 400 pixels wide.",
)
BIG = Message(
    "Gambar ini terlalu besar untuk dibuka: {width} × {height} titik.",
    "This picture is too large to open: {width} × {height} pixels.",
    "Kecilkan sampai selebar 400 titik; di sertifikat lambang hanya setinggi 13 mm.",
    "Make it 400 pixels wide; on a certificate the emblem is only 13 mm high.",
)
BAD_SVG = Message(
    "Gambar SVG ini memuat {what}, yang tidak diperbolehkan.",
    "This SVG picture holds {what}, which is not allowed.",
    "Simpan ulang sebagai SVG biasa tanpa skrip, tautan, dan berkas luar, atau kirim sebagai PNG.",
    "Save it again as plain SVG without scripts, links and outer files, or send it as PNG.",
)
MUCH = Message(
    "Gambar SVG ini terlalu rumit untuk digambar di setiap sertifikat.",
    "This SVG picture is too intricate to be drawn on every certificate.",
    "Sederhanakan gambarnya, atau kirim sebagai PNG selebar 400 titik.",
    "Make the picture simpler, or send it as PNG 400 pixels wide.",
)


def checked(data: bytes) -> tuple[bytes, str]:
    """Return what is kept of an upload and its media type.

    A picture of pixels is written anew, so that only pixels are carried over. Raises `InvalidInput`.
    """
    if not data:
        raise InvalidInput(EMPTY, "certificate.emblem-empty", "lambang")
    if len(data) > MOST_KB * 1024:
        raise _heavy(data, MOST_KB)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _svg(data), "image/svg+xml"
    return _png(data), "image/png"


def of(look: Look, settings: Settings, files: FileStore) -> str:
    """Return the emblem as an address for a picture: the chosen one, else that of the instance folder.

    Of one that was lost nothing is shown, so that another can be sent; no certificate is made without it.
    """
    if look.emblem is None:
        return designs.emblem(settings.instance)
    if not files.has(look.emblem.sha256):
        return ""
    return designs.picture(files.get(look.emblem.sha256), look.emblem.media_type)


def keep(data: bytes, files: FileStore) -> Emblem:
    """Check an upload and keep it under its SHA-256."""
    made, media_type = checked(data)
    return Emblem(files.put(made), media_type)


def _svg(data: bytes) -> bytes:
    if len(data) > MOST_SVG_KB * 1024:
        raise _heavy(data, MOST_SVG_KB)
    what = svg.objection(data)
    if what == "broken":
        raise InvalidInput(NO_PICTURE, "certificate.emblem-unread", "lambang")
    what = what or drawings.objection(data)
    if what == drawings.TOO_MUCH:
        raise InvalidInput(MUCH, "certificate.emblem-much", "lambang")
    if what:
        raise InvalidInput(BAD_SVG, "certificate.emblem-svg", "lambang", what=what)
    return data


def _png(data: bytes) -> bytes:
    image = _opened(data)
    for side in SIDES:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        for made in (image, image.quantize(128, Image.Quantize.FASTOCTREE)):
            out = io.BytesIO()
            made.save(out, "PNG", optimize=True)
            if out.tell() <= MOST_PNG_KB * 1024:
                return out.getvalue()
    raise _heavy(data, MOST_PNG_KB)


def _opened(data: bytes) -> Image.Image:
    """Open what is a picture, judged by its size before a pixel is unpacked."""
    try:
        with warnings.catch_warnings():
            # The size is judged below, by a limit of our own.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=READ) as image:
                if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST:
                    width, height = image.size
                    raise InvalidInput(BIG, "certificate.emblem-big", "lambang", width=width, height=height)
                return image.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise InvalidInput(NO_PICTURE, "certificate.emblem-unread", "lambang") from error


def _heavy(data: bytes, most: int) -> InvalidInput:
    return InvalidInput(HEAVY, "certificate.emblem-heavy", "lambang", size=-(-len(data) // 1024), most=most)
