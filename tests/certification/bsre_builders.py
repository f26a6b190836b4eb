"""BSrE as the tests have it: an authority of their own, signers below it, and files gone wrong."""

import io
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import pikepdf
from build import a_person
from certification_builders import a_release, completion
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lms.certification import certificates
from lms.certification.models import Certificate, Mark
from lms.certification.signing import loops

NIK = "1671010101700001"
PASSPHRASE = "kuncI-rahasia ~ sekali#7"
PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Authority:
    """A root certificate and its key."""

    certificate: x509.Certificate
    private: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(PEM)


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(subject, public, issuer, private, *, authority, host=None):
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False
    )  # fmt: skip
    usage |= dict.fromkeys(
        ("key_cert_sign", "crl_sign") if authority else ("digital_signature", "content_commitment"), True
    )
    builder = x509.CertificateBuilder(issuer, subject, public, x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=700))
    builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    if host:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(private, hashes.SHA256())


def a_tls_context(folder: Path, host: str = "127.0.0.1") -> ssl.SSLContext:
    """A server's side of TLS, with a certificate of our authority for this machine."""
    above, private = an_authority(), ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(
        _name(host, "Gerbang"), private.public_key(), above.certificate.subject, above.private,
        authority=False, host=host,
    )  # fmt: skip
    pem = private.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "tls.pem").write_bytes(pem + certificate.public_bytes(PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "tls.pem")
    return context


def _loaded(pem: bytes):
    return next(load_certs_from_pemder_data(pem))


@cache
def _authority(_number: int) -> Authority:
    """The first is BSrE; each other has the same name and a key of its own."""
    private = ec.generate_private_key(ec.SECP256R1())
    subject = _name("Root BSrE Uji", "Lembaga Uji")
    return Authority(_certificate(subject, private.public_key(), subject, private, authority=True), private)


def an_authority(number: int = 0) -> Authority:
    return _authority(number)


@cache
def a_signer(number: int = 0, person: str = "Drs. H. Contoh Penandatangan, M.Si."):
    """A pyHanko signer with a personal certificate of that authority."""
    above = _authority(number)
    private = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(
        _name(person, "Pemerintah Kota Palembang"), private.public_key(), above.certificate.subject,
        above.private, authority=False,
    )  # fmt: skip
    key = private.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=_loaded(certificate.public_bytes(PEM)),
        signing_key=load_private_key_from_pemder_data(key, passphrase=None),
        cert_registry=SimpleCertificateStore.from_certs([_loaded(above.pem)]),
    )


def sign(data: bytes, signer=None, field_name: str = "Tanda") -> bytes:
    """Sign as BSrE does: appended, PAdES."""
    meta = signers.PdfSignatureMetadata(
        field_name=field_name, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    return _signed(signers.PdfSigner(meta, signer or a_signer()), data)


def sign_visibly(data: bytes) -> bytes:
    """Sign as the gateway does when it has a picture: with a box on the first page that is seen."""
    meta = signers.PdfSignatureMetadata(
        field_name="Tanda", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    field = SigFieldSpec("Tanda", on_page=0, box=(60, 30, 220, 70))
    style = TextStampStyle(stamp_text="Ditandatangani secara elektronik oleh BSrE", background=None)
    signer = signers.PdfSigner(meta, a_signer(), stamp_style=style, new_field_spec=field)
    return _signed(signer, data)


def _signed(signer: signers.PdfSigner, data: bytes) -> bytes:
    return loops.finished(signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)))).getvalue()


def a_pdf(public_id: str, text: str = "isi") -> bytes:
    """A small PDF with the id of a certificate, as the press writes it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 100))
    pdf.pages[0].Contents = pdf.make_stream(f"% {text}".encode())
    pdf.trailer.ID = pikepdf.Array([pikepdf.String(public_id), pikepdf.String(public_id)])
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def rewritten(data: bytes) -> bytes:
    """The same page in a file written anew, as a tool does that does not append."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.docinfo["/Producer"] = "lain"
        pdf.save(out)
    return out.getvalue()


def overlaid(data: bytes) -> bytes:
    """The same bytes, with an update that shows another page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = page["/Contents"]
    stream._data, stream._encoded_data = b"% nilai lain", None
    writer.update_container(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


CHANGES = {
    "good": sign,
    "other": lambda _data: sign(a_pdf("f" * 32, "lain")),
    "rewritten": lambda data: sign(rewritten(data)),
    "overlaid": lambda data: sign(overlaid(data)),
    "unsigned": lambda data: data,
    "stranger": lambda data: sign(data, a_signer(1)),
    "tail": lambda data: overlaid(sign(data)),
    "twice": lambda data: sign(sign(data), field_name="Kedua"),
}


def trust(installation, *pems: bytes) -> None:
    """Lay authorities into the folder of the trusted: BSrE's unless others are given."""
    folder = installation.settings.instance / "trust"
    folder.mkdir(parents=True, exist_ok=True)
    for number, pem in enumerate(pems or (an_authority().pem,)):
        (folder / f"bsre-{number}.pem").write_bytes(pem)


def waiting(installation, *names: str, unit=None) -> list[Certificate]:
    """Issue certificates that are drawn and wait for BSrE, one for each name."""
    made = []
    with installation.database.write() as session:
        release = a_release(session, f"kursus-{names[0].casefold()}")
        for name in names:
            person = a_person(session, name, unit=unit)
            made.append(certificates.issue_if_due(session, completion(person, release)))
        for one in made:
            one.mark, one.plain_sha256 = Mark.BSRE, installation.files.put(a_pdf(one.public_id))
    return made


def again(installation, certificate: Certificate) -> Certificate:
    """The same certificate as it stands now."""
    with installation.database.read() as session:
        return session.get_one(Certificate, certificate.id)
