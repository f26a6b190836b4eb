"""What is wrong in a file from elsewhere: why a question was refused."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "exchange.empty": Message(
        "Berkas ini tidak berisi soal.",
        "This file holds no questions.",
        "Periksa apakah berkas dan formatnya benar.",
        "Check that it is the right file and format.",
    ),
    "exchange.too-long": Message(
        "Soal “{title}” terlalu panjang.",
        "Question “{title}” is too long.",
        "Ringkas sampai paling banyak {most} huruf.",
        "Shorten it to at most {most} characters.",
    ),
    "exchange.weight": Message(
        "Soal “{title}”: bobot {weight} tidak ada dalam daftar bobot Moodle.",
        "Question “{title}”: the weight {weight} is not on Moodle's list of weights.",
        "Pakai bobot seperti 100, 50, 33.33333, 25, 20 atau 10 persen.",
        "Use a weight such as 100, 50, 33.33333, 25, 20 or 10 percent.",
    ),
    "exchange.few-options": Message(
        "Soal “{title}”: pilihannya kurang dari dua.",
        "Question “{title}”: it has fewer than two options.",
        "Tulis sedikitnya dua pilihan.",
        "Write at least two options.",
    ),
    "exchange.few-pairs": Message(
        "Soal “{title}”: pasangannya kurang dari dua.",
        "Question “{title}”: it has fewer than two pairs.",
        "Tulis sedikitnya dua pasangan.",
        "Write at least two pairs.",
    ),
    "exchange.no-full-mark": Message(
        "Soal “{title}”: tidak ada jawaban yang bernilai penuh.",
        "Question “{title}”: no answer earns the full mark.",
        "Beri satu jawaban bobot 100%.",
        "Give one answer a weight of 100%.",
    ),
    "gift.braces": Message(
        "Soal “{title}”: kurung kurawalnya tidak berpasangan.",
        "Question “{title}”: its braces do not make a pair.",
        "Tulis jawaban di antara {{ dan }} tanpa baris kosong; untuk kurung sungguhan tulis \\{{ dan \\}}.",
        "Write the answers between {{ and }} without an empty line; for real braces write \\{{ and \\}}.",
    ),
    "gift.pair": Message(
        "Soal “{title}”: “{text}” bukan pasangan.",
        "Question “{title}”: “{text}” is no pair.",
        "Tulis pasangan sebagai =kiri -> kanan.",
        "Write a pair as =left -> right.",
    ),
    "gift.number": Message(
        "Soal “{title}”: “{text}” bukan bilangan, toleransi atau rentang.",
        "Question “{title}”: “{text}” is no number, tolerance or range.",
        "Tulis misalnya 20, 3.14:0.01 atau 1..5, dengan titik sebagai tanda desimal.",
        "Write for instance 20, 3.14:0.01 or 1..5, with a point as the decimal mark.",
    ),
    "gift.no-number": Message(
        "Soal “{title}”: tidak ada jawaban berupa bilangan.",
        "Question “{title}”: it has no number for an answer.",
        "Tulis bilangannya sesudah tanda #.",
        "Write the number after the sign #.",
    ),
    "aiken.no-question": Message(
        "Baris ini datang sebelum pertanyaannya.",
        "This line comes before its question.",
        "Tulis pertanyaannya dalam satu baris di atas pilihan A.",
        "Write the question on one line above option A.",
    ),
    "aiken.no-answer": Message(
        "Soal “{title}”: baris ANSWER tidak ada.",
        "Question “{title}”: the line ANSWER is missing.",
        "Akhiri soal dengan baris seperti ANSWER: B",
        "End the question with a line such as ANSWER: B",
    ),
    "aiken.answer": Message(
        "Soal “{title}”: tidak ada pilihan {letter}.",
        "Question “{title}”: there is no option {letter}.",
        "Sebut huruf salah satu pilihannya sesudah ANSWER:",
        "Name the letter of one of its options after ANSWER:",
    ),
    "aiken.order": Message(
        "Soal “{title}”: pilihan {letter} tidak berurutan.",
        "Question “{title}”: option {letter} is out of order.",
        "Tulis pilihan berurutan dari A.",
        "Write the options in order, from A.",
    ),
    "aiken.too-many": Message(
        "Soal “{title}”: pilihannya lebih dari 26.",
        "Question “{title}”: it has more than 26 options.",
        "Kurangi pilihannya, atau pakai format GIFT.",
        "Use fewer options, or the GIFT format.",
    ),
    "exchange.kind-unknown": Message(
        "Soal “{title}”: jenis {kind} tidak dapat dibawa.",
        "Question “{title}”: the kind {kind} cannot be brought in.",
        "Tulis ulang sebagai jenis lain.",
        "Write it again as another kind.",
    ),
    "exchange.gap": Message(
        "Soal “{title}”: rumpang [[1]] tidak sesuai dengan pilihannya.",
        "Question “{title}”: its gaps such as [[1]] do not fit its choices.",
        "Periksa nomor rumpang dan daftar pilihannya di program asal.",
        "Check the numbers of the gaps and the list of choices in the other program.",
    ),
    "exchange.cloze": Message(
        "Soal “{title}”: rumpang “{text}” tidak terbaca.",
        "Question “{title}”: the gap “{text}” cannot be read.",
        "Tulis rumpang seperti {{1:SHORTANSWER:=jawaban}}.",
        "Write a gap such as {{1:SHORTANSWER:=answer}}.",
    ),
}
