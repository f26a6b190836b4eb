"""What learning refuses, and how to mend it."""

from lms.errors import Message

NOT_ENROLLED = Message(
    "Anda belum mengikuti kursus ini.",
    "You are not taking this course yet.",
    "Buka halaman kursus, lalu tekan Ikuti kursus.",
    "Open the course page and press Take this course.",
)
NO_SUCH_MODULE = Message(
    "Modul ini tidak ada dalam terbitan kursus yang Anda ikuti.",
    "This module is not in the edition of the course that you take.",
    "Buka halaman kursus dan pilih modul dari daftarnya.",
    "Open the course page and choose a module from its list.",
)
NO_SUCH_QUIZ = Message(
    "Kuis ini tidak ada dalam terbitan kursus yang Anda ikuti.",
    "This quiz is not in the edition of the course that you take.",
    "Buka halaman kursus dan pilih kuis dari daftarnya.",
    "Open the course page and choose a quiz from its list.",
)
NOT_OPEN = Message(
    "Kursus {title} tidak menerima peserta baru.",
    "The course {title} takes no new learners.",
    "Pilih kursus lain di katalog.",
    "Choose another course in the catalogue.",
)
FOR_READING = Message(
    "{title} adalah panduan: boleh dibaca siapa saja, tanpa mendaftar.",
    "{title} is a manual: anybody may read it, without enrolling.",
    "Buka halaman kursusnya dan mulai membaca.",
    "Open its page and begin to read.",
)
COURSES_FIRST = Message(
    "Kursus ini mensyaratkan kursus lain: {courses}.",
    "This course asks for other courses first: {courses}.",
    "Selesaikan kursus itu, lalu kembali ke sini.",
    "Finish those, then come back here.",
)
EXAM_LOCKED = Message(
    "Ujian akhir terbuka setelah semua modul selesai; masih {count} modul lagi.",
    "The exam opens once every module is done; {count} are left.",
    "Buka halaman kursus dan selesaikan modul yang belum bertanda selesai.",
    "Open the course page and finish the modules that are not marked as done.",
)
ALREADY_FINISHED = Message(
    "Kursus ini sudah Anda selesaikan; catatannya tetap disimpan.",
    "You have finished this course; its record is kept.",
    "Tidak ada yang perlu dilakukan.",
    "There is nothing to do.",
)
NEWEST_ALREADY = Message(
    "Anda sudah mengikuti terbitan terbaru kursus ini.",
    "You already take the newest edition of this course.",
    "Lanjutkan belajar seperti biasa.",
    "Go on learning as before.",
)
WOULD_LOSE = Message(
    "Pindah ke terbitan baru akan menghapus sebagian kemajuan Anda, jadi tidak dilakukan.",
    "Moving to the new edition would take some of your progress away, so it was not done.",
    "Selesaikan terbitan yang sedang Anda ikuti; sertifikatnya sama sahnya.",
    "Finish the edition that you take; its certificate is just as valid.",
)
QUIZ_DECIDES = Message(
    "Modul ini selesai bila kuisnya lulus, bukan dengan tombol selesai membaca.",
    "This module is done when its quiz is passed, not by the finish button.",
    "Buka kuis di akhir modul.",
    "Open the quiz at the end of the module.",
)
STALE_PAGE = Message(
    "Halaman modul ini dibuka oleh akun lain atau sudah diubah.",
    "This module page was opened by another account, or was altered.",
    "Muat ulang halaman modul, lalu tekan tombolnya lagi.",
    "Reload the module page and press the button again.",
)
