"""Every word that a certificate prints, made from its snapshot alone, in Indonesian and English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from lms.asn import nip
from lms.bahasa import dates, numbers, terbilang

CENT = Decimal("0.01")
ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Written in capitals wherever they stand; other keys of competencies read as words.
INITIALS = frozenset({"asn", "jdih", "kip", "pdp", "skm", "sp4n", "spbe", "spip", "tik", "tte"})

# `signed_…`: what the page itself says of the file's signature. Without one it says nothing; the words of
# PP 71/2019 Pasal 60 stand on what our own key signs; what BSrE signs bears BSrE's own mark.
WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "document": "SERTIFIKAT",
        "number": "Nomor: {number}",
        "given_to": "Diberikan kepada",
        "opening": "yang telah menyelesaikan Pelatihan",
        "held": "yang diselenggarakan secara daring oleh {organiser}",
        "on": "pada tanggal {span}",
        "from": "pada tanggal {span}",
        "worth": "setara",
        "hours": "{figure} ({words}) Jam Pelajaran",
        "with_result": "dengan hasil",
        "passed": "LULUS",
        "scan": "Pindai untuk memeriksa keaslian",
        "back": "DAFTAR MATA PELATIHAN",
        "column_number": "No.",
        "column_module": "Mata pelatihan",
        "column_hours": "JP",
        "total": "Jumlah",
        "name": "Nama",
        "certificate_number": "Nomor sertifikat",
        "course": "Pelatihan",
        "time": "Waktu pelaksanaan",
        "result": "Hasil",
        "competencies": "Kompetensi",
        "level": "{competency}, tingkat {level}",
        "mark": "{result}, nilai ujian {mark}",
        "about_hours": "1 Jam Pelajaran (JP) = 45 menit.",
        "check": "Memeriksa keaslian",
        "how": "Pindai kode, atau buka alamat di bawah ini. Di sana berkas PDF ini juga dapat diunggah untuk"
        " diperiksa: satu huruf saja yang berubah akan terlihat.",
        "qr": "Kode QR ke halaman pemeriksaan sertifikat {number}",
        "offline": "Memeriksa tanpa jaringan",
        "offline_how": "Buka {address} sekali selagi ada jaringan. Sesudah itu kode ini dapat diperiksa di"
        " sana tanpa jaringan.",
        "claim_qr": "Kode QR sertifikat {number} untuk diperiksa tanpa jaringan",
        "signature_field": "Tanda tangan elektronik penyelenggara",
        "signed_none": "",
        "signed_own": "Ditandatangani secara elektronik dengan kunci {organiser}; tanda tangan elektronik"
        " tidak tersertifikasi (PP 71/2019 Pasal 60).",
        "signed_bsre": "",
        "mark_alt": "Lambang jembatan Ampera",
        "emblem_alt": "Lambang {government}",
        "title": "Sertifikat {number} – {name}",
    },
    "en": {
        "document": "CERTIFICATE",
        "number": "Number: {number}",
        "given_to": "Awarded to",
        "opening": "who has completed the course",
        "held": "held online by {organiser}",
        "on": "on {span}",
        "from": "from {span}",
        "worth": "worth",
        "hours": "{figure} ({words}) credit hours (Jam Pelajaran)",
        "with_result": "with the result",
        "passed": "PASSED",
        "scan": "Scan to check that it is genuine",
        "back": "MODULES OF THE COURSE",
        "column_number": "No.",
        "column_module": "Module",
        "column_hours": "JP",
        "total": "Total",
        "name": "Name",
        "certificate_number": "Certificate number",
        "course": "Course",
        "time": "Held",
        "result": "Result",
        "competencies": "Competencies",
        "level": "{competency}, level {level}",
        "mark": "{result}, exam mark {mark}",
        "about_hours": "1 credit hour (Jam Pelajaran, JP) = 45 minutes.",
        "check": "Checking that it is genuine",
        "how": "Scan the code, or open the address below. This PDF can be uploaded there too:"
        " a change of a single letter will show.",
        "qr": "QR code to the verification page of certificate {number}",
        "offline": "Checking without a network",
        "offline_how": "Open {address} once while there is a network. From then on this code can be checked"
        " there without one.",
        "claim_qr": "QR code of certificate {number}, to be checked without a network",
        "signature_field": "Electronic signature of the organiser",
        "signed_none": "",
        "signed_own": "Signed electronically with the key of {organiser}; an electronic signature that is not"
        " certified (PP 71/2019, Article 60).",
        "signed_bsre": "",
        "mark_alt": "Mark of the Ampera bridge",
        "emblem_alt": "Emblem of {government}",
        "title": "Certificate {number} – {name}",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the back page's table."""

    number: int
    title: str
    jp: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The certificate as text; a design arranges it and adds no word of its own."""

    language: str
    words: Mapping[str, str]
    title: str
    number: str
    name: str
    who: tuple[str, ...]
    where: tuple[str, ...]
    course: str
    held: str
    when: str
    hours: str
    result: str
    place_and_date: str
    rows: tuple[Row, ...]
    total: str
    facts: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """The whole front page in one sentence, as domain.md §3.2 gives it."""
        words = self.words
        person = ", ".join((self.name, *self.who, *self.where))
        return (
            f"{words['given_to']} {person}, {words['opening']} {self.course} {self.held} {self.when}, "
            f"{words['worth']} {self.hours}, {words['with_result']} {self.result}."
        )


def of(snapshot: Mapping[str, Any], *, number: str, began_on: date, completed_on: date) -> Wording:
    """Word a certificate. Raises `ValueError` when the back page would not add up to the front."""
    language = snapshot["language"] if snapshot["language"] in WORDS else "id"
    words = WORDS[language]
    jp = Decimal(snapshot["jp"])
    modules = [(module["title"], Decimal(module["jp"])) for module in snapshot["modules"]]
    if sum((hours for _, hours in modules), Decimal(0)) != jp:
        raise ValueError(f"the modules of {number} do not add up to {jp} JP")
    span = dates.span(began_on, completed_on, language)
    when = words["on" if began_on == completed_on else "from"].format(span=span)
    result = words["passed"]
    return Wording(
        language=language,
        words=words,
        title=words["title"].format(number=number, name=snapshot["name"]),
        number=number,
        name=snapshot["name"],
        who=who(snapshot),
        where=where(snapshot),
        course=snapshot["course_title"],
        held=words["held"].format(organiser=snapshot["organiser"]),
        when=when,
        hours=hours_in_words(jp, language),
        result=result,
        place_and_date=f"{snapshot['place']}, {dates.long(completed_on, language)}",
        rows=tuple(
            Row(place, title, figure(hours, language)) for place, (title, hours) in enumerate(modules, 1)
        ),
        total=figure(jp, language),
        facts=_facts(snapshot, words, language, number=number, span=span),
    )


def who(snapshot: Mapping[str, Any]) -> tuple[str, ...]:
    """Number and rank; what a person does not have leaves no gap and no dash."""
    label, value = snapshot["identity_label"], snapshot["identity_value"]
    identity = f"{label}. {grouped(value)}" if label and value else ""
    return tuple(part for part in (identity, snapshot["rank"]) if part)


def where(snapshot: Mapping[str, Any]) -> tuple[str, ...]:
    """Post, then unit and agency; an agency that is its own unit is named once."""
    place = ", ".join(dict.fromkeys(part for part in (snapshot["unit"], snapshot["agency"]) if part))
    return tuple(part for part in (snapshot["position"], place) if part)


def grouped(value: str) -> str:
    """`19680411 199303 1 009`, in spaces that do not break; other numbers stay as they are."""
    return nip.grouped(value).replace(" ", "\u00a0") if nip.PATTERN.fullmatch(value) else value


def figure(jp: Decimal, language: str) -> str:
    """`20`, `1,5`: no decimals that say nothing."""
    whole = jp == jp.to_integral_value()
    return numbers.decimal(jp.quantize(Decimal(1)) if whole else jp.normalize(), language)


def hours_in_words(jp: Decimal, language: str) -> str:
    """`20 (dua puluh) Jam Pelajaran`; halves are *koma lima*."""
    whole, half = int(jp), jp != int(jp)
    if language == "en":
        text = english(whole) + (" point five" if half else "")
    else:
        text = terbilang.words(whole) + (" koma lima" if half else "")
    return WORDS[language]["hours"].format(figure=figure(jp, language), words=text)


def english(n: int) -> str:
    """Write 0 to 999 in English words."""
    if n < 20:
        return ENGLISH[n]
    if n < 100:
        ten, rest = divmod(n, 10)
        return TENS[ten - 2] + (f"-{ENGLISH[rest]}" if rest else "")
    hundreds, rest = divmod(n, 100)
    return f"{ENGLISH[hundreds]} hundred" + (f" {english(rest)}" if rest else "")


def competency(key: str, language: str) -> str:
    """`spbe/1` as *SPBE, tingkat 1*."""
    name, _, level = key.partition("/")
    parts = [part.upper() if part in INITIALS else part for part in name.split("-")]
    text = " ".join(parts)
    text = text[:1].upper() + text[1:]
    return WORDS[language]["level"].format(competency=text, level=level) if level else text


def _facts(
    snapshot: Mapping[str, Any], words: Mapping[str, str], language: str, *, number: str, span: str
) -> tuple[tuple[str, str], ...]:
    competencies: Sequence[str] = snapshot["competencies"]
    facts = [
        (words["name"], snapshot["name"]),
        (words["certificate_number"], number),
        (words["course"], snapshot["course_title"]),
        (words["time"], span),
        (words["result"], _result(snapshot["percent"], words, language)),
    ]
    if competencies:
        facts.append((words["competencies"], "; ".join(competency(key, language) for key in competencies)))
    return tuple(facts)


def _result(percent: str | None, words: Mapping[str, str], language: str) -> str:
    if percent is None:
        return words["passed"]
    exact = Fraction(percent)
    mark = (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP).normalize()
    return words["mark"].format(result=words["passed"], mark=numbers.decimal(mark, language))
