"""What is said about a roster or one of its rows, in both languages."""

from lms.asn.nip_messages import MESSAGES as NIP_MESSAGES
from lms.errors import Message, Worded

MESSAGES: dict[str, Message] = {
    **NIP_MESSAGES,
    "row.no-name": Message(
        "Nama belum diisi.",
        "The name is missing.",
        "Isi kolom nama, tanpa gelar.",
        "Fill in nama, without titles.",
    ),
    "row.too-long": Message(
        "Isi kolom {column} lebih dari {longest} huruf.",
        "{column} is longer than {longest} characters.",
        "Pendekkan, atau pindahkan gelar ke kolomnya sendiri.",
        "Shorten it, or move titles to their own column.",
    ),
    "row.no-kind": Message(
        "Jenis ASN belum diisi.",
        "The kind of employee is missing.",
        "Isi jenis_asn: PNS, PPPK, PPPK Paruh Waktu, atau Non-ASN.",
        "Fill in jenis_asn: PNS, PPPK, PPPK Paruh Waktu or Non-ASN.",
    ),
    "row.unknown-kind": Message(
        "Jenis ASN “{text}” tidak dikenal.",
        "The kind of employee “{text}” is not known.",
        "Pakai PNS, PPPK, PPPK Paruh Waktu, atau Non-ASN.",
        "Use PNS, PPPK, PPPK Paruh Waktu or Non-ASN.",
    ),
    "row.rank": Message(
        "Golongan “{text}” tidak cocok untuk {kind}.",
        "The rank “{text}” does not fit {kind}.",
        "PNS: misalnya III/b. PPPK: I sampai XVII. Bila pangkat dan golongan bertentangan, betulkan.",
        "PNS: such as III/b. PPPK: I to XVII. If pangkat and golongan differ, correct one.",
    ),
    "row.email": Message(
        "E-mail ini tidak lengkap.",
        "This e-mail address is incomplete.",
        "Tulis seperti nama@contoh.go.id, atau kosongkan.",
        "Write it like name@example.go.id, or leave it empty.",
    ),
    "row.email-taken": Message(
        "E-mail ini sudah dipakai orang lain.",
        "This e-mail address belongs to somebody else.",
        "Pakai e-mail lain, atau kosongkan.",
        "Use another address, or leave it empty.",
    ),
    "row.no-login": Message(
        "Pegawai non-ASN memerlukan nama masuk.",
        "People who are not ASN need a sign-in name.",
        "Isi kolom login, misalnya nama.belakang, paling sedikit 3 huruf tanpa spasi dan tanpa @.",
        "Fill in login, such as first.last: at least 3 letters, no spaces, no @.",
    ),
    "row.login-digits": Message(
        "Nama masuk ini tampak seperti NIK, NIP, atau nomor.",
        "This sign-in name looks like a NIK, a NIP or a number.",
        "Pakai nama, bukan nomor; NIK tidak dikumpulkan di sini.",
        "Use a name, not a number; NIKs are not collected here.",
    ),
    "row.twice": Message(
        "{column} ini sudah ada di baris {row}.",
        "This {column} is in row {row} already.",
        "Hapus salah satu baris.",
        "Delete one of the rows.",
    ),
    "row.former": Message(
        "Nomor ini dulu dipakai dan sudah diganti.",
        "This number was used before and has been replaced.",
        "Isi nomor yang berlaku sekarang.",
        "Fill in the number that is valid now.",
    ),
    "row.bkn-taken": Message(
        "bkn_person_id ini milik orang lain.",
        "This bkn_person_id belongs to somebody else.",
        "Cocokkan dengan data SIASN.",
        "Compare it with SIASN.",
    ),
    "row.outside": Message(
        "Unit ini di luar lingkup Anda.",
        "This unit is outside your part of the government.",
        "Isi opd dan unit_kerja yang Anda kelola, atau serahkan baris ini kepada pengelola unitnya.",
        "Fill in an opd and unit_kerja of yours, or leave the row to that unit's officer.",
    ),
    "row.deep": Message(
        "Susunan unit lebih dari {deepest} tingkat.",
        "The units are nested more than {deepest} levels deep.",
        "Periksa tanda > pada nama unit.",
        "Check the > signs in the unit's name.",
    ),
    "row.number-changes": Message(
        "Nomornya berubah; nomor lama disimpan sebagai riwayat.",
        "The number changes; the old one is kept as history.",
    ),
    "row.disabled": Message(
        "Akun orang ini sedang dinonaktifkan.",
        "This person's account is disabled.",
    ),
}

NO_HEADER = Message(
    "Baris judul kolom tidak ditemukan.",
    "No row of column names was found.",
    "Beri baris judul yang memuat nama, jenis_asn, dan nip (atau login).",
    "Add a row of names with nama, jenis_asn and nip (or login).",
)
COLUMN_TWICE = Message(
    "Kolom {column} ada dua kali.",
    "The column {column} is there twice.",
    "Hapus atau ganti nama salah satunya.",
    "Delete or rename one of them.",
)
UNREADABLE = Message(
    "Berkas ini tidak terbaca sebagai XLSX atau CSV.",
    "This file cannot be read as XLSX or CSV.",
    "Simpan ulang dari Excel sebagai .xlsx atau CSV, tanpa kata sandi.",
    "Save it again from Excel as .xlsx or CSV, without a password.",
)
TOO_BIG = Message(
    "Berkas ini terlalu besar: paling banyak {rows} baris dan {columns} kolom.",
    "This file is too big: at most {rows} rows and {columns} columns.",
    "Bagi menjadi beberapa berkas, dan hapus lembar lain serta gambar.",
    "Split it into several files, and remove other sheets and pictures.",
)
EMPTY = Message(
    "Tidak ada pegawai di bawah baris judul.",
    "There is nobody below the row of column names.",
    "Periksa apakah daftarnya ada di lembar pertama.",
    "Check whether the list is on the first sheet.",
)


class Remark(Worded):
    """Why a row is refused, or what looks odd about it."""

    __slots__ = ()
    messages = MESSAGES
