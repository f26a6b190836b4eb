"""What the rules of regrades refuse, and the words for it."""

from lms.errors import Message

NO_QUESTION = Message(
    "Kuis “{quiz}” tidak punya soal “{question}”.",
    "Quiz “{quiz}” has no question “{question}”.",
    "Tulis id soal seperti pada berkas kuis, misalnya jml-prinsip.",
    "Write the question's id as it stands in the quiz file, jml-prinsip for example.",
)
ALREADY_VOID = Message(
    "Soal “{question}” sudah dibatalkan.",
    "Question “{question}” has been voided already.",
)
NOT_VOID = Message(
    "Soal “{question}” tidak sedang dibatalkan.",
    "Question “{question}” is not voided.",
)
CHANGED = Message(
    "Kuis ini atau soal yang dibatalkan berubah setelah pratinjau Anda, jadi belum ada nilai yang diubah.",
    "This quiz, or which of its questions are voided, changed after your preview, so no mark was changed.",
    "Periksa pratinjau yang baru, lalu terapkan.",
    "Look at the new preview, then apply it.",
)
UNFINISHED = Message(
    "Penilaian ulang kuis ini masih berjalan: {seen} percobaan sudah dinilai.",
    "A regrade of this quiz is still under way: {seen} attempts have been marked.",
    "Tunggu sampai selesai, atau lanjutkan dengan lms quiz regrade {quiz} --apply.",
    "Wait until it is finished, or go on with it by lms quiz regrade {quiz} --apply.",
)
NO_REASON = Message(
    "Alasan belum ditulis.",
    "There is no reason yet.",
    "Tulis alasannya; peserta membacanya pada halaman hasil.",
    "Write the reason; learners read it on the page of their result.",
)
NO_CHOICE = Message(
    "Soal yang dibatalkan atau dihitung kembali belum dipilih.",
    "The question to void or to count again has not been chosen.",
    "Pilih satu soal, lalu lihat pengaruhnya.",
    "Choose one question, then look at the effect.",
)
