"""What comes back signed is kept only when it is our bytes, one signature, the whole file, BSrE's chain."""

import io
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from bsre_builders import CHANGES, a_pdf, a_signer, an_authority, sign
from build import NINE
from certification_builders import a_snapshot
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from lms.certification import designs, pdf
from lms.certification.foreign import answers
from lms.certification.foreign.answers import Flaw, Signed
from lms.certification.models import Mark
from lms.certification.rules import wording

PUBLIC_ID = "a" * 32
BSRE = [an_authority().certificate]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A certificate as the press makes it: tagged, two pages, attachments allowed."""
    snapshot = a_snapshot()
    words = wording.of(
        snapshot, number="800.2/00001/BKPSDM/2026", began_on=date(2026, 3, 1), completed_on=date(2026, 3, 3)
    )
    sheet = pdf.Sheet(
        wording=words, public_id=PUBLIC_ID, address=f"http://localhost/verifikasi/{PUBLIC_ID}",
        issued_at=NINE, government="Pemerintah Kota Palembang", organiser="BKPSDM Kota Palembang",
        signatories=tuple(snapshot["signatories"]), mark=Mark.BSRE,
    )  # fmt: skip
    return pdf.render(designs.load(ROOT / "certificates", "standar"), sheet)


def examine(plain: bytes, data: bytes, authorities=BSRE, at=None):
    return answers.examine(plain, data, authorities, at=at or datetime.now(UTC))


def test_a_certificate_that_bsre_signed_is_good_and_names_its_signer(plain):
    found = examine(plain, sign(plain))

    assert isinstance(found, Signed)
    assert "CN=Drs. H. Contoh Penandatangan" in found.signer
    assert abs(datetime.now(UTC) - found.at) < timedelta(minutes=1)


def test_a_certificate_waiting_for_bsre_says_nothing_of_it(plain):
    """BSrE's footer may appear on what BSrE signed only (UU ITE; a false statement otherwise)."""
    with io.BytesIO(plain) as file:
        text = subprocess.run(["pdftotext", "-", "-"], input=file.read(), capture_output=True, check=True)

    assert "BSrE" not in text.stdout.decode()
    assert "ditandatangani secara elektronik" not in " ".join(text.stdout.decode().split())


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ("other", Flaw.NOT_OURS),
        ("rewritten", Flaw.CONTENT_DIFFERS),
        ("overlaid", Flaw.CONTENT_DIFFERS),
        ("tail", Flaw.NOT_COVERED),
        ("unsigned", Flaw.NO_SIGNATURE),
        ("stranger", Flaw.UNKNOWN_AUTHORITY),
        ("twice", Flaw.SEVERAL),
    ],
)
def test_each_thing_that_is_wrong_is_told_apart(plain, change, flaw):
    assert examine(plain, CHANGES[change](plain)) == flaw


def test_an_update_after_the_signature_is_not_covered_by_it(plain):
    writer = IncrementalPdfFileWriter(io.BytesIO(sign(plain)))
    writer.root["/Metadata"].get_object()["/Catatan"] = writer.root.raw_get("/Pages")
    writer.update_container(writer.root["/Metadata"])
    out = io.BytesIO()
    writer.write(out)

    assert examine(plain, out.getvalue()) == Flaw.NOT_COVERED


def test_an_update_without_a_signature_is_none(plain):
    writer = IncrementalPdfFileWriter(io.BytesIO(plain))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    assert examine(plain, out.getvalue()) == Flaw.NO_SIGNATURE


def test_a_form_field_that_is_no_signature_is_other_content():
    plain = a_pdf(PUBLIC_ID)
    writer = IncrementalPdfFileWriter(io.BytesIO(plain))
    values = {"/FT": NameObject("/Tx"), "/T": TextStringObject("nilai"), "/V": TextStringObject("100")}
    field = writer.add_object(DictionaryObject({NameObject(key): value for key, value in values.items()}))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    assert examine(plain, sign(out.getvalue())) == Flaw.CONTENT_DIFFERS


def test_a_changed_letter_of_the_update_breaks_the_signature(plain):
    data = sign(plain)
    at = data.rindex(b"(Tanda)")

    assert examine(plain, data[:at] + b"(Tinda)" + data[at + 7 :]) == Flaw.BROKEN


def test_a_certificate_that_ran_out_is_not_trusted(plain):
    late = datetime.now(UTC) + timedelta(days=1000)

    assert examine(plain, sign(plain), at=late) == Flaw.OUT_OF_DATE


def test_without_authorities_nothing_is_bsres(plain):
    assert examine(plain, sign(plain), []) == Flaw.UNKNOWN_AUTHORITY


def test_what_is_no_pdf_after_ours_is_no_signature(plain):
    found = examine(plain, plain + b"\n%%EOF junk " + b"\x00\xff" * 500)

    assert found == Flaw.NO_SIGNATURE


def test_a_nik_in_a_signers_certificate_is_not_kept():
    plain = a_pdf(PUBLIC_ID)
    found = examine(plain, sign(plain, a_signer(person="ANI 1671010101700001")))

    assert isinstance(found, Signed)
    assert "1671010101700001" not in found.signer


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_poppler_says_the_whole_document_is_signed(plain, tmp_path):
    file = tmp_path / "signed.pdf"
    file.write_bytes(sign(plain))

    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout

    assert "Total document signed" in told
    assert "Signature is Valid" in told
