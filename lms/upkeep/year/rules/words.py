"""What the citizens of a generated year write, and what they are answered; in Indonesian, as they would."""

from collections.abc import Mapping

SUGGESTIONS = (
    "Mohon nomor antrean dapat diambil dari rumah.",
    "Petugasnya ramah, terima kasih.",
    "Kursi tunggu kurang banyak pada pagi hari.",
    "Syaratnya sebaiknya ditempel di depan pintu.",
    "Tolong loket tetap buka pada jam istirahat.",
    "Sudah bagus, pertahankan.",
    "Berkas saya dua kali diminta ulang.",
    "Parkirnya sempit.",
)
# By category; `{service}` and `{office}` are filled in.
COMPLAINTS: Mapping[str, tuple[str, ...]] = {
    "waktu": (
        "Saya mengurus {service} di {office} sejak dua minggu lalu dan belum selesai. Katanya tiga hari.",
        "Antrean {service} lebih dari tiga jam, padahal hanya sepuluh orang di depan saya.",
        "Loket {service} baru dibuka pukul sembilan lewat. Saya datang sejak pukul setengah delapan.",
    ),
    "prosedur": (
        "Untuk {service} saya diminta kembali tiga kali karena syaratnya disebut satu per satu.",
        "Syarat {service} di papan berbeda dengan yang diminta petugas {office}.",
        "Saya harus memfotokopi KTP padahal datanya sudah ada di sistem {office}.",
    ),
    "kualitas": (
        "Nama saya salah ketik pada hasil {service} dan saya harus mengulang dari awal.",
        "Hasil {service} dari {office} buram dan tidak terbaca.",
        "Data pada {service} saya milik orang lain.",
    ),
    "sarana": (
        "Kipas angin di ruang tunggu {office} mati dan kursinya rusak.",
        "Tidak ada jalur kursi roda di {office}. Ibu saya harus digendong.",
        "Toilet {office} terkunci sepanjang hari.",
    ),
    "kode-etik": (
        "Petugas {service} membentak ayah saya karena bertanya dua kali.",
        "Saat saya menunggu {service}, petugas bermain telepon genggam dan tidak melayani.",
    ),
    "pungli": (
        "Saya diminta membayar Rp50.000 tanpa kuitansi supaya {service} cepat selesai.",
        "Ada orang di depan {office} yang menawarkan {service} lewat jalan pintas.",
    ),
    "diskriminasi": (
        "Orang yang datang sesudah saya dilayani lebih dulu karena kenal petugas {office}.",
        "Saya memakai kursi roda dan disuruh datang lain kali untuk {service}.",
    ),
    "lainnya": (
        "Telepon {office} tidak pernah diangkat.",
        "Jadwal layanan {service} di internet tidak sama dengan yang di kantor.",
    ),
}
ASPIRATIONS = (
    "Saya berharap {service} dapat diurus pada hari Sabtu.",
    "Sebaiknya {office} membuka loket khusus orang tua dan ibu hamil.",
    "Mohon {service} dapat diurus di kelurahan.",
)
QUESTIONS = (
    "Apa saja syarat {service} bila KTP saya dari kabupaten lain?",
    "Berapa lama {service} biasanya selesai, dan apakah ada biayanya?",
    "Apakah {office} buka pada hari cuti bersama?",
)
# What was done, by whom, and how it is to stay so.
ANSWERS = (
    "Berkas Anda sudah kami selesaikan hari ini. Dilakukan oleh {position}, {office}.",
    "Loket yang Anda sebut sudah kami atur ulang mulai pekan ini. Penanggung jawab: {position}, {office}.",
    "Kesalahan itu sudah diperbaiki; hasil yang benar dapat diambil tanpa antre di {office} ({position}).",
)
INFORMATION = (
    "Layanan ini selesai tiga hari kerja dan tidak dipungut biaya. Diberikan oleh {position}, {office}.",
)
REFUSALS = (
    "Laporan ini sama dengan laporan Anda sebelumnya, yang sedang ditangani.",
    "Laporan tidak memuat tempat atau layanan yang dapat diperiksa, dan pertanyaan kami tidak dibalas.",
)
ELSEWHERE = ("BPJS Kesehatan", "PLN", "Kantor Pertanahan", "Kepolisian Resor")
