"""What the check of a file can find, in words that the page and the command share."""

from enum import StrEnum

from lms.errors import Message


class Trouble(StrEnum):
    """What is wrong with a file that is not the one issued, or is not the one asked about."""

    EDITED = "edited"
    APPENDED = "appended"
    TAIL = "tail"
    ODD_RANGE = "odd-range"
    STRIPPED = "stripped"
    MOVED = "moved"
    MIXED = "mixed"
    LOOKALIKE = "lookalike"
    RESIGNED = "resigned"
    # Signed by this installation's own key, but not the file that the register keeps.
    UNREGISTERED = "unregistered"
    # Genuine, but of another certificate than the one asked about.
    OTHER = "other"


# Put together to deceive: names and signatures that do not belong together.
FORGERIES = {Trouble.MOVED, Trouble.MIXED, Trouble.LOOKALIKE, Trouble.RESIGNED}


class Seal(StrEnum):
    """What can be said of the signature that a file bears, whatever the register says of the file."""

    NONE = "none"
    OWN = "own"
    OWN_RETIRED = "own-retired"
    OWN_WITHDRAWN = "own-withdrawn"
    BSRE = "bsre"
    BSRE_EXPIRED = "bsre-expired"
    BSRE_WITHDRAWN = "bsre-withdrawn"
    LOOKALIKE = "lookalike"
    STRANGER = "stranger"
    PARTIAL = "partial"
    ODD = "odd"
    BROKEN = "broken"
    UNREADABLE = "unreadable"


ASK = ("Jangan diandalkan; minta PDF yang asli dari pemiliknya.",
       "Do not rely on it; ask its owner for the original PDF.")  # fmt: skip
REPORT = ("Jangan diterima; simpan berkasnya dan laporkan kepada penerbit sertifikat.",
          "Do not accept it; keep the file and report it to the issuer of the certificate.")  # fmt: skip

TROUBLES = {
    Trouble.EDITED: Message(
        "Isi berkas ini diubah atau disimpan ulang sesudah diterbitkan.",
        "The content of this file was changed, or saved anew, after it was issued.",
        *ASK,
    ),
    Trouble.APPENDED: Message(
        "Bagian baru ditambahkan sesudah berkas ini diterbitkan; yang tampak bisa lain dari aslinya.",
        "A new part was added after this file was issued; what it shows may differ from the original.",
        *ASK,
    ),
    Trouble.TAIL: Message(
        "Ada bita di akhir berkas ini yang tidak ikut diterbitkan atau ditandatangani.",
        "There are bytes at the end of this file that were not issued or signed.",
        "Kadang program surel yang menambahkannya; minta PDF yang asli dari pemiliknya.",
        "Mail programs sometimes add them; ask its owner for the original PDF.",
    ),
    Trouble.ODD_RANGE: Message(
        "Tanda tangannya tidak lagi mencakup seluruh berkas: jangkauannya (ByteRange) tidak wajar. Berkas "
        "diubah, atau disimpan ulang oleh program lain.",
        "Its signature does not cover the whole file any more: its range (ByteRange) is not a sound one. The "
        "file was changed, or saved anew by another program.",
        *ASK,
    ),
    Trouble.STRIPPED: Message(
        "Sertifikat ini diterbitkan bertanda tangan elektronik, tetapi berkas ini tidak memuatnya.",
        "This certificate was issued with an electronic signature, but this file has none.",
        *ASK,
    ),
    Trouble.MOVED: Message(
        "Tanda tangan di dalam berkas ini dibuat untuk berkas lain lalu dipindahkan ke sini.",
        "The signature in this file was made for another file and moved here.",
        *REPORT,
    ),
    Trouble.MIXED: Message(
        "Berkas ini menyebut lebih dari satu sertifikat: bagiannya berasal dari yang berbeda-beda.",
        "This file names more than one certificate: its parts come from different ones.",
        *REPORT,
    ),
    Trouble.LOOKALIKE: Message(
        "Penanda tangannya memakai nama yang sama dengan kami atau BSrE, tetapi kuncinya lain.",
        "Its signer bears the same name as we or BSrE, but the key is another one.",
        *REPORT,
    ),
    Trouble.RESIGNED: Message(
        "Berkas ini ditandatangani pihak lain, bukan dengan tanda tangan saat sertifikatnya diterbitkan.",
        "This file was signed by somebody else, not as the certificate was when it was issued.",
        *REPORT,
    ),
    Trouble.UNREGISTERED: Message(
        "Berkas ini ditandatangani dengan kunci situs ini, tetapi tidak tercatat sebagai sertifikat.",
        "This file was signed with this site’s key, but it is not registered as a certificate.",
        "Jangan diterima sebelum pengelola situs memeriksanya; kuncinya mungkin dipakai orang lain.",
        "Do not accept it before whoever runs this site has looked into it; the key may be in other hands.",
    ),
    Trouble.OTHER: Message(
        "Berkas ini asli, tetapi milik sertifikat lain, bukan yang Anda tanyakan.",
        "This file is genuine, but it is of another certificate than the one you asked about.",
        "Cocokkan nomor dan nama di bawah dengan sertifikat di tangan Anda.",
        "Compare the number and the name below with the certificate in your hand.",
    ),
}

