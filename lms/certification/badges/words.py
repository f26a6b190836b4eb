"""What a badge says in words, in the certificate's language."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "badge": "Lencana digital",
        "description": "Pelatihan daring {course}, setara {hours}, diselenggarakan oleh {organiser}.",
        "criteria": "Menyelesaikan {modules} modul pelatihan ini dan lulus setiap kuis yang disyaratkan.",
        "hours": "{figure} Jam Pelajaran (JP)",
        "percent": "Nilai ujian",
        "status": "Hasil",
        "record": "Hasil pelatihan",
        "passed": "Lulus pada {day}. Sertifikat nomor {number}.",
        "passed_with": "Lulus pada {day} dengan nilai ujian {mark}. Sertifikat nomor {number}.",
        "release": "Rilis kursus yang diikuti",
        "release_is": "Isi kursus persis seperti saat diikuti; SHA-256 {digest}.",
        "pack": "Berkas bukti kelulusan",
        "pack_is": "Disimpan penyelenggara; SHA-256 {digest}.",
        "framework": "Kompetensi {organiser}",
    },
    "en": {
        "badge": "Digital badge",
        "description": "The online course {course}, worth {hours}, held by {organiser}.",
        "criteria": "Finish the {modules} modules of this course and pass every quiz that it requires.",
        "hours": "{figure} credit hours (Jam Pelajaran, JP)",
        "percent": "Exam mark",
        "status": "Result",
        "record": "Result of the course",
        "passed": "Passed on {day}. Certificate number {number}.",
        "passed_with": "Passed on {day} with an exam mark of {mark}. Certificate number {number}.",
        "release": "The release of the course that was taken",
        "release_is": "The course exactly as it was taken; SHA-256 {digest}.",
        "pack": "The evidence that it was passed",
        "pack_is": "Kept by the organiser; SHA-256 {digest}.",
        "framework": "Competencies of {organiser}",
    },
}


def of(language: str) -> Mapping[str, str]:
    return WORDS.get(language, WORDS["id"])
