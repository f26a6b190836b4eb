"""Why a whole file was refused at the door: broken, too large, or made to do harm."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "xml.broken": Message(
        "Baris {line}: XML-nya rusak ({reason}).",
        "Line {line}: the XML is broken ({reason}).",
        "Ekspor ulang berkas ini dari program asalnya.",
        "Export the file again from the program it came from.",
    ),
    "xml.doctype": Message(
        "Baris {line}: berkas ini membawa DTD atau entitas, yang dapat dipakai untuk menyerang.",
        "Line {line}: the file brings a DTD or entities, which can be used for an attack.",
        "Hapus bagian <!DOCTYPE …> dari berkas, atau ekspor ulang tanpa DTD.",
        "Remove <!DOCTYPE …> from the file, or export it again without a DTD.",
    ),
    "xml.deep": Message(
        "Baris {line}: unsurnya bersarang lebih dari {most} tingkat.",
        "Line {line}: its elements are nested deeper than {most} levels.",
        "Sederhanakan susunan berkas ini.",
        "Flatten the file.",
    ),
    "xml.large": Message(
        "Berkas XML ini terlalu besar: batasnya {megabytes} MB dan {elements} unsur.",
        "This XML file is too large: the limit is {megabytes} MB and {elements} elements.",
        "Bagi bank soal menjadi beberapa berkas.",
        "Split the question bank into several files.",
    ),
    "archive.broken": Message(
        "Berkas zip ini rusak atau bukan zip.",
        "This zip file is broken, or is none.",
        "Unduh atau ekspor ulang berkasnya.",
        "Download or export the file again.",
    ),
    "archive.large": Message(
        "Isi zip ini terlalu besar: batasnya {megabytes} MB.",
        "What this zip file holds is too large: the limit is {megabytes} MB.",
        "Bagi isinya menjadi beberapa berkas.",
        "Split it into several files.",
    ),
    "archive.many": Message(
        "Zip ini berisi lebih dari {most} berkas.",
        "This zip file holds more than {most} files.",
        "Bagi isinya menjadi beberapa berkas.",
        "Split it into several files.",
    ),
    "archive.path": Message(
        "Zip ini berisi berkas dengan nama yang tidak diperbolehkan: “{name}”.",
        "This zip file holds a file with a name that is not allowed: “{name}”.",
        "Buat ulang zip-nya hanya dengan berkas biasa di dalam foldernya.",
        "Make the zip again with nothing but plain files inside its folder.",
    ),
    "archive.absent": Message(
        "Berkas “{name}” tidak ada di dalam zip ini.",
        "The file “{name}” is not in this zip.",
        "Ekspor ulang paketnya.",
        "Export the package again.",
    ),
    "exchange.format": Message(
        "Format berkas ini tidak dikenali.",
        "The format of this file is not known.",
        "Pakai salah satu: {known}; atau sebut formatnya.",
        "Use one of these: {known}; or name the format.",
    ),
    "exchange.encoding": Message(
        "Berkas ini bukan UTF-8; hurufnya dibaca sebagai Windows-1252.",
        "The file is not UTF-8; its letters were read as Windows-1252.",
        "Periksa huruf beraksen, atau simpan ulang berkasnya sebagai UTF-8.",
        "Check letters with accents, or save the file again as UTF-8.",
    ),
}
