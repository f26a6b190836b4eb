"""Words about texts in another language."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "translation.language": Message(
        "“{tag}” bukan bahasa yang dikenal.",
        "“{tag}” is not a known language.",
        "Pakai salah satu dari {known}, misalnya 01-pendahuluan.en.md.",
        "Use one of {known}, such as 01-pendahuluan.en.md.",
    ),
    "translation.no-base": Message(
        "Terjemahan ini tidak punya naskah dasar {base}.",
        "This translation has no base text {base}.",
        "Tulis naskah dasarnya, atau samakan nama berkasnya.",
        "Write the base text, or give this file the same name.",
    ),
    "translation.own-language": Message(
        "Kursus ini sendiri sudah berbahasa “{tag}”.",
        "The course itself is already in “{tag}”.",
        "Hapus berkas ini, atau ubah language di course.md.",
        "Delete this file, or change language in course.md.",
    ),
    "translation.contradicts": Message(
        "{key} berbeda dari naskah dasar, yang menulis “{base}”.",
        "{key} differs from the base text, which says “{base}”.",
        "Hapus baris {key}; nilainya diambil dari naskah dasar.",
        "Delete the line {key}; its value is taken from the base text.",
    ),
    "translation.heading": Message(
        "Judul “{title}” tidak berpasangan dengan judul #{anchor} di naskah dasar.",
        "The heading “{title}” does not match the heading #{anchor} of the base text.",
        "Samakan urutan dan tingkat judul, supaya tautan dan tempat baca tetap cocok.",
        "Give the headings the same order and levels, so that links and reading places still fit.",
    ),
    "translation.headings": Message(
        "Terjemahan ini punya {count} judul, naskah dasarnya {base}.",
        "This translation has {count} headings, its base text {base}.",
        "Samakan jumlah judulnya, supaya tautan dan tempat baca tetap cocok.",
        "Give both the same number of headings, so that links and reading places still fit.",
    ),
    "translation.outcomes": Message(
        "Terjemahan ini menyebut {count} capaian, naskah dasarnya {base}.",
        "This translation names {count} outcomes, its base text {base}.",
        "Terjemahkan setiap baris outcomes.",
        "Translate every line of outcomes.",
    ),
    "translation.unmarked": Message(
        "Terjemahan ini belum menyebut naskah mana yang diterjemahkan.",
        "This translation does not say yet which text it translates.",
        "Jalankan lms check --fix; baris translates ditulis sendiri.",
        "Run lms check --fix; the line translates is written for you.",
    ),
    "translation.stale": Message(
        "Naskah dasar berubah sesudah diterjemahkan.",
        "The base text changed after it was translated.",
        "Perbarui terjemahannya, hapus baris translates, lalu jalankan lms check --fix.",
        "Bring the translation up to date, delete the line translates, then run lms check --fix.",
    ),
    "translation.missing": Message(
        "Belum ada terjemahan {language} untuk {count} dari {all} naskah: {names}.",
        "There is no {language} translation of {count} of {all} texts: {names}.",
        "Tulis berkasnya bila perlu; sampai saat itu peserta membaca naskah dasarnya.",
        "Write the files if they are needed; until then learners read the base text.",
    ),
    "matter.translates": Message(
        "“{value}” bukan sidik naskah dasar.",
        "“{value}” is not the print of a base text.",
        "Hapus baris ini, lalu jalankan lms check --fix.",
        "Delete this line, then run lms check --fix.",
    ),
}
