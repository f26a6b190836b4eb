"""Words about front matter: what stands between the two lines of `---`."""

from lms.errors import Message


def _takes(key: str, wanted: str, wants: str, example: str) -> Message:
    return Message(
        f"Nilai {key} tidak terbaca: “{{value}}”.",
        f"The value of {key} cannot be read: “{{value}}”.",
        f"Tulis {wanted}, misalnya {example}",
        f"Write {wants}, such as {example}",
    )


_TAKES: tuple[tuple[str, str, str, str], ...] = (
    (
        "title",
        "judul yang tidak kosong, paling banyak 200 huruf",
        "a title of 1 to 200 characters",
        "title: Dasar-dasar SPBE",
    ),
    (
        "field",
        "satu bidang dengan huruf kecil dan tanda hubung",
        "one field in small letters and hyphens",
        "field: e-government",
    ),
    (
        "kind",
        "salah satu dari {choices}",
        "one of {choices}",
        "kind: {first}",
    ),
    (
        "level",
        "bilangan 1 sampai 5",
        "a whole number from 1 to 5",
        "level: 1",
    ),
    (
        "competencies",
        "daftar nama/tingkat dengan tingkat 1 sampai 5",
        "a list of name/level, levels 1 to 5",
        "competencies: [spbe/1]",
    ),
    (
        "trainers",
        "daftar nama",
        "a list of names",
        'trainers: ["Dr. Rahma, M.Si."]',
    ),
    (
        "requires",
        "daftar nama folder kursus",
        "a list of course folders",
        "requires: [dasar-spbe]",
    ),
    (
        "certificate",
        "satu nama folder di certificates/",
        "one folder of certificates/",
        "certificate: standar",
    ),
    (
        "exam",
        "alamat berkas kuis tanpa .md",
        "the path of a quiz without .md",
        "exam: dasar-spbe/ujian-akhir",
    ),
    (
        "addresses",
        "daftar pokok pengaduan",
        "a list of what citizens complain of",
        "addresses: [skm/waktu]",
    ),
    (
        "valid",
        "lama berlaku dengan y atau m",
        "how long it is valid, in y or m",
        "valid: 2y",
    ),
    (
        "language",
        "id atau en",
        "id or en",
        "language: id",
    ),
    (
        "jp",
        "jam pelajaran kelipatan 0,5 sampai 100",
        "credit hours in steps of 0.5, at most 100",
        "jp: 2",
    ),
    (
        "outcomes",
        "daftar hasil belajar",
        "a list of outcomes",
        "outcomes: [Menjelaskan prinsip SPBE]",
    ),
    (
        "quiz",
        "alamat berkas kuis tanpa .md",
        "the path of a quiz without .md",
        "quiz: dasar-spbe/konsep",
    ),
    (
        "cites",
        "daftar dasar hukum",
        "a list of legal sources",
        "cites: [Perpres 95/2018]",
    ),
    (
        "pass",
        "persen dari 0 sampai 100",
        "a percentage from 0 to 100",
        "pass: 70",
    ),
    (
        "attempts",
        "bilangan 0 sampai 1000; 0 berarti tanpa batas",
        "a whole number from 0 to 1000; 0 is no limit",
        "attempts: 3",
    ),
    (
        "wait",
        "lama jeda dengan m, h, atau d",
        "a pause in m, h or d",
        "wait: 1h",
    ),
    (
        "minutes",
        "lama pengerjaan 1 sampai 1440 menit",
        "a time limit of 1 to 1440 minutes",
        "minutes: 30",
    ),
    (
        "shuffle",
        "daftar dari questions dan options",
        "a list of questions and options",
        "shuffle: [questions, options]",
    ),
    (
        "feedback",
        "salah satu dari {choices}",
        "one of {choices}",
        "feedback: {first}",
    ),
    (
        "keep",
        "salah satu dari {choices}",
        "one of {choices}",
        "keep: {first}",
    ),
    (
        "penalty",
        "persen dari 0 sampai 100 yang hilang untuk setiap percobaan yang salah",
        "the percentage from 0 to 100 that each wrong try costs",
        "penalty: 25",
    ),
    (
        "certainty",
        "yes atau no",
        "yes or no",
        "certainty: yes",
    ),
)

