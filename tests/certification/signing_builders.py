"""Keys and authorities of many kinds, and a small PDF with an empty field, for the tests of signatures."""

from datetime import timedelta
from functools import cache
from io import BytesIO

import pikepdf
from build import NINE
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from lms.certification.signing.keys import KnownCertificate, SigningKey

SIGNED_AT = NINE
KINDS = ("p256", "p384", "rsa")
OURS = "CN=BKPSDM Kota Contoh,O=BKPSDM Kota Contoh,C=ID"


@cache
def private(kind, which=0):
    """A private key of a kind; the same `which` is the same key, as RSA takes a second to make."""
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1() if kind == "p256" else ec.SECP384R1())


def usage(*, signs, certifies=False):
    return x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=certifies, crl_sign=certifies, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def certificate(
    subject, key, *, by=None, authority=False, begin=None, days=3650, lists_at="", stamps=False, serial=None
):
    """Issue a certificate; `by` is (certificate, key) of who issues it, none: itself."""
    name = x509.Name.from_rfc4514_string(subject)
    issuer = by[0].subject if by else name
    begin = begin or NINE - timedelta(days=30)
    builder = x509.CertificateBuilder(
        issuer, name, key.public_key(), serial or x509.random_serial_number(), begin, begin + timedelta(days)
    )
    basics = x509.BasicConstraints(ca=authority, path_length=None)
    builder = builder.add_extension(basics, critical=True)
    builder = builder.add_extension(usage(signs=not authority, certifies=authority), critical=True)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = builder.add_extension(identifier, critical=False)
    above = by[1] if by else key
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key())
    builder = builder.add_extension(known, critical=False)
    if stamps:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    if lists_at:
        where = x509.DistributionPoint([x509.UniformResourceIdentifier(lists_at)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([where]), critical=False)
    return builder.sign(above, hashes.SHA256())


@cache
def own_key(kind="p256", which=0):
    """A key of an installation, as `lms keys create` makes it; another `which` is a look-alike's."""
    key = private(kind, which)
    return SigningKey(KnownCertificate(certificate(OURS, key)), key)


@cache
def authority(subject="CN=Otoritas Contoh,C=ID", which=0):
    """An authority: (certificate, key); another `which` bears the same name and is a stranger."""
    key = private("p256", ("authority", which))
    return certificate(subject, key, authority=True), key


def issued_key(subject="CN=Kepala Contoh,O=Pemkot,C=ID", *, by=None, kind="p256", **values):
    """A key whose certificate an authority issued."""
    by = by or authority()
    key = private(kind, subject)
    return SigningKey(KnownCertificate(certificate(subject, key, by=by, **values), (by[0],)), key)


@cache
def a_pdf(*, streams=True, padding=0, text="Ani", identifier="0" * 32):
    """A page with an empty signature field; its cross-reference is a stream or a table."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"BT (%b) Tj ET %%" % text.encode() + b"x" * padding)
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T="Signature",
            TU="Tanda tangan", F=132, Rect=[0, 0, 0, 0], P=page.obj,
        )
    )  # fmt: skip
    page.Annots = [field]
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
    pdf.trailer.ID = [pikepdf.String(identifier), pikepdf.String(identifier)]
    target = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    pdf.save(target, object_stream_mode=mode, static_id=False, fix_metadata_version=False)
    return target.getvalue()


def appended(data, text="Budi"):
    """Change a file the way editors do: append a section that replaces the page's content."""
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    with pikepdf.open(BytesIO(data)) as pdf:
        number, size, root = pdf.pages[0].Contents.objgen[0], int(pdf.trailer["/Size"]), pdf.Root.objgen[0]
    at = len(data)
    content = b"BT (%b) Tj ET" % text.encode()
    new = b"%d 0 obj\n<</Length %d>>stream\n%b\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return data + new + table % (number, at, size, root, start, at + len(new))
