"""Words about the Markdown of a body."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "markdown.too-deep": Message(
        "Susunan di sini terlalu dalam.",
        "The text is nested too deeply here.",
        "Kurangi tingkat daftar, kutipan, atau kurung.",
        "Use fewer levels of lists, quotations or brackets.",
    ),
    "markdown.too-long": Message(
        "Naskah ini {size} huruf; paling banyak {most}.",
        "This text has {size} letters; {most} at most.",
        "Bagilah menjadi beberapa berkas.",
        "Divide it into several files.",
    ),
    "markdown.tag-unclosed": Message(
        "“{tag}” tidak ditutup, jadi tampil sebagai teks.",
        "“{tag}” is not closed, so it is shown as text.",
        "Tutup dengan > (komentar: -->), atau tulis &lt; untuk tanda kurang dari.",
        "Close it with > (a comment: -->), or write &lt; for a less-than sign.",
    ),
    "markdown.list-indent": Message(
        "Daftar ini tidak masuk ke butir bernomor di atasnya.",
        "This list is not part of the numbered item above it.",
        "Sejajarkan tandanya dengan teks butir itu, biasanya tiga spasi.",
        "Line its marker up with that item's text, usually three spaces.",
    ),
    "markdown.footnote-unused": Message(
        "Catatan kaki [^{name}] tidak dirujuk.",
        "Nothing refers to the footnote [^{name}].",
        "Tulis [^{name}] di teks yang dijelaskannya, atau hapus catatannya.",
        "Write [^{name}] in the text that it explains, or remove the note.",
    ),
    "markdown.heading-one": Message(
        "Judul tingkat satu hanya untuk judul modul.",
        "A level-one heading is for the module's title only.",
        "Awali judul di badan berkas dengan ##.",
        "Begin headings in the body with ##.",
    ),
    "markdown.heading-skips": Message(
        "Judul “{title}” melompati satu tingkat.",
        "The heading “{title}” skips a level.",
        "Pakai {right} sesudah judul di atasnya.",
        "Use {right} after the heading above it.",
    ),
    "markdown.heading-tight": Message(
        "“{text}” tidak menjadi judul.",
        "“{text}” does not become a heading.",
        "Beri spasi sesudah tanda pagar: ## Judul.",
        "Put a space after the hash signs: ## Heading.",
    ),
    "markdown.callout": Message(
        "Kotak [!{name}] tidak dikenal.",
        "The call-out [!{name}] is not known.",
        "Pakai NOTE, TIP, WARNING, IMPORTANT, atau CONTOH.",
        "Use NOTE, TIP, WARNING, IMPORTANT or CONTOH.",
    ),
    "markdown.fence": Message(
        "Blok kode ini tidak ditutup.",
        "This code block is not closed.",
        "Tutup dengan baris {fence}.",
        "Close it with a line {fence}.",
    ),
    "markdown.formula": Message(
        "Rumus “{formula}” tidak terbaca.",
        "The formula “{formula}” cannot be read.",
        "Periksa kurung kurawal dan perintah LaTeX-nya; untuk tanda dolar biasa tulis \\$.",
        "Check its braces and LaTeX commands; for a plain dollar sign write \\$.",
    ),
    "markdown.dropped": Message(
        "{what} dibuang demi keamanan.",
        "{what} was dropped for safety.",
        "Tulis dengan Markdown biasa.",
        "Write it in plain Markdown.",
    ),
    "markdown.no-alt": Message(
        "Gambar “{name}” tidak punya teks alternatif.",
        "The picture “{name}” has no alternative text.",
        "Tulis apa yang tampak di antara kurung siku: ![uraian]({name}).",
        "Say what it shows between the brackets: ![description]({name}).",
    ),
    "markdown.foreign-picture": Message(
        "Gambar “{name}” diambil dari situs lain.",
        "The picture “{name}” is taken from another site.",
        "Simpan gambarnya di folder assets/ kursus ini.",
        "Save the picture in this course's assets/ folder.",
    ),
    "markdown.not-a-picture": Message(
        "“{name}” bukan gambar, video, atau suara.",
        "“{name}” is no picture, film or sound.",
        "Tulis sebagai tautan: [teks]({name}).",
        "Write it as a link: [text]({name}).",
    ),
    "markdown.captions": Message(
        "Video “{name}” tidak punya berkas takarir.",
        "The video “{name}” has no captions file.",
        "Letakkan {captions} di samping videonya.",
        "Put {captions} beside the video.",
    ),
    "markdown.link": Message(
        "Tautan “{target}” tidak dapat dipakai.",
        "The link “{target}” cannot be used.",
        "Pakai alamat https://, mailto:, nama modul seperti 02-layanan.md, atau berkas di assets/.",
        "Use an address with https://, mailto:, a module such as 02-layanan.md, or a file in assets/.",
    ),
    "markdown.link-empty": Message(
        "Tautan ini tidak punya alamat.",
        "This link has no address.",
        "Tulis alamatnya di antara kurung: [teks](https://…) atau [teks](02-layanan.md).",
        "Write its address between the brackets: [text](https://…) or [text](02-layanan.md).",
    ),
    "markdown.link-open": Message(
        "Tautan ke “{text}” tidak terbaca, jadi tampil sebagai teks.",
        "The link to “{text}” cannot be read, so it is shown as text.",
        "Tutup alamatnya dengan kurung ), tanpa spasi di dalamnya.",
        "Close its address with a bracket ), with no space in it.",
    ),
    "markdown.bold-open": Message(
        "Tanda ** di sini tidak menebalkan apa-apa, jadi tampil sebagai bintang.",
        "The signs ** here make nothing bold, so they are shown as stars.",
        "Apit katanya rapat: **kata**; untuk bintang biasa tulis \\*.",
        "Put them close around the words: **word**; for a plain star write \\*.",
    ),
    "markdown.table-rule": Message(
        "Tabel ini tidak terbaca: judulnya {heads} kolom, garis di bawahnya {rules}.",
        "This table cannot be read: its head has {heads} columns, the rule beneath it {rules}.",
        "Tulis satu --- untuk setiap kolom, misalnya | --- | --- |.",
        "Write one --- for each column, such as | --- | --- |.",
    ),
    "markdown.table-no-rule": Message(
        "Tabel ini tidak punya garis di bawah judulnya, jadi tampil sebagai teks.",
        "This table has no rule beneath its head, so it is shown as text.",
        "Tulis baris | {columns} | sesudah baris pertama.",
        "Write a line | {columns} | after the first line.",
    ),
    "markdown.table-row": Message(
        "Baris tabel ini punya {cells} sel, padahal tabelnya {columns} kolom; kelebihannya tidak tampil.",
        "This row has {cells} cells, yet the table {columns} columns; those beyond are not shown.",
        "Samakan jumlahnya; garis tegak di dalam sel ditulis \\|.",
        "Make their number equal; write a bar within a cell as \\|.",
    ),
    "markdown.link-module": Message(
        "Modul “{target}” tidak ada di kursus ini.",
        "There is no module “{target}” in this course.",
        "Mungkin maksud Anda {nearest}?",
        "Did you mean {nearest}?",
    ),
    "markdown.link-anchor": Message(
        "Tidak ada judul “#{anchor}” di {target}.",
        "There is no heading “#{anchor}” in {target}.",
        "Mungkin maksud Anda #{nearest}?",
        "Did you mean #{nearest}?",
    ),
    "markdown.link-text": Message(
        "Tautan ke “{target}” tidak punya teks.",
        "The link to “{target}” has no text.",
        "Tulis teksnya di antara kurung siku.",
        "Write its text between the brackets.",
    ),
    "markdown.footnote": Message(
        "Catatan kaki [^{name}] tidak ada isinya.",
        "The footnote [^{name}] has no text.",
        "Tulis [^{name}]: … di akhir berkas.",
        "Write [^{name}]: … at the end of the file.",
    ),
    "selfcheck.kind": Message(
        "Latihan ini tidak punya jawaban yang dapat diperiksa.",
        "This self-check has no answers that can be checked.",
        "Tulis pilihan (- ( ) dan - (x)) atau jawaban (= jawaban) sesudah pertanyaannya.",
        "Write options (- ( ) and - (x)) or answers (= answer) after its prompt.",
    ),
}
