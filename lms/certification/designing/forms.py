"""What people type on the page of designs, read field by field into a look."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from lms.certification.designs import COLOUR, Design
from lms.certification.rules import corrections, looks
from lms.certification.rules.looks import Dress, Look, Signatory
from lms.errors import InvalidInput, Message

LONGEST, DIGITS = 120, 18
NO_COLOUR = Message(
    "“{value}” bukan warna.",
    "“{value}” is no colour.",
    "Tulis warna sebagai # dan enam angka heksadesimal, misalnya #7a1725.",
    "Write a colour as # and six hexadecimal digits, such as #7a1725.",
)
PALE = Message(
    "Warna {value} terlalu pucat di atas kertasnya: kontrasnya {koma} banding 1, paling sedikit 4,5.",
    "The colour {value} is too pale on its paper: a contrast of {ratio} to 1, at least 4.5.",
    "Pilih warna yang lebih gelap.",
    "Choose a darker colour.",
)
LONG = Message(
    "Isian terlalu panjang: {length} huruf, paling banyak {limit}.",
    "This is too long: {length} letters, at most {limit}.",
    "Ringkas isiannya, lalu kirim lagi.",
    "Shorten it, then send it again.",
)
NO_POST = Message(
    "Nama dan jabatan penanda tangan harus ada keduanya.",
    "A signatory needs both a name and a post.",
    "Lengkapi keduanya, atau kosongkan keduanya untuk menghapus penanda tangan ini.",
    "Fill in both, or empty both to remove this signatory.",
)
NO_NIP = Message(
    "NIP penanda tangan belum lengkap: 18 angka, yang tertulis {count}.",
    "The signatory's NIP is not complete: 18 digits, {count} are written.",
    "Salin 18 angkanya dari SIMPEG, atau kosongkan.",
    "Copy its 18 digits from SIMPEG, or leave it empty.",
)
NO_DAY = Message(
    "“{value}” bukan tanggal.",
    "“{value}” is no date.",
    "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-03-17.",
    "Write a date as year-month-day, such as 2026-03-17.",
)
NO_TIME = Message(
    "Hari terakhir mendahului hari pertama.",
    "The last day comes before the first.",
    "Perbaiki salah satu tanggalnya, atau kosongkan.",
    "Mend one of the dates, or leave it empty.",
)
CROWDED = Message(
    "Pada {day} lebih dari tiga orang menanda tangani.",
    "On {day} more than three people sign.",
    "Beri tanggal akhir kepada penanda tangan yang lama; satu sertifikat memuat paling banyak tiga.",
    "Give earlier signatories a last day; a certificate has room for three.",
)


def dressed(look: Look, design: Design, form: Mapping[str, str]) -> Look:
    """Return the look with the design's colours and texts as typed; raises `InvalidInput`."""
    colours = {name: _colour(design, name, form.get(f"warna-{name}", "")) for name in design.colours}
    changed = {name: value for name, value in colours.items() if value != design.colours[name].default}
    texts = {
        name: {language: _text(form, f"teks-{name}-{language}", text.limit) for language in ("id", "en")}
        for name, text in design.texts.items()
    }
    written = {name: words for name, words in texts.items() if any(words.values())}
    return replace(look, dresses={**look.dresses, design.name: Dress(changed, written)})


def undressed(look: Look, design: Design) -> Look:
    """Return the look with the design's own colours and no texts."""
    return replace(look, dresses={name: one for name, one in look.dresses.items() if name != design.name})


def signed(look: Look, form: Mapping[str, str]) -> Look:
    """Return the look with the signatories as typed; without name and post is none. Raises `InvalidInput`."""
    rows = [_signatory(form, number) for number in range(1, looks.MOST_KEPT + 1)]
    signatories = tuple(one for one in rows if one is not None)
    crowded = looks.crowded_on(signatories)
    if crowded is not None:
        day = "-" if crowded == date.min else crowded.isoformat()
        raise InvalidInput(CROWDED, "certificate.crowded", "dari-1", day=day)
    return replace(look, signatories=signatories)


def _colour(design: Design, name: str, typed: str) -> str:
    value = typed.strip().lower() or design.colours[name].default
    if not COLOUR.fullmatch(value):
        raise InvalidInput(NO_COLOUR, "certificate.no-colour", f"warna-{name}", value=typed[:20])
    ratio = looks.contrast(value, design.paper)
    if ratio < looks.LEAST_CONTRAST:
        # Cut, never rounded up: 4.46 is not shown as 4.5.
        shown = f"{int(ratio * 10) / 10:.1f}"
        raise InvalidInput(
            PALE, "certificate.pale", f"warna-{name}", value=value, ratio=shown, koma=shown.replace(".", ",")
        )
    return value


def _signatory(form: Mapping[str, str], number: int) -> Signatory | None:
    name, position, rank = (
        _text(form, f"{part}-{number}", LONGEST) for part in ("nama", "jabatan", "pangkat")
    )
    if not name and not position:
        return None
    if not (name and position):
        raise InvalidInput(NO_POST, "certificate.no-post", f"{'jabatan' if name else 'nama'}-{number}")
    begins, ends = _day(form, f"dari-{number}"), _day(form, f"sampai-{number}")
    if begins and ends and ends < begins:
        raise InvalidInput(NO_TIME, "certificate.no-time", f"sampai-{number}")
    return Signatory(name, position, rank, _nip(form, f"nip-{number}"), begins, ends)


def _text(form: Mapping[str, str], field: str, limit: int) -> str:
    text = corrections.clean(form.get(field, ""))
    if len(text) > limit:
        raise InvalidInput(LONG, "certificate.long", field, length=len(text), limit=limit)
    return text


def _day(form: Mapping[str, str], field: str) -> date | None:
    text = form.get(field, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(NO_DAY, "certificate.no-day", field, value=text[:20]) from None


def _nip(form: Mapping[str, str], field: str) -> str:
    typed = form.get(field, "")
    digits = "".join(typed.split())
    if digits and not (len(digits) == DIGITS and digits.isascii() and digits.isdigit()):
        count = sum(letter.isdigit() for letter in digits)
        raise InvalidInput(NO_NIP, "certificate.no-nip", field, count=count)
    return digits
