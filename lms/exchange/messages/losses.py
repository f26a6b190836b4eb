"""What another format cannot hold: said of each question that it concerns."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "exchange.kind": Message(
        "Soal “{title}” tidak terbawa: format tujuan tidak mengenal jenis {kind}.",
        "Question “{title}” is left out: the other format does not know the kind {kind}.",
        "Tulis ulang sebagai jenis lain, atau pakai format yang mengenalnya.",
        "Write it as another kind, or use a format that knows it.",
    ),
    "exchange.unwritable": Message(
        "Soal “{title}” tidak terbawa: jawabannya tidak dapat ditulis tanpa berubah arti.",
        "Question “{title}” is left out: its answers cannot be written without changing what they mean.",
        "Tulis soal ini sendiri di berkas tujuan.",
        "Write this question into the other file yourself.",
    ),
    "exchange.rule": Message(
        "Soal “{title}” tidak terbawa: format tujuan tidak mengenal aturan nilai {rule}.",
        "Question “{title}” is left out: the other format does not know the scoring rule {rule}.",
        "Pakai bobot atau score=net.",
        "Use weights or score=net.",
    ),
    "exchange.points": Message(
        "Soal “{title}”: nilai {points} tidak terbawa.",
        "Question “{title}”: its {points} points are not carried.",
        "Atur nilainya di tempat tujuan.",
        "Set the points at the other end.",
    ),
    "exchange.case": Message(
        "Soal “{title}”: huruf besar tidak lagi dibedakan.",
        "Question “{title}”: capital letters no longer count.",
        "Atur pembedaan huruf di tempat tujuan.",
        "Set the case of letters at the other end.",
    ),
    "exchange.spaces": Message(
        "Soal “{title}”: spasi ganda di antara kata akan dianggap salah.",
        "Question “{title}”: double spaces between words will count as wrong.",
        "Tidak perlu apa-apa bila jawabannya satu kata.",
        "Nothing to do when the answer is one word.",
    ),
    "exchange.unit": Message(
        "Soal “{title}”: satuan {unit} tidak terbawa dan tidak akan dinilai.",
        "Question “{title}”: the unit {unit} is not carried and will not be marked.",
        "Sebutkan satuannya dalam pertanyaan.",
        "Name the unit in the prompt.",
    ),
    "exchange.otherwise": Message(
        "Soal “{title}”: umpan balik untuk bilangan lain tidak terbawa.",
        "Question “{title}”: the feedback on any other number is not carried.",
        "Pindahkan umpan balik itu ke penjelasan.",
        "Move that feedback into the explanation.",
    ),
    "exchange.explanation": Message(
        "Soal “{title}”: penjelasannya tidak terbawa.",
        "Question “{title}”: its explanation is not carried.",
        "Tulis penjelasannya di tempat tujuan.",
        "Write the explanation at the other end.",
    ),
    "exchange.feedback": Message(
        "Soal “{title}”: umpan balik pada jawabannya tidak terbawa.",
        "Question “{title}”: the feedback on its answers is not carried.",
        "Pakai format yang mengenal umpan balik, misalnya GIFT.",
        "Use a format that knows feedback, such as GIFT.",
    ),
    "exchange.tags": Message(
        "Soal “{title}”: label {tags} tidak terbawa.",
        "Question “{title}”: the tags {tags} are not carried.",
        "Pakai judul kelompok # bila soal perlu dikelompokkan.",
        "Use a pool's heading # where questions must be grouped.",
    ),
    "exchange.layout": Message(
        "Soal “{title}”: sebagian tata letak (warna, huruf, ukuran) tidak terbawa.",
        "Question “{title}”: part of its layout (colours, fonts, sizes) is not carried.",
        "Baca ulang soalnya.",
        "Read the question again.",
    ),
    "exchange.picture": Message(
        "Soal “{title}”: gambar {name} tidak terbawa.",
        "Question “{title}”: the picture {name} is not carried.",
        "Simpan gambarnya di assets/ kursus, lalu tautkan di soal.",
        "Put the picture into the course's assets/ and link it in the question.",
    ),
    "exchange.prompt": Message(
        "Soal “{title}” tidak punya pertanyaan; judulnya dipakai.",
        "Question “{title}” has no prompt; its title is used.",
        "Tulis pertanyaannya.",
        "Write the prompt.",
    ),
    "exchange.negative": Message(
        "Soal “{title}”: jawaban bernilai negatif menjadi 0.",
        "Question “{title}”: an answer's negative mark becomes 0.",
        "Tidak perlu apa-apa; nilai satu soal tidak pernah di bawah 0.",
        "Nothing to do; the mark of one question is never below 0.",
    ),
    "exchange.alt": Message(
        "Soal “{title}”: gambar {name} tidak punya teks alternatif; namanya dipakai.",
        "Question “{title}”: the picture {name} has no alternative text; its name is used.",
        "Tulis di antara kurung siku apa yang tampak: ![uraian](assets/…).",
        "Write between the square brackets what it shows: ![description](assets/…).",
    ),
}
