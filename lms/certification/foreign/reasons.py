"""Why a file was not signed or not kept, in words; short enough to stand beside the certificate."""

from collections.abc import Mapping

from lms.certification.foreign.answers import Flaw
from lms.errors import LmsError, Message, Refused

LIMIT = 300
FLAWS: Mapping[Flaw, Message] = {
    Flaw.NOT_OURS: Message(
        "Bukan sertifikat yang sedang menunggu tanda tangan di sini.",
        "Not a certificate that waits here for a signature.",
        "Pakai PDF dari ZIP yang diunduh di halaman ini.",
        "Use the PDFs of the ZIP downloaded on this page.",
    ),
    Flaw.CONTENT_DIFFERS: Message(
        "Isinya bukan lagi seperti yang dikirim untuk ditandatangani.",
        "Its content is no longer what was sent to be signed.",
        "Tanda tangani berkas aslinya tanpa menyunting, memampatkan, atau mencetak ulang ke PDF.",
        "Sign the original file without editing, compressing or printing it to PDF again.",
    ),
    Flaw.NO_SIGNATURE: Message(
        "Tidak ada tanda tangan di dalam berkas.",
        "There is no signature in the file.",
        "Tanda tangani dulu berkasnya, lalu unggah lagi.",
        "Sign the file first, then upload it again.",
    ),
    Flaw.SEVERAL: Message(
        "Ada lebih dari satu tanda tangan di dalam berkas.",
        "There is more than one signature in the file.",
        "Ambil berkas aslinya dan tanda tangani satu kali.",
        "Take the original file and sign it once.",
    ),
    Flaw.NOT_COVERED: Message(
        "Tanda tangannya tidak mencakup seluruh berkas.",
        "The signature does not cover the whole file.",
        "Ambil berkas aslinya dan tanda tangani lagi; jangan diubah sesudahnya.",
        "Take the original file and sign it again; change nothing afterwards.",
    ),
    Flaw.BROKEN: Message(
        "Tanda tangannya rusak atau tidak terbaca.",
        "The signature is broken or cannot be read.",
        "Ambil berkas aslinya dan tanda tangani lagi.",
        "Take the original file and sign it again.",
    ),
    Flaw.UNKNOWN_AUTHORITY: Message(
        "Penerbit sertifikat penanda tangan tidak ada di antara otoritas yang dipercaya.",
        "The issuer of the signer's certificate is not among the trusted authorities.",
        "Pakai sertifikat BSrE; bila sudah, minta admin melengkapi instance/trust.",
        "Use a certificate of BSrE; if it is one, ask the administrator to complete instance/trust.",
    ),
    Flaw.OUT_OF_DATE: Message(
        "Sertifikat elektronik penanda tangan sudah habis masanya atau dicabut.",
        "The signer's electronic certificate has expired or is revoked.",
        "Perbarui sertifikat elektronik di BSrE, lalu tanda tangani lagi.",
        "Renew the electronic certificate at BSrE, then sign again.",
    ),
}
SIGNED_ALREADY = Message(
    "Sertifikat ini sudah ditandatangani.",
    "This certificate is signed already.",
    "Tidak ada yang perlu dilakukan; yang tersimpan tidak diganti.",
    "Nothing is to be done; what is kept is not replaced.",
)
WITHDRAWN = Message(
    "Sertifikat ini sudah dicabut atau diganti.",
    "This certificate is revoked or superseded.",
    "Tidak ada yang perlu ditandatangani.",
    "There is nothing to sign.",
)
LOST = Message(
    "Berkas yang harus ditandatangani tidak ada di penyimpanan.",
    "The file to be signed is missing from the store.",
    "Minta admin menjalankan lms certificates render.",
    "Ask the administrator to run lms certificates render.",
)
NO_AUTHORITY = Message(
    "Belum ada otoritas BSrE yang dipercaya.",
    "No authority of BSrE is trusted yet.",
    "Minta admin menaruh sertifikat PEM otoritas BSrE di instance/trust.",
    "Ask the administrator to lay the PEM certificates of BSrE into instance/trust.",
)
IN_A_ROW = Message(
    "Berhenti: {count} berkas berturut-turut gagal ditandatangani.",
    "Stopped: {count} files in a row could not be signed.",
    "Baca alasannya di daftar, perbaiki sebabnya, lalu mulai lagi.",
    "Read the reasons in the list, mend the cause, then begin again.",
)
BUSY = Message(
    "Sedang ditandatangani oleh petugas lain.",
    "Another officer is signing it.",
    "Tunggu beberapa menit.",
    "Wait some minutes.",
)


def flawed(flaw: Flaw) -> Refused:
    return Refused(FLAWS[flaw], f"bsre.{flaw}")


def kept(error: LmsError) -> str:
    """Return a failure in the site's first language, as the queue keeps it; nothing secret is in an error."""
    return f"{error.text('id')} {error.remedy('id')}"[:LIMIT]
