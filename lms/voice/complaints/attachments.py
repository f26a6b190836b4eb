"""Pictures and PDF sent with a report: told by what they hold, freed of what a camera or program adds."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.db.files import FileStore
from lms.errors import InvalidInput, Message, NotFound
from lms.voice.complaints.models import Complaint, ComplaintAttachment

MOST = 5
# With all messages of a ticket.
MOST_IN_ALL = 20
LARGEST = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000
WIDEST = 2000
QUALITY = 82
MOST_OBJECTS = 50_000
LONGEST_NAME = 100
# What a PDF may do by itself when it is opened, and what it carries along.
ACTIVE = ("/OpenAction", "/AA", "/Metadata", "/AcroForm", "/Names", "/PieceInfo")
ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE")

TOO_MANY = Message(
    "Paling banyak {most} lampiran.",
    "At most {most} attachments.",
    "Pilih yang paling penting.",
    "Choose the most important ones.",
)
TOO_LARGE = Message(
    "Lampiran “{name}” terlalu besar.",
    "The attachment “{name}” is too large.",
    "Kirim berkas paling besar {most} MB.",
    "Send files of {most} MB at most.",
)
NOT_READ = Message(
    "Lampiran “{name}” bukan foto atau PDF yang dapat dibaca.",
    "The attachment “{name}” is not a photo or PDF that can be read.",
    "Kirim JPEG, PNG, WebP, atau PDF tanpa kata sandi.",
    "Send JPEG, PNG, WebP, or a PDF without a password.",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: the sender's name for it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it is kept."""

    name: str
    media_type: str
    data: bytes


def cleaned(sent: Sequence[Sent]) -> list[Cleaned]:
    """Check and clean the files of one form, all before any is kept; raises `InvalidInput`."""
    if len(sent) > MOST:
        raise InvalidInput(TOO_MANY, "attachment.many", "lampiran", most=MOST)
    return [_one(file) for file in sent]


def keep(
    session: Session, complaint: Complaint, files: Iterable[Cleaned], *, message_id: int | None = None
) -> None:
    """Keep cleaned files with a report, or with one of its messages."""
    store: FileStore = session.info["files"]
    rows = [
        ComplaintAttachment(
            complaint_id=complaint.id,
            message_id=message_id,
            name=file.name,
            media_type=file.media_type,
            size=len(file.data),
            sha256=store.put(file.data),
        )
        for file in files
    ]
    if rows and len(rows) + _count(session, complaint) > MOST_IN_ALL:
        raise InvalidInput(TOO_MANY, "attachment.many", "lampiran", most=MOST_IN_ALL)
    session.add_all(rows)
    session.flush()


def of(session: Session, complaint: Complaint) -> Sequence[ComplaintAttachment]:
    """Return a report's attachments in the order in which they came."""
    rows = select(ComplaintAttachment).where(ComplaintAttachment.complaint_id == complaint.id)
    return session.scalars(rows.order_by(ComplaintAttachment.id).limit(MOST_IN_ALL)).all()


def one(session: Session, complaint: Complaint, attachment_id: int) -> ComplaintAttachment:
    """Return an attachment of this report; raises `NotFound` for another's."""
    found = session.get(ComplaintAttachment, attachment_id)
    if found is None or found.complaint_id != complaint.id:
        raise NotFound
    return found


def _count(session: Session, complaint: Complaint) -> int:
    rows = select(func.count()).where(ComplaintAttachment.complaint_id == complaint.id)
    return session.scalars(rows).one()


def _one(sent: Sent) -> Cleaned:
    name = _name(sent.name)
    if len(sent.data) > LARGEST:
        raise InvalidInput(TOO_LARGE, "attachment.large", "lampiran", name=name, most=LARGEST // 1024 // 1024)
    made, suffix, media_type = b"", "", ""
    if sent.data.startswith(b"%PDF-"):
        made, suffix, media_type = _document(sent.data), ".pdf", "application/pdf"
    elif sent.data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or sent.data[8:12] == b"WEBP":
        made, suffix, media_type = _picture(sent.data), ".jpg", "image/jpeg"
    if not made:
        raise InvalidInput(NOT_READ, "attachment.unread", "lampiran", name=name)
    return Cleaned(f"{PurePosixPath(name).stem or 'lampiran'}{suffix}", media_type, made)


def _picture(data: bytes) -> bytes:
    """Write the first frame anew, upright and on white: nothing of the camera, place or program is left."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
                return b""
            picture.draft("RGB", (WIDEST, WIDEST))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((WIDEST, WIDEST))
            seen = upright.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    target = BytesIO()
    ground.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def _document(data: bytes) -> bytes:
    """Write a PDF anew without author, actions, forms and files inside; pictures in it stay as they are."""
    target = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as document:
            if document.is_encrypted or len(document.objects) > MOST_OBJECTS or not len(document.pages):
                return b""
            _drop(document.Root, ACTIVE)
            _drop(document.trailer, ("/Info",))
            for held in document.objects:
                _disarm(held)
            document.remove_unreferenced_resources()
            document.save(target, deterministic_id=True)
    except (pikepdf.PdfError, ValueError, RecursionError):
        return b""
    return target.getvalue()


def _disarm(held: object) -> None:
    """Take from an object, and all that is written inside it, what acts or tells of its maker."""
    if not isinstance(held, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
        return
    if not isinstance(held, pikepdf.Array):
        _drop(held, ("/AA", "/Metadata", "/PieceInfo", "/EF"))
        if str(held.get("/S", "")) in ACTIONS:
            _drop(held, ("/JS", "/F", "/Win"))
    keys = range(len(held)) if isinstance(held, pikepdf.Array) else list(held.keys())
    for inner in (held[key] for key in keys):
        if not getattr(inner, "is_indirect", True):
            _disarm(inner)


def _drop(held: pikepdf.Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in held:
            del held[key]


def _name(given: str) -> str:
    """Return a file name that is only a name: no path, no control letters."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")[:LONGEST_NAME]