SEALS = {
    Seal.NONE: Message("Tidak ada di dalam berkas ini.", "There is none in this file."),
    Seal.OWN: Message(
        "Sah, dengan kunci situs ini; mencakup seluruh berkas.",
        "Valid, by this site’s key; it covers the whole file.",
    ),
    Seal.OWN_RETIRED: Message(
        "Sah, dengan kunci situs ini yang sudah diganti; mencakup seluruh berkas.",
        "Valid, by a key of this site that was replaced since; it covers the whole file.",
    ),
    Seal.OWN_WITHDRAWN: Message(
        "Dengan kunci situs ini yang sertifikatnya sudah dicabut otoritasnya.",
        "By a key of this site whose certificate was withdrawn by its authority.",
    ),
    Seal.BSRE: Message(
        "Sah, oleh {signer} dengan sertifikat BSrE; mencakup seluruh berkas.",
        "Valid, by {signer} with a certificate of BSrE; it covers the whole file.",
    ),
    Seal.BSRE_EXPIRED: Message(
        "Oleh {signer}; sertifikat BSrE-nya sudah habis masanya dan waktunya tidak dapat dipastikan.",
        "By {signer}, whose certificate of BSrE has run out; the time of signing cannot be confirmed.",
    ),
    Seal.BSRE_WITHDRAWN: Message(
        "Oleh {signer}; sertifikat BSrE-nya sudah dicabut.",
        "By {signer}, whose certificate of BSrE was withdrawn.",
    ),
    Seal.LOOKALIKE: Message(
        "Bernama {signer}, tetapi dengan kunci yang bukan milik pemilik nama itu.",
        "Named {signer}, but by a key that does not belong to the bearer of that name.",
    ),
    Seal.STRANGER: Message(
        "Dengan kunci yang tidak kami kenal; nama {signer} tidak dapat dipastikan.",
        "By a key that we do not know; the name {signer} cannot be confirmed.",
    ),
    Seal.PARTIAL: Message(
        "Oleh {signer}, tetapi tidak mencakup seluruh berkas.",
        "By {signer}, but it does not cover the whole file.",
    ),
    Seal.ODD: Message(
        "Tidak dapat dipercaya: jangkauannya (ByteRange) tidak wajar.",
        "Not to be trusted: its range (ByteRange) is not a sound one.",
    ),
    Seal.BROKEN: Message(
        "Dari {signer}, tetapi tidak cocok dengan isi berkas ini.",
        "From {signer}, but it does not match the content of this file.",
    ),
    Seal.UNREADABLE: Message(
        "Ada, tetapi tidak dibuat oleh kunci mana pun yang disebutnya.",
        "There is one, but it was made by no key that it names.",
    ),
}
