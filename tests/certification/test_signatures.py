"""Both signers: what they write is judged by pyHanko and poppler, and says the same."""

import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from signing_builders import KINDS, SIGNED_AT, a_pdf, issued_key, own_key

from lms.certification.signing import lean, loops, pades

SIGNERS = {"lean": lean.sign, "pades": pades.sign}
PLACE = "Kota Pañgkalpinang"


@pytest.fixture(params=SIGNERS)
def sign(request):
    return SIGNERS[request.param]


def judged(data, key, root=None):
    """What pyHanko says: an implementation that did not write the lean signature."""
    reader = PdfFileReader(BytesIO(data))
    (signature,) = reader.embedded_signatures
    roots = [pades._as_asn1(root or key.public.certificate)]
    trust = ValidationContext(trust_roots=roots, allow_fetching=False, moment=SIGNED_AT)
    return signature, loops.finished(async_validate_pdf_signature(signature, trust))


def told(data, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(data)
    command = ["pdfsig", "-nocert", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("kind", KINDS)
def test_poppler_and_pyhanko_find_it_valid_and_the_whole_file_covered(sign, kind, tmp_path):
    signed = sign(a_pdf(), own_key(kind), at=SIGNED_AT, place=PLACE)
    said = told(signed, tmp_path)
    _, status = judged(signed, own_key(kind))

    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert f"SHA-{384 if kind == 'p384' else 256}" in said
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.signer_reported_dt == SIGNED_AT


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_it_only_appends_and_the_same_input_gives_the_same_bytes(sign, kind, streams):
    data = a_pdf(streams=streams)

    signed = sign(data, own_key(kind), at=SIGNED_AT, place=PLACE)

    assert signed.startswith(data)
    assert signed == sign(data, own_key(kind), at=SIGNED_AT, place=PLACE)
    assert signed != sign(data, own_key(kind), at=SIGNED_AT + timedelta(seconds=1), place=PLACE)


def test_what_the_file_says_of_itself_stays(sign):
    """An archive file's two records of its last change must agree (ISO 19005-3, 6.6.2.3)."""
    plain = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        with pdf.open_metadata() as written:
            written["xmp:CreatorTool"] = "Ampera"
        pdf.docinfo["/Title"] = "Sertifikat"
        pdf.save(plain)

    signed = sign(plain.getvalue(), own_key(), at=SIGNED_AT, place=PLACE)

    with pikepdf.open(plain) as before, pikepdf.open(BytesIO(signed)) as after:
        assert dict(after.docinfo) == dict(before.docinfo)
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()


def test_both_say_the_same():
    said = {}
    for name, sign in SIGNERS.items():
        signed = sign(a_pdf(), own_key(), at=SIGNED_AT, place=PLACE)
        signature, status = judged(signed, own_key())
        with pikepdf.open(BytesIO(signed)) as pdf:
            value = pdf.Root.AcroForm.Fields[0].V
            dictionary = {key: str(value[key]) for key in ("/M", "/Location", "/Filter", "/SubFilter")}
            said[name] = (
                dictionary, str(pdf.trailer["/ID"]), pdf.Root.get("/Version"), status.md_algorithm,
                signature.signer_cert.sha256, len(signature.signed_data["certificates"]),
            )  # fmt: skip

    assert said["lean"] == said["pades"]
    assert said["lean"][0]["/SubFilter"] == "/ETSI.CAdES.detached"
    assert said["lean"][0]["/Location"] == PLACE
    # The file stays PDF 1.7, as an archive file must.
    assert said["lean"][2] is None


def test_the_issuers_go_along_but_not_the_root(sign):
    key = issued_key()

    signature, status = judged(sign(a_pdf(), key, at=SIGNED_AT, place=PLACE), key, key.public.issuers[0])

    assert status.bottom_line
    assert [one.chosen.sha256 for one in signature.signed_data["certificates"]] == [
        signature.signer_cert.sha256
    ]


def test_a_file_without_an_empty_field_is_not_signed(sign):
    signed = sign(a_pdf(), own_key(), at=SIGNED_AT, place=PLACE)
    bare = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(bare)

    for data in (signed, bare.getvalue()):
        with pytest.raises(ValueError, match=r"field|cannot be signed"):
            sign(data, own_key(), at=SIGNED_AT, place=PLACE)


@settings(max_examples=30, deadline=None)
@given(
    padding=st.integers(0, 12_000),
    place=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60),
    kind=st.sampled_from(KINDS),
    streams=st.booleans(),
)
def test_of_any_size_the_lean_signature_is_found_valid(padding, place, kind, streams):
    data = a_pdf(padding=padding, streams=streams)

    signed = lean.sign(data, own_key(kind), at=SIGNED_AT, place=place)
    signature, status = judged(signed, own_key(kind))

    start, opens, closes, rest = signature.byte_range
    assert (start, closes + rest) == (0, len(signed))
    assert (signed[opens : opens + 1], signed[closes - 1 : closes]) == (b"<", b">")
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    with pikepdf.open(BytesIO(signed)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V.get("/Location", "")) == place
