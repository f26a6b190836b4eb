"""Pictures out of documents: made small enough for a phone, freed of what a camera adds, given a name."""

import hashlib
import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from lms.content.findings import Findings
from lms.content.markdown import assets
from lms.exchange.documents.drafts import slug

# As wide as a page shows it on a sharp screen; more pixels than that a phone only waits for.
WIDEST = 1600
# A photo is unpacked small; others are held whole, WebP even three times over.
MOST_PIXELS = {"JPEG": 40_000_000, "WEBP": 16_000_000}
MOST_OTHERS = 25_000_000
LONGEST = 16_000
# From here on a photo is written anew, in KB as `assets` counts.
LIGHT = 200 * 1024
HEAVY = 480 * 1024
QUALITIES = (85, 75, 60, 45)
AS_IT_IS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}


@dataclass(slots=True)
class Pictures:
    """What goes into a course's assets/, by its path; the same picture twice is one file."""

    files: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def take(self, data: bytes, name: str) -> str:
        """Return the path under which a picture lies now; empty for one that nobody could show."""
        digest = hashlib.sha256(data).hexdigest()
        if digest in self._known:
            return self._known[digest]
        suffix, made = prepared(data)
        if not made:
            return ""
        path = self._path(slug(PurePosixPath(name).stem) or "gambar", suffix)
        self.files[path] = made
        self._known[digest] = path
        return path

    def keep(self, data: bytes, name: str) -> str:
        """Take a file that is no picture, a download or a sound, if an author may bring it."""
        path = self._path(slug(PurePosixPath(name).stem) or "berkas", PurePosixPath(name).suffix.lower())
        unheard = Findings("")
        sort = assets.sort_of(path, len(data), unheard)
        if sort is None or not assets.sound(path, data, sort, unheard):
            return ""
        self.files[path] = data
        return path

    def _path(self, stem: str, suffix: str) -> str:
        path, number = f"assets/{stem}{suffix}", 1
        while path in self.files:
            number += 1
            path = f"assets/{stem}-{number}{suffix}"
        return path


def prepared(data: bytes) -> tuple[str, bytes]:
    """Return a picture's suffix and bytes as they may be published; both empty when it cannot be shown."""
    if re.match(rb"\s*(?:<\?xml|<!--|<svg)", data[:200]):
        return _drawing(data)
    try:
        with Image.open(BytesIO(data)) as picture:
            most = MOST_PIXELS.get(picture.format or "", MOST_OTHERS)
            if picture.width * picture.height > most or max(picture.size) > LONGEST:
                return "", b""
            picture.draft("RGB", (WIDEST, WIDEST))
            return _photo(data, picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", b""


def _drawing(data: bytes) -> tuple[str, bytes]:
    unheard = Findings("")
    sort = assets.sort_of("x.svg", len(data), unheard)
    good = sort is not None and assets.sound("x.svg", data, sort, unheard)
    return (".svg", data) if good else ("", b"")


def _photo(data: bytes, picture: Image.Image) -> tuple[str, bytes]:
    moves = getattr(picture, "n_frames", 1) > 1
    if moves and len(data) <= HEAVY and picture.format in AS_IT_IS:
        return AS_IT_IS[picture.format], data
    clean = ImageOps.exif_transpose(picture)
    clean.thumbnail((WIDEST, WIDEST * 4))
    seen_through = clean.mode in {"RGBA", "LA", "PA"} or "transparency" in clean.info
    if picture.format != "JPEG":
        made = _encoded(clean.convert("RGBA" if seen_through else _flat(clean)), "PNG", optimize=True)
        if len(made) <= (HEAVY if seen_through else LIGHT):
            return ".png", made
    return _smaller(clean.convert("RGBA"))


def _smaller(picture: Image.Image) -> tuple[str, bytes]:
    """Write a photo on white, a little coarser each time until a phone can bear it."""
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    for quality in QUALITIES:
        made = _encoded(ground, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(made) <= LIGHT:
            return ".jpg", made
    return (".jpg", made) if len(made) <= HEAVY else ("", b"")


def _flat(picture: Image.Image) -> str:
    return picture.mode if picture.mode in {"1", "L", "P"} else "RGB"


def _encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    picture.info = {}
    target = BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()
