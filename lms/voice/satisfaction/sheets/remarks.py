"""What is said about a spreadsheet of answers or one of its rows, in both languages."""

from collections.abc import Mapping

from lms.errors import Message, Worded

MESSAGES: Mapping[str, Message] = {
    "sheet.no-number": Message(
        "Nomor lembar belum diisi.",
        "The number of the sheet is missing.",
        "Isi kolom lembar dengan nomor yang tertulis pada kertasnya.",
        "Fill in lembar with the number that stands on the paper.",
    ),
    "sheet.long-number": Message(
        "Nomor lembar lebih dari {longest} huruf.",
        "The number of the sheet is longer than {longest} letters.",
        "Pakai nomor pendek, misalnya A-017.",
        "Use a short one, such as A-017.",
    ),
    "sheet.twice": Message(
        "Nomor lembar ini sudah ada di baris {row}.",
        "This sheet stands in row {row} already.",
        "Beri setiap lembar nomornya sendiri, atau hapus baris yang berulang.",
        "Give each sheet a number of its own, or delete the row that repeats.",
    ),
    "sheet.other": Message(
        "Lembar bernomor ini sudah masuk dengan jawaban lain.",
        "A sheet of this number has come in with other answers.",
        "Bandingkan kertasnya; lembar yang berbeda memerlukan nomor yang berbeda.",
        "Compare the papers; another sheet needs another number.",
    ),
    "sheet.score": Message(
        "“{text}” pada kolom {column} bukan nilai 1 sampai 4.",
        "“{text}” in {column} is no score from 1 to 4.",
        "Tulis 1, 2, 3, atau 4, atau kata pilihannya; kosongkan bila tidak dijawab.",
        "Write 1, 2, 3 or 4, or the words of the option; leave it empty where nothing was chosen.",
    ),
    "sheet.nothing": Message(
        "Tidak ada satu pun unsur yang dijawab.",
        "Not one element is answered.",
        "Hapus barisnya bila kertasnya memang kosong.",
        "Delete the row if the paper is empty.",
    ),
    "sheet.person": Message(
        "“{text}” pada kolom {column} tidak dikenal.",
        "“{text}” in {column} is not known.",
        "Pakai salah satu: {known}. Kosongkan bila tidak dijawab.",
        "Use one of: {known}. Leave it empty where nothing was said.",
    ),
    "sheet.long-text": Message(
        "Saran lebih dari {longest} huruf.",
        "The suggestion is longer than {longest} letters.",
        "Ringkas tanpa mengubah maksudnya.",
        "Shorten it without changing what it says.",
    ),
    "sheet.long-own": Message(
        "Jawaban untuk “{column}” lebih dari {longest} huruf.",
        "The answer to “{column}” is longer than {longest} letters.",
        "Ringkas tanpa mengubah maksudnya.",
        "Shorten it without changing what it says.",
    ),
}
NO_HEADER = Message(
    "Baris judul kolom tidak ditemukan.",
    "No row of column names was found.",
    "Pakai contoh berkas dari halaman ini; perlu kolom lembar dan semua unsur: {missing}.",
    "Use this page's template; it needs lembar and every element: {missing}.",
)
COLUMN_TWICE = Message(
    "Kolom {column} ada dua kali.",
    "The column {column} is there twice.",
    "Hapus atau ganti nama salah satunya.",
    "Delete or rename one of them.",
)
EMPTY = Message(
    "Tidak ada lembar jawaban di bawah baris judul.",
    "There is no sheet below the row of column names.",
    "Periksa apakah jawabannya ada di lembar kerja pertama.",
    "Check whether the answers are on the first worksheet.",
)


class Remark(Worded):
    """Why a row is refused."""

    __slots__ = ()
    messages = MESSAGES
