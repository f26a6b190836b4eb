"""What is said about a NIP or NI PPPK that is refused or looks odd, in both languages."""

from lms.errors import Message

MESSAGES: dict[str, Message] = {
    "nip.numeric": Message(
        "NIP terbaca sebagai angka, sehingga tiga angka terakhirnya hilang.",
        "The NIP was read as a number, so its last three digits are lost.",
        "Ubah format kolom NIP menjadi Teks, lalu isi ulang NIP dari sumbernya.",
        "Format the NIP column as Text, then fill the NIPs in again from their source.",
    ),
    "nip.odd-digits": Message(
        "NIP memuat angka lebar atau angka dari aksara lain.",
        "The NIP holds full-width digits or digits of another script.",
        "Ketik ulang dengan angka biasa 0-9.",
        "Type it again with plain digits 0-9.",
    ),
    "nip.missing": Message(
        "NIP belum diisi.",
        "The NIP is missing.",
        "Isi 18 angka NIP atau NI PPPK.",
        "Fill in the 18 digits of the NIP or NI PPPK.",
    ),
    "nip.not-digits": Message(
        "NIP memuat huruf atau tanda lain.",
        "The NIP holds letters or other signs.",
        "Isi hanya 18 angka; spasi dan titik boleh.",
        "Fill in 18 digits only; spaces and points are allowed.",
    ),
    "nip.old": Message(
        "Ini NIP lama (9 angka).",
        "This is an old NIP (9 digits).",
        "Isi NIP baru, 18 angka.",
        "Fill in the new NIP, 18 digits.",
    ),
    "nip.nik": Message(
        "Ini tampak seperti NIK (16 angka), bukan NIP.",
        "This looks like a NIK (16 digits), not a NIP.",
        "Isi NIP 18 angka. NIK tidak dikumpulkan di sini; hapus dari berkas.",
        "Fill in the NIP, 18 digits. NIKs are not collected here; remove them from the file.",
    ),
    "nip.length": Message(
        "NIP harus 18 angka; di sini {count}.",
        "A NIP has 18 digits; this has {count}.",
        "Lengkapi atau betulkan NIP.",
        "Complete or correct the NIP.",
    ),
    "nip.non-asn": Message(
        "Pegawai non-ASN tidak memiliki NIP.",
        "People who are not ASN have no NIP.",
        "Kosongkan NIP dan isi kolom login, atau betulkan jenis_asn.",
        "Clear the NIP and fill in login, or correct jenis_asn.",
    ),
    "nip.birth": Message(
        "Angka 1-8 NIP ({part}) bukan tanggal lahir.",
        "Digits 1-8 of the NIP ({part}) are no date of birth.",
        "Cocokkan NIP dengan SK pengangkatan.",
        "Compare the NIP with the letter of appointment.",
    ),
    "nip.month": Message(
        "Angka 13-14 NIP ({part}) bukan bulan 01-12.",
        "Digits 13-14 of the NIP ({part}) are no month 01-12.",
        "Betulkan NIP; bila pegawai ini PPPK, betulkan jenis_asn.",
        "Correct the NIP; if this person is PPPK, correct jenis_asn.",
    ),
    "nip.sex": Message(
        "Angka ke-15 NIP ({part}) bukan 1 (pria) atau 2 (wanita).",
        "Digit 15 of the NIP ({part}) is neither 1 (male) nor 2 (female).",
        "Cocokkan NIP dengan SK pengangkatan.",
        "Compare the NIP with the letter of appointment.",
    ),
    "nip.ahead": Message(
        "Angka 9-14 NIP ({part}) terlalu jauh di masa depan.",
        "Digits 9-14 of the NIP ({part}) lie too far in the future.",
        "Cocokkan NIP dengan SK pengangkatan.",
        "Compare the NIP with the letter of appointment.",
    ),
    "nip.age": Message(
        "Menurut NIP, usia pegawai ini {age} tahun.",
        "By the NIP this person is {age} years old.",
        "Periksa tahun lahir pada NIP.",
        "Check the year of birth in the NIP.",
    ),
    "nip.young": Message(
        "Menurut NIP, pegawai ini diangkat sebelum usia 17 tahun ({year}).",
        "By the NIP this person was appointed before the age of 17 ({year}).",
        "Periksa tahun pengangkatan pada NIP.",
        "Check the year of appointment in the NIP.",
    ),
    "nip.looks-pns": Message(
        "Nomor ini berpola NIP PNS, sedangkan jenis_asn {kind}.",
        "This number has the pattern of a PNS, while jenis_asn says {kind}.",
        "Periksa jenis_asn.",
        "Check jenis_asn.",
    ),
    "nip.early-pppk": Message(
        "NI PPPK ini dari tahun {year}; PPPK baru ada sejak 2019.",
        "This NI PPPK is of {year}; there have been PPPK since 2019 only.",
        "Periksa angka 9-12 pada NI PPPK.",
        "Check digits 9-12 of the NI PPPK.",
    ),
}
