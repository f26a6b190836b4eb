"""A certificate as a PDF: its sizes and words on the design's page, refused where they do not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from lms.certification import moulds, qr
from lms.certification.designs import Design
from lms.certification.models import Mark
from lms.certification.rules.wording import Wording
from lms.certification.signing.reading import names
from lms.errors import Message, Refused
from lms.press import orders
from lms.press.orders import Attached, Order, OutOfReach

NO_LETTER = Message(
    "Huruf {letters} tidak ada di dalam font sertifikat.",
    "The certificate's fonts have no letter for {letters}.",
    "Perbaiki ejaan nama atau jabatan, atau tambahkan hurufnya ke font desain “{design}”.",
    "Mend the spelling of the name or post, or add the letter to the fonts of design “{design}”.",
)
TOO_LONG = Message(
    "Isi sertifikat {number} tidak muat di {pages} halaman desain “{design}”.",
    "Certificate {number} does not fit on the {pages} pages of design “{design}”.",
    "Pendekkan judul modul, atau pilih desain lain.",
    "Shorten the titles of the modules, or choose another design.",
)
UNREACHABLE = Message(
    "Desain “{design}” memerlukan berkas di luar foldernya: {reason}",
    "Design “{design}” asks for a file outside of its folder: {reason}",
    "Salin berkasnya ke folder desain.",
    "Copy the file into the design's folder.",
)
# Letters on a line under a signature, in a column of one or two and of three; what a line more weighs.
COLUMN, COLUMN_OF_THREE, LETTERS_OF_A_LINE = 42, 34, 60
# Every certificate is an archive file (ISO 19005-3, level A): fonts inside, text readable, structure tagged;
# and an accessible one (ISO 14289-1), which the order asks for beside it.
VARIANT = "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one certificate prints: its words, where they can be checked, when it was issued.

    `claim` is the text of the second QR code (none: no such code), `mark` decides what it says of a
    signature, `attached` are files inside the PDF: the badge. `colours` and `texts` are what was chosen of
    those that the design declares, the texts in the certificate's language.
    """

    wording: Wording
    public_id: str
    address: str
    issued_at: datetime
    government: str
    organiser: str
    signatories: tuple[Mapping[str, str], ...]
    emblem: str = ""
    claim: str = ""
    mark: Mark = Mark.NONE
    attached: tuple[Attached, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def order(design: Design, sheet: Sheet) -> Order:
    """Return what the press is to print; orders of one mould differ by person alone."""
    values = _values(design, sheet)
    return Order(
        html=design.page(values),
        folder=design.folder,
        fonts=design.folder / "fonts.conf",
        variant=VARIANT,
        identifier=sheet.public_id,
        pages=design.pages,
        accessible=True,
        attached=sheet.attached,
        at=sheet.issued_at,
        signature_field=sheet.wording.words["signature_field"] if sheet.mark == Mark.OWN else "",
        mould=moulds.of(design, values),
    )


def render(design: Design, sheet: Sheet, *, alone: bool = False) -> bytes:
    """Make the PDF; `alone`: no other page is like it, so that it is not worth preparing the fast way.

    Raises `Refused` when a letter has no glyph, the text does not fit its pages, or a file is out of reach.
    """
    asked = order(design, sheet)
    try:
        made = orders.run(replace(asked, mould=None) if alone else asked)
    except OutOfReach as error:
        raise Refused(
            UNREACHABLE, "certificate.unreachable", design=design.name, reason=str(error)
        ) from error
    if made.pages != design.pages:
        number = sheet.wording.number
        raise Refused(TOO_LONG, "certificate.too-long", number=number, pages=design.pages, design=design.name)
    if made.missing:
        letters = ", ".join(f"“{letter}” (U+{code})" for letter, code in made.missing)
        raise Refused(NO_LETTER, "certificate.no-letter", letters=letters, design=design.name)
    return made.data


def public_id_of(data: bytes) -> str | None:
    """Read the public id back from a file's trailer, without opening what a stranger sent as a PDF."""
    return names.lasting(data)


def _lines_more(signatories: Sequence[Mapping[str, str]]) -> int:
    """Tell how many lines the longest post and name take beyond one each, in columns as wide as they are."""
    width = COLUMN_OF_THREE if len(signatories) > 2 else COLUMN
    longest = (max((len(one[part]) for one in signatories), default=0) for part in ("position", "name"))
    return sum(max(0, -(-length // width) - 1) for length in longest)


def _values(design: Design, sheet: Sheet) -> Mapping[str, object]:
    wording = sheet.wording
    lines = sum(-(-len(row.title) // design.row_letters) for row in wording.rows)
    where = sum(map(len, wording.where))
    texts = {name: sheet.texts.get(name, "")[: text.limit] for name, text in design.texts.items()}
    letters = len(wording.name) + len(wording.course) + where + len(texts.get("front", ""))
    letters += LETTERS_OF_A_LINE * _lines_more(sheet.signatories)
    sizes = {
        "front": design.step("front", letters),
        "name": design.step("name", len(wording.name)),
        "course": design.step("course", len(wording.course)),
        "about": design.step("about", where),
        "rows": design.step("rows", lines),
        "facts": design.step("facts", sum(len(value) for _, value in wording.facts)),
    }
    return {
        "w": wording,
        "words": wording.words,
        "sheet": sheet,
        "size": sizes,
        "style": design.style(sheet.colours),
        "texts": texts,
        "qr": qr.picture(sheet.address),
        "claim_qr": qr.picture(sheet.claim) if sheet.claim else "",
        "offline_address": sheet.address.split("/verifikasi/")[0].split("://", 1)[-1] + "/periksa/",
        "signed": wording.words[f"signed_{sheet.mark}"].format(organiser=sheet.organiser),
        "shown_address": sheet.address.split("://", 1)[-1],
        "issued": sheet.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
