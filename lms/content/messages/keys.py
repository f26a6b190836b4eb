"""What each key of a front matter is for, as an editor tells it beside the key."""

from lms.errors import Message

_COMMON = {
    "title": Message(
        "Judul seperti dibaca peserta, paling banyak 200 huruf.",
        "The title as learners read it, at most 200 characters.",
    ),
    "language": Message(
        "Bahasa naskah: id atau en. Tanpa kunci ini: id.", "Language of the text: id or en. Else: id."
    ),
}
KEYS: dict[str, dict[str, Message]] = {
    "course": {
        **_COMMON,
        "field": Message(
            "Bidang kursus dengan huruf kecil, misalnya e-government, communication, atau management.",
            "Field of the course in small letters, such as e-government, communication or management.",
        ),
        "kind": Message(
            "course, atau manual: panduan tanpa JP dan tanpa sertifikat, terbuka untuk semua orang.",
            "course, or manual: no credit hours, no certificate, open to all.",
        ),
        "level": Message(
            "Tingkat 1 sampai 5 menurut PermenPANRB 38/2017.", "Level 1 to 5, PermenPANRB 38/2017."
        ),
        "competencies": Message(
            "Kompetensi yang dilatih beserta tingkatnya, misalnya spbe/1.",
            "Competencies that it trains, with their level, such as spbe/1.",
        ),
        "trainers": Message("Nama pengajar dengan gelarnya.", "Names of the trainers with their degrees."),
        "requires": Message(
            "Kursus yang harus selesai lebih dahulu: nama foldernya di courses/.",
            "Courses to finish first: names of their folders in courses/.",
        ),
        "certificate": Message(
            "Desain sertifikat: nama folder di certificates/.",
            "Design of the certificate: a folder of certificates/.",
        ),
        "exam": Message(
            "Ujian akhir: alamat berkas di quizzes/ tanpa .md.",
            "The final exam: the path of a file in quizzes/ without .md.",
        ),
        "addresses": Message(
            "Pokok pengaduan warga yang dijawab kursus ini, misalnya skm/waktu.",
            "What citizens complain of that this course trains, such as skm/waktu.",
        ),
        "valid": Message(
            "Lama sertifikat berlaku, misalnya 2y atau 18m. Tanpa kunci ini: selamanya.",
            "How long the certificate is valid, such as 2y or 18m. Else: for ever.",
        ),
    },
    "module": {
        "title": _COMMON["title"],
        "jp": Message(
            "Jam pelajaran, kelipatan 0,5. Jumlah sekursus harus bulat dan sedikitnya 1.",
            "Credit hours in steps of 0.5. A course's sum is a whole number of at least 1.",
        ),
        "outcomes": Message(
            "Hasil belajar: apa yang dapat dilakukan peserta sesudah modul ini.",
            "Outcomes: what learners can do after this module.",
        ),
        "quiz": Message(
            "Kuis yang harus lulus agar modul selesai: alamat berkas di quizzes/ tanpa .md.",
            "The quiz to pass for this module to be done: a file of quizzes/ without .md.",
        ),
        "cites": Message("Dasar hukum dan sumber, misalnya Perpres 95/2018.", "Laws and sources."),
    },
    "quiz": {
        **_COMMON,
        "kind": Message(
            "Jenis kuis: practice latihan, module kuis modul, pretest tes awal, exam ujian, survey survei, "
            "scenario skenario.",
            "Kind: practice, module, pretest, exam, survey or scenario.",
        ),
        "pass": Message("Nilai lulus dalam persen. Tanpa kunci ini: 70.", "Pass mark in percent. Else: 70."),
        "attempts": Message(
            "Berapa kali boleh dicoba; 0 berarti tanpa batas.", "How many tries; 0 is no limit."
        ),
        "wait": Message(
            "Jeda antara dua percobaan, misalnya 30m, 1h, atau 1d.",
            "Pause between two tries, such as 30m, 1h or 1d.",
        ),
        "minutes": Message(
            "Batas waktu dalam menit, dijaga oleh server. Tanpa kunci ini: tidak ada.",
            "Time limit in minutes, kept by the server. Else: none.",
        ),
        "shuffle": Message(
            "Yang diacak untuk setiap percobaan: questions soal, options pilihan.",
            "What is shuffled for each try: questions, options.",
        ),
        "feedback": Message(
            "Kapan umpan balik tampil: after-each tiap soal, after-attempt sesudah selesai, "
            "after-pass sesudah lulus, never tidak pernah.",
            "When feedback shows: after-each, after-attempt, after-pass or never.",
        ),
        "keep": Message(
            "Nilai yang dipakai: highest tertinggi, latest terakhir, first pertama, mean rata-rata.",
            "Which mark counts: highest, latest, first or mean.",
        ),
        "penalty": Message(
            "Persen nilai yang hilang untuk setiap percobaan salah; perlu feedback: after-each.",
            "Percentage that each wrong try costs; needs feedback: after-each.",
        ),
        "certainty": Message(
            "yes bila peserta menyatakan seberapa yakin ia; perlu feedback: after-each.",
            "yes if learners say how certain they are; needs feedback: after-each.",
        ),
    },
}
KEYS["translated-course"] = {
    "title": _COMMON["title"],
    "translates": Message(
        "Tanda naskah dasar yang diterjemahkan; ditulis oleh lms check --fix.",
        "The mark of the text that is translated; written by lms check --fix.",
    ),
}
KEYS["translated-module"] = {**KEYS["translated-course"], "outcomes": KEYS["module"]["outcomes"]}
