"""Words about quizzes and their questions."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "quiz.no-questions": Message(
        "Kuis ini belum punya soal.",
        "This quiz has no questions.",
        "Tulis soal pertama dengan judul ## sesudah judul kelompok #.",
        "Write the first question under a heading ##, after a pool's heading #.",
    ),
    "quiz.pool-empty": Message(
        "Kelompok “{title}” tidak punya soal.",
        "The pool “{title}” has no questions.",
        "Tulis soalnya di bawah judul ##, atau hapus kelompok ini.",
        "Write its questions under headings ##, or delete this pool.",
    ),
    "quiz.draw": Message(
        "Nilai draw tidak terbaca: “{value}”.",
        "The value of draw cannot be read: “{value}”.",
        "Tulis bilangan 1 atau lebih, misalnya {{draw=3}}.",
        "Write a whole number of 1 or more, such as {{draw=3}}.",
    ),
    "quiz.draw-too-many": Message(
        "Kelompok “{title}” mengambil {draw} soal, padahal hanya ada {count}.",
        "The pool “{title}” draws {draw} questions, yet it holds {count}.",
        "Tambah soal, atau kecilkan draw.",
        "Add questions, or make draw smaller.",
    ),
    "quiz.draw-unequal": Message(
        "Kelompok “{title}” mengambil sebagian soal, tetapi nilai soalnya tidak sama.",
        "The pool “{title}” draws some of its questions, yet they carry different points.",
        "Samakan points, atau pisahkan menjadi dua kelompok.",
        "Make their points equal, or make two pools of them.",
    ),
    "quiz.heading-glued": Message(
        "Baris ini tidak terbaca sebagai judul.",
        "This line is not read as a heading.",
        "Beri spasi sesudah tanda #.",
        "Put a space after the signs #.",
    ),
    "quiz.prose": Message(
        "Tulisan di bawah judul kelompok tidak pernah ditampilkan.",
        "Text under a pool's heading is never shown.",
        "Pindahkan ke atas kelompok pertama, atau ke dalam soal.",
        "Move it above the first pool, or into a question.",
    ),
    "quiz.attribute": Message(
        "Atribut “{name}” tidak dikenal di sini.",
        "The attribute “{name}” is not known here.",
        "Yang dapat ditulis: {known}.",
        "What may be written: {known}.",
    ),
    "quiz.attribute-value": Message(
        "Atribut {name} tidak dapat bernilai “{value}”.",
        "The attribute {name} cannot be “{value}”.",
        "Yang dapat ditulis: {known}.",
        "What may be written: {known}.",
    ),
    "quiz.attribute-repeated": Message(
        "Atribut {name} ditulis dua kali.",
        "The attribute {name} is written twice.",
        "Hapus salah satunya.",
        "Delete one of them.",
    ),
    "question.no-id": Message(
        "Soal “{label}” belum punya tanda pengenal.",
        "The question “{label}” has no lasting identity.",
        "Jalankan lms check --fix, atau tulis {{#{suggestion}}} di akhir judulnya.",
        "Run lms check --fix, or write {{#{suggestion}}} at the end of its heading.",
    ),
    "question.id": Message(
        "Tanda pengenal “{id}” tidak dapat dipakai.",
        "The identity “{id}” cannot be used.",
        "Pakai huruf kecil, angka, dan tanda hubung, paling banyak 80.",
        "Use small letters, digits and hyphens, at most 80.",
    ),
    "question.id-repeated": Message(
        "Tanda pengenal “{id}” sudah dipakai di baris {first}.",
        "The identity “{id}” is already used on line {first}.",
        "Beri soal ini tanda pengenal lain; jangan ubah soal yang sudah pernah terbit.",
        "Give this question another identity; leave the one already published as it is.",
    ),
    "question.label": Message(
        "Judul soal kosong.",
        "The question's heading is empty.",
        "Tulis nama pendek soal; peserta tidak melihatnya.",
        "Write a short name; learners do not see it.",
    ),
    "question.points": Message(
        "Nilai points tidak terbaca: “{value}”.",
        "The value of points cannot be read: “{value}”.",
        "Tulis bilangan lebih dari 0 sampai 1000, misalnya points=2.",
        "Write a number above 0 and up to 1000, such as points=2.",
    ),
    "question.no-prompt": Message(
        "Soal ini tidak punya pertanyaan.",
        "This question has no prompt.",
        "Tulis pertanyaannya sebelum jawaban.",
        "Write the prompt before the answers.",
    ),
    "question.no-answers": Message(
        "Soal ini tidak punya jawaban.",
        "This question has no answers.",
        "Tulis pilihan (- ( ), - (x)), jawaban (= jawaban) atau pasangan (- istilah -> arti) di bawahnya; "
        "daftar bernomor memerlukan {{order}} pada judulnya, rubrik {{essay}}; "
        "bila hanya keterangan, tambahkan {{text}} pada judulnya.",
        "Write options (- ( ) and - (x)), answers (= answer) or pairs (- term -> meaning) after the prompt; "
        "a numbered list needs {{order}} on its heading, a rubric {{essay}}; "
        "if it is information only, add {{text}} to its heading.",
    ),
    "question.bracket": Message(
        "Kurung pilihan “{text}” tidak lengkap.",
        "A bracket of the option “{text}” is missing.",
        "Tulis - (x) untuk kunci dan - ( ) untuk pilihan lain; atau - [x] dan - [ ].",
        "Write - (x) for the key and - ( ) for the others; or - [x] and - [ ].",
    ),
    "question.hint-empty": Message(
        "Petunjuk ini kosong.",
        "This hint is empty.",
        "Tulis petunjuknya sesudah [!PETUNJUK], atau hapus baris ini.",
        "Write the hint after [!HINT], or delete this line.",
    ),
    "question.hints-unused": Message(
        "Petunjuk soal ini tidak pernah tampil.",
        "This question's hints are never shown.",
        "Tulis feedback: after-each pada bagian depan kuis, atau hapus petunjuknya.",
        "Write feedback: after-each in the front matter, or delete the hints.",
    ),
    "question.survey-marked": Message(
        "Soal ini punya kunci, padahal survei tidak dinilai.",
        "This question has a key, yet a survey is not marked.",
        "Pakai pilihan tanpa kunci (- ( )), skala (- 1..4: …), atau uraian ({{essay}}).",
        "Use options without a key (- ( )), a scale (- 1..4: …) or a free text ({{essay}}).",
    ),
    "question.text-moved": Message(
        "Keterangan ini dapat tampil di mana saja: soal kelompoknya diacak atau diundi.",
        "This text may come anywhere: the questions of its pool are shuffled or drawn.",
        "Tulis keterangannya di dalam soal yang memerlukannya, atau hapus shuffle: questions dan draw.",
        "Write it into the question that needs it, or remove shuffle: questions and draw.",
    ),
    "quiz.penalty-unused": Message(
        "penalty tidak berpengaruh: tidak ada soal yang punya petunjuk, jadi setiap soal dicoba sekali saja.",
        "penalty has no effect: no question has hints, so each is tried once only.",
        "Tulis petunjuk (> [!PETUNJUK] …) pada soalnya, atau hapus penalty.",
        "Write hints (> [!HINT] …) to the questions, or remove penalty.",
    ),
    "question.after-answers": Message(
        "Tulisan sesudah jawaban tidak terbaca.",
        "Text after the answers cannot be placed.",
        "Pindahkan ke atas jawaban, atau awali dengan > agar menjadi penjelasan.",
        "Move it above the answers, or begin it with > to make it the explanation.",
    ),
    "check.longest": Message(
        "Di semua {count} soal pilihan kuis ini, jawaban yang benar paling panjang.",
        "In all {count} choice questions of this quiz the right option is the longest.",
        "Panjangkan pengecoh atau ringkas kuncinya, agar tidak tertebak.",
        "Lengthen the distractors or shorten the keys, lest they be guessed.",
    ),
    "check.same-place": Message(
        "Di semua {count} soal pilihan kuis ini, jawaban yang benar ada di urutan {place}.",
        "In all {count} choice questions of this quiz the right option stands in place {place}.",
        "Ubah urutannya, atau tulis shuffle: [options].",
        "Change the order, or write shuffle: [options].",
    ),
    "check.mostly-longest": Message(
        "Di {many} dari {count} soal pilihan kuis ini, jawaban yang benar paling panjang.",
        "In {many} of {count} choice questions of this quiz the right option is the longest.",
        "Panjangkan pengecoh atau ringkas kuncinya, agar tidak tertebak.",
        "Lengthen the distractors or shorten the keys, lest they be guessed.",
    ),
    "check.all-of-the-above": Message(
        "Pilihan “{text}” melemahkan soal.",
        "The option “{text}” weakens the question.",
        "Ganti dengan pilihan biasa, atau pakai [ ] dan [x] untuk beberapa jawaban.",
        "Use an ordinary option, or [ ] and [x] for several answers.",
    ),
    "check.negation": Message(
        "Kata “{word}” mudah terlewat oleh pembaca.",
        "The word “{word}” is easily overlooked.",
        "Tebalkan: **{word}**, atau tulis pertanyaannya secara positif.",
        "Make it bold: **{word}**, or ask positively.",
    ),
    "check.readability": Message(
        "Soal ini jauh lebih sulit dibaca daripada modulnya: {words} kata dalam satu kalimat.",
        "This prompt is much harder to read than its module: {words} words in one sentence.",
        "Bagi menjadi beberapa kalimat pendek.",
        "Split it into short sentences.",
    ),
    "check.prompt-hard": Message(
        "Soal ini jauh lebih sulit dibaca daripada modulnya: indeks LIX {lix}, modulnya {module}.",
        "This prompt is much harder to read than its module: LIX {lix}, the module {module}.",
        "Pendekkan kalimatnya, dan ganti kata yang panjang dengan kata sehari-hari.",
        "Shorten its sentences, and use everyday words for long ones.",
    ),
    "check.hard": Message(
        "Modul ini sulit dibaca: indeks LIX {lix}, sebaiknya paling banyak {most}; "
        "rata-rata {words} kata sekalimat.",
        "This module is hard to read: LIX {lix}, better at most {most}; {words} words a sentence on average.",
        "Bagi kalimat yang panjang, dan jelaskan bahasa peraturan dengan kata sehari-hari.",
        "Divide long sentences, and say in everyday words what the law says in its own.",
    ),
    "check.spelling": Message(
        "Kata “{word}” tidak ada di kamus.",
        "The word “{word}” is in no list of words.",
        "Perbaiki ejaannya; bila benar, tulis di kamus.txt kursus ini, atau *miringkan* bila asing.",
        "Mend its spelling; if it is right write it into kamus.txt, or in *italics* if foreign.",
    ),
    "check.spelling-near": Message(
        "Kata “{word}” tidak ada di kamus.",
        "The word “{word}” is in no list of words.",
        "Mungkin maksud Anda {nearest}? Bila sudah benar, tulis di kamus.txt kursus ini.",
        "Did you mean {nearest}? If it is right write it into this course's kamus.txt.",
    ),
    "check.hours-long": Message(
        "Modul ini berisi {words} kata untuk {jp} JP; sepertinya terlalu banyak.",
        "This module holds {words} words for {jp} JP; that seems too many.",
        "Naikkan jp, atau bagi modul ini.",
        "Raise jp, or split this module.",
    ),
    "check.hours-short": Message(
        "Modul ini hanya berisi {words} kata untuk {jp} JP.",
        "This module holds only {words} words for {jp} JP.",
        "Turunkan jp, atau lengkapi isinya.",
        "Lower jp, or complete the text.",
    ),
}
