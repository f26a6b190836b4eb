"""What marking by hand refuses, and the words for it."""

from lms.errors import Conflict, InvalidInput, Message

NOT_BY_HAND = Message(
    "Jawaban ini tidak dinilai dengan tangan.",
    "This answer is not marked by hand.",
    "Soalnya dibatalkan, atau jawabannya kosong. Kembali ke daftar dan pilih jawaban lain.",
    "The question was voided, or the answer is blank. Go back to the list and choose another one.",
)
OVERTAKEN = Message(
    "Jawaban ini baru saja dinilai {name}. Penilaian Anda belum disimpan.",
    "This answer has just been marked by {name}. Your marks are not saved yet.",
    "Bandingkan kedua penilaian, lalu simpan lagi bila penilaian Anda yang harus berlaku.",
    "Compare the two, then save again if yours should stand.",
)
OVERTAKEN_BY_REGRADE = Message(
    "Nilai jawaban ini baru saja berubah. Penilaian Anda belum disimpan.",
    "The mark of this answer has just changed. Your marks are not saved yet.",
    "Periksa lagi, lalu simpan lagi bila penilaian Anda yang harus berlaku.",
    "Look again, then save again if yours should stand.",
)
POINTS = Message(
    "Ada butir yang belum diberi nilai atau nilainya tidak terbaca.",
    "Some lines have no points yet, or points that cannot be read.",
    "Beri setiap butir bilangan dari 0 sampai nilai tertingginya, misalnya 1,5.",
    "Give every line a number from 0 to its most, such as 1.5.",
)
COMMENT_LONG = Message(
    "Komentar terlalu panjang.",
    "The comment is too long.",
    "Ringkas sampai paling banyak {most} huruf.",
    "Shorten it to at most {most} characters.",
)


class Overtaken(Conflict):
    """Another trainer has marked the answer since it was opened; nothing was changed."""

    def __init__(self, name: str) -> None:
        message = OVERTAKEN if name else OVERTAKEN_BY_REGRADE
        super().__init__(message, "assessment.overtaken", name=name)


class Unreadable(InvalidInput):
    """Points that cannot be read; `lines` are the places of the rubric."""

    def __init__(self, lines: tuple[int, ...]) -> None:
        super().__init__(POINTS, "assessment.points", "given")
        self.lines = lines
