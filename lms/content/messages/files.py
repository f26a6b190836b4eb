"""Words about files and folders, and about what stands between files."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "file.unreadable": Message(
        "Berkas tidak dapat dibaca.",
        "The file cannot be read.",
        "Periksa izin berkas ini.",
        "Check the permissions of this file.",
    ),
    "file.encoding": Message(
        "Berkas bukan teks UTF-8.",
        "The file is not UTF-8 text.",
        "Simpan ulang berkas dengan penyandian UTF-8.",
        "Save the file again in UTF-8.",
    ),
    "file.too-large": Message(
        "Berkas terlalu besar: {size} KB, paling banyak {most} KB.",
        "The file is too large: {size} KB, at most {most} KB.",
        "Bagi menjadi beberapa berkas.",
        "Split it into several files.",
    ),
    "file.name": Message(
        "Nama “{name}” tidak dapat dipakai.",
        "The name “{name}” cannot be used.",
        "Pakai huruf kecil, angka, dan tanda hubung, misalnya {example}.",
        "Use small letters, digits and hyphens, such as {example}.",
    ),
    "file.outside": Message(
        "“{name}” menunjuk ke luar folder kursus.",
        "“{name}” leads outside the course's folder.",
        "Salin berkasnya ke folder assets/ kursus ini.",
        "Copy the file into this course's assets/ folder.",
    ),
    "course.no-file": Message(
        "Folder ini tidak punya course.md.",
        "This folder has no course.md.",
        "Tulis course.md dengan title dan field, atau hapus foldernya.",
        "Write a course.md with title and field, or delete the folder.",
    ),
    "course.no-modules": Message(
        "Kursus ini belum punya modul.",
        "This course has no modules.",
        "Tulis modul pertama, misalnya 01-pendahuluan.md.",
        "Write the first module, such as 01-pendahuluan.md.",
    ),
    "course.jp": Message(
        "Jumlah JP kursus ini {total}, padahal harus bulat dan sedikitnya 1.",
        "The JP of this course add up to {total}; they must make a whole number of at least 1.",
        "Sesuaikan jp di modul-modulnya.",
        "Adjust the jp of its modules.",
    ),
    "course.manual-jp": Message(
        "Panduan tidak memberi JP.",
        "A manual gives no JP.",
        "Hapus baris jp.",
        "Delete the line jp.",
    ),
    "course.manual-exam": Message(
        "Panduan tidak punya ujian atau sertifikat.",
        "A manual has no exam and no certificate.",
        "Hapus baris {key}.",
        "Delete the line {key}.",
    ),
    "course.requires-unknown": Message(
        "Kursus prasyarat “{slug}” tidak ada.",
        "The required course “{slug}” does not exist.",
        "Tulis nama folder di courses/. Mungkin maksud Anda {nearest}?",
        "Write the name of a folder in courses/. Did you mean {nearest}?",
    ),
    "course.requires-cycle": Message(
        "Prasyarat berputar: {path}.",
        "The requirements go in a circle: {path}.",
        "Hapus salah satu prasyaratnya.",
        "Remove one of them.",
    ),
    "course.certificate-unknown": Message(
        "Desain sertifikat “{name}” tidak ada di certificates/.",
        "There is no certificate design “{name}” in certificates/.",
        "Buat foldernya, atau pakai nama yang ada.",
        "Make its folder, or use a name that exists.",
    ),
    "course.quiz-unknown": Message(
        "Kuis “{key}” tidak ada di quizzes/.",
        "There is no quiz “{key}” in quizzes/.",
        "Tulis alamat berkasnya tanpa .md. Mungkin maksud Anda {nearest}?",
        "Write the file's path without .md. Did you mean {nearest}?",
    ),
    "course.quiz-broken": Message(
        "Kuis “{key}” masih memuat kesalahan.",
        "The quiz “{key}” still holds errors.",
        "Perbaiki quizzes/{key}.md.",
        "Mend quizzes/{key}.md.",
    ),
    "course.exam-kind": Message(
        "Kuis “{key}” dipakai sebagai ujian akhir, tetapi jenisnya {kind}.",
        "The quiz “{key}” is used as the final exam, yet its kind is {kind}.",
        "Tulis kind: exam di quizzes/{key}.md.",
        "Write kind: exam in quizzes/{key}.md.",
    ),
    "quiz.not-of-scenes": Message(
        "Kunci {key} tidak berlaku untuk skenario.",
        "The key {key} does not apply to a scenario.",
        "Hapus barisnya; tanggapan tampil begitu pilihan diambil.",
        "Remove the line; feedback shows as soon as a choice is made.",
    ),
    "quiz.unused": Message(
        "Kuis ini tidak dipakai kursus mana pun.",
        "No course uses this quiz.",
        "Sebut kuis ini di course.md (exam) atau di sebuah modul (quiz), atau hapus.",
        "Name it in course.md (exam) or in a module (quiz), or delete it.",
    ),
    "asset.missing": Message(
        "Berkas “{name}” tidak ada.",
        "The file “{name}” does not exist.",
        "Letakkan berkasnya di folder kursus, atau perbaiki alamatnya.",
        "Put the file into the course's folder, or mend its path.",
    ),
    "asset.unused": Message(
        "Berkas ini tidak dipakai di modul mana pun.",
        "No module uses this file.",
        "Pakai di sebuah modul, atau hapus.",
        "Use it in a module, or delete it.",
    ),
    "asset.type": Message(
        "Jenis berkas “{name}” tidak diizinkan.",
        "Files of the type of “{name}” are not allowed.",
        "Pakai salah satu dari {types}.",
        "Use one of {types}.",
    ),
    "asset.content": Message(
        "Isi “{name}” tidak cocok dengan nama belakangnya.",
        "What “{name}” holds does not match its extension.",
        "Simpan ulang berkas dengan jenis yang benar.",
        "Save the file again as the type that it claims to be.",
    ),
    "asset.content-other": Message(
        "“{name}” sebenarnya berkas {really}.",
        "“{name}” is really a {really} file.",
        "Ganti namanya menjadi {better}, juga di naskah yang menampilkannya.",
        "Name it {better}, also in the text that shows it.",
    ),
    "asset.large": Message(
        "Berkas “{name}” besar: {size} KB, sebaiknya paling banyak {most} KB.",
        "The file “{name}” is large: {size} KB, better at most {most} KB.",
        "Perkecil agar cepat dibuka di ponsel.",
        "Make it smaller so that it opens fast on a phone.",
    ),
    "asset.too-large": Message(
        "Berkas “{name}” terlalu besar: {size} KB, paling banyak {most} KB.",
        "The file “{name}” is too large: {size} KB, at most {most} KB.",
        "Perkecil ukuran atau mutunya.",
        "Reduce its size or its quality.",
    ),
    "asset.svg": Message(
        "Gambar SVG “{name}” memuat {what}, yang tidak diizinkan.",
        "The SVG picture “{name}” holds {what}, which is not allowed.",
        "Hapus bagian itu, lalu simpan sebagai SVG biasa.",
        "Remove that part, then save as plain SVG.",
    ),
    "asset.svg-broken": Message(
        "Gambar SVG “{name}” tidak terbaca.",
        "The SVG picture “{name}” cannot be read.",
        "Simpan ulang sebagai SVG biasa.",
        "Save it again as plain SVG.",
    ),
}