MESSAGES: dict[str, Message] = {
    **{f"matter.{key}": _takes(key, *words) for key, *words in _TAKES},
    "matter.absent": Message(
        "Berkas ini belum punya bagian depan.",
        "This file has no front matter.",
        "Mulai berkas dengan baris ---, tulis kuncinya (misalnya title: …), lalu tutup dengan baris ---.",
        "Begin the file with a line ---, write its keys (such as title: …), then close with a line ---.",
    ),
    "matter.unclosed": Message(
        "Bagian depan tidak ditutup.",
        "The front matter is not closed.",
        "Tulis baris --- sesudah kunci terakhir.",
        "Write a line --- after the last key.",
    ),
    "matter.too-large": Message(
        "Bagian depan lebih dari {most} huruf.",
        "The front matter is longer than {most} characters.",
        "Pindahkan uraian ke badan berkas.",
        "Move prose into the body of the file.",
    ),
    "matter.unreadable": Message(
        "Bagian depan tidak terbaca di sini.",
        "The front matter cannot be read here.",
        "Tulis satu kunci per baris: kunci, titik dua, spasi, nilai; apit nilai bertanda baca dengan kutip.",
        "Write one key a line: key, colon, space, value; put a value with punctuation in quotes.",
    ),
    "matter.colon": Message(
        "Nilai ini memuat titik dua.",
        "This value holds a colon.",
        'Apit nilainya dengan tanda kutip, misalnya title: "SPBE: dasar".',
        'Put the value in quotes, such as title: "SPBE: dasar".',
    ),
    "matter.tab": Message(
        "Baris ini memakai tab.",
        "This line is indented by a tab.",
        "Ganti tab dengan spasi.",
        "Replace the tab by spaces.",
    ),
    "matter.unclosed-value": Message(
        "Tanda kutip atau kurung di sini tidak ditutup.",
        "A quotation mark or a bracket is not closed here.",
        "Lengkapi tanda kutip atau kurungnya.",
        "Close the quotation mark or the bracket.",
    ),
    "matter.alias": Message(
        "Tanda & dan * di awal nilai tidak dipakai di sini.",
        "The signs & and * at the start of a value are not used here.",
        "Apit nilainya dengan tanda kutip.",
        "Put the value in quotes.",
    ),
    "matter.not-keys": Message(
        "Bagian depan bukan daftar kunci dan nilai.",
        "The front matter is not a list of keys and values.",
        "Tulis tiap baris sebagai kunci: nilai.",
        "Write each line as key: value.",
    ),
    "matter.curly": Message(
        "Tanda kutip miring ikut terbaca sebagai bagian dari nilai {value}.",
        "The curly quotation marks are read as part of the value {value}.",
        'Hapus, atau ganti dengan tanda kutip lurus: "…".',
        'Delete them, or use straight ones: "…".',
    ),
    "matter.list": Message(
        "Daftar ini terbaca sebagai satu teks.",
        "This list is read as one text.",
        "Sejajarkan semua tanda - di kolom yang sama.",
        "Line all the signs - up in one column.",
    ),
    "matter.repeated": Message(
        "Kunci {key} ditulis dua kali.",
        "The key {key} is written twice.",
        "Hapus salah satunya.",
        "Delete one of them.",
    ),
    "matter.unknown": Message(
        "Kunci {key} tidak dikenal.",
        "The key {key} is not known.",
        "Mungkin maksud Anda {nearest}? Kunci yang ada: {known}.",
        "Did you mean {nearest}? The keys are: {known}.",
    ),
    "matter.missing": Message(
        "Kunci {key} belum ada.",
        "The key {key} is missing.",
        "Tambahkan baris {key}: … di bagian depan.",
        "Add a line {key}: … to the front matter.",
    ),
    "matter.value": Message(
        "Nilai {key} tidak terbaca: “{value}”.",
        "The value of {key} cannot be read: “{value}”.",
        "Perbaiki nilainya.",
        "Mend the value.",
    ),
    "matter.only-after-each": Message(
        "Kunci {key} hanya berlaku dengan feedback: after-each.",
        "The key {key} applies with feedback: after-each only.",
        "Tulis feedback: after-each, atau hapus {key}.",
        "Write feedback: after-each, or remove {key}.",
    ),
}
